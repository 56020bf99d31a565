/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What every statistic must keep, on a made table of its own columns: the order of the rows does
 * not matter, exposure in another unit scales rates and nothing else, parts add up, threads change
 * no bit, and no data gives NaN: what cannot be computed has a reason. */
#include "engine/error.h"
#include "tests/unit/engine/helpers.h"

/* Five years of weeks and more: Farrington's method needs them. */
#define N_ROWS 320

typedef enum { PLAIN, ZERO_COUNTS, CONSTANT_COUNTS } content;

typedef struct {
  content content;
  double exposure_factor;
  bool shuffled;
  size_t n_rows; /* 0: N_ROWS */
  bool empty;    /* no cell has a value */
  size_t half;   /* 1: the even rows, 2: the odd ones, 0: all */
} recipe;

static size_t n_rows(const recipe *r) {
  return r->half ? N_ROWS / 2 : r->n_rows ? r->n_rows : N_ROWS;
}

/* Where row i of the plain table stands in the shuffled one's making: the row made at i. */
static size_t made_at(const recipe *r, size_t i) {
  if (r->half)
    return 2 * i + r->half - 1;
  return r->shuffled ? (i * 7 + 3) % N_ROWS : i;
}

/* Between 0 and 1, different for each row and column, the same every time. */
static double noise(const char *column, size_t row) {
  uint32_t x = g_str_hash(column) ^ ((uint32_t)row * 2654435761U + 1);
  for (int i = 0; i < 3; i++) {
    x ^= x << 13;
    x ^= x >> 17;
    x ^= x << 5;
  }
  return (x >> 8) / 16777216.0;
}

static bool named(const char *name, const char *const *names) {
  return g_strv_contains(names, name);
}

static bool is_exposure(const char *name) {
  return g_str_has_suffix(name, "exposure") || g_str_equal(name, "population");
}

static bool is_count(const char *name) {
  static const char *const others[] = {"volume",         "treated_before", "treated_after",
                                       "control_before", "control_after",  NULL};
  return g_str_has_suffix(name, "count") || named(name, others);
}

static bool has_input(const pb_statistic *s, const char *name) {
  for (size_t k = 0; k < s->n_inputs; k++)
    if (g_str_equal(s->inputs[k].name, name))
      return true;
  return false;
}

static double number(const pb_statistic *s, const pb_input *input, const recipe *r, size_t i) {
  static const char *const flags[] = {"leave_out", "break", "series_break", NULL};
  static const char *const shares[] = {"p", "share_before", "share_after", NULL};
  const char *name = input->name;
  double u = noise(name, i);
  if (is_exposure(name))
    return floor(1000 + 20000 * u) * r->exposure_factor;
  if (is_count(name) && r->content != PLAIN)
    return r->content == ZERO_COUNTS ? 0 : 7;
  if (is_count(name))
    return floor(5 + 60 * u);
  if (g_str_equal(name, "t"))
    return (double)i;
  if (g_str_equal(name, "month"))
    return (double)(i % 12 + 1);
  if (g_str_equal(name, "year"))
    return has_input(s, "month") ? (double)(2018 + i / 12) : (double)(1960 + i);
  if (g_str_equal(name, "days"))
    return 30;
  if (g_str_equal(name, "after"))
    return i >= 36;
  if (g_str_equal(name, "direction"))
    return 1;
  if (named(name, flags))
    return 0;
  if (named(name, shares))
    return 0.05 + 0.9 * u;
  if (g_str_has_prefix(name, "n_"))
    return floor(50 + 300 * u);
  if (g_str_equal(name, "stratum_size"))
    return 900;
  if (g_str_equal(name, "value") && r->content != PLAIN)
    return r->content == ZERO_COUNTS ? 0 : 1;
  if (g_str_equal(name, "value") && input->type == PB_TYPE_INT64)
    return u < 0.4;
  return input->type == PB_TYPE_INT64 ? floor(30 * u) : 0.5 + 3 * u;
}

static char *text(const char *name, size_t i) {
  if (g_str_equal(name, "stratum"))
    return g_strdup_printf("s%zu", i % 2);
  if (g_str_equal(name, "cluster"))
    return g_strdup_printf("k%zu", i % 12);
  if (g_str_equal(name, "group") || g_str_equal(name, "place"))
    return g_strdup_printf("g%zu", i % 3);
  if (g_str_equal(name, "period"))
    return g_strdup_printf("g%zu", i % 2);
  if (g_str_equal(name, "row"))
    return g_strdup_printf("r%zu", i % 6);
  if (g_str_equal(name, "column"))
    return g_strdup_printf("c%zu", i % 5);
  if (g_str_equal(name, "neighbours")) /* a ring */
    return g_strdup_printf("p%zu p%zu", (i + 1) % N_ROWS, (i + N_ROWS - 1) % N_ROWS);
  return g_strdup_printf("p%zu", i);
}

/* A table of events or one of counts: the events. */
static bool is_other_form(const pb_statistic *s, const char *name) {
  static const char *const counted[] = {"row", "column", "date", "count", "break", NULL};
  return has_input(s, "time") && (has_input(s, "row") || has_input(s, "date")) &&
         named(name, counted);
}

static pb_table *make_table(const pb_statistic *s, const recipe *r) {
  static const char *const left_out[] = {"quarter", "override", "override_reason", "day", "day_end",
                                         "hot_1",   "hot_2",    "hot_3",           NULL};
  pb_table *table = pb_table_new();
  for (size_t k = 0; k < s->n_inputs; k++) {
    const pb_input *input = &s->inputs[k];
    if (named(input->name, left_out) || is_other_form(s, input->name))
      continue;
    pb_column *column = pb_column_new(input->name, input->type, NULL);
    for (size_t at = 0; at < n_rows(r); at++) {
      size_t i = made_at(r, at);
      if (r->empty) {
        pb_column_append_missing(column);
      } else if (input->type == PB_TYPE_STRING) {
        g_autofree char *cell_text = text(input->name, i);
        pb_column_append_string(column, cell_text);
      } else if (input->type == PB_TYPE_TIME) {
        int64_t start = INT64_C(1700000000) + (int64_t)i * 100003;
        pb_column_append_int(column, start + (g_str_equal(input->name, "end") ? 9000 : 0));
      } else if (input->type == PB_TYPE_DOUBLE) {
        pb_column_append_double(column, number(s, input, r, i));
      } else {
        pb_column_append_int(column, (int64_t)number(s, input, r, i));
      }
    }
    pb_table_add(table, column);
  }
  if (s->takes_all) {
    double x[N_ROWS], y[N_ROWS];
    for (size_t at = 0; at < n_rows(r); at++) {
      x[at] = r->content == PLAIN ? noise("x", made_at(r, at)) : 7;
      y[at] = r->content == PLAIN ? noise("y", made_at(r, at)) : 0;
    }
    add_numbers(table, "x", n_rows(r), x);
    add_numbers(table, "y", n_rows(r), y);
  }
  return table;
}

static pb_table *no_rows(const pb_statistic *s) {
  pb_table *table = pb_table_new();
  for (size_t k = 0; k < s->n_inputs; k++)
    pb_table_add(table, pb_column_new(s->inputs[k].name, s->inputs[k].type, NULL));
  if (s->takes_all)
    add_numbers(table, "x", 0, NULL);
  return table;
}

static pb_result *run_on(const pb_statistic *s, const recipe *r) {
  g_autoptr(pb_table) table = make_table(s, r);
  g_autoptr(GError) error = NULL;
  static const char *const few[] = {"permutations", "99", NULL};
  bool permutes = false; /* what is asked of chance here needs no 999 */
  for (size_t k = 0; k < s->n_params; k++)
    permutes = permutes || g_str_equal(s->params[k].name, few[0]);
  pb_result *result = run_statistic(s->name, table, permutes ? few : NULL, &error);
  if (error)
    g_error("%s: %s", s->name, error->message);
  return result;
}

/* As near as an iterated fit ends. */
static bool near(double a, double b) {
  return fabs(a - b) <= 1e-6 * fmax(fabs(a), fabs(b)) + 1e-10;
}

static bool same_cell(const pb_column *a, size_t i, const pb_column *b, size_t k) {
  if (pb_column_is_valid(a, i) != pb_column_is_valid(b, k))
    return false;
  if (!pb_column_is_valid(a, i))
    return true;
  if (pb_column_type(a) == PB_TYPE_STRING)
    return g_str_equal(pb_column_string(a, i), pb_column_string(b, k));
  return near(pb_column_double(a, i), pb_column_double(b, k));
}

/* The column of a shuffled table follows its rows, or is of something else than rows. */
static bool same_column(const pb_column *plain, const pb_column *shuffled) {
  size_t n = pb_column_length(plain);
  if (pb_column_length(shuffled) != n)
    return false;
  bool follows = n == N_ROWS, stays = true;
  const recipe r = {.shuffled = true};
  for (size_t i = 0; i < n; i++) {
    follows = follows && same_cell(shuffled, i, plain, made_at(&r, i));
    stays = stays && same_cell(shuffled, i, plain, i);
  }
  return follows || stays;
}

static void test_row_order(void) {
  /* nearest-group lists its groups in the order of the rows; single-case refuses years in another
   * order, with a reason. */
  static const char *const listed[] = {"nearest-group", NULL}, *const refuses[] = {"single-case",
                                                                                   NULL};
  const recipe plain = {.exposure_factor = 1}, mixed = {.exposure_factor = 1, .shuffled = true};
  size_t n;
  const pb_statistic *const *statistics = pb_statistics(&n);
  for (size_t s = 0; s < n; s++) {
    const pb_statistic *one = statistics[s];
    g_autoptr(pb_result) a = run_on(one, &plain);
    g_autoptr(pb_result) b = run_on(one, &mixed);
    if (named(one->name, refuses)) {
      g_assert_nonnull(pb_result_reason(b));
      continue;
    }
    if (pb_result_reason(a))
      g_test_message("%s: %s", one->name, pb_result_reason(a));
    if (g_strcmp0(pb_result_reason(a), pb_result_reason(b)) != 0) {
      g_test_fail_printf("%s: with the rows in another order: %s", one->name, pb_result_reason(b));
      continue;
    }
    g_assert_cmpuint(pb_result_n_scalars(a), ==, pb_result_n_scalars(b));
    for (size_t k = 0; k < pb_result_n_scalars(a); k++) {
      const char *name, *unit;
      double x, y = 0;
      bool valid;
      pb_result_scalar_at(a, k, &name, &x, &valid, &unit);
      if (pb_result_get_scalar(b, name, &y) != valid || (valid && !near(x, y)))
        g_test_fail_printf("%s: %s is %.12g, and %.12g with the rows in another order", one->name,
                           name, x, y);
    }
    for (size_t k = 0; k < pb_result_n_columns(a) && !named(one->name, listed); k++) {
      const pb_column *column = pb_result_column(a, k);
      if (!same_column(column, pb_result_find(b, pb_column_name(column))))
        g_test_fail_printf("%s: the column %s changes with the order of the rows", one->name,
                           pb_column_name(column));
    }
  }
}

/* b is a, or a by the factor once or twice: a rate, a variance of rates, an exposure. */
static bool scaled(double a, double b) {
  const double factor = 4;
  return near(a, b) || near(a, b * factor) || near(a, b * factor * factor) || near(a, b / factor);
}

static void test_exposure_in_another_unit(void) {
  /* The logarithm of a rate does not scale but moves: trend tells it, and its test of
   * over-dispersion ends a little elsewhere. */
  static const char *const excepted[] = {"trend", NULL};
  const recipe plain = {.exposure_factor = 1}, large = {.exposure_factor = 4};
  size_t n;
  const pb_statistic *const *statistics = pb_statistics(&n);
  for (size_t s = 0; s < n; s++) {
    const pb_statistic *one = statistics[s];
    if (named(one->name, excepted))
      continue;
    g_autoptr(pb_result) a = run_on(one, &plain);
    g_autoptr(pb_result) b = run_on(one, &large);
    for (size_t k = 0; k < pb_result_n_scalars(a); k++) {
      const char *name, *unit;
      double x, y = 0;
      bool valid;
      pb_result_scalar_at(a, k, &name, &x, &valid, &unit);
      if (pb_result_get_scalar(b, name, &y) != valid || (valid && !scaled(x, y)))
        g_test_fail_printf("%s: %s goes from %.12g to %.12g with exposure times 4", one->name, name,
                           x, y);
    }
    for (size_t k = 0; k < pb_result_n_columns(a); k++) {
      const pb_column *x = pb_result_column(a, k), *y = pb_result_find(b, pb_column_name(x));
      for (size_t row = 0; row < pb_column_length(x); row++)
        if (pb_column_type(x) == PB_TYPE_DOUBLE && pb_column_is_valid(x, row) &&
            !scaled(pb_column_double(x, row), pb_column_double(y, row)))
          g_test_fail_printf("%s: %s goes from %.12g to %.12g with exposure times 4", one->name,
                             pb_column_name(x), pb_column_double(x, row), pb_column_double(y, row));
    }
  }
}

static void assert_finite(const pb_result *result) {
  for (size_t k = 0; k < pb_result_n_scalars(result); k++) {
    const char *name, *unit;
    double value;
    bool valid;
    pb_result_scalar_at(result, k, &name, &value, &valid, &unit);
    if (valid && !isfinite(value))
      g_test_fail_printf("%s: %s is not a number", pb_result_name(result), name);
  }
  for (size_t k = 0; k < pb_result_n_columns(result); k++) {
    const pb_column *column = pb_result_column(result, k);
    for (size_t row = 0; row < pb_column_length(column); row++)
      if (pb_column_type(column) == PB_TYPE_DOUBLE && pb_column_is_valid(column, row) &&
          !isfinite(pb_column_double(column, row)))
        g_test_fail_printf("%s: %s is not a number", pb_result_name(result),
                           pb_column_name(column));
  }
}

static void test_zeros_and_constants(void) {
  size_t n;
  const pb_statistic *const *statistics = pb_statistics(&n);
  for (size_t s = 0; s < n; s++)
    for (content c = PLAIN; c <= CONSTANT_COUNTS; c++) {
      const recipe r = {c, 1, false};
      g_autoptr(pb_result) result = run_on(statistics[s], &r);
      assert_finite(result);
      const char *reason = pb_result_reason(result);
      g_assert_true(!reason || *reason);
      if (reason)
        g_test_message("%s, %d: %s", statistics[s]->name, (int)c, reason);
    }
}

/* Some scalar or cell has a value. */
static bool says_anything(const pb_result *result) {
  for (size_t k = 0; k < pb_result_n_scalars(result); k++) {
    const char *name, *unit;
    double value;
    bool valid;
    pb_result_scalar_at(result, k, &name, &value, &valid, &unit);
    if (valid)
      return true;
  }
  for (size_t k = 0; k < pb_result_n_columns(result); k++) {
    const pb_column *column = pb_result_column(result, k);
    if (pb_column_missing(column) < pb_column_length(column))
      return true;
  }
  return false;
}

static void assert_sane(const pb_statistic *s, const pb_table *table, const char *what) {
  g_autoptr(GError) error = NULL;
  g_autoptr(pb_result) result = run_statistic(s->name, table, NULL, &error);
  g_assert_true(!result == !!error);
  if (error) { /* a refusal is a sentence */
    g_assert_true(g_str_has_suffix(error->message, "."));
    return;
  }
  assert_finite(result);
  const char *reason = pb_result_reason(result);
  g_assert_true(!reason || *reason);
  if (!reason && !says_anything(result))
    g_test_fail_printf("%s says nothing of a table with %s, and not why", s->name, what);
}

/* No rows, one, two, and rows without a single value: never NaN, never silence. */
static void test_little_and_nothing(void) {
  size_t n;
  const pb_statistic *const *statistics = pb_statistics(&n);
  for (size_t s = 0; s < n; s++) {
    g_autoptr(pb_table) none = no_rows(statistics[s]);
    assert_sane(statistics[s], none, "no rows");
    for (size_t rows = 1; rows <= 3; rows++)
      for (content c = PLAIN; c <= CONSTANT_COUNTS; c++) {
        const recipe few = {.content = c, .exposure_factor = 1, .n_rows = rows};
        g_autoptr(pb_table) table = make_table(statistics[s], &few);
        assert_sane(statistics[s], table, "few rows");
      }
    const recipe blank = {.exposure_factor = 1, .n_rows = 40, .empty = true};
    g_autoptr(pb_table) empty = make_table(statistics[s], &blank);
    assert_sane(statistics[s], empty, "missing values only");
  }
}

/* Every number of a result, to the last bit. */
static char *bits_of(const pb_result *result) {
  g_autoptr(GString) text = g_string_new(pb_result_reason(result));
  for (size_t k = 0; k < pb_result_n_scalars(result); k++) {
    const char *name, *unit;
    double value;
    bool valid;
    pb_result_scalar_at(result, k, &name, &value, &valid, &unit);
    g_string_append_printf(text, "\n%s %d %a", name, valid, valid ? value : 0);
  }
  for (size_t k = 0; k < pb_result_n_columns(result); k++) {
    const pb_column *column = pb_result_column(result, k);
    g_string_append_printf(text, "\n%s", pb_column_name(column));
    for (size_t row = 0; row < pb_column_length(column); row++)
      if (!pb_column_is_valid(column, row))
        g_string_append(text, " -");
      else if (pb_column_type(column) == PB_TYPE_STRING)
        g_string_append_printf(text, " %s", pb_column_string(column, row));
      else
        g_string_append_printf(text, " %a", pb_column_double(column, row));
  }
  return g_strdup(text->str);
}

/* Statistics that work on several threads say the same on one, two and seven. */
static void test_threads(void) {
  static const char *const counts[] = {"1", "2", "7"};
  size_t n, threaded = 0;
  const pb_statistic *const *statistics = pb_statistics(&n);
  const recipe plain = {.exposure_factor = 1};
  for (size_t s = 0; s < n; s++) {
    const pb_statistic *one = statistics[s];
    bool takes = false;
    for (size_t p = 0; p < one->n_params; p++)
      takes = takes || g_str_equal(one->params[p].name, "threads");
    if (!takes)
      continue;
    threaded++;
    g_autofree char *first = NULL;
    for (size_t t = 0; t < G_N_ELEMENTS(counts); t++) {
      const char *const settings[] = {"threads", counts[t], NULL};
      g_autoptr(pb_table) table = make_table(one, &plain);
      g_autoptr(GError) error = NULL;
      g_autoptr(pb_result) result = run_statistic(one->name, table, settings, &error);
      g_assert_no_error(error);
      g_autofree char *bits = bits_of(result);
      if (!first)
        first = g_steal_pointer(&bits);
      else if (!g_str_equal(first, bits))
        g_test_fail_printf("%s: %s threads give another result than one", one->name, counts[t]);
    }
  }
  g_assert_cmpuint(threaded, >, 0);
}

static double sum_of(const pb_result *result, const char *column, const char *scalar) {
  if (scalar)
    return pb_result_scalar_or(result, scalar, NAN);
  const pb_column *found = pb_result_find(result, column);
  double sum = 0;
  for (size_t row = 0; row < pb_column_length(found); row++)
    sum += pb_column_is_valid(found, row) ? pb_column_double(found, row) : 0;
  return sum;
}

/* What is counted in two halves of a table adds up to what is counted in the whole. */
static void test_sums_of_parts(void) {
  static const struct {
    const char *statistic, *column, *scalar;
  } sums[] = {
      {"aoristic", "weight", NULL},     {"week-clock", "count", NULL},
      {"month-weekday", "count", NULL}, {"pooled-rate", NULL, "count"},
      {"harm-total", NULL, "total"},    {"concentration", NULL, "n_events"},
      {"month-pattern", "count", NULL},
  };
  for (size_t i = 0; i < G_N_ELEMENTS(sums); i++) {
    double sum[3] = {0};
    for (int part = 0; part < 3; part++) { /* the whole, the even rows, the odd ones */
      const recipe rows = {.exposure_factor = 1, .half = (size_t)part};
      g_autoptr(pb_table) table = make_table(pb_statistic_find(sums[i].statistic), &rows);
      g_autoptr(GError) error = NULL;
      g_autoptr(pb_result) result = run_statistic(sums[i].statistic, table, NULL, &error);
      g_assert_no_error(error);
      if (!sums[i].scalar && !pb_result_find(result, sums[i].column))
        g_error("%s has no column %s", sums[i].statistic, sums[i].column);
      sum[part] = sum_of(result, sums[i].column, sums[i].scalar);
    }
    g_assert_cmpfloat(sum[0], >, 0);
    if (!near(sum[0], sum[1] + sum[2]))
      g_test_fail_printf("%s: %.12g and %.12g do not add up to %.12g", sums[i].statistic, sum[1],
                         sum[2], sum[0]);
  }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/properties/row-order", test_row_order);
  g_test_add_func("/properties/exposure-in-another-unit", test_exposure_in_another_unit);
  g_test_add_func("/properties/zeros-and-constants", test_zeros_and_constants);
  g_test_add_func("/properties/little-and-nothing", test_little_and_nothing);
  g_test_add_func("/properties/one-and-more-threads", test_threads);
  g_test_add_func("/properties/sums-of-parts", test_sums_of_parts);
  return g_test_run();
}

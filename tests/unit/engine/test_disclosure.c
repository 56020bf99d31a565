/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is published after suppression, attacked: by linear programming over everything at once, and
 * on small tables by counting through every table of whole numbers that would look the same. */
#include <math.h>

#include "engine/disclosure/audit.h"
#include "engine/disclosure/suppress.h"
#include "engine/error.h"
#include "tests/unit/engine/disclosure_tables.h"

static const pb_disclosure_rule usual = {0};

static pb_disclosure_choice *choose(const pb_disclosure_problem *problem,
                                    const pb_disclosure_rule *rule) {
  g_autoptr(GError) error = NULL;
  pb_disclosure_choice *choice = pb_disclosure_suppress(problem, rule, &error);
  g_assert_no_error(error);
  return choice;
}

static pb_disclosure_audit *attack(const pb_disclosure_problem *problem, const bool *suppressed,
                                   const pb_disclosure_rule *rule, pb_disclosure_scope scope) {
  g_autoptr(GError) error = NULL;
  pb_disclosure_audit *audit = pb_disclosure_audit_new(problem, suppressed, rule, scope, &error);
  g_assert_no_error(error);
  return audit;
}

/* The interval of a cell by its id. */
static pb_disclosure_interval interval_of(const pb_disclosure_problem *problem,
                                          const pb_disclosure_audit *audit, const char *id) {
  uint32_t cell;
  g_assert_true(pb_disclosure_find(problem, id, &cell));
  for (size_t i = 0; i < audit->n; i++)
    if (audit->intervals[i].cell == cell)
      return audit->intervals[i];
  g_error("%s is shown", id);
}

static void assert_interval(const pb_disclosure_problem *problem, const pb_disclosure_audit *audit,
                            const char *id, double lower, double upper) {
  pb_disclosure_interval found = interval_of(problem, audit, id);
  g_assert_cmpfloat(found.lower, ==, lower);
  g_assert_cmpfloat(found.upper, ==, upper);
}

/* Only the small count left out: its row and its column give it back. */
static void test_primary_alone_is_undone(void) {
  static const int64_t counts[] = {20, 3, 15, 10, 40, 12, 30, 9, 25};
  const size_t sizes[] = {3, 3};
  made_shape shape = shape_made(2, sizes);
  uint32_t cells[16];
  g_autoptr(pb_disclosure_problem) problem = pb_disclosure_problem_new();
  add_made(problem, "t", &shape, counts, cells);
  g_autofree bool *primary = pb_disclosure_primary(problem, &usual);
  g_autoptr(pb_disclosure_audit) audit = attack(problem, primary, &usual, PB_AUDIT_INTERVALS);
  g_assert_cmpuint(audit->n, ==, 1);
  g_assert_cmpuint(audit->n_narrow, ==, 1);
  assert_interval(problem, audit, "t/a/b", 3, 3);

  g_autoptr(pb_disclosure_choice) choice = choose(problem, &usual);
  g_assert_cmpuint(choice->n_primary, ==, 1);
  g_assert_cmpuint(choice->n_secondary, ==, 3); /* the least that two-way tables allow */
  g_autoptr(pb_disclosure_audit) after =
      attack(problem, choice->suppressed, &usual, PB_AUDIT_INTERVALS);
  g_assert_cmpuint(after->n_narrow, ==, 0);
  pb_disclosure_interval found = interval_of(problem, after, "t/a/b");
  g_assert_cmpfloat(found.lower, <=, 0);
  g_assert_cmpfloat(found.upper, >=, 5);
  for (size_t i = 0; i < 4; i++) /* totals are kept */
    g_assert_false(choice->suppressed[cells[4 * i + 3]] || choice->suppressed[cells[12 + i]]);
}

/* A total that is nowhere either: there is no end above, and that is an answer, not a failure. (The
 * bound just below 0 is what made the dual method give up.) */
static void test_nothing_above(void) {
  g_autoptr(pb_disclosure_problem) problem = pb_disclosure_problem_new();
  static const char *const ids[] = {"whole", "part", "other", "part of other"};
  static const int64_t counts[] = {9, 2, 3, 1};
  const double whole[] = {1, -1, -1}, other[] = {1, -1};
  uint32_t cells[4];
  for (int i = 0; i < 4; i++) {
    const pb_disclosure_cell hidden = {.count = counts[i], .release = PB_RELEASE_HIDDEN};
    g_assert_true(pb_disclosure_add_cell(problem, ids[i], &hidden, &cells[i], NULL));
  }
  pb_disclosure_add_relation(problem, cells, whole, 3, -1e-6, INFINITY);
  pb_disclosure_add_relation(problem, cells + 2, other, 2, -1e-6, INFINITY);
  const bool suppressed[] = {true, true, true, true};
  g_autoptr(pb_disclosure_audit) audit = attack(problem, suppressed, &usual, PB_AUDIT_RULE);
  g_assert_cmpuint(audit->n_unsolved, ==, 0);
  g_assert_cmpuint(audit->n_narrow, ==, 0);
  g_assert_cmpuint(audit->n_sensitive, ==, 3);
}

/* Willenborg & de Waal's rows of two: left-out cells that add up to little protect no one. */
static void test_two_small_ones_are_not_enough(void) {
  static const int64_t counts[] = {1, 2, 30, 40};
  const size_t sizes[] = {4};
  made_shape shape = shape_made(1, sizes);
  uint32_t cells[5];
  g_autoptr(pb_disclosure_problem) problem = pb_disclosure_problem_new();
  add_made(problem, "t", &shape, counts, cells);
  g_autofree bool *primary = pb_disclosure_primary(problem, &usual);
  g_autoptr(pb_disclosure_audit) before = attack(problem, primary, &usual, PB_AUDIT_INTERVALS);
  assert_interval(problem, before, "t/a", 0, 3);
  assert_interval(problem, before, "t/b", 0, 3);
  g_assert_cmpuint(before->n_narrow, ==, 2);
  g_autoptr(pb_disclosure_choice) choice = choose(problem, &usual);
  g_assert_true(choice->suppressed[cells[2]] && !choice->suppressed[cells[3]]);
  g_autoptr(pb_disclosure_audit) after =
      attack(problem, choice->suppressed, &usual, PB_AUDIT_INTERVALS);
  assert_interval(problem, after, "t/a", 0, 33);
}

/* One decimal of a rate per 100 000 in a place of 5 400 gives the count back. */
static void test_rate_gives_the_count_back(void) {
  double lower, upper;
  pb_disclosure_rate_range(55.6, 0.1, 5400, 100000, &lower, &upper);
  assert_near(lower, 2.9997, 1e-9);
  assert_near(upper, 3.0051, 1e-9);
  g_autoptr(pb_disclosure_problem) problem = pb_disclosure_problem_new();
  const pb_disclosure_cell rated = {.count = 3,
                                    .release = PB_RELEASE_FIXED,
                                    .is_range = true,
                                    .shown_lower = lower,
                                    .shown_upper = upper};
  uint32_t index;
  g_assert_true(pb_disclosure_add_cell(problem, "fraud", &rated, &index, NULL));
  g_autoptr(pb_disclosure_choice) choice = choose(problem, &usual);
  g_assert_cmpuint(choice->n_unprotected, ==, 1);
  g_autoptr(pb_disclosure_audit) audit =
      attack(problem, choice->suppressed, &usual, PB_AUDIT_INTERVALS);
  assert_interval(problem, audit, "fraud", 3, 3);
  g_assert_cmpuint(audit->n_narrow, ==, 1);

  /* Per 1 000 without decimals, in the same place, it can be anything from 0 to 8. */
  g_autoptr(pb_disclosure_problem) coarse = pb_disclosure_problem_new();
  pb_disclosure_rate_range(1, 2, 5400, 1000, &lower, &upper);
  const pb_disclosure_cell rounded = {.count = 3,
                                      .release = PB_RELEASE_FIXED,
                                      .is_range = true,
                                      .shown_lower = lower,
                                      .shown_upper = upper};
  g_assert_true(pb_disclosure_add_cell(coarse, "fraud", &rounded, &index, NULL));
  g_autoptr(pb_disclosure_choice) fine = choose(coarse, &usual);
  g_assert_cmpuint(fine->n_unprotected, ==, 0);
  g_autoptr(pb_disclosure_audit) safe = attack(coarse, fine->suppressed, &usual, PB_AUDIT_RULE);
  g_assert_cmpuint(safe->n_narrow, ==, 0);
}

/* The release of last year showed two years; this one shows three, and their sum. The third year is
 * small: the sum must not be shown, for the two others are public. */
static void test_difference_between_releases(void) {
  g_autoptr(pb_disclosure_problem) problem = pb_disclosure_problem_new();
  const pb_disclosure_cell cells[] = {{.count = 40, .release = PB_RELEASE_FIXED},
                                      {.count = 31, .release = PB_RELEASE_FIXED},
                                      {.count = 2},
                                      {.count = 73}};
  static const char *const ids[] = {"2023", "2024", "2025", "2023-2025"};
  uint32_t at[4];
  for (size_t i = 0; i < 4; i++)
    g_assert_true(pb_disclosure_add_cell(problem, ids[i], &cells[i], &at[i], NULL));
  pb_disclosure_add_sum(problem, at[3], at, 3);
  g_autoptr(pb_disclosure_choice) choice = choose(problem, &usual);
  g_assert_true(choice->suppressed[at[2]] && choice->suppressed[at[3]]);
  g_assert_cmpuint(choice->n_unprotected, ==, 0);
  g_autoptr(pb_disclosure_audit) audit = attack(problem, choice->suppressed, &usual, PB_AUDIT_RULE);
  g_assert_cmpuint(audit->n_narrow, ==, 0);
}

/* Bounds that somebody else's rounded figure gives count as well. */
static void test_bounded_relation(void) {
  g_autoptr(pb_disclosure_problem) problem = pb_disclosure_problem_new();
  const pb_disclosure_cell a = {.count = 3}, b = {.count = 50}, c = {.count = 60};
  uint32_t at[3];
  g_assert_true(pb_disclosure_add_cell(problem, "a", &a, &at[0], NULL));
  g_assert_true(pb_disclosure_add_cell(problem, "b", &b, &at[1], NULL));
  g_assert_true(pb_disclosure_add_cell(problem, "c", &c, &at[2], NULL));
  const double one[] = {1, 1, 1};
  pb_disclosure_add_relation(problem, at, one, 2, 52.5, 53.5); /* a + b is about 53 */
  pb_disclosure_add_relation(problem, at, one, 3, 110, 120);
  g_autofree bool *primary = pb_disclosure_primary(problem, &usual);
  g_autoptr(pb_disclosure_audit) before = attack(problem, primary, &usual, PB_AUDIT_INTERVALS);
  assert_interval(problem, before, "a", 3, 3);
  g_autoptr(pb_disclosure_choice) choice = choose(problem, &usual);
  g_assert_true(choice->suppressed[at[1]] && !choice->suppressed[at[2]]);
  g_autoptr(pb_disclosure_audit) after =
      attack(problem, choice->suppressed, &usual, PB_AUDIT_INTERVALS);
  assert_interval(problem, after, "a", 0, 53);
}

static void test_zeros(void) {
  static const int64_t counts[] = {0, 2, 0, 30, 0, 9, 17, 25, 11};
  const size_t sizes[] = {3, 3};
  made_shape shape = shape_made(2, sizes);
  for (pb_zeros zeros = PB_ZEROS_HARMLESS; zeros <= PB_ZEROS_SENSITIVE; zeros++) {
    const pb_disclosure_rule rule = {.zeros = zeros};
    uint32_t cells[16];
    g_autoptr(pb_disclosure_problem) problem = pb_disclosure_problem_new();
    add_made(problem, "t", &shape, counts, cells);
    g_autoptr(pb_disclosure_choice) choice = choose(problem, &rule);
    g_assert_cmpuint(choice->n_primary, ==, zeros == PB_ZEROS_SENSITIVE ? 5 : 2);
    g_assert_cmpuint(choice->n_unprotected, ==, 0);
    if (zeros == PB_ZEROS_KEPT)
      g_assert_false(choice->suppressed[cells[0]] || choice->suppressed[cells[2]]);
    g_autoptr(pb_disclosure_audit) audit =
        attack(problem, choice->suppressed, &rule, PB_AUDIT_RULE);
    g_assert_cmpuint(audit->n_narrow, ==, 0);
  }
}

/* Zeros that are always shown say that the other two are at least 1, and their sum at least 2: it
 * cannot be 1 for any reader. Who chooses and who attacks say so both. */
static void test_kept_zeros_can_be_impossible(void) {
  static const pb_disclosure_rule kept = {.zeros = PB_ZEROS_KEPT};
  static const int64_t counts[] = {2, 0, 2};
  const size_t sizes[] = {3};
  made_shape shape = shape_made(1, sizes);
  uint32_t cells[4];
  g_autoptr(pb_disclosure_problem) problem = pb_disclosure_problem_new();
  add_made(problem, "t", &shape, counts, cells);
  g_autoptr(pb_disclosure_choice) choice = choose(problem, &kept);
  g_assert_cmpuint(choice->n_unprotected, ==, 1);
  g_assert_cmpuint(choice->unprotected[0], ==, cells[3]);
  g_autoptr(pb_disclosure_audit) audit =
      attack(problem, choice->suppressed, &kept, PB_AUDIT_INTERVALS);
  g_assert_cmpuint(audit->n_narrow, ==, 1);
  g_assert_cmpfloat(interval_of(problem, audit, "t/*").lower, ==, 2);
  g_autoptr(pb_disclosure_choice) harmless = choose(problem, &usual);
  g_assert_cmpuint(harmless->n_unprotected, ==, 0);
}

static void test_refused(void) {
  g_autoptr(pb_disclosure_problem) problem = pb_disclosure_problem_new();
  const pb_disclosure_cell seven = {.count = 7}, eight = {.count = 8}, below = {.count = -1};
  uint32_t a, b;
  g_autoptr(GError) error = NULL;
  g_assert_true(pb_disclosure_add_cell(problem, "a", &seven, &a, NULL));
  g_assert_false(pb_disclosure_add_cell(problem, "a", &eight, &b, &error));
  g_assert_error(error, PB_ERROR, PB_ERROR_STATISTIC);
  g_clear_error(&error);
  g_assert_false(pb_disclosure_add_cell(problem, "c", &below, &b, &error));
  g_assert_error(error, PB_ERROR, PB_ERROR_STATISTIC);
  g_clear_error(&error);
  g_assert_true(pb_disclosure_add_cell(problem, "b", &eight, &b, NULL));
  pb_disclosure_add_sum(problem, a, &b, 1);
  g_assert_null(pb_disclosure_suppress(problem, &usual, &error));
  g_assert_error(error, PB_ERROR, PB_ERROR_STATISTIC);
  g_clear_error(&error);
  const bool none[] = {false, false, false}, one[] = {true, false, false};
  g_autoptr(pb_disclosure_audit) shown =
      pb_disclosure_audit_new(problem, none, &usual, PB_AUDIT_RULE, NULL);
  g_assert_cmpuint(shown->n, ==, 0);
  const double weight = -1;
  pb_disclosure_add_relation(problem, &a, &weight, 1, 1, 2);
  g_assert_null(pb_disclosure_audit_new(problem, one, &usual, PB_AUDIT_INTERVALS, &error));
  g_assert_error(error, PB_ERROR, PB_ERROR_STATISTIC);
}

/* Every table of whole numbers that agrees with what is shown, counted through; how far each cell
 * left out reaches. Values above `most` are not tried: the requirement is met long before. */
typedef struct {
  const pb_disclosure_problem *problem;
  const bool *suppressed;
  GArray *unknown; /* of uint32_t */
  int64_t *value, *least, *greatest;
  int64_t most;
  bool *last_in; /* relation x unknown: nothing of the relation is open after this one */
} enumeration;

static bool relations_hold(const enumeration *e, size_t depth) {
  for (size_t r = 0; r < pb_disclosure_n_relations(e->problem); r++) {
    if (!e->last_in[r * (e->unknown->len + 1) + depth])
      continue;
    const pb_disclosure_relation *relation = pb_disclosure_relation_at(e->problem, r);
    double sum = 0;
    for (size_t t = relation->first; t < relation->first + relation->n; t++)
      sum += pb_disclosure_term_weight(e->problem, t) *
             (double)e->value[pb_disclosure_term_cell(e->problem, t)];
    if (sum < relation->lower || sum > relation->upper)
      return false;
  }
  return true;
}

static void count_through(enumeration *e, size_t depth) {
  if (depth == e->unknown->len) {
    for (guint i = 0; i < e->unknown->len; i++) {
      uint32_t cell = g_array_index(e->unknown, uint32_t, i);
      e->least[cell] = MIN(e->least[cell], e->value[cell]);
      e->greatest[cell] = MAX(e->greatest[cell], e->value[cell]);
    }
    return;
  }
  uint32_t cell = g_array_index(e->unknown, uint32_t, depth);
  for (e->value[cell] = 0; e->value[cell] <= e->most; e->value[cell]++)
    if (relations_hold(e, depth))
      count_through(e, depth + 1);
}

static void enumerate(enumeration *e) {
  size_t n = pb_disclosure_n_cells(e->problem);
  e->unknown = g_array_new(FALSE, FALSE, sizeof(uint32_t));
  e->value = g_new0(int64_t, n);
  e->least = g_new0(int64_t, n);
  e->greatest = g_new0(int64_t, n);
  for (uint32_t i = 0; i < n; i++) {
    e->value[i] = pb_disclosure_cell_at(e->problem, i)->count;
    e->least[i] = G_MAXINT64;
    if (e->suppressed[i])
      g_array_append_val(e->unknown, i);
  }
  e->last_in = g_new0(bool, pb_disclosure_n_relations(e->problem) * (e->unknown->len + 1));
  for (size_t r = 0; r < pb_disclosure_n_relations(e->problem); r++) {
    const pb_disclosure_relation *relation = pb_disclosure_relation_at(e->problem, r);
    for (guint u = e->unknown->len; u-- > 0;) {
      bool inside = false;
      for (size_t t = relation->first; t < relation->first + relation->n; t++)
        inside = inside ||
                 pb_disclosure_term_cell(e->problem, t) == g_array_index(e->unknown, uint32_t, u);
      if (inside) {
        e->last_in[r * (e->unknown->len + 1) + u] = true;
        break;
      }
    }
  }
  count_through(e, 0);
}

static void enumeration_clear(enumeration *e) {
  g_array_unref(e->unknown);
  g_free(e->value);
  g_free(e->least);
  g_free(e->greatest);
  g_free(e->last_in);
}

/* Small tables: what the programmes say is what counting says, and it is enough. */
static void test_counted_through(void) {
  static const size_t sizes[][3] = {{3, 3, 0}, {2, 4, 0}, {3, 4, 0}, {2, 2, 2}, {2, 2, 3}};
  size_t compared = 0, tables = 0;
  for (uint32_t seed = 0; seed < 250; seed++) {
    pb_random random = pb_random_start(20, seed);
    const size_t *size = sizes[seed % G_N_ELEMENTS(sizes)];
    made_shape shape = shape_made(size[2] ? 3 : 2, size);
    int64_t counts[16];
    uint32_t cells[48];
    for (size_t i = 0; i < shape.n_inner; i++)
      counts[i] = pb_random_below(&random, 3) ? 2 + pb_random_below(&random, 9) : 0;
    g_autoptr(pb_disclosure_problem) problem = pb_disclosure_problem_new();
    add_made(problem, "t", &shape, counts, cells);
    g_autoptr(pb_disclosure_choice) choice = choose(problem, &usual);
    g_autoptr(pb_disclosure_audit) audit =
        attack(problem, choice->suppressed, &usual, PB_AUDIT_INTERVALS);
    if (choice->n_primary + choice->n_secondary > 12)
      continue; /* too many tables to count through */
    enumeration e = {.problem = problem, .suppressed = choice->suppressed, .most = 40};
    enumerate(&e);
    tables++;
    for (size_t i = 0; i < audit->n; i++) {
      const pb_disclosure_interval *interval = &audit->intervals[i];
      if (size[2] == 0) { /* two-way tables: the corners of the programme are whole */
        g_assert_cmpfloat(interval->lower, ==, (double)e.least[interval->cell]);
        if (interval->upper < 40)
          g_assert_cmpfloat(interval->upper, ==, (double)e.greatest[interval->cell]);
      }
      compared++;
      g_assert_false(interval->narrow);
      if (interval->sensitive) {
        g_assert_cmpint(e.least[interval->cell], <=, 0);
        g_assert_cmpint(e.greatest[interval->cell], >=, 5);
      }
    }
    enumeration_clear(&e);
  }
  g_test_message("%zu tables, %zu cells", tables, compared);
  g_assert_cmpuint(tables, >, 100);
}

/* A sensible upper limit of what is left out, so that leaving out everything does not pass. */
typedef struct {
  size_t primary, secondary, shown, narrow, unprotected, programmes;
} tally;

static void choose_and_attack(const pb_disclosure_problem *problem, const pb_disclosure_rule *rule,
                              tally *sum) {
  g_autoptr(pb_disclosure_choice) choice = choose(problem, rule);
  g_autoptr(pb_disclosure_audit) audit = attack(problem, choice->suppressed, rule, PB_AUDIT_RULE);
  sum->primary += choice->n_primary;
  sum->secondary += choice->n_secondary;
  sum->shown += choice->n_cells - choice->n_primary - choice->n_secondary;
  sum->narrow += audit->n_narrow;
  sum->unprotected += choice->n_unprotected;
  sum->programmes += choice->n_programmes + audit->n_programmes;
  g_assert_cmpuint(audit->n_unsolved, ==, 0);
}

static void report(const char *name, const tally *t) {
  g_test_message("%s: %zu small, %zu further, %zu shown, %zu programmes", name, t->primary,
                 t->secondary, t->shown, t->programmes);
  g_assert_cmpuint(t->narrow, ==, 0);
  g_assert_cmpuint(t->unprotected, ==, 0);
  g_assert_cmpuint(t->primary, >, 0);
  g_assert_cmpuint(t->secondary, <, 4 * t->primary);
}

static void test_random_two_way(void) {
  tally sum = {0};
  for (uint32_t seed = 0; seed < 500; seed++) {
    pb_random random = pb_random_start(2, seed);
    const size_t sizes[] = {2 + pb_random_below(&random, 9), 2 + pb_random_below(&random, 7)};
    made_shape shape = shape_made(2, sizes);
    int64_t counts[256];
    uint32_t cells[300];
    for (size_t i = 0; i < shape.n_inner; i++)
      counts[i] = made_count(&random);
    g_autoptr(pb_disclosure_problem) problem = pb_disclosure_problem_new();
    add_made(problem, "t", &shape, counts, cells);
    const pb_disclosure_rule rule = {.threshold = seed % 3 ? 5 : 10,
                                     .zeros =
                                         seed % 7 == 0 ? PB_ZEROS_SENSITIVE : PB_ZEROS_HARMLESS};
    choose_and_attack(problem, &rule, &sum);
  }
  report("two-way", &sum);
}

static void test_random_three_way(void) {
  tally sum = {0};
  for (uint32_t seed = 0; seed < 300; seed++) {
    pb_random random = pb_random_start(3, seed);
    const size_t sizes[] = {2 + pb_random_below(&random, 4), 2 + pb_random_below(&random, 4),
                            2 + pb_random_below(&random, 3)};
    made_shape shape = shape_made(3, sizes);
    int64_t counts[256];
    uint32_t cells[512];
    for (size_t i = 0; i < shape.n_inner; i++)
      counts[i] = made_count(&random);
    g_autoptr(pb_disclosure_problem) problem = pb_disclosure_problem_new();
    add_made(problem, "t", &shape, counts, cells);
    choose_and_attack(problem, &usual, &sum);
  }
  report("three-way", &sum);
}

/* Two tables of the same events that share one margin: types by year, and types by place; the sums
 * over types link them as well. */
static void test_random_linked(void) {
  tally sum = {0};
  for (uint32_t seed = 0; seed < 200; seed++) {
    pb_random random = pb_random_start(4, seed);
    const size_t years[] = {4, 5}, places[] = {4, 3};
    made_shape by_year = shape_made(2, years), by_place = shape_made(2, places);
    int64_t first[20], second[12], rest[4] = {0};
    uint32_t year_cells[30], place_cells[20];
    for (size_t i = 0; i < 20; i++)
      rest[i / 5] += first[i] = made_count(&random);
    for (size_t i = 0; i < 12; i++) { /* the row's sum, dealt out anew */
      int64_t part =
          i % 3 == 2 ? rest[i / 3] : (int64_t)(pb_random_unit(&random) * (double)rest[i / 3]);
      second[i] = part;
      rest[i / 3] -= part;
    }
    g_autoptr(pb_disclosure_problem) problem = pb_disclosure_problem_new();
    add_made(problem, "year", &by_year, first, year_cells);
    add_made(problem, "place", &by_place, second, place_cells);
    for (size_t type = 0; type < 5; type++)
      pb_disclosure_add_sum(problem, year_cells[6 * type + 5], &place_cells[4 * type + 3], 1);
    choose_and_attack(problem, &usual, &sum);
  }
  report("linked", &sum);
}

/* A sum of some cells as a cell of its own. */
static uint32_t add_sum_cell(pb_disclosure_problem *problem, const char *id, const uint32_t *parts,
                             size_t n) {
  pb_disclosure_cell sum = {0};
  uint32_t index;
  for (size_t i = 0; i < n; i++)
    sum.count += pb_disclosure_cell_at(problem, parts[i])->count;
  g_assert_true(pb_disclosure_add_cell(problem, id, &sum, &index, NULL));
  pb_disclosure_add_sum(problem, index, parts, n);
  return index;
}

/* Eight places in two counties and a country, four types with a total, five years with a sum, and
 * three years together as in a report. */
static void test_places_in_counties(void) {
  enum { PLACES = 8, TYPES = 4, YEARS = 5, CELLS = (TYPES + 1) * (YEARS + 1) };
  static const pb_disclosure_rule rules[] = {
      {0}, {.extra_width = 5}, {.zeros = PB_ZEROS_SENSITIVE}};
  for (uint32_t seed = 0; seed < 12; seed++) {
    pb_random random = pb_random_start(9, seed);
    const size_t sizes[] = {PLACES, TYPES, YEARS};
    made_shape shape = shape_made(3, sizes);
    int64_t counts[PLACES * TYPES * YEARS];
    uint32_t cells[(PLACES + 1) * CELLS];
    for (size_t i = 0; i < shape.n_inner; i++)
      counts[i] = made_count(&random);
    g_autoptr(pb_disclosure_problem) problem = pb_disclosure_problem_new();
    add_made(problem, "all", &shape, counts, cells);
    for (size_t i = 0; i < CELLS; i++) {
      uint32_t members[PLACES], counties[2];
      for (size_t p = 0; p < PLACES; p++)
        members[p] = cells[p * CELLS + i];
      for (size_t c = 0; c < 2; c++) {
        g_autofree char *id = g_strdup_printf("county %zu/%zu", c, i);
        counties[c] = add_sum_cell(problem, id, members + c * PLACES / 2, PLACES / 2);
      }
      pb_disclosure_add_sum(problem, cells[PLACES * CELLS + i], counties, 2);
    }
    for (size_t p = 0; p <= PLACES; p++)
      for (size_t t = 0; t <= TYPES; t++) {
        g_autofree char *id = g_strdup_printf("three years/%zu/%zu", p, t);
        add_sum_cell(problem, id, &cells[p * CELLS + t * (YEARS + 1) + 2], 3);
      }
    tally sum = {0};
    choose_and_attack(problem, &rules[seed % G_N_ELEMENTS(rules)], &sum);
    report("places in counties", &sum);
  }
}

/* The same problem, the same choice, to the last cell. */
static void test_deterministic(void) {
  pb_random random = pb_random_start(5, 0);
  const size_t sizes[] = {8, 6};
  made_shape shape = shape_made(2, sizes);
  int64_t counts[48];
  uint32_t cells[63];
  for (size_t i = 0; i < 48; i++)
    counts[i] = made_count(&random);
  g_autoptr(pb_disclosure_problem) problem = pb_disclosure_problem_new();
  add_made(problem, "t", &shape, counts, cells);
  g_autoptr(pb_disclosure_choice) a = choose(problem, &usual);
  g_autoptr(pb_disclosure_choice) b = choose(problem, &usual);
  g_assert_cmpmem(a->suppressed, a->n_cells, b->suppressed, b->n_cells);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/disclosure/primary-alone-is-undone", test_primary_alone_is_undone);
  g_test_add_func("/disclosure/nothing-above", test_nothing_above);
  g_test_add_func("/disclosure/two-small-ones-are-not-enough", test_two_small_ones_are_not_enough);
  g_test_add_func("/disclosure/rate-gives-the-count-back", test_rate_gives_the_count_back);
  g_test_add_func("/disclosure/difference-between-releases", test_difference_between_releases);
  g_test_add_func("/disclosure/bounded-relation", test_bounded_relation);
  g_test_add_func("/disclosure/zeros", test_zeros);
  g_test_add_func("/disclosure/kept-zeros-can-be-impossible", test_kept_zeros_can_be_impossible);
  g_test_add_func("/disclosure/refused", test_refused);
  g_test_add_func("/disclosure/counted-through", test_counted_through);
  g_test_add_func("/disclosure/random-two-way", test_random_two_way);
  g_test_add_func("/disclosure/random-three-way", test_random_three_way);
  g_test_add_func("/disclosure/random-linked", test_random_linked);
  g_test_add_func("/disclosure/places-in-counties", test_places_in_counties);
  g_test_add_func("/disclosure/deterministic", test_deterministic);
  return g_test_run();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The statistic “suppress” against the best that can be done, found by trying every set of cells;
 * and areas of a map. */
#include "engine/disclosure/audit.h"
#include "engine/disclosure/merge_areas.h"
#include "engine/disclosure/suppress.h"
#include "engine/error.h"
#include "tests/unit/engine/disclosure_tables.h"

static pb_table *table_of(size_t n_rows, size_t n_columns, const int64_t *counts) {
  pb_table *table = pb_table_new();
  pb_column *row = pb_column_new("row", PB_TYPE_STRING, NULL);
  pb_column *column = pb_column_new("column", PB_TYPE_STRING, NULL);
  pb_column *count = pb_column_new("count", PB_TYPE_INT64, NULL);
  for (size_t i = 0; i < n_rows * n_columns; i++) {
    pb_column_append_string(row, made_labels[i / n_columns]);
    pb_column_append_string(column, made_labels[i % n_columns]);
    pb_column_append_int(count, counts[i]);
  }
  pb_table_add(table, row);
  pb_table_add(table, column);
  pb_table_add(table, count);
  return table;
}

/* The fewest further cells, all sets tried; the usual rule. */
static size_t fewest_further(const pb_disclosure_problem *problem, double *least_cost) {
  static const pb_disclosure_rule usual = {0};
  size_t n = pb_disclosure_n_cells(problem), n_open = 0, best = n;
  g_autofree bool *primary = pb_disclosure_primary(problem, &usual);
  g_autofree bool *suppressed = g_new0(bool, n);
  g_autofree size_t *open = g_new0(size_t, n);
  *least_cost = INFINITY;
  for (size_t i = 0; i < n; i++)
    if (!primary[i])
      open[n_open++] = i;
  for (uint32_t set = 0; set < 1u << n_open; set++) {
    size_t members = (size_t)__builtin_popcount(set);
    double cost = 0;
    memcpy(suppressed, primary, n * sizeof *primary);
    for (size_t k = 0; k < n_open; k++)
      if (set >> k & 1) {
        suppressed[open[k]] = true;
        cost += pb_disclosure_cost(problem, open[k]);
      }
    if (members >= best && cost >= *least_cost)
      continue;
    g_autoptr(pb_disclosure_audit) audit =
        pb_disclosure_audit_new(problem, suppressed, &usual, PB_AUDIT_RULE, NULL);
    if (audit->n_narrow > 0)
      continue;
    best = MIN(best, members);
    *least_cost = fmin(*least_cost, cost);
  }
  return best;
}

static void test_near_the_best(void) {
  static const pb_disclosure_rule usual = {0};
  double cost = 0, least = 0;
  size_t exact = 0, tables = 0;
  for (uint32_t seed = 0; seed < 40; seed++) {
    pb_random random = pb_random_start(7, seed);
    bool large = seed % 10 == 0;
    const size_t sizes[] = {large ? 3 : 2, 3};
    made_shape shape = shape_made(2, sizes);
    int64_t counts[9];
    uint32_t cells[16];
    for (size_t i = 0; i < shape.n_inner; i++)
      counts[i] = 1 + pb_random_below(&random, large ? 9 : 14);
    g_autoptr(pb_disclosure_problem) problem = pb_disclosure_problem_new();
    add_made(problem, "t", &shape, counts, cells);
    g_autoptr(pb_disclosure_choice) choice = pb_disclosure_suppress(problem, &usual, NULL);
    double best;
    fewest_further(problem, &best);
    g_assert_cmpfloat(choice->cost, >=, best - 1e-9);
    cost += choice->cost;
    least += best;
    exact += choice->cost <= best + 1e-9;
    tables++;
  }
  g_test_message("%zu of %zu tables as cheap as can be; cost %.3f of the least, %.0f", exact,
                 tables, cost / least, least);
  g_assert_cmpfloat(cost, <, 1.15 * least);
}

/* One small count in a table of nine: the best are three further ones, and the statistic finds
 * them. */
static void test_statistic(void) {
  static const int64_t counts[] = {20, 3, 15, 10, 40, 12, 30, 9, 25};
  const size_t sizes[] = {3, 3};
  made_shape shape = shape_made(2, sizes);
  uint32_t cells[16];
  g_autoptr(pb_disclosure_problem) problem = pb_disclosure_problem_new();
  add_made(problem, "t", &shape, counts, cells);
  g_autoptr(pb_table) table = table_of(3, 3, counts);
  g_autoptr(pb_result) result = run_statistic("suppress", table, NULL, NULL);
  assert_near(pb_result_scalar_or(result, "n_cells", NAN), 16, 1e-12);
  assert_near(pb_result_scalar_or(result, "n_suppressed", NAN), 4, 1e-12);
  for (size_t i = 0; i < 16; i++) {
    bool out = cell(result, "suppressed", i) > 0;
    g_assert_true(out == is_missing(result, "count", i));
    if (out)
      g_assert_cmpfloat(cell(result, "lower", i), <, cell(result, "upper", i));
    else
      assert_near(cell(result, "upper", i), cell(result, "count", i), 1e-12);
  }
  g_assert_true(is_missing(result, "count", 1)); /* row a, column b: the small one */
  assert_near(cell(result, "lower", 1), 0, 1e-12);
  g_assert_cmpfloat(cell(result, "upper", 1), >=, 5);
}

/* Nothing in what is said tells a small cell from one left out to protect it. */
static void test_statistic_does_not_tell_which(void) {
  static const int64_t counts[] = {20, 3, 15, 10, 40, 12, 30, 9, 25};
  g_autoptr(pb_table) table = table_of(3, 3, counts);
  g_autoptr(pb_result) result = run_statistic("suppress", table, NULL, NULL);
  static const char *const told[] = {"row",   "column", "total", "suppressed",
                                     "count", "lower",  "upper"};
  g_assert_cmpuint(pb_result_n_columns(result), ==, G_N_ELEMENTS(told));
  for (size_t i = 0; i < G_N_ELEMENTS(told); i++)
    g_assert_nonnull(pb_result_find(result, told[i]));
  g_assert_cmpuint(pb_result_n_scalars(result), ==, 3);
}

/* Labels like the sign of a total, and a table whose every count is small. */
static void test_statistic_odd_tables(void) {
  static const int64_t few[] = {1, 0, 1, 1};
  g_autoptr(pb_table) table = table_of(2, 2, few);
  g_autoptr(pb_result) result = run_statistic("suppress", table, NULL, NULL);
  g_assert_null(pb_result_reason(result));
  g_assert_true(is_missing(result, "count", 8)); /* the total of 3 */
  g_autoptr(pb_table) named = pb_table_new();
  pb_column *row = pb_column_new("row", PB_TYPE_STRING, NULL);
  pb_column *column = pb_column_new("column", PB_TYPE_STRING, NULL);
  for (size_t i = 0; i < 12; i++) {
    pb_column_append_string(row, i % 2 ? "*" : "a/b");
    pb_column_append_string(column, "*");
  }
  pb_table_add(named, row);
  pb_table_add(named, column);
  g_autoptr(pb_result) starred = run_statistic("suppress", named, NULL, NULL);
  assert_near(cell(starred, "count", 5), 12, 1e-12);
  assert_near(cell(starred, "count", 0), 6, 1e-12);
}

/* A row of areas: 0 - 1 - 2 - ... */
static pb_weights *chain(size_t n) {
  g_autofree uint32_t(*pairs)[2] = g_malloc0_n(2 * n + 1, sizeof *pairs);
  for (uint32_t i = 0; i + 1 < n; i++) {
    pairs[2 * i][0] = pairs[2 * i + 1][1] = i;
    pairs[2 * i][1] = pairs[2 * i + 1][0] = i + 1;
  }
  return pb_weights_from_pairs(n, (const uint32_t(*)[2])pairs, n ? 2 * (n - 1) : 0);
}

static void test_areas(void) {
  static const pb_disclosure_rule usual = {0};
  static const int64_t counts[] = {9, 2, 4, 30, 0, 1, 1, 0};
  g_autoptr(pb_weights) links = chain(8);
  g_autoptr(pb_merged_areas) merged = pb_merge_areas(counts, links, &usual);
  /* The first 1 joins the other, which has more than the 0 beside it; the two take up that 0 and
   * then have enough with 30. The 2 has enough with 4, which is fewer than 9. The last 0 stays. */
  static const uint32_t groups[] = {0, 1, 1, 2, 2, 2, 2, 3};
  g_assert_cmpuint(merged->n_groups, ==, 4);
  g_assert_cmpmem(merged->group, sizeof groups, groups, sizeof groups);
  g_assert_cmpint(merged->count[0], ==, 9);
  g_assert_cmpint(merged->count[1], ==, 6);
  g_assert_cmpint(merged->count[2], ==, 32);
  g_autoptr(pb_weights) apart = pb_weights_from_pairs(3, NULL, 0);
  static const int64_t alone[] = {3, 0, 12};
  g_autoptr(pb_merged_areas) islands = pb_merge_areas(alone, apart, &usual);
  g_assert_cmpuint(islands->n_left_out, ==, 1);
  g_assert_true(islands->group[0] == PB_AREA_LEFT_OUT);
  g_assert_cmpuint(islands->group[2], ==, 1);
}

/* On made lattices: no group is short, nothing is lost but what is left out, groups are connected.
 */
static void test_areas_random(void) {
  enum { WIDTH = 12, N = WIDTH * WIDTH };
  static const pb_disclosure_rule usual = {0};
  for (uint32_t seed = 0; seed < 100; seed++) {
    pb_random random = pb_random_start(8, seed);
    uint32_t pairs[2 * N][2];
    size_t n_pairs = 0;
    int64_t counts[N], sum = 0, kept = 0;
    for (uint32_t i = 0; i < N; i++) {
      counts[i] = pb_random_below(&random, 3) ? 0 : made_count(&random) % 40;
      sum += counts[i];
      if (i % WIDTH + 1 < WIDTH) {
        pairs[n_pairs][0] = i;
        pairs[n_pairs++][1] = i + 1;
      }
      if (i + WIDTH < N) {
        pairs[n_pairs][0] = i;
        pairs[n_pairs++][1] = i + WIDTH;
      }
    }
    g_autoptr(pb_weights) links = pb_weights_from_pairs(N, (const uint32_t(*)[2])pairs, n_pairs);
    g_autoptr(pb_merged_areas) merged = pb_merge_areas(counts, links, &usual);
    g_autofree int64_t *of_group = g_new0(int64_t, N);
    for (size_t i = 0; i < N; i++)
      if (merged->group[i] != PB_AREA_LEFT_OUT)
        of_group[merged->group[i]] += counts[i];
    for (size_t g = 0; g < merged->n_groups; g++) {
      g_assert_cmpint(of_group[g], ==, merged->count[g]);
      g_assert_true(merged->count[g] == 0 || merged->count[g] >= 5);
      kept += merged->count[g];
    }
    g_assert_cmpuint(merged->n_left_out, ==, 0);
    g_assert_cmpint(kept, ==, sum);
    g_assert_cmpuint(merged->n_groups, >, N / 4);
  }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/disclosure/table/near-the-best", test_near_the_best);
  g_test_add_func("/disclosure/table/statistic", test_statistic);
  g_test_add_func("/disclosure/table/does-not-tell-which", test_statistic_does_not_tell_which);
  g_test_add_func("/disclosure/table/odd-tables", test_statistic_odd_tables);
  g_test_add_func("/disclosure/map/areas", test_areas);
  g_test_add_func("/disclosure/map/random", test_areas_random);
  return g_test_run();
}

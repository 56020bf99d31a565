/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Random rounding and the cell-key method: right on average, within bounds, the same again. */
#include "engine/disclosure/cell_key.h"
#include "engine/disclosure/random_rounding.h"
#include "engine/error.h"
#include "tests/unit/engine/disclosure_tables.h"

static const int64_t two_way[] = {0, 1, 2, 3, 4, 5, 7, 11, 100, 2, 1, 0};

/* Each count goes to the multiples beside it, and to them in the ratio that keeps its mean: 1 goes
 * to 0 with 2/3 and to 3 with 1/3. */
static void assert_unbiased(const pb_disclosure_problem *problem, bool controlled, size_t n_seeds) {
  size_t n = pb_disclosure_n_cells(problem);
  g_autofree int64_t *rounded = g_new0(int64_t, n);
  g_autofree double *ups = g_new0(double, n);
  for (size_t seed = 0; seed < n_seeds; seed++) {
    if (controlled)
      pb_disclosure_round_controlled(problem, 3, seed, rounded);
    else
      pb_disclosure_round(problem, 3, seed, rounded);
    for (size_t i = 0; i < n; i++) {
      int64_t count = pb_disclosure_cell_at(problem, i)->count, low = count - count % 3;
      g_assert_cmpint(rounded[i] % 3, ==, 0);
      g_assert_true(rounded[i] == low || (count % 3 > 0 && rounded[i] == low + 3));
      ups[i] += rounded[i] > low;
    }
  }
  for (size_t i = 0; i < n; i++) { /* five standard errors */
    double p = (double)(pb_disclosure_cell_at(problem, i)->count % 3) / 3;
    double error = sqrt(p * (1 - p) / (double)n_seeds);
    g_assert_cmpfloat(fabs(ups[i] / (double)n_seeds - p), <=, 5 * error);
  }
}

static void test_rounding_is_unbiased(void) {
  const size_t flat[] = {3, 4}, deep[] = {2, 3, 2};
  made_shape shapes[] = {shape_made(2, flat), shape_made(3, deep)};
  for (size_t s = 0; s < G_N_ELEMENTS(shapes); s++) {
    uint32_t cells[64];
    g_autoptr(pb_disclosure_problem) problem = pb_disclosure_problem_new();
    add_made(problem, "t", &shapes[s], two_way, cells);
    assert_unbiased(problem, false, 4000);
    assert_unbiased(problem, true, 4000);
  }
}

/* In every two-way table all totals hold; in three-way ones most do. */
static void test_rounding_adds_up(void) {
  size_t broken = 0, relations = 0, apart = 0;
  for (uint32_t seed = 0; seed < 300; seed++) {
    pb_random random = pb_random_start(6, seed);
    const size_t sizes[] = {2 + pb_random_below(&random, 5), 2 + pb_random_below(&random, 5),
                            2 + pb_random_below(&random, 3)};
    made_shape shape = shape_made(seed % 2 ? 3 : 2, sizes);
    int64_t counts[256], rounded[512];
    uint32_t cells[512];
    for (size_t i = 0; i < shape.n_inner; i++)
      counts[i] = made_count(&random);
    g_autoptr(pb_disclosure_problem) problem = pb_disclosure_problem_new();
    add_made(problem, "t", &shape, counts, cells);
    size_t not_kept = pb_disclosure_round_controlled(problem, 3, seed, rounded);
    for (size_t i = 0; i < shape.n_all; i++)
      apart += ABS(rounded[i] - pb_disclosure_cell_at(problem, i)->count) >= 3;
    if (shape.n_dimensions == 2) {
      g_assert_cmpuint(not_kept, ==, 0);
    } else {
      broken += not_kept;
      relations += pb_disclosure_n_relations(problem);
    }
  }
  g_assert_cmpuint(apart, ==, 0);
  g_test_message("three-way: %zu of %zu totals not kept", broken, relations);
  g_assert_cmpuint(broken * 20, <, relations);
}

static void test_rounding_statistic(void) {
  static const double counts[] = {1, 2, 4, 5, 7, 8};
  static const char *const rows[] = {"a", "a", "b", "b", "c", "c"};
  g_autoptr(pb_table) table = pb_table_new();
  pb_column *row = pb_column_new("row", PB_TYPE_STRING, NULL);
  pb_column *column = pb_column_new("column", PB_TYPE_STRING, NULL);
  pb_column *count = pb_column_new("count", PB_TYPE_INT64, NULL);
  for (size_t i = 0; i < 6; i++) {
    pb_column_append_string(row, rows[i]);
    pb_column_append_string(column, i % 2 ? "y" : "x");
    pb_column_append_int(count, (int64_t)counts[i]);
  }
  pb_table_add(table, row);
  pb_table_add(table, column);
  pb_table_add(table, count);
  g_autoptr(pb_result) result = run_statistic("random-rounding", table, NULL, NULL);
  g_assert_cmpuint(pb_result_n_rows(result), ==, 12);
  assert_near(pb_result_scalar_or(result, "n_not_adding_up", NAN), 0, 1e-12);
  for (size_t r = 0; r < 4; r++)
    assert_near(cell(result, "rounded", 3 * r) + cell(result, "rounded", 3 * r + 1),
                cell(result, "rounded", 3 * r + 2), 1e-12);
  uint64_t seed;
  g_assert_false(pb_result_seed(result, &seed)); /* a seed that is told undoes the rounding */
}

/* Conditions of a sound table, for many. */
static void test_perturbation_tables(void) {
  static const struct {
    int bound;
    double variance;
    int smallest;
  } made[] = {{1, 0.5, 0}, {2, 2, 0}, {3, 2, 0}, {5, 3, 2}, {4, 4, 1}, {20, 30, 0}, {3, 1, 2}};
  for (size_t m = 0; m < G_N_ELEMENTS(made); m++) {
    const char *reason = NULL;
    g_autoptr(pb_perturbation) table =
        pb_perturbation_new(made[m].bound, made[m].variance, made[m].smallest, &reason);
    g_assert_null(reason);
    g_assert_null(pb_perturbation_fault(table));
    for (int64_t count = 0; count < 60; count++)
      for (double u = 0; u < 1; u += 0.001) {
        int64_t result = count + pb_perturbation_noise(table, count, u);
        g_assert_cmpint(ABS(result - count), <=, made[m].bound);
        g_assert_true(result == 0 || result > made[m].smallest);
        g_assert_true(count > 0 || result == 0);
      }
    double spread = pb_perturbation_deviation(table, 1000);
    assert_near(spread * spread, made[m].variance, 1e-6);
  }
}

/* Closed forms: bound 1 has V/2 on either side; of all on -2 .. 2 the even one is the most random
 * and has variance 2; a one with bound 1 is 0, 1 or 2 alike often up and down. */
static void test_perturbation_closed_forms(void) {
  const char *reason;
  g_autoptr(pb_perturbation) one = pb_perturbation_new(1, 0.5, 0, &reason);
  assert_near(pb_perturbation_p(one, 40, -1), 0.25, 1e-9);
  assert_near(pb_perturbation_p(one, 40, 0), 0.5, 1e-9);
  assert_near(pb_perturbation_p(one, 1, 1), 0.25, 1e-9);
  g_autoptr(pb_perturbation) two = pb_perturbation_new(2, 2, 0, &reason);
  for (int noise = -2; noise <= 2; noise++)
    assert_near(pb_perturbation_p(two, 7, noise), 0.2, 1e-9);
  g_assert_null(pb_perturbation_new(3, 20, 0, &reason));
  g_assert_nonnull(reason);
  one->p[1] = 0.5; /* a zero may become something */
  one->p[2] = 0.5;
  g_assert_nonnull(pb_perturbation_fault(one));
}

/* The key of a record is the keyed hash of RFC 4231, case 2. */
static void test_record_key(void) {
  g_assert_cmphex(pb_record_key("Jefe", "what do ya want for nothing?"), ==,
                  UINT64_C(0x5bdcc146bf60754e));
}

static pb_table *records(size_t n, size_t step) {
  pb_table *table = pb_table_new();
  pb_column *row = pb_column_new("row", PB_TYPE_STRING, NULL);
  pb_column *column = pb_column_new("column", PB_TYPE_STRING, NULL);
  pb_column *record = pb_column_new("record", PB_TYPE_STRING, NULL);
  for (size_t at = 0; at < n; at++) {
    size_t i = at * step % n;
    g_autofree char *id = g_strdup_printf("K%05zu", i);
    pb_column_append_string(row, made_labels[i % 4]);
    pb_column_append_string(column, made_labels[i % 7 % 3]);
    pb_column_append_string(record, id);
  }
  pb_table_add(table, row);
  pb_table_add(table, column);
  pb_table_add(table, record);
  return table;
}

/* The same records in another order and in a table of one row: the same noise, which nothing asked
 * again can average away. Another secret: other noise. */
static void test_cell_key_is_lasting(void) {
  static const char *const secret[] = {"secret", "s1", NULL}, *const other[] = {"secret", "s2",
                                                                                NULL};
  g_autoptr(pb_table) table = records(211, 1);
  g_autoptr(pb_table) mixed = records(211, 7);
  g_autoptr(pb_result) a = run_statistic("cell-key", table, secret, NULL);
  g_autoptr(pb_result) b = run_statistic("cell-key", mixed, secret, NULL);
  g_autoptr(pb_result) c = run_statistic("cell-key", table, other, NULL);
  size_t differ = 0;
  for (size_t i = 0; i < pb_result_n_rows(a); i++) {
    g_assert_cmpfloat(cell(a, "perturbed", i), ==, cell(b, "perturbed", i));
    differ += cell(a, "perturbed", i) != cell(c, "perturbed", i);
  }
  g_assert_cmpuint(differ, >, 5);
  g_assert_cmpuint(pb_result_n_warnings(a), ==, 0);
  g_autoptr(pb_result) open = run_statistic("cell-key", table, NULL, NULL);
  g_assert_cmpuint(pb_result_n_warnings(open), ==, 1);
}

/* Over many cells the noise is 0 on average and has the variance asked for. */
static void test_cell_key_is_unbiased(void) {
  const char *reason;
  g_autoptr(pb_perturbation) table = pb_perturbation_new(3, 2, 0, &reason);
  enum { CELLS = 20000 };
  double sum = 0, squares = 0;
  for (size_t i = 0; i < CELLS; i++) {
    uint64_t key = 0;
    int64_t count = 4 + (int64_t)(i % 9);
    for (int64_t k = 0; k < count; k++) {
      g_autofree char *id = g_strdup_printf("%zu-%" G_GINT64_FORMAT, i, k);
      key += pb_record_key("s", id);
    }
    int noise = pb_cell_key_noise(table, key, count);
    sum += noise;
    squares += noise * noise;
  }
  g_assert_cmpfloat(fabs(sum / CELLS), <, 5 * sqrt(2.0 / CELLS));
  g_assert_cmpfloat(fabs(squares / CELLS - 2), <, 0.1);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/disclosure/rounding/unbiased", test_rounding_is_unbiased);
  g_test_add_func("/disclosure/rounding/adds-up", test_rounding_adds_up);
  g_test_add_func("/disclosure/rounding/statistic", test_rounding_statistic);
  g_test_add_func("/disclosure/perturbation/conditions", test_perturbation_tables);
  g_test_add_func("/disclosure/perturbation/closed-forms", test_perturbation_closed_forms);
  g_test_add_func("/disclosure/cell-key/record-key", test_record_key);
  g_test_add_func("/disclosure/cell-key/lasting", test_cell_key_is_lasting);
  g_test_add_func("/disclosure/cell-key/unbiased", test_cell_key_is_unbiased);
  return g_test_run();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stats/contingency.h"

#include <math.h>

#include "engine/stats/p_adjust.h"
#include "engine/stats/tails.h"
#include "engine/text.h"

/* Sums of rows and of columns, and how many are not 0. */
typedef struct {
  int64_t *row, *column;
  size_t rows, columns;
} margins;

static int64_t sum_margins(const int64_t *count, size_t n_rows, size_t n_columns, margins *m) {
  int64_t n = 0;
  for (size_t r = 0; r < n_rows; r++)
    for (size_t c = 0; c < n_columns; c++) {
      m->row[r] += count[r * n_columns + c];
      m->column[c] += count[r * n_columns + c];
      n += count[r * n_columns + c];
    }
  for (size_t r = 0; r < n_rows; r++)
    m->rows += m->row[r] > 0;
  for (size_t c = 0; c < n_columns; c++)
    m->columns += m->column[c] > 0;
  return n;
}

static void test_cell(pb_contingency *test, size_t cell, int64_t count, int64_t row,
                      int64_t column) {
  if (row == 0 || column == 0)
    return;
  double n = (double)test->n, expected = (double)row * (double)column / n;
  double off = (double)count - expected;
  double spread = expected * (1 - (double)row / n) * (1 - (double)column / n);
  test->tested[cell] = true;
  test->expected[cell] = expected;
  test->residual[cell] = off / sqrt(spread);
  test->p_cell[cell] = pb_normal_p(test->residual[cell]);
  test->chi2 += off * off / expected;
  test->least_expected = fmin(test->least_expected, expected);
}

pb_contingency *pb_contingency_test(const int64_t *count, size_t n_rows, size_t n_columns,
                                    const char **reason) {
  g_autofree int64_t *row = g_new0(int64_t, n_rows + 1), *column = g_new0(int64_t, n_columns + 1);
  margins m = {.row = row, .column = column};
  int64_t n = sum_margins(count, n_rows, n_columns, &m);
  if (m.rows < 2 || m.columns < 2) {
    *reason = N_("There must be events in at least two rows and two columns to compare them.");
    return NULL;
  }
  size_t n_cells = n_rows * n_columns;
  pb_contingency *test = g_new0(pb_contingency, 1);
  *test = (pb_contingency){.n_rows = n_rows,
                           .n_columns = n_columns,
                           .n = n,
                           .least_expected = INFINITY,
                           .expected = g_new0(double, n_cells),
                           .residual = g_new0(double, n_cells),
                           .p_cell = g_new0(double, n_cells),
                           .p_adjusted = g_new0(double, n_cells),
                           .tested = g_new0(bool, n_cells)};
  for (size_t cell = 0; cell < n_cells; cell++)
    test_cell(test, cell, count[cell], row[cell / n_columns], column[cell % n_columns]);
  test->df = (double)(m.rows - 1) * (double)(m.columns - 1);
  test->p = pb_chi2_p(test->chi2, test->df);
  test->cramers_v = sqrt(test->chi2 / ((double)n * (double)(MIN(m.rows, m.columns) - 1)));
  pb_p_adjust(test->p_cell, test->tested, n_cells, PB_ADJUST_BH, test->p_adjusted);
  return test;
}

void pb_contingency_free(pb_contingency *test) {
  if (!test)
    return;
  g_free(test->expected);
  g_free(test->residual);
  g_free(test->p_cell);
  g_free(test->p_adjusted);
  g_free(test->tested);
  g_free(test);
}

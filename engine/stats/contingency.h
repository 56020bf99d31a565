/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Pearson's chi2 test that the rows of a table of counts are spread alike over its columns, and
 * which cells differ: adjusted standardised residuals (Haberman 1973)
 *
 *   r = (O - E) / sqrt(E (1 - row/n) (1 - column/n)),  E = row column / n
 *
 * which are near normal where nothing differs; their two-sided p are adjusted by Benjamini &
 * Hochberg over all cells. Strength: Cramér's V = sqrt(chi2 / (n (min(rows, columns) - 1))), 0 to
 * 1. Rows and columns without events are left out. The chi2 distribution is near enough when no
 * expected count is below PB_LEAST_EXPECTED; putting rows together is up to the caller.
 */
#ifndef PB_ENGINE_STATS_CONTINGENCY_H
#define PB_ENGINE_STATS_CONTINGENCY_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define PB_LEAST_EXPECTED 5

typedef struct {
  size_t n_rows, n_columns;
  int64_t n; /**< events */
  double chi2, df, p, cramers_v;
  double least_expected; /**< of cells whose row and column have events */
  /** Cell row * n_columns + column; where `tested` is false (no event in the row or the column) the
   * others are 0. */
  double *expected, *residual, *p_cell, *p_adjusted;
  bool *tested;
} pb_contingency;

/** Test counts (>= 0), cell row * n_columns + column. NULL with *reason when fewer than two rows or
 * two columns have events. Free with pb_contingency_free. */
pb_contingency *pb_contingency_test(const int64_t *count, size_t n_rows, size_t n_columns,
                                    const char **reason);
void pb_contingency_free(pb_contingency *test);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(pb_contingency, pb_contingency_free)

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Points counted in equal rectangles of a window, against points spread at random: chi2 of the
 * counts with one degree of freedom less than rectangles. Both tails tell something: a large chi2
 * is clustering, a small one is order. The two-sided p is twice the smaller tail.
 */
#ifndef PB_ENGINE_STATS_QUADRAT_TEST_H
#define PB_ENGINE_STATS_QUADRAT_TEST_H

#include "engine/stats/point_window.h"

typedef struct {
  size_t df;
  double expected; /**< points in each rectangle */
  double chi2, p, p_clustered, p_regular;
} pb_quadrat_test;

/** `counts` gets columns x rows numbers of points, row by row from y_0; points on the line between
 * two rectangles count in the one with the larger coordinate. At least two rectangles and one
 * point. */
pb_quadrat_test pb_quadrat_test_of(const pb_window *window, const double *x, const double *y,
                                   size_t n, size_t columns, size_t rows, int64_t *counts);

#endif

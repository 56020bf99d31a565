/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Do counts vary more than Poisson around a regression, and how does that grow with the level?
 *
 * Cameron & Trivedi (1990): ((y - mu)^2 - y) / mu on mu without intercept; its slope estimates
 * alpha of the variance mu + alpha mu^2, its t tests equidispersion. On a constant and mu together,
 * a slope of mu above 0 (one-sided 5 %) says that the variance grows with the square of the level
 * and not merely in proportion to it. With a level for each month and few years the fitted values
 * follow the counts, and the square is found too often; trend.h therefore never reports smaller
 * errors for it.
 */
#ifndef PB_ENGINE_STATS_EQUIDISPERSION_H
#define PB_ENGINE_STATS_EQUIDISPERSION_H

#include "engine/stats/poisson_glm.h"

typedef struct {
  double alpha, t, p; /**< of the square form; p one-sided, for more than Poisson */
  bool square;        /**< the variance grows with the square of the level, not in proportion */
} pb_equidispersion;

/** Test a Poisson fit of counts y. False when it cannot be: fewer than three rows, or no spread. */
bool pb_cameron_trivedi(const pb_glm *fit, const double *y, pb_equidispersion *test);

#endif

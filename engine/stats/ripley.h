/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Ripley's K: how many other points lie within r of a point, over what points spread at random
 * have (Ripley 1976, 1988); L(r) = sqrt(K(r) / pi), which is r under chance.
 *
 * In a rectangle of area A, over ordered pairs i, j at distance d_ij <= r:
 *   none       A / (n (n - 1)) * sum 1
 *   isotropic  A / (n (n - 1)) * sum e_ij, 1 / e_ij the share of the circle around i through j that
 *              lies in the window; e between 1 and 100, as spatstat has it
 *   translate  A / (n (n - 1)) * sum A / ((width - |dx|) (height - |dy|))
 *   border     A / n * sum over i more than r from the edge / number of such i
 * The isotropic one is not defined from the radius of the window's circle on, the translated one
 * from its shorter side on, the border one where no point is that far inside.
 */
#ifndef PB_ENGINE_STATS_RIPLEY_H
#define PB_ENGINE_STATS_RIPLEY_H

#include "engine/stats/point_window.h"

typedef struct {
  double r, none, border, isotropic, translate;
  bool has_border, has_isotropic, has_translate;
} pb_ripley;

/** K at n_r ascending distances r >= 0 (metres), of n >= 2 points in the window, whatever their
 * order. */
void pb_ripley_of(const pb_window *window, const double *x, const double *y, size_t n,
                  const double *r, size_t n_r, pb_ripley *k);

/** L - r of random sets of points. For each r the middle `confidence` of `simulations` sets
 * (isotropic); *p is the share of sets, the observed one included, whose largest |L - r| over all r
 * reaches the observed one. False when the correction is not defined at some r. */
bool pb_ripley_envelope(const pb_window *window, size_t n, const pb_ripley *observed, size_t n_r,
                        double confidence, size_t simulations, uint64_t seed, int threads,
                        double *lower, double *upper, double *p);

/** Share of the circle around a point of the window, of radius d, that lies in it: the inverse of
 * the isotropic weight, before that is limited. */
double pb_window_circle_share(const pb_window *window, double x, double y, double d);

#endif

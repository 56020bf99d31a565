/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * How few places hold how many of the events (Weisburd 2015).
 *
 * With counts sorted from the largest, share_of_places(q) is the smallest share of all places,
 * those without events included, that holds the share q of the events; the last place counts in
 * part, so that it is exact. Gini G = 2 sum_i i y_i / sum y / n - (n + 1) / n over ascending
 * counts. With fewer events c than places n even a perfectly even spread gives a high G; the
 * adjusted one (Bernasco & Steenbeek 2017) is
 *   G' = max(1/c, 1/n) (2 sum_i i y_i - n - 1) - max(n/c, 1) + 1,  y_i ascending shares,
 * 0 when the events are spread as evenly as they can be.
 *
 * Even events that fall on places by chance alone, each place as likely, do not fall evenly: few
 * events on many places leave most places empty. The number of events of a place is then binomial
 * with p = 1 / places, and the expected numbers of places with k events, largest k first, give the
 * curve that chance alone would give. Whether there is more concentration than that is told by the
 * pairs of events at the same place, sum x (x - 1) / 2: under chance their mean is m = N (N - 1) /
 * (2 places) and, since pairs are pairwise independent, their variance m (1 - 1 / places), so that
 * the Poisson tail at m is near, at few pairs as at many.
 */
#ifndef PB_ENGINE_STATS_CONCENTRATION_H
#define PB_ENGINE_STATS_CONCENTRATION_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct {
  int64_t n_events;
  size_t n_places, n_with_events;
  double gini, gini_adjusted;
  double pairs;          /**< pairs of events at the same place */
  double pairs_expected; /**< by chance alone */
  double p;              /**< of as many pairs or more by chance alone */
} pb_concentration;

/** A corner of a curve from 0, 0 over the places with most events first. */
typedef struct {
  double places, events; /**< shares of all, 0 .. 1 */
} pb_curve_point;

/** Sorts `counts` (>= 0) descending in place; `n_places` >= n places in all, those beyond n have
 * none. False when there is no event. */
bool pb_concentration_of(int64_t *counts, size_t n, size_t n_places, pb_concentration *result);
/** Share of all places that holds the share `events` (0 .. 1) of the events, of counts sorted
 * descending as pb_concentration_of leaves them. */
double pb_concentration_places(const int64_t *sorted, size_t n, const pb_concentration *all,
                               double events);
/** The corners of the curve of such counts (pb_curve_point): places of equal counts lie on one
 * line. Free with g_array_unref. */
GArray *pb_concentration_curve(const int64_t *sorted, size_t n, const pb_concentration *all);
/** The corners of the curve that chance alone gives `n_events` >= 1 events on `n_places` >= 1
 * places. Free with g_array_unref. */
GArray *pb_concentration_chance(int64_t n_events, size_t n_places);
/** Share of all places at which a curve reaches the share `events` (0 .. 1). */
double pb_curve_places(const GArray *curve, double events);

#endif

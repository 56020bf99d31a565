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
 */
#ifndef PB_ENGINE_STATS_CONCENTRATION_H
#define PB_ENGINE_STATS_CONCENTRATION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct {
  int64_t n_events;
  size_t n_places, n_with_events;
  double gini, gini_adjusted;
} pb_concentration;

/** Sorts `counts` (>= 0) descending in place; `n_places` >= n places in all, those beyond n have
 * none. False when there is no event. */
bool pb_concentration_of(int64_t *counts, size_t n, size_t n_places, pb_concentration *result);
/** Share of all places that holds the share `events` (0 .. 1) of the events, of counts sorted
 * descending as pb_concentration_of leaves them. */
double pb_concentration_places(const int64_t *sorted, size_t n, const pb_concentration *all,
                               double events);

#endif

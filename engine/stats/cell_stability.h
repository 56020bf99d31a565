/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Are the hot places the same from year to year?
 *
 * A place hot in the last year only is new, in every year persistent, in earlier years but not in
 * the last one former, in the last and some of the earlier ones intermittent. Two years are
 * compared by Jaccard's index of their hot places (those hot in both over those hot in any) and by
 * Spearman's rank correlation of the counts of all places.
 */
#ifndef PB_ENGINE_STATS_CELL_STABILITY_H
#define PB_ENGINE_STATS_CELL_STABILITY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum {
  PB_STABILITY_NEVER,
  PB_STABILITY_NEW,
  PB_STABILITY_PERSISTENT,
  PB_STABILITY_FORMER,
  PB_STABILITY_INTERMITTENT,
  PB_N_STABILITY,
} pb_stability_class;

/** `hot_by_year` from the first year to the last; at least two years. */
pb_stability_class pb_stability_class_of(const bool *hot_by_year, int n_years);
/** "new", "persistent", ...: keys, not for people. */
const char *pb_stability_key(pb_stability_class stability);

/** The places with the most events by area that together make up at most `share` (0 .. 1) of all
 * area. Places that tie go in together or not at all, those without events never. `area` may be
 * NULL: all alike; else above 0. */
void pb_hot_by_share(const int64_t *counts, const double *area, size_t n, double share, bool *hot);

/** False when nothing is hot in either. */
bool pb_jaccard(const bool *a, const bool *b, size_t n, double *index);
/** Ties get their mean rank. False when all values of a or of b are alike. */
bool pb_spearman(const int64_t *a, const int64_t *b, size_t n, double *correlation);

#endif

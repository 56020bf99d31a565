/* SPDX-License-Identifier: GPL-3.0-or-later */
/** The pairs of events that are close in space, as runs over events sorted by place: what a Knox
 * test keeps fixed while it permutes dates (knox.h). */
#ifndef PB_ENGINE_STATS_KNOX_PAIRS_H
#define PB_ENGINE_STATS_KNOX_PAIRS_H

#include "engine/stats/knox.h"

/** Sorted events begin .. end - 1. */
typedef struct {
  uint32_t begin, end;
} pb_knox_run;

/** One band of distance. Each pair of places stands once, at the earlier place. */
typedef struct {
  GArray *first; /**< uint32_t, n_places + 1: where a place's runs begin */
  GArray *runs;  /**< pb_knox_run */
  bool within;   /**< pairs of events at the very same place belong to it too */
  double n_pairs;
} pb_knox_band;

typedef struct {
  size_t n, n_places, n_bands;
  uint32_t *event; /**< n: the caller's number of each sorted event */
  uint32_t *first; /**< n_places + 1: where a place's events begin */
  pb_knox_band *bands;
} pb_knox_pairs;

/** NULL with `*reason` when there are more pairs than memory should hold. */
pb_knox_pairs *pb_knox_pairs_new(const pb_knox_events *events, const pb_knox_options *options,
                                 const char **reason);
void pb_knox_pairs_free(pb_knox_pairs *pairs);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(pb_knox_pairs, pb_knox_pairs_free)

#endif

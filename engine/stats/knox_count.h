/* SPDX-License-Identifier: GPL-3.0-or-later */
/** How many of the close pairs have times less than so far apart, for many orders of the times at
 * once: the inner loop of a Knox test (knox.h). */
#ifndef PB_ENGINE_STATS_KNOX_COUNT_H
#define PB_ENGINE_STATS_KNOX_COUNT_H

#include "engine/stats/knox_pairs.h"

/** Largest time and limit. */
#define PB_KNOX_MOST_TICKS 2147483646U

/** Give every sorted event its time in replicate `replicate`. Called on several threads. */
typedef void (*pb_knox_fill)(size_t replicate, uint32_t *ticks, const void *data);

/** counts[(replicate * n_bands + band) * n_limits + k]: pairs of the band whose times differ by
 * less than limits[k]. No time is above `most`. */
void pb_knox_count(const pb_knox_pairs *pairs, const uint32_t *limits, size_t n_limits,
                   uint32_t most, size_t n_replicates, pb_knox_fill fill, const void *data,
                   int threads, uint32_t *counts);

#endif

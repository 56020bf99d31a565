/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Does one member drive the whole? The pooled rate (sum of counts by sum of exposures), or the
 * median of the members' rates (R type 7), once with everyone and once without each member in turn.
 */
#ifndef PB_ENGINE_STATS_LEAVE_ONE_OUT_H
#define PB_ENGINE_STATS_LEAVE_ONE_OUT_H

#include <stddef.h>

#include "engine/stats/count.h"

typedef enum { PB_LEFT_OUT_POOLED, PB_LEFT_OUT_MEDIAN } pb_left_out_measure;

typedef struct {
  double all;  /**< per unit of exposure, with every member */
  size_t most; /**< the member without which it moves most; the first of equals */
} pb_left_out;

/** `without` gets the measure without each of the n members, counts >= 0 and exposures > 0. False
 * when there are fewer than two members. */
bool pb_leave_one_out(const pb_count *counts, size_t n, pb_left_out_measure measure,
                      double *without, pb_left_out *summary);

#endif

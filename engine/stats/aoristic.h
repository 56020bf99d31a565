/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Aoristic weekday by hour table (Ratcliffe 2000, 2002): an event known only to have happened
 * between start and end gives each hour of the week the share of that time which falls in it, in
 * all 1.
 *
 *   w(h) = true seconds of [start, end) in hour h / true seconds of [start, end)
 *
 * Rules: no end, or an end equal to the start: 1 in the hour of the start. End before start: not
 * used, counted (never swapped). Longer than `longest_s`: not used, counted. Wall-clock time of
 * Sweden; with `summer_time` the hour that does not exist in March weighs nothing and the hour that
 * comes twice in October its two hours. The sum of the table is the number of events used.
 */
#ifndef PB_ENGINE_STATS_AORISTIC_H
#define PB_ENGINE_STATS_AORISTIC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum {
  PB_AORISTIC_USED,
  PB_AORISTIC_USED_START, /**< no end, or no time between: the hour of the start */
  PB_AORISTIC_END_BEFORE_START,
  PB_AORISTIC_TOO_LONG,
} pb_aoristic_fate;

typedef struct {
  double weight[7][24]; /**< [weekday: 0 = Monday][hour] */
  size_t n;             /**< events used: the sum of the weights */
} pb_aoristic;

/** Longest window that says anything about the hour of the week: seven days. */
#define PB_AORISTIC_LONGEST_S (INT64_C(7) * 86400)

/** Add one event to a table that was zero to begin with. Times are seconds on the wall clock
 * (PB_TYPE_TIME); `end` is not looked at when has_end is false. */
pb_aoristic_fate pb_aoristic_add(pb_aoristic *table, int64_t start, bool has_end, int64_t end,
                                 int64_t longest_s, bool summer_time);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Two periods' weekday by hour tables with the hours put together in bands, so that a chi2 test of
 * their difference has enough expected events in every cell.
 */
#ifndef PB_ENGINE_STATS_CLOCK_BANDS_H
#define PB_ENGINE_STATS_CLOCK_BANDS_H

#include <stddef.h>
#include <stdint.h>

#include "engine/stats/week_clock.h"

typedef struct {
  pb_week_clock of[2]; /**< by period */
} pb_two_clocks;

/** The widths of bands that divide a day, hours, narrowest first: 1, 2, 3, 4, 6, 8, 12, 24. */
#define PB_N_CLOCK_BANDS 8
extern const int pb_clock_bands[PB_N_CLOCK_BANDS];

/** Counts in bands of `width` hours: band number weekday * (24 / width) + hour / width, two
 * periods, at [2 * band + period]. Free with g_free. */
int64_t *pb_clock_banded(const pb_two_clocks *clocks, int width);
/** The least expected count of a width if both periods were spread alike, empty bands included. */
double pb_clock_least_expected(const pb_two_clocks *clocks, int width);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Dual kernel density: how the surface of one period differs from that of another, made with the
 * same raster, kernel and bandwidth. For display: cells are not tested one by one.
 */
#ifndef PB_ENGINE_STATS_DENSITY_CHANGE_H
#define PB_ENGINE_STATS_DENSITY_CHANGE_H

#include "engine/raster.h"

/** after / after_factor - before / before_factor, per square metre and unit of the factors (years,
 * or 1): periods of different lengths are brought to one. Cells without a value in either have
 * none. Errors: PB_ERROR_STATISTIC (another raster), as pb_raster_new. */
pb_raster *pb_density_difference(const pb_raster *before, double before_factor,
                                 const pb_raster *after, double after_factor, GError **error);
/** The ratio of the two. Not computable (not valid) where the denominator, before / before_factor,
 * is below `floor_per_m2` (> 0): a ratio to next to nothing says nothing. */
pb_raster *pb_density_ratio(const pb_raster *before, double before_factor, const pb_raster *after,
                            double after_factor, double floor_per_m2, GError **error);

#endif

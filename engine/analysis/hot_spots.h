/* SPDX-License-Identifier: GPL-3.0-or-later */
/** The questions about places, one file each, for one problem area. Not for others. */
#ifndef PB_ENGINE_ANALYSIS_HOT_SPOTS_H
#define PB_ENGINE_ANALYSIS_HOT_SPOTS_H

#include "engine/analysis/cell_counts.h"
#include "engine/study_area.h"

/** Fewer placed events than these are shown as counts, not as a surface. */
#define PB_FEWEST_FOR_SURFACE 30
/** Geocoding below 85 per cent is not enough for a map (Ratcliffe 2004). */
#define PB_MOST_MISSING_SHARE 0.15

/** hot-cells and hot-spots; the others like their names. */
void pb_build_hot_cells(pb_analysis *analysis, int area, const pb_cell_counts *counts);
void pb_build_place_concentration(pb_analysis *analysis, int area, const pb_cell_counts *counts);
void pb_build_place_stability(pb_analysis *analysis, int area, const pb_cell_counts *counts);
void pb_build_cell_changes(pb_analysis *analysis, int area, const pb_cell_counts *counts);
void pb_build_sub_area_counts(pb_analysis *analysis, int area, const pb_cell_counts *counts);
void pb_build_density_contours(pb_analysis *analysis, int area, const pb_cell_counts *counts);
void pb_build_near_repeat(pb_analysis *analysis, int area, const pb_cell_counts *counts);

#endif

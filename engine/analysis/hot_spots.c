/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/analysis/hot_spots.h"

static const char *const names[] = {"hot-cells",       "hot-spots",    "place-concentration",
                                    "place-stability", "cell-changes", "event-sub-areas",
                                    "density-contours"};

static void put_no_ground(pb_analysis *analysis, int area) {
  for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
    pb_result_set_reason(
        pb_analysis_put_area(analysis, names[i], area),
        N_("No event has an exact point inside a boundary that the project knows."));
}

void pb_build_hot_spots(pb_analysis *analysis) {
  const pb_study_area *study_area = analysis->options.study_area;
  for (guint i = 0; i < analysis->event_areas->len; i++) {
    int area = pb_event_area_at(analysis, i);
    if (!study_area) {
      put_no_ground(analysis, area);
      continue;
    }
    g_autoptr(pb_cell_counts) counts = pb_cell_counts_new(analysis, area, study_area->grid);
    pb_build_hot_cells(analysis, area, counts);
    pb_build_place_concentration(analysis, area, counts);
    pb_build_place_stability(analysis, area, counts);
    pb_build_cell_changes(analysis, area, counts);
    pb_build_sub_area_counts(analysis, area, counts);
    pb_build_density_contours(analysis, area, counts);
    /* Different events are no repeats of each other; and the public is not shown any (release.c).
     */
    if (area != PB_ALL_AREAS && !analysis->dataset->disclosure)
      pb_build_near_repeat(analysis, area, counts);
  }
}

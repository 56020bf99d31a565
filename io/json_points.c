/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/json_points.h"

#include <math.h>

#define LISTED_POINTS 100

static const char *const reasons[] = {
    [PB_DEFAULT_PER_AREA] = "one-point-per-area",
    [PB_DEFAULT_MUNICIPALITY] = "middle-of-municipality",
    [PB_DEFAULT_COUNTY] = "middle-of-county",
    [PB_DEFAULT_PLACE] = "point-of-built-up-area",
    [PB_DEFAULT_FREQUENT] = "too-frequent-for-an-address",
};

void pb_json_source_points(pb_json *json, const pb_source_info *source) {
  const pb_source_points *points = &source->points;
  if (points->tally.n_events == 0) {
    pb_json_null(json, "points");
    return;
  }
  g_autofree char *crs = points->epsg ? g_strdup_printf("EPSG:%d", points->epsg) : NULL;
  pb_json_begin_object(json, "points");
  pb_json_text(json, "crs", crs);
  pb_json_bool(json, "crs_recognised", points->guessed);
  pb_json_bool(json, "axes_swapped", points->axes_swapped);
  pb_json_size(json, "events", points->tally.n_events);
  for (int q = 0; q < PB_POINT_N_QUALITIES; q++)
    pb_json_size(json, pb_point_quality_name((pb_point_quality)q), points->tally.by_quality[q]);
  pb_json_size(json, "municipality_from_point", points->municipality_found);
  pb_json_end(json);
}

void pb_json_default_points(pb_json *json, const pb_dataset *dataset) {
  pb_json_size(json, "n_default_points", dataset->n_default_points);
  pb_json_begin_array(json, "default_points");
  for (size_t i = 0; i < MIN(dataset->n_default_points, LISTED_POINTS); i++) {
    const pb_default_point *point = &dataset->default_points[i];
    pb_json_begin_object(json, NULL);
    pb_json_size(json, "events", point->n_events);
    pb_json_text(json, "reason", reasons[point->reason]);
    pb_json_int(json, "easting_m", (int64_t)llround(point->x));
    pb_json_int(json, "northing_m", (int64_t)llround(point->y));
    pb_json_text(json, "municipality",
                 point->municipality >= 0 ? dataset->municipalities[point->municipality].code
                                          : NULL);
    pb_json_text(json, "area", point->area);
    pb_json_text(json, "near", point->near);
    pb_json_end(json);
  }
  pb_json_end(json);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Hot cells and hot spots of an analysis as layers, to hand over to GIS programs: polygons in
 * SWEREF 99 TM with the numbers of the results as attributes (engine/analysis/analysis.h).
 */
#ifndef PB_GEO_PLACE_LAYERS_H
#define PB_GEO_PLACE_LAYERS_H

#include "engine/result.h"
#include "geo/layer.h"

/** One problem area's results, or those of all incidents. */
typedef struct {
  const char *area;       /**< label, "Stöld genom inbrott" */
  const pb_result *cells; /**< hot-cells; NULL or without rows: skipped */
  const pb_result *spots; /**< hot-spots, likewise */
} pb_place_results;

/** A square for each row of hot-cells: area, count, z, p_adjusted, verdict, stability, place and
 * count_YEAR. NULL when there are none. Free with pb_layer_free. */
pb_layer *pb_layer_of_cells(const pb_place_results *results, size_t n, int epsg);
/** The outline of each hot spot: area, number, name, distance_m, direction, hectares, count, share,
 * stability and count_YEAR. NULL when there are none. */
pb_layer *pb_layer_of_places(const pb_place_results *results, size_t n, int epsg);

#endif

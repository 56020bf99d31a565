/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * The ground under a map of places inside a municipality: where to look, the municipality with what
 * lies behind, names, scale bar, and a small map of the whole municipality when only a part of it
 * fits.
 *
 * A municipality is mostly forest; its events lie in towns. The map therefore shows the part that
 * holds most of the weight, and the small map says which part that is.
 */
#ifndef PB_PLOTS_PLACE_MAP_H
#define PB_PLOTS_PLACE_MAP_H

#include "plots/context.h"
#include "plots/label_place.h"
#include "plots/map_furniture.h"

/** A cell of the map, EPSG:3006. */
typedef struct {
  double x, y; /**< middle, metres */
  double weight;
} pb_place_point;

typedef struct {
  pb_map_view view;
  bool zoomed;            /**< only a part of the municipality is shown */
  pb_label_box inset;     /**< of the small map; no width when there is none */
  pb_map_view inset_view; /**< with `inset` */
} pb_place_map;

/** Does the project hold the municipality's boundary? */
bool pb_place_map_possible(const pb_context *context);
/** The window that holds most of the weight, at least 5 km across; all of the municipality when
 * there are no points or they are spread over most of it. Metres. */
pb_box pb_place_map_extent(const pb_context *context, const pb_place_point *points, size_t n);
/** Height that a map of the extent wants at a width, points. */
double pb_place_map_height(pb_box extent, double width_pt);
/** The map in a frame; the small map goes to the corner with the least weight. */
pb_place_map pb_place_map_make(const pb_context *context, pb_box extent,
                               const pb_place_point *points, size_t n, pb_label_box frame);
/** Draw neighbours, the municipality and the project's backgrounds. */
void pb_place_map_draw_ground(const pb_context *context, pb_canvas *canvas,
                              const pb_place_map *map);
/** Fill a square of the ground, cut at the frame; false when nothing of it is visible. */
bool pb_place_map_fill_square(pb_canvas *canvas, const pb_place_map *map, double x, double y,
                              double size_m, pb_paint paint);
/** Draw the boundary over the cells, the small map, and names of built-up areas where they are
 * clear of what `place` avoids. */
void pb_place_map_draw_top(const pb_context *context, pb_canvas *canvas, const pb_place_map *map,
                           pb_label_place *place);
/** Is a place inside the frame? */
bool pb_place_map_shows(const pb_place_map *map, double x, double y);

#endif

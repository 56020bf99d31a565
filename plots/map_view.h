/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * A window of a canvas onto the plane of SWEREF 99 TM: where metres lie in points, and polygons cut
 * at its frame.
 *
 * Outlines are drawn on a grid of a fifth of a point (0.07 mm): vertices that fall together are
 * drawn once and those on a straight line are left out. The grid is the same for all shapes, so
 * neighbours keep their common border without gaps, and files stay small.
 */
#ifndef PB_PLOTS_MAP_VIEW_H
#define PB_PLOTS_MAP_VIEW_H

#include "geo/layer.h"
#include "plots/canvas.h"
#include "plots/label_place.h"

typedef struct {
  pb_label_box frame;      /**< on the canvas */
  double points_per_metre; /**< scale */
  double west_m, north_m;  /**< what lies in the frame's top left corner */
} pb_map_view;

/** Show `world` as large as the frame allows, in its middle. An empty box shows nothing. */
pb_map_view pb_map_fit(pb_box world, pb_label_box frame);
/** What the frame shows, in metres. */
pb_box pb_map_visible(const pb_map_view *view);
void pb_map_point(const pb_map_view *view, double east_m, double north_m, double *x, double *y);
/** A box of metres on the canvas. */
pb_label_box pb_map_box(const pb_map_view *view, pb_box box);

/** Draw one polygon inside the frame. One that is too small for the grid becomes a small square, so
 * that no place is lost. False when nothing of it is visible. */
bool pb_map_draw_polygon(pb_canvas *canvas, const pb_map_view *view, const pb_layer *layer,
                         size_t feature, pb_paint paint);

/** Draw the visible parts of a line feature. */
void pb_map_draw_line(pb_canvas *canvas, const pb_map_view *view, const pb_layer *layer,
                      size_t feature, pb_paint paint);

/** The visible part of a polygon as a layer of one feature in points, y downwards, for placing
 * texts on it; NULL when nothing is visible. Free with pb_layer_free. */
pb_layer *pb_map_visible_shape(const pb_map_view *view, const pb_layer *layer, size_t feature);
/** How much of a box (0 to 1) lies on a shape of pb_map_visible_shape. */
double pb_map_share_inside(const pb_layer *shape, pb_label_box box);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Circles whose area grows with the count, and the row that says how large which count is. */
#ifndef PB_PLOTS_PLACE_CIRCLES_H
#define PB_PLOTS_PLACE_CIRCLES_H

#include "plots/language.h"
#include "plots/place_map.h"

/** Points of radius for one event: the largest count gets at most `most_pt`. */
typedef struct {
  double per_root;
  double largest; /**< count */
} pb_circle_scale;

/** With `largest` at least the largest count that a circle will stand for. */
pb_circle_scale pb_circle_scale_for(double largest, double most_pt);
pb_circle_scale pb_circle_scale_of(const pb_place_point *points, size_t n, double most_pt);
double pb_circle_radius(const pb_circle_scale *scale, double count);

/** Draw them inside the frame, large ones first, so that small ones stay visible. Points are
 * sorted. */
void pb_place_circles_draw(pb_canvas *canvas, const pb_place_map *map, const pb_circle_scale *scale,
                           pb_place_point *points, size_t n, uint32_t color);

/** Make one circle, at the mean place of their events, of circles that would overlap on the map, so
 * that each is a place with a count. Returns how many are left, by falling count. For few points.
 */
size_t pb_place_circles_join(const pb_place_map *map, const pb_circle_scale *scale,
                             pb_place_point *points, size_t n);

/** Up to three counts with their circles beside each other: its height, and drawn from x with the
 * top at y. */
double pb_circle_key_height(const pb_circle_scale *scale);
void pb_circle_key_draw(pb_canvas *canvas, const pb_language *language,
                        const pb_circle_scale *scale, uint32_t color, double x, double y);

#endif

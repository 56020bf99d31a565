/* SPDX-License-Identifier: GPL-3.0-or-later */
/** What stands on maps beside the shapes: scale bar, key, overview of the country, names. */
#ifndef PB_PLOTS_MAP_FURNITURE_H
#define PB_PLOTS_MAP_FURNITURE_H

#include "geo/geography.h"
#include "plots/language.h"
#include "plots/map_view.h"

/** The longest round length (1, 2 or 5 times a power of ten) that is no longer than `most_pt`. */
double pb_map_round_length_m(const pb_map_view *view, double most_pt);
/** A bar of that length with its number to the right: "10 km", "500 m". The width it takes. */
double pb_map_scale_bar_width(const pb_theme *theme, const pb_language *language,
                              const pb_map_view *view, double most_pt);
/** Draw it from x, its line of text centred on y. */
void pb_map_scale_bar_draw(pb_canvas *canvas, const pb_language *language, const pb_map_view *view,
                           double most_pt, double x, double y);

/** A patch of colour and what it means. */
typedef struct {
  pb_paint paint;
  char *text; /**< borrowed */
  bool strong;
  bool has_mark; /**< a mark in the colour of the paper stands on the patch */
  pb_mark mark;
} pb_map_key_entry;

#define PB_MAP_KEY_LINE 12.5

/** Width of the widest entry. */
double pb_map_key_width(const pb_theme *theme, const pb_map_key_entry *entries, size_t n);
/** One entry under the other from (x, y), PB_MAP_KEY_LINE each. */
void pb_map_key_draw(pb_canvas *canvas, const pb_map_key_entry *entries, size_t n, double x,
                     double y);
/** The same entries beside each other over as many lines as `width` needs; returns how many. With
 * `canvas` NULL they are only counted. */
size_t pb_map_key_flow(pb_canvas *canvas, const pb_theme *theme, const pb_map_key_entry *entries,
                       size_t n, double x, double y, double width);

/** A small map of the country on paper, the county darker and a dot at (east, north). */
void pb_map_overview_draw(pb_canvas *canvas, const pb_geography *geography,
                          const pb_dataset *dataset, const char *county_code, double east_m,
                          double north_m, pb_label_box frame);

/** The name of a shape, where most of it lies on the visible part of the shape (at least `share`,
 * 0 to 1) and clear of what stands there; that place is then taken. A name wholly on its shape
 * needs no halo and gets none; one in light ink must be wholly on it. False: there is no room. */
bool pb_map_name_draw(pb_canvas *canvas, const pb_map_view *view, const pb_layer *layer,
                      size_t feature, const char *name, pb_text_style style, double share,
                      bool keep_halo, pb_label_place *place);

#endif

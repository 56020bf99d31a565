/* SPDX-License-Identifier: GPL-3.0-or-later */
/** The key of a map of rates, and where map and key go: the key in a corner that is sea or abroad,
 * beside the map, or in columns below it, whichever leaves the map largest. Points. */
#ifndef PB_PLOTS_RATE_MAP_KEY_H
#define PB_PLOTS_RATE_MAP_KEY_H

#include "plots/map_furniture.h"
#include "plots/rate_map.h"

#define PB_RATE_KEY_MOST (PB_MAP_MAX_CLASSES + 3)

/** The own municipality with its rate, the classes from the highest down, and what else occurs. */
typedef struct {
  pb_map_key_entry entries[PB_RATE_KEY_MOST];
  size_t n;
} pb_rate_key;

pb_rate_key pb_rate_key_make(const pb_figure *figure, const pb_rate_map *data);
void pb_rate_key_clear(pb_rate_key *key);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(pb_rate_key, pb_rate_key_clear)

/** Lines to be laid over a shade: too few crimes for a certain level. */
pb_paint pb_rate_map_hatched(const pb_theme *theme, size_t shade);
pb_paint pb_rate_map_no_data(const pb_theme *theme);

typedef struct {
  pb_map_view view;
  bool below; /* the key's entries stand in columns below the map */
  double key_x, key_y, key_width;
} pb_rate_layout;

pb_rate_layout pb_rate_layout_make(const pb_figure *figure, const pb_rate_map *data,
                                   const pb_rate_key *key, double width, double height);
/** The height that suits a width. */
double pb_rate_map_height(const pb_figure *figure, double width_pt);
/** Key and scale bar; returns the box they take. */
pb_label_box pb_rate_key_draw(const pb_figure *figure, const pb_rate_key *key,
                              const pb_rate_layout *l, pb_canvas *canvas);

#endif

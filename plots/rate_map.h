/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * What a map of rates shows: which municipalities, their rates, and the shade of each. Gathered
 * anew for each drawing, which is cheap, so that a figure stays plain data.
 *
 * The figure's data[0] is the result "map"; its parameter "scope" is "county" or "country".
 */
#ifndef PB_PLOTS_RATE_MAP_H
#define PB_PLOTS_RATE_MAP_H

#include "plots/chart.h"
#include "plots/map_classes.h"

typedef struct {
  bool country;
  int *row_of; /**< municipality -> row of the result, -1: none */
  pb_map_classes classes;
  pb_box extent;                        /**< in metres, with a margin */
  size_t n_shown, n_hatched, n_without; /**< municipalities in scope */
} pb_rate_map;

/** Classes are those of the whole country also for a county, so that maps can be compared. */
pb_rate_map pb_rate_map_gather(const pb_figure *figure);
void pb_rate_map_clear(pb_rate_map *map);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(pb_rate_map, pb_rate_map_clear)

/** Is municipality m on a map of the country, or of the context's county? */
bool pb_rate_map_in_scope(const pb_context *context, bool country, size_t m);
/** True and *rate where municipality m has one. */
bool pb_rate_map_rate(const pb_figure *figure, const pb_rate_map *data, size_t m, double *rate);
/** Has it too few crimes for a certain level? */
bool pb_rate_map_is_unreliable(const pb_figure *figure, const pb_rate_map *data, size_t m);
/** The same, or can its level not be told from the median of the municipalities shown? */
bool pb_rate_map_is_hatched(const pb_figure *figure, const pb_rate_map *data, size_t m);
/** 0 (light) to 4. Fewer classes take the ends and the middle of the ramp, not its light half. */
size_t pb_rate_map_shade(const pb_rate_map *data, double rate);
/** The lightest step of the theme's ramp is too near to paper for a map that also has places
 * without data; it is replaced. */
uint32_t pb_rate_map_color(const pb_theme *theme, size_t shade);

#endif

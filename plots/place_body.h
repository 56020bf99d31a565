/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * What the charts of places share: the map with its ground, names and numbers above, its key and
 * scale bar below, and the cells of the result "hot-cells".
 */
#ifndef PB_PLOTS_PLACE_BODY_H
#define PB_PLOTS_PLACE_BODY_H

#include "plots/chart.h"
#include "plots/place_map.h"

/** The places that a table and a map number. */
#define PB_MOST_NUMBERED 9
#define PB_PLACE_KEY_MOST 8

/** Patches and what they mean. */
typedef struct {
  pb_map_key_entry entries[PB_PLACE_KEY_MOST];
  size_t n;
  double extra;   /**< height kept free between the entries and the scale bar */
  bool on_places; /**< numbers stand on their places rather than beside them */
  double margin;  /**< room kept between the events and the frame: the radius of circles */
} pb_place_key;

/** Takes over `text`. */
void pb_place_key_add(pb_place_key *key, pb_paint paint, char *text);
/** The same with a mark on the patch. */
void pb_place_key_add_mark(pb_place_key *key, pb_paint paint, pb_mark mark, char *text);
void pb_place_key_clear(pb_place_key *key);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(pb_place_key, pb_place_key_clear)
/** Height of entries, free room and scale bar at a width. */
double pb_place_key_height(const pb_theme *theme, const pb_place_key *key, double width);
/** Entries from the top left, and the scale bar. Returns where the free room begins. */
double pb_place_key_draw(pb_canvas *canvas, const pb_context *context, const pb_place_key *key,
                         const pb_map_view *view, double x, double y);

/** Why a chart of the cells is empty, NULL: it is not. `cells`: the result "hot-cells" of the
 * context's analysis, or NULL. */
char *pb_place_empty(const pb_context *context, const pb_result *cells);
/** Are there events enough for a surface, or only for counts by place? */
bool pb_place_has_surface(const pb_result *cells);
/** The council sees areas of at least so many events; 0: every cell is shown by itself. */
double pb_place_smallest(const pb_result *result);
/** Has the cell fewer by itself, or is it a square of several? */
bool pb_place_is_merged(const pb_result *cells, size_t row);
/** False for rows that only tell in which years a cell was hot. */
bool pb_place_has_patch(const pb_result *cells, size_t row);
/** Events of the cell, or of the area that it is merged into. */
double pb_place_count(const pb_result *cells, size_t row);
/** Is a cell's count more than chance allows? */
bool pb_place_is_hot(const pb_result *cells, size_t row);
/** The cells as points weighted by `column`; the corners of outlines, all with weight 1. g_free. */
pb_place_point *pb_place_points(const pb_result *cells, const char *column, size_t *n);
/** Fill the cell of a row, cut at the frame. */
void pb_place_fill_cell(pb_canvas *canvas, const pb_place_map *map, const pb_result *cells,
                        size_t row, pb_paint paint);
/** "events in cells of 250 metres". */
char *pb_place_what(const pb_context *context, const pb_result *cells);

/** Height of the body: map and key. */
double pb_place_body_height(const pb_figure *figure, const pb_result *cells,
                            const pb_place_key *key, double width_pt);
/** Draws the ground, and returns the map on it. */
pb_place_map pb_place_body_begin(const pb_figure *figure, pb_canvas *canvas, const pb_result *cells,
                                 const pb_place_key *key);
/** Numbers of `spots` (the result "hot-spots"; NULL: none), names, small map, key, scale bar.
 * Returns the top of the key's free room. */
double pb_place_body_end(const pb_figure *figure, pb_canvas *canvas, const pb_place_map *map,
                         const pb_result *spots, const pb_place_key *key);

/** The same without numbers, around what `place` already holds. */
double pb_place_body_finish(const pb_figure *figure, pb_canvas *canvas, const pb_place_map *map,
                            pb_label_place *place, const pb_place_key *key);

#endif

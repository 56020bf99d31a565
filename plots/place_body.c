/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/place_body.h"

#include <math.h>
#include <string.h>

#include "engine/text.h"
#include "plots/chart_draw.h"
#include "plots/chart_words.h"
#include "plots/place_words.h"
#include "plots/read.h"

#define STRIP_GAP 7.0
#define MOST_BAR_PT 60.0
#define LEAST_MAP_PT 60.0
#define FARTHEST_NUMBER_PT 4.0

void pb_place_key_add(pb_place_key *key, pb_paint paint, char *text) {
  g_return_if_fail(key->n < PB_PLACE_KEY_MOST);
  key->entries[key->n++] = (pb_map_key_entry){.paint = paint, .text = text};
}

void pb_place_key_add_mark(pb_place_key *key, pb_paint paint, pb_mark mark, char *text) {
  pb_place_key_add(key, paint, text);
  key->entries[key->n - 1].has_mark = true;
  key->entries[key->n - 1].mark = mark;
}

void pb_place_key_clear(pb_place_key *key) {
  for (size_t i = 0; i < key->n; i++)
    g_free(key->entries[i].text);
  key->n = 0;
}

static double entries_height(const pb_theme *theme, const pb_place_key *key, double width) {
  return PB_MAP_KEY_LINE * (double)pb_map_key_flow(NULL, theme, key->entries, key->n, 0, 0, width);
}

double pb_place_key_height(const pb_theme *theme, const pb_place_key *key, double width) {
  return entries_height(theme, key, width) + key->extra + PB_MAP_KEY_LINE;
}

double pb_place_key_draw(pb_canvas *canvas, const pb_context *context, const pb_place_key *key,
                         const pb_map_view *view, double x, double y) {
  double width = pb_canvas_width(canvas) - x;
  double extra = y + entries_height(context->theme, key, width);
  pb_map_key_flow(canvas, context->theme, key->entries, key->n, x, y, width);
  pb_map_scale_bar_draw(canvas, context->language, view, MOST_BAR_PT, x,
                        extra + key->extra + PB_MAP_KEY_LINE / 2);
  return extra;
}

char *pb_place_empty(const pb_context *context, const pb_result *cells) {
  const char *place = pb_chart_place(context);
  if (!pb_place_map_possible(context))
    return g_strdup_printf(
        _("There is no map: the project has no layer with the boundaries of %s."), place);
  if (!cells || pb_read_rows(cells) == 0) {
    char *hidden = cells && pb_place_smallest(cells) > 0 && pb_result_reason(cells)
                       ? g_strdup(_(pb_result_reason(cells)))
                       : pb_not_shown_text(context, cells);
    return hidden ? hidden
                  : g_strdup_printf(_("There are no events with a usable point in %s."), place);
  }
  return NULL;
}

bool pb_place_has_surface(const pb_result *cells) {
  return cells && pb_result_scalar_or(cells, "enough", 0) > 0;
}

double pb_place_smallest(const pb_result *result) {
  return pb_result_scalar_or(result, "smallest_on_map", 0);
}

bool pb_place_is_merged(const pb_result *cells, size_t row) {
  return pb_read_number_or(cells, "merged", row, 0) > 0;
}

bool pb_place_has_patch(const pb_result *cells, size_t row) {
  return !pb_result_find(cells, "patch") || pb_read_number_or(cells, "patch", row, 0) > 0;
}

double pb_place_count(const pb_result *cells, size_t row) {
  return pb_read_number_or(cells, pb_result_find(cells, "patch_count") ? "patch_count" : "count",
                           row, 0);
}

bool pb_place_is_hot(const pb_result *cells, size_t row) {
  return strcmp(pb_read_text(cells, "verdict", row), "hot") == 0;
}

pb_place_point *pb_place_points(const pb_result *cells, const char *column, size_t *n) {
  *n = pb_read_rows(cells);
  pb_place_point *points = g_new0(pb_place_point, *n + 1);
  const double alike = cells && pb_result_find(cells, column) ? 0 : 1; /* outlines have no counts */
  for (size_t i = 0; i < *n; i++)
    points[i] =
        (pb_place_point){pb_read_number_or(cells, "x", i, 0), pb_read_number_or(cells, "y", i, 0),
                         pb_read_number_or(cells, column, i, alike)};
  return points;
}

void pb_place_fill_cell(pb_canvas *canvas, const pb_place_map *map, const pb_result *cells,
                        size_t row, pb_paint paint) {
  const double cell_m = pb_result_scalar_or(cells, "cell_m", 250);
  pb_place_map_fill_square(canvas, map, pb_read_number_or(cells, "x", row, 0),
                           pb_read_number_or(cells, "y", row, 0),
                           pb_read_number_or(cells, "size_m", row, cell_m), paint);
}

char *pb_place_what(const pb_context *context, const pb_result *cells) {
  g_autofree char *metres =
      pb_format_number(context->language, pb_result_scalar_or(cells, "cell_m", 250), 0);
  return g_strdup_printf(pb_place_smallest(cells) > 0 ? _("events in squares of %s metres or more")
                                                      : _("events in cells of %s metres"),
                         metres);
}

/* The window with room for circles around its outermost events. */
static pb_box with_margin(pb_box box, double margin, pb_label_box frame) {
  double scale = pb_map_fit(box, (pb_label_box){0, 0, fmax(frame.width - 2 * margin, 1),
                                                fmax(frame.height - 2 * margin, 1)})
                     .points_per_metre;
  double metres = scale > 0 ? margin / scale : 0;
  return (pb_box){box.min_x - metres, box.min_y - metres, box.max_x + metres, box.max_y + metres};
}

double pb_place_body_height(const pb_figure *figure, const pb_result *cells,
                            const pb_place_key *key, double width_pt) {
  size_t n;
  g_autofree pb_place_point *points = pb_place_points(cells, "count", &n);
  return pb_place_map_height(pb_place_map_extent(figure->context, points, n), width_pt) +
         STRIP_GAP + pb_place_key_height(figure->context->theme, key, width_pt);
}

pb_place_map pb_place_body_begin(const pb_figure *figure, pb_canvas *canvas, const pb_result *cells,
                                 const pb_place_key *key) {
  const pb_context *context = figure->context;
  double width = pb_canvas_width(canvas);
  double tall =
      pb_canvas_height(canvas) - STRIP_GAP - pb_place_key_height(context->theme, key, width);
  size_t n;
  g_autofree pb_place_point *points = pb_place_points(cells, "count", &n);
  const pb_label_box frame = {0, 0, width, fmax(tall, LEAST_MAP_PT)};
  pb_box extent = with_margin(pb_place_map_extent(context, points, n), key->margin, frame);
  pb_place_map map = pb_place_map_make(context, extent, points, n, frame);
  pb_place_map_draw_ground(context, canvas, &map);
  return map;
}

/* The numbers of the table stand beside their places. */
static void draw_numbers(pb_canvas *canvas, const pb_place_map *map, const pb_result *spots,
                         bool on_places, pb_label_place *place) {
  const pb_theme *theme = pb_canvas_theme(canvas);
  for (size_t i = 0; i < MIN(pb_read_rows(spots), PB_MOST_NUMBERED); i++) {
    double px = pb_read_number_or(spots, "x", i, 0), py = pb_read_number_or(spots, "y", i, 0), x, y;
    if (!pb_place_map_shows(map, px, py))
      continue;
    pb_map_point(&map->view, px, py, &x, &y);
    double hectares = pb_read_number_or(spots, "hectares", i, 6);
    double radius = sqrt(hectares * 1e4 / G_PI) * map->view.points_per_metre;
    g_autofree char *number = g_strdup_printf("%zu", i + 1);
    pb_size size = {pb_label_width(theme, number, 600), PB_LABEL_LINE};
    pb_label_box box = {x - size.width / 2, y - size.height / 2, size.width, size.height};
    if (on_places && pb_label_place_is_free(place, box))
      pb_label_place_avoid(place, box);
    else if (!pb_label_place_beside(place, x, y, fmin(radius, FARTHEST_NUMBER_PT), size, &box))
      continue;
    pb_text_style style = pb_style_strong(theme, theme->ink, PB_ALIGN_START, PB_VALIGN_MIDDLE);
    style.halo = 1.6;
    pb_canvas_text(canvas, box.x, box.y + box.height / 2, number, style);
  }
}

double pb_place_body_finish(const pb_figure *figure, pb_canvas *canvas, const pb_place_map *map,
                            pb_label_place *place, const pb_place_key *key) {
  pb_label_box frame = map->view.frame;
  pb_place_map_draw_top(figure->context, canvas, map, place);
  return pb_place_key_draw(canvas, figure->context, key, &map->view, 0,
                           frame.y + frame.height + STRIP_GAP);
}

double pb_place_body_end(const pb_figure *figure, pb_canvas *canvas, const pb_place_map *map,
                         const pb_result *spots, const pb_place_key *key) {
  g_autoptr(pb_label_place) place = pb_label_place_new(map->view.frame);
  if (map->inset.width > 0)
    pb_label_place_avoid(place, map->inset);
  draw_numbers(canvas, map, spots, key->on_places, place);
  return pb_place_body_finish(figure, canvas, map, place, key);
}

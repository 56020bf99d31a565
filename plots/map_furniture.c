/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/map_furniture.h"

#include <math.h>
#include <string.h>

#include "engine/text.h"
#include "geo/label_point.h"
#include "plots/chart_draw.h"

#define PATCH 9.0
#define PATCH_GAP 5.0
#define ENTRY_GAP 14.0

double pb_map_round_length_m(const pb_map_view *view, double most_pt) {
  double most_m = most_pt / view->points_per_metre;
  double power = pow(10, floor(log10(most_m)));
  double steps = most_m / power;
  return power * (steps >= 5 ? 5 : steps >= 2 ? 2 : 1);
}

static char *length_text(const pb_language *language, double length_m) {
  double km = length_m / 1000;
  g_autofree char *number = pb_format_number(language, km >= 1 ? km : length_m, 0);
  return km >= 1 ? g_strdup_printf(_("%s km"), number) : g_strdup_printf(_("%s m"), number);
}

double pb_map_scale_bar_width(const pb_theme *theme, const pb_language *language,
                              const pb_map_view *view, double most_pt) {
  double length_m = pb_map_round_length_m(view, most_pt);
  g_autofree char *text = length_text(language, length_m);
  return length_m * view->points_per_metre + 4 + pb_label_width(theme, text, 400);
}

void pb_map_scale_bar_draw(pb_canvas *canvas, const pb_language *language, const pb_map_view *view,
                           double most_pt, double x, double y) {
  const pb_theme *theme = pb_canvas_theme(canvas);
  double length_m = pb_map_round_length_m(view, most_pt);
  double length = length_m * view->points_per_metre;
  g_autofree char *text = length_text(language, length_m);
  const double xs[] = {x, x, x + length, x + length}, ys[] = {y - 3, y, y, y - 3};
  pb_canvas_polyline(canvas, xs, ys, 4, pb_stroke(theme->grey, .8));
  pb_canvas_text(canvas, x + length + 4, y - 1, text,
                 pb_style(theme, theme->grey, PB_ALIGN_START, PB_VALIGN_MIDDLE));
}

static double entry_width(const pb_theme *theme, const pb_map_key_entry *entry) {
  return PATCH + PATCH_GAP + pb_label_width(theme, entry->text, entry->strong ? 600 : 400);
}

static void draw_entry(pb_canvas *canvas, const pb_map_key_entry *entry, double x, double y) {
  const pb_theme *theme = pb_canvas_theme(canvas);
  double middle = y + PB_MAP_KEY_LINE / 2, inset = entry->paint.stroke_width / 2;
  pb_canvas_rect(canvas, x + inset, middle - PATCH / 2 + inset, PATCH - 2 * inset,
                 PATCH - 2 * inset, entry->paint);
  if (entry->has_mark)
    pb_canvas_mark(canvas, entry->mark, x + PATCH / 2, middle, PATCH * .6, pb_fill(theme->paper));
  pb_text_style style =
      pb_style(theme, entry->strong ? theme->ink : theme->grey, PB_ALIGN_START, PB_VALIGN_MIDDLE);
  style.weight = entry->strong ? 600 : 400;
  pb_canvas_text(canvas, x + PATCH + PATCH_GAP, middle, entry->text, style);
}

double pb_map_key_width(const pb_theme *theme, const pb_map_key_entry *entries, size_t n) {
  double width = 0;
  for (size_t i = 0; i < n; i++)
    width = fmax(width, entry_width(theme, &entries[i]));
  return width;
}

void pb_map_key_draw(pb_canvas *canvas, const pb_map_key_entry *entries, size_t n, double x,
                     double y) {
  for (size_t i = 0; i < n; i++)
    draw_entry(canvas, &entries[i], x, y + PB_MAP_KEY_LINE * (double)i);
}

size_t pb_map_key_flow(pb_canvas *canvas, const pb_theme *theme, const pb_map_key_entry *entries,
                       size_t n, double x, double y, double width) {
  size_t lines = n > 0;
  double right = 0;
  for (size_t i = 0; i < n; i++) {
    double wanted = entry_width(theme, &entries[i]);
    if (right > 0 && right + wanted > width) {
      lines++;
      right = 0;
    }
    if (canvas)
      draw_entry(canvas, &entries[i], x + right, y + PB_MAP_KEY_LINE * (double)(lines - 1));
    right += wanted + ENTRY_GAP;
  }
  return lines;
}

void pb_map_overview_draw(pb_canvas *canvas, const pb_geography *geography,
                          const pb_dataset *dataset, const char *county_code, double east_m,
                          double north_m, pb_label_box frame) {
  const pb_theme *theme = pb_canvas_theme(canvas);
  const pb_layer *land = geography->counties ? geography->counties : geography->municipalities;
  pb_box world = pb_layer_bounds(land);
  const double edge = 3;
  pb_canvas_rect(canvas, frame.x, frame.y, frame.width, frame.height,
                 (pb_paint){.fill = true,
                            .fill_color = theme->paper,
                            .stroke_width = .5,
                            .stroke_color = theme->hairline});
  pb_map_view view =
      pb_map_fit(world, (pb_label_box){frame.x + edge, frame.y + edge, frame.width - 2 * edge,
                                       frame.height - 2 * edge});
  for (size_t f = 0; f < land->n_features; f++)
    pb_map_draw_polygon(canvas, &view, land, f, pb_fill(theme->band));
  for (size_t m = 0; m < geography->n_municipalities; m++)
    if (geography->feature_of[m] >= 0 &&
        strcmp(dataset->municipalities[m].county_code, county_code) == 0)
      pb_map_draw_polygon(canvas, &view, geography->municipalities,
                          (size_t)geography->feature_of[m], pb_fill(theme->sequential[2]));
  double x, y;
  pb_map_point(&view, east_m, north_m, &x, &y);
  pb_canvas_circle(canvas, x, y, 2,
                   (pb_paint){.fill = true,
                              .fill_color = theme->accent,
                              .stroke_width = .6,
                              .stroke_color = theme->paper});
}

bool pb_map_name_draw(pb_canvas *canvas, const pb_map_view *view, const pb_layer *layer,
                      size_t feature, const char *name, pb_text_style style, double share,
                      bool keep_halo, pb_label_place *place) {
  const pb_theme *theme = pb_canvas_theme(canvas);
  g_autoptr(pb_layer) shape = pb_map_visible_shape(view, layer, feature);
  pb_label_point best;
  if (!shape || !pb_label_point_find(shape, 0, .5, &best))
    return false;
  pb_size size = pb_text_size(theme, name, style.size, style.weight);
  /* The widest place of a shape is seldom its best for a line of text: look around it too. */
  static const double shifts[][2] = {{0, 0},    {0, -.35}, {0, .35},  {0, -.7}, {0, .7},
                                     {-.12, 0}, {.12, 0},  {-.25, 0}, {.25, 0}};
  double most = -1;
  pb_label_box chosen = {0};
  for (size_t i = 0; i < G_N_ELEMENTS(shifts); i++) {
    pb_label_box box = {best.x - size.width / 2 + shifts[i][0] * size.width,
                        best.y - size.height / 2 + shifts[i][1] * best.distance_m, size.width,
                        size.height};
    double inside = pb_map_share_inside(shape, box);
    if (inside >= share && inside > most + .02 && pb_label_place_is_free(place, box)) {
      most = inside;
      chosen = box;
    }
  }
  if (most < 0)
    return false;
  pb_label_place_avoid(place, chosen);
  style.align = PB_ALIGN_MIDDLE;
  style.valign = PB_VALIGN_MIDDLE;
  if (most == 1 && !keep_halo)
    style.halo = 0;
  pb_canvas_text(canvas, chosen.x + chosen.width / 2, chosen.y + chosen.height / 2, name, style);
  return true;
}

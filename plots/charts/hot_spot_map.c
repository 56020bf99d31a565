/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where in the municipality events are more than chance allows, and where else they are; or where
 * they are densest. */
#include <math.h>
#include <string.h>

#include "engine/analysis/incidents.h"
#include "engine/text.h"
#include "geo/polygon.h"
#include "plots/chart_draw.h"
#include "plots/chart_words.h"
#include "plots/contour_layer.h"
#include "plots/count_classes.h"
#include "plots/place_body.h"
#include "plots/place_circles.h"
#include "plots/place_words.h"
#include "plots/read.h"

extern const pb_chart pb_chart_hot_spot_map;

#define N_SHADES 3
#define LARGEST_CIRCLE_PT 12.0

static const char *const show_choices[] = {"cells", "density", NULL};
static const pb_param params_of_map[] = {
    PB_PARAM_AREA,
    PB_PARAM_COLOURS,
    {.name = "show",
     .title = N_("cells: cells with more events than chance allows; density: the smallest areas "
                 "with 25, 50 and 80 per cent of the events"),
     .type = PB_PARAM_CHOICE,
     .def_text = "cells",
     .choices = show_choices},
    PB_PARAM_CLASSES,
    PB_PARAM_LIMITS,
};

static const pb_result *contours_of(const pb_figure *figure) {
  return figure->data[2];
}

/* The public sees no cells: the outlines stand in their place. */
static bool has_outlines_only(const pb_figure *figure) {
  return figure->data[0] && figure->data[0] == figure->data[2];
}

static bool shows_density(const pb_figure *figure) {
  return (has_outlines_only(figure) ||
          strcmp(pb_params_text(figure->params, "show"), "density") == 0) &&
         pb_read_rows(contours_of(figure)) > 0;
}

static bool has_surface(const pb_figure *figure) {
  return has_outlines_only(figure) || pb_place_has_surface(figure->data[0]);
}

static uint32_t color_of(const pb_figure *figure, size_t n, size_t k) {
  return pb_count_color(figure->context->theme, pb_params_text(figure->params, "colours"), n, k);
}

/* The counts of hot cells in classes. */
static pb_count_classes classes_of(const pb_figure *figure) {
  const pb_result *cells = figure->data[0];
  size_t n = 0;
  g_autofree double *counts = g_new(double, pb_read_rows(cells) + 1);
  for (size_t i = 0; i < pb_read_rows(cells); i++)
    if (pb_place_is_hot(cells, i) && !pb_place_is_merged(cells, i))
      counts[n++] = pb_place_count(cells, i);
  return pb_count_classes_of(counts, n, N_SHADES, figure->params);
}

/* Square kilometres of the smallest area with half of the events. */
static double half_km2(const pb_result *contours) {
  g_autofree int *share = NULL;
  g_autoptr(pb_layer) layer = pb_contour_layer(contours, &share);
  for (size_t k = 0; layer && k < layer->n_features; k++)
    if (share[k] == 50)
      return fabs(pb_polygon_area_m2(layer, k)) / 1e6;
  return 0;
}

static char *density_title(const pb_figure *figure) {
  double km2 = half_km2(contours_of(figure));
  if (km2 <= 0)
    return g_strdup(_("Where events are densest"));
  g_autofree char *number = pb_format_number(figure->context->language, km2,
                                             km2 < 1    ? 2
                                             : km2 < 20 ? 1
                                                        : 0);
  return g_strdup_printf(_("Half of the events within %s square kilometres"), number);
}

/* What everybody remembers: how little of the ground holds half of the events. */
static char *make_title(const pb_figure *figure, const pb_result *concentration) {
  const pb_context *context = figure->context;
  const pb_result *cells = figure->data[0];
  if (!has_surface(figure))
    return g_strdup(_("Too few events to tell places from chance"));
  if (shows_density(figure))
    return density_title(figure);
  double half;
  if (pb_result_scalar_or(cells, "n_hot", 0) == 0)
    return g_strdup(_("No place stands out from chance"));
  if (!concentration || !pb_result_get_scalar(concentration, "share_50", &half))
    return g_strdup(_("Some places stand out from chance"));
  g_autofree char *percent = pb_format_number(context->language, 100 * half,
                                              half < .001 ? 2
                                              : half < .1 ? 1
                                                          : 0);
  return g_strdup_printf(_("Half of the events on %s%s of the area"), percent,
                         context->language->percent);
}

static char *make_alt(const pb_context *context, const pb_result *cells, const pb_result *spots) {
  const char *place = pb_chart_place(context);
  size_t n = pb_read_rows(spots);
  if (n == 0)
    return g_strdup_printf(_("Map of %s with events in cells; none stands out from chance."),
                           place);
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
  for (size_t i = 0; i < MIN(n, 3); i++)
    g_ptr_array_add(names, pb_place_description(context, spots, i));
  g_autofree char *list = pb_chart_list((const char *const *)names->pdata, names->len);
  g_autofree char *hot =
      pb_format_integer(context->language, (int64_t)pb_result_scalar_or(cells, "n_hot", 0));
  return g_strdup_printf(_("Map of %s. Cells with more events than chance allows: %s. The places "
                           "with most events: %s."),
                         place, hot, list);
}

static char *outlines_alt(const pb_context *context, const pb_result *spots) {
  const char *place = pb_chart_place(context);
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
  for (size_t i = 0; i < MIN(pb_read_rows(spots), 3); i++)
    g_ptr_array_add(names, pb_place_description(context, spots, i));
  if (names->len == 0)
    return g_strdup_printf(_("Map of %s with the areas where events are densest."), place);
  g_autofree char *list = pb_chart_list((const char *const *)names->pdata, names->len);
  return g_strdup_printf(_("Map of %s with the areas where events are densest. The places with "
                           "most events: %s."),
                         place, list);
}

static char *make_what(const pb_figure *figure) {
  if (!shows_density(figure))
    return pb_place_what(figure->context, figure->data[0]);
  g_autofree char *metres = pb_format_number(
      figure->context->language, pb_result_scalar_or(contours_of(figure), "bandwidth_m", 300), 0);
  return g_strdup_printf(_("density of events within %s metres"), metres);
}

static pb_figure *prepare(const pb_context *context, const pb_params *params, GError **error) {
  int area;
  if (!pb_count_limits_check(params, error))
    return NULL;
  pb_figure *figure =
      pb_chart_new_area(&pb_chart_hot_spot_map, context, params, "hot-cells", &area, error);
  if (!figure)
    return NULL;
  const pb_result *cells = figure->data[0];
  figure->data[1] = pb_analysis_find_area(context->analysis, "hot-spots", area);
  figure->data[2] = pb_analysis_find_area(context->analysis, "density-contours", area);
  figure->source = pb_chart_source(context, PB_SOURCE_RECORDS | PB_SOURCE_BOUNDARIES);
  if (pb_read_rows(cells) == 0 && pb_read_rows(figure->data[2]) > 0)
    cells = figure->data[0] = figure->data[2];
  if (pb_chart_set_empty(figure, area, _("No map of places"), pb_place_empty(context, cells)))
    return figure;
  g_autofree char *what = make_what(figure);
  figure->title =
      make_title(figure, pb_analysis_find_area(context->analysis, "place-concentration", area));
  figure->subtitle = pb_places_subtitle(context, area, cells, what);
  figure->note = pb_places_missing(context, cells);
  figure->alt = has_outlines_only(figure) ? outlines_alt(context, figure->data[1])
                                          : make_alt(context, cells, figure->data[1]);
  return figure;
}

static void add_density_key(const pb_figure *figure, pb_place_key *key) {
  g_autofree int *share = NULL;
  g_autoptr(pb_layer) layer = pb_contour_layer(contours_of(figure), &share);
  for (size_t k = layer->n_features; k-- > 0;)
    pb_place_key_add(
        key, pb_fill(color_of(figure, layer->n_features, k)),
        g_strdup_printf(_("%d%s of the events"), share[k], figure->context->language->percent));
}

/* Cells that have too few events to be shown by themselves. */
static pb_paint merged_paint(const pb_figure *figure, bool hot) {
  const pb_theme *theme = figure->context->theme;
  pb_paint paint = pb_fill(hot ? theme->sequential[1] : theme->band);
  paint.hatch = hot;
  paint.stroke_color = theme->accent;
  return paint;
}

static bool has_merged(const pb_result *cells, bool hot) {
  for (size_t i = 0; i < pb_read_rows(cells); i++)
    if (pb_place_is_merged(cells, i) && pb_place_is_hot(cells, i) == hot)
      return true;
  return false;
}

/* Cells that are neither hot nor merged; without merging the key names them in any case. */
static bool has_usual(const pb_result *cells) {
  for (size_t i = 0; i < pb_read_rows(cells); i++)
    if (!pb_place_is_hot(cells, i) && !pb_place_is_merged(cells, i))
      return true;
  return pb_place_smallest(cells) <= 0;
}

static void add_merged_key(const pb_figure *figure, pb_place_key *key) {
  const pb_result *cells = figure->data[0];
  g_autofree char *fewest =
      pb_format_integer(figure->context->language, (int64_t)pb_place_smallest(cells));
  if (has_merged(cells, true))
    pb_place_key_add(key, merged_paint(figure, true),
                     g_strdup_printf(_("under %s events by itself, more than chance"), fewest));
  if (has_merged(cells, false))
    pb_place_key_add(key, merged_paint(figure, false),
                     g_strdup_printf(_("at least %s events in a larger square"), fewest));
}

static void add_cells_key(const pb_figure *figure, pb_place_key *key) {
  pb_count_classes classes = classes_of(figure);
  for (size_t k = classes.n; k-- > 0;) {
    g_autofree char *range = pb_count_class_text(figure->context->language, &classes, k);
    pb_place_key_add(key, pb_fill(color_of(figure, classes.n, k)),
                     k + 1 == classes.n ? g_strdup_printf(_("%s events, more than chance"), range)
                                        : g_strdup_printf(_("%s events"), range));
  }
  add_merged_key(figure, key);
  if (has_usual(figure->data[0]))
    pb_place_key_add(key, pb_fill(figure->context->theme->sequential[1]),
                     g_strdup(_("events, no more than chance")));
}

/* Whatever circles are joined, none stands for more than all. */
static pb_circle_scale circles_of(const pb_figure *figure) {
  return pb_circle_scale_for(pb_result_scalar_or(figure->data[0], "n_located", 1),
                             LARGEST_CIRCLE_PT);
}

/* What the patches mean. */
static pb_place_key make_key(const pb_figure *figure) {
  pb_place_key key = {.n = 0};
  if (!has_surface(figure)) {
    pb_circle_scale scale = circles_of(figure);
    key.extra = pb_circle_key_height(&scale);
    key.margin = pb_circle_radius(&scale, scale.largest);
  } else if (shows_density(figure)) {
    add_density_key(figure, &key);
  } else {
    add_cells_key(figure, &key);
  }
  return key;
}

static double height(const pb_figure *figure, double width_pt) {
  g_auto(pb_place_key) key = make_key(figure);
  return pb_place_body_height(figure, figure->data[0], &key, width_pt);
}

/* Hot cells lie over the others. */
static void draw_cells(const pb_figure *figure, pb_canvas *canvas, const pb_place_map *map) {
  const pb_result *cells = figure->data[0];
  pb_count_classes classes = classes_of(figure);
  for (int hot = 0; hot < 2; hot++)
    for (size_t i = 0; i < pb_read_rows(cells); i++) {
      if (pb_place_is_hot(cells, i) != (hot == 1) || !pb_place_has_patch(cells, i))
        continue;
      if (pb_place_is_merged(cells, i)) {
        pb_place_fill_cell(canvas, map, cells, i, merged_paint(figure, hot));
        continue;
      }
      int64_t count = (int64_t)pb_place_count(cells, i);
      uint32_t color = hot ? color_of(figure, classes.n, pb_count_class(&classes, count))
                           : figure->context->theme->sequential[1];
      pb_place_fill_cell(canvas, map, cells, i, pb_fill(color));
    }
}

static void draw_density(const pb_figure *figure, pb_canvas *canvas, const pb_place_map *map) {
  g_autofree int *share = NULL;
  g_autoptr(pb_layer) layer = pb_contour_layer(contours_of(figure), &share);
  for (size_t k = 0; k < layer->n_features; k++)
    pb_map_draw_polygon(canvas, &map->view, layer, k,
                        pb_fill(color_of(figure, layer->n_features, k)));
}

/* Circles by count where a surface would pretend too much. */
static void draw_circles(const pb_figure *figure, pb_canvas *canvas, const pb_place_map *map) {
  size_t n;
  g_autofree pb_place_point *points = pb_place_points(figure->data[0], "count", &n);
  pb_circle_scale scale = circles_of(figure);
  n = pb_place_circles_join(map, &scale, points, n);
  pb_place_circles_draw(canvas, map, &scale, points, n, figure->context->theme->accent);
}

static void draw(const pb_figure *figure, pb_canvas *canvas) {
  g_auto(pb_place_key) key = make_key(figure);
  bool surface = has_surface(figure);
  pb_place_map map = pb_place_body_begin(figure, canvas, figure->data[0], &key);
  if (!surface)
    draw_circles(figure, canvas, &map);
  else if (shows_density(figure))
    draw_density(figure, canvas, &map);
  else
    draw_cells(figure, canvas, &map);
  double free_y = pb_place_body_end(figure, canvas, &map, figure->data[1], &key);
  if (!surface) {
    pb_circle_scale scale = circles_of(figure);
    pb_circle_key_draw(canvas, figure->context->language, &scale, figure->context->theme->accent, 0,
                       free_y);
  }
}

const pb_chart pb_chart_hot_spot_map = {
    .name = "hot-spot-map",
    .title = N_("Map of places"),
    .question = N_("Where are there more events than chance allows?"),
    .description =
        N_("Coloured cells have, with their neighbours, more events than chance allows (Gi*, "
           "corrected for the number of cells). Grey cells have events but do not stand out. The "
           "numbers are those of the table of places. The small map shows which part of the "
           "municipality is seen. With density, the darkest area is the smallest that holds a "
           "quarter of the events. Fewer than 30 events are shown as circles, one a place, whose "
           "area grows with the count."),
    .params = params_of_map,
    .n_params = G_N_ELEMENTS(params_of_map),
    .width_mm = 160,
    .prepare = prepare,
    .height = height,
    .draw = draw,
};

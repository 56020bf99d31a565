/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How many events at each place: circles whose area grows with the count. */
#include <string.h>

#include "engine/analysis/incidents.h"
#include "engine/text.h"
#include "plots/chart_words.h"
#include "plots/place_body.h"
#include "plots/place_circles.h"
#include "plots/place_words.h"
#include "plots/read.h"

extern const pb_chart pb_chart_symbol_map;

#define LARGEST_CIRCLE_PT 17.0

static const char *const of_choices[] = {"auto", "places", "cells", NULL};
static const pb_param params_of_map[] = {
    PB_PARAM_AREA,
    {.name = "of",
     .title = N_("places: the places of the table; cells: every cell with events; auto: places "
                 "where there are any, else cells"),
     .type = PB_PARAM_CHOICE,
     .def_text = "auto",
     .choices = of_choices},
};

static const pb_result *spots_of(const pb_figure *figure) {
  return figure->data[1];
}

static bool shows_places(const pb_figure *figure) {
  return strcmp(pb_params_text(figure->params, "of"), "cells") != 0 &&
         pb_read_rows(spots_of(figure)) > 0;
}

static pb_place_point *points_of(const pb_figure *figure, size_t *n) {
  return pb_place_points(shows_places(figure) ? spots_of(figure) : figure->data[0], "count", n);
}

static pb_circle_scale scale_of(const pb_figure *figure) {
  if (!pb_place_has_surface(figure->data[0]))
    return pb_circle_scale_for(pb_result_scalar_or(figure->data[0], "n_located", 1),
                               LARGEST_CIRCLE_PT);
  size_t n;
  g_autofree pb_place_point *points = points_of(figure, &n);
  return pb_circle_scale_of(points, n, LARGEST_CIRCLE_PT);
}

static char *make_title(const pb_figure *figure) {
  const pb_context *context = figure->context;
  if (!shows_places(figure))
    return g_strdup(pb_place_has_surface(figure->data[0])
                        ? _("Where the events are")
                        : _("Too few events to tell places from chance"));
  g_autofree char *name = pb_place_description(context, spots_of(figure), 0);
  double share = pb_read_number_or(spots_of(figure), "share", 0, 0);
  g_autofree char *percent = pb_format_number(context->language, 100 * share, share < .1 ? 1 : 0);
  /* TRANSLATORS: "Most events at the middle of Örebro: 42 %". */
  return g_strdup_printf(_("Most events at %s: %s%s"), name, percent, context->language->percent);
}

static char *make_alt(const pb_figure *figure) {
  const pb_context *context = figure->context;
  const char *place = pb_chart_place(context);
  size_t n;
  g_autofree pb_place_point *points = points_of(figure, &n);
  g_autofree char *circles = pb_format_integer(context->language, (int64_t)n);
  return g_strdup_printf(_("Map of %s with circles by number of events, from %s places. %s."),
                         place, circles, figure->title);
}

static pb_figure *prepare(const pb_context *context, const pb_params *params, GError **error) {
  int area;
  pb_figure *figure =
      pb_chart_new_area(&pb_chart_symbol_map, context, params, "hot-cells", &area, error);
  if (!figure)
    return NULL;
  const pb_result *cells = figure->data[0];
  figure->data[1] = pb_analysis_find_area(context->analysis, "hot-spots", area);
  figure->source = pb_chart_source(context, PB_SOURCE_RECORDS | PB_SOURCE_BOUNDARIES);
  if (pb_chart_set_empty(figure, area, _("No map of places"), pb_place_empty(context, cells)))
    return figure;
  g_autofree char *what =
      shows_places(figure) ? g_strdup(_("events by place")) : pb_place_what(context, cells);
  figure->title = make_title(figure);
  figure->subtitle = pb_places_subtitle(context, area, cells, what);
  figure->note = pb_places_missing(context, cells);
  figure->alt = make_alt(figure);
  return figure;
}

static pb_place_key make_key(const pb_figure *figure) {
  pb_circle_scale scale = scale_of(figure);
  return (pb_place_key){.n = 0,
                        .extra = pb_circle_key_height(&scale),
                        .on_places = true,
                        .margin = pb_circle_radius(&scale, scale.largest)};
}

static double height(const pb_figure *figure, double width_pt) {
  g_auto(pb_place_key) key = make_key(figure);
  return pb_place_body_height(figure, figure->data[0], &key, width_pt);
}

static void draw(const pb_figure *figure, pb_canvas *canvas) {
  const pb_context *context = figure->context;
  g_auto(pb_place_key) key = make_key(figure);
  pb_circle_scale scale = scale_of(figure);
  size_t n;
  g_autofree pb_place_point *points = points_of(figure, &n);
  pb_place_map map = pb_place_body_begin(figure, canvas, figure->data[0], &key);
  if (!pb_place_has_surface(figure->data[0]))
    n = pb_place_circles_join(&map, &scale, points, n);
  pb_place_circles_draw(canvas, &map, &scale, points, n, context->theme->accent);
  const pb_result *numbered = shows_places(figure) ? spots_of(figure) : NULL;
  double free_y = pb_place_body_end(figure, canvas, &map, numbered, &key);
  pb_circle_key_draw(canvas, context->language, &scale, context->theme->accent, 0, free_y);
}

const pb_chart pb_chart_symbol_map = {
    .name = "symbol-map",
    .title = N_("Map of counts"),
    .question = N_("How many events are there at each place?"),
    .description = N_("The area of a circle grows with the number of events. The numbers are those "
                      "of the table of places. Fewer than 30 events are counted where they "
                      "are, since places cannot be told from chance."),
    .params = params_of_map,
    .n_params = G_N_ELEMENTS(params_of_map),
    .width_mm = 160,
    .prepare = prepare,
    .height = height,
    .draw = draw,
};

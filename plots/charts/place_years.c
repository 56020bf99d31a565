/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the events were, year by year: small maps with one frame and one key. */
#include <math.h>

#include "engine/analysis/incidents.h"
#include "engine/text.h"
#include "plots/chart_draw.h"
#include "plots/chart_words.h"
#include "plots/count_classes.h"
#include "plots/place_body.h"
#include "plots/place_circles.h"
#include "plots/place_words.h"
#include "plots/read.h"

extern const pb_chart pb_chart_place_years;

#define LEAST_PANEL_PT 96.0
#define GAP_PT 8.0
#define HEADER_PT 13.0
#define STRIP_GAP 7.0
#define N_SHADES 4
#define MOST_IN_TITLE 5
#define LARGEST_CIRCLE_PT 9.0

static const pb_param params_of_map[] = {PB_PARAM_AREA, PB_PARAM_COLOURS, PB_PARAM_CLASSES,
                                         PB_PARAM_LIMITS};

static int first_year(const pb_figure *figure) {
  return (int)pb_result_scalar_or(figure->data[0], "first_year", 0);
}

static int last_year(const pb_figure *figure) {
  return (int)pb_result_scalar_or(figure->data[0], "last_year", 0);
}

static double count_of(const pb_result *cells, int year, size_t row) {
  g_autofree char *column = g_strdup_printf("count_%d", year);
  return pb_read_number_or(cells, column, row, 0);
}

static double sum_of(const pb_figure *figure, int year) {
  double sum = 0;
  for (size_t i = 0; i < pb_read_rows(figure->data[0]); i++)
    sum += count_of(figure->data[0], year, i);
  return sum;
}

/* The counts of all cells in all years, in one set of classes. */
static pb_count_classes classes_of(const pb_figure *figure) {
  const pb_result *cells = figure->data[0];
  size_t rows = pb_read_rows(cells), n = 0;
  size_t years = (size_t)(last_year(figure) - first_year(figure) + 1);
  g_autofree double *counts = g_new(double, rows *years + 1);
  for (int year = first_year(figure); year <= last_year(figure); year++)
    for (size_t i = 0; i < rows; i++)
      counts[n++] = count_of(cells, year, i);
  return pb_count_classes_of(counts, n, N_SHADES, figure->params);
}

static uint32_t color_of(const pb_figure *figure, const pb_count_classes *classes, size_t k) {
  return pb_count_color(figure->context->theme, pb_params_text(figure->params, "colours"),
                        classes->n, k);
}

/* The counts of the years, side by side: they are what the maps share out. */
static char *make_title(const pb_figure *figure) {
  if (first_year(figure) == last_year(figure))
    return g_strdup_printf(_("Where the events of %d were"), first_year(figure));
  if (last_year(figure) - first_year(figure) >= MOST_IN_TITLE)
    return g_strdup(_("Where the events were, year by year"));
  g_autoptr(GPtrArray) counts = g_ptr_array_new_with_free_func(g_free);
  for (int year = first_year(figure); year <= last_year(figure); year++)
    g_ptr_array_add(counts,
                    pb_format_integer(figure->context->language, (int64_t)sum_of(figure, year)));
  g_autofree char *list = pb_chart_list((const char *const *)counts->pdata, counts->len);
  return g_strdup_printf(_("Where the events were, year by year: %s"), list);
}

static char *make_alt(const pb_figure *figure) {
  const pb_context *context = figure->context;
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);
  for (int year = first_year(figure); year <= last_year(figure); year++) {
    g_autofree char *n = pb_format_integer(context->language, (int64_t)sum_of(figure, year));
    g_ptr_array_add(texts, g_strdup_printf(_("%s in %d"), n, year));
  }
  g_autofree char *list = pb_chart_list((const char *const *)texts->pdata, texts->len);
  return g_strdup_printf(_("One map of %s a year. Events on them: %s."), pb_chart_place(context),
                         list);
}

static char *why_empty(const pb_context *context, const pb_result *cells) {
  char *empty = pb_place_empty(context, cells);
  if (!empty && pb_place_smallest(cells) > 0)
    return g_strdup(_("This version of the report shows no cells year by year."));
  return empty;
}

static pb_figure *prepare(const pb_context *context, const pb_params *params, GError **error) {
  int area;
  if (!pb_count_limits_check(params, error))
    return NULL;
  pb_figure *figure =
      pb_chart_new_area(&pb_chart_place_years, context, params, "hot-cells", &area, error);
  if (!figure)
    return NULL;
  const pb_result *cells = figure->data[0];
  figure->source = pb_chart_source(context, PB_SOURCE_RECORDS | PB_SOURCE_BOUNDARIES);
  if (pb_chart_set_empty(figure, area, _("No map of years"), why_empty(context, cells)))
    return figure;
  g_autofree char *what = pb_place_what(context, cells);
  figure->title = make_title(figure);
  figure->subtitle = pb_places_subtitle(context, area, cells, what);
  figure->note = pb_places_missing(context, cells);
  figure->alt = make_alt(figure);
  return figure;
}

/* Whatever circles are joined, none stands for more than all. */
static pb_circle_scale circles_of(const pb_figure *figure) {
  return pb_circle_scale_for(pb_result_scalar_or(figure->data[0], "n_located", 1),
                             LARGEST_CIRCLE_PT);
}

static pb_place_key make_key(const pb_figure *figure) {
  pb_place_key key = {.n = 0};
  if (!pb_place_has_surface(figure->data[0])) {
    pb_circle_scale scale = circles_of(figure);
    key.extra = pb_circle_key_height(&scale);
    return key;
  }
  pb_count_classes classes = classes_of(figure);
  for (size_t k = classes.n; k-- > 0;) {
    g_autofree char *range = pb_count_class_text(figure->context->language, &classes, k);
    pb_place_key_add(&key, pb_fill(color_of(figure, &classes, k)),
                     k + 1 == classes.n ? g_strdup_printf(_("%s events in a year"), range)
                                        : g_strdup(range));
  }
  return key;
}

typedef struct {
  pb_box extent;
  int columns, rows;
  double width, height; /* of one map */
} panels;

static panels lay_out(const pb_figure *figure, double width) {
  size_t n;
  g_autofree pb_place_point *points = pb_place_points(figure->data[0], "count", &n);
  panels p = {.extent = pb_place_map_extent(figure->context, points, n)};
  int years = last_year(figure) - first_year(figure) + 1;
  p.columns = CLAMP((int)((width + GAP_PT) / (LEAST_PANEL_PT + GAP_PT)), 1, years);
  p.rows = (years + p.columns - 1) / p.columns;
  p.width = (width - GAP_PT * (p.columns - 1)) / p.columns;
  p.height = pb_place_map_height(p.extent, p.width);
  return p;
}

static double height(const pb_figure *figure, double width_pt) {
  g_auto(pb_place_key) key = make_key(figure);
  panels p = lay_out(figure, width_pt);
  return p.rows * (HEADER_PT + p.height) + (p.rows - 1) * GAP_PT + STRIP_GAP +
         pb_place_key_height(figure->context->theme, &key, width_pt);
}

static void draw_cells(const pb_figure *figure, pb_canvas *canvas, const pb_place_map *map,
                       const pb_count_classes *classes, int year) {
  for (size_t i = 0; i < pb_read_rows(figure->data[0]); i++) {
    double count = count_of(figure->data[0], year, i);
    if (count >= 1)
      pb_place_fill_cell(
          canvas, map, figure->data[0], i,
          pb_fill(color_of(figure, classes, pb_count_class(classes, (int64_t)count))));
  }
}

static void draw_circles(const pb_figure *figure, pb_canvas *canvas, const pb_place_map *map,
                         int year) {
  size_t n;
  g_autofree char *column = g_strdup_printf("count_%d", year);
  g_autofree pb_place_point *points = pb_place_points(figure->data[0], column, &n);
  pb_circle_scale scale = circles_of(figure);
  n = pb_place_circles_join(map, &scale, points, n);
  pb_place_circles_draw(canvas, map, &scale, points, n, figure->context->theme->accent);
}

static void draw_panel(const pb_figure *figure, pb_canvas *canvas, const pb_place_map *map,
                       const pb_count_classes *classes, int year) {
  const pb_context *context = figure->context;
  const pb_theme *theme = context->theme;
  pb_label_box frame = map->view.frame;
  pb_place_map_draw_ground(context, canvas, map);
  if (pb_place_has_surface(figure->data[0]))
    draw_cells(figure, canvas, map, classes, year);
  else
    draw_circles(figure, canvas, map, year);
  g_autoptr(pb_label_place) full = pb_label_place_new((pb_label_box){frame.x, frame.y, 0, 0});
  pb_place_map_draw_top(context, canvas, map, full); /* no room: no names */
  g_autofree char *n = pb_format_integer(context->language, (int64_t)sum_of(figure, year));
  g_autofree char *name = g_strdup_printf("%d", year);
  g_autofree char *events = g_strdup_printf(_("n = %s"), n);
  pb_canvas_text(canvas, frame.x, frame.y - HEADER_PT / 2, name,
                 pb_style_strong(theme, theme->ink, PB_ALIGN_START, PB_VALIGN_MIDDLE));
  pb_canvas_text(canvas, frame.x + frame.width, frame.y - HEADER_PT / 2, events,
                 pb_style(theme, theme->grey, PB_ALIGN_END, PB_VALIGN_MIDDLE));
}

static void draw(const pb_figure *figure, pb_canvas *canvas) {
  const pb_context *context = figure->context;
  double width = pb_canvas_width(canvas), tall = pb_canvas_height(canvas);
  g_auto(pb_place_key) key = make_key(figure);
  pb_count_classes classes = classes_of(figure);
  panels p = lay_out(figure, width);
  double room = tall - STRIP_GAP - pb_place_key_height(context->theme, &key, width) -
                (p.rows - 1) * GAP_PT - p.rows * HEADER_PT;
  p.height = fmax(room / p.rows, 20);
  pb_map_view view = {0};
  for (int year = first_year(figure), i = 0; year <= last_year(figure); year++, i++) {
    double x = (i % p.columns) * (p.width + GAP_PT);
    double y = (i / p.columns) * (HEADER_PT + p.height + GAP_PT) + HEADER_PT;
    pb_place_map map = {.view = pb_map_fit(p.extent, (pb_label_box){x, y, p.width, p.height})};
    view = map.view;
    draw_panel(figure, canvas, &map, &classes, year);
  }
  double free_y =
      pb_place_key_draw(canvas, context, &key, &view, 0,
                        p.rows * (HEADER_PT + p.height) + (p.rows - 1) * GAP_PT + STRIP_GAP);
  if (!pb_place_has_surface(figure->data[0])) {
    pb_circle_scale scale = circles_of(figure);
    pb_circle_key_draw(canvas, context->language, &scale, context->theme->accent, 0, free_y);
  }
}

const pb_chart pb_chart_place_years = {
    .name = "place-years",
    .title = N_("Maps by year"),
    .question = N_("Where were the events each year?"),
    .description = N_("One map a year with the same frame and the same classes, so that the years "
                      "can be compared. Whether a difference is more than chance is told by the "
                      "map of changes."),
    .params = params_of_map,
    .n_params = G_N_ELEMENTS(params_of_map),
    .width_mm = 160,
    .prepare = prepare,
    .height = height,
    .draw = draw,
};

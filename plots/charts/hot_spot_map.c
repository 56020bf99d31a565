/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where in the municipality events are more than chance allows, and where else they are. */
#include <math.h>
#include <string.h>

#include "engine/analysis/incidents.h"
#include "engine/stats/class_breaks.h"
#include "engine/stats/quantile.h"
#include "engine/text.h"
#include "plots/chart_draw.h"
#include "plots/chart_words.h"
#include "plots/place_map.h"
#include "plots/place_words.h"
#include "plots/read.h"

extern const pb_chart pb_chart_hot_spot_map;

#define N_SHADES 3
#define STRIP_GAP 7.0
#define MOST_BAR_PT 60.0
#define MOST_NUMBERS 9

static const char *const color_choices[] = {"ramp", "hobit", NULL};
static const pb_param params_of_map[] = {
    {.name = "area",
     .title = N_("key of the problem area; empty for all events"),
     .type = PB_PARAM_TEXT,
     .def_text = ""},
    {.name = "colours",
     .title = N_("ramp: light to dark in one hue; hobit: yellow, orange, red"),
     .type = PB_PARAM_CHOICE,
     .def_text = "ramp",
     .choices = color_choices},
};

/* The counts of hot cells in up to three classes that fit them. */
typedef struct {
  int64_t upto[N_SHADES]; /* largest count of a class */
  int64_t from[N_SHADES];
  size_t n;
} shades;

static bool is_hot(const pb_result *cells, size_t row) {
  return strcmp(pb_read_text(cells, "verdict", row), "hot") == 0;
}

static shades make_shades(const pb_result *cells) {
  shades s = {.n = 0};
  size_t n = 0;
  g_autofree double *counts = g_new(double, pb_read_rows(cells) + 1);
  for (size_t i = 0; i < pb_read_rows(cells); i++)
    if (is_hot(cells, i))
      counts[n++] = pb_read_number_or(cells, "count", i, 0);
  if (n == 0)
    return s;
  pb_sort_doubles(counts, n);
  size_t distinct = 1, n_breaks = 0;
  for (size_t i = 1; i < n; i++)
    distinct += counts[i] != counts[i - 1];
  size_t classes = MIN(distinct, N_SHADES);
  g_autofree double *breaks = NULL;
  if (classes < 2 || !pb_class_breaks(counts, n, classes, PB_BREAKS_FISHER, &breaks, &n_breaks))
    classes = 1;
  size_t i = 0;
  for (size_t k = 0; k < classes; k++) {
    size_t begin = i;
    while (i < n && (k + 1 == classes || counts[i] < breaks[k + 1]))
      i++;
    if (i > begin) {
      s.from[s.n] = (int64_t)counts[begin];
      s.upto[s.n++] = (int64_t)counts[i - 1];
    }
  }
  return s;
}

static size_t shade_of(const shades *s, int64_t count) {
  size_t k = 0;
  while (k + 1 < s->n && count > s->upto[k])
    k++;
  return k;
}

static uint32_t shade_color(const pb_figure *figure, const shades *s, size_t k) {
  static const uint32_t hobit[N_SHADES] = {0xf6d55c, 0xee8a1d, 0xb8261b};
  const pb_theme *theme = figure->context->theme;
  size_t step = s->n == 1 ? 2 : s->n == 2 ? 2 * k : k;
  if (g_str_equal(pb_params_text(figure->params, "colours"), "hobit"))
    return hobit[step];
  return theme->sequential[step + 2];
}

static pb_place_point *read_points(const pb_result *cells, size_t *n) {
  *n = pb_read_rows(cells);
  pb_place_point *points = g_new0(pb_place_point, *n + 1);
  for (size_t i = 0; i < *n; i++)
    points[i] =
        (pb_place_point){pb_read_number_or(cells, "x", i, 0), pb_read_number_or(cells, "y", i, 0),
                         pb_read_number_or(cells, "count", i, 0)};
  return points;
}

static bool has_surface(const pb_result *cells) {
  return pb_result_scalar_or(cells, "enough", 0) > 0;
}

/* What everybody remembers: how little of the ground holds half of the events. */
static char *make_title(const pb_context *context, const pb_result *cells,
                        const pb_result *concentration) {
  if (!has_surface(cells))
    return g_strdup(_("Too few events to tell places from chance"));
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
  const char *place = pb_chart_municipality(context)->full_name;
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

static char *why_empty(const pb_context *context, const pb_result *cells) {
  const char *place = pb_chart_municipality(context)->full_name;
  if (!pb_place_map_possible(context))
    return g_strdup_printf(
        _("There is no map: the project has no layer with the boundaries of %s."), place);
  if (!cells || pb_read_rows(cells) == 0)
    return g_strdup_printf(_("There are no events with a usable point in %s."), place);
  return NULL;
}

static pb_figure *prepare(const pb_context *context, const pb_params *params, GError **error) {
  int area;
  pb_figure *figure =
      pb_chart_new_area(&pb_chart_hot_spot_map, context, params, "hot-cells", &area, error);
  if (!figure)
    return NULL;
  const pb_result *cells = figure->data[0];
  const pb_result *spots = pb_analysis_find_area(context->analysis, "hot-spots", area);
  const pb_result *concentration =
      pb_analysis_find_area(context->analysis, "place-concentration", area);
  figure->data[1] = spots;
  figure->source = pb_chart_source(context, PB_SOURCE_RECORDS | PB_SOURCE_BOUNDARIES);
  figure->empty = why_empty(context, cells);
  if (figure->empty) {
    figure->title = g_strdup(_("No map of places"));
    figure->subtitle = g_strdup(pb_area_label(context, area));
    figure->alt = g_strdup(figure->empty);
    return figure;
  }
  g_autofree char *metres =
      pb_format_number(context->language, pb_result_scalar_or(cells, "cell_m", 250), 0);
  g_autofree char *what = g_strdup_printf(_("events in cells of %s metres"), metres);
  figure->title = make_title(context, cells, concentration);
  figure->subtitle = pb_places_subtitle(context, area, cells, what);
  figure->note = pb_places_missing(context, cells);
  figure->alt = make_alt(context, cells, spots);
  return figure;
}

static char *range_text(const pb_figure *figure, int64_t from, int64_t upto) {
  return from == upto ? pb_format_integer(figure->context->language, from)
                      : pb_format_range(figure->context->language, (double)from, (double)upto, 0);
}

/* What the patches mean; texts are owned by the caller through `texts`. */
static size_t make_key(const pb_figure *figure, const shades *s, GPtrArray *texts,
                       pb_map_key_entry *entries) {
  const pb_theme *theme = figure->context->theme;
  size_t n = 0;
  for (size_t k = s->n; k-- > 0;) {
    g_autofree char *range = range_text(figure, s->from[k], s->upto[k]);
    char *text = k + 1 == s->n ? g_strdup_printf(_("%s events, more than chance"), range)
                               : g_strdup_printf(_("%s events"), range);
    g_ptr_array_add(texts, text);
    entries[n++] = (pb_map_key_entry){pb_fill(shade_color(figure, s, k)), text, false};
  }
  char *other = g_strdup(has_surface(figure->data[0]) ? _("events, no more than chance")
                                                      : _("events, too few for a test"));
  g_ptr_array_add(texts, other);
  entries[n++] = (pb_map_key_entry){pb_fill(theme->sequential[1]), other, false};
  return n;
}

static double height(const pb_figure *figure, double width_pt) {
  size_t n;
  g_autofree pb_place_point *points = read_points(figure->data[0], &n);
  shades s = make_shades(figure->data[0]);
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);
  pb_map_key_entry entries[N_SHADES + 1];
  size_t n_key = make_key(figure, &s, texts, entries);
  size_t lines = 1 + pb_map_key_flow(NULL, figure->context->theme, entries, n_key, 0, 0, width_pt);
  return pb_place_map_height(pb_place_map_extent(figure->context, points, n), width_pt) +
         STRIP_GAP + PB_MAP_KEY_LINE * (double)lines;
}

/* Runs of cells of one paint in a row become one rectangle each. */
static void draw_cells(const pb_figure *figure, pb_canvas *canvas, const pb_place_map *map,
                       const shades *s) {
  const pb_result *cells = figure->data[0];
  const pb_theme *theme = figure->context->theme;
  double size = pb_result_scalar_or(cells, "cell_m", 250);
  for (int hot = 0; hot < 2; hot++)
    for (size_t i = 0; i < pb_read_rows(cells); i++) {
      if (is_hot(cells, i) != (hot == 1))
        continue;
      int64_t count = (int64_t)pb_read_number_or(cells, "count", i, 0);
      uint32_t color = hot ? shade_color(figure, s, shade_of(s, count)) : theme->sequential[1];
      pb_place_map_fill_square(canvas, map, pb_read_number_or(cells, "x", i, 0),
                               pb_read_number_or(cells, "y", i, 0), size, pb_fill(color));
    }
}

/* Circles by count where a surface would pretend too much. */
static void draw_circles(const pb_figure *figure, pb_canvas *canvas, const pb_place_map *map) {
  const pb_result *cells = figure->data[0];
  const pb_theme *theme = figure->context->theme;
  for (size_t i = 0; i < pb_read_rows(cells); i++) {
    double px = pb_read_number_or(cells, "x", i, 0), py = pb_read_number_or(cells, "y", i, 0), x, y;
    if (!pb_place_map_shows(map, px, py))
      continue;
    double count = pb_read_number_or(cells, "count", i, 0);
    pb_map_point(&map->view, px, py, &x, &y);
    pb_paint paint = pb_fill_part(theme->accent, .7);
    paint.stroke_width = .6;
    paint.stroke_color = theme->paper;
    pb_canvas_circle(canvas, x, y, 2.2 * sqrt(count), paint);
  }
}

/* The numbers of the table stand beside their places. */
static void draw_numbers(const pb_figure *figure, pb_canvas *canvas, const pb_place_map *map,
                         pb_label_place *place) {
  const pb_theme *theme = figure->context->theme;
  const pb_result *spots = figure->data[1];
  for (size_t i = 0; i < MIN(pb_read_rows(spots), MOST_NUMBERS); i++) {
    double px = pb_read_number_or(spots, "x", i, 0), py = pb_read_number_or(spots, "y", i, 0), x, y;
    if (!pb_place_map_shows(map, px, py))
      continue;
    pb_map_point(&map->view, px, py, &x, &y);
    double hectares = pb_read_number_or(spots, "hectares", i, 6);
    double radius = sqrt(hectares * 1e4 / G_PI) * map->view.points_per_metre;
    g_autofree char *number = g_strdup_printf("%zu", i + 1);
    pb_label_box box;
    pb_size size = {pb_label_width(theme, number, 600), PB_LABEL_LINE};
    if (!pb_label_place_beside(place, x, y, fmin(radius, 12), size, &box))
      continue;
    pb_text_style style = pb_style_strong(theme, theme->ink, PB_ALIGN_START, PB_VALIGN_MIDDLE);
    style.halo = 1.6;
    pb_canvas_text(canvas, box.x, box.y + box.height / 2, number, style);
  }
}

static void draw(const pb_figure *figure, pb_canvas *canvas) {
  const pb_context *context = figure->context;
  double width = pb_canvas_width(canvas), tall = pb_canvas_height(canvas);
  size_t n;
  g_autofree pb_place_point *points = read_points(figure->data[0], &n);
  shades s = make_shades(figure->data[0]);
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);
  pb_map_key_entry entries[N_SHADES + 1];
  size_t n_key = make_key(figure, &s, texts, entries);
  size_t lines = 1 + pb_map_key_flow(NULL, context->theme, entries, n_key, 0, 0, width);
  double top = fmax(tall - PB_MAP_KEY_LINE * (double)lines, 60);
  pb_box extent = pb_place_map_extent(context, points, n);
  pb_place_map map =
      pb_place_map_make(context, extent, points, n, (pb_label_box){0, 0, width, top - STRIP_GAP});
  pb_place_map_draw_ground(context, canvas, &map);
  if (has_surface(figure->data[0]))
    draw_cells(figure, canvas, &map, &s);
  else
    draw_circles(figure, canvas, &map);
  g_autoptr(pb_label_place) place = pb_label_place_new(map.view.frame);
  if (map.inset.width > 0)
    pb_label_place_avoid(place, map.inset);
  draw_numbers(figure, canvas, &map, place);
  pb_place_map_draw_top(context, canvas, &map, place);
  pb_map_key_flow(canvas, context->theme, entries, n_key, 0, top, width);
  pb_map_scale_bar_draw(canvas, context->language, &map.view, MOST_BAR_PT, 0,
                        top + PB_MAP_KEY_LINE * ((double)lines - .5));
}

const pb_chart pb_chart_hot_spot_map = {
    .name = "hot-spot-map",
    .title = N_("Map of places"),
    .question = N_("Where are there more events than chance allows?"),
    .description =
        N_("Coloured cells have, with their neighbours, more events than chance allows (Gi*, "
           "corrected for the number of cells). Grey cells have events but do not stand out. The "
           "numbers are those of the table of places. The small map shows which part of the "
           "municipality is seen."),
    .params = params_of_map,
    .n_params = G_N_ELEMENTS(params_of_map),
    .width_mm = 160,
    .prepare = prepare,
    .height = height,
    .draw = draw,
};

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which parts of the municipality have most events on their ground? */
#include <stdlib.h>
#include <string.h>

#include "engine/analysis/incidents.h"
#include "engine/text.h"
#include "geo/event_sub_areas.h"
#include "plots/chart_draw.h"
#include "plots/chart_words.h"
#include "plots/map_classes.h"
#include "plots/place_body.h"
#include "plots/place_words.h"
#include "plots/rate_map.h"
#include "plots/rate_map_key.h"
#include "plots/read.h"

extern const pb_chart pb_chart_sub_area_map;

static const pb_param params_of_map[] = {PB_PARAM_AREA};

static const pb_result *parts_of(const pb_figure *figure) {
  return figure->data[0];
}

static const pb_result *cells_of(const pb_figure *figure) {
  return figure->data[1];
}

static const pb_sub_area_layer *layer_of(const pb_figure *figure) {
  const pb_geography *geography = figure->context->geography;
  int l = pb_sub_area_layer_of(geography, figure->context->municipality);
  return l < 0 ? NULL : &geography->sub_areas[l];
}

/* The council's map tells parts with a few events from those with none, and no more. */
static bool is_small(const pb_result *parts, size_t row) {
  const double count = pb_read_number_or(parts, "count", row, 0);
  return count > 0 && count < pb_place_smallest(parts);
}

static char *small_text(const pb_figure *figure) {
  g_autofree char *most = pb_format_integer(figure->context->language,
                                            (int64_t)pb_place_smallest(parts_of(figure)) - 1);
  return g_strdup_printf(_("1–%s events"), most);
}

static pb_map_classes classes_of(const pb_figure *figure) {
  size_t rows = pb_read_rows(parts_of(figure)), n = 0;
  g_autofree double *densities = g_new(double, rows + 1);
  for (size_t i = 0; i < rows; i++)
    if (!is_small(parts_of(figure), i) &&
        pb_read_number(parts_of(figure), "per_km2", i, &densities[n]))
      n++;
  return pb_map_classes_make(densities, n);
}

static bool is_undecided(const pb_result *parts, size_t row) {
  return strcmp(pb_read_text(parts, "verdict", row), "undecided") == 0;
}

/* The row with the highest density among those above the median for certain; false: none. */
static bool find_densest(const pb_result *parts, size_t *densest) {
  double most = -1;
  for (size_t i = 0; i < pb_read_rows(parts); i++) {
    double density = pb_read_number_or(parts, "per_km2", i, -1);
    if (strcmp(pb_read_text(parts, "verdict", i), "high") == 0 && density > most) {
      most = density;
      *densest = i;
    }
  }
  return most >= 0;
}

/* The public may not see all parts; without all there is no median to set them against. */
static bool is_compared(const pb_result *parts) {
  return pb_result_find(parts, "verdict") != NULL;
}

static char *make_title(const pb_context *context, const pb_result *parts) {
  size_t row = 0;
  if (!is_compared(parts))
    return g_strdup(_("Events in the parts of the municipality"));
  if (!find_densest(parts, &row))
    return g_strdup(_("No part differs for certain from the others"));
  g_autofree char *density =
      pb_format_rate(context->language, pb_read_number_or(parts, "per_km2", row, 0));
  return g_strdup_printf(_("Densest in %s: %s events per square kilometre"),
                         pb_read_text(parts, "name", row), density);
}

static char *make_note(const pb_context *context, const pb_result *parts) {
  g_autofree char *missing = pb_places_missing(context, parts);
  if (!is_compared(parts)) {
    const char *blank = _("Parts without colour are not shown in the public version.");
    return missing ? g_strdup_printf("%s %s", blank, missing) : g_strdup(blank);
  }
  g_autofree char *median =
      pb_format_rate(context->language, pb_result_scalar_or(parts, "median_per_km2", 0));
  g_autofree char *hatched = g_strdup_printf(_("Hatched: the 95%% interval of the part holds the "
                                               "median of all parts, %s events per square "
                                               "kilometre."),
                                             median);
  return missing ? g_strdup_printf("%s %s", hatched, missing) : g_steal_pointer(&hatched);
}

static char *why_empty(const pb_context *context, const pb_result *parts, const pb_result *cells) {
  char *empty = pb_not_shown_text(context, parts);
  if (!empty && !context->dataset->disclosure)
    empty = pb_place_empty(context, cells);
  if (empty)
    return empty;
  if (!parts || pb_read_rows(parts) == 0)
    return g_strdup_printf(_("There is no map: the project has no layer with parts of %s."),
                           pb_chart_place(context));
  return NULL;
}

static pb_figure *prepare(const pb_context *context, const pb_params *params, GError **error) {
  int area;
  pb_figure *figure =
      pb_chart_new_area(&pb_chart_sub_area_map, context, params, "event-sub-areas", &area, error);
  if (!figure)
    return NULL;
  const pb_result *parts = parts_of(figure);
  figure->data[1] = pb_analysis_find_area(
      context->analysis, context->dataset->disclosure ? "density-contours" : "hot-cells", area);
  figure->source = pb_chart_source(context, PB_SOURCE_RECORDS | PB_SOURCE_BOUNDARIES);
  if (pb_chart_set_empty(figure, area, _("No map of parts"),
                         why_empty(context, parts, cells_of(figure))))
    return figure;
  figure->title = make_title(context, parts);
  figure->subtitle =
      pb_places_subtitle(context, area, parts, _("events per square kilometre by part"));
  figure->note = make_note(context, parts);
  figure->alt = g_strdup_printf(_("Map of the parts of %s by events per square kilometre. %s."),
                                pb_chart_place(context), figure->title);
  return figure;
}

static size_t shade_of(const pb_map_classes *classes, double density) {
  size_t class = pb_map_class_of(classes, density);
  return classes->n == 1 ? 2 : class * 4 / (classes->n - 1);
}

static pb_place_key make_key(const pb_figure *figure) {
  const pb_theme *theme = figure->context->theme;
  pb_place_key key = {.n = 0};
  pb_map_classes classes = classes_of(figure);
  bool hatched = false, small = false;
  for (size_t i = 0; i < pb_read_rows(parts_of(figure)); i++) {
    hatched = hatched || (is_undecided(parts_of(figure), i) && !is_small(parts_of(figure), i));
    small = small || is_small(parts_of(figure), i);
  }
  for (size_t k = classes.n; k-- > 0;) {
    size_t shade = classes.n == 1 ? 2 : k * 4 / (classes.n - 1);
    pb_place_key_add(&key, pb_fill(pb_rate_map_color(theme, shade)),
                     pb_map_class_text(figure->context->language, &classes, k));
  }
  if (small)
    pb_place_key_add(&key, pb_fill(theme->band), small_text(figure));
  if (hatched) {
    pb_paint lines = pb_rate_map_hatched(theme, 0);
    lines.fill = true;
    lines.fill_color = theme->sequential[1];
    pb_place_key_add(&key, lines, g_strdup(_("not told from the median")));
  }
  return key;
}

static double height(const pb_figure *figure, double width_pt) {
  g_auto(pb_place_key) key = make_key(figure);
  return pb_place_body_height(figure, cells_of(figure), &key, width_pt);
}

/* All of them alike, without a number. */
static void draw_small_part(const pb_figure *figure, pb_canvas *canvas, const pb_map_view *view,
                            size_t row) {
  const pb_result *parts = parts_of(figure);
  g_autofree char *few = small_text(figure);
  g_autofree char *tip = g_strdup_printf("%s: %s", pb_read_text(parts, "name", row), few);
  pb_paint paint = pb_fill(figure->context->theme->band);
  paint.stroke_width = .6;
  paint.stroke_color = figure->context->theme->paper;
  pb_canvas_begin_group(canvas, tip);
  pb_map_draw_polygon(canvas, view, layer_of(figure)->layer,
                      (size_t)pb_read_number_or(parts, "feature", row, 0), paint);
  pb_canvas_end_group(canvas);
}

static void draw_part(const pb_figure *figure, pb_canvas *canvas, const pb_map_view *view,
                      const pb_map_classes *classes, size_t row) {
  const pb_theme *theme = figure->context->theme;
  const pb_result *parts = parts_of(figure);
  const pb_layer *layer = layer_of(figure)->layer;
  size_t feature = (size_t)pb_read_number_or(parts, "feature", row, 0);
  double density = pb_read_number_or(parts, "per_km2", row, 0);
  size_t shade = shade_of(classes, density);
  g_autofree char *count = pb_format_integer(figure->context->language,
                                             (int64_t)pb_read_number_or(parts, "count", row, 0));
  g_autofree char *per_km2 = pb_format_rate(figure->context->language, density);
  g_autofree char *tip = g_strdup_printf(_("%s: %s events, %s per square kilometre"),
                                         pb_read_text(parts, "name", row), count, per_km2);
  pb_paint paint = pb_fill(pb_rate_map_color(theme, shade));
  paint.stroke_width = .6;
  paint.stroke_color = theme->paper;
  pb_canvas_begin_group(canvas, tip);
  pb_map_draw_polygon(canvas, view, layer, feature, paint);
  if (is_undecided(parts, row))
    pb_map_draw_polygon(canvas, view, layer, feature, pb_rate_map_hatched(theme, shade));
  pb_canvas_end_group(canvas);
}

typedef struct {
  double count;
  size_t row;
} ranked;

static int by_falling_count(const void *a, const void *b) {
  const ranked *p = a, *q = b;
  if (p->count != q->count)
    return p->count > q->count ? -1 : 1;
  return (p->row > q->row) - (p->row < q->row);
}

/* Parts with most events first; a name that has no room is left out. */
static void name_parts(const pb_figure *figure, pb_canvas *canvas, const pb_map_view *view,
                       pb_label_place *place) {
  const pb_theme *theme = figure->context->theme;
  const pb_result *parts = parts_of(figure);
  pb_map_classes classes = classes_of(figure);
  size_t n = pb_read_rows(parts);
  g_autofree ranked *order = g_new(ranked, n + 1);
  for (size_t i = 0; i < n; i++)
    order[i] = (ranked){pb_read_number_or(parts, "count", i, 0), i};
  qsort(order, n, sizeof *order, by_falling_count);
  for (size_t i = 0; i < n; i++) {
    size_t row = order[i].row, feature = (size_t)pb_read_number_or(parts, "feature", row, 0);
    bool small = is_small(parts, row), lines = is_undecided(parts, row) && !small;
    bool dark =
        !small && shade_of(&classes, pb_read_number_or(parts, "per_km2", row, 0)) >= 3 && !lines;
    pb_text_style style =
        pb_style(theme, dark ? theme->paper : theme->ink, PB_ALIGN_MIDDLE, PB_VALIGN_MIDDLE);
    style.halo = dark ? 0 : 1.2;
    pb_map_name_draw(canvas, view, layer_of(figure)->layer, feature,
                     pb_read_text(parts, "name", row), style, dark ? 1 : .85, lines, place);
  }
}

static void draw(const pb_figure *figure, pb_canvas *canvas) {
  g_auto(pb_place_key) key = make_key(figure);
  pb_map_classes classes = classes_of(figure);
  pb_place_map map = pb_place_body_begin(figure, canvas, cells_of(figure), &key);
  for (size_t i = 0; i < pb_read_rows(parts_of(figure)); i++)
    if (is_small(parts_of(figure), i))
      draw_small_part(figure, canvas, &map.view, i);
    else
      draw_part(figure, canvas, &map.view, &classes, i);
  g_autoptr(pb_label_place) place = pb_label_place_new(map.view.frame);
  if (map.inset.width > 0)
    pb_label_place_avoid(place, map.inset);
  name_parts(figure, canvas, &map.view, place);
  /* Towns often bear the names of parts: they have no room here. */
  g_autoptr(pb_label_place) none = pb_label_place_new((pb_label_box){0, 0, 0, 0});
  pb_place_body_finish(figure, canvas, &map, none, &key);
}

const pb_chart pb_chart_sub_area_map = {
    .name = "sub-area-map",
    .title = N_("Map of parts"),
    .question = N_("Which parts of the municipality have most events on their ground?"),
    .description =
        N_("Darker means more events per square kilometre: parts differ in size, so counts alone "
           "would show how they are drawn. Hatched parts cannot be told from the median of all "
           "parts (exact Poisson interval of their own count). Needs a layer of sub-areas: DeSO, "
           "RegSO or city districts."),
    .params = params_of_map,
    .n_params = G_N_ELEMENTS(params_of_map),
    .width_mm = 160,
    .prepare = prepare,
    .height = height,
    .draw = draw,
};

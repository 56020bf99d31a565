/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where did events become more or fewer in the last year? */
#include <string.h>

#include "engine/analysis/incidents.h"
#include "engine/text.h"
#include "plots/chart_draw.h"
#include "plots/chart_words.h"
#include "plots/place_body.h"
#include "plots/place_words.h"
#include "plots/read.h"

extern const pb_chart pb_chart_change_map;

#define LEAST_FOR_MARK_PT 5.0
#define SMALL_MARK_PT 5.5

static const pb_param params_of_map[] = {PB_PARAM_AREA};

static const pb_result *changes_of(const pb_figure *figure) {
  return figure->data[0];
}

static char *number_text(const pb_context *context, const pb_result *result, const char *scalar) {
  return pb_format_integer(context->language, (int64_t)pb_result_scalar_or(result, scalar, 0));
}

static char *make_title(const pb_context *context, const pb_result *changes) {
  int last = (int)pb_result_scalar_or(changes, "last_year", 0);
  gulong n_more = (gulong)pb_result_scalar_or(changes, "n_more", 0);
  gulong n_fewer = (gulong)pb_result_scalar_or(changes, "n_fewer", 0);
  g_autofree char *more = number_text(context, changes, "n_more");
  g_autofree char *fewer = number_text(context, changes, "n_fewer");
  if (n_more == 0 && n_fewer == 0)
    return g_strdup_printf(_("No established change of any cell in %d"), last);
  if (n_fewer == 0)
    return g_strdup_printf(Q_("%d: more events in %s cell", "%d: more events in %s cells", n_more),
                           last, more);
  if (n_more == 0)
    return g_strdup_printf(
        Q_("%d: fewer events in %s cell", "%d: fewer events in %s cells", n_fewer), last, fewer);
  return g_strdup_printf(Q_("%d: more events in %s cell, fewer in %s",
                            "%d: more events in %s cells, fewer in %s", n_more),
                         last, more, fewer);
}

static char *why_empty(const pb_context *context, const pb_result *changes) {
  if (changes && pb_result_reason(changes))
    return g_strdup(_(pb_result_reason(changes)));
  return pb_place_empty(context, changes);
}

static pb_figure *prepare(const pb_context *context, const pb_params *params, GError **error) {
  int area;
  pb_figure *figure =
      pb_chart_new_area(&pb_chart_change_map, context, params, "cell-changes", &area, error);
  if (!figure)
    return NULL;
  const pb_result *changes = changes_of(figure);
  figure->data[1] = pb_analysis_find_area(context->analysis, "hot-spots", area);
  figure->source = pb_chart_source(context, PB_SOURCE_RECORDS | PB_SOURCE_BOUNDARIES);
  if (pb_chart_set_empty(figure, area, _("No map of changes"), why_empty(context, changes)))
    return figure;
  int first = (int)pb_result_scalar_or(changes, "first_year", 0);
  int last = (int)pb_result_scalar_or(changes, "last_year", 0);
  g_autofree char *years = pb_chart_years(first, last - 1);
  g_autofree char *metres =
      pb_format_number(context->language, pb_result_scalar_or(changes, "cell_m", 250), 0);
  g_autofree char *what =
      g_strdup_printf(_("%d against the mean of %s in cells of %s metres"), last, years, metres);
  g_autofree char *tested = number_text(context, changes, "n_tested");
  figure->title = make_title(context, changes);
  figure->subtitle = pb_places_subtitle(context, area, changes, what);
  figure->note = pb_places_missing(context, changes);
  figure->alt = g_strdup_printf(_("Map of %s. %s, of %s cells with enough events to be tested."),
                                pb_chart_place(context), figure->title, tested);
  return figure;
}

static uint32_t color_of(const pb_theme *theme, pb_verdict verdict) {
  switch (verdict) {
  case PB_VERDICT_INCREASE:
  case PB_VERDICT_DECREASE:
    return pb_verdict_color(verdict, theme);
  case PB_VERDICT_UNDECIDED:
    return theme->context;
  default:
    return theme->band;
  }
}

static pb_place_key make_key(const pb_figure *figure) {
  const pb_context *context = figure->context;
  const pb_theme *theme = context->theme;
  const pb_result *changes = changes_of(figure);
  g_autofree char *more = number_text(context, changes, "n_more");
  g_autofree char *fewer = number_text(context, changes, "n_fewer");
  g_autofree char *fewest = number_text(context, changes, "fewest");
  pb_place_key key = {.n = 0};
  pb_place_key_add_mark(&key, pb_fill(color_of(theme, PB_VERDICT_INCREASE)), PB_MARK_UP,
                        g_strdup_printf(_("more events (%s)"), more));
  pb_place_key_add_mark(&key, pb_fill(color_of(theme, PB_VERDICT_DECREASE)), PB_MARK_DOWN,
                        g_strdup_printf(_("fewer events (%s)"), fewer));
  pb_place_key_add(&key, pb_fill(color_of(theme, PB_VERDICT_UNDECIDED)),
                   g_strdup(_("no established change")));
  pb_place_key_add(&key, pb_fill(color_of(theme, PB_VERDICT_NOT_ASSESSED)),
                   g_strdup_printf(_("under %s events"), fewest));
  return key;
}

static double height(const pb_figure *figure, double width_pt) {
  g_auto(pb_place_key) key = make_key(figure);
  return pb_place_body_height(figure, changes_of(figure), &key, width_pt);
}

/* On a cell with room the triangle is paper; on a smaller one it takes the cell's colour and
 * reaches out. */
static void draw_mark(const pb_figure *figure, pb_canvas *canvas, const pb_place_map *map,
                      size_t row, pb_verdict verdict) {
  const pb_result *changes = changes_of(figure);
  const pb_theme *theme = figure->context->theme;
  double px = pb_read_number_or(changes, "x", row, 0), py = pb_read_number_or(changes, "y", row, 0);
  double side = pb_result_scalar_or(changes, "cell_m", 250) * map->view.points_per_metre, x, y;
  if (!pb_place_map_shows(map, px, py))
    return;
  pb_map_point(&map->view, px, py, &x, &y);
  if (side >= LEAST_FOR_MARK_PT) {
    pb_canvas_mark(canvas, pb_verdict_mark(verdict), x, y, side * .7, pb_fill(theme->paper));
    return;
  }
  pb_paint paint = pb_fill(color_of(theme, verdict));
  paint.stroke_width = .5;
  paint.stroke_color = theme->paper;
  pb_canvas_mark(canvas, pb_verdict_mark(verdict), x, y, SMALL_MARK_PT, paint);
}

static void draw_cells(const pb_figure *figure, pb_canvas *canvas, const pb_place_map *map) {
  static const pb_verdict order[] = {PB_VERDICT_NOT_ASSESSED, PB_VERDICT_UNDECIDED,
                                     PB_VERDICT_DECREASE, PB_VERDICT_INCREASE};
  const pb_result *changes = changes_of(figure);
  for (size_t k = 0; k < G_N_ELEMENTS(order); k++)
    for (size_t i = 0; i < pb_read_rows(changes); i++)
      if (pb_verdict_read(pb_read_text(changes, "verdict", i)) == order[k]) {
        pb_place_fill_cell(canvas, map, changes, i,
                           pb_fill(color_of(figure->context->theme, order[k])));
        if (order[k] == PB_VERDICT_INCREASE || order[k] == PB_VERDICT_DECREASE)
          draw_mark(figure, canvas, map, i, order[k]);
      }
}

static void draw(const pb_figure *figure, pb_canvas *canvas) {
  g_auto(pb_place_key) key = make_key(figure);
  pb_place_map map = pb_place_body_begin(figure, canvas, changes_of(figure), &key);
  draw_cells(figure, canvas, &map);
  pb_place_body_end(figure, canvas, &map, figure->data[1], &key);
}

const pb_chart pb_chart_change_map = {
    .name = "change-map",
    .title = N_("Map of changes"),
    .question = N_("Where did events become more or fewer?"),
    .description =
        N_("The last year against the mean of the years before, cell by cell. Only changes that "
           "remain when the number of cells is taken into account are coloured: triangles up for "
           "more, down for fewer. Cells with very few events are not tested. The numbers are those "
           "of the table of places."),
    .params = params_of_map,
    .n_params = G_N_ELEMENTS(params_of_map),
    .width_mm = 160,
    .prepare = prepare,
    .height = height,
    .draw = draw,
};

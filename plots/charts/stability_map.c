/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Are the places that stand out the same from year to year? */
#include <string.h>

#include "engine/analysis/incidents.h"
#include "engine/text.h"
#include "plots/chart_draw.h"
#include "plots/chart_words.h"
#include "plots/place_body.h"
#include "plots/place_words.h"
#include "plots/read.h"

extern const pb_chart pb_chart_stability_map;

static const pb_param params_of_map[] = {PB_PARAM_AREA};

/* In the order of the key. */
enum { PERSISTENT, NEW, INTERMITTENT, FORMER, N_CLASSES };
static const char *const keys[N_CLASSES] = {"persistent", "new", "intermittent", "former"};

/* -1: never hot in any year. */
static int class_of(const pb_result *cells, size_t row) {
  const char *stability = pb_read_text(cells, "stability", row);
  for (int k = 0; k < N_CLASSES; k++)
    if (strcmp(keys[k], stability) == 0)
      return k;
  return -1;
}

static void count_classes(const pb_result *cells, int64_t n[N_CLASSES]) {
  memset(n, 0, N_CLASSES * sizeof *n);
  for (size_t i = 0; i < pb_read_rows(cells); i++)
    if (class_of(cells, i) >= 0)
      n[class_of(cells, i)]++;
}

/* They differ in fill, edge and lines, not only in colour. */
static pb_paint paint_of(const pb_theme *theme, int class) {
  switch (class) {
  case PERSISTENT:
    return pb_fill(theme->accent);
  case NEW:
    return (pb_paint){.fill = true,
                      .fill_color = theme->increase,
                      .stroke_width = .9,
                      .stroke_color = theme->ink};
  case INTERMITTENT:
    return (pb_paint){.fill = true,
                      .fill_color = theme->sequential[2],
                      .hatch = true,
                      .stroke_color = theme->accent};
  default:
    return (pb_paint){
        .fill = true, .fill_color = theme->paper, .stroke_width = .9, .stroke_color = theme->grey};
  }
}

static char *class_text(const pb_context *context, const pb_result *cells, int class, int64_t n) {
  int last = (int)pb_result_scalar_or(cells, "last_year", 0);
  g_autofree char *number = pb_format_integer(context->language, n);
  switch (class) {
  case PERSISTENT:
    return g_strdup_printf(_("every year (%s)"), number);
  case NEW:
    return g_strdup_printf(_("new in %d (%s)"), last, number);
  case INTERMITTENT:
    return g_strdup_printf(_("%d and some earlier year (%s)"), last, number);
  default:
    return g_strdup_printf(_("earlier, not %d (%s)"), last, number);
  }
}

static char *make_title(const pb_context *context, const pb_result *cells) {
  int64_t n[N_CLASSES], all = 0;
  count_classes(cells, n);
  for (int k = 0; k < N_CLASSES; k++)
    all += n[k];
  if (all == 0)
    return g_strdup(_("No place stands out from chance in any year"));
  g_autofree char *same = pb_format_integer(context->language, n[PERSISTENT]);
  g_autofree char *of = pb_format_integer(context->language, all);
  return g_strdup_printf(
      Q_("%s of %s cell stands out every year", "%s of %s cells stand out every year", (gulong)all),
      same, of);
}

static char *make_alt(const pb_context *context, const pb_result *cells) {
  const char *place = pb_chart_place(context);
  int64_t n[N_CLASSES];
  count_classes(cells, n);
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);
  for (int k = 0; k < N_CLASSES; k++)
    if (n[k] > 0)
      g_ptr_array_add(texts, class_text(context, cells, k, n[k]));
  if (texts->len == 0)
    return g_strdup_printf(_("Map of %s with events in cells; none stands out from chance."),
                           place);
  g_autofree char *list = pb_chart_list((const char *const *)texts->pdata, texts->len);
  return g_strdup_printf(_("Map of %s. Cells with more events than chance allows, and their "
                           "number: %s."),
                         place, list);
}

static char *why_empty(const pb_context *context, const pb_result *cells) {
  char *empty = pb_place_empty(context, cells);
  if (empty)
    return empty;
  if (!pb_place_has_surface(cells))
    return g_strdup(_("Fewer than 30 events can be placed, too few to tell places from chance."));
  if (pb_result_scalar_or(cells, "first_year", 0) == pb_result_scalar_or(cells, "last_year", 0))
    return g_strdup(_("Only one year has events, so years cannot be compared."));
  return NULL;
}

static pb_figure *prepare(const pb_context *context, const pb_params *params, GError **error) {
  int area;
  pb_figure *figure =
      pb_chart_new_area(&pb_chart_stability_map, context, params, "hot-cells", &area, error);
  if (!figure)
    return NULL;
  const pb_result *cells = figure->data[0];
  figure->data[1] = pb_analysis_find_area(context->analysis, "hot-spots", area);
  figure->source = pb_chart_source(context, PB_SOURCE_RECORDS | PB_SOURCE_BOUNDARIES);
  if (pb_chart_set_empty(figure, area, _("No map of years"), why_empty(context, cells)))
    return figure;
  g_autofree char *metres =
      pb_format_number(context->language, pb_result_scalar_or(cells, "cell_m", 250), 0);
  g_autofree char *what =
      g_strdup_printf(_("cells of %s metres with more events than chance allows"), metres);
  figure->title = make_title(context, cells);
  figure->subtitle = pb_places_subtitle(context, area, cells, what);
  figure->note = pb_places_missing(context, cells);
  figure->alt = make_alt(context, cells);
  return figure;
}

static pb_place_key make_key(const pb_figure *figure) {
  const pb_context *context = figure->context;
  pb_place_key key = {.n = 0};
  int64_t n[N_CLASSES];
  count_classes(figure->data[0], n);
  for (int k = 0; k < N_CLASSES; k++)
    pb_place_key_add(&key, paint_of(context->theme, k),
                     class_text(context, figure->data[0], k, n[k]));
  pb_place_key_add(&key, pb_fill(context->theme->sequential[1]), g_strdup(_("other events")));
  return key;
}

static double height(const pb_figure *figure, double width_pt) {
  g_auto(pb_place_key) key = make_key(figure);
  return pb_place_body_height(figure, figure->data[0], &key, width_pt);
}

/* Edges must not be hidden by neighbours: cells with an edge come last. */
static void draw_cells(const pb_figure *figure, pb_canvas *canvas, const pb_place_map *map) {
  static const int order[] = {-1, PERSISTENT, INTERMITTENT, FORMER, NEW};
  const pb_result *cells = figure->data[0];
  const pb_theme *theme = figure->context->theme;
  for (size_t k = 0; k < G_N_ELEMENTS(order); k++)
    for (size_t i = 0; i < pb_read_rows(cells); i++)
      if (class_of(cells, i) == order[k])
        pb_place_fill_cell(canvas, map, cells, i,
                           order[k] < 0 ? pb_fill(theme->sequential[1])
                                        : paint_of(theme, order[k]));
}

static void draw(const pb_figure *figure, pb_canvas *canvas) {
  g_auto(pb_place_key) key = make_key(figure);
  pb_place_map map = pb_place_body_begin(figure, canvas, figure->data[0], &key);
  draw_cells(figure, canvas, &map);
  pb_place_body_end(figure, canvas, &map, figure->data[1], &key);
}

const pb_chart pb_chart_stability_map = {
    .name = "stability-map",
    .title = N_("Map of lasting places"),
    .question = N_("Are the places that stand out the same every year?"),
    .description =
        N_("Each year is tested by itself: dark cells had more events than chance allows in every "
           "year, orange ones with an edge only in the last, hatched ones in the last and some "
           "earlier year, hollow ones earlier but not in the last. Pale cells have events but "
           "stood out in no year. The numbers are those of the table of places."),
    .params = params_of_map,
    .n_params = G_N_ELEMENTS(params_of_map),
    .width_mm = 160,
    .prepare = prepare,
    .height = height,
    .draw = draw,
};

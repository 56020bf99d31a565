/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rate of one crime type in the municipalities of the county or of the country. */
#include <math.h>
#include <string.h>

#include "engine/text.h"
#include "plots/chart_draw.h"
#include "plots/chart_words.h"
#include "plots/rate_map_key.h"
#include "plots/read.h"
#include "plots/withheld.h"

extern const pb_chart pb_chart_choropleth;

static const char *const scopes[] = {"county", "country", NULL};

static const pb_param choropleth_params[] = {
    {.name = "type",
     .title = N_("key of the crime type"),
     .type = PB_PARAM_TEXT,
     .def_text = "total"},
    {.name = "scope",
     .title = N_("which municipalities are shown"),
     .type = PB_PARAM_CHOICE,
     .def_text = "county",
     .choices = scopes},
};

static char *make_title(const pb_figure *figure, const pb_rate_map *data) {
  const pb_context *context = figure->context;
  const pb_municipality *m = pb_chart_municipality(context);
  const char *noun = pb_type_noun(context->language, pb_chart_type(figure));
  double own, other;
  size_t rank = 1, n = 0;
  if (!pb_rate_map_rate(figure, data, (size_t)context->municipality, &own))
    return g_strdup_printf(pb_no_rate_title(context, figure->type), noun, m->name);
  if (pb_rate_map_is_unreliable(figure, data, (size_t)context->municipality))
    return g_strdup_printf(_("%s: too few %s for a reliable comparison"), m->name, noun);
  for (size_t i = 0; i < context->geography->n_municipalities; i++)
    if (pb_rate_map_in_scope(context, data->country, i) &&
        pb_rate_map_rate(figure, data, i, &other)) {
      n++;
      rank += other > own;
    }
  g_autofree char *county = pb_chart_county(context);
  const char *where = data->country ? _("the country") : county;
  if (n == 1)
    return g_strdup_printf(_("%s is the only municipality with figures in %s"), m->name, where);
  if (rank == 1)
    return g_strdup_printf(_("%s has the most %s per resident in %s"), m->name, noun, where);
  if (rank == n)
    return g_strdup_printf(_("%s has the fewest %s per resident in %s"), m->name, noun, where);
  return g_strdup_printf(_("%s ranks %d of %d in %s by %s per resident"), m->name, (int)rank,
                         (int)n, where, noun);
}

static char *make_note(const pb_figure *figure, const pb_rate_map *data) {
  const pb_context *context = figure->context;
  const pb_geography *geography = context->geography;
  g_autoptr(GPtrArray) spikes = g_ptr_array_new();
  for (size_t m = 0; m < geography->n_municipalities; m++)
    if (pb_rate_map_in_scope(context, data->country, m) && data->row_of[m] >= 0 &&
        pb_read_flag(figure->data[0], "spike", (size_t)data->row_of[m]))
      g_ptr_array_add(spikes, context->dataset->municipalities[m].name);
  g_autoptr(GPtrArray) sentences = g_ptr_array_new_with_free_func(g_free);
  g_ptr_array_add(sentences, g_strdup(_("The limits divide all municipalities of the country into "
                                        "groups of about the same size.")));
  if (data->n_hatched > 0)
    g_ptr_array_add(sentences,
                    g_strdup_printf(_("Hatched: not told from the median of the municipalities "
                                      "shown (95%%), or fewer than %d crimes."),
                                    PB_COUNTS_BELOW));
  g_autofree char *names = pb_chart_list((const char *const *)spikes->pdata, spikes->len);
  if (spikes->len > 6)
    g_ptr_array_add(sentences, g_strdup_printf(_("In %d municipalities a single case may explain "
                                                 "the level of the year."),
                                               (int)spikes->len));
  else if (spikes->len > 0)
    g_ptr_array_add(
        sentences,
        g_strdup_printf(_("A single case may explain the level of the year in %s."), names));
  g_ptr_array_add(sentences, NULL);
  return g_strjoinv(" ", (char **)sentences->pdata);
}

static char *make_alt(const pb_figure *figure, const pb_rate_map *data) {
  const pb_context *context = figure->context;
  const char *label = pb_type_label(context->language, pb_chart_type(figure));
  const char *high = NULL, *low = NULL;
  double most = 0, least = 0, rate;
  for (size_t m = 0; m < context->geography->n_municipalities; m++)
    if (pb_rate_map_in_scope(context, data->country, m) &&
        pb_rate_map_rate(figure, data, m, &rate) && !pb_rate_map_is_unreliable(figure, data, m)) {
      if (!high || rate > most)
        most = rate, high = context->dataset->municipalities[m].name;
      if (!low || rate < least)
        least = rate, low = context->dataset->municipalities[m].name;
    }
  if (!high || high == low)
    return g_strdup_printf(_("Map. %s."), figure->title);
  g_autofree char *top = pb_format_rate(context->language, most);
  g_autofree char *bottom = pb_format_rate(context->language, least);
  return g_strdup_printf(_("Map. %s. %s per 100,000 residents: highest in %s (%s) and lowest in "
                           "%s (%s)."),
                         figure->title, label, high, top, low, bottom);
}

static pb_figure *prepare(const pb_context *context, const pb_params *params, GError **error) {
  pb_figure *figure = pb_chart_new_typed(&pb_chart_choropleth, context, params, error);
  if (!figure)
    return NULL;
  bool country = strcmp(pb_params_text(params, "scope"), "country") == 0;
  g_autofree char *county = pb_chart_county(context);
  const char *label = pb_type_label(context->language, pb_chart_type(figure));
  int year = context->dataset->period_end;
  char *id = g_strconcat(figure->id, country ? "-country" : "-county", NULL);
  g_free(figure->id);
  figure->id = id;
  figure->data[0] = pb_analysis_find(context->analysis, "map", figure->type);
  figure->source =
      pb_chart_source(context, PB_SOURCE_CRIME | PB_SOURCE_POPULATION | PB_SOURCE_BOUNDARIES);
  figure->subtitle =
      country
          ? g_strdup_printf(_("%s per 100,000 residents in %d, all municipalities"), label, year)
          : g_strdup_printf(_("%s per 100,000 residents in %d, municipalities of %s"), label, year,
                            county);
  const pb_geography *geography = context->geography;
  bool has_shapes =
      geography && geography->municipalities && geography->feature_of[context->municipality] >= 0;
  if (!has_shapes)
    figure->empty =
        g_strdup_printf(_("There is no map: the project has no layer with the boundaries of %s."),
                        pb_chart_place(context));
  else if (pb_read_rows(figure->data[0]) == 0)
    figure->empty =
        g_strdup_printf(_("There is no map: no municipality has figures for %d."), year);
  if (figure->empty) {
    figure->title = g_strdup(label);
    figure->alt = g_strdup(figure->empty);
    return figure;
  }
  g_auto(pb_rate_map) data = pb_rate_map_gather(figure);
  figure->title = make_title(figure, &data);
  figure->note = make_note(figure, &data);
  figure->alt = make_alt(figure, &data);
  return figure;
}
static void draw_shape(const pb_figure *figure, const pb_rate_map *data, pb_canvas *canvas,
                       const pb_map_view *view, size_t m) {
  const pb_context *context = figure->context;
  const pb_theme *theme = pb_canvas_theme(canvas);
  const pb_layer *layer = context->geography->municipalities;
  size_t feature = (size_t)context->geography->feature_of[m];
  const char *name = context->dataset->municipalities[m].name;
  double rate;
  if (!pb_rate_map_rate(figure, data, m, &rate)) {
    g_autofree char *tip =
        g_strdup_printf(pb_is_public(context) ? _("%s: not shown") : _("%s: no figure"), name);
    pb_canvas_begin_group(canvas, tip);
    pb_map_draw_polygon(canvas, view, layer, feature, pb_rate_map_no_data(theme));
    pb_canvas_end_group(canvas);
    return;
  }
  size_t shade = pb_rate_map_shade(data, rate);
  g_autofree char *number = pb_format_rate(context->language, rate);
  g_autofree char *tip = g_strdup_printf("%s: %s", name, number);
  pb_paint paint = pb_fill(pb_rate_map_color(theme, shade));
  paint.stroke_width = data->country ? .25 : .8;
  paint.stroke_color = theme->paper;
  pb_canvas_begin_group(canvas, tip);
  pb_map_draw_polygon(canvas, view, layer, feature, paint);
  if (pb_rate_map_is_hatched(figure, data, m))
    pb_map_draw_polygon(canvas, view, layer, feature, pb_rate_map_hatched(theme, shade));
  pb_canvas_end_group(canvas);
}

/* Ink inside a paper edge, so that it is seen on the darkest shade too. */
static void draw_own_outline(const pb_figure *figure, pb_canvas *canvas, const pb_map_view *view,
                             bool country) {
  const pb_context *context = figure->context;
  const pb_theme *theme = pb_canvas_theme(canvas);
  const pb_layer *layer = context->geography->municipalities;
  size_t feature = (size_t)context->geography->feature_of[context->municipality];
  double width = country ? 1 : 1.4;
  pb_map_draw_polygon(canvas, view, layer, feature, pb_stroke(theme->paper, width + 1.6));
  pb_map_draw_polygon(canvas, view, layer, feature, pb_stroke(theme->ink, width));
}

/* The own municipality is named beside its shape: on the map of the country, and where the shape
 * has no room. */
static void name_own_beside(const pb_figure *figure, pb_canvas *canvas, const pb_map_view *view,
                            pb_label_place *place) {
  const pb_context *context = figure->context;
  const pb_theme *theme = pb_canvas_theme(canvas);
  const pb_layer *layer = context->geography->municipalities;
  pb_box own = layer->box[context->geography->feature_of[context->municipality]];
  pb_label_box at = pb_map_box(view, own), box;
  double x = at.x + at.width / 2, y = at.y + at.height / 2;
  double radius = hypot(at.width, at.height) / 2;
  if (radius < 5) { /* too small to be found by its outline */
    radius = 6;
    pb_canvas_circle(canvas, x, y, radius, pb_stroke(theme->ink, 1));
  } else {
    radius = fmin(at.width, at.height) / 2;
  }
  pb_text_style style = pb_style_strong(theme, theme->ink, PB_ALIGN_START, PB_VALIGN_MIDDLE);
  style.halo = 1.4;
  const char *name = pb_chart_municipality(context)->name;
  pb_size size = pb_text_size(theme, name, style.size, style.weight);
  if (pb_label_place_beside(place, x, y, radius, size, &box))
    pb_canvas_text(canvas, box.x, box.y + box.height / 2, name, style);
}

static bool name_shape(const pb_figure *figure, const pb_rate_map *data, pb_canvas *canvas,
                       const pb_map_view *view, pb_label_place *place, size_t m) {
  const pb_context *context = figure->context;
  const pb_theme *theme = pb_canvas_theme(canvas);
  bool own = (int)m == context->municipality;
  double rate;
  size_t shade = pb_rate_map_rate(figure, data, m, &rate) ? pb_rate_map_shade(data, rate) : 0;
  const char *name = context->dataset->municipalities[m].name;
  size_t feature = (size_t)context->geography->feature_of[m];
  const pb_layer *layer = context->geography->municipalities;
  pb_text_style style = pb_style(theme, theme->ink, PB_ALIGN_MIDDLE, PB_VALIGN_MIDDLE);
  style.weight = own ? 600 : 400;
  bool over_lines = pb_rate_map_is_hatched(figure, data, m);
  if (shade >= 3 && !over_lines) {
    pb_text_style light = style;
    light.color = theme->paper;
    if (pb_map_name_draw(canvas, view, layer, feature, name, light, 1, false, place))
      return true;
  }
  style.halo = 1.2;
  return pb_map_name_draw(canvas, view, layer, feature, name, style, own ? .5 : .85, over_lines,
                          place);
}
static void draw(const pb_figure *figure, pb_canvas *canvas) {
  const pb_context *context = figure->context;
  const pb_geography *geography = context->geography;
  double width = pb_canvas_width(canvas), tall = pb_canvas_height(canvas);
  g_auto(pb_rate_map) data = pb_rate_map_gather(figure);
  g_auto(pb_rate_key) key = pb_rate_key_make(figure, &data);
  pb_rate_layout l = pb_rate_layout_make(figure, &data, &key, width, tall);
  for (size_t m = 0; m < geography->n_municipalities; m++)
    if (pb_rate_map_in_scope(context, data.country, m))
      draw_shape(figure, &data, canvas, &l.view, m);
  draw_own_outline(figure, canvas, &l.view, data.country);

  pb_label_box key_box = pb_rate_key_draw(figure, &key, &l, canvas);
  g_autoptr(pb_label_place) place = pb_label_place_new((pb_label_box){0, 0, width, tall});
  pb_label_place_avoid(place, key_box);
  if (data.country) {
    name_own_beside(figure, canvas, &l.view, place);
    return;
  }
  if (!name_shape(figure, &data, canvas, &l.view, place, (size_t)context->municipality))
    name_own_beside(figure, canvas, &l.view, place);
  for (size_t m = 0; m < geography->n_municipalities; m++)
    if (pb_rate_map_in_scope(context, false, m) && (int)m != context->municipality)
      name_shape(figure, &data, canvas, &l.view, place, m);
}

const pb_chart pb_chart_choropleth = {
    .name = "choropleth",
    .title = N_("Map of rates"),
    .question = N_("Where in the county or the country is the level high?"),
    .description = N_(
        "Darker means more reported crimes per resident. The limits divide all municipalities of "
        "the country into five groups of about the same size, rounded, and are the same on the "
        "map of a county. Hatched: the level cannot be told from the median of the municipalities "
        "shown (exact Poisson interval), or there are fewer than 20 crimes. White with "
        "an outline: no figure."),
    .params = choropleth_params,
    .n_params = G_N_ELEMENTS(choropleth_params),
    .width_mm = 80,
    .prepare = prepare,
    .height = pb_rate_map_height,
    .draw = draw,
};

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/place_words.h"

#include <math.h>
#include <string.h>

#include "engine/analysis/incidents.h"
#include "engine/error.h"
#include "engine/text.h"
#include "plots/chart_words.h"
#include "plots/read.h"

/* Nearer than this to the middle of a built-up area, a place is in its middle. */
#define MIDDLE_M 500.0
#define MOST_MISSING .15

const pb_param pb_chart_area_param = PB_PARAM_AREA;

static bool find_area(const pb_context *context, const char *key, int *area, GError **error) {
  *area = PB_ALL_AREAS;
  if (!*key)
    return true;
  *area = pb_dataset_area(context->dataset, key);
  if (*area >= 0)
    return true;
  size_t n = context->dataset->n_areas;
  g_autofree const char **keys = g_new0(const char *, n + 1);
  for (size_t i = 0; i < n; i++)
    keys[i] = context->dataset->areas[i].key;
  const char *near = pb_nearest_name(key, keys, n);
  if (near)
    g_set_error(error, PB_ERROR, PB_ERROR_USAGE,
                _("There is no problem area “%s”; did you mean “%s”?"), key, near);
  else
    g_set_error(error, PB_ERROR, PB_ERROR_USAGE,
                _("There is no problem area “%s”; “problembild list problem-areas” shows them."),
                key);
  return false;
}

pb_figure *pb_chart_new_area(const pb_chart *chart, const pb_context *context,
                             const pb_params *params, const char *name, int *area, GError **error) {
  const char *key = pb_params_text(params, "area");
  if (!find_area(context, key, area, error))
    return NULL;
  pb_figure *figure = pb_chart_new_plain(chart, context, params);
  if (*key) {
    g_free(figure->id);
    figure->id = g_strdup_printf("%s-%s", chart->name, key);
  }
  figure->data[0] = pb_analysis_find_area(context->analysis, name, *area);
  return figure;
}

bool pb_chart_set_empty(pb_figure *figure, int area, const char *title, char *reason) {
  if (!reason)
    return false;
  figure->title = g_strdup(title);
  figure->subtitle = g_strdup(pb_area_label(figure->context, area));
  figure->empty = reason;
  figure->alt = g_strdup(reason);
  return true;
}

const char *pb_area_label(const pb_context *context, int area) {
  if (area == PB_ALL_AREAS)
    return _("All events");
  const pb_problem_area *one = &context->dataset->areas[area];
  return g_str_equal(context->language->code, "sv") ? one->label_sv : one->label_en;
}

char *pb_places_subtitle(const pb_context *context, int area, const pb_result *result,
                         const char *what) {
  const char *place = pb_chart_place(context);
  g_autofree char *years = pb_chart_years((int)pb_result_scalar_or(result, "first_year", 0),
                                          (int)pb_result_scalar_or(result, "last_year", 0));
  double located;
  if (!pb_result_get_scalar(result, "n_located", &located) &&
      !pb_result_get_scalar(result, "n_events", &located))
    return g_strdup_printf("%s, %s, %s %s", pb_area_label(context, area), what, place, years);
  g_autofree char *n = pb_format_integer(context->language, (int64_t)located);
  return g_strdup_printf(_("%s, %s, %s %s, n = %s"), pb_area_label(context, area), what, place,
                         years, n);
}

static char *missing_text(const pb_context *context, const pb_result *result) {
  double events = pb_result_scalar_or(result, "n_events", 0);
  double located = pb_result_scalar_or(result, "n_located", 0);
  double share = pb_result_scalar_or(result, "missing_share", 0);
  if (events <= located)
    return NULL;
  double defaults = pb_result_scalar_or(result, "n_default", 0);
  g_autofree char *n = pb_format_integer(context->language, (int64_t)(events - located));
  g_autofree char *percent = pb_format_number(context->language, 100 * share, share < .1 ? 1 : 0);
  g_autofree char *of_default = pb_format_integer(context->language, (int64_t)defaults);
  g_autofree char *missing =
      defaults > 0 ? g_strdup_printf(
                         _("Not on the map: %s events (%s%s) without a usable point, of which %s "
                           "on a default point."),
                         n, percent, context->language->percent, of_default)
                   : g_strdup_printf(_("Not on the map: %s events (%s%s) without a usable point."),
                                     n, percent, context->language->percent);
  if (share <= MOST_MISSING)
    return g_steal_pointer(&missing);
  return g_strdup_printf(
      _("Warning: so many events lack a point that the map may show where points "
        "are recorded rather than where events happen. %s"),
      missing);
}

/* What the council's map leaves out; NULL: nothing. */
static char *merged_text(const pb_context *context, const pb_result *result) {
  const double smallest = pb_result_scalar_or(result, "smallest_on_map", 0);
  const double apart = pb_result_scalar_or(result, "n_not_drawn", 0);
  if (smallest <= 0)
    return NULL;
  g_autofree char *fewest = pb_format_integer(context->language, (int64_t)smallest);
  if (g_str_equal(pb_result_name(result), "cell-changes"))
    return g_strdup_printf(_("Cells with fewer than %s events are not drawn."), fewest);
  if (!g_str_equal(pb_result_name(result), "hot-cells"))
    return NULL;
  g_autofree char *merged =
      g_strdup_printf(_("Squares with fewer than %s events are merged with others."), fewest);
  if (apart <= 0)
    return g_steal_pointer(&merged);
  g_autofree char *n = pb_format_integer(context->language, (int64_t)apart);
  g_autofree char *rest = g_strdup_printf(
      Q_("%s event lies too far from others for that and is not drawn.",
         "%s events lie too far from others for that and are not drawn.", (gulong)apart),
      n);
  return g_strdup_printf("%s %s", merged, rest);
}

char *pb_places_missing(const pb_context *context, const pb_result *result) {
  char *missing = missing_text(context, result), *merged = merged_text(context, result);
  if (!missing || !merged)
    return missing ? missing : merged;
  char *both = g_strdup_printf("%s %s", merged, missing);
  g_free(missing);
  g_free(merged);
  return both;
}

char *pb_not_shown_text(const pb_context *context, const pb_result *result) {
  if (!context->dataset->disclosure || !result || !pb_result_reason(result))
    return NULL;
  return g_strdup(_(pb_result_reason(result)));
}

char *pb_no_events_text(const pb_context *context, int area) {
  const char *place = pb_chart_place(context);
  if (area == PB_ALL_AREAS)
    return g_strdup_printf(_("The project has no records of events in %s."), place);
  return g_strdup_printf(_("The project has no records of events in %s under “%s”."), place,
                         pb_area_label(context, area));
}

const char *pb_stability_word(const char *stability) {
  static const struct {
    const char *key, *word;
  } words[] = {
      {"persistent", N_("every year")},
      {"new", N_("new")},
      {"former", N_("former")},
      {"intermittent", N_("some years")},
  };
  for (size_t i = 0; stability && i < G_N_ELEMENTS(words); i++)
    if (g_str_equal(words[i].key, stability))
      return _(words[i].word);
  return "";
}

static const struct {
  const char *key, *word, *sign;
} directions[] = {
    {"n", N_("north"), N_("N")}, {"ne", N_("north-east"), N_("NE")},
    {"e", N_("east"), N_("E")},  {"se", N_("south-east"), N_("SE")},
    {"s", N_("south"), N_("S")}, {"sw", N_("south-west"), N_("SW")},
    {"w", N_("west"), N_("W")},  {"nw", N_("north-west"), N_("NW")},
};

/* Position in directions, -1: none. */
static int direction_of(const pb_result *spots, size_t row) {
  for (size_t i = 0; i < G_N_ELEMENTS(directions); i++)
    if (g_str_equal(directions[i].key, pb_read_text(spots, "direction", row)))
      return (int)i;
  return -1;
}

char *pb_place_description(const pb_context *context, const pb_result *spots, size_t row) {
  const char *name = pb_read_text(spots, "name", row);
  double far = pb_read_number_or(spots, "distance_m", row, 0);
  int way = direction_of(spots, row);
  if (!*name)
    return g_strdup(_("place without a name"));
  if (far < MIDDLE_M || way < 0)
    return g_strdup_printf(_("the middle of %s"), name);
  g_autofree char *km = pb_format_number(context->language, far / 1000, 1);
  /* TRANSLATORS: "2.1 km north-west of Örebro". */
  return g_strdup_printf(_("%s km %s of %s"), km, _(directions[way].word), name);
}

char *pb_place_short(const pb_context *context, const pb_result *spots, size_t row) {
  const char *name = pb_read_text(spots, "name", row);
  double far = pb_read_number_or(spots, "distance_m", row, 0);
  int way = direction_of(spots, row);
  if (!*name)
    return g_strdup(_("without a name"));
  if (far < MIDDLE_M || way < 0)
    return g_strdup(name);
  g_autofree char *km = pb_format_number(context->language, far / 1000, 1);
  /* TRANSLATORS: "Örebro 2.1 km NW". */
  return g_strdup_printf(_("%s %s km %s"), name, km, _(directions[way].sign));
}

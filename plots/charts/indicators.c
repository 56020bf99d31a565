/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every indicator of the municipality, one panel each. */
#include <math.h>
#include <string.h>

#include "engine/text.h"
#include "plots/chart_words.h"
#include "plots/panels.h"
#include "plots/read.h"

extern const pb_chart pb_chart_indicators;

static double time_of(pb_period period) {
  const int per_year = pb_period_per_year(period);
  return pb_period_year(period) + (pb_period_number(period) - 1.0) / per_year;
}

static int decimals_of(double value) {
  return fabs(value) >= 1000 || fabs(value - round(value)) < 1e-9 ? 0 : 1;
}

/* Who stands behind the grey line. */
static char *beside_words(const pb_context *context, const char *kind, int n) {
  if (strcmp(kind, "group") == 0)
    return g_strdup_printf(_("%s, median"), pb_chart_municipality(context)->group_code);
  if (strcmp(kind, "municipalities") == 0)
    return g_strdup_printf(_("median of %d"), n);
  return g_strdup(strcmp(kind, "county") == 0    ? _("the county")
                  : strcmp(kind, "country") == 0 ? _("the country")
                                                 : "");
}

static bool same_series(const pb_result *r, size_t a, size_t b) {
  return strcmp(pb_read_text(r, "indicator", a), pb_read_text(r, "indicator", b)) == 0 &&
         strcmp(pb_read_text(r, "unit", a), pb_read_text(r, "unit", b)) == 0 &&
         pb_period_per_year((pb_period)pb_read_number_or(r, "period", a, 20000101)) ==
             pb_period_per_year((pb_period)pb_read_number_or(r, "period", b, 20000101));
}

static GArray *panels_of(const pb_figure *figure) {
  const pb_result *r = figure->data[0];
  const pb_language *language = figure->context->language;
  GArray *panels = pb_panels_new();
  pb_panel *panel = NULL;
  for (size_t i = 0; i < pb_read_rows(r); i++) {
    if (!panel || !same_series(r, i - 1, i))
      panel = pb_panels_add(panels, g_strdup(pb_read_text(r, "indicator", i)),
                            g_strdup(pb_read_text(r, "unit", i)), NULL);
    pb_panel_point point = {.at = time_of((pb_period)pb_read_number_or(r, "period", i, 0))};
    if (pb_read_number(r, "value", i, &point.value)) {
      g_array_append_val(panel->points, point);
      g_free(panel->value_label);
      panel->value_label = pb_format_number(language, point.value, decimals_of(point.value));
    }
    if (!pb_read_number(r, "comparison", i, &point.value))
      continue;
    g_array_append_val(panel->behind, point);
    g_autofree char *who = beside_words(figure->context, pb_read_text(r, "comparison_of", i),
                                        (int)pb_read_number_or(r, "comparison_n", i, 0));
    g_autofree char *value = pb_format_number(language, point.value, decimals_of(point.value));
    g_free(panel->behind_label);
    panel->behind_label = g_strdup_printf("%s %s", who, value);
  }
  return panels;
}

static char *make_title(const pb_figure *figure, const GArray *panels) {
  guint compared = 0, above = 0;
  for (guint i = 0; i < panels->len; i++) {
    const pb_panel *panel = &g_array_index(panels, pb_panel, i);
    if (panel->behind->len == 0 || panel->points->len == 0)
      continue;
    compared++;
    above += g_array_index(panel->points, pb_panel_point, panel->points->len - 1).value >
             g_array_index(panel->behind, pb_panel_point, panel->behind->len - 1).value;
  }
  g_autofree char *all = pb_format_integer(figure->context->language, compared);
  g_autofree char *some = pb_format_integer(figure->context->language, above);
  const char *place = pb_chart_municipality(figure->context)->name;
  if (compared < 2)
    return g_strdup_printf(_("Indicators of others about %s"), place);
  if (above == 0)
    return g_strdup_printf(_("%s lies above what it is compared with in none of %s indicators"),
                           place, all);
  return g_strdup_printf(_("%s lies above what it is compared with in %s of %s indicators"), place,
                         some, all);
}

static char *make_alt(const pb_figure *figure, const GArray *panels) {
  GString *alt = g_string_new(figure->title);
  g_string_append_c(alt, '.');
  for (guint i = 0; i < panels->len; i++) {
    const pb_panel *panel = &g_array_index(panels, pb_panel, i);
    const pb_panel_point *first = &g_array_index(panel->points, pb_panel_point, 0);
    g_autofree char *from =
        pb_format_number(figure->context->language, first->value, decimals_of(first->value));
    g_autofree char *name = *panel->subtitle
                                ? g_strdup_printf("%s (%s)", panel->title, panel->subtitle)
                                : g_strdup(panel->title);
    g_autofree char *sentence =
        panel->behind_label
            ? g_strdup_printf(_("%s: from %s to %s; %s."), name, from, panel->value_label,
                              panel->behind_label)
            : g_strdup_printf(_("%s: from %s to %s."), name, from, panel->value_label);
    g_string_append_printf(alt, " %s", sentence);
  }
  return g_string_free(alt, FALSE);
}

static pb_figure *prepare(const pb_context *context, const pb_params *params, GError **error) {
  (void)error;
  pb_figure *figure = pb_chart_new_plain(&pb_chart_indicators, context, params);
  const char *place = pb_chart_place(context);
  figure->data[0] = pb_analysis_find(context->analysis, "indicators", -1);
  figure->source = pb_chart_source_or_none(context, PB_SOURCE_INDICATORS);
  g_autoptr(GArray) panels = panels_of(figure);
  if (panels->len == 0) {
    figure->title = g_strdup(_("No indicators can be shown"));
    figure->subtitle = g_strdup_printf(_("Indicators of others, %s"), place);
    figure->empty = g_strdup_printf(_("There are no indicators of %s in the data."), place);
    figure->alt = g_strdup(figure->empty);
    return figure;
  }
  figure->title = make_title(figure, panels);
  figure->subtitle = g_strdup_printf(_("Blue: %s. Grey: what it is compared with. Every panel has "
                                       "its own scale"),
                                     place);
  figure->note = g_strdup(_("How sure the values are is not known, so no change is called "
                            "established."));
  figure->alt = make_alt(figure, panels);
  return figure;
}

static double height(const pb_figure *figure, double width_pt) {
  g_autoptr(GArray) panels = panels_of(figure);
  return pb_panels_height(panels, figure->context->theme, width_pt);
}

static void draw(const pb_figure *figure, pb_canvas *canvas) {
  g_autoptr(GArray) panels = panels_of(figure);
  pb_panels_draw(panels, canvas, figure->context->language);
}

const pb_chart pb_chart_indicators = {
    .name = "indicators",
    .title = N_("Indicators of others"),
    .question = N_("What do schools, social services and others see?"),
    .description = N_("One panel an indicator: the municipality’s values in blue, those it is "
                      "compared with in grey."),
    .width_mm = 160,
    .prepare = prepare,
    .height = height,
    .draw = draw,
};

/* SPDX-License-Identifier: GPL-3.0-or-later */
/** What place is this, and whom is it compared with? */
#include <math.h>

#include "engine/text.h"
#include "plots/read.h"
#include "plots/report/section.h"
#include "plots/report/sections/section_parts.h"
#include "plots/report/sentences/group_definition.h"
#include "plots/report/sentences/words.h"

#define MAX_PLACES 8

static const pb_municipality *self(const pb_context *context) {
  return &context->dataset->municipalities[context->municipality];
}

static int county_size(const pb_context *context) {
  int n = 0;
  for (size_t i = 0; i < context->dataset->n_municipalities; i++)
    n +=
        g_strcmp0(context->dataset->municipalities[i].county_code, self(context)->county_code) == 0;
  return n;
}

/* Persons behind the last year's rates. */
static pb_optional exposure(const pb_context *context) {
  const pb_result *population = pb_analysis_find(context->analysis, "population", -1);
  return population ? pb_result_scalar_maybe(population, "latest_exposure")
                    : (pb_optional){false, 0};
}

/* A population worked out from a rounded rate is not known to the last person. */
static double rounded(double persons) {
  const double step = persons >= 10000 ? 100 : 10;
  return round(persons / step) * step;
}

static char *exposure_text(const pb_context *context, double persons) {
  const pb_result *population = pb_analysis_find(context->analysis, "population", -1);
  const bool exact = g_strcmp0(pb_result_get_text(population, "latest_origin"), "population") == 0;
  return pb_words_count(context->language, exact ? persons : rounded(persons));
}

/* A single area of another country is not "the only municipality" of what its table calls county.
 */
static char *section_title(const pb_context *context) {
  const pb_municipality *place = self(context);
  g_autofree char *county = pb_chart_county(context);
  const int n = county_size(context);
  const pb_optional persons = exposure(context);
  if (!persons.known) {
    g_autofree char *number = pb_format_small_number(context->language, n);
    return n > 1 ? g_strdup_printf(_("%s: one of %s municipalities in %s"), place->name, number,
                                   county)
           : pb_is_abroad(context)
               ? g_strdup_printf(_("%s in %s"), place->name, county)
               : g_strdup_printf(_("%s: the only municipality in %s"), place->name, county);
  }
  g_autofree char *residents = exposure_text(context, persons.value);
  g_autofree char *number = pb_format_small_number(context->language, n);
  return n > 1 ? g_strdup_printf(_("%s: %s residents, one of %s municipalities in %s"), place->name,
                                 residents, number, county)
               : g_strdup_printf(_("%s: %s residents, the only municipality in %s"), place->name,
                                 residents, county);
}

/* The first and the last known population, and the years between and after without one. */
static void add_population(pb_node *parent, const pb_context *context) {
  const pb_language *language = context->language;
  const pb_result *population = pb_analysis_find(context->analysis, "population", -1);
  pb_add_heading(parent, _("Population"));
  const size_t n = pb_read_rows(population);
  const pb_optional persons = exposure(context);
  if (n > 0) {
    const int first = (int)pb_read_number_or(population, "year", 0, 0);
    const int last = (int)pb_read_number_or(population, "year", n - 1, 0);
    g_autofree char *then =
        pb_words_count(language, pb_read_number_or(population, "persons", 0, 0));
    g_autofree char *now =
        pb_words_count(language, pb_read_number_or(population, "persons", n - 1, 0));
    pb_add_sentence(
        parent,
        first == last
            ? g_strdup_printf(_("On 31 December %d the municipality had %s residents."), last, now)
            : g_strdup_printf(_("On 31 December %d the municipality had %s residents; "
                                "on the same day of %d it had %s."),
                              last, now, first, then));
    g_autoptr(GArray) missing = g_array_new(FALSE, FALSE, sizeof(int));
    int expected = first;
    for (size_t row = 0; row <= n; row++) {
      const int year = row < n ? (int)pb_read_number_or(population, "year", row, 0)
                               : context->dataset->period_end + 1;
      for (; expected < year; expected++)
        g_array_append_val(missing, expected);
      expected = year + 1;
    }
    if (missing->len) {
      g_autofree char *list = pb_words_year_list((const int *)(void *)missing->data, missing->len);
      pb_add_sentence(parent, g_strdup_printf(_("The population of %s is not in the data."), list));
    }
  } else {
    pb_add_sentence(parent, g_strdup(_("The population of the municipality is not in the data.")));
  }
  if (!persons.known)
    return;
  g_autofree char *mean = exposure_text(context, persons.value);
  const char *origin = pb_result_get_text(population, "latest_origin");
  const int last = context->dataset->period_end;
  pb_add_sentence(
      parent,
      g_strdup_printf(g_strcmp0(origin, "population") == 0
                          ? _("Rates of %d are per mean population, %s residents: the mean of 31 "
                              "December of the year before and of the year.")
                          : _("Rates of %d rest on a mean population of about %s residents, worked "
                              "out from the published counts and rates."),
                      last, mean));
}

/* Å, Ä and Ö come last, in that order. */
static gunichar letter_order(gunichar letter) {
  switch (g_unichar_tolower(letter)) {
  case 0xE5:
    return 0x10000;
  case 0xE4:
    return 0x10001;
  case 0xF6:
    return 0x10002;
  default:
    return g_unichar_tolower(letter);
  }
}

static int compare_names(gconstpointer a, gconstpointer b) {
  const char *one = *(char *const *)a, *other = *(char *const *)b;
  for (; *one && *other; one = g_utf8_next_char(one), other = g_utf8_next_char(other)) {
    const gunichar x = letter_order(g_utf8_get_char(one));
    const gunichar y = letter_order(g_utf8_get_char(other));
    if (x != y)
      return x < y ? -1 : 1;
  }
  return (*one != 0) - (*other != 0);
}

static void add_group(pb_node *parent, const pb_context *context) {
  const pb_municipality *place = self(context);
  if (pb_is_abroad(context) && !pb_has_source(context, "reported-crime"))
    return; /* nothing is compared */
  pb_add_heading(parent, _("Comparison group"));
  if (!place->group_code || !*place->group_code) {
    pb_add_paragraph(parent, _("The municipality's comparison group is not in the data, so the "
                               "comparisons are with the county and the country alone."));
    return;
  }
  g_autoptr(GPtrArray) names = g_ptr_array_new();
  for (size_t i = 0; i < context->dataset->n_municipalities; i++) {
    const pb_municipality *other = &context->dataset->municipalities[i];
    if (other != place && g_strcmp0(other->group_code, place->group_code) == 0)
      g_ptr_array_add(names, other->name);
  }
  g_ptr_array_sort(names, compare_names);
  g_autofree char *others = pb_words_others(context->language, (int)names->len);
  g_autofree char *group = g_strdup_printf("%s %s", place->group_code, place->group_name);
  const char *definition = pb_group_definition(place->group_code);
  pb_add_sentence(
      parent,
      pb_join_sentences(g_strdup_printf(pb_is_abroad(context)
                                            ? _("%s is compared with the group **%s**, which holds "
                                                "%s.")
                                            : _("%s is compared with SKR's group **%s**, which "
                                                "holds %s."),
                                        place->name, group, others),
                        g_strdup(definition), NULL));
  if (names->len) {
    g_autofree char *list = pb_words_list((const char *const *)names->pdata, names->len);
    g_autofree char *sentence = g_strdup_printf(_("The others are %s."), list);
    pb_add_small(parent, sentence);
  }
}

/* Built-up areas by population; false when the project has none here. */
static bool add_places(pb_node *parent, const pb_context *context) {
  const pb_geography *geography = context->geography;
  if (!geography)
    return false;
  pb_report_table *table = pb_report_table_new("tatorter", _("Built-up areas"));
  pb_report_table_column(table, "", false, 2.0);
  pb_report_table_column(table, _("residents"), true, 1.0);
  size_t shown = 0, all = 0;
  for (size_t i = 0; i < geography->n_places; i++) {
    const pb_place *place = &geography->places[i];
    if (place->municipality != context->municipality)
      continue;
    all++;
    if (shown == MAX_PLACES)
      continue;
    const size_t row = pb_report_table_row(table, 0);
    pb_report_table_set(table, row, 0, pb_inline_escape(place->name), PB_SIGN_NONE, false);
    pb_report_table_set(table, row, 1,
                        place->population > 0
                            ? pb_format_integer(context->language, place->population)
                            : g_strdup("–"),
                        PB_SIGN_NONE, false);
    shown++;
  }
  if (shown == 0) {
    pb_report_table_free(table);
    return false;
  }
  if (all > shown) {
    g_autofree char *number = pb_format_integer(context->language, (int64_t)all);
    table->note = g_strdup_printf(_("The %d largest of %s built-up areas."), MAX_PLACES, number);
  }
  pb_add_table(parent, table);
  return true;
}

static void add_reading_guide(pb_node *section, const pb_context *context) {
  pb_add_heading(section, _("How to read the report"));
  pb_node *terms = pb_node_append(section, pb_node_new(PB_NODE_DEFINITIONS));
  if (!pb_has_source(context, "reported-crime")) {
    pb_add_definition(terms, _("Established change"),
                      _("The change is larger than chance allows, also with regard to how many are "
                        "judged at once. Otherwise the report says “no established change”."));
    pb_add_definition(terms, _("95% interval"),
                      _("How far the number could lie from the one shown by chance alone. The "
                        "fewer the events, the wider the interval."));
    return;
  }
  pb_add_definition(terms, _("Established change"),
                    _("The interval of the change excludes no change, also after allowing for the "
                      "number of crime types that are judged at once. Otherwise the report says "
                      "“no established change”."));
  pb_add_definition(terms, _("95% interval"),
                    _("How far the number could lie from the one shown by chance alone. The fewer "
                      "the crimes, the wider the interval."));
  pb_add_definition(terms, _("The middle half"),
                    _("The grey band in the long series: half of the municipalities of the "
                      "comparison group lie inside it, a quarter above and a quarter below."));
  pb_add_definition(terms, _("High and low level"),
                    _("The municipality lies outside the limits within which nearly all of its "
                      "group would lie if they were alike."));
}

static void build(const pb_context *context, pb_node *document) {
  pb_node *section = pb_start_section(
      document, "kommunen", _("The municipality in brief"), section_title(context), NULL,
      pb_chart_source(context, PB_SOURCE_POPULATION | PB_SOURCE_GROUPS | PB_SOURCE_BOUNDARIES));
  pb_node *grid = pb_add_grid(section);
  pb_node *text = pb_add_cell(grid, 6);
  add_population(text, context);
  add_group(text, context);
  pb_node *map = pb_add_cell(grid, 6);
  pb_add_figure(map, pb_figure_make(context, "locator-map", NULL));
  pb_node *below = pb_add_grid(section);
  pb_node *left = pb_add_cell(below, 6), *right = pb_add_cell(below, 6);
  if (!add_places(left, context) && !pb_is_abroad(context)) {
    pb_add_heading(left, _("Built-up areas"));
    pb_add_paragraph(left, _("The built-up areas of the municipality are not in the data."));
  }
  add_reading_guide(right, context);
}

const pb_section pb_section_municipality = {
    .name = "municipality",
    .title = N_("The municipality in brief"),
    .build = build,
};

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/report/sentences/limits.h"

#include "engine/text.h"
#include "plots/read.h"
#include "plots/report/sentences/words.h"
#include "plots/withheld.h"

GArray *pb_years_from_published_rate(const pb_context *context) {
  GArray *years = g_array_new(FALSE, FALSE, sizeof(int));
  const int total = pb_type_of_total(context->dataset);
  if (total < 0)
    return years;
  const pb_result *series = pb_analysis_find(context->analysis, "long-series", total);
  for (size_t row = 0; row < pb_read_rows(series); row++) {
    const pb_optional year = pb_result_cell(series, "year", row);
    if (year.known && g_str_equal(pb_read_text(series, "origin", row), "rate")) {
      const int value = (int)year.value;
      g_array_append_val(years, value);
    }
  }
  return years;
}

/* Breaks of reported crime inside the municipality's own series. */
static char *breaks_sentence(const pb_context *context) {
  const pb_dataset *dataset = context->dataset;
  const int total = pb_type_of_total(dataset);
  const pb_result *series =
      total >= 0 ? pb_analysis_find(context->analysis, "long-series", total) : NULL;
  const pb_optional first = series ? pb_result_cell(series, "year", 0) : (pb_optional){false, 0};
  g_autoptr(GArray) years = g_array_new(FALSE, FALSE, sizeof(int));
  for (size_t i = 0; first.known && i < dataset->n_breaks; i++)
    if (g_strcmp0(dataset->breaks[i].applies_to, "reported-crime") == 0 &&
        dataset->breaks[i].year > (int)first.value &&
        dataset->breaks[i].year <= dataset->period_end)
      g_array_append_val(years, dataset->breaks[i].year);
  if (years->len == 0)
    return NULL;
  g_autofree char *list = pb_words_year_list((const int *)(void *)years->data, years->len);
  return g_strdup_printf(_("The way of counting changed in %s. Years before and after are only "
                           "roughly comparable."),
                         list);
}

/* What the public version does not show of the last year. */
static char *withheld_sentence(const pb_context *context) {
  const pb_dataset *dataset = context->dataset;
  g_autoptr(GPtrArray) nouns = g_ptr_array_new();
  for (size_t t = 0; t < dataset->n_types; t++)
    if (pb_is_withheld(context, (int)t, dataset->period_end))
      g_ptr_array_add(nouns, (char *)pb_type_noun(context->language, &dataset->types[t]));
  if (nouns->len == 0)
    return NULL;
  g_autofree char *list = pb_words_list((const char *const *)nouns->pdata, nouns->len);
  return g_strdup_printf(_("The number of %s in %d is not shown, so that no single person can be "
                           "recognised."),
                         list, dataset->period_end);
}

static bool has_type(const pb_type_facts *const *facts, size_t n, const char *key) {
  for (size_t i = 0; i < n; i++)
    if (g_strcmp0(facts[i]->crime->key, key) == 0)
      return true;
  return false;
}

GPtrArray *pb_limits_new(const pb_context *context, const pb_type_facts *const *facts, size_t n) {
  GPtrArray *sentences = g_ptr_array_new_with_free_func(g_free);
  if (n == 0 && pb_analysis_n_event_areas(context->analysis) > 0)
    g_ptr_array_add(sentences,
                    g_strdup(_("Records of events show what comes to be recorded. What nobody "
                               "reports or looks for is not in them.")));
  else
    g_ptr_array_add(
        sentences,
        g_strdup(
            _("Reported crime also shows how willing people are to report. Many crimes are never "
              "reported, and the share differs between types.")));
  if (has_type(facts, n, "drugs_weapons"))
    g_ptr_array_add(
        sentences, g_strdup(_("Drug and weapon offences are mostly found by the police. The number "
                              "also shows how much they look.")));
  bool small = false;
  for (size_t i = 0; i < n; i++)
    small = small || pb_type_facts_small(facts[i]);
  if (small)
    g_ptr_array_add(
        sentences,
        g_strdup(_("Small numbers swing by chance. A year with few crimes says little.")));
  g_autoptr(GArray) years = pb_years_from_published_rate(context);
  if (years->len) {
    g_autofree char *list = pb_words_year_list((const int *)(void *)years->data, years->len);
    g_ptr_array_add(
        sentences,
        g_strdup_printf(_("The population of %s is not in the data. Rates per resident then "
                          "rest on the published ones."),
                        list));
  }
  char *breaks = breaks_sentence(context);
  if (breaks)
    g_ptr_array_add(sentences, breaks);
  char *withheld = withheld_sentence(context);
  if (withheld)
    g_ptr_array_add(sentences, withheld);
  if (context->dataset->events && context->dataset->event_sort &&
      context->dataset->event_sort[context->municipality] == PB_EVENT_NEWS)
    g_ptr_array_add(sentences,
                    g_strdup(_("The police’s public events stand at the middle of the "
                               "municipality or county. They are dated by publication. They say "
                               "nothing of places, and little of times.")));
  return sentences;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/report/sentences/priority.h"

#include <string.h>

#include "engine/text.h"
#include "plots/place_words.h"
#include "plots/read.h"
#include "plots/report/sentences/words.h"
#include "plots/report/tree.h"

/* More areas than these at the top are no finding. */
#define MOST_FIRST 3

char *pb_headline_priority(const char *const *first, size_t n, size_t n_areas) {
  if (n == 0 || n > MOST_FIRST || (n == n_areas && n > 1))
    return g_strdup(_("No problem area clearly comes before the others"));
  g_autofree char *list = pb_words_list(first, n);
  if (n == 1)
    return g_strdup_printf(_("Most points by the criteria: %s"), list);
  return g_strdup_printf(_("Most points by the criteria, equally many: %s"), list);
}

char *pb_sentence_priority_order(const pb_language *language, pb_optional mean_share,
                                 pb_optional largest_share, const char *criterion) {
  if (!mean_share.known || !largest_share.known)
    return NULL;
  if (largest_share.value <= 0)
    return g_strdup(_("The order stays the same when any one cut point is moved by a fifth."));
  g_autofree char *mean = pb_format_number(language, 100 * mean_share.value, 0);
  g_autofree char *largest = pb_format_number(language, 100 * largest_share.value, 0);
  if (!criterion || !*criterion)
    return g_strdup_printf(_("When one cut point is moved by a fifth, on average %s%s of the pairs "
                             "of areas change order, and at most %s%s."),
                           mean, language->percent, largest, language->percent);
  return g_strdup_printf(_("When one cut point is moved by a fifth, on average %s%s of the pairs "
                           "of areas change order, and at most %s%s (the cut points of “%s”)."),
                         mean, language->percent, largest, language->percent, criterion);
}

static bool is(const char *name, const char *wanted) {
  return strcmp(name, wanted) == 0;
}

static char *computed_words(const pb_language *language, const pb_choice_facts *choice) {
  if (!choice->computed_score.known || !choice->computed_place.known)
    return g_strdup(_("The numbers alone are too few for a place."));
  g_autofree char *score = pb_format_number(language, choice->computed_score.value, 1);
  return g_strdup_printf(_("The numbers alone give %s and place %d."), score,
                         (int)choice->computed_place.value);
}

char *pb_sentence_choice(const pb_language *language, const pb_choice_facts *choice) {
  g_autofree char *score = pb_format_number(language, choice->score, 1);
  g_autofree char *computed = computed_words(language, choice);
  g_autofree char *escaped = pb_inline_escape(choice->reason);
  g_autofree char *reason =
      g_str_has_suffix(escaped, ".") ? g_strndup(escaped, strlen(escaped) - 1) : g_strdup(escaped);
  const char *sentence =
      is(choice->confidence, "low")      ? _("**%s: set to %s by the parties**, with low "
                                                  "confidence. Their reason: %s. %s")
      : is(choice->confidence, "medium") ? _("**%s: set to %s by the parties**, with medium "
                                             "confidence. Their reason: %s. %s")
      : is(choice->confidence, "high")   ? _("**%s: set to %s by the parties**, with high "
                                               "confidence. Their reason: %s. %s")
                                         : _("**%s: set to %s by the parties.** Their reason: %s. "
                                               "%s");
  return g_strdup_printf(sentence, choice->label, score, reason, computed);
}

char *pb_sentence_choices(const pb_context *context, const pb_result *priority) {
  g_autoptr(GPtrArray) areas = g_ptr_array_new();
  for (size_t i = 0; i < pb_read_rows(priority); i++)
    if (pb_read_flag(priority, "overridden", i)) {
      const int area = pb_dataset_area(context->dataset, pb_read_text(priority, "area", i));
      g_ptr_array_add(areas, (gpointer)pb_area_label(context, area));
    }
  if (areas->len == 0)
    return NULL;
  g_autofree char *list = pb_words_list((const char *const *)areas->pdata, areas->len);
  return g_strdup_printf(_("The parties have set a priority of their own for: %s. The matrix shows "
                           "the numbers alone."),
                         list);
}

const char *pb_criterion_words(const char *name) {
  if (is(name, "volume"))
    return _("number");
  if (is(name, "harm"))
    return _("harm");
  if (is(name, "trend"))
    return _("trend a year");
  if (is(name, "gap"))
    return _("change");
  if (is(name, "comparison"))
    return _("against the group");
  if (is(name, "worry"))
    return _("in the survey");
  return is(name, "concentration") ? _("concentration") : "";
}

char *pb_criterion_value(const pb_language *language, const char *name, double value) {
  if (is(name, "volume"))
    return pb_words_count(language, value);
  if (is(name, "harm"))
    return pb_format_number(language, value, 0);
  if (is(name, "gap") || is(name, "trend"))
    return pb_format_change(language, value);
  if (is(name, "comparison"))
    return pb_format_number(language, value, 2);
  g_autofree char *percent = pb_format_number(language, 100 * value, 0);
  return g_strconcat(percent, language->percent, NULL);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/report/sentences/priority.h"

#include <string.h>

#include "engine/text.h"
#include "plots/report/sentences/words.h"

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

const char *pb_criterion_words(const char *name) {
  if (is(name, "volume"))
    return _("number");
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
  if (is(name, "gap"))
    return pb_format_change(language, value);
  if (is(name, "comparison"))
    return pb_format_number(language, value, 2);
  g_autofree char *percent = pb_format_number(language, 100 * value, 0);
  return g_strconcat(percent, language->percent, NULL);
}

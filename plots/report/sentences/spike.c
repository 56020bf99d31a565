/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/text.h"
#include "plots/report/sentences/sentences.h"
#include "plots/report/sentences/words.h"

char *pb_sentence_spike(const pb_language *language, const pb_type_facts *facts,
                        pb_optional count) {
  if (facts->spike && facts->count[2].known) {
    g_autofree char *noun = pb_capitalise(pb_type_noun_definite(language, facts->crime));
    g_autofree char *number = pb_words_count(language, facts->count[2].value);
    return g_strdup_printf(
        _("**%s in %d may include a single large case**: the number, %s, is more "
          "than twice that of the year before. The change is therefore not "
          "judged, and the analyst is asked to comment."),
        noun, facts->last_year, number);
  }
  const int year = facts->spike_year;
  if (year == 0)
    return NULL;
  const bool in_base = year >= facts->base_first_year && year < facts->last_year;
  if (!count.known)
    return in_base ? g_strdup_printf(
                         _("The year %d stands out and may include a single large case. It is "
                           "not part of the mean that %d is compared with. The analyst "
                           "is asked to comment."),
                         year, facts->last_year)
                   : g_strdup_printf(
                         _("The year %d stands out and may include a single large case. The "
                           "analyst is asked to comment."),
                         year);
  g_autofree char *number = pb_words_count(language, count.value);
  return in_base ? g_strdup_printf(
                       _("The year %d stands out with %s crimes, more than twice the "
                         "years beside it. It may include a single large case and is not part "
                         "of the mean that %d is compared with. The analyst is asked to "
                         "comment."),
                       year, number, facts->last_year)
                 : g_strdup_printf(
                       _("The year %d stands out with %s crimes, more than twice the "
                         "years beside it. It may include a single large case. The analyst is "
                         "asked to comment."),
                       year, number);
}

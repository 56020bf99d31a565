/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/text.h"
#include "plots/report/sentences/sentences.h"
#include "plots/report/sentences/words.h"

static char *small_level(const pb_language *language, const pb_type_facts *facts) {
  const char *noun = pb_type_noun(language, facts->crime);
  g_autofree char *year = pb_words_years(facts->last_year, facts->last_year);
  g_autofree char *count = pb_words_count(language, facts->count[2].value);
  if (facts->count[2].value == 0)
    return g_strdup_printf(_("No cases of %s were registered in %s."), noun, year);
  if (facts->count[2].value == 1)
    return g_strdup_printf(_("In %s the number of %s was 1."), year, noun);
  return g_strdup_printf(_("In %s the number of %s was %s. With fewer than 20 crimes the rate "
                           "per resident is too uncertain to be read on its own."),
                         year, noun, count);
}

char *pb_sentence_level(const pb_language *language, const pb_type_facts *facts) {
  const char *noun = pb_type_noun(language, facts->crime);
  g_autofree char *year = pb_words_years(facts->last_year, facts->last_year);
  if (!facts->count[2].known)
    return g_strdup_printf(_("The number of %s in %s has not been published."), noun, year);
  if (facts->count[2].value < PB_COUNTS_BELOW)
    return small_level(language, facts);
  g_autofree char *count = pb_words_count(language, facts->count[2].value);
  if (!facts->rate.known || !facts->rate_lower.known || !facts->rate_upper.known)
    return g_strdup_printf(_("In %s the number of %s was %s. The rate per resident cannot be "
                             "computed, since neither population nor a published rate is known."),
                           year, noun, count);
  g_autofree char *rate = pb_format_rate(language, facts->rate.value);
  g_autofree char *range =
      pb_words_rate_range(language, facts->rate_lower.value, facts->rate_upper.value);
  if (facts->crime->is_total)
    return g_strdup_printf(_("In %s, %s crimes were reported in all, %s per 100,000 "
                             "residents (95%% interval %s)."),
                           year, count, rate, range);
  return g_strdup_printf(_("In %s, %s %s were reported, %s per 100,000 residents (95%% "
                           "interval %s)."),
                         year, count, noun, rate, range);
}

char *pb_sentence_pooled(const pb_language *language, const pb_type_facts *facts) {
  if (!facts->pooled.known || !facts->pooled_lower.known || !facts->pooled_upper.known)
    return NULL;
  g_autofree char *years = pb_words_years(facts->last_year - 2, facts->last_year);
  g_autofree char *rate = pb_format_rate(language, facts->pooled.value);
  g_autofree char *range =
      pb_words_rate_range(language, facts->pooled_lower.value, facts->pooled_upper.value);
  return g_strdup_printf(_("Over %s together the rate is %s per 100,000 residents and year "
                           "(95%% interval %s)."),
                         years, rate, range);
}

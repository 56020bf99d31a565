/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/text.h"
#include "plots/report/sentences/sentences.h"
#include "plots/report/sentences/words.h"

/* group_n counts the municipality itself. */
static int others(const pb_type_facts *facts) {
  return facts->group_n.known ? (int)facts->group_n.value - 1 : 0;
}

char *pb_sentence_comparison(const pb_language *language, const pb_type_facts *facts) {
  g_autofree char *group = pb_words_group(facts);
  if (!*group)
    return g_strdup(_("No comparison with similar municipalities can be made, since the comparison "
                      "group is not known."));
  if (!facts->rate.known || !facts->group_median.known || others(facts) < 1)
    return g_strdup_printf(_("No comparison with the group %s can be made, since there are too few "
                             "published figures for it."),
                           group);
  g_autofree char *members = pb_words_others(language, others(facts));
  g_autofree char *rate = pb_format_rate(language, facts->rate.value);
  g_autofree char *median = pb_format_rate(language, facts->group_median.value);
  g_autofree char *rank =
      pb_words_rank(language, facts->rank, facts->group_n, facts->rank_lower, facts->rank_upper);
  if (!rank)
    return g_strdup_printf(_("The median of the group %s (%s) is %s per 100,000 residents, "
                             "against %s here."),
                           group, members, median, rate);
  const int quarter = pb_type_facts_quarter(facts);
  const char *sentence =
      facts->level == PB_LEVEL_HIGH
          ? _("The level is high compared with the group %s (%s): %s per 100,000 residents against "
              "a median of %s, rank %s counted from the highest.")
      : facts->level == PB_LEVEL_LOW
          ? _("The level is low compared with the group %s (%s): %s per 100,000 residents against "
              "a median of %s, rank %s counted from the highest.")
      : facts->level == PB_LEVEL_NOT_ASSESSED
          ? _("Whether the level stands out from the group %s (%s) cannot be judged: %s per "
              "100,000 residents against a median of %s, rank %s counted from the highest.")
      : quarter > 0
          ? _("The level is in the highest quarter of the group %s (%s): %s per 100,000 residents "
              "against a median of %s, rank %s counted from the highest.")
      : quarter < 0
          ? _("The level is in the lowest quarter of the group %s (%s): %s per 100,000 residents "
              "against a median of %s, rank %s counted from the highest.")
          : _("The level is within the variation of the group %s (%s): %s per 100,000 residents "
              "against a median of %s, rank %s counted from the highest.");
  return g_strdup_printf(sentence, group, members, rate, median, rank);
}

char *pb_sentence_comparison_short(const pb_language *language, const pb_type_facts *facts) {
  (void)language;
  g_autofree char *group = pb_words_group(facts);
  if (!*group || others(facts) < 1)
    return NULL;
  if (facts->level == PB_LEVEL_HIGH)
    return g_strdup_printf(_("The level is high compared with %s."), group);
  if (facts->level == PB_LEVEL_LOW)
    return g_strdup_printf(_("The level is low compared with %s."), group);
  const int quarter = pb_type_facts_quarter(facts);
  if (quarter > 0)
    return g_strdup_printf(_("The level is in the highest quarter of %s."), group);
  if (quarter < 0)
    return g_strdup_printf(_("The level is in the lowest quarter of %s."), group);
  return NULL;
}

char *pb_sentence_level_stands_out(const pb_language *language, const pb_type_facts *facts) {
  g_autofree char *group = pb_words_group(facts);
  const int quarter = pb_type_facts_quarter(facts);
  const bool stands_out = facts->level == PB_LEVEL_HIGH || facts->level == PB_LEVEL_LOW;
  if ((!stands_out && quarter == 0) || !*group || others(facts) < 1 || !facts->rate.known ||
      !facts->group_median.known)
    return NULL;
  g_autofree char *noun = pb_capitalise(pb_type_noun_definite(language, facts->crime));
  g_autofree char *rate = pb_format_rate(language, facts->rate.value);
  g_autofree char *median = pb_format_rate(language, facts->group_median.value);
  return g_strdup_printf(
      facts->level == PB_LEVEL_HIGH
          ? _("**%s are at a high level** compared with %s: %s per 100,000 residents in %d against "
              "a median of %s.")
      : facts->level == PB_LEVEL_LOW ? _("**%s are at a low level** compared with %s: %s per "
                                         "100,000 residents in %d against a "
                                         "median of %s.")
      : quarter > 0
          ? _("**%s are in the highest quarter** of %s: %s per 100,000 residents in %d against a "
              "median of %s.")
          : _("**%s are in the lowest quarter** of %s: %s per 100,000 residents in %d against a "
              "median of %s."),
      noun, group, rate, facts->last_year, median);
}

char *pb_sentence_ranks(const pb_language *language, const pb_type_facts *facts,
                        const char *county) {
  const pb_optional none = {false, 0};
  g_autofree char *in_country =
      pb_words_rank(language, facts->country_rank, facts->country_n, none, none);
  const bool alone = facts->county_n.known && facts->county_n.value < 2;
  g_autofree char *in_county =
      alone ? NULL : pb_words_rank(language, facts->county_rank, facts->county_n, none, none);
  if (in_county && in_country)
    return g_strdup_printf(_("Counted from the highest, the rate ranks %s in %s and %s among "
                             "the country's municipalities."),
                           in_county, county, in_country);
  if (in_country)
    return g_strdup_printf(_("Counted from the highest, the rate ranks %s among the country's "
                             "municipalities."),
                           in_country);
  return NULL;
}

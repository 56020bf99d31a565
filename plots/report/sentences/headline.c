/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/text.h"
#include "plots/report/sentences/sentences.h"
#include "plots/report/sentences/words.h"

#define MOST_NOUNS 3
#define TWO_LINES 92 /* characters at title size on A4 */

static const pb_type_facts *find_type(const pb_type_facts *const *facts, size_t n, int type) {
  for (size_t i = 0; i < n; i++)
    if (facts[i]->type == type)
      return facts[i];
  return NULL;
}

static pb_verdict verdict_of(const pb_type_facts *facts) {
  return facts->spike ? PB_VERDICT_NOT_ASSESSED : facts->verdict;
}

/* Nouns of the types for which `fits` holds; a part ("därav") is left out when its whole says the
 * same, and the total, which is the sum of the others, always. At most `most` of them. */
static char *noun_list(const pb_language *language, const pb_type_facts *const *facts, size_t n,
                       bool (*fits)(const pb_type_facts *facts), size_t most) {
  const char *nouns[MOST_NOUNS];
  size_t count = 0;
  for (size_t i = 0; i < n && count < most; i++) {
    const pb_type_facts *whole = find_type(facts, n, facts[i]->crime->parent);
    const bool said = whole && !whole->crime->is_total && fits(whole);
    if (!facts[i]->crime->is_total && !said && fits(facts[i]))
      nouns[count++] = pb_type_noun(language, facts[i]->crime);
  }
  return count ? pb_words_list(nouns, count) : NULL;
}

static bool fits_increase(const pb_type_facts *facts) {
  return verdict_of(facts) == PB_VERDICT_INCREASE;
}
static bool fits_decrease(const pb_type_facts *facts) {
  return verdict_of(facts) == PB_VERDICT_DECREASE;
}
static bool fits_high(const pb_type_facts *facts) {
  return !facts->spike && (facts->level == PB_LEVEL_HIGH || pb_type_facts_quarter(facts) > 0);
}
static bool fits_high_unchanged(const pb_type_facts *facts) {
  return fits_high(facts) && verdict_of(facts) < PB_VERDICT_INCREASE;
}
static bool fits_low(const pb_type_facts *facts) {
  return facts->level == PB_LEVEL_LOW || pb_type_facts_quarter(facts) < 0;
}

static char *headline_of(const pb_language *language, const pb_type_facts *const *facts, size_t n,
                         size_t most) {
  g_autofree char *more = noun_list(language, facts, n, fits_increase, most);
  g_autofree char *fewer = noun_list(language, facts, n, fits_decrease, most);
  bool more_first = false;
  for (size_t i = 0; i < n; i++)
    if (!facts[i]->crime->is_total && verdict_of(facts[i]) >= PB_VERDICT_INCREASE) {
      more_first = verdict_of(facts[i]) == PB_VERDICT_INCREASE;
      break;
    }
  if (more && fewer)
    return more_first ? g_strdup_printf(_("More %s, fewer %s"), more, fewer)
                      : g_strdup_printf(_("Fewer %s, more %s"), fewer, more);
  g_autofree char *also_high = noun_list(language, facts, n, fits_high_unchanged, most);
  if (more && also_high)
    return g_strdup_printf(_("More %s, and a high level of %s"), more, also_high);
  if (fewer && also_high)
    return g_strdup_printf(_("Fewer %s, but a high level of %s"), fewer, also_high);
  if (more)
    return g_strdup_printf(_("More %s"), more);
  if (fewer)
    return g_strdup_printf(_("Fewer %s"), fewer);
  for (size_t i = 0; i < n; i++)
    if (facts[i]->crime->is_total && verdict_of(facts[i]) >= PB_VERDICT_INCREASE)
      return g_strdup(fits_increase(facts[i]) ? _("More reported crimes in all")
                                              : _("Fewer reported crimes in all"));
  bool judged = false;
  for (size_t i = 0; i < n; i++)
    judged = judged || verdict_of(facts[i]) == PB_VERDICT_UNDECIDED;
  g_autofree char *high = noun_list(language, facts, n, fits_high, most);
  if (high && !judged)
    return g_strdup_printf(_("A high level of %s"), high);
  if (high)
    return g_strdup_printf(_("No established change, but a high level of %s"), high);
  g_autofree char *low = noun_list(language, facts, n, fits_low, most);
  if (low && !judged)
    return g_strdup_printf(_("A low level of %s"), low);
  if (low)
    return g_strdup_printf(_("No established change, and a low level of %s"), low);
  return g_strdup(n && judged ? _("No established change in reported crime")
                  : n         ? _("The change in reported crime cannot be judged")
                              : _("No reported crime has been published for the municipality"));
}

char *pb_headline_summary(const pb_language *language, const pb_type_facts *const *facts,
                          size_t n) {
  for (size_t most = MOST_NOUNS; most > 1; most--) {
    char *headline = headline_of(language, facts, n, most);
    if (g_utf8_strlen(headline, -1) <= TWO_LINES)
      return headline;
    g_free(headline);
  }
  return headline_of(language, facts, n, 1);
}

static char *small_title(const pb_language *language, const pb_type_facts *facts) {
  const char *noun = pb_type_noun(language, facts->crime);
  g_autofree char *count = pb_words_count(language, facts->count[2].value);
  return facts->count[2].value == 0
             ? g_strdup_printf(_("No %s in %d"), noun, facts->last_year)
             : g_strdup_printf(_("Few %s: %s in %d"), noun, count, facts->last_year);
}

static char *decided_title(const pb_language *language, const pb_type_facts *facts, int extreme,
                           int since) {
  const bool up = facts->verdict == PB_VERDICT_INCREASE;
  g_autofree char *noun = pb_capitalise(pb_type_noun_definite(language, facts->crime));
  if (up && extreme > 0)
    return g_strdup_printf(_("%s increased to the highest level since %d"), noun, since);
  if (!up && extreme < 0)
    return g_strdup_printf(_("%s decreased to the lowest level since %d"), noun, since);
  if (pb_type_facts_small(facts) || !facts->rate.known) {
    g_autofree char *from = pb_words_mean(language, facts->base_count.value);
    g_autofree char *to = pb_words_count(language, facts->count[2].value);
    return g_strdup_printf(up ? _("%s increased from %s to %s in a year")
                              : _("%s decreased from %s to %s in a year"),
                           noun, from, to);
  }
  g_autofree char *rate = pb_format_rate(language, facts->rate.value);
  return g_strdup_printf(up ? _("%s increased to %s per 100,000 residents")
                            : _("%s decreased to %s per 100,000 residents"),
                         noun, rate);
}

char *pb_headline_type(const pb_language *language, const pb_type_facts *facts, int extreme,
                       int since) {
  const bool counts = facts->count[2].known && facts->base_count.known;
  g_autofree char *group = pb_words_group(facts);
  if (facts->spike) {
    g_autofree char *noun = pb_capitalise(pb_type_noun_definite(language, facts->crime));
    return g_strdup_printf(_("%s in %d may include a single large case"), noun, facts->last_year);
  }
  if (counts && verdict_of(facts) >= PB_VERDICT_INCREASE)
    return decided_title(language, facts, extreme, since);
  if (facts->level == PB_LEVEL_HIGH && *group)
    return g_strdup_printf(_("High level of %s compared with %s"),
                           pb_type_noun(language, facts->crime), group);
  if (facts->level == PB_LEVEL_LOW && *group)
    return g_strdup_printf(_("Low level of %s compared with %s"),
                           pb_type_noun(language, facts->crime), group);
  if (facts->count[2].known && facts->count[2].value < PB_COUNTS_BELOW)
    return small_title(language, facts);
  const int quarter = *group ? pb_type_facts_quarter(facts) : 0;
  if (quarter != 0) {
    g_autofree char *noun = pb_capitalise(pb_type_noun_definite(language, facts->crime));
    return g_strdup_printf(quarter > 0 ? _("%s are in the highest quarter of %s")
                                       : _("%s are in the lowest quarter of %s"),
                           noun, group);
  }
  if (verdict_of(facts) == PB_VERDICT_UNDECIDED)
    return g_strdup_printf(_("No established change in %s"),
                           pb_type_noun_definite(language, facts->crime));
  return g_strdup_printf(_("The change in %s cannot be judged"),
                         pb_type_noun_definite(language, facts->crime));
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/text.h"
#include "plots/report/sentences/sentences.h"
#include "plots/report/sentences/words.h"

/* Per cent is for rates with enough crimes on both sides. */
static bool has_rates(const pb_type_facts *facts) {
  return !pb_type_facts_small(facts) && facts->rate.known && facts->base_rate.known &&
         facts->ratio.known && facts->ratio_lower.known && facts->ratio_upper.known;
}

/* The end nearer to no change, and the other: "15", "25" for both directions. */
static void interval_ends(const pb_language *language, const pb_type_facts *facts, char **near,
                          char **far) {
  const bool up = facts->verdict == PB_VERDICT_INCREASE;
  *near = pb_words_percent(language, up ? facts->ratio_lower.value : facts->ratio_upper.value);
  *far = pb_words_percent(language, up ? facts->ratio_upper.value : facts->ratio_lower.value);
}

static char *decided_in_rates(const pb_language *language, const pb_type_facts *facts) {
  const bool up = facts->verdict == PB_VERDICT_INCREASE;
  g_autofree char *noun = pb_capitalise(pb_type_noun_definite(language, facts->crime));
  g_autofree char *base = pb_words_years(facts->base_first_year, facts->last_year - 1);
  g_autofree char *percent = pb_words_percent(language, facts->ratio.value);
  g_autofree char *from = pb_format_rate(language, facts->base_rate.value);
  g_autofree char *to = pb_format_rate(language, facts->rate.value);
  g_autofree char *near = NULL, *far = NULL;
  interval_ends(language, facts, &near, &far);
  return g_strdup_printf(up ? _("**%s increased** by %s per cent against the mean of %s: from "
                                "%s to %s per 100,000 residents (95%% interval %s to %s "
                                "per cent).")
                            : _("**%s decreased** by %s per cent against the mean of %s: "
                                "from %s to %s per 100,000 residents (95%% interval %s to "
                                "%s per cent)."),
                         noun, percent, base, from, to, near, far);
}

static char *decided_in_counts(const pb_language *language, const pb_type_facts *facts) {
  const bool up = facts->verdict == PB_VERDICT_INCREASE;
  g_autofree char *noun = pb_capitalise(pb_type_noun_definite(language, facts->crime));
  g_autofree char *base = pb_words_years(facts->base_first_year, facts->last_year - 1);
  g_autofree char *year = pb_words_years(facts->last_year, facts->last_year);
  g_autofree char *from = pb_words_mean(language, facts->base_count.value);
  g_autofree char *to = pb_words_count(language, facts->count[2].value);
  return g_strdup_printf(up ? _("**%s increased** from an average of %s a year in %s to %s in %s.")
                            : _("**%s decreased** from an average of %s a year in %s to %s in %s."),
                         noun, from, base, to, year);
}

static char *undecided_in_rates(const pb_language *language, const pb_type_facts *facts) {
  g_autofree char *base = pb_words_years(facts->base_first_year, facts->last_year - 1);
  g_autofree char *year = pb_words_years(facts->last_year, facts->last_year);
  g_autofree char *from = pb_format_rate(language, facts->base_rate.value);
  g_autofree char *to = pb_format_rate(language, facts->rate.value);
  g_autofree char *lower = pb_words_signed_percent(language, facts->ratio_lower.value);
  g_autofree char *upper = pb_words_signed_percent(language, facts->ratio_upper.value);
  return g_strdup_printf(_("**No established change** in %s against the mean of %s: %s then, "
                           "%s per 100,000 residents in %s (95%% interval of the change %s "
                           "to %s per cent)."),
                         pb_type_noun_definite(language, facts->crime), base, from, to, year, lower,
                         upper);
}

static char *undecided_in_counts(const pb_language *language, const pb_type_facts *facts) {
  g_autofree char *base = pb_words_years(facts->base_first_year, facts->last_year - 1);
  g_autofree char *year = pb_words_years(facts->last_year, facts->last_year);
  g_autofree char *from = pb_words_mean(language, facts->base_count.value);
  g_autofree char *to = pb_words_count(language, facts->count[2].value);
  return g_strdup_printf(_("**No established change** in %s: an average of %s a year in %s, "
                           "%s in %s."),
                         pb_type_noun_definite(language, facts->crime), from, base, to, year);
}

static bool is_reason(const pb_type_facts *facts, const char *reason) {
  return g_strcmp0(facts->verdict_reason, reason) == 0;
}

static char *not_assessed(const pb_language *language, const pb_type_facts *facts) {
  const char *noun = pb_type_noun_definite(language, facts->crime);
  const bool nothing = facts->count[2].known && facts->count[2].value == 0 &&
                       facts->base_count.known && facts->base_count.value == 0;
  if (nothing || is_reason(facts, "zero")) {
    g_autofree char *years = pb_words_years(facts->base_first_year, facts->last_year);
    return g_strdup_printf(
        _("No change can be judged, since no cases of %s were registered in %s."),
        pb_type_noun(language, facts->crime), years);
  }
  if (facts->spike)
    return g_strdup_printf(
        _("The change in %s is not judged, since %d may include a single large case."), noun,
        facts->last_year);
  g_autofree char *base = pb_words_years(facts->base_first_year, facts->last_year - 1);
  if (is_reason(facts, "base-single-case"))
    return g_strdup_printf(
        _("The change in %s is not judged, since every year of %s that it would be "
          "compared with may include a single large case."),
        noun, base);
  if (is_reason(facts, "no-rate"))
    return g_strdup_printf(_("The change in %s cannot be judged, since neither population nor a "
                             "published rate is known."),
                           noun);
  if (facts->count[2].known && facts->base_count.known) {
    g_autofree char *from = pb_words_mean(language, facts->base_count.value);
    g_autofree char *to = pb_words_count(language, facts->count[2].value);
    return g_strdup_printf(
        _("The change in %s cannot be judged: an average of %s a year in %s, %s in %d."), noun,
        from, base, to, facts->last_year);
  }
  return g_strdup_printf(
      facts->base_withheld
          ? _("The change in %s cannot be judged, since figures for the years %s are not shown in "
              "the public version.")
          : _("The change in %s cannot be judged, since figures for the years %s are missing."),
      noun, base);
}

static bool is_judged(const pb_type_facts *facts) {
  return facts->verdict != PB_VERDICT_NOT_ASSESSED && !facts->spike && facts->count[2].known &&
         facts->base_count.known;
}

char *pb_sentence_change(const pb_language *language, const pb_type_facts *facts) {
  if (!is_judged(facts))
    return not_assessed(language, facts);
  if (facts->verdict == PB_VERDICT_UNDECIDED)
    return has_rates(facts) ? undecided_in_rates(language, facts)
                            : undecided_in_counts(language, facts);
  return has_rates(facts) ? decided_in_rates(language, facts) : decided_in_counts(language, facts);
}

char *pb_sentence_change_short(const pb_language *language, const pb_type_facts *facts) {
  if (!is_judged(facts) || !has_rates(facts))
    return pb_sentence_change(language, facts);
  g_autofree char *base = pb_words_years(facts->base_first_year, facts->last_year - 1);
  g_autofree char *to = pb_format_rate(language, facts->rate.value);
  if (facts->verdict == PB_VERDICT_UNDECIDED) {
    g_autofree char *from = pb_format_rate(language, facts->base_rate.value);
    return g_strdup_printf(_("**No established change** in %s: %s per 100,000 residents in %d "
                             "against an average of %s in %s."),
                           pb_type_noun_definite(language, facts->crime), to, facts->last_year,
                           from, base);
  }
  g_autofree char *noun = pb_capitalise(pb_type_noun_definite(language, facts->crime));
  g_autofree char *percent = pb_words_percent(language, facts->ratio.value);
  g_autofree char *near = NULL, *far = NULL;
  interval_ends(language, facts, &near, &far);
  return g_strdup_printf(
      facts->verdict == PB_VERDICT_INCREASE
          ? _("**%s increased** by %s per cent (95%% interval %s–%s) against the "
              "mean of %s, to %s per 100,000 residents.")
          : _("**%s decreased** by %s per cent (95%% interval %s–%s) against the "
              "mean of %s, to %s per 100,000 residents."),
      noun, percent, near, far, base, to);
}

char *pb_sentence_change_after_level(const pb_language *language, const pb_type_facts *facts) {
  if (!is_judged(facts) || !has_rates(facts))
    return pb_sentence_change(language, facts);
  g_autofree char *base = pb_words_years(facts->base_first_year, facts->last_year - 1);
  if (facts->verdict == PB_VERDICT_UNDECIDED) {
    g_autofree char *lower = pb_words_signed_percent(language, facts->ratio_lower.value);
    g_autofree char *upper = pb_words_signed_percent(language, facts->ratio_upper.value);
    return g_strdup_printf(_("There is no established change against the mean of %s (95%% interval "
                             "%s to %s per cent)."),
                           base, lower, upper);
  }
  g_autofree char *percent = pb_words_percent(language, facts->ratio.value);
  g_autofree char *near = NULL, *far = NULL;
  interval_ends(language, facts, &near, &far);
  return g_strdup_printf(facts->verdict == PB_VERDICT_INCREASE
                             ? _("It is an established increase of %s per cent against the mean of "
                                 "%s (95%% interval %s to %s per cent).")
                             : _("It is an established decrease of %s per cent against the mean of "
                                 "%s (95%% interval %s to %s per cent)."),
                         percent, base, near, far);
}

char *pb_sentence_previous(const pb_language *language, const pb_type_facts *facts) {
  if (facts->previous_verdict == PB_VERDICT_NOT_ASSESSED || facts->spike ||
      !facts->previous_count.known || !facts->count[2].known)
    return NULL;
  const double before = facts->previous_count.value, now = facts->count[2].value;
  const int year = facts->last_year;
  g_autofree char *from = pb_words_count(language, before);
  g_autofree char *to = pb_words_count(language, now);
  const char *sentence =
      facts->previous_verdict == PB_VERDICT_INCREASE
          ? _("Between %d and %d the number increased from %s to %s, an established "
              "increase.")
      : facts->previous_verdict == PB_VERDICT_DECREASE
          ? _("Between %d and %d the number decreased from %s to %s, an established "
              "decrease.")
          : _("Between %d and %d there is no established change: from %s to %s.");
  return g_strdup_printf(sentence, year - 1, year, from, to);
}

char *pb_sentence_smallest(const pb_language *language, const pb_type_facts *facts) {
  if (pb_type_facts_small(facts) || !facts->smallest_up.known) {
    if (!facts->smallest_count_up.known || !facts->base_count.known)
      return NULL;
    g_autofree char *from = pb_words_mean(language, facts->base_count.value);
    g_autofree char *to = pb_words_count(language, facts->smallest_count_up.value);
    return g_strdup_printf(_("The smallest increase that could have been established: from an "
                             "average of %s to %s crimes in a year."),
                           from, to);
  }
  g_autofree char *up = pb_words_percent(language, facts->smallest_up.value);
  if (!facts->smallest_down.known || facts->smallest_down.value <= 0)
    return g_strdup_printf(_("The smallest change that could have been established: an increase of "
                             "%s per cent. No decrease could have been."),
                           up);
  g_autofree char *down = pb_words_percent(language, facts->smallest_down.value);
  return g_strdup_printf(_("The smallest change that could have been established: an increase of "
                           "%s per cent or a decrease of %s per cent."),
                         up, down);
}

char *pb_sentence_undecided(const pb_language *language, const pb_type_facts *const *facts,
                            size_t n) {
  if (n == 0)
    return NULL;
  g_autoptr(GPtrArray) nouns = g_ptr_array_new();
  for (size_t i = 0; i < n; i++)
    g_ptr_array_add(nouns, (char *)pb_type_noun_definite(language, facts[i]->crime));
  g_autofree char *list = pb_words_list((const char *const *)nouns->pdata, nouns->len);
  g_autofree char *base = pb_words_years(facts[0]->base_first_year, facts[0]->last_year - 1);
  return g_strdup_printf(_("**No established change** in %s in %d against the mean of %s."), list,
                         facts[0]->last_year, base);
}

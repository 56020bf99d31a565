/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/text.h"
#include "plots/report/sentences/sentences.h"
#include "plots/report/sentences/words.h"

char *pb_sentence_quarter(const pb_language *language, const pb_quarter_facts *quarter) {
  g_autofree char *name = pb_format_period(language, quarter->period);
  g_autofree char *period = pb_capitalise(name);
  g_autofree char *count = pb_words_count(language, quarter->count);
  g_autofree char *lower = pb_words_count(language, quarter->lower);
  g_autofree char *upper = pb_words_count(language, quarter->upper);
  const char *sentence =
      quarter->high ? quarter->preliminary
                          ? _("**%s was unusually high**: %s reported crimes (preliminary), "
                              "when %s to %s were expected.")
                          : _("**%s was unusually high**: %s reported crimes, when %s to "
                              "%s were expected.")
      : quarter->preliminary
          ? _("**%s was unusually low**: %s reported crimes (preliminary), when %s to %s "
              "were expected.")
          : _("**%s was unusually low**: %s reported crimes, when %s to %s were expected.");
  return g_strdup_printf(sentence, period, count, lower, upper);
}

/* Ratios a year are small: one decimal. */
static char *yearly_percent(const pb_language *language, double ratio) {
  g_autofree char *number = pb_format_number(language, (ratio - 1) * 100, 1);
  return ratio > 1.0005 ? g_strconcat("+", number, NULL) : g_steal_pointer(&number);
}

char *pb_sentence_trend(const pb_language *language, int first_year, int last_year,
                        pb_optional ratio, pb_optional lower, pb_optional upper) {
  if (!ratio.known || !lower.known || !upper.known)
    return NULL;
  g_autofree char *years = pb_words_years(first_year, last_year);
  g_autofree char *middle = yearly_percent(language, ratio.value);
  g_autofree char *from = yearly_percent(language, lower.value);
  g_autofree char *to = yearly_percent(language, upper.value);
  const char *sentence =
      lower.value > 1 ? _("The quarters of %s show an established increase, %s per cent a year "
                          "(95%% interval %s to %s).")
      : upper.value < 1
          ? _("The quarters of %s show an established decrease, %s per cent a year (95%% "
              "interval %s to %s).")
          : _("The quarters of %s show no established trend: %s per cent a year (95%% interval "
              "%s to %s).");
  return g_strdup_printf(sentence, years, middle, from, to);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/text.h"
#include "plots/report/sections/section_parts.h"
#include "plots/report/sentences/words.h"
#include "plots/withheld.h"

char *pb_type_row_label(const pb_language *language, const pb_crime_type *type) {
  if (type->parent >= 0)
    return g_strdup_printf(_("of which %s"), pb_type_noun(language, type));
  return g_strdup(pb_type_label(language, type));
}

static pb_sign sign_of(pb_verdict verdict) {
  return verdict == PB_VERDICT_INCREASE    ? PB_SIGN_INCREASE
         : verdict == PB_VERDICT_DECREASE  ? PB_SIGN_DECREASE
         : verdict == PB_VERDICT_UNDECIDED ? PB_SIGN_UNDECIDED
                                           : PB_SIGN_NONE;
}

/* What the table's note has to explain. */
typedef struct {
  bool small, missing, excluded, withheld, base_withheld;
} remarks;

static void set_count(const pb_context *context, pb_report_table *table, size_t row, size_t column,
                      int type, int year, remarks *seen) {
  const pb_optional count = pb_count_in_year(context, type, year);
  const bool withheld = pb_is_withheld(context, type, year);
  pb_report_table_set(table, row, column,
                      count.known ? pb_words_count(context->language, count.value)
                                  : g_strdup(withheld ? PB_WITHHELD_MARK : "–"),
                      PB_SIGN_NONE, false);
  seen->withheld = seen->withheld || withheld;
  seen->missing = seen->missing || (!count.known && !withheld);
}

/* Below 20 crimes: "4.3 → 9", never per cent. */
static void set_change(const pb_language *language, pb_report_table *table, size_t row,
                       size_t column, const pb_type_facts *facts) {
  const pb_verdict verdict = facts->spike ? PB_VERDICT_NOT_ASSESSED : facts->verdict;
  const bool counts = facts->count[2].known && facts->base_count.known;
  if (verdict == PB_VERDICT_NOT_ASSESSED || !counts) {
    pb_report_table_set(table, row, column, g_strdup(_("not judged")), PB_SIGN_NONE, false);
    return;
  }
  const bool strong = verdict != PB_VERDICT_UNDECIDED;
  if (pb_type_facts_small(facts) || !facts->ratio.known) {
    g_autofree char *from = pb_words_mean(language, facts->base_count.value);
    g_autofree char *to = pb_words_count(language, facts->count[2].value);
    pb_report_table_set(table, row, column, g_strdup_printf(_("%s to %s"), from, to),
                        sign_of(verdict), strong);
    return;
  }
  pb_report_table_set(table, row, column, pb_format_change(language, facts->ratio.value),
                      sign_of(verdict), strong);
  if (!facts->ratio_lower.known || !facts->ratio_upper.known)
    return;
  g_autofree char *lower = pb_words_signed_percent(language, facts->ratio_lower.value);
  g_autofree char *upper = pb_words_signed_percent(language, facts->ratio_upper.value);
  pb_report_table_set(table, row, column + 1, g_strdup_printf(_("%s to %s"), lower, upper),
                      PB_SIGN_NONE, false);
}

pb_report_table *pb_three_years_table(const pb_context *context, const pb_facts_list *facts) {
  const pb_language *language = context->language;
  const int last = context->dataset->period_end;
  pb_report_table *table = pb_report_table_new("tre-ar", _("Reported crime, the last three years"));
  pb_report_table_column(table, "", false, 3.4);
  for (int year = last - 2; year <= last; year++) {
    g_autofree char *header = pb_words_years(year, year);
    pb_report_table_column(table, header, true, 0.75);
  }
  g_autofree char *rate_header = g_strdup_printf(_("per 100,000\nres. %d"), last);
  g_autofree char *base = pb_words_years(last - context->dataset->years, last - 1);
  g_autofree char *change_header = g_strdup_printf(_("change from\n%s"), base);
  pb_report_table_column(table, rate_header, true, 1.1);
  pb_report_table_column(table, _("95% interval"), true, 1.4);
  pb_report_table_column(table, change_header, true, 1.5);
  pb_report_table_column(table, _("95% interval"), true, 1.3);
  remarks seen = {0};
  for (size_t t = 0; t < context->dataset->n_types; t++) {
    const pb_crime_type *crime = &context->dataset->types[t];
    const pb_type_facts *type = pb_facts_list_of(facts, (int)t);
    if (!type && !pb_is_withheld(context, (int)t, last))
      continue;
    const size_t row = pb_report_table_row(table, crime->parent >= 0 ? 1 : 0);
    pb_report_table_set(table, row, 0, pb_type_row_label(language, crime), PB_SIGN_NONE, false);
    for (int y = 0; y < 3; y++)
      set_count(context, table, row, (size_t)(1 + y), (int)t, last - 2 + y, &seen);
    if (!type) {
      for (size_t column = 4; column < 8; column++)
        pb_report_table_set(table, row, column, g_strdup(PB_WITHHELD_MARK), PB_SIGN_NONE, false);
      continue;
    }
    seen.small = seen.small || pb_type_facts_small(type);
    seen.base_withheld = seen.base_withheld || (type->base_withheld && type->base_count.known);
    seen.excluded = seen.excluded || (type->base_excluded.known && type->base_excluded.value > 0);
    if (type->rate.known)
      pb_report_table_set(table, row, 4, pb_format_rate(language, type->rate.value), PB_SIGN_NONE,
                          true);
    if (type->rate_lower.known && type->rate_upper.known)
      pb_report_table_set(
          table, row, 5,
          pb_words_rate_range(language, type->rate_lower.value, type->rate_upper.value),
          PB_SIGN_NONE, false);
    set_change(language, table, row, 6, type);
  }
  GString *note =
      g_string_new(_("▲ established increase · ▼ established decrease · ● no established change "
                     "(corrected for several comparisons)."));
  if (seen.small)
    g_string_append_printf(note, " %s", _("Below 20 crimes counts are given instead of per cent."));
  if (seen.excluded)
    g_string_append_printf(
        note, " %s", _("Years that may include a single large case are not part of the mean."));
  if (seen.base_withheld)
    g_string_append_printf(note, " %s", _("Years that are not shown are not part of the mean."));
  if (seen.missing)
    g_string_append_printf(note, " %s", _("– means that no figure is published."));
  const char *changed = pb_changed_note(context);
  if (changed)
    g_string_append_printf(note, " %s", changed);
  if (seen.withheld)
    g_string_append_printf(note, " %s", pb_withheld_note());
  table->note = g_string_free(note, FALSE);
  return table;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/text.h"
#include "plots/read.h"
#include "plots/report/sections/section_parts.h"
#include "plots/report/sentences/words.h"

static void set_rate(const pb_language *language, pb_report_table *table, size_t row,
                     pb_optional rate, pb_optional lower, pb_optional upper) {
  pb_report_table_set(table, row, 2,
                      rate.known ? pb_format_rate(language, rate.value) : g_strdup("–"),
                      PB_SIGN_NONE, true);
  pb_report_table_set(table, row, 3,
                      lower.known && upper.known
                          ? pb_words_rate_range(language, lower.value, upper.value)
                          : g_strdup("–"),
                      PB_SIGN_NONE, false);
}

pb_report_table *pb_key_table(const pb_context *context, const pb_type_facts *facts) {
  const pb_language *language = context->language;
  g_autofree char *id = g_strconcat("tre-ar-", facts->crime->key, NULL);
  pb_report_table *table =
      pb_report_table_new(g_strdelimit(id, "_", '-'), _("The last three years"));
  pb_report_table_column(table, "", false, 1.5);
  pb_report_table_column(table, _("crimes"), true, 0.9);
  pb_report_table_column(table, _("per 100,000\nresidents"), true, 1.2);
  pb_report_table_column(table, _("95% interval"), true, 1.4);
  const pb_result *years = pb_analysis_find(context->analysis, "recent-years", facts->type);
  for (size_t i = 0; i < pb_read_rows(years); i++) {
    const size_t row = pb_report_table_row(table, 0);
    const int year = (int)pb_read_number_or(years, "year", i, 0);
    const pb_optional count = pb_result_cell(years, "count", i);
    pb_report_table_set(table, row, 0, pb_words_years(year, year), PB_SIGN_NONE, false);
    pb_report_table_set(table, row, 1,
                        count.known ? pb_words_count(language, count.value) : g_strdup("–"),
                        PB_SIGN_NONE, false);
    set_rate(language, table, row, pb_result_cell(years, "rate", i),
             pb_result_cell(years, "lower", i), pb_result_cell(years, "upper", i));
  }
  if (facts->pooled.known) {
    const size_t row = pb_report_table_row(table, 0);
    pb_report_table_set(table, row, 0, g_strdup(_("all three")), PB_SIGN_NONE, false);
    double sum = 0;
    bool complete = true;
    for (size_t y = 0; y < 3; y++) {
      complete = complete && facts->count[y].known;
      sum += facts->count[y].value;
    }
    pb_report_table_set(table, row, 1, complete ? pb_words_count(language, sum) : g_strdup("–"),
                        PB_SIGN_NONE, false);
    set_rate(language, table, row, facts->pooled, facts->pooled_lower, facts->pooled_upper);
    table->note = g_strdup(_("All three: crimes per 100,000 residents and year over the period."));
  }
  return table;
}

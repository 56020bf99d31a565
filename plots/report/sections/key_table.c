/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/text.h"
#include "plots/read.h"
#include "plots/report/sections/section_parts.h"
#include "plots/report/sentences/words.h"
#include "plots/withheld.h"

static void set(pb_report_table *table, size_t row, size_t column, char *text, bool strong) {
  pb_report_table_set(table, row, column, text ? text : g_strdup("–"), PB_SIGN_NONE, strong);
}

static char *rate_text(const pb_language *language, pb_optional rate) {
  return rate.known ? pb_format_rate(language, rate.value) : NULL;
}

static char *range_text(const pb_language *language, pb_optional lower, pb_optional upper) {
  return lower.known && upper.known ? pb_words_rate_range(language, lower.value, upper.value)
                                    : NULL;
}

static void add_year(pb_report_table *table, const pb_language *language, const pb_result *series,
                     size_t i, bool strong) {
  const size_t row = pb_report_table_row(table, 0);
  const int year = (int)pb_read_number_or(series, "year", i, 0);
  const pb_optional count = pb_result_cell(series, "count", i);
  set(table, row, 0,
      pb_read_flag(series, "spike", i) ? g_strdup_printf("%d ◇", year) : pb_words_years(year, year),
      strong);
  set(table, row, 1, count.known ? pb_words_count(language, count.value) : NULL, false);
  set(table, row, 2, rate_text(language, pb_result_cell(series, "rate", i)), strong);
  set(table, row, 3,
      range_text(language, pb_result_cell(series, "lower", i), pb_result_cell(series, "upper", i)),
      false);
  set(table, row, 4, rate_text(language, pb_result_cell(series, "group_median", i)), false);
}

/* The last three years together. */
static void add_pooled(pb_report_table *table, const pb_language *language,
                       const pb_type_facts *facts) {
  double sum = 0;
  bool complete = true;
  for (size_t y = 0; y < 3; y++) {
    complete = complete && facts->count[y].known;
    sum += facts->count[y].value;
  }
  const size_t row = pb_report_table_row(table, 0);
  set(table, row, 0, pb_words_years(facts->last_year - 2, facts->last_year), true);
  set(table, row, 1, complete ? pb_words_count(language, sum) : NULL, false);
  set(table, row, 2, rate_text(language, facts->pooled), true);
  set(table, row, 3, range_text(language, facts->pooled_lower, facts->pooled_upper), false);
  set(table, row, 4, g_strdup(""), false);
}

/* A year between those that are shown. */
static void add_withheld(pb_report_table *table, int year) {
  const size_t row = pb_report_table_row(table, 0);
  set(table, row, 0, pb_words_years(year, year), false);
  for (size_t column = 1; column < 5; column++)
    set(table, row, column, g_strdup(PB_WITHHELD_MARK), false);
}

/* Years that are withheld from `from` on, up to the year before `to`. */
static bool add_withheld_years(pb_report_table *table, const pb_context *context, int type,
                               int from, int to) {
  bool any = false;
  for (int year = from; year < to; year++)
    if (pb_is_withheld(context, type, year)) {
      add_withheld(table, year);
      any = true;
    }
  return any;
}

pb_report_table *pb_key_table(const pb_context *context, int type, const pb_type_facts *facts,
                              size_t years) {
  const pb_language *language = context->language;
  g_autofree char *id = g_strconcat("ar-", context->dataset->types[type].key, NULL);
  pb_report_table *table = pb_report_table_new(g_strdelimit(id, "_", '-'), _("Year by year"));
  pb_report_table_column(table, "", false, 1.2);
  pb_report_table_column(table, _("crimes"), true, 0.9);
  pb_report_table_column(table, _("per 100,000\nresidents"), true, 1.1);
  pb_report_table_column(table, _("95% interval"), true, 1.4);
  pb_report_table_column(table, _("group\nmedian"), true, 1.0);
  const pb_result *series = pb_analysis_find(context->analysis, "long-series", type);
  const size_t n = pb_read_rows(series);
  const int last = context->dataset->period_end;
  bool spike = false, withheld = false;
  int next = last - (int)years + 1;
  for (size_t i = n > years ? n - years : 0; i < n; i++) {
    const int year = (int)pb_read_number_or(series, "year", i, 0);
    withheld = add_withheld_years(table, context, type, next, year) || withheld;
    add_year(table, language, series, i, i + 1 == n);
    spike = spike || pb_read_flag(series, "spike", i);
    next = year + 1;
  }
  withheld = add_withheld_years(table, context, type, next, last + 1) || withheld;
  if (facts && facts->pooled.known)
    add_pooled(table, language, facts);
  table->note = pb_join_sentences(spike ? g_strdup(_("◇ may include a single large case.")) : NULL,
                                  withheld ? g_strdup(pb_withheld_note()) : NULL,
                                  g_strdup(pb_changed_note(context)));
  return table;
}

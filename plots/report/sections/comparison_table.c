/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/text.h"
#include "plots/report/sections/section_parts.h"
#include "plots/report/sentences/words.h"
#include "plots/withheld.h"

static const char *level_text(const pb_type_facts *facts) {
  const int quarter = pb_type_facts_quarter(facts);
  switch (facts->level) {
  case PB_LEVEL_HIGH:
    /* TRANSLATORS: the level of crime compared with the group, in a table */
    return _("high");
  case PB_LEVEL_LOW:
    return _("low");
  case PB_LEVEL_WITHIN:
    return quarter > 0 ? _("highest quarter") : quarter < 0 ? _("lowest quarter") : _("within");
  case PB_LEVEL_NOT_ASSESSED:
    break;
  }
  return "–";
}

static char *or_dash(char *text) {
  return text ? text : g_strdup("–");
}

static char *rate_or_dash(const pb_language *language, pb_optional rate) {
  return rate.known ? pb_format_rate(language, rate.value) : g_strdup("–");
}

static void add_withheld(pb_report_table *table, const pb_language *language,
                         const pb_crime_type *crime) {
  const size_t row = pb_report_table_row(table, crime->parent >= 0 ? 1 : 0);
  pb_report_table_set(table, row, 0, pb_type_row_label(language, crime), PB_SIGN_NONE, false);
  for (size_t column = 1; column < 8; column++)
    pb_report_table_set(table, row, column, g_strdup(PB_WITHHELD_MARK), PB_SIGN_NONE, false);
}

pb_report_table *pb_comparison_table(const pb_context *context, const pb_facts_list *facts) {
  const pb_language *language = context->language;
  const pb_municipality *place = &context->dataset->municipalities[context->municipality];
  const pb_optional none = {false, 0};
  g_autofree char *group = facts->n ? pb_words_group(&facts->all[0]) : g_strdup("");
  g_autofree char *title =
      *group ? g_strdup_printf(_("Compared with %s, the county and the country, %d"), group,
                               context->dataset->period_end)
             : g_strdup_printf(_("Compared with the county and the country, %d"),
                               context->dataset->period_end);
  pb_report_table *table = pb_report_table_new("jamforelse", title);
  table->subtitle = g_strdup(_("Crimes per 100,000 residents; rank 1 is the highest rate, with the "
                               "ranks it may have in brackets"));
  pb_report_table_column(table, "", false, 3.4);
  pb_report_table_column(table, _("per 100,000\nresidents"), true, 1.0);
  pb_report_table_column(table, _("group\nmedian"), true, 0.9);
  pb_report_table_column(table, _("ratio to\nmedian"), true, 0.9);
  pb_report_table_column(table, _("level in\ngroup"), true, 1.3);
  pb_report_table_column(table, _("rank in\ngroup"), true, 1.5);
  pb_report_table_column(table, _("rank in\ncounty"), true, 1.0);
  pb_report_table_column(table, _("rank in\ncountry"), true, 1.1);
  bool withheld = false;
  for (size_t t = 0; t < context->dataset->n_types; t++) {
    const pb_type_facts *type = pb_facts_list_of(facts, (int)t);
    if (!type && pb_is_withheld(context, (int)t, context->dataset->period_end)) {
      add_withheld(table, language, &context->dataset->types[t]);
      withheld = true;
    }
    if (!type)
      continue;
    const bool stands_out = type->level == PB_LEVEL_HIGH || type->level == PB_LEVEL_LOW;
    const size_t row = pb_report_table_row(table, type->crime->parent >= 0 ? 1 : 0);
    char *cells[] = {
        pb_type_row_label(language, type->crime),
        rate_or_dash(language, type->rate),
        rate_or_dash(language, type->group_median),
        type->ratio_to_median.known ? pb_format_number(language, type->ratio_to_median.value, 2)
                                    : g_strdup("–"),
        g_strdup(level_text(type)),
        or_dash(
            pb_words_rank(language, type->rank, type->group_n, type->rank_lower, type->rank_upper)),
        type->county_n.known && type->county_n.value > 1
            ? or_dash(pb_words_rank(language, type->county_rank, type->county_n, none, none))
            : g_strdup("–"),
        or_dash(pb_words_rank(language, type->country_rank, type->country_n, none, none)),
    };
    for (size_t c = 0; c < G_N_ELEMENTS(cells); c++)
      pb_report_table_set(table, row, c, cells[c], PB_SIGN_NONE, c == 1 || (c == 4 && stands_out));
  }
  const pb_optional county_n = facts->n ? facts->all[0].county_n : none;
  const bool alone = county_n.known && county_n.value < 2;
  table->note = pb_join_sentences(
      g_strdup(_("High and low: outside the 99.8 per cent limits of the group in the funnel plot, "
                 "which are wider for small municipalities.")),
      alone ? g_strdup_printf(_("%s is the only municipality of its county."), place->name) : NULL,
      withheld ? g_strdup(pb_withheld_note()) : g_strdup(pb_changed_note(context)));
  return table;
}

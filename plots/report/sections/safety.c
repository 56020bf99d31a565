/* SPDX-License-Identifier: GPL-3.0-or-later */
/** How do people experience it? */
#include <string.h>

#include "engine/text.h"
#include "plots/read.h"
#include "plots/report/section.h"
#include "plots/report/sections/section_parts.h"
#include "plots/report/sentences/safety.h"
#include "plots/report/sentences/words.h"

static char *title_of(const pb_context *context, const pb_result *survey) {
  size_t rose = 0, fell = 0, compared = 0;
  for (size_t i = 0; i < pb_read_rows(survey); i++) {
    const pb_question_facts q = pb_question_facts_read(context, survey, i);
    rose += q.verdict == PB_VERDICT_INCREASE;
    fell += q.verdict == PB_VERDICT_DECREASE;
    compared += q.verdict != PB_VERDICT_NOT_ASSESSED;
  }
  return pb_headline_safety(context->language, rose, fell, compared);
}

/* How many answered in the last wave, and of how many where that is known. */
static char *intro_of(const pb_context *context) {
  const pb_language *language = context->language;
  const pb_result *response = pb_analysis_find(context->analysis, "survey-response", -1);
  const char *place = pb_chart_municipality(context)->name;
  const size_t n = pb_read_rows(response);
  if (n == 0)
    return g_strdup_printf(_("Shares that others have published about %s."), place);
  g_autofree char *count = pb_words_count(language, pb_read_number_or(response, "n", n - 1, 0));
  g_autofree char *wave =
      pb_format_period(language, (pb_period)pb_read_number_or(response, "wave", n - 1, 0));
  double invited, respondents = pb_read_number_or(response, "n", n - 1, 0);
  if (!pb_read_number(response, "invited", n - 1, &invited) || !(invited > 0))
    return g_strdup_printf(_("%s people in %s answered the survey of %s. “Don’t know” is not in "
                             "the base of the shares."),
                           count, place, wave);
  g_autofree char *asked = pb_words_count(language, invited);
  g_autofree char *rate = pb_format_number(language, 100 * respondents / invited, 0);
  return g_strdup_printf(_("%s of %s people asked in %s answered the survey of %s, %s%s. “Don’t "
                           "know” is not in the base of the shares."),
                         count, asked, place, wave, rate, language->percent);
}

static const char *group_words(const pb_result *groups, size_t row) {
  const char *group = pb_read_text(groups, "group", row);
  if (strcmp(pb_read_text(groups, "kind", row), "sex") != 0)
    return group;
  return strcmp(group, "woman") == 0 ? _("women")
         : strcmp(group, "man") == 0 ? _("men")
                                     : _("other");
}

/* The groups of one kind in the order of the result; borrowed keys. */
static GPtrArray *groups_of(const pb_result *groups, const char *kind) {
  GPtrArray *names = g_ptr_array_new();
  for (size_t i = 0; i < pb_read_rows(groups); i++) {
    const char *name = pb_read_text(groups, "group", i);
    if (strcmp(pb_read_text(groups, "kind", i), kind) == 0 &&
        !g_ptr_array_find_with_equal_func(names, name, g_str_equal, NULL))
      g_ptr_array_add(names, (gpointer)name);
  }
  return names;
}

static size_t group_row(const pb_result *groups, const char *question, const char *kind,
                        const char *group) {
  for (size_t i = 0; i < pb_read_rows(groups); i++)
    if (strcmp(pb_read_text(groups, "question", i), question) == 0 &&
        strcmp(pb_read_text(groups, "kind", i), kind) == 0 &&
        strcmp(pb_read_text(groups, "group", i), group) == 0)
      return i;
  return SIZE_MAX;
}

/* "32 (28–36)": per cent with the interval. */
static char *group_cell(const pb_language *language, const pb_result *groups, size_t row) {
  double share, lower, upper;
  if (row == SIZE_MAX || !pb_read_number(groups, "share", row, &share))
    return g_strdup("–");
  g_autofree char *number = pb_format_number(language, 100 * share, 0);
  if (!pb_read_number(groups, "lower", row, &lower) ||
      !pb_read_number(groups, "upper", row, &upper))
    return g_steal_pointer(&number);
  g_autofree char *range = pb_format_range(language, 100 * lower, 100 * upper, 0);
  return g_strdup_printf("%s (%s)", number, range);
}

static void add_group_table(pb_node *section, const pb_context *context, const pb_result *survey,
                            const char *const *kinds, size_t n_kinds, const char *id,
                            const char *title) {
  const pb_result *groups = pb_analysis_find(context->analysis, "survey-groups", -1);
  pb_report_table *table = pb_report_table_new(id, title);
  table->subtitle = g_strdup(_("Per cent of the answers with 95% interval"));
  pb_report_table_column(table, _("question"), false, 3.4);
  size_t n_columns = 0;
  for (size_t k = 0; k < n_kinds; k++) {
    g_autoptr(GPtrArray) names = groups_of(groups, kinds[k]);
    for (guint i = 0; i < names->len; i++) {
      for (size_t row = 0; row < pb_read_rows(groups); row++)
        if (strcmp(pb_read_text(groups, "group", row), names->pdata[i]) == 0 &&
            strcmp(pb_read_text(groups, "kind", row), kinds[k]) == 0) {
          pb_report_table_column(table, group_words(groups, row), true, 1.3);
          n_columns++;
          break;
        }
    }
  }
  for (size_t q = 0; n_columns && q < pb_read_rows(survey); q++) {
    const pb_question_facts facts = pb_question_facts_read(context, survey, q);
    const size_t row = pb_report_table_row(table, 0);
    size_t column = 0;
    pb_report_table_set(table, row, column++, pb_inline_escape(facts.text), PB_SIGN_NONE, false);
    for (size_t k = 0; k < n_kinds; k++) {
      g_autoptr(GPtrArray) names = groups_of(groups, kinds[k]);
      for (guint i = 0; i < names->len; i++)
        pb_report_table_set(table, row, column++,
                            group_cell(context->language, groups,
                                       group_row(groups, pb_read_text(survey, "question", q),
                                                 kinds[k], names->pdata[i])),
                            PB_SIGN_NONE, false);
    }
  }
  table->note = g_strdup(_("– means fewer than 30 answers: not shown."));
  if (n_columns)
    pb_add_table(section, table);
  else
    pb_report_table_free(table);
}

static void add_published_table(pb_node *section, const pb_context *context) {
  const pb_result *published = pb_analysis_find(context->analysis, "survey-published", -1);
  if (pb_read_rows(published) == 0)
    return;
  const pb_language *language = context->language;
  pb_report_table *table =
      pb_report_table_new("trygghet-publicerat", _("Published shares, the latest wave"));
  pb_report_table_column(table, _("question"), false, 2.4);
  pb_report_table_column(table, pb_chart_municipality(context)->name, false, 3.4);
  pb_report_table_column(table, _("women"), true, .9);
  pb_report_table_column(table, _("men"), true, .9);
  pb_report_table_column(table, _("the county"), true, .9);
  pb_report_table_column(table, _("the country"), true, .9);
  for (size_t i = 0; i < pb_read_rows(published); i++) {
    const pb_question_facts q = pb_question_facts_read(context, published, i);
    const size_t row = pb_report_table_row(table, 0);
    const pb_optional others[] = {q.women, q.men, q.county, q.country};
    pb_report_table_set(table, row, 0, pb_inline_escape(q.text), PB_SIGN_NONE, false);
    pb_report_table_set(table, row, 1, pb_sentence_question(language, &q),
                        q.verdict == PB_VERDICT_INCREASE    ? PB_SIGN_INCREASE
                        : q.verdict == PB_VERDICT_DECREASE  ? PB_SIGN_DECREASE
                        : q.verdict == PB_VERDICT_UNDECIDED ? PB_SIGN_UNDECIDED
                                                            : PB_SIGN_NONE,
                        false);
    for (size_t k = 0; k < G_N_ELEMENTS(others); k++)
      pb_report_table_set(table, row, 2 + k, pb_words_share(language, others[k]), PB_SIGN_NONE,
                          false);
  }
  pb_add_table(section, table);
}

static void build(const pb_context *context, pb_node *document) {
  const pb_result *survey = pb_safety_result(context);
  if (!survey)
    return;
  const bool answers = g_str_equal(pb_result_name(survey), "survey");
  pb_node *section =
      pb_start_section(document, "trygghet", _("Safety"), title_of(context, survey),
                       intro_of(context), pb_chart_source(context, PB_SOURCE_SURVEY));
  pb_add_figure(pb_add_cell(pb_add_grid(section), 12),
                pb_figure_make(context, "survey-shares", NULL));
  if (answers) {
    static const char *const people[] = {"sex", "age"}, *const areas[] = {"area"};
    pb_figure *index = pb_figure_make(context, "survey-index", NULL);
    if (index->empty)
      pb_figure_free(index);
    else
      pb_add_figure(pb_add_cell(pb_add_grid(section), 8), index);
    add_group_table(section, context, survey, people, 2, "trygghet-grupper", _("By sex and age"));
    add_group_table(section, context, survey, areas, 1, "trygghet-omraden",
                    _("By part of the municipality"));
  }
  add_published_table(section, context);
}

const pb_section pb_section_safety = {
    .name = "safety",
    .title = N_("Safety"),
    .build = build,
};

/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Did we reach what we agreed, and what came after what we did? */
#include <string.h>

#include "engine/wall_clock.h"
#include "engine/text.h"
#include "plots/read.h"
#include "plots/report/section.h"
#include "plots/report/sections/section_parts.h"
#include "plots/report/sentences/follow_up.h"
#include "plots/report/sentences/words.h"

static const char *party_words(const char *party) {
  static const struct {
    const char *word, *text;
  } parties[] = {{"police", N_("the police")},
                 {"municipality", N_("the municipality")},
                 {"both", N_("both")},
                 {"other", N_("another party")}};
  for (size_t i = 0; i < G_N_ELEMENTS(parties); i++)
    if (strcmp(party, parties[i].word) == 0)
      return _(parties[i].text);
  return "–";
}

/* "1 704 (2023)"; a dash where there is no value. */
static char *value_in_year(const pb_language *language, const pb_goal_facts *goal,
                           pb_optional value, pb_optional year) {
  if (!value.known)
    return g_strdup("–");
  g_autofree char *number = pb_goal_number(language, goal, value.value);
  return year.known ? g_strdup_printf("%s (%d)", number, (int)year.value)
                    : g_steal_pointer(&number);
}

static void add_goal_row(pb_report_table *table, const pb_language *language,
                         const pb_goal_facts *goal) {
  const size_t row = pb_report_table_row(table, 0);
  g_autofree char *title = pb_inline_escape(goal->title), *name = pb_inline_escape(goal->name);
  g_autofree char *unit = pb_inline_escape(goal->unit);
  char *cells[] = {
      g_strdup(goal->id),
      !*name  ? g_strdup(title)
      : *unit ? g_strdup_printf(_("%s. Measure: %s, %s"), title, name, unit)
              : g_strdup_printf(_("%s. Measure: %s"), title, name),
      g_strdup(party_words(goal->responsible)),
      value_in_year(language, goal, goal->baseline, goal->baseline_year),
      value_in_year(language, goal, goal->target, goal->target_year),
      pb_sentence_goal(language, goal),
  };
  for (size_t c = 0; c < G_N_ELEMENTS(cells); c++)
    pb_report_table_set(table, row, c, cells[c], PB_SIGN_NONE, c == 0);
}

static void add_goals_table(pb_node *section, const pb_context *context, const pb_result *goals) {
  pb_report_table *table = pb_report_table_new("mal", _("The goals, one by one"));
  pb_report_table_column(table, "", false, .5);
  pb_report_table_column(table, _("goal"), false, 3.2);
  pb_report_table_column(table, _("responsible"), false, 1.3);
  pb_report_table_column(table, _("baseline"), true, 1.2);
  pb_report_table_column(table, _("target"), true, 1.2);
  pb_report_table_column(table, _("outcome"), false, 3.6);
  for (size_t i = 0; i < pb_read_rows(goals); i++) {
    const pb_goal_facts goal = pb_goal_facts_read(goals, i);
    add_goal_row(table, context->language, &goal);
  }
  table->note =
      g_strdup(_("A goal counts as reached, or as not reached, when the whole interval of the "
                 "outcome lies on one side of the target. Where nobody knows how sure an outcome "
                 "is, the value alone decides, and the table says so."));
  pb_add_table(section, table);
}

static char *day_text(double day_s) {
  const pb_wall_clock at = pb_wall_clock_of((int64_t)day_s);
  return g_strdup_printf("%d-%02d-%02d", at.year, at.month, at.day);
}

static char *days_text(const pb_result *measures, size_t row) {
  double start, end;
  if (!pb_read_number(measures, "start", row, &start))
    return g_strdup("–");
  g_autofree char *from = day_text(start);
  if (!pb_read_number(measures, "end", row, &end))
    return g_strdup_printf(_("from %s"), from);
  g_autofree char *to = day_text(end);
  return g_strdup_printf(_("%s to %s"), from, to);
}

static char *or_dash(const char *text) {
  return *text ? pb_inline_escape(text) : g_strdup("–");
}

static char *place_text(const pb_context *context, const pb_measure_facts *m) {
  return *m->place ? pb_inline_escape(m->place)
                   : pb_inline_escape(pb_chart_municipality(context)->name);
}

static char *outcome_text(const pb_language *language, const pb_measure_facts *m) {
  return pb_join_sentences(pb_join_sentences(pb_sentence_measure(language, m),
                                             pb_sentence_measure_ratio(language, m),
                                             pb_sentence_measure_smallest(language, m)),
                           pb_sentence_measure_events(language, m), NULL);
}

static void add_measures_table(pb_node *section, const pb_context *context,
                               const pb_result *measures) {
  pb_report_table *table = pb_report_table_new("atgarder", _("The measures, one by one"));
  pb_report_table_column(table, "", false, .5);
  pb_report_table_column(table, _("measure"), false, 3);
  pb_report_table_column(table, _("where and when"), false, 1.8);
  pb_report_table_column(table, _("comparison area"), false, 1.4);
  pb_report_table_column(table, _("after the measure"), false, 4.3);
  for (size_t i = 0; i < pb_read_rows(measures); i++) {
    const pb_measure_facts m = pb_measure_facts_read(context, measures, i);
    const size_t row = pb_report_table_row(table, 0);
    g_autofree char *place = place_text(context, &m), *days = days_text(measures, i);
    g_autofree char *title = pb_inline_escape(m.title);
    char *cells[] = {
        g_strdup(m.id),
        g_strdup_printf(_("%s (%s)"), title, party_words(pb_read_text(measures, "responsible", i))),
        g_strdup_printf(_("%s, %s"), place, days), or_dash(m.comparison),
        outcome_text(context->language, &m)};
    for (size_t c = 0; c < G_N_ELEMENTS(cells); c++)
      pb_report_table_set(table, row, c, cells[c], PB_SIGN_NONE, c == 0);
  }
  table->note =
      g_strdup(_("What came after a measure need not be due to it. A comparison area is a fair one "
                 "only if it was chosen before the measure began."));
  pb_add_table(section, table);
}

static char *title_of(const pb_context *context, const pb_result *goals) {
  if (pb_read_rows(goals) == 0)
    return g_strdup(_("The measures, and what came after them"));
  return pb_headline_goals(context->language, (size_t)pb_result_scalar_or(goals, "n_reached", 0),
                           (size_t)pb_result_scalar_or(goals, "n_not_reached", 0),
                           (size_t)pb_result_scalar_or(goals, "n_cannot_be_judged", 0));
}

static char *intro_of(const pb_context *context, const pb_result *goals) {
  const char *place = pb_chart_municipality(context)->name;
  if (pb_read_rows(goals) == 0)
    return g_strdup_printf(_("The data hold measures in %s but no goals."), place);
  return g_strdup_printf(_("What the police and the municipality have agreed on in %s, against the "
                           "outcome up to and including %d. A goal is judged by its own interval; "
                           "what is uncertain is said to be so."),
                         place, context->dataset->period_end);
}

static void build(const pb_context *context, pb_node *document) {
  const pb_result *goals = pb_analysis_find(context->analysis, "goals", -1);
  const pb_result *measures = pb_analysis_find(context->analysis, "measures", -1);
  if (pb_read_rows(goals) == 0 && pb_read_rows(measures) == 0)
    return;
  pb_node *section = pb_start_section(
      document, "uppfoljning", _("Follow-up"), title_of(context, goals), intro_of(context, goals),
      pb_chart_source(context, PB_SOURCE_GOALS | PB_SOURCE_MEASURES | PB_SOURCE_CRIME |
                                   (pb_measures_count_events(measures) ? PB_SOURCE_RECORDS : 0)));
  if (pb_read_rows(goals) > 0) {
    pb_figure *figure = pb_figure_make(context, "goal-outcomes", NULL);
    if (figure->empty)
      pb_figure_free(figure);
    else
      pb_add_figure(pb_add_cell(pb_add_grid(section), 12), figure);
    add_goals_table(section, context, goals);
  }
  if (pb_read_rows(measures) == 0)
    return;
  pb_figure *figure = pb_figure_make(context, "measure-effect", NULL);
  if (figure->empty)
    pb_figure_free(figure);
  else
    pb_add_figure(pb_add_cell(pb_add_grid(section), 12), figure);
  add_measures_table(section, context, measures);
}

const pb_section pb_section_follow_up = {
    .name = "follow-up",
    .title = N_("Follow-up"),
    .build = build,
};

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>

#include "cli/check_print.h"
#include "cli/session.h"
#include "engine/text.h"
#include "io/register_coverage.h"
#include "io/report_parts.h"

/* "municipalities: 5, counties: 1, the country" */
static char *areas_text(const pb_indicator_coverage *one) {
  GString *text = g_string_new(NULL);
  g_autofree char *municipalities = pb_check_number(one->n_municipalities);
  g_autofree char *counties = pb_check_number(one->n_counties);
  if (one->n_municipalities)
    g_string_append_printf(text, _("municipalities: %s"), municipalities);
  g_string_append(text, one->n_municipalities && one->n_counties ? ", " : "");
  if (one->n_counties)
    g_string_append_printf(text, _("counties: %s"), counties);
  g_string_append(text, text->len && one->country ? ", " : "");
  g_string_append(text, one->country ? _("the country") : "");
  return g_string_free(text, FALSE);
}

static void print_indicators(const pb_indicators *indicators) {
  size_t n;
  g_autofree pb_indicator_coverage *list = pb_coverage_of_indicators(indicators, &n);
  if (n)
    printf("  %s\n", _("Indicators:"));
  for (size_t i = 0; i < n; i++) {
    const pb_indicator_coverage *one = &list[i];
    const pb_indicator *indicator = &indicators->indicators[one->indicator];
    g_autofree char *first = pb_period_text(one->first), *last = pb_period_text(one->last),
                    *areas = areas_text(one), *values = pb_check_number(one->n_values),
                    *missing = pb_check_number(one->n_missing);
    g_autofree char *name = *indicator->unit
                                ? g_strdup_printf("%s (%s)", indicator->name, indicator->unit)
                                : g_strdup(indicator->name);
    printf(_("    %1$s: %2$s–%3$s, %4$s; %5$s values, %6$s missing\n"), name, first, last, areas,
           values, missing);
  }
}

static void print_goals(const pb_registers *registers) {
  const pb_goal_coverage all = pb_coverage_of_goals(registers);
  if (!all.n)
    return;
  g_autofree char *n = pb_check_number(all.n), *places = pb_check_number(all.n_municipalities),
                  *targets = pb_check_number(all.without_target),
                  *baselines = pb_check_number(all.without_baseline),
                  *crime = pb_check_number(all.by_crime),
                  *indicator = pb_check_number(all.by_indicator),
                  *survey = pb_check_number(all.by_survey), *other = pb_check_number(all.by_other),
                  *nothing = pb_check_number(all.by_nothing);
  printf(Q_("  Goals: %1$s in %2$s municipality; %3$s without a target, %4$s with a target but no "
            "baseline\n",
            "  Goals: %1$s in %2$s municipalities; %3$s without a target, %4$s with a target but "
            "no baseline\n",
            (gulong)all.n_municipalities),
         n, places, targets, baselines);
  printf(_("    measured by a crime type: %1$s, by an indicator: %2$s, by a survey question: %3$s, "
           "by something else: %4$s, not said: %5$s\n"),
         crime, indicator, survey, other, nothing);
}

static void print_measures(const pb_registers *registers) {
  const pb_measure_coverage all = pb_coverage_of_measures(registers);
  if (!all.n)
    return;
  g_autofree char *n = pb_check_number(all.n), *places = pb_check_number(all.n_municipalities),
                  *goals = pb_check_number(all.without_goal),
                  *starts = pb_check_number(all.without_start),
                  *comparisons = pb_check_number(all.with_comparison);
  printf(Q_("  Measures: %1$s in %2$s municipality; %3$s without a goal, %4$s without a first day, "
            "%5$s with a comparison area\n",
            "  Measures: %1$s in %2$s municipalities; %3$s without a goal, %4$s without a first "
            "day, %5$s with a comparison area\n",
            (gulong)all.n_municipalities),
         n, places, goals, starts, comparisons);
}

static void print_priorities(const pb_registers *registers) {
  const pb_priority_coverage all = pb_coverage_of_priorities(registers);
  if (all.n_scores + all.n_harm == 0)
    return;
  g_autofree char *scores = pb_check_number(all.n_scores), *harm = pb_check_number(all.n_harm);
  printf(_("  Priorities: set by the parties for %1$s problem areas, harm given for %2$s\n"),
         scores, harm);
}

static char *place_text(const pb_dataset *dataset, const pb_comment *comment) {
  if (comment->everywhere)
    return g_strdup(_("all municipalities"));
  if (comment->n_municipalities == 1)
    return g_strdup(dataset->municipalities[comment->municipalities[0]].name);
  g_autofree char *n = pb_check_number(comment->n_municipalities);
  return g_strdup_printf(_("%s municipalities"), n);
}

static const char *subject_text(const pb_dataset *dataset, const pb_comment *comment) {
  if (comment->problem_area < 0)
    return _(pb_report_part_title(comment->section));
  const pb_problem_area *area = &dataset->areas[comment->problem_area];
  return g_str_equal(pb_session_language()->code, "sv") ? area->label_sv : area->label_en;
}

static void print_comments(const pb_dataset *dataset) {
  if (!dataset->comments)
    return;
  printf("  %s\n", _("Comments:"));
  for (size_t i = 0; i < dataset->comments->n; i++) {
    const pb_comment *comment = &dataset->comments->list[i];
    g_autofree char *place = place_text(dataset, comment);
    printf("    %s: %s%s\n", place, subject_text(dataset, comment),
           comment->restricted ? _(" (internal version only)") : "");
  }
}

void pb_check_print_registers(const pb_dataset *dataset) {
  print_indicators(dataset->indicators);
  print_goals(dataset->registers);
  print_measures(dataset->registers);
  print_priorities(dataset->registers);
  print_comments(dataset);
}

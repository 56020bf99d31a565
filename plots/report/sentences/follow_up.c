/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/report/sentences/follow_up.h"

#include <math.h>
#include <string.h>

#include "engine/text.h"
#include "plots/place_words.h"
#include "plots/read.h"
#include "plots/report/sentences/words.h"
#include "plots/report/tree.h"

pb_goal_facts pb_goal_facts_read(const pb_result *goals, size_t row) {
  pb_goal_facts goal = {
      .id = pb_read_text(goals, "goal", row),
      .title = pb_read_text(goals, "title", row),
      .name = pb_read_text(goals, "outcome_name", row),
      .unit = pb_read_text(goals, "unit", row),
      .type = pb_read_text(goals, "type", row),
      .area = pb_read_text(goals, "area", row),
      .responsible = pb_read_text(goals, "responsible", row),
      .verdict = pb_read_text(goals, "verdict", row),
      .judged_by = pb_read_text(goals, "judged_by", row),
      .reason = pb_read_text(goals, "reason", row),
      .due = pb_read_flag(goals, "due", row),
      .baseline_year = pb_result_cell(goals, "baseline_year", row),
      .baseline = pb_result_cell(goals, "baseline", row),
      .target_year = pb_result_cell(goals, "target_year", row),
      .target = pb_result_cell(goals, "target", row),
      .year = pb_result_cell(goals, "year", row),
      .outcome = pb_result_cell(goals, "outcome", row),
      .lower = pb_result_cell(goals, "lower", row),
      .upper = pb_result_cell(goals, "upper", row),
      .meets = pb_result_cell(goals, "meets", row),
      .smallest = pb_result_cell(goals, "smallest_effect", row),
      .count = pb_result_cell(goals, "count", row),
  };
  bool crime = strcmp(pb_read_text(goals, "kind", row), "crime") == 0;
  goal.is_count =
      crime && (!goal.count.known || fabs(goal.count.value - goal.outcome.value) < 1e-9);
  goal.is_rate = crime && !goal.is_count;
  return goal;
}

char *pb_goal_number(const pb_language *language, const pb_goal_facts *goal, double value) {
  if (goal->is_rate)
    return pb_format_rate(language, value);
  return pb_format_number(language, value, goal->is_count || fabs(value) >= 1000 ? 0 : 1);
}

static bool is(const char *text, const char *word) {
  return strcmp(text, word) == 0;
}

const char *pb_goal_verdict_words(const pb_goal_facts *goal) {
  if (is(goal->verdict, "reached"))
    return _("reached");
  if (is(goal->verdict, "not-reached"))
    return _("not reached");
  if (goal->outcome.known && !goal->due && goal->target.known)
    return _("not due yet");
  return _("cannot be judged");
}

/* A text of the register as it stands, else a sentence of ours in the report's language. */
static char *reason_text(const pb_goal_facts *goal) {
  if (!*goal->reason)
    return NULL;
  const bool own = is(goal->judged_by, "register");
  g_autofree char *text = own ? pb_inline_escape(goal->reason) : g_strdup(_(goal->reason));
  return g_str_has_suffix(text, ".") ? g_steal_pointer(&text) : g_strdup_printf("%s.", text);
}

static char *by_hand(const pb_goal_facts *goal) {
  g_autofree char *reason = reason_text(goal);
  if (!is(goal->judged_by, "register"))
    return reason ? g_steal_pointer(&reason) : g_strdup(_("The goal cannot be judged."));
  const char *judged = is(goal->verdict, "reached") ? _("Judged by the parties: reached.")
                       : is(goal->verdict, "not-reached")
                           ? _("Judged by the parties: not reached.")
                           : _("The parties have not judged it finally.");
  return reason ? g_strdup_printf("%s %s", judged, reason) : g_strdup(judged);
}

static char *interval_words(const pb_language *language, const pb_goal_facts *goal) {
  if (!goal->lower.known || !goal->upper.known)
    return g_strdup(_("its certainty is not known"));
  g_autofree char *lower = pb_goal_number(language, goal, goal->lower.value);
  g_autofree char *upper = pb_goal_number(language, goal, goal->upper.value);
  return g_strdup_printf(_("95%% interval %s to %s"), lower, upper);
}

char *pb_sentence_goal(const pb_language *language, const pb_goal_facts *goal) {
  if (!goal->outcome.known || !goal->target.known)
    return by_hand(goal);
  g_autofree char *outcome = pb_goal_number(language, goal, goal->outcome.value);
  g_autofree char *target = pb_goal_number(language, goal, goal->target.value);
  g_autofree char *sure = interval_words(language, goal);
  const int year = (int)goal->year.value;
  if (is(goal->verdict, "reached"))
    return g_strdup_printf(_("**Reached:** %s in %d, target %s (%s)."), outcome, year, target,
                           sure);
  if (is(goal->verdict, "not-reached"))
    return g_strdup_printf(_("**Not reached:** %s in %d, target %s (%s)."), outcome, year, target,
                           sure);
  if (!goal->due && goal->target_year.known)
    return g_strdup_printf(_("**Not due until %d:** %s in %d, target %s (%s)."),
                           (int)goal->target_year.value, outcome, year, target, sure);
  g_autofree char *reason = reason_text(goal);
  return g_strdup_printf(_("**Cannot be judged:** %s in %d, target %s (%s). %s"), outcome, year,
                         target, sure, reason ? reason : "");
}

char *pb_headline_goals(const pb_language *language, size_t n_reached, size_t n_missed,
                        size_t n_open) {
  const size_t n = n_reached + n_missed + n_open;
  if (n == 1)
    return g_strdup(n_reached  ? _("The goal that was agreed on is reached")
                    : n_missed ? _("The goal that was agreed on is not reached")
                               : _("The goal that was agreed on cannot be judged yet"));
  g_autofree char *all = pb_format_small_number(language, (int)n);
  if (n_reached == 0)
    return g_strdup_printf(_("None of the %s goals is reached for certain"), all);
  if (n_reached == 1)
    return g_strdup_printf(_("One of the %s goals is reached"), all);
  g_autofree char *reached = pb_format_small_number(language, (int)n_reached);
  g_autofree char *title = g_strdup_printf(_("%s of the %s goals are reached"), reached, all);
  return pb_capitalise(title);
}

static pb_period period_at(const pb_result *result, const char *column, size_t row) {
  return (pb_period)pb_read_number_or(result, column, row, 0);
}

pb_measure_facts pb_measure_facts_read(const pb_context *context, const pb_result *measures,
                                       size_t row) {
  const int type = pb_dataset_type(context->dataset, pb_read_text(measures, "type", row));
  const int area = pb_dataset_area(context->dataset, pb_read_text(measures, "area", row));
  const bool is_events = is(pb_read_text(measures, "counted", row), "events");
  return (pb_measure_facts){
      .id = pb_read_text(measures, "measure", row),
      .title = pb_read_text(measures, "title", row),
      .place = pb_read_text(measures, "place", row),
      .comparison = pb_read_text(measures, "comparison", row),
      .displacement = pb_read_text(measures, "displacement", row),
      .is_events = is_events,
      .area = area < 0 ? "" : pb_area_label(context, area),
      .reason = pb_read_text(measures, "reason", row),
      .noun = is_events  ? _("recorded events")
              : type < 0 ? ""
                         : pb_type_noun(context->language, &context->dataset->types[type]),
      .wdd_verdict = pb_verdict_read(pb_read_text(measures, "wdd_verdict", row)),
      .ratio_verdict = pb_verdict_read(pb_read_text(measures, "ratio_verdict", row)),
      .before_first = period_at(measures, "before_first", row),
      .before_last = period_at(measures, "before_last", row),
      .after_first = period_at(measures, "after_first", row),
      .after_last = period_at(measures, "after_last", row),
      .treated_before = pb_result_cell(measures, "treated_before", row),
      .treated_after = pb_result_cell(measures, "treated_after", row),
      .comparison_before = pb_result_cell(measures, "comparison_before", row),
      .comparison_after = pb_result_cell(measures, "comparison_after", row),
      .displacement_before = pb_result_cell(measures, "displacement_before", row),
      .displacement_after = pb_result_cell(measures, "displacement_after", row),
      .wdd = pb_result_cell(measures, "wdd", row),
      .wdd_lower = pb_result_cell(measures, "wdd_lower", row),
      .wdd_upper = pb_result_cell(measures, "wdd_upper", row),
      .wdd_smallest = pb_result_cell(measures, "wdd_smallest", row),
      .ratio = pb_result_cell(measures, "ratio", row),
      .ratio_lower = pb_result_cell(measures, "ratio_lower", row),
      .ratio_upper = pb_result_cell(measures, "ratio_upper", row),
      .smallest_decrease = pb_result_cell(measures, "ratio_smallest_decrease", row),
      .smallest_increase = pb_result_cell(measures, "ratio_smallest_increase", row),
  };
}

bool pb_measures_count_events(const pb_result *measures) {
  double wdd;
  for (size_t i = 0; i < pb_read_rows(measures); i++)
    if (is(pb_read_text(measures, "counted", i), "events") &&
        pb_read_number(measures, "wdd", i, &wdd))
      return true;
  return false;
}

char *pb_words_periods(const pb_language *language, pb_period first, pb_period last) {
  if (pb_period_per_year(first) == 1)
    return pb_words_years(pb_period_year(first), pb_period_year(last));
  g_autofree char *from = pb_format_period(language, first);
  g_autofree char *to = pb_format_period(language, last);
  return first == last ? g_strdup(from) : g_strdup_printf(_("%s to %s"), from, to);
}

char *pb_words_signed(const pb_language *language, double value, int decimals) {
  char *number = pb_format_number(language, value, decimals);
  if (value <= 0 || !strpbrk(number, "123456789"))
    return number;
  char *with_sign = g_strconcat("+", number, NULL);
  g_free(number);
  return with_sign;
}

/** "Karlskoga och Kumla" of the register's "Karlskoga, Kumla". */
static char *comparison_areas(const pb_measure_facts *m) {
  g_auto(GStrv) parts = g_strsplit_set(m->comparison, ",;", -1);
  g_autoptr(GPtrArray) names = g_ptr_array_new();
  for (char **part = parts; *part; part++)
    if (*g_strstrip(*part))
      g_ptr_array_add(names, *part);
  return pb_words_list((const char *const *)names->pdata, names->len);
}

char *pb_sentence_measure(const pb_language *language, const pb_measure_facts *m) {
  if (!m->wdd.known || !m->wdd_lower.known || !m->wdd_upper.known)
    return g_strdup(*m->reason ? _(m->reason) : _("No effect can be computed."));
  g_autofree char *others = comparison_areas(m);
  g_autofree char *after = pb_words_periods(language, m->after_first, m->after_last);
  g_autofree char *before = pb_words_periods(language, m->before_first, m->before_last);
  g_autofree char *size = pb_words_mean(language, fabs(m->wdd.value));
  g_autofree char *lower = pb_words_signed(language, m->wdd_lower.value, 0);
  g_autofree char *upper = pb_words_signed(language, m->wdd_upper.value, 0);
  switch (m->wdd_verdict) {
  case PB_VERDICT_DECREASE:
    return g_strdup_printf(
        _("After the measure (%s against %s) there were %s fewer %s than the change in %s would "
          "have given (95%% interval %s to %s). **The difference is established.**"),
        after, before, size, m->noun, others, lower, upper);
  case PB_VERDICT_INCREASE:
    return g_strdup_printf(
        _("After the measure (%s against %s) there were %s more %s than the change in %s would "
          "have given (95%% interval %s to %s). **The difference is established.**"),
        after, before, size, m->noun, others, lower, upper);
  default:
    break;
  }
  g_autofree char *difference = pb_words_signed(language, m->wdd.value, 0);
  return g_strdup_printf(
      _("After the measure (%s against %s) the number of %s differed by %s from what the change in "
        "%s would have given (95%% interval %s to %s): **no established difference**."),
      after, before, m->noun, difference, others, lower, upper);
}

char *pb_sentence_measure_ratio(const pb_language *language, const pb_measure_facts *m) {
  if (!m->ratio.known || !m->ratio_lower.known || !m->ratio_upper.known)
    return NULL;
  g_autofree char *others = comparison_areas(m);
  g_autofree char *ratio = pb_format_number(language, m->ratio.value, 2);
  g_autofree char *lower = pb_format_number(language, m->ratio_lower.value, 2);
  g_autofree char *upper = pb_format_number(language, m->ratio_upper.value, 2);
  const bool sure =
      m->ratio_verdict == PB_VERDICT_DECREASE || m->ratio_verdict == PB_VERDICT_INCREASE;
  return g_strdup_printf(
      sure ? _("As a ratio the change was %s times that of %s (95%% interval %s to %s), an "
               "established difference.")
           : _("As a ratio the change was %s times that of %s (95%% interval %s to %s), no "
               "established difference."),
      ratio, others, lower, upper);
}

char *pb_sentence_measure_events(const pb_language *language, const pb_measure_facts *m) {
  if (!m->is_events || !m->wdd.known)
    return NULL;
  if (!m->displacement_before.known || !m->displacement_after.known)
    return g_strdup_printf(_("Counted are recorded events under “%s” whose place is known."),
                           m->area);
  g_autofree char *before = pb_words_count(language, m->displacement_before.value);
  g_autofree char *after = pb_words_count(language, m->displacement_after.value);
  return g_strdup_printf(_("Counted are recorded events under “%s” whose place is known. In %s, "
                           "where they may have moved, there were %s before and %s after."),
                         m->area, m->displacement, before, after);
}

char *pb_sentence_measure_smallest(const pb_language *language, const pb_measure_facts *m) {
  if (!m->wdd_smallest.known)
    return NULL;
  g_autofree char *smallest = pb_format_number(language, ceil(m->wdd_smallest.value), 0);
  if (!m->smallest_decrease.known || !m->smallest_increase.known)
    return g_strdup_printf(m->is_events
                               ? _("Differences below %s events could not have been seen.")
                               : _("Differences below %s crimes could not have been seen."),
                           smallest);
  g_autofree char *down = pb_format_number(language, m->smallest_decrease.value, 2);
  g_autofree char *up = pb_format_number(language, m->smallest_increase.value, 2);
  return g_strdup_printf(m->is_events ? _("Differences below %s events, and ratios between %s and "
                                          "%s, could not have been seen.")
                                      : _("Differences below %s crimes, and ratios between %s and "
                                          "%s, could not have been seen."),
                         smallest, down, up);
}

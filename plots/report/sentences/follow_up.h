/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * What came of goals and measures. Pure functions of plain facts; the rules of sentences.h hold,
 * and a change that follows a measure comes "after" it. Every function that returns char * gives a
 * new string: g_free.
 */
#ifndef PB_PLOTS_REPORT_SENTENCES_FOLLOW_UP_H
#define PB_PLOTS_REPORT_SENTENCES_FOLLOW_UP_H

#include "plots/report/sentences/facts.h"

/** One goal; texts are borrowed from the result. */
typedef struct {
  const char *id, *title, *name, *unit, *type, *area, *responsible;
  bool is_count; /**< the outcome is a number of crimes: whole */
  bool is_rate;  /**< crimes per 100 000 */
  const char *verdict, *judged_by, *reason;
  bool due;
  pb_optional baseline_year, baseline, target_year, target, year, outcome, lower, upper, meets,
      smallest, count;
} pb_goal_facts;

/** Row of a "goals" result. */
pb_goal_facts pb_goal_facts_read(const pb_result *goals, size_t row);
/** A value of the goal as its unit is written: whole crimes, else a rate or one decimal. */
char *pb_goal_number(const pb_language *language, const pb_goal_facts *goal, double value);
/** "reached", "not reached", "cannot be judged": borrowed, translated. */
const char *pb_goal_verdict_words(const pb_goal_facts *goal);
/** The verdict with its number and its certainty, one sentence or two. */
char *pb_sentence_goal(const pb_language *language, const pb_goal_facts *goal);
/** How many of the goals are reached. */
char *pb_headline_goals(const pb_language *language, size_t n_reached, size_t n_missed,
                        size_t n_open);

/** One measure; texts are borrowed. Without effect `reason` says why. */
typedef struct {
  const char *id, *title, *place, *comparison, *displacement, *reason;
  const char *noun; /**< "burglaries", "recorded events" */
  bool is_events;   /**< recorded events in parts of the municipality were counted */
  const char *area; /**< of the events: label of the problem area; "" */
  pb_verdict wdd_verdict, ratio_verdict;
  pb_period before_first, before_last, after_first, after_last; /**< 0: no effect */
  pb_optional treated_before, treated_after, comparison_before, comparison_after,
      displacement_before, displacement_after;
  pb_optional wdd, wdd_lower, wdd_upper, wdd_smallest, ratio, ratio_lower, ratio_upper,
      smallest_decrease, smallest_increase;
} pb_measure_facts;

/** Row of a "measures" result. */
pb_measure_facts pb_measure_facts_read(const pb_context *context, const pb_result *measures,
                                       size_t row);
/** Does an effect of a "measures" result rest on recorded events? */
bool pb_measures_count_events(const pb_result *measures);
/** "2025", "kvartal 1 2024–kvartal 4 2025". */
char *pb_words_periods(const pb_language *language, pb_period first, pb_period last);
/** A difference with its sign: "−52", "+7", "0". */
char *pb_words_signed(const pb_language *language, double value, int decimals);
/** The change in crimes against the comparison area's, with its interval; else why there is none.
 */
char *pb_sentence_measure(const pb_language *language, const pb_measure_facts *measure);
/** The same as a ratio of ratios; NULL without one. */
char *pb_sentence_measure_ratio(const pb_language *language, const pb_measure_facts *measure);
/** What was counted where it is not reported crime, and what came in the area that events may have
 * moved to; NULL where there is nothing to say. */
char *pb_sentence_measure_events(const pb_language *language, const pb_measure_facts *measure);
/** The smallest difference that could have been seen; NULL without an effect. */
char *pb_sentence_measure_smallest(const pb_language *language, const pb_measure_facts *measure);

#endif

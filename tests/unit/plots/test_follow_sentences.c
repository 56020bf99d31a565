/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sentences about goals, measures, priorities and surveys: first on hand-made facts, then the
 * wording rules over every mix of verdicts and missing numbers. */
#include <string.h>

#include "plots/report/sentences/follow_up.h"
#include "plots/report/sentences/priority.h"
#include "plots/report/sentences/safety.h"

static const pb_language *english(void) {
  return pb_language_find("en");
}

static pb_optional known(double value) {
  return (pb_optional){true, value};
}

static void expect(char *text, const char *wanted) {
  g_assert_cmpstr(text, ==, wanted);
  g_free(text);
}

static pb_goal_facts burglaries(void) {
  return (pb_goal_facts){.id = "M1",
                         .title = "Fewer burglaries",
                         .name = "Burglaries",
                         .unit = "",
                         .type = "burglary",
                         .area = "",
                         .responsible = "both",
                         .is_count = true,
                         .verdict = "reached",
                         .judged_by = "data",
                         .reason = "",
                         .due = true,
                         .year = known(2025),
                         .target_year = known(2025),
                         .target = known(1363),
                         .outcome = known(1299),
                         .lower = known(1229),
                         .upper = known(1355)};
}

static void test_goals(void) {
  pb_goal_facts goal = burglaries();
  expect(pb_sentence_goal(english(), &goal),
         "**Reached:** 1,299 in 2025, target 1,363 (95% interval 1,229 to 1,355).");
  goal.verdict = "cannot-be-judged";
  goal.reason = "The value meets the target, but chance alone could be the reason.";
  expect(pb_sentence_goal(english(), &goal),
         "**Cannot be judged:** 1,299 in 2025, target 1,363 (95% interval 1,229 to 1,355). The "
         "value meets the target, but chance alone could be the reason.");
  goal.due = false;
  goal.target_year = known(2026);
  goal.lower.known = false;
  expect(pb_sentence_goal(english(), &goal),
         "**Not due until 2026:** 1,299 in 2025, target 1,363 (its certainty is not known).");
  goal = (pb_goal_facts){.verdict = "reached",
                         .judged_by = "register",
                         .reason = "The routine is decided",
                         .unit = "",
                         .type = ""};
  expect(pb_sentence_goal(english(), &goal),
         "Judged by the parties: reached. The routine is decided.");
  expect(pb_headline_goals(english(), 0, 2, 1), "None of the three goals is reached for certain");
  expect(pb_headline_goals(english(), 1, 2, 1), "One of the four goals is reached");
  expect(pb_headline_goals(english(), 2, 2, 1), "Two of the five goals are reached");
  expect(pb_headline_goals(english(), 0, 1, 0), "The goal that was agreed on is not reached");
}

static pb_measure_facts watch(void) {
  return (pb_measure_facts){.id = "Å2",
                            .title = "Neighbourhood watch",
                            .place = "",
                            .comparison = "Karlskoga, Kumla",
                            .reason = "",
                            .noun = "burglaries",
                            .wdd_verdict = PB_VERDICT_UNDECIDED,
                            .ratio_verdict = PB_VERDICT_UNDECIDED,
                            .before_first = pb_period_make(2023, 1, 1),
                            .before_last = pb_period_make(2023, 1, 1),
                            .after_first = pb_period_make(2025, 1, 1),
                            .after_last = pb_period_make(2025, 1, 1),
                            .wdd = known(-104.2),
                            .wdd_lower = known(-300),
                            .wdd_upper = known(91),
                            .wdd_smallest = known(195.6),
                            .ratio = known(.93),
                            .ratio_lower = known(.76),
                            .ratio_upper = known(1.13),
                            .smallest_decrease = known(.82),
                            .smallest_increase = known(1.22)};
}

static void test_measures(void) {
  pb_measure_facts measure = watch();
  expect(pb_sentence_measure(english(), &measure),
         "After the measure (2025 against 2023) the number of burglaries differed by −104 from "
         "what the change in Karlskoga and Kumla would have given (95% interval −300 to +91): **no "
         "established difference**.");
  expect(pb_sentence_measure_ratio(english(), &measure),
         "As a ratio the change was 0.93 times that of Karlskoga and Kumla (95% interval 0.76 to "
         "1.13), no "
         "established difference.");
  expect(pb_sentence_measure_smallest(english(), &measure),
         "Differences below 196 crimes, and ratios between 0.82 and 1.22, could not have been "
         "seen.");
  measure.wdd_verdict = PB_VERDICT_DECREASE;
  measure.wdd_upper = known(-12);
  expect(pb_sentence_measure(english(), &measure),
         "After the measure (2025 against 2023) there were 104 fewer burglaries than the change "
         "in Karlskoga and Kumla would have given (95% interval −300 to −12). **The difference is "
         "established.**");
  measure.wdd.known = false;
  measure.reason = "No crime was counted in either area.";
  expect(pb_sentence_measure(english(), &measure), "No crime was counted in either area.");
  measure.ratio.known = measure.wdd_smallest.known = false;
  g_assert_null(pb_sentence_measure_ratio(english(), &measure));
  g_assert_null(pb_sentence_measure_smallest(english(), &measure));
}

static void test_measures_in_parts(void) {
  pb_measure_facts measure = watch();
  measure.is_events = true;
  measure.area = "Theft by burglary";
  measure.displacement = "Vivalla";
  expect(pb_sentence_measure_events(english(), &measure),
         "Counted are recorded events under “Theft by burglary” whose place is known.");
  measure.displacement_before = known(18);
  measure.displacement_after = known(25);
  expect(pb_sentence_measure_events(english(), &measure),
         "Counted are recorded events under “Theft by burglary” whose place is known. In Vivalla, "
         "where they may have moved, there were 18 before and 25 after.");
  expect(pb_sentence_measure_smallest(english(), &measure),
         "Differences below 196 events, and ratios between 0.82 and 1.22, could not have been "
         "seen.");
  measure.is_events = false;
  g_assert_null(pb_sentence_measure_events(english(), &measure));
}

static void test_survey(void) {
  pb_question_facts question = {.text = "Unsafe?",
                                .n = known(640),
                                .share = known(.321),
                                .lower = known(.286),
                                .upper = known(.358),
                                .difference = known(.049),
                                .difference_lower = known(.003),
                                .difference_upper = known(.095),
                                .verdict = PB_VERDICT_UNDECIDED};
  expect(pb_sentence_question(english(), &question),
         "32.1% (95% interval 28.6 to 35.8). No established change: +4.9 percentage points (+0.3 "
         "to +9.5).");
  question.verdict = PB_VERDICT_INCREASE;
  expect(pb_sentence_question(english(), &question),
         "32.1% (95% interval 28.6 to 35.8). An established increase of +4.9 percentage points "
         "(+0.3 to +9.5).");
  question.lower.known = question.difference.known = question.n.known = false;
  expect(pb_sentence_question(english(), &question),
         "32.1%; the number of answers is not published, so no interval can be computed.");
  question.share.known = false;
  expect(pb_sentence_question(english(), &question), "Fewer than 30 answers: not shown.");
  expect(pb_headline_safety(english(), 1, 0, 14), "The share increased for 1 of 14 questions");
  expect(pb_headline_safety(english(), 0, 0, 14),
         "No established change in how people experience safety");
  expect(pb_headline_safety(english(), 0, 0, 0), "How people experience safety, in one wave");
}

static void test_priority(void) {
  static const char *const areas[] = {"Theft", "Traffic", "Drugs", "Damage"};
  expect(pb_headline_priority(areas, 1, 5), "Most points by the criteria: Theft");
  expect(pb_headline_priority(areas, 2, 5),
         "Most points by the criteria, equally many: Theft and Traffic");
  expect(pb_headline_priority(areas, 4, 5), "No problem area clearly comes before the others");
  expect(pb_headline_priority(areas, 2, 2), "No problem area clearly comes before the others");
  expect(pb_sentence_priority_order(english(), known(0), known(0), NULL),
         "The order stays the same when any one cut point is moved by a fifth.");
  expect(pb_sentence_priority_order(english(), known(.02), known(.14), "change"),
         "When one cut point is moved by a fifth, on average 2% of the pairs of areas change "
         "order, and at most 14% (the cut points of “change”).");
  expect(pb_criterion_value(english(), "gap", 1.18), "+18%");
  expect(pb_criterion_value(english(), "volume", 3253), "3,253");
  expect(pb_criterion_value(english(), "worry", .349), "35%");
}

static void test_choices(void) {
  pb_choice_facts choice = {.label = "Damage",
                            .reason = "Seen near schools",
                            .confidence = "medium",
                            .score = 3.5,
                            .computed_score = known(1.75),
                            .computed_place = known(6)};
  expect(pb_sentence_choice(english(), &choice),
         "**Damage: set to 3.5 by the parties**, with medium confidence. Their reason: Seen near "
         "schools. The numbers alone give 1.8 and place 6.");
  choice.confidence = "unknown";
  choice.reason = "Two deaths.";
  choice.computed_place.known = false;
  expect(pb_sentence_choice(english(), &choice),
         "**Damage: set to 3.5 by the parties.** Their reason: Two deaths. The numbers alone are "
         "too few for a place.");
  expect(pb_criterion_value(english(), "trend", .95), "−5%");
  expect(pb_criterion_value(english(), "harm", 1250.4), "1,250");
}

/* What came after is never said to come from. */
static void check_words(char *text, bool may_say_established) {
  static const char *const causal[] = {"because",  "thanks to", "caused", "led to",
                                       "resulted", "effect of", "due to", "prevented"};
  g_assert_nonnull(text);
  for (size_t i = 0; i < G_N_ELEMENTS(causal); i++)
    if (strstr(text, causal[i]))
      g_error("“%s” says “%s”", text, causal[i]);
  g_assert_null(strstr(text, "nan"));
  g_assert_null(strstr(text, "inf "));
  if (!may_say_established)
    g_assert_null(strstr(text, "is established"));
  g_free(text);
}

static void test_rules(void) {
  static const pb_verdict verdicts[] = {PB_VERDICT_NOT_ASSESSED, PB_VERDICT_UNDECIDED,
                                        PB_VERDICT_INCREASE, PB_VERDICT_DECREASE};
  for (size_t v = 0; v < G_N_ELEMENTS(verdicts); v++)
    for (int missing = 0; missing < 16; missing++) {
      pb_measure_facts measure = watch();
      measure.wdd_verdict = measure.ratio_verdict = verdicts[v];
      measure.wdd.known = !(missing & 1);
      measure.wdd_lower.known = !(missing & 2);
      measure.ratio.known = !(missing & 4);
      measure.smallest_decrease.known = !(missing & 8);
      check_words(pb_sentence_measure(english(), &measure),
                  verdicts[v] == PB_VERDICT_INCREASE || verdicts[v] == PB_VERDICT_DECREASE);
      char *ratio = pb_sentence_measure_ratio(english(), &measure);
      if (ratio)
        check_words(ratio, false);
    }
}

/* Few crimes are told as counts: no sentence of a measure holds a per cent of them. */
static void test_no_per_cent_of_counts(void) {
  pb_measure_facts measure = watch();
  measure.wdd = known(-3);
  measure.wdd_lower = known(-9);
  measure.wdd_upper = known(3);
  g_autofree char *words = pb_sentence_measure(english(), &measure);
  g_autofree char *without = g_strdup(words);
  char *interval = strstr(without, "95%");
  g_assert_nonnull(interval);
  interval[2] = ' ';
  g_assert_null(strchr(without, '%'));
  g_assert_null(strstr(without, "per cent"));
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/follow-sentences/goals", test_goals);
  g_test_add_func("/follow-sentences/measures", test_measures);
  g_test_add_func("/follow-sentences/measures-in-parts", test_measures_in_parts);
  g_test_add_func("/follow-sentences/survey", test_survey);
  g_test_add_func("/follow-sentences/priority", test_priority);
  g_test_add_func("/follow-sentences/choices", test_choices);
  g_test_add_func("/follow-sentences/rules", test_rules);
  g_test_add_func("/follow-sentences/counts", test_no_per_cent_of_counts);
  return g_test_run();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The wording rules, first on hand-made facts, then over every mix of small and large counts,
 * verdicts, levels and missing numbers. */
#include <string.h>

#include "plots/report/sentences/findings.h"
#include "plots/report/sentences/sentences.h"
#include "plots/report/sentences/words.h"

static const pb_crime_type total = {.key = (char *)"total",
                                    .noun_en = (char *)"reported crimes",
                                    .noun_def_en = (char *)"the reported crimes",
                                    .label_en = (char *)"All crimes",
                                    .parent = -1,
                                    .is_total = true};
static const pb_crime_type theft = {.key = (char *)"theft",
                                    .noun_en = (char *)"thefts",
                                    .noun_def_en = (char *)"the thefts",
                                    .label_en = (char *)"Thefts",
                                    .parent = -1};
static const pb_crime_type burglary = {.key = (char *)"burglary",
                                       .noun_en = (char *)"burglaries",
                                       .noun_def_en = (char *)"the burglaries",
                                       .label_en = (char *)"Burglaries",
                                       .parent = 1};
static const pb_crime_type drugs = {.key = (char *)"drugs_weapons",
                                    .noun_en = (char *)"drug and weapon offences",
                                    .noun_def_en = (char *)"the drug and weapon offences",
                                    .label_en = (char *)"Drug and weapon offences",
                                    .parent = -1};

static const pb_language *english(void) {
  return pb_language_find("en");
}

static pb_optional known(double value) {
  return (pb_optional){true, value};
}

/* Thefts fell from a mean of 8 450 to 7 781; the group is B3 with 23 members. */
static pb_type_facts large(void) {
  return (pb_type_facts){
      .type = 1,
      .crime = &theft,
      .last_year = 2025,
      .base_first_year = 2022,
      .count = {known(9612), known(8607), known(7781)},
      .rate = known(4851),
      .rate_lower = known(4744),
      .rate_upper = known(4960),
      .pooled = known(5420),
      .pooled_lower = known(5360),
      .pooled_upper = known(5481),
      .base_count = known(9450),
      .base_rate = known(6082),
      .ratio = known(0.798),
      .ratio_lower = known(0.75),
      .ratio_upper = known(0.85),
      .verdict = PB_VERDICT_DECREASE,
      .verdict_reason = "",
      .smallest_up = known(1.131),
      .smallest_down = known(0.88),
      .smallest_count_up = known(8800),
      .previous_count = known(8607),
      .previous_verdict = PB_VERDICT_UNDECIDED,
      .group_code = "B3",
      .group_name = "Större stad",
      .group_n = known(23),
      .group_median = known(4000),
      .rank = known(7),
      .rank_lower = known(5),
      .rank_upper = known(9),
      .county_n = known(12),
      .county_rank = known(2),
      .country_n = known(290),
      .country_rank = known(40),
      .ratio_to_median = known(1.21),
      .level = PB_LEVEL_HIGH,
  };
}

/* From a mean of 4.3 to 9 in a place of 2 400. */
static pb_type_facts small(void) {
  pb_type_facts facts = large();
  facts.count[0] = known(6);
  facts.count[1] = known(2);
  facts.count[2] = known(9);
  facts.base_count = known(13 / 3.0);
  facts.base_rate = known(180);
  facts.rate = known(375);
  facts.rate_lower = known(171);
  facts.rate_upper = known(712);
  facts.ratio = known(2.08);
  facts.ratio_lower = known(0.8);
  facts.ratio_upper = known(4.9);
  facts.verdict = PB_VERDICT_UNDECIDED;
  facts.smallest_count_up = known(14);
  facts.level = PB_LEVEL_WITHIN;
  return facts;
}

static void expect(char *text, const char *wanted) {
  g_assert_cmpstr(text, ==, wanted);
  g_free(text);
}

static void test_change(void) {
  pb_type_facts facts = large();
  expect(
      pb_sentence_change(english(), &facts),
      "**The thefts decreased** by 20 per cent against the mean of 2022–2024: from 6,082 to 4,851 "
      "per 100,000 residents (95% interval 15 to 25 per cent).");
  facts.verdict = PB_VERDICT_INCREASE;
  facts.ratio = known(1.12);
  facts.ratio_lower = known(1.02);
  facts.ratio_upper = known(1.22);
  expect(
      pb_sentence_change(english(), &facts),
      "**The thefts increased** by 12 per cent against the mean of 2022–2024: from 6,082 to 4,851 "
      "per 100,000 residents (95% interval 2 to 22 per cent).");
  facts.verdict = PB_VERDICT_UNDECIDED;
  facts.ratio_lower = known(0.94);
  expect(pb_sentence_change(english(), &facts),
         "**No established change** in the thefts against the mean of 2022–2024: 6,082 then, 4,851 "
         "per 100,000 residents in 2025 (95% interval of the change −6 to +22 per cent).");
  facts = small();
  expect(
      pb_sentence_change(english(), &facts),
      "**No established change** in the thefts: an average of 4.3 a year in 2022–2024, 9 in 2025.");
  facts.verdict = PB_VERDICT_INCREASE;
  expect(pb_sentence_change(english(), &facts),
         "**The thefts increased** from an average of 4.3 a year in 2022–2024 to 9 in 2025.");
}

static void test_change_in_context(void) {
  pb_type_facts facts = large();
  expect(pb_sentence_change_short(english(), &facts),
         "**The thefts decreased** by 20 per cent (95% interval 15–25) against the mean of "
         "2022–2024, to 4,851 per 100,000 residents.");
  expect(pb_sentence_change_after_level(english(), &facts),
         "It is an established decrease of 20 per cent against the mean of 2022–2024 (95% interval "
         "15 to 25 per cent).");
  facts.verdict = PB_VERDICT_UNDECIDED;
  facts.ratio_upper = known(1.001);
  expect(pb_sentence_change_after_level(english(), &facts),
         "There is no established change against the mean of 2022–2024 (95% interval −25 to 0 per "
         "cent).");
}

static void test_not_assessed(void) {
  pb_type_facts facts = small();
  facts.verdict = PB_VERDICT_NOT_ASSESSED;
  facts.count[2] = facts.base_count = known(0);
  facts.verdict_reason = "zero";
  expect(pb_sentence_change(english(), &facts),
         "No change can be judged, since no cases of thefts were registered in 2022–2025.");
  facts = large();
  facts.spike = true;
  expect(pb_sentence_change(english(), &facts),
         "The change in the thefts is not judged, since 2025 may include a single large case.");
  facts = large();
  facts.verdict = PB_VERDICT_NOT_ASSESSED;
  facts.base_count.known = false;
  facts.verdict_reason = "no-base";
  expect(pb_sentence_change(english(), &facts),
         "The change in the thefts cannot be judged, since figures for the years 2022–2024 are "
         "missing.");
}

static void test_smallest(void) {
  pb_type_facts facts = large();
  expect(pb_sentence_smallest(english(), &facts),
         "The smallest change that could have been established: an increase of 13 per cent or a "
         "decrease of 12 per cent.");
  facts.smallest_down.known = false;
  expect(pb_sentence_smallest(english(), &facts),
         "The smallest change that could have been established: an increase of 13 per cent. No "
         "decrease could have been.");
  facts = small();
  expect(pb_sentence_smallest(english(), &facts),
         "The smallest increase that could have been established: from an average of 4.3 to 14 "
         "crimes in a year.");
}

static void test_level(void) {
  pb_type_facts facts = large();
  expect(pb_sentence_level(english(), &facts),
         "In 2025, 7,781 thefts were reported, 4,851 per 100,000 residents (95% interval "
         "4,744–4,960).");
  facts.crime = &total;
  expect(pb_sentence_level(english(), &facts),
         "In 2025, 7,781 crimes were reported in all, 4,851 per 100,000 residents (95% interval "
         "4,744–4,960).");
  facts = small();
  expect(pb_sentence_level(english(), &facts),
         "In 2025 the number of thefts was 9. With fewer than 20 crimes the rate per resident is "
         "too uncertain to be read on its own.");
  facts.count[2] = known(0);
  expect(pb_sentence_level(english(), &facts), "No cases of thefts were registered in 2025.");
}

static void test_comparison(void) {
  pb_type_facts facts = large();
  expect(
      pb_sentence_comparison(english(), &facts),
      "The level is high compared with the group B3 Större stad (22 other municipalities): 4,851 "
      "per 100,000 residents against a median of 4,000, rank 7 of 23 (5–9) counted from the "
      "highest.");
  facts.level = PB_LEVEL_WITHIN;
  facts.rank = facts.rank_lower = known(1);
  facts.rank_upper = known(3);
  expect(pb_sentence_level_stands_out(english(), &facts),
         "**The thefts are in the highest quarter** of B3 Större stad: 4,851 per 100,000 residents "
         "in 2025 against a median of 4,000.");
  /* the intervals allow a rank outside the quarter: 23 / 4 = 5 */
  facts.rank_upper = known(6);
  g_assert_null(pb_sentence_level_stands_out(english(), &facts));
  facts.group_n = known(1);
  expect(pb_sentence_comparison(english(), &facts),
         "No comparison with the group B3 Större stad can be made, since there are too few "
         "published figures for it.");
  g_assert_null(pb_sentence_comparison_short(english(), &facts));
}

static void test_spike(void) {
  pb_type_facts facts = large();
  facts.crime = &drugs;
  facts.spike_year = 2024;
  facts.base_excluded = known(1);
  expect(pb_sentence_spike(english(), &facts, known(6533)),
         "The year 2024 stands out with 6,533 crimes, more than twice the years beside it. It may "
         "include "
         "a single large case and is not part of the mean that 2025 is compared with. The "
         "analyst is asked to comment.");
  facts.spike_year = 2018;
  g_autofree char *old = pb_sentence_spike(english(), &facts, known(500));
  g_assert_null(strstr(old, "mean"));
}

static void test_headline(void) {
  pb_type_facts facts[4] = {large(), large(), large(), large()};
  facts[0].crime = &total;
  facts[0].type = 0;
  facts[2].crime = &burglary;
  facts[2].type = 2;
  facts[3].crime = &drugs;
  facts[3].type = 3;
  facts[3].verdict = PB_VERDICT_INCREASE;
  const pb_type_facts *list[] = {&facts[0], &facts[1], &facts[2], &facts[3]};
  /* burglaries are part of the thefts, which says it already */
  expect(pb_headline_summary(english(), list, 4), "Fewer thefts, more drug and weapon offences");
  facts[3].spike = true;
  /* a single case is neither an increase nor a level */
  expect(pb_headline_summary(english(), list, 4), "Fewer thefts");
  facts[3].spike = false;
  facts[3].verdict = PB_VERDICT_UNDECIDED;
  expect(pb_headline_summary(english(), list, 4),
         "Fewer thefts, but a high level of drug and weapon offences");
  facts[3].level = PB_LEVEL_WITHIN;
  facts[1].level = facts[2].level = PB_LEVEL_WITHIN;
  facts[1].verdict = facts[2].verdict = PB_VERDICT_UNDECIDED;
  expect(pb_headline_summary(english(), list, 4), "Fewer reported crimes in all");
  facts[0].verdict = PB_VERDICT_UNDECIDED;
  for (size_t i = 0; i < 4; i++)
    facts[i].level = PB_LEVEL_WITHIN;
  expect(pb_headline_summary(english(), list, 4), "No established change in reported crime");
  facts[1].level = PB_LEVEL_HIGH;
  expect(pb_headline_summary(english(), list, 4),
         "No established change, but a high level of thefts");
}

static void test_list(void) {
  const char *one[] = {"a"}, *three[] = {"a", "b", "c"};
  const char *with_and[] = {"the thefts", "the drug and weapon offences"};
  expect(pb_words_list(one, 1), "a");
  expect(pb_words_list(three, 3), "a, b and c");
  expect(pb_words_list(with_and, 2), "the thefts and also the drug and weapon offences");
  const int years[] = {2020, 2021, 2024};
  expect(pb_words_year_list(years, 3), "2020–2021 and 2024");
}

static void test_findings_order(void) {
  pb_type_facts facts[3] = {large(), large(), large()};
  facts[0].crime = &total;
  facts[0].type = 0;
  facts[0].count[2] = known(22000);
  facts[0].verdict = PB_VERDICT_UNDECIDED;
  facts[0].level = PB_LEVEL_WITHIN;
  facts[1].count[2] = known(1500);
  facts[1].level = PB_LEVEL_WITHIN;
  facts[2].crime = &drugs;
  facts[2].type = 2;
  facts[2].count[2] = known(6000);
  const pb_type_facts *list[] = {&facts[0], &facts[1], &facts[2]};
  g_autoptr(GPtrArray) findings = pb_findings_new(english(), list, 3, NULL, NULL, 7);
  g_assert_cmpuint(findings->len, ==, 4);
  /* larger, and high besides: first; the most common type; no established change: last */
  g_assert_cmpint(((pb_finding *)findings->pdata[0])->type, ==, 2);
  g_assert_cmpint(((pb_finding *)findings->pdata[1])->type, ==, 1);
  g_assert_cmpstr(((pb_finding *)findings->pdata[2])->text, ==,
                  "**The drug and weapon offences are the most common type**: 6,000 of 22,000 "
                  "reported crimes in 2025.");
  g_assert_cmpint(((pb_finding *)findings->pdata[3])->type, ==, 0);
  g_assert_cmpstr(((pb_finding *)findings->pdata[0])->target, ==, "typ-drugs-weapons");
  g_autoptr(GPtrArray) two = pb_findings_new(english(), list, 3, NULL, NULL, 2);
  g_assert_cmpuint(two->len, ==, 2);
}

/* --- the rules over many facts ------------------------------------------------------------------
 */

static char *without_interval_level(const char *text) {
  GString *clean = g_string_new(text);
  g_string_replace(clean, "95% interval", "", 0);
  return g_string_free(clean, FALSE);
}

static void check_rules(const pb_type_facts *facts, const char *text) {
  if (!text)
    return;
  const char *never[] = {"nan", "inf ",       "(null)",    "-0 ",    "−0 ",      "%s",
                         "%d",  "because of", "thanks to", "due to", "owing to", "caused by"};
  for (size_t i = 0; i < G_N_ELEMENTS(never); i++)
    if (strstr(text, never[i]))
      g_error("“%s” in: %s", never[i], text);
  g_autofree char *clean = without_interval_level(text);
  if (pb_type_facts_small(facts) && (strchr(clean, '%') || strstr(clean, "per cent")))
    g_error("per cent of a small number: %s", text);
  const bool up = !facts->spike && facts->verdict == PB_VERDICT_INCREASE;
  const bool down = !facts->spike && facts->verdict == PB_VERDICT_DECREASE;
  if (strstr(text, "increased") && !up)
    g_error("“increased” without a verdict: %s", text);
  if (strstr(text, "decreased") && !down)
    g_error("“decreased” without a verdict: %s", text);
  if (strstr(text, "compared with") && strstr(text, "level") && !strstr(text, "B3"))
    g_error("a comparison without its group: %s", text);
}

static void check_all(const pb_type_facts *facts) {
  const pb_type_facts *list[] = {facts};
  g_autoptr(GPtrArray) findings = pb_findings_new(english(), list, 1, NULL, NULL, 7);
  char *texts[] = {
      pb_sentence_change(english(), facts),
      pb_sentence_smallest(english(), facts),
      pb_sentence_change_short(english(), facts),
      pb_sentence_change_after_level(english(), facts),
      pb_sentence_level(english(), facts),
      pb_sentence_comparison(english(), facts),
      pb_sentence_comparison_short(english(), facts),
      pb_sentence_level_stands_out(english(), facts),
      pb_sentence_ranks(english(), facts, "Örebro län"),
      pb_sentence_spike(english(), facts, facts->count[1]),
      pb_headline_type(english(), facts, -1, 2015),
      pb_headline_summary(english(), list, 1),
      findings->len ? g_strdup(((pb_finding *)findings->pdata[0])->text) : NULL,
  };
  for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
    /* the smallest visible change speaks of increases that did not happen */
    if (i == 1 && texts[i] && strstr(texts[i], "increase of") && pb_type_facts_small(facts))
      g_error("per cent of a small number: %s", texts[i]);
    check_rules(facts, texts[i]);
    g_free(texts[i]);
  }
  /* a verdict is always said */
  const bool counts = facts->count[2].known && facts->base_count.known;
  g_autofree char *change = pb_sentence_change(english(), facts);
  if (counts && !facts->spike && facts->verdict == PB_VERDICT_INCREASE)
    g_assert_nonnull(strstr(change, "increased"));
  if (counts && !facts->spike && facts->verdict == PB_VERDICT_UNDECIDED)
    g_assert_nonnull(strstr(change, "No established change"));
}

static void test_rules(void) {
  static const double counts[] = {-1, 0, 1, 4, 19, 20, 21, 7781};
  const pb_crime_type *types[] = {&total, &theft, &burglary, &drugs};
  for (size_t now = 0; now < G_N_ELEMENTS(counts); now++)
    for (size_t base = 0; base < G_N_ELEMENTS(counts); base++)
      for (int verdict = 0; verdict < 4; verdict++)
        for (int level = 0; level < 4; level++)
          for (int missing = 0; missing < 16; missing++) {
            pb_type_facts facts = large();
            facts.crime = types[(now + base) % 4];
            facts.count[2] = (pb_optional){counts[now] >= 0, MAX(counts[now], 0)};
            facts.base_count = (pb_optional){counts[base] >= 0, MAX(counts[base], 0)};
            facts.verdict = (pb_verdict)verdict;
            facts.level = (pb_level)level;
            facts.rate.known = !(missing & 1);
            facts.ratio.known = facts.ratio_upper.known = !(missing & 2);
            facts.group_median.known = facts.smallest_up.known = !(missing & 4);
            facts.spike = missing & 8;
            facts.spike_year = missing & 8 ? 2025 : 0;
            check_all(&facts);
          }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/sentences/change", test_change);
  g_test_add_func("/sentences/change-in-context", test_change_in_context);
  g_test_add_func("/sentences/not-assessed", test_not_assessed);
  g_test_add_func("/sentences/smallest", test_smallest);
  g_test_add_func("/sentences/level", test_level);
  g_test_add_func("/sentences/comparison", test_comparison);
  g_test_add_func("/sentences/spike", test_spike);
  g_test_add_func("/sentences/headline", test_headline);
  g_test_add_func("/sentences/list", test_list);
  g_test_add_func("/sentences/findings-order", test_findings_order);
  g_test_add_func("/sentences/rules", test_rules);
  return g_test_run();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/report/sentences/findings.h"

#include <math.h>

#include "engine/text.h"
#include "plots/report/sentences/sentences.h"
#include "plots/report/sentences/words.h"

void pb_finding_free(pb_finding *finding) {
  if (!finding)
    return;
  g_free(finding->target);
  g_free(finding->text);
  g_free(finding);
}

pb_finding *pb_finding_new(int type, const char *target, char *text, double score) {
  pb_finding *finding = g_new0(pb_finding, 1);
  finding->type = type;
  finding->sources = PB_SOURCE_CRIME;
  finding->target = g_strdup(target);
  finding->text = text;
  finding->score = score;
  return finding;
}

char *pb_type_page_id(const pb_crime_type *type) {
  if (type->is_total)
    return g_strdup(PB_PAGE_OVERVIEW);
  char *id = g_strconcat("typ-", type->key, NULL);
  return g_strdelimit(id, "_", '-');
}

#define TOTAL_SCORE (.95 * PB_FINDING_FILLS)

static bool is_decided(const pb_type_facts *facts) {
  return !facts->spike && facts->count[2].known && facts->base_count.known &&
         (facts->verdict == PB_VERDICT_INCREASE || facts->verdict == PB_VERDICT_DECREASE);
}

/* How much of the distance to the median counts. */
static double level_weight(const pb_type_facts *facts) {
  if (facts->level == PB_LEVEL_HIGH || facts->level == PB_LEVEL_LOW)
    return 1;
  return pb_type_facts_quarter(facts) != 0 ? 0.7 : 0;
}

double pb_finding_distance(double ratio) {
  return ratio > 0 ? fmin(fabs(log(ratio)), log(3)) : log(3);
}

double pb_finding_size(double part, double whole) {
  return whole > 0 && part > 0 ? sqrt(fmin(part / whole, 1)) : 0;
}

GPtrArray *pb_findings_list(void) {
  return g_ptr_array_new_with_free_func((GDestroyNotify)pb_finding_free);
}

double pb_finding_score(const pb_type_facts *facts, double total) {
  const double size = pb_finding_size(facts->count[2].known ? facts->count[2].value : 0, total);
  double importance = 0;
  if (is_decided(facts)) {
    const pb_optional near =
        facts->verdict == PB_VERDICT_INCREASE ? facts->ratio_lower : facts->ratio_upper;
    importance += near.known ? pb_finding_distance(near.value) : 0;
  }
  if (facts->ratio_to_median.known)
    importance += level_weight(facts) * pb_finding_distance(facts->ratio_to_median.value);
  if (facts->spike)
    importance += PB_FINDING_STATE;
  return size * importance;
}

static void add_sentence(GString *text, char *sentence) {
  if (sentence && *sentence)
    g_string_append_printf(text, "%s%s", text->len ? " " : "", sentence);
  g_free(sentence);
}

static pb_finding *about_type(const pb_language *language, const pb_type_facts *facts,
                              pb_optional spike_count, double total) {
  GString *text = g_string_new(NULL);
  const bool decided = is_decided(facts);
  if (facts->spike) {
    add_sentence(text, pb_sentence_spike(language, facts, spike_count));
    add_sentence(text, pb_sentence_comparison_short(language, facts));
  } else if (decided || level_weight(facts) == 0) {
    add_sentence(text, pb_sentence_change_short(language, facts));
    add_sentence(text, pb_sentence_comparison_short(language, facts));
  } else {
    char *level = pb_sentence_level_stands_out(language, facts);
    const bool said = level;
    add_sentence(text, level ? level : pb_sentence_change_short(language, facts));
    if (said && facts->verdict == PB_VERDICT_UNDECIDED)
      add_sentence(text, g_strdup(_("No established change.")));
  }
  if (!facts->spike && facts->spike_year > facts->last_year - 3)
    add_sentence(text, g_strdup_printf(_("The year %d may include a single large case."),
                                       facts->spike_year));
  g_autofree char *target = pb_type_page_id(facts->crime);
  double score = pb_finding_score(facts, total);
  if (facts->crime->is_total) /* before other lines that say that nothing is established */
    score = fmax(score, TOTAL_SCORE);
  return pb_finding_new(facts->type, target, g_string_free(text, FALSE), score);
}

/* Stable by insertion: a falling score, ties as they came. */
static void insert_by_score(GPtrArray *findings, pb_finding *finding) {
  guint at = findings->len;
  while (at > 0 && ((pb_finding *)findings->pdata[at - 1])->score < finding->score)
    at--;
  g_ptr_array_insert(findings, (int)at, finding);
}

/* The rest in a sentence or two. */
static pb_finding *about_rest(const pb_language *language, GPtrArray *undecided,
                              GPtrArray *unjudged) {
  GString *text = g_string_new(NULL);
  add_sentence(text, pb_sentence_undecided(language, (const pb_type_facts *const *)undecided->pdata,
                                           undecided->len));
  if (unjudged->len) {
    g_autoptr(GPtrArray) nouns = g_ptr_array_new();
    for (guint i = 0; i < unjudged->len; i++)
      g_ptr_array_add(nouns, (char *)pb_type_noun_definite(
                                 language, ((const pb_type_facts *)unjudged->pdata[i])->crime));
    g_autofree char *list = pb_words_list((const char *const *)nouns->pdata, nouns->len);
    add_sentence(text, g_strdup_printf(_("**The change cannot be judged** for %s."), list));
  }
  const pb_type_facts *first = undecided->len  ? undecided->pdata[0]
                               : unjudged->len ? unjudged->pdata[0]
                                               : NULL;
  return pb_finding_new(first ? first->type : -1, PB_PAGE_OVERVIEW, g_string_free(text, FALSE), 0);
}

/* Where the problems are largest: worth a line where there is room for it. */
#define MOST_COMMON_SCORE PB_FINDING_FILLS

static pb_finding *most_common(const pb_language *language, const pb_type_facts *const *facts,
                               size_t n, double total) {
  const pb_type_facts *most = NULL;
  for (size_t i = 0; i < n; i++)
    if (!facts[i]->crime->is_total && facts[i]->crime->parent < 0 && facts[i]->count[2].known &&
        facts[i]->count[2].value >= PB_COUNTS_BELOW &&
        (!most || facts[i]->count[2].value > most->count[2].value))
      most = facts[i];
  if (!most || most->count[2].value >= total)
    return NULL;
  g_autofree char *noun = pb_capitalise(pb_type_noun_definite(language, most->crime));
  g_autofree char *count = pb_words_count(language, most->count[2].value);
  g_autofree char *all = pb_words_count(language, total);
  g_autofree char *target = pb_type_page_id(most->crime);
  char *text =
      g_strdup_printf(_("**%s are the most common type**: %s of %s reported crimes in %d."), noun,
                      count, all, most->last_year);
  return pb_finding_new(most->type, target, text, MOST_COMMON_SCORE);
}

GPtrArray *pb_findings_new(const pb_language *language, const pb_type_facts *const *facts, size_t n,
                           const pb_optional *spike_counts, GPtrArray *others, size_t limit) {
  GPtrArray *findings = pb_findings_list();
  g_autoptr(GPtrArray) undecided = g_ptr_array_new();
  g_autoptr(GPtrArray) unjudged = g_ptr_array_new();
  double total = 0;
  for (size_t i = 0; i < n; i++)
    if (facts[i]->count[2].known)
      total = fmax(total, facts[i]->count[2].value);
  for (size_t i = 0; i < n; i++) {
    const pb_optional spike = spike_counts ? spike_counts[i] : (pb_optional){false, 0};
    const bool stands_out = is_decided(facts[i]) || level_weight(facts[i]) > 0 || facts[i]->spike;
    if (stands_out || (facts[i]->crime->is_total && facts[i]->count[2].known))
      insert_by_score(findings, about_type(language, facts[i], spike, total));
    else
      g_ptr_array_add(facts[i]->verdict == PB_VERDICT_UNDECIDED ? undecided : unjudged,
                      (gpointer)facts[i]);
  }
  while (others && others->len > 0)
    insert_by_score(findings, g_ptr_array_steal_index(others, 0));
  pb_finding *common = most_common(language, facts, n, total);
  if (common)
    insert_by_score(findings, common);
  const bool rest = undecided->len + unjudged->len > 0;
  const guint room = (guint)(rest && limit > 0 ? limit - 1 : limit);
  if (findings->len > room)
    g_ptr_array_set_size(findings, (int)room);
  if (rest && limit > 0)
    g_ptr_array_add(findings, about_rest(language, undecided, unjudged));
  return findings;
}

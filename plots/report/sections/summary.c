/* SPDX-License-Identifier: GPL-3.0-or-later */
/** One page: what should we talk about? */
#include <math.h>

#include "engine/analysis/incidents.h"
#include "engine/text.h"
#include "plots/read.h"
#include "plots/report/section.h"
#include "plots/report/sections/section_parts.h"
#include "plots/report/sentences/incidents.h"
#include "plots/report/sentences/limits.h"
#include "plots/report/sentences/other_findings.h"
#include "plots/report/sentences/priority.h"
#include "plots/report/sentences/sentences.h"
#include "plots/report/sentences/words.h"
#include "plots/spark.h"

#define MAX_FINDINGS 7
/* What the rest of the page leaves for the findings, points: a headline of one line or of two. */
#define ROOM_ONE_LINE_PT 250
#define ROOM_TWO_LINES_PT 223
#define ROOM_NOTE_PT 36   /* types left out of the matrix, small counts in the table */
#define ROOM_CHOICES_PT 7 /* the parties’ own priority; the rest the matrix gives */
#define LINE_PT 13.4
#define FINDING_GAP_PT 11
#define FINDING_LINE_LENGTH 84
#define TITLE_LINE_LENGTH 46
#define QUARTERS_BACK 4
#define SPARK_WIDTH_PT 58
#define SPARK_HEIGHT_PT 18

/* The latest unusual one of the last four quarters, as a finding; NULL: none. */
static pb_finding *unusual_quarter(const pb_context *context, int total) {
  const pb_result *quarters = pb_analysis_find(context->analysis, "quarterly", -1);
  if (!quarters || pb_result_reason(quarters))
    return NULL;
  const size_t n = pb_read_rows(quarters);
  for (size_t row = n; row-- > 0 && row + QUARTERS_BACK >= n;) {
    const char *unusual = pb_read_text(quarters, "unusual", row);
    const pb_optional period = pb_result_cell(quarters, "period", row);
    const pb_optional count = pb_result_cell(quarters, "count", row);
    const pb_optional expected = pb_result_cell(quarters, "expected", row);
    const pb_optional lower = pb_result_cell(quarters, "lower", row);
    const pb_optional upper = pb_result_cell(quarters, "upper", row);
    if (!*unusual || !period.known || !count.known || !lower.known || !upper.known)
      continue;
    const pb_quarter_facts facts = {
        .period = (pb_period)period.value,
        .count = count.value,
        .lower = lower.value,
        .upper = upper.value,
        .high = g_str_equal(unusual, "high"),
        .preliminary = pb_read_flag(quarters, "preliminary", row),
    };
    const double size = expected.known && expected.value > 0 && count.value > 0
                            ? fabs(log(count.value / expected.value)) / 2
                            : 0;
    return pb_finding_new(total, PB_PAGE_OVERVIEW, pb_sentence_quarter(context->language, &facts),
                          size);
  }
  return NULL;
}

static size_t lines_of(const char *text, size_t length) {
  return ((size_t)g_utf8_strlen(text, -1) + length - 1) / length;
}

/* Leaves out the least important ones that the page has no room for; the last finding gathers what
 * does not stand out and stays. */
static void fit_page(GPtrArray *findings, const char *title, double note_pt) {
  const double room =
      (lines_of(title, TITLE_LINE_LENGTH) < 2 ? ROOM_ONE_LINE_PT : ROOM_TWO_LINES_PT) - note_pt;
  for (;;) {
    double used = 0;
    for (guint i = 0; i < findings->len; i++)
      used += FINDING_GAP_PT +
              LINE_PT * (double)lines_of(((const pb_finding *)findings->pdata[i])->text,
                                         FINDING_LINE_LENGTH);
    if (used <= room || findings->len < 4)
      return;
    g_ptr_array_remove_index(findings, findings->len - 2);
  }
}

/* Every page that shows synthetic numbers says so; here every finding. */
static void mark_synthetic(const pb_context *context, GPtrArray *findings) {
  for (guint i = 0; i < findings->len; i++) {
    pb_finding *finding = findings->pdata[i];
    if (pb_chart_is_synthetic(context, finding->sources))
      finding->text = pb_join_sentences(finding->text, g_strdup(_("Synthetic data.")), NULL);
  }
}

static GPtrArray *choose_findings(const pb_context *context, const pb_facts_list *facts,
                                  const char *title, double note_pt) {
  const pb_type_facts *total = pb_facts_list_total(facts);
  g_autoptr(GPtrArray) others = pb_findings_list();
  pb_finding *quarter = total ? unusual_quarter(context, total->type) : NULL;
  if (quarter)
    g_ptr_array_add(others, quarter);
  pb_add_event_findings(context, others);
  pb_add_survey_findings(context, others);
  pb_add_follow_up_findings(context, others);
  GPtrArray *findings = pb_findings_new(context->language, facts->list, facts->n,
                                        facts->spike_counts, others, MAX_FINDINGS);
  mark_synthetic(context, findings);
  fit_page(findings, title, note_pt);
  return findings;
}

static bool has_finding(const GPtrArray *findings, int type) {
  for (guint i = 0; i < findings->len; i++)
    if (((const pb_finding *)findings->pdata[i])->type == type)
      return true;
  return false;
}

static void add_findings(pb_node *section, const pb_context *context, const GPtrArray *findings) {
  pb_node *list = pb_node_append(section, pb_node_new(PB_NODE_FINDINGS));
  for (guint i = 0; i < findings->len; i++) {
    const pb_finding *finding = findings->pdata[i];
    pb_node *node = pb_node_append(list, pb_node_new(PB_NODE_FINDING));
    char *reference = finding->target ? g_strdup_printf(_("See [[#%s]]."), finding->target) : NULL;
    node->text = pb_join_sentences(g_strdup(finding->text), reference, NULL);
    if (finding->type >= 0)
      node->spark = pb_spark(pb_analysis_find(context->analysis, "long-series", finding->type),
                             context->theme, SPARK_WIDTH_PT, SPARK_HEIGHT_PT);
  }
}

/* Without reported crime the page is about the recorded events, where there are any. */
static bool is_about_events(const pb_context *context, const pb_facts_list *facts) {
  return facts->n == 0 && pb_analysis_n_event_areas(context->analysis) > 0;
}

static char *intro(const pb_context *context, const pb_facts_list *facts) {
  const pb_municipality *place = &context->dataset->municipalities[context->municipality];
  const int last = context->dataset->period_end;
  if (is_about_events(context, facts))
    return g_strdup_printf(_("The situation in %s up to and including %d, by the recorded events. "
                             "The data hold no reported crime."),
                           place->name, last);
  g_autofree char *base = pb_words_years(last - context->dataset->years, last - 1);
  const pb_type_facts *total = pb_facts_list_total(facts);
  g_autofree char *group = total ? pb_words_group(total) : g_strdup("");
  if (!*group || !total->group_n.known || total->group_n.value < 2)
    return g_strdup_printf(_("The situation in %s up to and including %d. It is compared with the "
                             "mean of %s."),
                           place->name, last, base);
  g_autofree char *others = pb_words_others(context->language, (int)total->group_n.value - 1);
  return g_strdup_printf(
      _("The situation in %s up to and including %d. It is compared with the mean "
        "of %s and with the group %s (%s)."),
      place->name, last, base, group, others);
}

/* The headline names what is most important first, of the types that have a finding of their own
 * (`findings` NULL: of all). */
static char *headline(const pb_context *context, const pb_facts_list *facts,
                      const GPtrArray *findings) {
  pb_incident_facts events;
  if (is_about_events(context, facts) && pb_incident_facts_of(context, PB_ALL_AREAS, &events))
    return pb_headline_incidents(context, &events);
  g_autofree const pb_type_facts **sorted = g_new0(const pb_type_facts *, facts->n + 1);
  const pb_type_facts *total = pb_facts_list_total(facts);
  const double all = total && total->count[2].known ? total->count[2].value : 0;
  for (size_t i = 0; i < facts->n; i++) {
    size_t at = i;
    for (; at > 0 && pb_finding_score(sorted[at - 1], all) < pb_finding_score(facts->list[i], all);
         at--)
      sorted[at] = sorted[at - 1];
    sorted[at] = facts->list[i];
  }
  size_t n = 0;
  for (size_t i = 0; i < facts->n; i++)
    if (!findings || has_finding(findings, sorted[i]->type))
      sorted[n++] = sorted[i];
  return pb_headline_summary(context->language, sorted, n ? n : facts->n);
}

static pb_source_set sources_of(const GPtrArray *findings) {
  pb_source_set sources = PB_SOURCE_CRIME | PB_SOURCE_POPULATION | PB_SOURCE_GROUPS;
  for (guint i = 0; i < findings->len; i++)
    sources |= ((const pb_finding *)findings->pdata[i])->sources;
  return sources;
}

/* The priority matrix; where nobody could draw it, the map of the recorded events. */
static pb_figure *picture(const pb_context *context, const pb_facts_list *facts, bool small) {
  if (is_about_events(context, facts))
    return pb_figure_make(context, "hot-spot-map", NULL);
  pb_figure *matrix = pb_figure_make(context, "priority-matrix", NULL);
  if (!matrix->empty) {
    /* the page has no room for the chart's own words, which say the same */
    g_free(matrix->subtitle);
    matrix->subtitle = g_strdup(_("Change and deviation from the group's median; area by number of "
                                  "crimes. Filled: established change."));
    if (!small) {
      g_free(matrix->note);
      matrix->note =
          pb_sentence_choices(context, pb_analysis_find(context->analysis, "priority", -1));
    }
  }
  return matrix;
}

static void build(const pb_context *context, pb_node *document) {
  g_autoptr(pb_facts_list) facts = pb_facts_list_new(context);
  bool small = false;
  for (size_t i = 0; i < facts->n; i++)
    small = small || pb_type_facts_small(&facts->all[i]);
  g_autofree char *choices =
      pb_sentence_choices(context, pb_analysis_find(context->analysis, "priority", -1));
  g_autofree char *longest = headline(context, facts, NULL);
  g_autoptr(GPtrArray) findings = choose_findings(context, facts, longest,
                                                  small     ? ROOM_NOTE_PT
                                                  : choices ? ROOM_CHOICES_PT
                                                            : 0);
  pb_node *section =
      pb_start_section(document, "sammanfattning", _("Summary"), headline(context, facts, findings),
                       intro(context, facts), pb_chart_source(context, sources_of(findings)));
  add_findings(section, context, findings);
  pb_node *grid = pb_add_grid(section);
  pb_add_figure(pb_add_cell(grid, 6), picture(context, facts, small));
  pb_node *limits = pb_add_cell(grid, 6);
  pb_add_heading(limits, _("What the data cannot say"));
  g_autoptr(GPtrArray) sentences = pb_limits_new(context, facts->list, facts->n);
  for (guint i = 0; i < sentences->len; i++)
    pb_add_small(limits, sentences->pdata[i]);
  if (facts->n)
    pb_add_table(section, pb_three_years_table(context, facts));
}

const pb_section pb_section_summary = {
    .name = "summary",
    .title = N_("Summary"),
    .build = build,
};

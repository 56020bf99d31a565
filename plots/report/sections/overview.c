/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Where are the problems largest, and compared with whom? */
#include "engine/text.h"
#include "plots/read.h"
#include "plots/report/section.h"
#include "plots/report/sections/section_parts.h"
#include "plots/report/sentences/findings.h"
#include "plots/report/sentences/sentences.h"
#include "plots/report/sentences/words.h"
#include "plots/withheld.h"

/* How many types of the table increased, decreased, stayed undecided or could not be judged. */
static void add_reading(pb_node *cell, const pb_context *context, const pb_facts_list *facts) {
  const pb_language *language = context->language;
  int increased = 0, decreased = 0, unjudged = 0;
  for (size_t i = 0; i < facts->n; i++) {
    const pb_verdict verdict =
        facts->all[i].spike ? PB_VERDICT_NOT_ASSESSED : facts->all[i].verdict;
    increased += verdict == PB_VERDICT_INCREASE;
    decreased += verdict == PB_VERDICT_DECREASE;
    unjudged += verdict == PB_VERDICT_NOT_ASSESSED;
  }
  pb_add_heading(cell, _("How the changes are judged"));
  g_autofree char *rows = pb_format_integer(language, (int64_t)facts->n);
  pb_add_sentence(
      cell,
      increased + decreased == 0
          ? g_strdup_printf(_("None of the %s rows shows an established change."), rows)
          : g_strdup_printf(_("Established increases: %d of %s rows. Established decreases: %d."),
                            increased, rows, decreased));
  if (unjudged)
    pb_add_sentence(cell, g_strdup_printf(Q_("%d row cannot be judged.",
                                             "%d rows cannot be judged.", (unsigned long)unjudged),
                                          unjudged));
  pb_add_sentence(cell, g_strdup(_("When several types are judged at once, some change looks "
                                   "established by chance alone. The whole table is therefore "
                                   "corrected by Benjamini and Hochberg's method, so that at most "
                                   "one in twenty established changes is expected to be false.")));
  bool wider = false;
  for (size_t i = 0; i < facts->n; i++)
    wider = wider || facts->all[i].over_dispersed;
  if (wider)
    pb_add_sentence(cell, g_strdup(_("Crimes vary more from year to year than chance alone. The "
                                     "intervals are widened by how much they have varied here.")));
}

static void add_spike(pb_node *cell, const pb_context *context, const pb_facts_list *facts,
                      const pb_type_facts *total) {
  char *spike =
      pb_sentence_spike(context->language, total, facts->spike_counts[total - facts->all]);
  if (!spike)
    return;
  pb_add_heading(cell, _("To keep in mind"));
  pb_add_sentence(cell, spike);
}

/* How many of the judged quarters lie outside. */
static char *unusual_quarters(const pb_context *context, const pb_result *quarters) {
  size_t unusual = 0, judged = 0;
  for (size_t row = 0; row < pb_read_rows(quarters); row++) {
    const bool inside = pb_result_cell(quarters, "expected", row).known;
    judged += inside;
    unusual += inside && *pb_read_text(quarters, "unusual", row);
  }
  if (judged == 0)
    return NULL;
  g_autofree char *outside = pb_format_integer(context->language, (int64_t)unusual);
  g_autofree char *all = pb_format_integer(context->language, (int64_t)judged);
  return g_strdup_printf(_("Outside the expected interval: %s of %s quarters. About one in twenty "
                           "would be by chance alone."),
                         outside, all);
}

/* What the crimes consist of, and beside it how they come quarter by quarter, where that is known.
 */
static void add_mix_and_quarters(pb_node *section, const pb_context *context,
                                 const pb_facts_list *facts, const pb_type_facts *total) {
  const pb_result *quarters = pb_analysis_find(context->analysis, "quarterly", -1);
  const bool has_quarters = quarters && !pb_result_reason(quarters);
  pb_node *grid = pb_add_grid(section);
  pb_add_figure(pb_add_cell(grid, has_quarters ? 6 : 8), pb_figure_make(context, "pareto", NULL));
  pb_node *cell = pb_add_cell(grid, has_quarters ? 6 : 4);
  if (!has_quarters) {
    add_spike(cell, context, facts, total);
    return;
  }
  const pb_optional first = pb_result_scalar_maybe(quarters, "trend_first");
  const pb_optional last = pb_result_scalar_maybe(quarters, "trend_last");
  pb_add_figure(cell, pb_figure_make(context, "quarterly", NULL));
  if (first.known && last.known)
    pb_add_sentence(cell, pb_sentence_trend(context->language, (int)first.value, (int)last.value,
                                            pb_result_scalar_maybe(quarters, "trend_per_year"),
                                            pb_result_scalar_maybe(quarters, "trend_lower"),
                                            pb_result_scalar_maybe(quarters, "trend_upper")));
  pb_add_sentence(cell, unusual_quarters(context, quarters));
  add_spike(cell, context, facts, total);
}

static char *section_intro(const pb_context *context, const pb_type_facts *total) {
  g_autofree char *county = pb_chart_county(context);
  if (!total)
    return g_strdup(_("No reported crime has been published for the municipality in the last year, "
                      "so nothing can be compared."));
  return pb_join_sentences(pb_sentence_level(context->language, total),
                           pb_sentence_ranks(context->language, total, county), NULL);
}

static void build(const pb_context *context, pb_node *document) {
  g_autoptr(pb_facts_list) facts = pb_facts_list_new(context);
  const pb_type_facts *total = pb_facts_list_total(facts);
  const int total_type = pb_type_of_total(context->dataset);
  if (!total && pb_is_withheld(context, total_type, context->dataset->period_end)) {
    pb_add_withheld_type(document, context, total_type, PB_PAGE_OVERVIEW);
    return;
  }
  if (!total && !pb_has_source(context, "reported-crime"))
    return; /* the summary says so */
  int since = 0;
  const int extreme = total ? pb_series_extreme(context, total->type, &since) : 0;
  pb_node *section = pb_start_section(
      document, PB_PAGE_OVERVIEW, _("Reported crime: overview"),
      total ? pb_headline_type(context->language, total, extreme, since)
            : g_strdup(_("No reported crime has been published for the municipality")),
      section_intro(context, total),
      pb_chart_source(context, PB_SOURCE_CRIME | PB_SOURCE_POPULATION | PB_SOURCE_GROUPS |
                                   PB_SOURCE_BOUNDARIES));
  if (!total)
    return;
  pb_node *first = pb_add_grid(section);
  pb_add_figure(pb_add_cell(first, 8), pb_figure_make(context, "change-forest", NULL));
  add_reading(pb_add_cell(first, 4), context, facts);
  pb_add_table(section, pb_comparison_table(context, facts));
  pb_node *second = pb_add_grid(section);
  pb_add_type_figure(second, 8, context, "long-series", total->crime);
  pb_add_type_figure(second, 4, context, "recent-years", total->crime);
  pb_node *third = pb_add_grid(section);
  pb_add_type_figure(third, 6, context, "group-dots", total->crime);
  pb_node *cell = pb_add_cell(third, 6);
  pb_add_figure(cell, pb_figure_make(context, "funnel", "type", total->crime->key, NULL));
  pb_add_heading(cell, _("All crimes together"));
  pb_add_sentence(cell, pb_sentence_comparison(context->language, total));
  pb_add_sentence(cell, pb_sentence_change(context->language, total));
  pb_add_sentence(cell, pb_join_sentences(pb_sentence_previous(context->language, total),
                                          pb_sentence_smallest(context->language, total), NULL));
  add_mix_and_quarters(section, context, facts, total);
  pb_add_maps(pb_add_grid(section), 6, context, total->crime);
}

const pb_section pb_section_overview = {
    .name = "overview",
    .title = N_("Reported crime: overview"),
    .build = build,
};

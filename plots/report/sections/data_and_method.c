/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Can I trust this? */
#include "engine/text.h"
#include "plots/report/section.h"
#include "plots/report/sections/method_texts.h"
#include "plots/report/sections/section_parts.h"
#include "plots/report/sentences/event_points.h"
#include "plots/report/sentences/limits.h"
#include "plots/report/sentences/words.h"

#define MAX_REASONS 8

static const char *kind_name(const char *kind) {
  if (g_strcmp0(kind, "reported-crime") == 0)
    return _("reported crime");
  if (g_strcmp0(kind, "population") == 0)
    return _("population");
  if (g_strcmp0(kind, "events") == 0)
    return _("published events");
  if (g_strcmp0(kind, "indicator") == 0)
    return _("indicators");
  if (g_strcmp0(kind, "goals") == 0)
    return _("goals");
  if (g_strcmp0(kind, "measures") == 0)
    return _("measures");
  if (g_strcmp0(kind, "comment") == 0)
    return _("comments");
  if (g_strcmp0(kind, "survey") == 0)
    return _("survey, respondents");
  if (g_strcmp0(kind, "survey-table") == 0)
    return _("survey, published shares");
  return kind ? kind : "–";
}

static char *source_period(const pb_source_info *source) {
  if (!source->first_period || !source->last_period)
    return g_strdup("–");
  if (g_str_equal(source->first_period, source->last_period))
    return g_strdup(source->first_period);
  return g_strdup_printf("%s–%s", source->first_period, source->last_period);
}

static pb_report_table *source_table(const pb_context *context) {
  const pb_language *language = context->language;
  const pb_dataset *dataset = context->dataset;
  pb_report_table *table = pb_report_table_new("kallor", _("Sources, rows used and not used"));
  pb_report_table_column(table, _("source"), false, 1.7);
  pb_report_table_column(table, _("contents"), false, 1.5);
  pb_report_table_column(table, _("publisher"), false, 0.8);
  pb_report_table_column(table, _("period"), false, 1.7);
  pb_report_table_column(table, _("rows\nread"), true, 0.8);
  pb_report_table_column(table, _("used"), true, 0.8);
  pb_report_table_column(table, _("rejected"), true, 0.8);
  pb_report_table_column(table, _("left\nout"), true, 0.8);
  for (size_t i = 0; i < dataset->n_sources; i++) {
    const pb_source_info *source = &dataset->sources[i];
    if (context->audience != PB_AUDIENCE_INTERNAL && g_strcmp0(source->kind, "comment") == 0)
      continue; /* nobody is to count texts that are not here */
    const size_t row = pb_report_table_row(table, 0);
    g_autofree char *name = pb_inline_escape(source->name ? source->name : "–");
    char *cells[] = {
        source->synthetic ? g_strdup_printf(_("%s (synthetic data)"), name) : g_strdup(name),
        g_strdup(kind_name(source->kind)),
        source->publisher && *source->publisher ? pb_inline_escape(source->publisher)
                                                : g_strdup("–"),
        source_period(source),
        pb_format_integer(language, (int64_t)source->rows_read),
        pb_format_integer(language, (int64_t)source->rows_used),
        pb_format_integer(language, (int64_t)source->rows_rejected),
        pb_format_integer(language, (int64_t)source->rows_left_out),
    };
    for (size_t c = 0; c < G_N_ELEMENTS(cells); c++)
      pb_report_table_set(table, row, c, cells[c], PB_SIGN_NONE, false);
  }
  table->note = g_strdup(_("The whole project, all municipalities. Rejected: the row could not be "
                           "used as it stands. Left out: the row is right but not needed here, "
                           "such as events placed only in a county."));
  return table;
}

/* The first message kept for a reason. */
static const char *example_of(const pb_diagnostics *diagnostics, const char *reason) {
  for (size_t i = 0; i < pb_diagnostics_length(diagnostics); i++) {
    const pb_diagnostic *entry = pb_diagnostics_at(diagnostics, i);
    if (g_strcmp0(entry->reason, reason) == 0)
      return entry->message;
  }
  return NULL;
}

static int by_count(gconstpointer a, gconstpointer b) {
  const pb_diag_count *one = a, *other = b;
  if (one->count != other->count)
    return one->count > other->count ? -1 : 1;
  return g_strcmp0(one->reason, other->reason);
}

static void add_rejections(pb_node *section, const pb_context *context) {
  const pb_diagnostics *diagnostics = context->dataset->diagnostics;
  g_autoptr(GArray) reasons = g_array_new(FALSE, FALSE, sizeof(pb_diag_count));
  for (size_t i = 0; diagnostics && i < pb_diagnostics_n_reasons(diagnostics); i++) {
    const pb_diag_count reason = pb_diagnostics_reason(diagnostics, i);
    g_array_append_val(reasons, reason);
  }
  if (reasons->len == 0) {
    pb_add_paragraph(section, _("No row of any source was rejected."));
    return;
  }
  g_array_sort(reasons, by_count);
  pb_report_table *table =
      pb_report_table_new("anmarkningar", _("What the reading of the sources remarked on"));
  pb_report_table_column(table, _("times"), true, 0.6);
  pb_report_table_column(table, _("outcome"), false, 0.9);
  pb_report_table_column(table, _("first example"), false, 6.0);
  for (guint i = 0; i < reasons->len && i < MAX_REASONS; i++) {
    const pb_diag_count *reason = &g_array_index(reasons, pb_diag_count, i);
    const char *example = example_of(diagnostics, reason->reason);
    const size_t row = pb_report_table_row(table, 0);
    pb_report_table_set(table, row, 0, pb_format_integer(context->language, (int64_t)reason->count),
                        PB_SIGN_NONE, false);
    pb_report_table_set(table, row, 1,
                        g_strdup(reason->severity == PB_DIAG_REJECTED ? _("rejected") : _("noted")),
                        PB_SIGN_NONE, false);
    pb_report_table_set(table, row, 2, pb_inline_escape(example ? example : reason->reason),
                        PB_SIGN_NONE, false);
  }
  if (reasons->len > MAX_REASONS)
    table->note = g_strdup_printf(_("The %d most frequent of %u kinds of remarks; “problembild "
                                    "check” shows all."),
                                  MAX_REASONS, reasons->len);
  pb_add_table(section, table);
}

static void add_exposure(pb_node *parent, const pb_context *context) {
  pb_add_heading(parent, _("Population behind the rates"));
  pb_add_paragraph(parent,
                   _("Rates per resident use the mean population as Brå does: the mean of 31 "
                     "December of the year before and of the year."));
  g_autoptr(GArray) years = pb_years_from_published_rate(context);
  if (years->len == 0) {
    pb_add_paragraph(parent, _("The population is known for every year of the report."));
    return;
  }
  g_autofree char *list = pb_words_year_list((const int *)(void *)years->data, years->len);
  pb_add_sentence(parent,
                  g_strdup_printf(_("For %s one of the two populations is missing. The mean "
                                    "population is then worked out from the published "
                                    "count and rate, which is exact to about one in ten "
                                    "thousand."),
                                  list));
}

static void add_breaks(pb_node *parent, const pb_context *context) {
  pb_add_heading(parent, _("Breaks in the series"));
  const pb_dataset *dataset = context->dataset;
  pb_node *list = NULL;
  for (size_t i = 0; i < dataset->n_breaks; i++) {
    if (g_strcmp0(dataset->breaks[i].applies_to, "survey") == 0)
      continue;
    if (!list)
      list = pb_node_append(parent, pb_node_new(PB_NODE_LIST));
    pb_add_paragraph(list, pb_break_text(context->language, &dataset->breaks[i]));
  }
  if (!list)
    pb_add_paragraph(parent, _("No breaks are known for the series of the report."));
}

static void build(const pb_context *context, pb_node *document) {
  const pb_dataset *dataset = context->dataset;
  pb_node *section = pb_start_section(
      document, "metod", _("Data and method"),
      g_strdup(_("What the figures rest on and how they are worked out")),
      g_strdup(
          _("Every row of every source is used, or counted and explained here. Every method is "
            "given in five sentences.")),
      pb_chart_source(context, PB_SOURCE_CRIME | PB_SOURCE_POPULATION | PB_SOURCE_EVENTS |
                                   PB_SOURCE_GROUPS | PB_SOURCE_BOUNDARIES));
  bool synthetic = false;
  for (size_t i = 0; i < dataset->n_sources; i++)
    synthetic = synthetic || dataset->sources[i].synthetic;
  if (synthetic)
    pb_add_paragraph(section,
                     _("**Some sources are synthetic**: they show what the report looks like "
                       "and say nothing of the real municipality. They are marked in the "
                       "table and under every figure that uses them."));
  pb_add_table(section, source_table(context));
  pb_add_sentence(section, pb_event_points_text(context));
  add_rejections(section, context);
  pb_node *grid = pb_add_grid(section);
  add_exposure(pb_add_cell(grid, 6), context);
  add_breaks(pb_add_cell(grid, 6), context);
  pb_add_method_texts(section);
  pb_add_glossary(section);
}

const pb_section pb_section_data_and_method = {
    .name = "data-and-method",
    .title = N_("Data and method"),
    .build = build,
};

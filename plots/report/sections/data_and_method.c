/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Can I trust this? */
#include "engine/text.h"
#include "plots/read.h"
#include "plots/report/section.h"
#include "plots/report/sections/method_texts.h"
#include "plots/report/sections/section_parts.h"
#include "plots/report/sentences/event_points.h"
#include "plots/report/sentences/limits.h"
#include "plots/report/sentences/words.h"
#include "plots/withheld.h"

/* Rejected rows, rows left out and notes, each source for itself. */
#define MAX_REMARKS 24

static const char *kind_name(const pb_source_info *source) {
  const char *kind = source->kind;
  if (g_strcmp0(kind, "reported-crime") == 0)
    return _("reported crime");
  if (g_strcmp0(kind, "population") == 0)
    return _("population");
  if (g_strcmp0(kind, "events") == 0)
    return source->is_news ? _("published events") : _("events");
  if (g_strcmp0(kind, "indicator") == 0)
    return _("indicators");
  if (g_strcmp0(kind, "goals") == 0)
    return _("goals");
  if (g_strcmp0(kind, "measures") == 0)
    return _("measures");
  if (g_strcmp0(kind, "priority") == 0)
    return _("priorities of the parties");
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

/* A row of events is an event, and how many there are is a count like others: less the years that
 * are shown it is that of the other years. */
static bool hides_rows(const pb_dataset *dataset, const pb_source_info *source) {
  return dataset->disclosure && !source->is_news && g_strcmp0(source->kind, "events") == 0;
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
    if (!pb_source_concerns(context, i))
      continue; /* made up for another municipality */
    const size_t row = pb_report_table_row(table, 0);
    g_autofree char *name = pb_inline_escape(source->name ? source->name : "–");
    char *cells[] = {
        source->synthetic ? g_strdup_printf(_("%s (synthetic data)"), name) : g_strdup(name),
        g_strdup(kind_name(source)),
        source->publisher && *source->publisher ? pb_inline_escape(source->publisher)
                                                : g_strdup("–"),
        source_period(source),
        pb_format_integer(language, (int64_t)source->rows_read),
        pb_format_integer(language, (int64_t)source->rows_used),
        pb_format_integer(language, (int64_t)source->rows_rejected),
        pb_format_integer(language, (int64_t)source->rows_left_out),
    };
    if (hides_rows(dataset, source))
      for (size_t c = 4; c < G_N_ELEMENTS(cells); c++) {
        g_free(cells[c]);
        cells[c] = g_strdup(PB_WITHHELD_MARK);
      }
    for (size_t c = 0; c < G_N_ELEMENTS(cells); c++)
      pb_report_table_set(table, row, c, cells[c], PB_SIGN_NONE, false);
  }
  table->note = g_strdup(_("The whole project, all municipalities. Rejected: the row could not be "
                           "used as it stands. Left out: the row is right but not needed here, "
                           "such as events placed only in a county."));
  return table;
}

/* Rows of one source with one fate for one reason. */
typedef struct {
  const char *source, *reason;
  pb_diag_severity severity;
  size_t rows;
} remark;

/* The first message kept for it; else of its reason. */
static const char *example_of(const pb_diagnostics *diagnostics, const remark *one) {
  const char *other = one->severity == PB_DIAG_LEFT_OUT ? _("not needed, by design") : one->reason;
  for (size_t i = pb_diagnostics_length(diagnostics); i > 0; i--) {
    const pb_diagnostic *entry = pb_diagnostics_at(diagnostics, i - 1);
    if (g_strcmp0(entry->reason, one->reason) == 0 && g_strcmp0(entry->source, one->source) == 0)
      other = entry->message;
  }
  return other;
}

/* Rejected rows come first, then those left out, then notes; within each the most frequent. */
static int by_weight(gconstpointer a, gconstpointer b) {
  static const int order[] = {[PB_DIAG_REJECTED] = 0, [PB_DIAG_LEFT_OUT] = 1, [PB_DIAG_NOTE] = 2};
  const remark *one = a, *other = b;
  if (one->severity != other->severity)
    return order[one->severity] - order[other->severity];
  if (one->rows != other->rows)
    return one->rows > other->rows ? -1 : 1;
  int sources = g_strcmp0(one->source, other->source);
  return sources ? sources : g_strcmp0(one->reason, other->reason);
}

static bool was_left_out(const GArray *remarks, const pb_diag_tally *note) {
  for (guint i = 0; i < remarks->len; i++) {
    const remark *one = &g_array_index(remarks, remark, i);
    if (one->severity == PB_DIAG_LEFT_OUT && g_str_equal(one->reason, note->reason) &&
        g_strcmp0(one->source, note->source) == 0)
      return true;
  }
  return false;
}

/* Is the remark about a source of this municipality, or of all, or about a layer? */
static bool concerns(const pb_context *context, const char *name) {
  const pb_dataset *dataset = context->dataset;
  bool known = false;
  for (size_t i = 0; i < dataset->n_sources; i++)
    if (g_strcmp0(dataset->sources[i].name, name) == 0) {
      known = true;
      if (pb_source_concerns(context, i) && !hides_rows(dataset, &dataset->sources[i]))
        return true;
    }
  return !known;
}

/* By source and reason over all its files. What is noted of rows that are left out is told once. */
static GArray *gather_remarks(const pb_context *context) {
  const pb_diagnostics *diagnostics = context->dataset->diagnostics;
  GArray *remarks = g_array_new(FALSE, TRUE, sizeof(remark));
  for (int notes = 0; diagnostics && notes < 2; notes++)
    for (size_t i = 0; i < pb_diagnostics_n_tallies(diagnostics); i++) {
      const pb_diag_tally tally = pb_diagnostics_tally(diagnostics, i);
      if ((tally.severity == PB_DIAG_NOTE) != (notes == 1) ||
          (notes && was_left_out(remarks, &tally)) || !concerns(context, tally.source))
        continue;
      guint at = 0;
      while (at < remarks->len) {
        const remark *one = &g_array_index(remarks, remark, at);
        if (one->severity == tally.severity && g_str_equal(one->reason, tally.reason) &&
            g_strcmp0(one->source, tally.source) == 0)
          break;
        at++;
      }
      const remark none = {tally.source, tally.reason, tally.severity, 0};
      if (at == remarks->len)
        g_array_append_val(remarks, none);
      g_array_index(remarks, remark, at).rows += tally.rows;
    }
  g_array_sort(remarks, by_weight);
  return remarks;
}

static const char *outcome_text(pb_diag_severity severity) {
  return severity == PB_DIAG_REJECTED   ? _("rejected")
         : severity == PB_DIAG_LEFT_OUT ? _("left out")
                                        : _("noted");
}

static void add_rejections(pb_node *section, const pb_context *context) {
  const pb_diagnostics *diagnostics = context->dataset->diagnostics;
  if (pb_is_public(context)) /* an example may be a row with a small count in it */
    return;
  g_autoptr(GArray) remarks = gather_remarks(context);
  if (remarks->len == 0) {
    pb_add_paragraph(section, _("No row of any source was rejected."));
    return;
  }
  pb_report_table *table =
      pb_report_table_new("anmarkningar", _("What the reading of the sources remarked on"));
  pb_report_table_column(table, _("rows"), true, 0.6);
  pb_report_table_column(table, _("outcome"), false, 0.9);
  pb_report_table_column(table, _("source"), false, 1.4);
  pb_report_table_column(table, _("first example"), false, 5.4);
  for (guint i = 0; i < remarks->len && i < MAX_REMARKS; i++) {
    const remark *one = &g_array_index(remarks, remark, i);
    const size_t row = pb_report_table_row(table, 0);
    char *cells[] = {pb_format_integer(context->language, (int64_t)one->rows),
                     g_strdup(outcome_text(one->severity)),
                     pb_inline_escape(one->source ? one->source : "–"),
                     pb_inline_escape(example_of(diagnostics, one))};
    for (size_t c = 0; c < G_N_ELEMENTS(cells); c++)
      pb_report_table_set(table, row, c, cells[c], PB_SIGN_NONE, false);
  }
  if (remarks->len > MAX_REMARKS)
    table->note = g_strdup_printf(_("The first %d of %u kinds of remarks; “problembild check” "
                                    "shows all."),
                                  MAX_REMARKS, remarks->len);
  pb_add_table(section, table);
}

/* How small counts are kept from the reader, in words for everybody. */
static void add_disclosure(pb_node *section, const pb_context *context) {
  if (!pb_is_public(context))
    return;
  const pb_dataset *dataset = context->dataset;
  g_autofree char *threshold = pb_format_integer(context->language, dataset->disclosure->threshold);
  pb_add_heading(section, _("What is not shown"));
  if (dataset->disclosure_method == PB_DISCLOSURE_SUPPRESSION)
    pb_add_sentence(
        section,
        g_strdup_printf(
            _("So that no single person can be recognised, counts of crimes and cases below %s are "
              "not shown; zero may be. Some larger counts are not shown either, because the small "
              "ones could otherwise be worked out from totals, quarters or the figures of the "
              "country. The mark .. stands for both, and a chart has a gap. Everything in the "
              "report is computed from the counts that are shown and from nothing else. Survey "
              "answers of fewer than 30 people are not shown, nor the other answers of the same "
              "breakdown."),
            threshold));
  else
    pb_add_sentence(
        section,
        g_strdup(dataset->disclosure_method == PB_DISCLOSURE_RANDOM_ROUNDING
                     ? _("So that no single person can be recognised, every count of crimes and "
                         "cases is rounded at random to a multiple of three: to the nearer one "
                         "more often. The counts are right on average but not one by one, and "
                         "parts need not add up to their total. All rates, intervals and "
                         "comparisons are computed from the rounded counts. Survey answers of "
                         "fewer than 30 people are not shown, nor the other answers of the same "
                         "breakdown.")
                     : _("So that no single person can be recognised, every count of crimes and "
                         "cases above zero is changed by a little random noise. The counts are "
                         "right on average but not one by one, and parts need not add up to their "
                         "total. All rates, intervals and comparisons are computed from the "
                         "changed counts. Survey answers of fewer than 30 people are not shown, "
                         "nor the other answers of the same breakdown.")));
}

static void add_exposure(pb_node *parent, const pb_context *context) {
  pb_add_heading(parent, _("Population behind the rates"));
  pb_add_paragraph(
      parent, pb_is_abroad(context)
                  ? _("Rates per resident use the mean population: the mean of 31 December of the "
                      "year before and of the year.")
                  : _("Rates per resident use the mean population as Brå does: the mean of 31 "
                      "December of the year before and of the year."));
  g_autoptr(GArray) years = pb_years_from_published_rate(context);
  if (years->len == 0) {
    const bool known = pb_read_rows(pb_analysis_find(context->analysis, "population", -1)) > 0;
    pb_add_paragraph(parent, known ? _("The population is known for every year of the report.")
                                   : _("The population of the municipality is not in the data."));
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

/* The breaks that are known are those of Swedish series. */
static void add_rates(pb_node *section, const pb_context *context) {
  const bool abroad = pb_is_abroad(context);
  pb_node *grid = pb_add_grid(section);
  add_exposure(pb_add_cell(grid, abroad ? 12 : 6), context);
  if (!abroad)
    add_breaks(pb_add_cell(grid, 6), context);
}

static void build(const pb_context *context, pb_node *document) {
  const pb_dataset *dataset = context->dataset;
  pb_node *section = pb_start_section(
      document, "metod", _("Data and method"),
      g_strdup(_("What the figures rest on and how they are worked out")),
      g_strdup(
          pb_is_public(context)
              ? _("Where the figures come from, what is not shown of them and how they are worked "
                  "out. Every method is given in five sentences.")
              : _("Every row of every source is used, or counted and explained here. Every method "
                  "is given in five sentences.")),
      pb_chart_source(context, PB_SOURCE_CRIME | PB_SOURCE_POPULATION | PB_SOURCE_EVENTS |
                                   PB_SOURCE_RECORDS | PB_SOURCE_GROUPS | PB_SOURCE_BOUNDARIES));
  bool synthetic = false;
  for (size_t i = 0; i < dataset->n_sources; i++)
    synthetic = synthetic || (dataset->sources[i].synthetic && pb_source_concerns(context, i));
  if (synthetic)
    pb_add_paragraph(section,
                     _("**Some sources are synthetic**: they show what the report looks like "
                       "and say nothing of the real municipality. They are marked in the "
                       "table and under every figure that uses them."));
  add_disclosure(section, context);
  pb_add_table(section, source_table(context));
  pb_add_sentence(section, pb_event_points_text(context));
  add_rejections(section, context);
  if (pb_has_source(context, "reported-crime"))
    add_rates(section, context);
  pb_add_method_texts(section, document, pb_is_abroad(context));
  pb_add_glossary(section, document, pb_is_abroad(context));
}

const pb_section pb_section_data_and_method = {
    .name = "data-and-method",
    .title = N_("Data and method"),
    .build = build,
};

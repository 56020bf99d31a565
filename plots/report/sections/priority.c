/* SPDX-License-Identifier: GPL-3.0-or-later */
/** What should the agreement cover? */
#include <string.h>

#include "engine/text.h"
#include "plots/place_words.h"
#include "plots/read.h"
#include "plots/report/section.h"
#include "plots/report/sections/section_parts.h"
#include "plots/report/sentences/priority.h"
#include "plots/report/sentences/words.h"

static const char *const criteria[] = {"volume",     "harm",  "gap",          "trend",
                                       "comparison", "worry", "concentration"};
#define N_CRITERIA G_N_ELEMENTS(criteria)
/** So many areas get examples of commitments. */
#define MOST_PROPOSED 3

static int area_at(const pb_context *context, const pb_result *priority, size_t row) {
  return pb_dataset_area(context->dataset, pb_read_text(priority, "area", row));
}

/* Rows by place, then those without one in the order of the result. */
static GArray *rows_by_place(const pb_result *priority) {
  GArray *rows = g_array_new(FALSE, FALSE, sizeof(size_t));
  for (size_t i = 0; i < pb_read_rows(priority); i++) {
    const double place = pb_read_number_or(priority, "place", i, G_MAXDOUBLE);
    guint at = 0;
    while (at < rows->len && pb_read_number_or(priority, "place", g_array_index(rows, size_t, at),
                                               G_MAXDOUBLE) <= place)
      at++;
    g_array_insert_val(rows, at, i);
  }
  return rows;
}

static guint n_ranked(const pb_result *priority) {
  guint n = 0;
  double place;
  for (size_t i = 0; i < pb_read_rows(priority); i++)
    n += pb_read_number(priority, "place", i, &place);
  return n;
}

static guint n_set(const pb_result *priority) {
  guint n = 0;
  for (size_t i = 0; i < pb_read_rows(priority); i++)
    n += pb_read_flag(priority, "overridden", i);
  return n;
}

static bool is_known(const pb_result *priority, const char *criterion) {
  double value;
  for (size_t i = 0; i < pb_read_rows(priority); i++)
    if (pb_read_number(priority, criterion, i, &value))
      return true;
  return false;
}

static char *criterion_cell(const pb_language *language, const pb_result *priority,
                            const char *criterion, size_t row) {
  double value, points;
  g_autofree char *column = g_strdup_printf("%s_points", criterion);
  if (!pb_read_number(priority, criterion, row, &value))
    return g_strdup("–");
  g_autofree char *text = pb_criterion_value(language, criterion, value);
  if (!pb_read_number(priority, column, row, &points))
    return g_steal_pointer(&text);
  /* TRANSLATORS: a criterion's value, and its points from 0 to 4. */
  return g_strdup_printf(_("%s (%d p)"), text, (int)points);
}

/* "Cut points of change: 0 %, +10 %, +25 %, +50 %." */
static char *cut_words(const pb_language *language, const char *criterion, const char *cuts) {
  g_auto(GStrv) numbers = g_strsplit(cuts, ", ", -1);
  g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func(g_free);
  for (size_t i = 0; numbers[i]; i++)
    g_ptr_array_add(words,
                    pb_criterion_value(language, criterion, g_ascii_strtod(numbers[i], NULL)));
  g_ptr_array_add(words, NULL);
  g_autofree char *list = g_strjoinv("; ", (char **)words->pdata);
  return g_strdup_printf(_("Cut points of “%s”: %s."), pb_criterion_words(criterion), list);
}

/* The parties' own score is marked, with what the numbers alone say. */
static char *score_cell(const pb_language *language, const pb_result *priority, size_t row) {
  double computed;
  g_autofree char *score =
      pb_format_number(language, pb_read_number_or(priority, "score", row, 0), 1);
  if (!pb_read_flag(priority, "overridden", row))
    return g_steal_pointer(&score);
  if (!pb_read_number(priority, "computed_score", row, &computed))
    return g_strdup_printf(_("%s*"), score);
  g_autofree char *alone = pb_format_number(language, computed, 1);
  /* TRANSLATORS: a score that the parties have set, and in brackets the computed one. */
  return g_strdup_printf(_("%s* (%s)"), score, alone);
}

static char *table_note(const pb_context *context, const pb_result *priority) {
  GString *note = g_string_new(
      _("Points from 0 to 4 by the cut points below; the score is the mean of the "
        "criteria that are known, all of equal weight. Number: reported crimes, else recorded "
        "events, in the last year. Change: against the mean of the years before. Against the "
        "group: ratio to its median."));
  if (is_known(priority, "worry"))
    g_string_append_printf(note, " %s",
                           _("In the survey: the largest share among the questions about the "
                             "area."));
  if (is_known(priority, "concentration"))
    g_string_append_printf(note, " %s",
                           _("Concentration: share of the events at the five worst places."));
  if (is_known(priority, "harm"))
    g_string_append_printf(note, " %s",
                           _("Harm: the total of the last year by the parties’ own weights."));
  if (is_known(priority, "trend"))
    g_string_append_printf(note, " %s",
                           _("Trend: of the months of recorded events, with the season."));
  if (n_set(priority) > 0)
    g_string_append_printf(note, " %s", _("* Set by the parties; in brackets the computed score."));
  double tied;
  if (n_ranked(priority) < pb_read_rows(priority))
    g_string_append_printf(note, " %s",
                           _("Areas of which a single criterion is known have no place."));
  if (pb_result_get_scalar(priority, "n_tied", &tied) && tied > 0)
    g_string_append_printf(note, " %s", _("Areas with equal scores share a place."));
  for (size_t c = 0; c < N_CRITERIA; c++) {
    g_autofree char *name = g_strdup_printf("%s_cuts", criteria[c]);
    const char *cuts = pb_result_get_text(priority, name);
    g_autofree char *shown = cuts && is_known(priority, criteria[c])
                                 ? cut_words(context->language, criteria[c], cuts)
                                 : NULL;
    if (shown)
      g_string_append_printf(note, " %s", shown);
  }
  return g_string_free(note, FALSE);
}

static void add_table(pb_node *section, const pb_context *context, const pb_result *priority,
                      const GArray *rows) {
  const pb_language *language = context->language;
  pb_report_table *table =
      pb_report_table_new("prioritering-kriterier", _("The problem areas by criteria"));
  pb_report_table_column(table, _("place"), true, .6);
  pb_report_table_column(table, _("problem area"), false, 2.6);
  pb_report_table_column(table, _("score"), true, .7);
  size_t used[N_CRITERIA], n_used = 0;
  for (size_t c = 0; c < N_CRITERIA; c++)
    if (is_known(priority, criteria[c])) {
      pb_report_table_column(table, pb_criterion_words(criteria[c]), true, 1.4);
      used[n_used++] = c;
    }
  for (guint i = 0; i < rows->len; i++) {
    const size_t at = g_array_index(rows, size_t, i), row = pb_report_table_row(table, 0);
    double place, score;
    const bool ranked = pb_read_number(priority, "place", at, &place) &&
                        pb_read_number(priority, "score", at, &score);
    pb_report_table_set(table, row, 0, ranked ? g_strdup_printf("%d", (int)place) : g_strdup("–"),
                        PB_SIGN_NONE, true);
    pb_report_table_set(table, row, 1,
                        g_strdup(pb_area_label(context, area_at(context, priority, at))),
                        PB_SIGN_NONE, false);
    pb_report_table_set(table, row, 2, ranked ? score_cell(language, priority, at) : g_strdup("–"),
                        PB_SIGN_NONE, true);
    for (size_t c = 0; c < n_used; c++)
      pb_report_table_set(table, row, 3 + c,
                          criterion_cell(language, priority, criteria[used[c]], at), PB_SIGN_NONE,
                          false);
  }
  table->note = table_note(context, priority);
  pb_add_table(section, table);
}

/* Records of events count only where a criterion was made from them. */
static pb_source_set sources_of(const pb_result *priority) {
  pb_source_set set = PB_SOURCE_CRIME | PB_SOURCE_POPULATION | PB_SOURCE_GROUPS;
  bool events = is_known(priority, "concentration") || is_known(priority, "trend");
  for (size_t i = 0; i < pb_read_rows(priority); i++)
    events = events || strcmp(pb_read_text(priority, "volume_of", i), "events") == 0;
  return set | (events ? PB_SOURCE_RECORDS : 0) |
         (is_known(priority, "worry") ? PB_SOURCE_SURVEY : 0) |
         (n_set(priority) || is_known(priority, "harm") ? PB_SOURCE_PRIORITY : 0);
}

static char *title_of(const pb_context *context, const pb_result *priority, const GArray *rows) {
  g_autoptr(GPtrArray) first = g_ptr_array_new();
  bool set = false;
  for (guint i = 0; i < rows->len; i++) {
    const size_t at = g_array_index(rows, size_t, i);
    if (pb_read_number_or(priority, "place", at, 0) != 1)
      continue;
    g_ptr_array_add(first, (gpointer)pb_area_label(context, area_at(context, priority, at)));
    set = set || pb_read_flag(priority, "overridden", at);
  }
  if (set && first->len == 1)
    return g_strdup_printf(_("First by the parties’ own choice: %s"),
                           (const char *)first->pdata[0]);
  return pb_headline_priority((const char *const *)first->pdata, first->len, n_ranked(priority));
}

/* A paragraph for each area that the parties have set, in the order of the table. */
static void add_choices(pb_node *section, const pb_context *context, const pb_result *priority,
                        const GArray *rows) {
  if (n_set(priority) == 0)
    return;
  pb_add_heading(section, _("Set by the parties"));
  for (guint i = 0; i < rows->len; i++) {
    const size_t at = g_array_index(rows, size_t, i);
    const pb_choice_facts choice = {
        .label = pb_area_label(context, area_at(context, priority, at)),
        .reason = pb_read_text(priority, "override_reason", at),
        .confidence = pb_read_text(priority, "confidence", at),
        .score = pb_read_number_or(priority, "score", at, 0),
        .computed_score = pb_result_cell(priority, "computed_score", at),
        .computed_place = pb_result_cell(priority, "computed_place", at),
    };
    if (pb_read_flag(priority, "overridden", at))
      pb_add_sentence(section, pb_sentence_choice(context->language, &choice));
  }
}

static void add_commitments(pb_node *section, const pb_context *context, const pb_result *priority,
                            const GArray *rows) {
  const pb_dataset *dataset = context->dataset;
  const bool swedish = strcmp(context->language->code, "sv") == 0;
  pb_report_table *table = pb_report_table_new("atagandepar", _("Examples of paired commitments"));
  table->subtitle = g_strdup(_("One by the municipality and its counterpart by the police, as a "
                               "start for the talks; not a finding of the data"));
  pb_report_table_column(table, _("problem area"), false, 1.4);
  pb_report_table_column(table, _("the municipality"), false, 3);
  pb_report_table_column(table, _("the police"), false, 3);
  for (guint i = 0; i < MIN(n_ranked(priority), MOST_PROPOSED); i++) {
    const int area = area_at(context, priority, g_array_index(rows, size_t, i));
    for (size_t k = 0; k < dataset->n_area_commitments; k++) {
      const pb_area_commitment *pair = &dataset->area_commitments[k];
      if (pair->area != area)
        continue;
      const size_t row = pb_report_table_row(table, 0);
      pb_report_table_set(table, row, 0, g_strdup(pb_area_label(context, area)), PB_SIGN_NONE,
                          false);
      pb_report_table_set(table, row, 1,
                          g_strdup(swedish ? pair->municipality_sv : pair->municipality_en),
                          PB_SIGN_NONE, false);
      pb_report_table_set(table, row, 2, g_strdup(swedish ? pair->police_sv : pair->police_en),
                          PB_SIGN_NONE, false);
    }
  }
  if (table->rows->len)
    pb_add_table(section, table);
  else
    pb_report_table_free(table);
}

static void build(const pb_context *context, pb_node *document) {
  const pb_result *priority = pb_analysis_find(context->analysis, "priority", -1);
  g_autoptr(GArray) rows = rows_by_place(priority);
  if (n_ranked(priority) < 2)
    return;
  const char *moved = pb_result_get_text(priority, "most_sensitive_20");
  pb_node *section = pb_start_section(
      document, "prioritering", _("Priorities"), title_of(context, priority, rows),
      pb_join_sentences(
          g_strdup(_("A help for the choice, not the choice itself: the points weigh what the data "
                     "know, and what they do not know weighs nothing.")),
          pb_sentence_priority_order(context->language,
                                     pb_result_scalar_maybe(priority, "changed_20"),
                                     pb_result_scalar_maybe(priority, "changed_20_most"),
                                     moved ? pb_criterion_words(moved) : NULL),
          NULL),
      pb_chart_source(context, sources_of(priority)));
  add_table(section, context, priority, rows);
  add_choices(section, context, priority, rows);
  pb_figure *matrix = pb_figure_make(context, "priority-matrix", NULL);
  if (matrix->empty)
    pb_figure_free(matrix);
  else
    pb_add_figure(pb_add_cell(pb_add_grid(section), 12), matrix);
  add_commitments(section, context, priority, rows);
}

const pb_section pb_section_priority = {
    .name = "priority",
    .title = N_("Priorities"),
    .build = build,
};

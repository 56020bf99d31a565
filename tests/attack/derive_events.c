/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What results about events tell. The true numbers come from the internal version: each
 * count there is a cell "RESULT/SUBJECT/PLACE/KEYS/COLUMN". */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/attack/attack.h"

/* Columns by meaning, blanks between; "count_*" stands for every year's. */
static const struct {
  const char *name, *keys, *counts, *beside, *open;
} results[] = {
    {"week-clock", "weekday hour", "count", "", ""},
    {"year-wheel", "month", "count", "per_day lower upper", "months_observed days_observed"},
    {"event-areas", "area", "count_*",
     "ratio ratio_lower ratio_upper p p_adjusted smallest_count_up smallest_count_down",
     "phi "
     "verdict"},
    {"event-series", "period", "count", "unusual", "expected lower upper"},
    {"event-control", "period", "count", "adjusted signal",
     "preliminary first_phase expected lower_95 upper_95 lower_998 upper_998"},
    {"event-forecast", "period", "count", "",
     "preliminary expected lower_50 upper_50 lower_80 upper_80 lower_95 upper_95 naive"},
    {"event-parts", "period", "count", "remainder", "preliminary trend season"},
    {"event-day-parts", "weekday from_hour", "count", "", ""},
    {"event-clock", "weekday hour", "weight", "", ""},
    {"event-wheel", "month", "count", "per_day lower upper", ""},
    {"hot-cells", "cell", "count count_*", "z p_adjusted verdict stability hot_*",
     "x y share_inside place"},
    {"hot-spots", "number", "count count_*", "share z_max stability",
     "name distance_m direction x y cells hectares"},
    {"cell-changes", "cell", "count now", "base p p_adjusted verdict", "x y"},
    {"event-sub-areas", "code", "count count_*", "share per_km2 lower upper verdict",
     "name feature km2"},
    {"near-repeat", "distance_from distance_to days_from days_to", "observed",
     "ratio p p_adjusted verdict", "expected"},
    {"place-concentration", "", "", "", "curve share_of_cells share_of_events"},
    {"place-stability", "year", "", "", "jaccard spearman"},
    {"density-contours", "share part ring", "", "", "x y"},
    {"survey", "question", "", "",
     "text_sv text_en index n share lower upper n_dont_know previous_n previous_share "
     "previous_lower previous_upper difference difference_lower difference_upper p p_adjusted "
     "verdict"},
    {"survey-groups", "question kind group", "", "", "n share lower upper"},
    {"survey-response", "wave", "", "", "n invited"},
    {"survey-published", "question", "", "",
     "text_sv wave n lower upper previous_wave difference difference_lower difference_upper p "
     "p_adjusted verdict share previous_share county_share country_share women_share men_share"},
    {"survey-index", "index wave", "", "", "n mean lower upper"},
};

/* How many events, and how many of them had what: of a result's scalars. */
static const char *const number_scalars =
    "n_events n_located n_without_point n_default n_elsewhere n_off_grid n_outside_parts n_windows "
    "n_without_hour n_dated n_with_events n_hot";

static bool is_word(const char *words, const char *word) {
  g_auto(GStrv) list = g_strsplit(words, " ", -1);
  for (size_t i = 0; list[i]; i++) {
    size_t n = strlen(list[i]);
    if (g_str_equal(list[i], word) ||
        (n > 1 && list[i][n - 1] == '*' && strncmp(list[i], word, n - 1) == 0 && *list[i]))
      return true;
  }
  return false;
}

static int find_result(const char *name) {
  for (size_t i = 0; i < G_N_ELEMENTS(results); i++)
    if (g_str_equal(results[i].name, name))
      return (int)i;
  return -1;
}

bool events_know(const char *name, const char *column) {
  int i = find_result(name);
  return i >= 0 && (is_word(results[i].keys, column) || is_word(results[i].counts, column) ||
                    is_word(results[i].beside, column) || is_word(results[i].open, column));
}

bool event_counts(const char *name, const char *column) {
  int i = find_result(name);
  return i >= 0 && is_word(results[i].counts, column);
}

char *event_row_id(const shown_table *table, guint row, const char *column) {
  int i = find_result(table->name);
  GString *id = g_string_new(NULL);
  /* The same months in several results. */
  bool months = g_str_equal(results[i].keys, "period");
  g_string_printf(id, "%s/%s/%s/", months ? "event-series" : table->name, table->subject,
                  table->place);
  g_auto(GStrv) keys = g_strsplit(results[i].keys, " ", -1);
  for (size_t k = 0; keys[k]; k++) {
    const char *key = shown_cell(table, row, keys[k]);
    double number;
    if (key && read_number(key, &number, NULL))
      g_string_append_printf(id, "%g,", number);
    else
      g_string_append_printf(id, "%s,", key ? key : "");
  }
  g_string_append_printf(id, "/%s", column);
  return g_string_free(id, FALSE);
}

char *event_scalar_id(const shown_table *table, const char *scalar) {
  /* What can be placed is the same for every result about places. */
  static const char *const placed[] = {"hot-cells",    "hot-spots",       "place-concentration",
                                       "cell-changes", "place-stability", "event-sub-areas",
                                       "near-repeat",  "density-contours"};
  for (size_t i = 0; i < G_N_ELEMENTS(placed); i++)
    if (g_str_equal(placed[i], table->name))
      return g_strdup_printf("placed/%s/%s//%s", table->subject, table->place, scalar);
  return g_strdup_printf("%s/%s/%s//%s", table->name, table->subject, table->place, scalar);
}

/* Of a weight (parts of events) the events that may be behind it: at least one. */
static double as_count(double value) {
  return ceil(value - 1e-9);
}

static void read_row(knowledge *k, const shown_table *table, int i, guint row, bool truth) {
  double all;
  if (truth && g_str_equal(results[i].keys, "cell") && shown_number(table, row, "count", &all) &&
      all == 0)
    return; /* most cells of a map */
  for (guint c = 0; c < table->header->len; c++) {
    const char *column = table->header->pdata[c], *text = shown_cell(table, row, column);
    bool count = is_word(results[i].counts, column), beside = is_word(results[i].beside, column);
    double value;
    if (!text || (!count && !beside))
      continue;
    g_autofree char *id = event_row_id(table, row, column);
    if (count && read_number(text, &value, NULL)) {
      if (truth)
        know_truth(k, id, (int64_t)as_count(value));
      else
        know_exact(k, id, as_count(value), table->in, table->file, column);
    } else if (beside && !truth && !g_str_equal(text, "not-assessed") &&
               !g_str_equal(text, "n/a")) {
      g_autofree char *of = event_row_id(table, row, "count");
      know_beside(k, of, table->in, table->file, column);
    }
  }
}

void read_event_table(knowledge *k, const shown_table *table, bool truth) {
  int i = find_result(table->name);
  for (guint r = 0; r < table->rows->len && i >= 0; r++)
    read_row(k, table, i, r, truth);
  g_auto(GStrv) scalars = g_strsplit(number_scalars, " ", -1);
  for (size_t s = 0; scalars[s] && i >= 0; s++) {
    double value;
    if (!shown_scalar(table, scalars[s], &value))
      continue;
    g_autofree char *id = event_scalar_id(table, scalars[s]);
    if (truth)
      know_truth(k, id, (int64_t)value);
    else
      know_exact(k, id, value, table->in, table->file, scalars[s]);
  }
}

void derive_events(knowledge *k, const GPtrArray *tables) {
  for (guint t = 0; t < tables->len; t++)
    read_event_table(k, tables->pdata[t], false);
}

size_t unknown_columns(const GPtrArray *tables) {
  size_t n = 0;
  for (guint t = 0; t < tables->len; t++) {
    const shown_table *table = tables->pdata[t];
    for (guint c = 0; c < table->header->len && table->in == IN_JSON; c++) {
      const char *column = table->header->pdata[c];
      if (!crime_knows(table->name, column) && !events_know(table->name, column)) {
        printf("# what does the column %s of %s tell?\n", column, table->name);
        n++;
      }
    }
  }
  return n;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What results about events and surveys tell. The true numbers come from the internal version: each
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
    {"place-concentration", "", "", "", ""},
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

static char *row_id(const shown_table *table, int i, guint row, const char *column) {
  GString *id = g_string_new(NULL);
  g_string_printf(id, "%s/%s/%s/", table->name, table->subject, table->place);
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

static char *scalar_id(const shown_table *table, const char *scalar) {
  return g_strdup_printf("%s/%s/%s//%s", table->name, table->subject, table->place, scalar);
}

/* Of a weight (parts of events) the events that may be behind it: at least one. */
static double as_count(double value) {
  return ceil(value - 1e-9);
}

static void read_row(knowledge *k, const shown_table *table, int i, guint row, bool truth) {
  for (guint c = 0; c < table->header->len; c++) {
    const char *column = table->header->pdata[c], *text = shown_cell(table, row, column);
    bool count = is_word(results[i].counts, column), beside = is_word(results[i].beside, column);
    double value;
    if (!text || (!count && !beside))
      continue;
    g_autofree char *id = row_id(table, i, row, column);
    if (count && read_number(text, &value, NULL)) {
      if (truth)
        know_truth(k, id, (int64_t)as_count(value));
      else
        know_exact(k, id, as_count(value), table->in, table->file, column);
    } else if (beside && !truth && !g_str_equal(text, "not-assessed") &&
               !g_str_equal(text, "n/a")) {
      g_autofree char *of = row_id(table, i, row, "count");
      know_beside(k, of, table->in, table->file, column);
    }
  }
}

static void read_table(knowledge *k, const shown_table *table, bool truth) {
  int i = find_result(table->name);
  for (guint r = 0; r < table->rows->len && i >= 0; r++)
    read_row(k, table, i, r, truth);
  g_auto(GStrv) scalars = g_strsplit(number_scalars, " ", -1);
  for (size_t s = 0; scalars[s] && i >= 0; s++) {
    double value;
    if (!shown_scalar(table, scalars[s], &value))
      continue;
    g_autofree char *id = scalar_id(table, scalars[s]);
    if (truth)
      know_truth(k, id, (int64_t)value);
    else
      know_exact(k, id, value, table->in, table->file, scalars[s]);
  }
}

/* Everything in one column is the scalar, or another count. */
static void add_total(knowledge *k, const shown_table *table, const char *column,
                      const char *total) {
  int i = find_result(table->name);
  g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func(g_free);
  g_autofree double *weights = g_new(double, table->rows->len + 1);
  for (guint r = 0; r < table->rows->len; r++) {
    g_ptr_array_add(ids, row_id(table, i, r, column));
    weights[r] = 1;
  }
  weights[ids->len] = -1;
  g_ptr_array_add(ids, g_strdup(total));
  know_relation(k, ids, weights, 0, 0, WAY_SUM, IN_JSON, NULL, NULL);
}

/* A row's count is the sum of its years. */
static void add_years(knowledge *k, const shown_table *table, guint row) {
  int i = find_result(table->name);
  g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func(g_free);
  double weights[32] = {1};
  g_ptr_array_add(ids, row_id(table, i, row, "count"));
  for (guint c = 0; c < table->header->len && ids->len < 32; c++)
    if (g_str_has_prefix(table->header->pdata[c], "count_")) {
      weights[ids->len] = -1;
      g_ptr_array_add(ids, row_id(table, i, row, table->header->pdata[c]));
    }
  know_relation(k, ids, weights, 0, 0, WAY_SUM, IN_JSON, NULL, NULL);
}

/* The months of a year, as the table of areas has it. */
static void add_months(knowledge *k, const shown_table *table) {
  double first = 0, last = 0;
  for (guint r = 0; r < table->rows->len; r++) {
    const char *period = shown_cell(table, r, "period");
    double year = period ? atoi(period) : 0;
    first = first > 0 ? MIN(first, year) : year;
    last = MAX(last, year);
  }
  for (int year = (int)first; year <= (int)last && year > 0; year++) {
    g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func(g_free);
    g_autofree double *weights = g_new(double, table->rows->len + 1);
    for (guint r = 0; r < table->rows->len; r++)
      if (atoi(shown_cell(table, r, "period")) == year) {
        weights[ids->len] = 1;
        g_ptr_array_add(ids, row_id(table, find_result(table->name), r, "count"));
      }
    weights[ids->len] = -1;
    g_ptr_array_add(
        ids, g_strdup_printf("event-areas//%s/%s,/count_%d", table->place, table->subject, year));
    know_relation(k, ids, weights, 0, 0, WAY_SUM, IN_JSON, NULL, NULL);
  }
}

/* Events of a problem area are some of all events: of the same row. */
static void add_parts(knowledge *k, const GPtrArray *tables, const shown_table *all) {
  int i = find_result(all->name);
  if (i < 0 || *all->subject || !*results[i].counts)
    return;
  for (guint r = 0; r < all->rows->len; r++)
    for (guint c = 0; c < all->header->len; c++) {
      const char *column = all->header->pdata[c];
      if (!is_word(results[i].counts, column))
        continue;
      g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func(g_free);
      g_autofree double *weights = g_new(double, tables->len + 1);
      g_autofree char *whole = row_id(all, i, r, column);
      const char *rest = whole + strlen(all->name) + 2; /* "PLACE/KEYS/COLUMN" */
      weights[0] = 1;
      g_ptr_array_add(ids, g_strdup(whole));
      for (guint t = 0; t < tables->len; t++) {
        const shown_table *part = tables->pdata[t];
        if (part->in != IN_JSON || !*part->subject || !g_str_equal(part->name, all->name) ||
            !g_str_equal(part->place, all->place))
          continue;
        g_autofree char *id = g_strdup_printf("%s/%s/%s", all->name, part->subject, rest);
        int64_t truth;
        if (!truth_of(k, id, &truth))
          continue;
        weights[ids->len] = -1;
        g_ptr_array_add(ids, g_steal_pointer(&id));
      }
      if (ids->len > 1)
        know_relation(k, ids, weights, 0, INFINITY, WAY_SUM, IN_JSON, NULL, NULL);
    }
}

/* Known to everybody: what adds up in the internal version adds up for every reader. */
static void add_relations(knowledge *k, const GPtrArray *internal) {
  for (guint t = 0; t < internal->len; t++) {
    const shown_table *table = internal->pdata[t];
    if (table->in != IN_JSON)
      continue;
    g_autofree char *events = scalar_id(table, "n_events");
    const char *name = table->name;
    if (g_str_equal(name, "week-clock") || g_str_equal(name, "year-wheel") ||
        g_str_equal(name, "event-wheel"))
      add_total(k, table, "count", events);
    else if (g_str_equal(name, "event-series"))
      add_months(k, table);
    for (guint r = 0; r < table->rows->len && shown_column(table, "count") >= 0; r++)
      if (find_result(name) >= 0 && is_word(results[find_result(name)].counts, "count_1"))
        add_years(k, table, r);
    add_parts(k, internal, table);
  }
}

void truth_of_events(knowledge *k, const GPtrArray *internal) {
  for (guint t = 0; t < internal->len; t++)
    if (((const shown_table *)internal->pdata[t])->in == IN_JSON)
      read_table(k, internal->pdata[t], true);
  add_relations(k, internal);
}

/* The groups of one question and kind: with all but one shown, and the whole, the last is told. The
 * reader takes it that everybody weighs the same, which is never far off. */
static void read_groups(knowledge *k, const shown_table *table) {
  GHashTable *hidden = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  for (guint r = 0; r < table->rows->len; r++) {
    g_autofree char *key = g_strdup_printf("%s, by %s", shown_cell(table, r, "question"),
                                           shown_cell(table, r, "kind"));
    guint n = GPOINTER_TO_UINT(g_hash_table_lookup(hidden, key));
    bool small = !shown_cell(table, r, "share");
    double answers;
    if (!small && shown_number(table, r, "n", &answers) && answers < 30)
      know_leak(k, table->file, "a share of fewer than 30 answers");
    g_hash_table_replace(hidden, g_steal_pointer(&key), GUINT_TO_POINTER(n + small));
  }
  GHashTableIter iter;
  gpointer key, n;
  g_hash_table_iter_init(&iter, hidden);
  while (g_hash_table_iter_next(&iter, &key, &n))
    if (GPOINTER_TO_UINT(n) == 1) {
      g_autofree char *words = g_strdup_printf(
          "the one share left out (%s) follows from the others and the whole", (const char *)key);
      know_leak(k, table->file, words);
    }
  g_hash_table_unref(hidden);
}

/* Published: women and men are everybody. */
static void read_published(knowledge *k, const shown_table *table, guint row) {
  double whole, n;
  bool women = shown_cell(table, row, "women_share"), men = shown_cell(table, row, "men_share");
  if (women != men && shown_number(table, row, "share", &whole) &&
      shown_number(table, row, "n", &n))
    know_leak(k, table->file, "the share of one sex follows from the other's and everybody's");
}

void derive_events(knowledge *k, const GPtrArray *tables) {
  for (guint t = 0; t < tables->len; t++) {
    const shown_table *table = tables->pdata[t];
    read_table(k, table, false);
    if (g_str_equal(table->name, "survey-groups"))
      read_groups(k, table);
    for (guint r = 0; r < table->rows->len && g_str_equal(table->name, "survey-published"); r++)
      read_published(k, table, r);
  }
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

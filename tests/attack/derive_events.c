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

static char *row_id(const shown_table *table, int i, guint row, const char *column) {
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

static char *scalar_id(const shown_table *table, const char *scalar) {
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

/* Events of no area in a part, an hour or a month are no more than such events in all years. */
static void add_none(knowledge *k, const char *place, const char *id, const shown_table *areas) {
  g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func(g_free);
  g_autofree double *weights = g_new(double, areas->header->len + 1);
  weights[0] = -1;
  g_ptr_array_add(ids, g_strdup(id));
  for (guint c = 1; c < areas->header->len; c++)
    if (g_str_has_prefix(areas->header->pdata[c], "count_")) {
      weights[ids->len] = 1;
      g_ptr_array_add(
          ids, g_strdup_printf("event-areas//%s/none,/%s", place, (char *)areas->header->pdata[c]));
    }
  know_relation(k, ids, weights, 0, INFINITY, WAY_SUM, IN_JSON, NULL, NULL);
}

/* All events = those of the problem areas + those of none: of the same row. */
static void add_parts(knowledge *k, const GPtrArray *tables, const shown_table *all,
                      const shown_table *all_areas) {
  int i = find_result(all->name);
  /* Single hours and cells of the map are never shown, and would make one huge programme of all. */
  static const char *const linked[] = {"event-series", "event-wheel", "event-sub-areas"};
  bool is_linked = false;
  for (size_t n = 0; n < G_N_ELEMENTS(linked); n++)
    is_linked = is_linked || g_str_equal(linked[n], all->name);
  if (!is_linked || !all_areas || *all->subject)
    return;
  for (guint r = 0; r < all->rows->len; r++)
    for (guint c = 0; c < all->header->len; c++) {
      const char *column = all->header->pdata[c];
      if (!is_word(results[i].counts, column))
        continue;
      g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func(g_free);
      g_autofree double *weights = g_new(double, tables->len + 2);
      g_autofree char *whole = row_id(all, i, r, column);
      const char *rest = strstr(whole, "//") + 2; /* "PLACE/KEYS/COLUMN" */
      g_autofree char *name = g_strndup(whole, (gsize)(strstr(whole, "//") - whole));
      int64_t left, truth;
      if (!truth_of(k, whole, &left))
        continue;
      weights[0] = 1;
      g_ptr_array_add(ids, g_strdup(whole));
      for (guint t = 0; t < tables->len; t++) {
        const shown_table *part = tables->pdata[t];
        if (part->in != IN_JSON || !*part->subject || !g_str_equal(part->name, all->name) ||
            !g_str_equal(part->place, all->place))
          continue;
        g_autofree char *id = g_strdup_printf("%s/%s/%s", name, part->subject, rest);
        if (!truth_of(k, id, &truth))
          continue;
        left -= truth;
        weights[ids->len] = -1;
        g_ptr_array_add(ids, g_steal_pointer(&id));
      }
      if (ids->len < 2)
        continue;
      g_ptr_array_add(ids, g_strdup_printf("%s/none/%s", name, rest));
      weights[ids->len - 1] = -1;
      know_truth(k, ids->pdata[ids->len - 1], left);
      know_relation(k, ids, weights, 0, 0, WAY_SUM, IN_JSON, NULL, NULL);
      if (!g_str_equal(name, "event-series")) /* its months are of more years */
        add_none(k, all->place, ids->pdata[ids->len - 1], all_areas);
    }
}

/* The same of the years, which are rows of one table. */
static void add_areas(knowledge *k, const shown_table *table) {
  for (guint c = 1; c < table->header->len; c++) {
    const char *column = table->header->pdata[c];
    if (!g_str_has_prefix(column, "count_"))
      continue;
    g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func(g_free);
    g_autofree double *weights = g_new(double, table->rows->len + 2);
    int64_t left = 0, truth;
    for (guint r = 0; r < table->rows->len; r++) {
      char *id = row_id(table, find_result(table->name), r, column);
      bool all = shown_cell(table, r, "area") == NULL;
      if (!truth_of(k, id, &truth)) {
        g_free(id);
        continue;
      }
      left += all ? truth : -truth;
      weights[ids->len] = all ? 1 : -1;
      g_ptr_array_add(ids, id);
    }
    weights[ids->len] = -1;
    g_ptr_array_add(ids, g_strdup_printf("event-areas//%s/none,/%s", table->place, column));
    know_truth(k, ids->pdata[ids->len - 1], left);
    know_relation(k, ids, weights, 0, 0, WAY_SUM, IN_JSON, NULL, NULL);
  }
}

/* A month of the wheel is the same month of the report's years; the wheel is their total. */
static void add_wheel(knowledge *k, const shown_table *table) {
  double first, last;
  if (!shown_scalar(table, "first_year", &first) || !shown_scalar(table, "last_year", &last))
    return;
  g_autoptr(GPtrArray) total = g_ptr_array_new_with_free_func(g_free);
  double total_weights[32];
  for (int month = 1; month <= 12; month++) {
    g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func(g_free);
    double weights[32] = {1};
    char *id = g_strdup_printf("event-wheel/%s/%s/%d,/count", table->subject, table->place, month);
    g_ptr_array_add(ids, id);
    total_weights[total->len] = 1;
    g_ptr_array_add(total, g_strdup(id));
    for (int year = (int)first; year <= (int)last && ids->len < 32; year++) {
      weights[ids->len] = -1;
      g_ptr_array_add(ids, g_strdup_printf("event-series/%s/%s/%d-%02d,/count", table->subject,
                                           table->place, year, month));
    }
    know_relation(k, ids, weights, 0, 0, WAY_SUM, IN_JSON, NULL, NULL);
  }
  for (int year = (int)first; year <= (int)last && total->len < 32; year++) {
    total_weights[total->len] = -1;
    g_ptr_array_add(
        total, g_strdup_printf("event-areas//%s/%s,/count_%d", table->place, table->subject, year));
  }
  know_relation(k, total, total_weights, 0, 0, WAY_SUM, IN_JSON, NULL, NULL);
  g_ptr_array_set_size(total, 0);
  for (int i = 0; i < 13; i++)
    total_weights[i] = i == 0 ? 1 : -1;
  g_ptr_array_add(total, g_strdup_printf("placed/%s/%s//n_events", table->subject, table->place));
  for (int year = (int)first; year <= (int)last; year++)
    g_ptr_array_add(
        total, g_strdup_printf("event-areas//%s/%s,/count_%d", table->place, table->subject, year));
  know_relation(k, total, total_weights, 0, 0, WAY_SUM, IN_JSON, NULL, NULL);
}

/* Parts of the municipality, and what lies in none, are the events with a place. */
static void add_sub_areas(knowledge *k, const shown_table *table) {
  g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func(g_free);
  g_autofree double *weights = g_new(double, table->rows->len + 3);
  for (guint r = 0; r < table->rows->len; r++) {
    weights[ids->len] = 1;
    g_ptr_array_add(ids, row_id(table, find_result(table->name), r, "count"));
  }
  int64_t outside;
  char *out = scalar_id(table, "n_outside_parts");
  if (truth_of(k, out, &outside) && outside > 0) {
    weights[ids->len] = 1;
    g_ptr_array_add(ids, out);
  } else {
    g_free(out);
  }
  weights[ids->len] = -1;
  g_ptr_array_add(ids, scalar_id(table, "n_located"));
  know_relation(k, ids, weights, 0, 0, WAY_SUM, IN_JSON, NULL, NULL);
}

/* With and without a point: all events. */
static void add_located(knowledge *k, const shown_table *table) {
  static const char *const scalars[] = {"n_events",  "n_located",   "n_without_point",
                                        "n_default", "n_elsewhere", "n_off_grid"};
  g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func(g_free);
  const double weights[] = {1, -1, -1, -1, -1, -1};
  for (size_t i = 0; i < G_N_ELEMENTS(scalars); i++)
    g_ptr_array_add(ids, scalar_id(table, scalars[i]));
  know_relation(k, ids, weights, 0, 0, WAY_SUM, IN_JSON, NULL, NULL);
}

/* Known to everybody: what adds up in the internal version adds up for every reader. */
static const shown_table *areas_of(const GPtrArray *tables, const char *place) {
  for (guint t = 0; t < tables->len; t++) {
    const shown_table *table = tables->pdata[t];
    if (table->in == IN_JSON && g_str_equal(table->name, "event-areas") &&
        g_str_equal(table->place, place))
      return table;
  }
  return NULL;
}

static void add_relations(knowledge *k, const GPtrArray *internal) {
  for (guint t = 0; t < internal->len; t++) {
    const shown_table *table = internal->pdata[t];
    if (table->in == IN_JSON && g_str_equal(table->name, "event-areas"))
      add_areas(k, table);
  }
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
    if (g_str_equal(name, "event-wheel"))
      add_wheel(k, table);
    else if (g_str_equal(name, "event-sub-areas"))
      add_sub_areas(k, table);
    add_located(k, table);
    for (guint r = 0; r < table->rows->len && shown_column(table, "count") >= 0; r++)
      if (find_result(name) >= 0 && is_word(results[find_result(name)].counts, "count_1"))
        add_years(k, table, r);
    add_parts(k, internal, table, areas_of(internal, table->place));
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

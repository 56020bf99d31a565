/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The true counts of events, from the internal version, and how they hang together. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "tests/attack/attack.h"

/* Everything in one column is the scalar, or another count. */
static void add_total(knowledge *k, const shown_table *table, const char *column,
                      const char *total) {
  g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func(g_free);
  g_autofree double *weights = g_new(double, table->rows->len + 1);
  for (guint r = 0; r < table->rows->len; r++) {
    g_ptr_array_add(ids, event_row_id(table, r, column));
    weights[r] = 1;
  }
  weights[ids->len] = -1;
  g_ptr_array_add(ids, g_strdup(total));
  know_relation(k, ids, weights, 0, 0, WAY_SUM, IN_JSON, NULL, NULL);
}

/* A row's count is the sum of its years. */
static void add_years(knowledge *k, const shown_table *table, guint row) {
  g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func(g_free);
  double weights[32] = {1};
  g_ptr_array_add(ids, event_row_id(table, row, "count"));
  for (guint c = 0; c < table->header->len && ids->len < 32; c++)
    if (g_str_has_prefix(table->header->pdata[c], "count_")) {
      weights[ids->len] = -1;
      g_ptr_array_add(ids, event_row_id(table, row, table->header->pdata[c]));
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
        g_ptr_array_add(ids, event_row_id(table, r, "count"));
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
      if (!event_counts(all->name, column))
        continue;
      g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func(g_free);
      g_autofree double *weights = g_new(double, tables->len + 2);
      g_autofree char *whole = event_row_id(all, r, column);
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
      char *id = event_row_id(table, r, column);
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
    g_ptr_array_add(ids, event_row_id(table, r, "count"));
  }
  int64_t outside;
  char *out = event_scalar_id(table, "n_outside_parts");
  if (truth_of(k, out, &outside) && outside > 0) {
    weights[ids->len] = 1;
    g_ptr_array_add(ids, out);
  } else {
    g_free(out);
  }
  weights[ids->len] = -1;
  g_ptr_array_add(ids, event_scalar_id(table, "n_located"));
  know_relation(k, ids, weights, 0, 0, WAY_SUM, IN_JSON, NULL, NULL);
}

/* With and without a point: all events. */
static void add_located(knowledge *k, const shown_table *table) {
  static const char *const scalars[] = {"n_events",  "n_located",   "n_without_point",
                                        "n_default", "n_elsewhere", "n_off_grid"};
  g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func(g_free);
  const double weights[] = {1, -1, -1, -1, -1, -1};
  for (size_t i = 0; i < G_N_ELEMENTS(scalars); i++)
    g_ptr_array_add(ids, event_scalar_id(table, scalars[i]));
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
    g_autofree char *events = event_scalar_id(table, "n_events");
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
      if (event_counts(name, "count_1"))
        add_years(k, table, r);
    add_parts(k, internal, table, areas_of(internal, table->place));
  }
}

void truth_of_events(knowledge *k, const GPtrArray *internal) {
  for (guint t = 0; t < internal->len; t++)
    if (((const shown_table *)internal->pdata[t])->in == IN_JSON)
      read_event_table(k, internal->pdata[t], true);
  add_relations(k, internal);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What goals, measures and priorities tell about counts of reported crime. */
#include <stdlib.h>
#include <string.h>

#include "tests/attack/attack.h"

#define PER 1e5

/* Goals that are counted in crimes. */
static void read_goal(knowledge *k, const world *w, const shown_table *table, guint row,
                      GHashTable *type_of_goal) {
  static const char *const values[] = {"count", "outcome", "baseline"};
  static const char *const years[] = {"year", "year", "baseline_year"};
  const char *type = shown_cell(table, row, "type"), *unit = shown_cell(table, row, "unit");
  if (!type || !*type)
    return;
  bool rate = unit && strstr(unit, "per 100");
  g_hash_table_insert(type_of_goal,
                      g_strdup_printf("%s/%s", table->place, shown_cell(table, row, "goal")),
                      g_strdup_printf("%s%s", rate ? "%" : "", type));
  for (int i = 0; i < 3; i++) {
    double value, year;
    if (!shown_number(table, row, values[i], &value) || !shown_number(table, row, years[i], &year))
      continue;
    g_autofree char *id = crime_id(type, table->place, (int)year);
    double exposure = rate && i > 0 ? world_exposure(w, table->place, (int)year) / PER : 1;
    know_range(k, id, value * exposure - 1e-4, value * exposure + 1e-4,
               rate && i > 0 ? WAY_RATE : WAY_COUNT, table->in, table->file, values[i]);
  }
}

static void read_goal_year(knowledge *k, const world *w, const shown_table *table, guint row,
                           GHashTable *type_of_goal) {
  g_autofree char *key = g_strdup_printf("%s/%s", table->place, shown_cell(table, row, "goal"));
  const char *type = g_hash_table_lookup(type_of_goal, key);
  double value, year;
  if (!type || !shown_number(table, row, "value", &value) ||
      !shown_number(table, row, "year", &year))
    return;
  bool rate = type[0] == '%';
  g_autofree char *id = crime_id(type + rate, table->place, (int)year);
  double exposure = rate ? world_exposure(w, table->place, (int)year) / PER : 1;
  know_range(k, id, value * exposure - 1e-4, value * exposure + 1e-4, rate ? WAY_RATE : WAY_COUNT,
             table->in, table->file, "value");
}

/* Counts before and after a measure are sums of years. */
static void read_measure(knowledge *k, const shown_table *table, guint row) {
  static const char *const sums[] = {"treated_before", "treated_after"};
  static const char *const first[] = {"before_first", "after_first"};
  static const char *const last[] = {"before_last", "after_last"};
  const char *type = shown_cell(table, row, "type");
  for (int i = 0; i < 2 && type; i++) {
    double sum;
    const char *from = shown_cell(table, row, first[i]), *to = shown_cell(table, row, last[i]);
    if (shown_number(table, row, sums[i], &sum) && from && to && strlen(from) == 4)
      tell_years(k, table, type, atoi(from), atoi(to), sum, sums[i]);
    else if (shown_cell(table, row, "wdd") && from && to && strlen(from) == 4)
      know_beside_years(k, table, type, atoi(from), atoi(to), "wdd");
  }
}

/* The volume of an area is the last year's count of a type. */
static void read_priority(knowledge *k, const world *w, const shown_table *table, guint row) {
  static const char *const values[] = {"gap",        "comparison",        "score", "volume_points",
                                       "gap_points", "comparison_points", "trend"};
  const char *type = shown_cell(table, row, "type");
  if (!type)
    return;
  g_autofree char *id = crime_id(type, table->place, w->last_year);
  double volume;
  int64_t truth;
  if (shown_number(table, row, "volume", &volume) && truth_of(k, id, &truth) &&
      (double)truth == volume)
    know_exact(k, id, volume, table->in, table->file, "volume");
  for (size_t i = 0; i < G_N_ELEMENTS(values); i++)
    if (shown_cell(table, row, values[i]))
      know_beside(k, id, table->in, table->file, values[i]);
}

void derive_registers(knowledge *k, const world *w, const GPtrArray *tables) {
  g_autoptr(GHashTable) goals = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
  for (guint t = 0; t < tables->len; t++) {
    const shown_table *table = tables->pdata[t];
    for (guint r = 0; r < table->rows->len; r++)
      if (g_str_equal(table->name, "goals"))
        read_goal(k, w, table, r, goals);
      else if (g_str_equal(table->name, "measures"))
        read_measure(k, table, r);
      else if (g_str_equal(table->name, "priority"))
        read_priority(k, w, table, r);
  }
  for (guint t = 0; t < tables->len; t++) { /* their years, once the goals are known */
    const shown_table *table = tables->pdata[t];
    for (guint r = 0; r < table->rows->len && g_str_equal(table->name, "goal-series"); r++)
      read_goal_year(k, w, table, r, goals);
  }
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "engine/text.h"
#include "io/join_sources.h"
#include "io/sources/reported_crime.h"

/* Published rates are whole numbers, and some are sums of two rounded ones. */
#define RATE_ROUNDING 1.0

static bool agree(void *first_row, const void *other_row) {
  pb_crime_row *first = first_row;
  const pb_crime_row *other = other_row;
  if (first->count != other->count ||
      (first->has_rate && other->has_rate && fabs(first->rate - other->rate) > RATE_ROUNDING))
    return false;
  if (!first->has_rate && other->has_rate) {
    first->rate = other->rate;
    first->has_rate = true;
  }
  first->preliminary = first->preliminary && other->preliminary;
  return true;
}

static char *subject(const pb_dataset *dataset, const void *data) {
  const pb_crime_row *row = data;
  g_autofree char *period = pb_period_text(row->period);
  return g_strdup_printf("%s, %s, %s", dataset->types[row->type].key,
                         dataset->municipalities[row->municipality].name, period);
}

static char *value(const pb_dataset *dataset, const void *data) {
  (void)dataset;
  const pb_crime_row *row = data;
  g_autofree char *count = g_strdup_printf("%" G_GINT64_FORMAT, row->count);
  if (!row->has_rate)
    return g_steal_pointer(&count);
  g_autofree char *rate = g_strdup_printf("%.10g", row->rate);
  return g_strdup_printf(_("%s (%s per 100,000)"), count, rate);
}

static const pb_row_words words = {subject, value};

/* First and last period of one length among the rows; false when there is none. */
static bool find_range(const GArray *rows, const pb_join *joins, int per_year, pb_period *first,
                       pb_period *last) {
  bool any = false;
  for (guint i = 0; i < rows->len; i++) {
    pb_period period = g_array_index(rows, pb_crime_row, i).period;
    if (pb_period_per_year(period) != per_year || joins[i].fate != PB_JOIN_FIRST)
      continue;
    *first = any ? MIN(*first, period) : period;
    *last = any ? MAX(*last, period) : period;
    any = true;
  }
  return any;
}

static pb_crime_panel *make_panel(const pb_dataset *dataset, const GArray *rows,
                                  const pb_join *joins, int per_year) {
  pb_period first, last;
  if (!find_range(rows, joins, per_year, &first, &last))
    return NULL;
  pb_period end = pb_period_make(dataset->period_end, per_year, per_year);
  if (per_year == 1)
    last = MAX(last, end);
  size_t n = 1;
  for (pb_period p = first; p < last; p = pb_period_next(p))
    n++;
  pb_crime_panel *panel = pb_crime_panel_new(dataset->n_municipalities, dataset->n_types, first, n);
  for (guint i = 0; i < rows->len; i++) {
    const pb_crime_row *row = &g_array_index(rows, pb_crime_row, i);
    if (pb_period_per_year(row->period) != per_year || joins[i].fate != PB_JOIN_FIRST)
      continue;
    int p = pb_crime_panel_period(panel, row->period);
    pb_crime_cell *cell =
        pb_crime_panel_cell(panel, (size_t)row->municipality, (size_t)row->type, (size_t)p);
    cell->present = true;
    cell->count = row->count;
    cell->has_rate = row->has_rate;
    cell->rate = row->rate;
    cell->preliminary = row->preliminary;
  }
  return panel;
}

static pb_period period_of(const void *row) {
  return ((const pb_crime_row *)row)->period;
}

int pb_crime_newest_year(const GArray *rows) {
  int newest_any = 0, newest = 0;
  g_autoptr(GHashTable) preliminary = g_hash_table_new(g_direct_hash, g_direct_equal);
  for (guint i = 0; i < rows->len; i++) {
    const pb_crime_row *row = &g_array_index(rows, pb_crime_row, i);
    int year = pb_period_year(row->period);
    newest_any = MAX(newest_any, year);
    if (row->preliminary)
      g_hash_table_add(preliminary, GINT_TO_POINTER(year));
  }
  for (guint i = 0; i < rows->len; i++) {
    const pb_crime_row *row = &g_array_index(rows, pb_crime_row, i);
    int year = pb_period_year(row->period);
    if (pb_period_per_year(row->period) == 1 && year > newest &&
        !g_hash_table_contains(preliminary, GINT_TO_POINTER(year)))
      newest = year;
  }
  return newest ? newest : newest_any;
}

bool pb_crime_is_after(const void *row, int period_end) {
  pb_period period = ((const pb_crime_row *)row)->period;
  return pb_period_per_year(period) == 1 && pb_period_year(period) > period_end;
}

void pb_crime_join(pb_gathered *gathered, pb_dataset *dataset) {
  GArray *rows = pb_gathered_rows(gathered, &pb_source_kind_reported_crime);
  g_autofree pb_join *joins = pb_find_duplicates(rows, agree);
  pb_settle_duplicates(gathered, rows, joins, &words);
  dataset->yearly = make_panel(dataset, rows, joins, 1);
  dataset->quarterly = make_panel(dataset, rows, joins, 4);
  dataset->monthly = make_panel(dataset, rows, joins, 12);
  pb_describe_periods(dataset, rows, joins, period_of);
}

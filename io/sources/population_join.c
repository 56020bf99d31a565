/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/join_sources.h"
#include "io/sources/population.h"
#include "io/sources/population_parts.h"

static bool agree(void *first, const void *other) {
  return ((const pb_population_row *)first)->persons == ((const pb_population_row *)other)->persons;
}

static char *subject(const pb_dataset *dataset, const void *data) {
  const pb_population_row *row = data;
  return g_strdup_printf("%s, %d", dataset->municipalities[row->municipality].name, row->year);
}

static char *value(const pb_dataset *dataset, const void *data) {
  (void)dataset;
  return g_strdup_printf("%" G_GINT64_FORMAT, ((const pb_population_row *)data)->persons);
}

static const pb_row_words words = {subject, value};

static pb_period year_of(const void *row) {
  return pb_period_make(((const pb_population_row *)row)->year, 1, 1);
}

int pb_population_newest_year(const GArray *rows) {
  int newest = 0;
  for (guint i = 0; i < rows->len; i++)
    newest = MAX(newest, g_array_index(rows, pb_population_row, i).year);
  return newest;
}

bool pb_population_is_after(const void *row, int period_end) {
  return ((const pb_population_row *)row)->year > period_end;
}

void pb_population_join(pb_gathered *gathered, pb_dataset *dataset) {
  GArray *rows = pb_gathered_rows(gathered, &pb_source_kind_population);
  g_autofree pb_join *joins = pb_find_duplicates(rows, agree);
  pb_settle_duplicates(gathered, rows, joins, &words);
  int first = 0, last = 0;
  for (guint i = 0; i < rows->len; i++) {
    int year = g_array_index(rows, pb_population_row, i).year;
    first = first ? MIN(first, year) : year;
    last = MAX(last, year);
  }
  if (!first)
    return;
  pb_population *population =
      pb_population_new(dataset->n_municipalities, first, (size_t)(last - first + 1));
  for (guint i = 0; i < rows->len; i++) {
    const pb_population_row *row = &g_array_index(rows, pb_population_row, i);
    if (joins[i].fate == PB_JOIN_FIRST && row->parts == PB_POPULATION_EVERYONE)
      population
          ->persons[(size_t)row->municipality * population->n_years + (size_t)(row->year - first)] =
          row->persons;
  }
  pb_population_add_parts(gathered, rows, joins, population);
  dataset->population = population;
  pb_describe_periods(dataset, rows, joins, year_of);
}

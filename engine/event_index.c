/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/event_index.h"

#include "engine/event_calendar.h"

pb_event_sorter pb_event_sorter_of(const pb_dataset *dataset) {
  return (pb_event_sorter){dataset, pb_table_find(dataset->events, "time"),
                           pb_table_find(dataset->events, "published"),
                           pb_table_find(dataset->events, "source")};
}

static bool is_valid(const pb_column *column, size_t row) {
  return column && pb_column_is_valid(column, row);
}

pb_event_sort pb_event_sort_at(const pb_event_sorter *sorter, size_t row) {
  return is_valid(sorter->published, row) ? PB_EVENT_NEWS
         : is_valid(sorter->time, row)    ? PB_EVENT_RECORD
                                          : PB_EVENT_N_SORTS;
}

bool pb_event_is_synthetic(const pb_event_sorter *sorter, size_t row) {
  if (!is_valid(sorter->source, row))
    return false;
  const size_t source = (size_t)pb_column_int(sorter->source, row);
  return source < sorter->dataset->n_sources && sorter->dataset->sources[source].synthetic;
}

/* Events of every municipality by sort, the last of them rows without a time. */
typedef struct {
  size_t real[PB_EVENT_N_SORTS + 1], synthetic[PB_EVENT_N_SORTS + 1];
} sort_counts;

typedef struct {
  pb_dataset *dataset;
  pb_event_sorter sorter;
  const pb_column *place;
  size_t n_rows, n_places;
  sort_counts *counts; /* by municipality; the last: events of the whole dataset */
} indexing;

/* Position of the row's municipality, or n_places. */
static size_t place_of(const indexing *ix, size_t row) {
  if (!is_valid(ix->place, row))
    return ix->n_places;
  return MIN((size_t)pb_column_int(ix->place, row), ix->n_places);
}

static void count_sorts(indexing *ix) {
  for (size_t row = 0; row < ix->n_rows; row++) {
    const pb_event_sort sort = pb_event_sort_at(&ix->sorter, row);
    const bool synthetic = pb_event_is_synthetic(&ix->sorter, row);
    const size_t m = place_of(ix, row);
    sort_counts *all = &ix->counts[ix->n_places], *own = m < ix->n_places ? &ix->counts[m] : NULL;
    (synthetic ? all->synthetic : all->real)[sort]++;
    if (own)
      (synthetic ? own->synthetic : own->real)[sort]++;
    if (sort == PB_EVENT_NEWS && is_valid(ix->sorter.source, row) &&
        (size_t)pb_column_int(ix->sorter.source, row) < ix->dataset->n_sources)
      ix->dataset->sources[pb_column_int(ix->sorter.source, row)].is_news = true;
  }
}

/* A file without rows of the period is what the other files of its source are. */
static void spread_news(pb_dataset *dataset) {
  for (size_t i = 0; i < dataset->n_sources; i++)
    for (size_t j = 0; j < dataset->n_sources && !dataset->sources[i].is_news; j++)
      dataset->sources[i].is_news =
          dataset->sources[j].is_news &&
          g_strcmp0(dataset->sources[i].name, dataset->sources[j].name) == 0;
}

static bool any_real(const sort_counts *counts) {
  for (int sort = 0; sort <= PB_EVENT_N_SORTS; sort++)
    if (counts->real[sort])
      return true;
  return false;
}

/* Does the municipality have something better than this row? */
static bool is_superseded(const indexing *ix, size_t m, size_t row) {
  if (!pb_event_is_synthetic(&ix->sorter, row))
    return false;
  const pb_event_sort sort = pb_event_sort_at(&ix->sorter, row);
  return sort == PB_EVENT_N_SORTS ? any_real(&ix->counts[m]) : ix->counts[m].real[sort] > 0;
}

static void index_rows(indexing *ix) {
  pb_dataset *dataset = ix->dataset;
  const size_t n = ix->n_places;
  size_t *first = g_new0(size_t, n + 2);
  g_autofree size_t *place = g_new(size_t, ix->n_rows + 1); /* n: not indexed */
  for (size_t row = 0; row < ix->n_rows; row++) {
    size_t m = place_of(ix, row);
    if (m < n && is_superseded(ix, m, row)) {
      dataset->n_events_not_indexed++;
      m = n;
    }
    place[row] = m;
    if (m < n)
      first[m + 2]++;
  }
  for (size_t m = 2; m < n + 2; m++)
    first[m] += first[m - 1];
  dataset->events_row = g_new0(uint32_t, first[n + 1] + 1);
  for (size_t row = 0; row < ix->n_rows; row++)
    if (place[row] < n)
      dataset->events_row[first[place[row] + 1]++] = (uint32_t)row;
  dataset->events_first = first; /* filling moved every start to its place */
}

/* A municipality without events is told what the others are made from. */
static void choose_sorts(indexing *ix) {
  pb_dataset *dataset = ix->dataset;
  dataset->event_sort = g_new0(uint8_t, ix->n_places + 1);
  dataset->events_synthetic = g_new0(bool, (ix->n_places + 1) * PB_EVENT_N_SORTS);
  for (size_t m = 0; m < ix->n_places; m++) {
    const sort_counts *all = &ix->counts[ix->n_places], *counts = &ix->counts[m];
    size_t n[PB_EVENT_N_SORTS];
    for (int sort = 0; sort < PB_EVENT_N_SORTS; sort++) {
      n[sort] = counts->real[sort] + counts->synthetic[sort];
      const sort_counts *from = n[sort] ? counts : all;
      dataset->events_synthetic[m * PB_EVENT_N_SORTS + (size_t)sort] =
          !from->real[sort] && from->synthetic[sort];
    }
    const bool has_news = all->real[PB_EVENT_NEWS] || all->synthetic[PB_EVENT_NEWS];
    const bool news = n[PB_EVENT_NEWS] || (!n[PB_EVENT_RECORD] && has_news);
    dataset->event_sort[m] = news ? PB_EVENT_NEWS : PB_EVENT_RECORD;
  }
}

static void count_county_only(indexing *ix) {
  pb_dataset *dataset = ix->dataset;
  dataset->events_county_only = g_new0(size_t, ix->n_places + 1);
  const pb_column *county = pb_table_find(dataset->events, "county");
  const pb_column *digest = pb_table_find(dataset->events, "digest");
  if (!county)
    return;
  g_autofree sort_counts *by_code = g_new0(sort_counts, pb_column_n_codes(county) + 1);
  for (size_t row = 0; row < ix->n_rows; row++)
    if (pb_column_is_valid(county, row) && !is_valid(ix->place, row) &&
        !(is_valid(digest, row) && pb_column_int(digest, row))) {
      sort_counts *counts = &by_code[pb_column_code(county, row)];
      (pb_event_is_synthetic(&ix->sorter, row)
           ? counts->synthetic
           : counts->real)[pb_event_sort_at(&ix->sorter, row)]++;
    }
  for (size_t code = 0; code < pb_column_n_codes(county); code++)
    for (size_t m = 0; m < ix->n_places; m++)
      if (g_strcmp0(dataset->municipalities[m].county_code,
                    pb_column_code_text(county, (uint32_t)code)) == 0) {
        const uint8_t sort = dataset->event_sort[m];
        const size_t *n = dataset->events_synthetic[m * PB_EVENT_N_SORTS + sort]
                              ? by_code[code].synthetic
                              : by_code[code].real;
        dataset->events_county_only[m] = n[sort] + n[PB_EVENT_N_SORTS];
      }
}

bool *pb_event_sources(const pb_dataset *dataset, size_t m, pb_event_sort sort) {
  bool *used = g_new0(bool, dataset->n_sources + 1);
  if (!dataset->events || !dataset->events_first)
    return used;
  const pb_event_sorter sorter = pb_event_sorter_of(dataset);
  for (size_t i = dataset->events_first[m]; i < dataset->events_first[m + 1]; i++) {
    const size_t row = dataset->events_row[i];
    if (!is_valid(sorter.source, row))
      continue;
    const size_t source = (size_t)pb_column_int(sorter.source, row);
    const pb_event_sort own = pb_event_sort_at(&sorter, row);
    if (source < dataset->n_sources && (sort == PB_EVENT_N_SORTS || own == sort))
      used[source] = true;
  }
  return used;
}

void pb_event_index_fill(pb_dataset *dataset) {
  g_clear_pointer(&dataset->events_first, g_free);
  g_clear_pointer(&dataset->events_row, g_free);
  g_clear_pointer(&dataset->event_sort, g_free);
  g_clear_pointer(&dataset->events_synthetic, g_free);
  g_clear_pointer(&dataset->events_county_only, g_free);
  dataset->n_events_not_indexed = 0;
  indexing ix = {.dataset = dataset,
                 .sorter = pb_event_sorter_of(dataset),
                 .place = pb_table_find(dataset->events, "municipality"),
                 .n_rows = pb_table_n_rows(dataset->events),
                 .n_places = dataset->n_municipalities};
  g_autofree sort_counts *counts = ix.counts = g_new0(sort_counts, ix.n_places + 1);
  count_sorts(&ix);
  spread_news(dataset);
  index_rows(&ix);
  choose_sorts(&ix);
  count_county_only(&ix);
  pb_event_calendars_fill(dataset);
}

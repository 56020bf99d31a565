/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/sources/event_store.h"

#define N_COLUMNS 9

static void list_columns(const pb_event_store *store, pb_column *list[N_COLUMNS]) {
  pb_column *const all[N_COLUMNS] = {store->municipality, store->county,    store->time,
                                     store->end,          store->published, store->source,
                                     store->line,         store->x,         store->y};
  for (size_t i = 0; i < N_COLUMNS; i++)
    list[i] = all[i];
}

pb_event_store *pb_event_store_new(void) {
  pb_event_store *store = g_new0(pb_event_store, 1);
  store->municipality = pb_column_new("municipality", PB_TYPE_INT64, NULL);
  store->county = pb_column_new("county", PB_TYPE_STRING, NULL);
  store->time = pb_column_new("time", PB_TYPE_TIME, NULL);
  store->end = pb_column_new("end", PB_TYPE_TIME, NULL);
  store->published = pb_column_new("published", PB_TYPE_TIME, NULL);
  store->source = pb_column_new("source", PB_TYPE_INT64, NULL);
  store->line = pb_column_new("line", PB_TYPE_INT64, NULL);
  return store;
}

void pb_event_store_free(pb_event_store *store) {
  pb_column *columns[N_COLUMNS];
  list_columns(store, columns);
  for (size_t i = 0; i < N_COLUMNS; i++)
    pb_column_free(columns[i]); /* NULL is none */
  pb_packed_clear(&store->id);
  pb_packed_clear(&store->type);
  pb_packed_clear(&store->marks);
  g_free(store);
}

static void append_int(pb_column *column, bool present, int64_t value) {
  if (present)
    pb_column_append_int(column, value);
  else
    pb_column_append_missing(column);
}

/* A column of coordinates, missing for the events before. */
static pb_column *new_coordinates(const char *name, size_t n) {
  pb_column *column = pb_column_new(name, PB_TYPE_DOUBLE, NULL);
  for (size_t i = 0; i < n; i++)
    pb_column_append_missing(column);
  return column;
}

static void append_point(pb_event_store *store, const pb_event_row *row) {
  if (row->has_point && !store->x) {
    store->x = new_coordinates("x", store->n);
    store->y = new_coordinates("y", store->n);
  }
  if (!store->x)
    return;
  pb_column_append_maybe(store->x, row->has_point, row->x);
  pb_column_append_maybe(store->y, row->has_point, row->y);
}

void pb_event_store_append(pb_event_store *store, const pb_dataset *dataset,
                           const pb_event_row *row) {
  append_int(store->municipality, row->municipality >= 0, row->municipality);
  pb_column_append_string(
      store->county, row->county >= 0 ? dataset->municipalities[row->county].county_code : NULL);
  append_int(store->time, row->start.has, row->start.seconds);
  append_int(store->end, row->end.has, row->end.seconds);
  append_int(store->published, row->published.has, row->published.seconds);
  pb_column_append_int(store->source, row->file);
  pb_column_append_int(store->line, row->line);
  append_point(store, row);
  pb_packed_append(&store->id, (int64_t)row->id);
  pb_packed_append(&store->type, row->type);
  pb_packed_append(&store->marks, row->start.precision | row->end.precision << PB_EVENT_END_SHIFT |
                                      (row->start.order_open ? PB_EVENT_START_OPEN : 0) |
                                      (row->end.order_open ? PB_EVENT_END_OPEN : 0) |
                                      (row->published.order_open ? PB_EVENT_PUBLISHED_OPEN : 0));
  store->n++;
}

void pb_event_store_truncate(pb_event_store *store, size_t n) {
  pb_column *columns[N_COLUMNS];
  list_columns(store, columns);
  for (size_t i = 0; i < N_COLUMNS; i++)
    if (columns[i])
      pb_column_truncate(columns[i], n);
  pb_packed_truncate(&store->id, n);
  pb_packed_truncate(&store->type, n);
  pb_packed_truncate(&store->marks, n);
  store->n = MIN(store->n, n);
}

void pb_event_store_keep(pb_event_store *store, const uint8_t *keep) {
  pb_column *columns[N_COLUMNS];
  list_columns(store, columns);
  for (size_t i = 0; i < N_COLUMNS; i++)
    if (columns[i])
      pb_column_keep(columns[i], keep);
  pb_packed_keep(&store->id, keep);
  pb_packed_keep(&store->type, keep);
  pb_packed_keep(&store->marks, keep);
  store->n = store->marks.n;
}

pb_row_origin pb_event_store_origin(const pb_event_store *store, size_t row) {
  return (pb_row_origin){0, (uint32_t)pb_column_int(store->source, row),
                         (uint32_t)pb_column_int(store->line, row)};
}

int64_t pb_event_store_known_at(const pb_event_store *store, size_t row) {
  const pb_column *from =
      pb_column_is_valid(store->published, row) ? store->published : store->time;
  return pb_column_int(from, row);
}

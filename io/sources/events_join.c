/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/sources/events.h"

#include "engine/wall_clock.h"

/* --- The period --- */

int pb_events_newest_year(const void *data) {
  const pb_event_store *store = ((const pb_event_state *)data)->store;
  int64_t newest = INT64_MIN;
  for (size_t i = 0; i < store->n; i++)
    newest = MAX(newest, pb_event_store_known_at(store, i));
  return store->n ? pb_wall_clock_of(newest).year : 0;
}

void pb_events_leave_out_after(pb_gathered *gathered, int period_end, size_t *after) {
  const pb_event_state *state = pb_gathered_state(gathered, &pb_source_kind_events);
  pb_event_store *store = state->store;
  int64_t end = pb_wall_seconds(period_end + 1, 1, 1, 0, 0, 0);
  g_autofree uint8_t *keep = g_new(uint8_t, store->n + 1);
  bool all = true;
  for (size_t i = 0; i < store->n; i++) {
    keep[i] = pb_event_store_known_at(store, i) < end;
    if (keep[i])
      continue;
    all = false;
    const pb_row_origin origin = pb_event_store_origin(store, i);
    after[origin.file]++;
    pb_gathered_leave_out(gathered, &origin, "after-period", NULL);
  }
  if (!all)
    pb_event_store_keep(store, keep);
}

/* --- The table --- */

static void describe_months(pb_dataset *dataset, const pb_event_store *store) {
  size_t n = dataset->n_sources;
  g_autofree int64_t *first = g_new(int64_t, n + 1), *last = g_new(int64_t, n + 1);
  for (size_t f = 0; f < n; f++) {
    first[f] = INT64_MAX;
    last[f] = INT64_MIN;
  }
  for (size_t i = 0; i < store->n; i++) {
    int64_t at = pb_event_store_known_at(store, i);
    size_t f = (size_t)pb_column_int(store->source, i);
    first[f] = MIN(first[f], at);
    last[f] = MAX(last[f], at);
  }
  for (size_t f = 0; f < n; f++) {
    if (first[f] > last[f])
      continue;
    pb_wall_clock a = pb_wall_clock_of(first[f]), b = pb_wall_clock_of(last[f]);
    dataset->sources[f].first_period = pb_period_text(pb_period_make(a.year, 12, a.month));
    dataset->sources[f].last_period = pb_period_text(pb_period_make(b.year, 12, b.month));
  }
}

static void drop_duplicates(pb_gathered *gathered, pb_event_store *store) {
  g_autofree uint8_t *keep = g_new(uint8_t, store->n + 1);
  pb_events_settle_duplicates(gathered, store, keep);
  pb_packed_clear(&store->id);
  store->id.n = store->n; /* no identifier is needed any more */
  pb_event_store_keep(store, keep);
}

static pb_column *precision_column(const pb_event_store *store) {
  pb_column *column = pb_column_new("precision", PB_TYPE_STRING, NULL);
  for (size_t i = 0; i < store->n; i++) {
    pb_precision precision = (pb_precision)(pb_packed_at(&store->marks, i) & PB_EVENT_PRECISION);
    pb_column_append_string(
        column, pb_column_is_valid(store->time, i) ? pb_precision_text(precision) : NULL);
  }
  return column;
}

static void add_type_columns(pb_table *events, const pb_event_state *state) {
  pb_column *type = pb_column_new("type", PB_TYPE_STRING, NULL),
            *digest = pb_column_new("digest", PB_TYPE_INT64, NULL);
  for (size_t i = 0; i < state->store->n; i++) {
    uint32_t one = (uint32_t)pb_packed_at(&state->store->type, i);
    pb_column_append_string(type, pb_event_dictionary_label(state->types, one));
    pb_column_append_int(digest, pb_event_dictionary_is_digest(state->types, one));
  }
  pb_table_add(events, type);
  pb_table_add(events, digest);
}

/* Hand over a column when it says anything. */
static void add_if_any(pb_table *events, pb_column **column) {
  if (!*column || pb_column_missing(*column) == pb_column_length(*column))
    return;
  pb_table_add(events, g_steal_pointer(column));
}

void pb_events_join(pb_gathered *gathered, pb_dataset *dataset) {
  const pb_event_state *state = pb_gathered_state(gathered, &pb_source_kind_events);
  pb_event_store *store = state->store;
  if (!store->n)
    return;
  drop_duplicates(gathered, store);
  if (!store->n)
    return;
  for (size_t i = 0; i < store->n; i++) {
    const pb_row_origin origin = pb_event_store_origin(store, i);
    pb_event_dictionary_use(state->types, (uint32_t)pb_packed_at(&store->type, i), &origin);
  }
  pb_event_dictionary_classify(state->types, gathered, dataset);
  describe_months(dataset, store);
  pb_table *events = dataset->events = pb_table_new();
  add_type_columns(events, state);
  pb_packed_clear(&store->type);
  pb_table_add(events, precision_column(store));
  pb_packed_clear(&store->marks);
  pb_table_add(events, g_steal_pointer(&store->municipality));
  pb_table_add(events, g_steal_pointer(&store->county));
  pb_table_add(events, g_steal_pointer(&store->time));
  pb_table_add(events, g_steal_pointer(&store->published));
  pb_table_add(events, g_steal_pointer(&store->source));
  pb_table_add(events, g_steal_pointer(&store->line));
  add_if_any(events, &store->end);
  add_if_any(events, &store->x);
  add_if_any(events, &store->y);
  pb_event_dictionary_keep(state->types, dataset);
}

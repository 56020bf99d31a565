/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/analysis/events.h"

#include "engine/event_index.h"
#include "engine/text.h"

static bool value_at(const pb_column *column, size_t row, int64_t *value) {
  if (!column || !pb_column_is_valid(column, row))
    return false;
  *value = pb_column_int(column, row);
  return true;
}

static void read_event(pb_own_events *events, const pb_table *table, size_t row) {
  const pb_column *precision = pb_table_find(table, "precision");
  int64_t digest = 0;
  if (value_at(pb_table_find(table, "digest"), row, &digest) && digest) {
    events->n_digests++;
    return;
  }
  pb_own_event event = {0};
  if (!value_at(pb_table_find(table, "time"), row, &event.time)) {
    event.published_only = true;
    if (!value_at(pb_table_find(table, "published"), row, &event.time)) {
      events->n_undated++;
      return;
    }
  }
  const char *known_to = precision ? pb_column_string(precision, row) : NULL;
  event.has_day = g_strcmp0(known_to, "month") != 0;
  event.has_hour = event.has_day && g_strcmp0(known_to, "day") != 0;
  events->events[events->n++] = event;
}

pb_own_events *pb_own_events_new(const pb_dataset *dataset, size_t m) {
  pb_own_events *events = g_new0(pb_own_events, 1);
  if (!dataset->events || !dataset->events_first)
    return events;
  size_t from = dataset->events_first[m], to = dataset->events_first[m + 1];
  events->events = g_new0(pb_own_event, to - from + 1);
  events->n_county = dataset->events_county_only[m];
  const pb_event_sort sort = dataset->event_sort[m];
  const bool synthetic = dataset->events_synthetic[m * PB_EVENT_N_SORTS + sort];
  events->calendar = dataset->event_calendars[sort][synthetic];
  const pb_event_sorter sorter = pb_event_sorter_of(dataset);
  for (size_t i = from; i < to; i++) {
    const pb_event_sort own = pb_event_sort_at(&sorter, dataset->events_row[i]);
    if (own == sort || own == PB_EVENT_N_SORTS)
      read_event(events, dataset->events, dataset->events_row[i]);
  }
  return events;
}

void pb_own_events_free(pb_own_events *events) {
  if (!events)
    return;
  g_free(events->events);
  g_free(events);
}

void pb_put_event_counts(pb_result *result, const pb_dataset *dataset,
                         const pb_own_events *events) {
  pb_result_set_scalar(result, "n_digests", (double)events->n_digests, NULL);
  pb_result_set_scalar(result, "n_undated", (double)events->n_undated, NULL);
  pb_result_set_scalar(result, "n_county", (double)events->n_county, NULL);
  if (!dataset->events)
    pb_result_set_reason(result, N_("The project has no source of events."));
  else if (events->n == 0)
    pb_result_set_reason(result, N_("There are no events placed in this municipality."));
}

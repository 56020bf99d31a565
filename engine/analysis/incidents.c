/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/analysis/incidents.h"

#include <stdlib.h>
#include <string.h>

#include "engine/wall_clock.h"

/* The columns of the events, looked up once. */
typedef struct {
  const pb_column *time, *end, *x, *y, *precision, *published, *digest, *type, *quality, *sub_area;
} event_columns;

static event_columns find_columns(const pb_table *events) {
  return (event_columns){
      .time = pb_table_find(events, "time"),
      .end = pb_table_find(events, "end"),
      .x = pb_table_find(events, "x"),
      .y = pb_table_find(events, "y"),
      .precision = pb_table_find(events, "precision"),
      .published = pb_table_find(events, "published"),
      .digest = pb_table_find(events, "digest"),
      .type = pb_table_find(events, "type"),
      .quality = pb_table_find(events, "point_quality"),
      .sub_area = pb_table_find(events, "sub_area"),
  };
}

static bool is_valid(const pb_column *column, size_t row) {
  return column && pb_column_is_valid(column, row);
}

static bool is_record(const event_columns *c, size_t row) {
  return is_valid(c->time, row) && !is_valid(c->published, row) &&
         !(is_valid(c->digest, row) && pb_column_int(c->digest, row));
}

static pb_point_quality quality_at(const event_columns *c, size_t row) {
  if (is_valid(c->quality, row))
    for (int q = 0; q < PB_POINT_N_QUALITIES; q++)
      if (g_str_equal(pb_column_string(c->quality, row),
                      pb_point_quality_name((pb_point_quality)q)))
        return (pb_point_quality)q;
  return PB_POINT_MISSING;
}

static bool has_exact_point(const event_columns *c, size_t row) {
  return is_valid(c->x, row) && is_valid(c->y, row) && quality_at(c, row) == PB_POINT_EXACT;
}

static pb_incident read_incident(const pb_dataset *dataset, const event_columns *c, size_t row) {
  pb_incident one = {.time = pb_column_int(c->time, row), .row = (uint32_t)row, .area = -1};
  pb_wall_clock at = pb_wall_clock_of(one.time);
  const char *known_to = is_valid(c->precision, row) ? pb_column_string(c->precision, row) : NULL;
  one.year = (int16_t)at.year;
  one.month = (uint8_t)at.month;
  one.has_day = g_strcmp0(known_to, "month") != 0;
  one.has_hour = one.has_day && g_strcmp0(known_to, "day") != 0;
  one.has_end = is_valid(c->end, row);
  one.end = one.has_end ? pb_column_int(c->end, row) : 0;
  one.quality = (uint8_t)quality_at(c, row);
  one.has_point = has_exact_point(c, row);
  one.sub_area = is_valid(c->sub_area, row) ? (int32_t)pb_column_int(c->sub_area, row) : -1;
  if (one.has_point) {
    one.x = pb_column_double(c->x, row);
    one.y = pb_column_double(c->y, row);
  }
  if (is_valid(c->type, row) && dataset->event_types)
    one.area = (int8_t)dataset->event_types[pb_column_code(c->type, row)].problem_area;
  return one;
}

static int by_time_and_place(const void *a, const void *b) {
  const pb_incident *p = a, *q = b;
  if (p->time != q->time)
    return p->time < q->time ? -1 : 1;
  if (p->x != q->x)
    return p->x < q->x ? -1 : 1;
  if (p->y != q->y)
    return p->y < q->y ? -1 : 1;
  return p->row < q->row ? -1 : p->row > q->row;
}

pb_incidents *pb_incidents_new(const pb_dataset *dataset, size_t m) {
  pb_incidents *incidents = g_new0(pb_incidents, 1);
  if (!dataset->events || !dataset->events_first)
    return incidents;
  event_columns columns = find_columns(dataset->events);
  size_t from = dataset->events_first[m], to = dataset->events_first[m + 1];
  incidents->incidents = g_new(pb_incident, to - from + 1);
  for (size_t i = from; i < to; i++)
    if (is_record(&columns, dataset->events_row[i]))
      incidents->incidents[incidents->n++] =
          read_incident(dataset, &columns, dataset->events_row[i]);
  qsort(incidents->incidents, incidents->n, sizeof *incidents->incidents, by_time_and_place);
  return incidents;
}

void pb_incidents_free(pb_incidents *incidents) {
  if (!incidents)
    return;
  g_free(incidents->incidents);
  g_free(incidents);
}

bool pb_incident_in(const pb_incident *incident, int area) {
  return area == PB_ALL_AREAS || incident->area == area;
}

size_t pb_incidents_count(const pb_incidents *incidents, int area, int first, int last) {
  size_t n = 0;
  for (size_t i = 0; i < incidents->n; i++) {
    const pb_incident *one = &incidents->incidents[i];
    n += one->year >= first && one->year <= last && pb_incident_in(one, area);
  }
  return n;
}

bool pb_has_located_incidents(const pb_dataset *dataset, size_t m) {
  if (!dataset->events || !dataset->events_first)
    return false;
  event_columns columns = find_columns(dataset->events);
  for (size_t i = dataset->events_first[m]; i < dataset->events_first[m + 1]; i++)
    if (is_record(&columns, dataset->events_row[i]) &&
        has_exact_point(&columns, dataset->events_row[i]))
      return true;
  return false;
}

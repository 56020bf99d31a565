/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "geo/default_points.h"

#include <math.h>
#include <stdlib.h>

#include "geo/area_middles.h"

#define AREA_LEAST_EVENTS 3
#define AREA_LEAST_AREAS 3
#define AREA_LEAST_IN_ALL 30
#define AREA_SHARE 0.9

#define FREQUENT_SHARE 0.05
#define FREQUENT_EVENTS 50
#define FREQUENT_TYPES 5
#define FREQUENT_DAYS 180

#define EXACT_M 1.0
#define ROUNDED_M 7.1 /* half the diagonal of a square of 10 m */

typedef struct {
  const pb_column *municipality, *county, *source, *line, *type, *time, *published;
} columns;

static columns columns_of(const pb_dataset *dataset) {
  const pb_table *events = dataset->events;
  return (columns){pb_table_find(events, "municipality"), pb_table_find(events, "county"),
                   pb_table_find(events, "source"),       pb_table_find(events, "line"),
                   pb_table_find(events, "type"),         pb_table_find(events, "time"),
                   pb_table_find(events, "published")};
}

static bool is_valid(const pb_column *column, size_t row) {
  return column && pb_column_is_valid(column, row);
}

/* The area that a row names: a municipality, else a county, else -1. */
static int64_t area_of(const columns *c, const pb_dataset *dataset, size_t row) {
  if (is_valid(c->municipality, row))
    return pb_column_int(c->municipality, row);
  if (is_valid(c->county, row))
    return (int64_t)dataset->n_municipalities + pb_column_code(c->county, row);
  return -1;
}

/* The commonest point of an area by majority vote (Boyer & Moore 1991): right where one has more
 * than half, which is all that is asked. */
typedef struct {
  uint32_t group;
  size_t votes;            /* of the vote */
  size_t n_events, n_here; /* all, and those on `group` */
} area_vote;

static bool is_per_area(const area_vote *areas, size_t n) {
  size_t n_areas = 0, n_events = 0, n_here = 0;
  for (size_t a = 0; a < n; a++)
    if (areas[a].n_events >= AREA_LEAST_EVENTS) {
      n_areas++;
      n_events += areas[a].n_events;
      n_here += areas[a].n_here;
    }
  return n_areas >= AREA_LEAST_AREAS && n_events >= AREA_LEAST_IN_ALL &&
         (double)n_here >= AREA_SHARE * (double)n_events;
}

static void find_per_area(const pb_located_events *events, const columns *c, int section,
                          uint8_t *reasons) {
  const pb_dataset *dataset = events->dataset;
  const pb_same_points *same = events->same;
  size_t n = dataset->n_municipalities + (c->county ? pb_column_n_codes(c->county) : 0);
  g_autofree area_vote *areas = g_new0(area_vote, n + 1);
  for (int pass = 0; pass < 3; pass++) {
    if (pass == 2 && !is_per_area(areas, n))
      return;
    for (size_t row = 0; row < same->n_rows; row++) {
      uint32_t group = same->group_of[row];
      if (group == PB_NO_GROUP || events->section[pb_column_int(c->source, row)] != section)
        continue;
      if (pass == 2) {
        reasons[group] = 1 + PB_DEFAULT_PER_AREA;
        continue;
      }
      int64_t at = area_of(c, dataset, row);
      if (at < 0)
        continue;
      area_vote *area = &areas[at];
      if (pass == 1) {
        area->n_events++;
        area->n_here += area->group == group;
      } else if (area->votes == 0) {
        area->group = group;
        area->votes = 1;
      } else if (area->group == group) {
        area->votes++;
      } else {
        area->votes--;
      }
    }
  }
}

static void find_middles(const pb_located_events *events, const columns *c, uint8_t *reasons) {
  if (!events->geography)
    return;
  g_autoptr(pb_area_middles) middles = pb_area_middles_new(events->geography);
  for (size_t g = 0; g < events->same->n_groups; g++) {
    size_t row = events->same->first[g];
    bool rounded = events->is_rounded[pb_column_int(c->source, row)];
    pb_default_reason reason;
    if (!reasons[g] && pb_area_middles_find(middles, events->x[row], events->y[row],
                                            rounded ? ROUNDED_M : EXACT_M, &reason))
      reasons[g] = (uint8_t)(1 + reason);
  }
}

/* A point with so many events that types and time are worth counting. */
typedef struct {
  uint32_t group;
  int64_t first_s, last_s;
  size_t n_types;
} busy_point;

static int64_t place_of(const pb_located_events *events, const columns *c, size_t row) {
  if (is_valid(c->municipality, row))
    return pb_column_int(c->municipality, row);
  return events->municipality_of[events->same->group_of[row]];
}

static GArray *busy_points(const pb_located_events *events, const columns *c) {
  const pb_same_points *same = events->same;
  size_t n = events->dataset->n_municipalities;
  g_autofree size_t *n_events = g_new0(size_t, n + 1); /* the last: nowhere known */
  for (size_t row = 0; row < same->n_rows; row++)
    if (same->group_of[row] != PB_NO_GROUP) {
      int64_t m = place_of(events, c, row);
      n_events[m >= 0 ? (size_t)m : n]++;
    }
  GArray *busy = g_array_new(FALSE, FALSE, sizeof(busy_point));
  for (uint32_t g = 0; g < same->n_groups; g++) {
    int64_t m = place_of(events, c, same->first[g]);
    size_t all = n_events[m >= 0 ? (size_t)m : n];
    const busy_point point = {g, INT64_MAX, INT64_MIN, 0};
    if (same->count[g] >= FREQUENT_EVENTS && (double)same->count[g] > FREQUENT_SHARE * (double)all)
      g_array_append_val(busy, point);
  }
  return busy;
}

static busy_point *busy_find(const GArray *busy, uint32_t group) {
  guint low = 0, high = busy->len; /* by group */
  while (low < high) {
    guint middle = low + (high - low) / 2;
    busy_point *point = &g_array_index(busy, busy_point, middle);
    if (point->group == group)
      return point;
    if (point->group < group)
      low = middle + 1;
    else
      high = middle;
  }
  return NULL;
}

static void count_busy(busy_point *point, bool *has_type, const columns *c, size_t row) {
  if (is_valid(c->type, row)) {
    bool *has = &has_type[pb_column_code(c->type, row)];
    point->n_types += !*has;
    *has = true;
  }
  const pb_column *when = is_valid(c->time, row) ? c->time : c->published;
  if (is_valid(when, row)) {
    point->first_s = MIN(point->first_s, pb_column_int(when, row));
    point->last_s = MAX(point->last_s, pb_column_int(when, row));
  }
}

static void find_frequent(const pb_located_events *events, const columns *c, uint8_t *reasons) {
  const pb_same_points *same = events->same;
  g_autoptr(GArray) busy = busy_points(events, c);
  if (busy->len == 0)
    return;
  size_t n_types = c->type ? pb_column_n_codes(c->type) : 0;
  g_autofree bool *has_type = g_new0(bool, busy->len *n_types + 1);
  for (size_t row = 0; row < same->n_rows; row++) {
    uint32_t group = same->group_of[row];
    if (group == PB_NO_GROUP || same->count[group] < FREQUENT_EVENTS)
      continue;
    busy_point *point = busy_find(busy, group);
    if (point)
      count_busy(point, has_type + (size_t)(point - (busy_point *)(void *)busy->data) * n_types, c,
                 row);
  }
  for (guint i = 0; i < busy->len; i++) {
    const busy_point *point = &g_array_index(busy, busy_point, i);
    if (!reasons[point->group] && point->n_types >= FREQUENT_TYPES &&
        point->last_s >= point->first_s &&
        point->last_s - point->first_s >= (int64_t)FREQUENT_DAYS * 86400)
      reasons[point->group] = 1 + PB_DEFAULT_FREQUENT;
  }
}

uint8_t *pb_default_points_find(pb_located_events *events) {
  columns c = columns_of(events->dataset);
  uint8_t *reasons = g_new0(uint8_t, events->same->n_groups + 1);
  for (size_t s = 0; s < events->dataset->n_sources; s++)
    if (events->section[s] == (int)s && g_strcmp0(events->dataset->sources[s].kind, "events") == 0)
      find_per_area(events, &c, (int)s, reasons);
  find_middles(events, &c, reasons);
  find_frequent(events, &c, reasons);
  for (size_t g = 0; g < events->same->n_groups; g++)
    if (reasons[g] == 1 + PB_DEFAULT_PER_AREA || reasons[g] == 1 + PB_DEFAULT_COUNTY)
      events->municipality_of[g] = -1;
  return reasons;
}

/* Nearest is the one whose edge is: the middle of Stockholm is in Stockholm, though a village's own
 * point may be less far away. */
static char *nearest_place(const pb_geography *geography, double x, double y) {
  const pb_place *nearest = NULL;
  double least = INFINITY;
  for (size_t p = 0; geography && p < geography->n_places; p++) {
    const pb_place *place = &geography->places[p];
    double distance = hypot(place->x - x, place->y - y) - pb_place_radius_m(place);
    if (distance < least) {
      least = distance;
      nearest = place;
    }
  }
  return nearest ? g_strdup(nearest->name) : NULL;
}

static int compare_points(const void *a, const void *b) {
  const pb_default_point *l = a, *r = b;
  if (l->n_events != r->n_events)
    return l->n_events > r->n_events ? -1 : 1;
  if (l->x != r->x)
    return l->x < r->x ? -1 : 1;
  return (l->y > r->y) - (l->y < r->y);
}

pb_default_point *pb_default_points_list(const pb_located_events *events, const uint8_t *reasons,
                                         size_t *n) {
  columns c = columns_of(events->dataset);
  GArray *list = g_array_new(FALSE, TRUE, sizeof(pb_default_point));
  for (size_t g = 0; g < events->same->n_groups; g++) {
    if (!reasons[g])
      continue;
    size_t row = events->same->first[g];
    const pb_default_point point = {
        .x = events->x[row],
        .y = events->y[row],
        .municipality = (int)place_of(events, &c, row),
        .reason = (pb_default_reason)(reasons[g] - 1),
        .n_events = events->same->count[g],
        .source = (int)pb_column_int(c.source, row),
        .line = (size_t)pb_column_int(c.line, row),
        .near = nearest_place(events->geography, events->x[row], events->y[row]),
    };
    g_array_append_val(list, point);
  }
  *n = list->len;
  if (*n > 1)
    qsort(list->data, *n, sizeof(pb_default_point), compare_points);
  return (pb_default_point *)(void *)g_array_free(list, FALSE);
}

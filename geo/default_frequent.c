/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "geo/default_rules.h"

#define LEAST_SHARE 0.05
#define LEAST_EVENTS 50
#define LEAST_TYPES 5
#define LEAST_DAYS 180

/* A point with so many events that types and time are worth counting. */
typedef struct {
  uint32_t group;
  int64_t first_s, last_s;
  size_t n_types;
} busy_point;

static GArray *busy_points(const pb_located_events *events, const pb_default_columns *c) {
  const pb_same_points *same = events->same;
  size_t n = events->dataset->n_municipalities;
  g_autofree size_t *n_events = g_new0(size_t, n + 1); /* the last: nowhere known */
  for (size_t row = 0; row < same->n_rows; row++)
    if (same->group_of[row] != PB_NO_GROUP) {
      int64_t m = pb_default_place(events, c, row);
      n_events[m >= 0 ? (size_t)m : n]++;
    }
  GArray *busy = g_array_new(FALSE, FALSE, sizeof(busy_point));
  for (uint32_t g = 0; g < same->n_groups; g++) {
    int64_t m = pb_default_place(events, c, same->first[g]);
    size_t all = n_events[m >= 0 ? (size_t)m : n];
    const busy_point point = {g, INT64_MAX, INT64_MIN, 0};
    if (same->count[g] >= LEAST_EVENTS && (double)same->count[g] > LEAST_SHARE * (double)all)
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

static void count_busy(busy_point *point, bool *has_type, const pb_default_columns *c, size_t row) {
  if (pb_has(c->type, row)) {
    bool *has = &has_type[pb_column_code(c->type, row)];
    point->n_types += !*has;
    *has = true;
  }
  const pb_column *when = pb_has(c->time, row) ? c->time : c->published;
  if (pb_has(when, row)) {
    point->first_s = MIN(point->first_s, pb_column_int(when, row));
    point->last_s = MAX(point->last_s, pb_column_int(when, row));
  }
}

void pb_default_frequent(const pb_located_events *events, const pb_default_columns *c,
                         uint8_t *reasons) {
  const pb_same_points *same = events->same;
  g_autoptr(GArray) busy = busy_points(events, c);
  if (busy->len == 0)
    return;
  size_t n_types = c->type ? pb_column_n_codes(c->type) : 0;
  g_autofree bool *has_type = g_new0(bool, busy->len *n_types + 1);
  for (size_t row = 0; row < same->n_rows; row++) {
    uint32_t group = same->group_of[row];
    if (group == PB_NO_GROUP || same->count[group] < LEAST_EVENTS)
      continue;
    busy_point *point = busy_find(busy, group);
    if (point)
      count_busy(point, has_type + (size_t)(point - (busy_point *)(void *)busy->data) * n_types, c,
                 row);
  }
  for (guint i = 0; i < busy->len; i++) {
    const busy_point *point = &g_array_index(busy, busy_point, i);
    if (!reasons[point->group] && point->n_types >= LEAST_TYPES &&
        point->last_s >= point->first_s &&
        point->last_s - point->first_s >= (int64_t)LEAST_DAYS * 86400)
      reasons[point->group] = 1 + PB_DEFAULT_FREQUENT;
  }
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "geo/default_points.h"

#include <math.h>
#include <stdlib.h>

#include "geo/area_middles.h"
#include "geo/default_rules.h"

#define EXACT_M 1.0
#define ROUNDED_M 7.1 /* half the diagonal of a square of 10 m */

static pb_default_columns columns_of(const pb_dataset *dataset) {
  const pb_table *events = dataset->events;
  return (pb_default_columns){
      pb_table_find(events, "municipality"), pb_table_find(events, "county"),
      pb_table_find(events, "source"),       pb_table_find(events, "line"),
      pb_table_find(events, "type"),         pb_table_find(events, "time"),
      pb_table_find(events, "published")};
}

static void find_middles(const pb_located_events *events, const pb_default_columns *c,
                         uint8_t *reasons) {
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

uint8_t *pb_default_points_find(const pb_located_events *events) {
  pb_default_columns c = columns_of(events->dataset);
  uint8_t *reasons = g_new0(uint8_t, events->same->n_groups + 1);
  for (size_t s = 0; s < events->dataset->n_sources; s++)
    if (events->section[s] == (int)s && g_strcmp0(events->dataset->sources[s].kind, "events") == 0)
      pb_default_per_area(events, &c, (int)s, reasons);
  find_middles(events, &c, reasons);
  pb_default_frequent(events, &c, reasons);
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

/* The middle of a county lies in a municipality too, but does not mean it. */
static void name_area(const pb_located_events *events, const pb_default_columns *c, size_t row,
                      pb_default_point *point) {
  const pb_dataset *dataset = events->dataset;
  bool named = pb_has(c->municipality, row);
  bool wide = point->reason == PB_DEFAULT_PER_AREA || point->reason == PB_DEFAULT_COUNTY;
  point->municipality = named || !wide ? (int)pb_default_place(events, c, row) : -1;
  if (point->municipality >= 0)
    point->area = dataset->municipalities[point->municipality].name;
  for (size_t m = 0; !point->area && pb_has(c->county, row) && m < dataset->n_municipalities; m++)
    if (g_strcmp0(dataset->municipalities[m].county_code, pb_column_string(c->county, row)) == 0)
      point->area = dataset->municipalities[m].county_name;
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
  pb_default_columns c = columns_of(events->dataset);
  GArray *list = g_array_new(FALSE, TRUE, sizeof(pb_default_point));
  for (size_t g = 0; g < events->same->n_groups; g++) {
    if (!reasons[g])
      continue;
    size_t row = events->same->first[g];
    pb_default_point point = {
        .x = events->x[row],
        .y = events->y[row],
        .reason = (pb_default_reason)(reasons[g] - 1),
        .n_events = events->same->count[g],
        .source = (int)pb_column_int(c.source, row),
        .line = (size_t)pb_column_int(c.line, row),
        .near = nearest_place(events->geography, events->x[row], events->y[row]),
    };
    name_area(events, &c, row, &point);
    g_array_append_val(list, point);
  }
  *n = list->len;
  if (*n > 1)
    qsort(list->data, *n, sizeof(pb_default_point), compare_points);
  return (pb_default_point *)(void *)g_array_free(list, FALSE);
}

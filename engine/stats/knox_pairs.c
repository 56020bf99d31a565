/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stats/knox_pairs.h"

#include <float.h>
#include <stdlib.h>

#include "engine/point_buckets.h"
#include "engine/text.h"

/* Runs kept in all: 480 MB. Pairs of a band: counts of them are 32 bits. */
#define MOST_RUNS 60000000
#define MOST_PAIRS 4294967295.0

typedef struct {
  double x, y, start, end;
  uint32_t event;
} sorted_event;

static int compare(double a, double b) {
  return a < b ? -1 : a > b;
}

static int by_place(const void *a, const void *b) {
  const sorted_event *p = a, *q = b;
  int order = compare(p->x, q->x);
  order = order ? order : compare(p->y, q->y);
  order = order ? order : compare(p->start, q->start);
  return order ? order : compare(p->end, q->end);
}

static sorted_event *sort_events(const pb_knox_events *events) {
  sorted_event *sorted = g_new(sorted_event, events->n + 1);
  for (size_t i = 0; i < events->n; i++)
    sorted[i] = (sorted_event){events->x[i], events->y[i], events->start[i],
                               events->end ? events->end[i] : events->start[i], (uint32_t)i};
  qsort(sorted, events->n, sizeof *sorted, by_place);
  return sorted;
}

/* What decides the band of a distance. */
typedef struct {
  double limit[PB_KNOX_MOST_LIMITS];
  size_t n;
  bool closed_right, same_place;
  double same_place_m, slack;
} distance_bands;

/* The slack is what rounding does to differences of coordinates as large as these. */
static distance_bands bands_of(const pb_knox_events *events, const pb_knox_options *options) {
  distance_bands b = {.n = options->n_space,
                      .closed_right = options->closed_right,
                      .same_place = options->same_place,
                      .same_place_m = options->same_place_m};
  double largest = options->space[options->n_space - 1];
  for (size_t i = 0; i < events->n; i++)
    largest = fmax(largest, fmax(fabs(events->x[i]), fabs(events->y[i])));
  b.slack = 8 * DBL_EPSILON * largest;
  for (size_t k = 0; k < b.n; k++)
    b.limit[k] = options->space[k];
  return b;
}

/* Band 0 .. n_bands - 1, or -1 outside all. */
static int band_at(const distance_bands *b, double distance, bool equal_place) {
  if (b->same_place && (equal_place || distance < b->same_place_m - b->slack))
    return 0;
  int band = -1;
  for (size_t k = 0; k < b->n; k++) {
    bool above = b->closed_right && k > 0 ? distance > b->limit[k] + b->slack
                                          : distance >= b->limit[k] - b->slack;
    band += above;
  }
  if (band < 0 || band == (int)b->n - 1)
    return -1;
  return band + b->same_place;
}

typedef struct {
  uint32_t place;
  int band;
} neighbour;

static int by_number(const void *a, const void *b) {
  const neighbour *p = a, *q = b;
  return p->place < q->place ? -1 : p->place > q->place;
}

/* The later places within reach of place p, in their order. */
static void find_neighbours(const pb_point_buckets *places, const double *x, const double *y,
                            uint32_t p, double reach, const distance_bands *bands, pb_metric metric,
                            GArray *found) {
  g_array_set_size(found, 0);
  pb_bucket_range range = pb_point_buckets_around(places, x[p], y[p], reach);
  for (size_t row = range.row_0; row <= range.row_1 && range.row_0 <= range.row_1; row++) {
    size_t begin, end;
    pb_point_buckets_row(places, range, row, &begin, &end);
    for (size_t k = begin; k < end; k++) {
      double dx = places->x[k] - x[p], dy = places->y[k] - y[p];
      if (places->point[k] <= p || fabs(dx) > reach || fabs(dy) > reach)
        continue;
      neighbour one = {places->point[k], band_at(bands, pb_distance(metric, dx, dy), false)};
      if (one.band >= 0)
        g_array_append_val(found, one);
    }
  }
  if (found->len) /* without neighbours there is no array */
    qsort(found->data, found->len, sizeof(neighbour), by_number);
}

/* Append the runs of place p; neighbouring runs of one band become one. */
static void add_runs(pb_knox_pairs *pairs, uint32_t p, const GArray *found) {
  double here = pairs->first[p + 1] - pairs->first[p];
  for (guint k = 0; k < found->len; k++) {
    const neighbour *one = &g_array_index(found, neighbour, k);
    pb_knox_band *band = &pairs->bands[one->band];
    pb_knox_run run = {pairs->first[one->place], pairs->first[one->place + 1]};
    guint last = band->runs->len;
    uint32_t begun = g_array_index(band->first, uint32_t, p);
    band->n_pairs += here * (run.end - run.begin);
    if (last > begun && g_array_index(band->runs, pb_knox_run, last - 1).end == run.begin)
      g_array_index(band->runs, pb_knox_run, last - 1).end = run.end;
    else
      g_array_append_val(band->runs, run);
  }
  if (here > 1)
    for (size_t b = 0; b < pairs->n_bands; b++)
      if (pairs->bands[b].within)
        pairs->bands[b].n_pairs += here * (here - 1) / 2;
}

static pb_knox_pairs *new_pairs(size_t n, const distance_bands *bands) {
  pb_knox_pairs *pairs = g_new0(pb_knox_pairs, 1);
  pairs->n = n;
  pairs->n_bands = bands->n - 1 + bands->same_place;
  pairs->event = g_new(uint32_t, n + 1);
  pairs->first = g_new(uint32_t, n + 1);
  pairs->bands = g_new0(pb_knox_band, pairs->n_bands);
  int within = band_at(bands, 0, true);
  for (size_t b = 0; b < pairs->n_bands; b++) {
    pairs->bands[b].first = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    pairs->bands[b].runs = g_array_new(FALSE, FALSE, sizeof(pb_knox_run));
    pairs->bands[b].within = (int)b == within;
  }
  return pairs;
}

static bool find_runs(pb_knox_pairs *pairs, const double *x, const double *y, double reach,
                      const distance_bands *bands, pb_metric metric) {
  g_autoptr(pb_point_buckets) places = pb_point_buckets_new(x, y, pairs->n_places, reach);
  g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(neighbour));
  for (uint32_t p = 0; p <= pairs->n_places; p++) {
    size_t all = 0;
    for (size_t b = 0; b < pairs->n_bands; b++) {
      guint begin = pairs->bands[b].runs->len;
      g_array_append_val(pairs->bands[b].first, begin);
      all += begin;
      if (pairs->bands[b].n_pairs > MOST_PAIRS)
        return false;
    }
    if (all > MOST_RUNS)
      return false;
    if (p == pairs->n_places)
      break;
    find_neighbours(places, x, y, p, reach, bands, metric, found);
    add_runs(pairs, p, found);
  }
  return true;
}

pb_knox_pairs *pb_knox_pairs_new(const pb_knox_events *events, const pb_knox_options *options,
                                 const char **reason) {
  distance_bands bands = bands_of(events, options);
  g_autoptr(pb_knox_pairs) pairs = new_pairs(events->n, &bands);
  g_autofree sorted_event *sorted = sort_events(events);
  g_autofree double *x = g_new(double, events->n + 1), *y = g_new(double, events->n + 1);
  for (size_t i = 0; i < events->n; i++) {
    pairs->event[i] = sorted[i].event;
    if (i > 0 && sorted[i].x == sorted[i - 1].x && sorted[i].y == sorted[i - 1].y)
      continue;
    x[pairs->n_places] = sorted[i].x;
    y[pairs->n_places] = sorted[i].y;
    pairs->first[pairs->n_places++] = (uint32_t)i;
  }
  pairs->first[pairs->n_places] = (uint32_t)events->n;
  double reach = fmax(bands.limit[bands.n - 1], bands.same_place ? bands.same_place_m : 0);
  if (!find_runs(pairs, x, y, reach + 2 * bands.slack, &bands, options->metric)) {
    *reason = N_("Too many events are this close to each other: choose smaller distances.");
    return NULL;
  }
  return g_steal_pointer(&pairs);
}

void pb_knox_pairs_free(pb_knox_pairs *pairs) {
  if (!pairs)
    return;
  for (size_t b = 0; b < pairs->n_bands; b++) {
    g_array_unref(pairs->bands[b].first);
    g_array_unref(pairs->bands[b].runs);
  }
  g_free(pairs->bands);
  g_free(pairs->event);
  g_free(pairs->first);
  g_free(pairs);
}

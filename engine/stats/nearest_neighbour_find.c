/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdbool.h>

#include "engine/distinct_points.h"
#include "engine/point_buckets.h"
#include "engine/stats/cluster_shape.h"
#include "engine/stats/nearest_neighbour_clusters.h"

double pb_random_distance_m(double area_m2, size_t n, double factor) {
  if (!(area_m2 > 0) || n == 0)
    return 0;
  double mean = 0.5 * sqrt(area_m2 / (double)n);
  double error = sqrt((4 - G_PI) * area_m2 / (4 * G_PI)) / (double)n;
  return fmax(0, mean - factor * error);
}

/* A place and how many free points lie within the threshold of it, or did when last looked. */
typedef struct {
  uint32_t n, place;
} seed;

/* Most points first, then lowest coordinates. */
static bool goes_before(seed a, seed b) {
  return a.n != b.n ? a.n > b.n : a.place < b.place;
}

static void sink(seed *heap, size_t n, size_t at) {
  for (;;) {
    size_t child = 2 * at + 1;
    if (child >= n)
      return;
    if (child + 1 < n && goes_before(heap[child + 1], heap[child]))
      child++;
    if (!goes_before(heap[child], heap[at]))
      return;
    seed held = heap[at];
    heap[at] = heap[child];
    heap[child] = held;
    at = child;
  }
}

typedef struct {
  const pb_distinct_points *places;
  const pb_point_buckets *buckets;
  double distance_m;
  int32_t *cluster; /* a place: -1 free */
} search;

/* Free points within the threshold of a place; with `take` >= 0 they go to that cluster. */
static uint32_t count_free(search *s, uint32_t place, int32_t take) {
  double x = s->places->x[place], y = s->places->y[place], limit2 = s->distance_m * s->distance_m;
  pb_bucket_range range = pb_point_buckets_around(s->buckets, x, y, s->distance_m);
  uint32_t n = 0;
  for (size_t row = range.row_0; row <= range.row_1; row++) {
    size_t begin, end;
    pb_point_buckets_row(s->buckets, range, row, &begin, &end);
    for (size_t i = begin; i < end; i++) {
      double dx = s->buckets->x[i] - x, dy = s->buckets->y[i] - y;
      uint32_t other = s->buckets->point[i];
      if (dx * dx + dy * dy > limit2 || s->cluster[other] >= 0)
        continue;
      n += s->places->first[other + 1] - s->places->first[other];
      if (take >= 0)
        s->cluster[other] = take;
    }
  }
  return n;
}

/* Counts only fall, so the top of the heap is the seed once its count is up to date. */
static size_t take_clusters(search *s, size_t min_points) {
  size_t n = s->places->n, n_clusters = 0;
  g_autofree seed *heap = g_new(seed, n + 1);
  for (uint32_t i = 0; i < n; i++)
    heap[i] = (seed){count_free(s, i, -1), i};
  for (size_t i = n / 2; i-- > 0;)
    sink(heap, n, i);
  while (n > 0 && heap[0].n >= min_points) {
    uint32_t place = heap[0].place;
    uint32_t now = s->cluster[place] < 0 ? count_free(s, place, -1) : 0;
    if (now == heap[0].n) {
      count_free(s, place, (int32_t)n_clusters++);
      now = 0;
    }
    heap[0].n = now;
    if (now == 0)
      heap[0] = heap[--n];
    sink(heap, n, 0);
  }
  return n_clusters;
}

/* Clusters of points into `cluster`; how many. */
static size_t clusters_of(const double *x, const double *y, size_t n, double distance_m,
                          size_t min_points, int32_t *cluster) {
  for (size_t i = 0; i < n; i++)
    cluster[i] = -1;
  if (!(distance_m > 0) || n == 0)
    return 0;
  g_autoptr(pb_distinct_points) places = pb_distinct_points_new(x, y, NULL, n);
  g_autoptr(pb_point_buckets) buckets =
      pb_point_buckets_new(places->x, places->y, places->n, distance_m);
  g_autofree int32_t *of_place = g_new(int32_t, places->n);
  for (size_t i = 0; i < places->n; i++)
    of_place[i] = -1;
  search s = {places, buckets, distance_m, of_place};
  size_t n_clusters = take_clusters(&s, MAX(min_points, 1));
  for (size_t i = 0; i < n; i++)
    cluster[i] = of_place[places->place[i]];
  return n_clusters;
}

pb_nnh *pb_nnh_of(const double *x, const double *y, size_t n, const pb_nnh_options *options) {
  pb_nnh *found = g_new0(pb_nnh, 1);
  found->cluster = g_new(int32_t, n + 1);
  found->distance_m = options->distance_m > 0
                          ? options->distance_m
                          : pb_random_distance_m(options->area_m2, n, options->factor);
  found->n_clusters = clusters_of(x, y, n, found->distance_m, options->min_points, found->cluster);
  size_t k = found->n_clusters;
  found->second = g_new(int32_t, k + 1);
  found->second_distance_m = options->second_distance_m > 0
                                 ? options->second_distance_m
                                 : pb_random_distance_m(options->area_m2, k, options->factor);
  pb_cluster_shape *shapes = pb_cluster_shapes_of(x, y, NULL, found->cluster, n, k, 0);
  g_autofree double *centre_x = g_new(double, k + 1), *centre_y = g_new(double, k + 1);
  for (size_t i = 0; i < k; i++) {
    centre_x[i] = shapes[i].x;
    centre_y[i] = shapes[i].y;
  }
  pb_cluster_shapes_free(shapes, k);
  found->n_second = clusters_of(centre_x, centre_y, k, found->second_distance_m,
                                options->min_clusters, found->second);
  return found;
}

void pb_nnh_free(pb_nnh *found) {
  if (!found)
    return;
  g_free(found->cluster);
  g_free(found->second);
  g_free(found);
}

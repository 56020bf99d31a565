/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stats/density_bandwidth.h"

#include <math.h>
#include <stdlib.h>

#include "engine/chunks.h"
#include "engine/point_buckets.h"
#include "engine/stats/quantile.h"

typedef struct {
  double x, y;
} place;

static int by_place(const void *a, const void *b) {
  const place *p = a, *q = b;
  if (p->x != q->x)
    return p->x < q->x ? -1 : 1;
  return p->y < q->y ? -1 : p->y > q->y;
}

pb_places pb_places_of(const double *x, const double *y, size_t n) {
  g_autofree place *sorted = g_new(place, n + 1);
  for (size_t i = 0; i < n; i++)
    sorted[i] = (place){x[i], y[i]};
  if (n)
    qsort(sorted, n, sizeof *sorted, by_place);
  pb_places places = {g_new(double, n + 1), g_new(double, n + 1), 0};
  for (size_t i = 0; i < n; i++) {
    if (i && by_place(&sorted[i], &sorted[i - 1]) == 0)
      continue;
    places.x[places.n] = sorted[i].x;
    places.y[places.n++] = sorted[i].y;
  }
  return places;
}

void pb_places_clear(pb_places *places) {
  g_free(places->x);
  g_free(places->y);
}

static double standard_deviation(const double *values, size_t n) {
  double mean = 0, squares = 0;
  for (size_t i = 0; i < n; i++)
    mean += values[i];
  mean /= (double)n;
  for (size_t i = 0; i < n; i++)
    squares += (values[i] - mean) * (values[i] - mean);
  return n > 1 ? sqrt(squares / (double)(n - 1)) : 0;
}

static bool differ(const double *values, size_t n) {
  for (size_t i = 1; i < n; i++)
    if (values[i] != values[0])
      return true;
  return false;
}

bool pb_bandwidth_scott(const double *x, const double *y, size_t n, double *h_x, double *h_y) {
  if (!differ(x, n) || !differ(y, n))
    return false;
  double factor = pow((double)n, -1 / 6.);
  *h_x = standard_deviation(x, n) * factor;
  *h_y = standard_deviation(y, n) * factor;
  return true;
}

bool pb_bandwidth_nrd(double *values, size_t n, double *width) {
  if (!differ(values, n))
    return false;
  pb_sort_doubles(values, n);
  double quartiles = pb_quantile_sorted(values, n, 0.75) - pb_quantile_sorted(values, n, 0.25);
  double deviation = standard_deviation(values, n);
  if (quartiles > 0) /* half of the values can be one: then only the deviation speaks */
    deviation = fmin(deviation, quartiles / 1.34);
  *width = 4 * 1.06 * deviation * pow((double)n, -0.2);
  return true;
}

enum { STEPS = 511, POINTS_A_CHUNK = 1024 };

typedef struct {
  const pb_places *places;
  const pb_point_buckets *buckets;
  double step;
  uint64_t *pairs; /* STEPS + 1 a chunk: ordered pairs with (k - 1) * step < d <= k * step */
} pair_work;

static void count_pairs(size_t chunk, void *data) {
  const pair_work *w = data;
  uint64_t *pairs = w->pairs + chunk * (STEPS + 1);
  double reach = STEPS * w->step;
  size_t end = MIN((chunk + 1) * POINTS_A_CHUNK, w->places->n);
  for (size_t i = chunk * POINTS_A_CHUNK; i < end; i++) {
    double x = w->places->x[i], y = w->places->y[i];
    pb_bucket_range range = pb_point_buckets_around(w->buckets, x, y, reach);
    for (size_t row = range.row_0; row <= range.row_1; row++) {
      size_t begin, stop;
      pb_point_buckets_row(w->buckets, range, row, &begin, &stop);
      for (size_t k = begin; k < stop; k++) {
        double dx = w->buckets->x[k] - x, dy = w->buckets->y[k] - y, d2 = dx * dx + dy * dy;
        if (d2 <= reach * reach && w->buckets->point[k] != i)
          pairs[MIN((size_t)ceil(sqrt(d2) / w->step), STEPS)]++;
      }
    }
  }
}

/* K at 0, step, .. STEPS * step. */
static double *k_function(const pb_places *places, const pb_window_shape *shape, double step,
                          int threads) {
  size_t n_chunks = (places->n + POINTS_A_CHUNK - 1) / POINTS_A_CHUNK;
  g_autoptr(pb_point_buckets) buckets =
      pb_point_buckets_new(places->x, places->y, places->n, STEPS * step / 4);
  pair_work w = {places, buckets, step, g_new0(uint64_t, n_chunks * (STEPS + 1))};
  pb_chunks_run(n_chunks, count_pairs, &w, threads);
  double *k_of = g_new0(double, STEPS + 1);
  double n = (double)places->n, factor = shape->area * shape->area / (n * (n - 1)), sum = 0;
  for (size_t k = 1; k <= STEPS; k++) {
    uint64_t pairs = 0;
    for (size_t chunk = 0; chunk < n_chunks; chunk++)
      pairs += w.pairs[chunk * (STEPS + 1) + k];
    sum += (double)pairs / pb_window_overlap(shape, ((double)k - 0.5) * step);
    k_of[k] = factor * sum;
  }
  g_free(w.pairs);
  return k_of;
}

/* Area that two discs of radius r have in common, their centres d <= 2 r apart. */
static double common_area(double r, double d) {
  double u = d / (2 * r);
  return 2 * r * r * (acos(u) - u * sqrt(1 - u * u));
}

bool pb_bandwidth_berman_diggle(const pb_places *places, const pb_density_window *window,
                                int threads, double *sigma) {
  if (places->n < 3)
    return false;
  pb_window_shape shape = pb_window_shape_of(window);
  double density = (double)places->n / shape.area;
  double reach = fmin(shape.short_side / 4, sqrt(1000 / (M_PI * density))), step = reach / STEPS;
  g_autofree double *k_of = k_function(places, &shape, step, threads);
  double least = HUGE_VAL;
  size_t best = 0;
  for (size_t i = 1; i <= STEPS / 2; i++) {
    double r = (double)i * step, disc = M_PI * r * r, common = 0;
    for (size_t k = 0; k < 2 * i && k < STEPS; k++)
      common += common_area(r, (double)k * step) * (k_of[k + 1] - k_of[k]);
    double error = (1 / density - 2 * k_of[i]) / disc + common / (disc * disc);
    if (error < least) {
      least = error;
      best = i;
    }
  }
  *sigma = (double)best * step / 2;
  return best > 1;
}

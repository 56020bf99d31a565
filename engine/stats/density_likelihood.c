/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "engine/point_buckets.h"
#include "engine/stats/density_bandwidth.h"
#include "engine/stats/kernel_density.h"

enum { BANDWIDTHS = 16, RASTER_SIDE = 128, WIDEST_RANGE = 10000 };

/* The smallest distance between two places: look within a reach that doubles until there is one. */
static double smallest_distance(const pb_places *places, const pb_window_shape *shape) {
  double reach = sqrt(shape->area / (double)places->n) / 4;
  for (;; reach *= 2) {
    g_autoptr(pb_point_buckets) buckets =
        pb_point_buckets_new(places->x, places->y, places->n, reach);
    double least = reach * reach;
    bool found = false;
    for (size_t i = 0; i < places->n; i++) {
      double within = sqrt(least);
      pb_bucket_range range = pb_point_buckets_around(buckets, places->x[i], places->y[i], within);
      for (size_t row = range.row_0; row <= range.row_1; row++) {
        size_t begin, end;
        pb_point_buckets_row(buckets, range, row, &begin, &end);
        for (size_t k = begin; k < end; k++) {
          double dx = buckets->x[k] - places->x[i], dy = buckets->y[k] - places->y[i];
          if (buckets->point[k] != i && dx * dx + dy * dy <= least) {
            least = dx * dx + dy * dy;
            found = true;
          }
        }
      }
    }
    if (found)
      return sqrt(least);
  }
}

/* Fast sums where the nodes are fewer than the pairs. */
static pb_density_method method_at(const pb_places *places, const pb_window_shape *shape,
                                   const pb_raster_frame *frame, double sigma) {
  double reach = PB_GAUSSIAN_REACH * sigma, n = (double)places->n;
  double pairs = n * fmin(n, n / shape->area * M_PI * reach * reach * 4); /* they cluster */
  double nodes = (double)pb_raster_n_cells(frame) * pow(5 * frame->cell_m / sigma, 2);
  return pairs > 2e7 && nodes < 3e7 ? PB_DENSITY_FAST : PB_DENSITY_EXACT;
}

typedef struct {
  const pb_places *places;
  const pb_raster_frame *frame;
  const pb_density_window *window;
  const pb_window_shape *shape;
  int threads;
} search;

/* Intensities at the places without their own kernel; where cells are coarser than the bandwidth
 * the edge hardly matters. */
static bool left_out(const search *s, double sigma, double *density, GError **error) {
  const pb_weighted_points points = {s->places->x, s->places->y, NULL, s->places->n};
  pb_density_method method = method_at(s->places, s->shape, s->frame, sigma);
  if (sigma < s->frame->cell_m) {
    pb_density_sums_at_points(&points, PB_KERNEL_GAUSSIAN, sigma, method, true, s->threads,
                              density);
    return true;
  }
  const pb_density_settings settings = {PB_KERNEL_GAUSSIAN, sigma, PB_EDGE_UNIFORM, method,
                                        s->threads};
  g_autofree bool *inside = g_new(bool, points.n);
  return pb_kernel_density_at_points(&points, s->frame, s->window, &settings, true, density, inside,
                                     error);
}

/* A rectangle's raster; of a mask, its own. */
static pb_raster_frame frame_of(const pb_density_window *window) {
  if (window->mask)
    return window->mask->frame;
  double width = window->x_max - window->x_min, height = window->y_max - window->y_min;
  double cell_m = fmax(width, height) / RASTER_SIDE;
  return (pb_raster_frame){window->x_min, window->y_min, cell_m, (size_t)ceil(width / cell_m) + 1,
                           (size_t)ceil(height / cell_m) + 1};
}

/* The events that the surface holds: as many as there are where kernels are small. */
static bool expected_number(const search *s, double sigma, double *expected, GError **error) {
  *expected = (double)s->places->n;
  if (sigma < 2 * s->frame->cell_m)
    return true;
  const pb_weighted_points points = {s->places->x, s->places->y, NULL, s->places->n};
  const pb_density_settings settings = {PB_KERNEL_GAUSSIAN, sigma, PB_EDGE_UNIFORM, PB_DENSITY_AUTO,
                                        s->threads};
  g_autoptr(pb_raster) raster =
      pb_kernel_density(&points, s->frame, s->window, &settings, NULL, error);
  if (raster)
    *expected = pb_density_volume(raster, s->window);
  return raster != NULL;
}

/* The log likelihood; *possible is false when a place has none of the others within reach. */
static bool likelihood(const search *s, double sigma, double *value, bool *possible,
                       GError **error) {
  g_autofree double *density = g_new(double, s->places->n);
  if (!left_out(s, sigma, density, error))
    return false;
  double sum = 0, expected;
  for (size_t i = 0; i < s->places->n; i++) {
    *possible = density[i] > 0;
    if (!*possible)
      return true;
    sum += log(density[i]);
  }
  if (!expected_number(s, sigma, &expected, error))
    return false;
  *value = sum - expected;
  return true;
}

bool pb_bandwidth_likelihood(const pb_places *places, const pb_density_window *window, int threads,
                             double *sigma, GError **error) {
  if (places->n < 3)
    return false;
  pb_window_shape shape = pb_window_shape_of(window);
  const pb_raster_frame frame = frame_of(window);
  const search s = {places, &frame, window, &shape, threads};
  double high = shape.diameter / 2, most = -HUGE_VAL;
  double low = fmax(smallest_distance(places, &shape), high / WIDEST_RANGE);
  for (int k = BANDWIDTHS - 1; k >= 0; k--) {
    double at = low * pow(high / low, k / (double)(BANDWIDTHS - 1)), value = 0;
    bool possible = false;
    if (!likelihood(&s, at, &value, &possible, error))
      return false;
    if (!possible)
      break; /* nor is any smaller one */
    if (value > most) {
      most = value;
      *sigma = at;
    }
  }
  return most > -HUGE_VAL;
}

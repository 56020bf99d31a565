/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stats/cluster_shape.h"

#include <math.h>

#include "engine/distinct_points.h"

const char *const pb_cluster_lists[] = {"points", "clusters", NULL};

/* Places cluster by cluster, each in the order of its coordinates. */
typedef struct {
  size_t *first; /* n_clusters + 1 */
  double *x, *y;
} members;

static members sort_places(const pb_distinct_points *places, const int32_t *cluster,
                           size_t n_clusters) {
  members m = {.first = g_new0(size_t, n_clusters + 2),
               .x = g_new(double, places->n + 1),
               .y = g_new(double, places->n + 1)};
  for (size_t i = 0; i < places->n; i++)
    m.first[cluster[places->point[places->first[i]]] + 2]++; /* none at 1 is dropped below */
  m.first[1] = 0;
  for (size_t k = 1; k <= n_clusters; k++)
    m.first[k + 1] += m.first[k];
  for (size_t i = 0; i < places->n; i++) {
    int32_t own = cluster[places->point[places->first[i]]];
    if (own < 0)
      continue;
    size_t at = m.first[own + 1]++;
    m.x[at] = places->x[i];
    m.y[at] = places->y[i];
  }
  return m;
}

static void add_up(const pb_distinct_points *places, const int32_t *cluster,
                   pb_cluster_shape *shapes, size_t n_clusters) {
  for (size_t i = 0; i < places->n; i++) {
    int32_t own = cluster[places->point[places->first[i]]];
    double n = (double)(places->first[i + 1] - places->first[i]);
    if (own < 0)
      continue;
    shapes[own].n += (size_t)n;
    shapes[own].n_places++;
    shapes[own].weight += places->weight[i];
    shapes[own].x += n * places->x[i];
    shapes[own].y += n * places->y[i];
  }
  for (size_t k = 0; k < n_clusters; k++) {
    shapes[k].x /= (double)MAX(shapes[k].n, 1);
    shapes[k].y /= (double)MAX(shapes[k].n, 1);
  }
}

pb_cluster_shape *pb_cluster_shapes_of(const double *x, const double *y, const double *weight,
                                       const int32_t *cluster, size_t n, size_t n_clusters,
                                       double buffer_m) {
  pb_cluster_shape *shapes = g_new0(pb_cluster_shape, n_clusters + 1);
  g_autoptr(pb_distinct_points) places = pb_distinct_points_new(x, y, weight, n);
  add_up(places, cluster, shapes, n_clusters);
  members m = sort_places(places, cluster, n_clusters);
  for (size_t k = 0; k < n_clusters; k++) {
    size_t begin = m.first[k], end = m.first[k + 1];
    shapes[k].hull = pb_hull_buffered(&m.x[begin], &m.y[begin], end - begin, buffer_m);
    for (size_t i = begin; i < end; i++)
      shapes[k].radius_m =
          fmax(shapes[k].radius_m, hypot(m.x[i] - shapes[k].x, m.y[i] - shapes[k].y));
  }
  g_free(m.first);
  g_free(m.x);
  g_free(m.y);
  return shapes;
}

void pb_cluster_shapes_free(pb_cluster_shape *shapes, size_t n_clusters) {
  for (size_t k = 0; shapes && k < n_clusters; k++)
    pb_hull_free(shapes[k].hull);
  g_free(shapes);
}

void pb_cluster_shapes_put(pb_result *result, const pb_cluster_shape *shapes, size_t n_clusters) {
  pb_column *cluster = pb_result_add_column(result, "cluster", PB_TYPE_INT64, NULL);
  pb_column *points = pb_result_add_column(result, "points", PB_TYPE_INT64, NULL);
  pb_column *places = pb_result_add_column(result, "places", PB_TYPE_INT64, NULL);
  pb_column *weight = pb_result_add_column(result, "weight", PB_TYPE_DOUBLE, NULL);
  pb_column *x = pb_result_add_column(result, "x", PB_TYPE_DOUBLE, N_("m"));
  pb_column *y = pb_result_add_column(result, "y", PB_TYPE_DOUBLE, N_("m"));
  pb_column *radius = pb_result_add_column(result, "radius_m", PB_TYPE_DOUBLE, N_("m"));
  pb_column *area = pb_result_add_column(result, "area_ha", PB_TYPE_DOUBLE, N_("ha"));
  pb_column *density = pb_result_add_column(result, "points_per_ha", PB_TYPE_DOUBLE, NULL);
  for (size_t k = 0; k < n_clusters; k++) {
    double area_ha = pb_hull_area_ha(shapes[k].hull);
    pb_column_append_int(cluster, (int64_t)k + 1);
    pb_column_append_int(points, (int64_t)shapes[k].n);
    pb_column_append_int(places, (int64_t)shapes[k].n_places);
    pb_column_append_double(weight, shapes[k].weight);
    pb_column_append_double(x, shapes[k].x);
    pb_column_append_double(y, shapes[k].y);
    pb_column_append_double(radius, shapes[k].radius_m);
    pb_column_append_double(area, area_ha);
    pb_column_append_maybe(density, area_ha > 0, area_ha > 0 ? (double)shapes[k].n / area_ha : 0);
  }
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stats/nearest_neighbour_clusters.h"

#include "engine/stats/cluster_shape.h"
#include "engine/stats/point_input.h"

static const pb_input inputs[] = {PB_INPUT_X, PB_INPUT_Y};
static const pb_param params[] = {
    {.name = "distance",
     .title = N_("how near points must be; 0: the distance that random points have on average"),
     .unit = N_("m"),
     .type = PB_PARAM_DOUBLE,
     .def = 0,
     .min = 0,
     .max = 1e6},
    {.name = "second_distance",
     .title = N_("how near the centres of clusters must be to form one of the second order; 0: the "
                 "distance that random centres have on average"),
     .unit = N_("m"),
     .type = PB_PARAM_DOUBLE,
     .def = 0,
     .min = 0,
     .max = 1e6},
    {.name = "factor",
     .title = N_("how many standard errors below the random distance the threshold lies"),
     .type = PB_PARAM_DOUBLE,
     .def = 0,
     .min = -10,
     .max = 10},
    {.name = "area_km2",
     .title = N_("area that the points could lie in; 0: the rectangle around them"),
     .unit = N_("km²"),
     .type = PB_PARAM_DOUBLE,
     .def = 0,
     .min = 0,
     .max = 1e9},
    {.name = "min_points",
     .title = N_("how many points a cluster has at least"),
     .type = PB_PARAM_INT,
     .def = 10,
     .min = 2,
     .max = 1e9},
    {.name = "min_clusters",
     .title = N_("how many clusters one of the second order has at least"),
     .type = PB_PARAM_INT,
     .def = 2,
     .min = 2,
     .max = 1e9},
    PB_PARAM_CLUSTER_LIST,
    PB_PARAM_CLUSTER_BUFFER,
};

static double rectangle_m2(const pb_point_input *points) {
  double min_x = points->x[0], max_x = min_x, min_y = points->y[0], max_y = min_y;
  for (size_t i = 1; i < points->n; i++) {
    min_x = MIN(min_x, points->x[i]);
    max_x = MAX(max_x, points->x[i]);
    min_y = MIN(min_y, points->y[i]);
    max_y = MAX(max_y, points->y[i]);
  }
  return (max_x - min_x) * (max_y - min_y);
}

static void append_number(pb_column *column, int32_t number) {
  if (number >= 0)
    pb_column_append_int(column, number + 1);
  else
    pb_column_append_missing(column);
}

static void put_points(pb_result *result, const pb_point_input *points, const pb_nnh *found) {
  pb_column *cluster = pb_result_add_column(result, "cluster", PB_TYPE_INT64, NULL);
  pb_column *second = pb_result_add_column(result, "second_order", PB_TYPE_INT64, NULL);
  for (size_t row = 0, next = 0; row < points->n_rows; row++) {
    bool used = next < points->n && points->row[next] == row;
    int32_t own = used ? found->cluster[next++] : -1;
    append_number(cluster, own);
    append_number(second, own >= 0 ? found->second[own] : -1);
  }
}

static void put_clusters(pb_result *result, const pb_point_input *points, const pb_nnh *found,
                         double buffer_m) {
  pb_cluster_shape *shapes = pb_cluster_shapes_of(points->x, points->y, NULL, found->cluster,
                                                  points->n, found->n_clusters, buffer_m);
  pb_cluster_shapes_put(result, shapes, found->n_clusters);
  pb_cluster_shapes_free(shapes, found->n_clusters);
  pb_column *second = pb_result_add_column(result, "second_order", PB_TYPE_INT64, NULL);
  for (size_t k = 0; k < found->n_clusters; k++)
    append_number(second, found->second[k]);
}

static pb_result *run(const pb_table *input, const pb_params *values, GError **error) {
  g_auto(pb_point_input) points = {0};
  if (!pb_point_input_read(input, NULL, 0, &points, error))
    return NULL;
  pb_result *result = pb_result_new("nearest-neighbour-clusters");
  pb_result_set_counts(result, points.n, points.n_rows - points.n);
  pb_nnh_options options = {
      .area_m2 = 1e6 * pb_params_double(values, "area_km2"),
      .factor = pb_params_double(values, "factor"),
      .distance_m = pb_params_double(values, "distance"),
      .second_distance_m = pb_params_double(values, "second_distance"),
      .min_points = (size_t)pb_params_int(values, "min_points"),
      .min_clusters = (size_t)pb_params_int(values, "min_clusters"),
  };
  if (points.n < options.min_points) {
    pb_result_set_reason(result, points.n == 0
                                     ? N_("There are no points with coordinates.")
                                     : N_("There are fewer points than one cluster needs."));
    return result;
  }
  if (!(options.area_m2 > 0))
    options.area_m2 = rectangle_m2(&points);
  g_autoptr(pb_nnh) found = pb_nnh_of(points.x, points.y, points.n, &options);
  if (!(found->distance_m > 0)) {
    pb_result_set_reason(
        result, N_("No distance between random points can be worked out: the points lie on one "
                   "place or line, or the factor is too large. Set “distance” or “area_km2”."));
    return result;
  }
  pb_result_set_scalar(result, "n_clusters", (double)found->n_clusters, NULL);
  pb_result_set_scalar(result, "n_second_order", (double)found->n_second, NULL);
  pb_result_set_scalar(result, "distance_m", found->distance_m, N_("m"));
  pb_result_set_scalar_maybe(result, "second_distance_m", found->second_distance_m > 0,
                             found->second_distance_m, N_("m"));
  if (g_str_equal(pb_params_text(values, "list"), "points"))
    put_points(result, &points, found);
  else
    put_clusters(result, &points, found, pb_params_double(values, "buffer"));
  return result;
}

const pb_statistic pb_statistic_nearest_neighbour_clusters = {
    .name = "nearest-neighbour-clusters",
    .title = N_("Nearest-neighbour hierarchical clusters"),
    .description =
        N_("Groups of points nearer to each other than random points would be, each within a "
           "circle around the point with the most others near it, the largest group first; and "
           "groups of such groups. The order of the rows does not matter."),
    .citation = "Levine N (2013) CrimeStat IV, ch. 7; Clark PJ, Evans FC (1954) Ecology 35:445",
    .inputs = inputs,
    .n_inputs = G_N_ELEMENTS(inputs),
    .params = params,
    .n_params = G_N_ELEMENTS(params),
    .run = run,
};

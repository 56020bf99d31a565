/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stats/dbscan.h"

#include "engine/stats/cluster_shape.h"
#include "engine/stats/input.h"
#include "engine/stats/point_input.h"

static const pb_input inputs[] = {
    PB_INPUT_X,
    PB_INPUT_Y,
    {"weight", PB_TYPE_DOUBLE, false, N_("weight of the point, such as harm; 1 without it")},
};
static const char *const borders[] = {"nearest", "first", NULL};
static const pb_param params[] = {
    {.name = "eps",
     .title = N_("reach: how near another point must be to be a neighbour"),
     .unit = N_("m"),
     .type = PB_PARAM_DOUBLE,
     .def = 100,
     .min = 0.001,
     .max = 1e6},
    {.name = "min_points",
     .title = N_("how many points within reach, the point itself among them, make it a core; with "
                 "weights: how large their sum is"),
     .type = PB_PARAM_DOUBLE,
     .def = 5,
     .min = 1e-9,
     .max = 1e12},
    {.name = "border",
     .title = N_("whose a point on the border of several clusters is: the nearest core’s, whatever "
                 "the order of the rows (nearest), or the cluster’s whose core comes first in the "
                 "rows (first)"),
     .type = PB_PARAM_CHOICE,
     .def_text = "nearest",
     .choices = borders},
    PB_PARAM_CLUSTER_LIST,
    PB_PARAM_CLUSTER_BUFFER,
};

static void put_points(pb_result *result, const pb_point_input *points, const pb_dbscan *found) {
  static const char *const roles[] = {"noise", "border", "core"};
  pb_column *cluster = pb_result_add_column(result, "cluster", PB_TYPE_INT64, NULL);
  pb_column *role = pb_result_add_column(result, "role", PB_TYPE_STRING, NULL);
  pb_column *ambiguous = pb_result_add_column(result, "ambiguous", PB_TYPE_INT64, NULL);
  for (size_t row = 0, next = 0; row < points->n_rows; row++) {
    if (next == points->n || points->row[next] != row) {
      pb_column_append_missing(cluster);
      pb_column_append_missing(role);
      pb_column_append_missing(ambiguous);
      continue;
    }
    if (found->cluster[next] >= 0)
      pb_column_append_int(cluster, found->cluster[next] + 1);
    else
      pb_column_append_missing(cluster);
    pb_column_append_string(role, roles[found->role[next]]);
    pb_column_append_int(ambiguous, found->ambiguous[next++]);
  }
}

static pb_result *run(const pb_table *input, const pb_params *values, GError **error) {
  const pb_column *weights = pb_table_find(input, "weight");
  g_auto(pb_point_input) points = {0};
  if (!pb_input_check_range(weights, 0, 1e12, error) ||
      !pb_point_input_read(input, &weights, 1, &points, error))
    return NULL;
  pb_result *result = pb_result_new("dbscan");
  pb_result_set_counts(result, points.n, points.n_rows - points.n);
  if (points.n == 0) {
    pb_result_set_reason(result, N_("There are no points with coordinates."));
    return result;
  }
  g_autofree double *weight = g_new(double, points.n);
  for (size_t i = 0; i < points.n; i++)
    weight[i] = pb_input_or(weights, points.row[i], 1);
  pb_dbscan_options options = {
      .reach_m = pb_params_double(values, "eps"),
      .min_points = pb_params_double(values, "min_points"),
      .border = g_str_equal(pb_params_text(values, "border"), "first") ? PB_BORDER_FIRST
                                                                       : PB_BORDER_NEAREST,
  };
  if (!weights && (double)points.n < options.min_points) {
    pb_result_set_reason(result, N_("There are fewer points than one cluster needs."));
    return result;
  }
  g_autoptr(pb_dbscan) found = pb_dbscan_of(points.x, points.y, weight, points.n, &options);
  pb_result_set_scalar(result, "n_clusters", (double)found->n_clusters, NULL);
  pb_result_set_scalar(result, "n_noise", (double)found->n_noise, NULL);
  pb_result_set_scalar(result, "n_core", (double)found->n_core, NULL);
  pb_result_set_scalar(result, "n_ambiguous", (double)found->n_ambiguous, NULL);
  if (g_str_equal(pb_params_text(values, "list"), "points")) {
    put_points(result, &points, found);
    return result;
  }
  pb_cluster_shape *shapes =
      pb_cluster_shapes_of(points.x, points.y, weight, found->cluster, points.n, found->n_clusters,
                           pb_params_double(values, "buffer"));
  pb_cluster_shapes_put(result, shapes, found->n_clusters);
  pb_cluster_shapes_free(shapes, found->n_clusters);
  return result;
}

const pb_statistic pb_statistic_dbscan = {
    .name = "dbscan",
    .title = N_("Clusters of points by density (DBSCAN)"),
    .description = N_(
        "Points that lie so densely that at least a given number of them are within reach of one "
        "another form a cluster, of any shape; what lies alone is noise. Clusters are numbered "
        "by weight, the heaviest first. It finds where events crowd, not whether they crowd "
        "more than chance: a scan or a test of hot spots tells that."),
    .citation = "Ester M, Kriegel HP, Sander J, Xu X (1996) Proc KDD-96, 226; Wheeler AP, Reuter S "
                "(2021) Police Quarterly 24:234",
    .inputs = inputs,
    .n_inputs = G_N_ELEMENTS(inputs),
    .params = params,
    .n_params = G_N_ELEMENTS(params),
    .run = run,
};

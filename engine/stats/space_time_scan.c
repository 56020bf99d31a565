/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stats/space_time_scan.h"

#include "engine/stats/cluster_shape.h"
#include "engine/stats/point_input.h"
#include "engine/stats/scan_params.h"

#define DAY_S 86400

static const pb_input inputs[] = {
    PB_INPUT_X,
    PB_INPUT_Y,
    {"time", PB_TYPE_TIME, true, N_("date, with or without time, on the wall clock")},
};
static const pb_param params[] = {
    {.name = "max_share",
     .title = N_("largest share of the events in a circle"),
     .type = PB_PARAM_DOUBLE,
     .def = 0.5,
     .min = 0.001,
     .max = 0.9},
    {.name = "max_radius",
     .title = N_("largest radius of a circle; 0: any"),
     .unit = N_("m"),
     .type = PB_PARAM_DOUBLE,
     .def = 1000,
     .min = 0,
     .max = 1e7},
    {.name = "max_days",
     .title = N_("most days in a row"),
     .unit = N_("days"),
     .type = PB_PARAM_INT,
     .def = 7,
     .min = 1,
     .max = 3660},
    PB_PARAM_MAX_CLUSTERS,
    PB_PARAM_CLUSTER_LIST,
    PB_PARAM_PERMUTATIONS,
    PB_PARAM_SEED,
    PB_PARAM_THREADS,
};

static int64_t day_of(int64_t seconds) {
  return seconds / DAY_S - (seconds % DAY_S < 0);
}

static void put_clusters(pb_result *result, const pb_space_time *found, bool tested) {
  pb_column *cluster = pb_result_add_column(result, "cluster", PB_TYPE_INT64, NULL);
  pb_column *events = pb_result_add_column(result, "events", PB_TYPE_INT64, NULL);
  pb_column *x = pb_result_add_column(result, "x", PB_TYPE_DOUBLE, N_("m"));
  pb_column *y = pb_result_add_column(result, "y", PB_TYPE_DOUBLE, N_("m"));
  pb_column *radius = pb_result_add_column(result, "radius_m", PB_TYPE_DOUBLE, N_("m"));
  pb_column *first = pb_result_add_column(result, "first_day", PB_TYPE_TIME, NULL);
  pb_column *last = pb_result_add_column(result, "last_day", PB_TYPE_TIME, NULL);
  pb_column *expected = pb_result_add_column(result, "expected", PB_TYPE_DOUBLE, NULL);
  pb_column *ratio = pb_result_add_column(result, "ratio", PB_TYPE_DOUBLE, NULL);
  pb_column *llr = pb_result_add_column(result, "llr", PB_TYPE_DOUBLE, NULL);
  pb_column *p = pb_result_add_column(result, "p", PB_TYPE_DOUBLE, NULL);
  for (size_t k = 0; k < found->n_clusters; k++) {
    const pb_space_time_cluster *c = &found->clusters[k];
    pb_column_append_int(cluster, (int64_t)k + 1);
    pb_column_append_int(events, (int64_t)c->n);
    pb_column_append_double(x, c->x);
    pb_column_append_double(y, c->y);
    pb_column_append_double(radius, c->radius_m);
    pb_column_append_int(first, c->first_day * DAY_S);
    pb_column_append_int(last, c->last_day * DAY_S);
    pb_column_append_double(expected, c->expected);
    pb_column_append_double(ratio, (double)c->n / c->expected);
    pb_column_append_double(llr, c->llr);
    pb_column_append_maybe(p, tested, c->p);
  }
}

static void put_events(pb_result *result, const pb_space_time *found, const pb_point_input *points,
                       bool tested) {
  g_autofree const pb_space_time_cluster **of =
      g_new0(const pb_space_time_cluster *, points->n + 1);
  for (size_t k = 0; k < found->n_clusters; k++)
    for (size_t i = 0; i < found->clusters[k].n; i++)
      of[found->clusters[k].events[i]] = &found->clusters[k];
  pb_column *cluster = pb_result_add_column(result, "cluster", PB_TYPE_INT64, NULL);
  pb_column *p = pb_result_add_column(result, "p", PB_TYPE_DOUBLE, NULL);
  for (size_t row = 0, next = 0; row < points->n_rows; row++) {
    bool used = next < points->n && points->row[next] == row;
    const pb_space_time_cluster *own = used ? of[next++] : NULL;
    if (own)
      pb_column_append_int(cluster, own - found->clusters + 1);
    else
      pb_column_append_missing(cluster);
    pb_column_append_maybe(p, own && tested, own ? own->p : 0);
  }
}

static pb_result *run(const pb_table *input, const pb_params *values, GError **error) {
  const pb_column *time = pb_table_find(input, "time");
  g_auto(pb_point_input) points = {0};
  if (!pb_point_input_read(input, &time, 1, &points, error))
    return NULL;
  g_autofree int64_t *day = g_new(int64_t, points.n + 1);
  for (size_t i = 0; i < points.n; i++)
    day[i] = day_of(pb_column_int(time, points.row[i]));
  pb_result *result = pb_result_new("space-time-scan");
  pb_result_set_counts(result, points.n, points.n_rows - points.n);
  pb_space_time_options options = {
      .max_share = pb_params_double(values, "max_share"),
      .max_radius_m = pb_params_double(values, "max_radius"),
      .max_days = pb_params_int(values, "max_days"),
      .max_clusters = (size_t)pb_params_int(values, "max_clusters"),
      .replicates = (size_t)pb_params_int(values, "permutations"),
      .seed = (uint64_t)pb_params_int(values, "seed"),
      .threads = pb_params_int(values, "threads"),
  };
  const char *reason = NULL;
  g_autoptr(pb_space_time) found =
      pb_space_time_of(points.x, points.y, day, points.n, &options, &reason);
  if (!found) {
    pb_result_set_reason(result, reason);
    return result;
  }
  bool tested = options.replicates > 0, any = found->n_clusters > 0;
  pb_result_set_seed(result, options.seed);
  pb_result_set_scalar(result, "n_events", (double)points.n, N_("events"));
  pb_result_set_scalar(result, "n_places", (double)found->n_places, NULL);
  pb_result_set_scalar(result, "n_days", (double)found->n_days, N_("days"));
  pb_result_set_scalar(result, "n_clusters", (double)found->n_clusters, NULL);
  pb_result_set_scalar_maybe(result, "llr", any, any ? found->clusters[0].llr : 0, NULL);
  pb_result_set_scalar_maybe(result, "p", any && tested, any ? found->clusters[0].p : 0, NULL);
  if (g_str_equal(pb_params_text(values, "list"), "points"))
    put_events(result, found, &points, tested);
  else
    put_clusters(result, found, tested);
  return result;
}

const pb_statistic pb_statistic_space_time_scan = {
    .name = "space-time-scan",
    .title = N_("Scan for clusters in space and time (permutation)"),
    .description = N_(
        "Where and when more events happened close together than the place and the time alone let "
        "expect: a wave of burglaries in a neighbourhood, not a neighbourhood that always has "
        "many. It needs events only. How often chance alone would show as much anywhere is found "
        "by sharing the days out among the events anew."),
    .citation =
        "Kulldorff M, Heffernan R, Hartman J, Assunção R, Mostashari F (2005) PLoS Med 2:e59",
    .inputs = inputs,
    .n_inputs = G_N_ELEMENTS(inputs),
    .params = params,
    .n_params = G_N_ELEMENTS(params),
    .run = run,
};

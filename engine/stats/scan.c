/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stats/scan.h"

#include "engine/stats/cluster_shape.h"
#include "engine/stats/input.h"
#include "engine/stats/point_input.h"
#include "engine/stats/scan_params.h"

static const pb_input inputs[] = {
    PB_INPUT_X,
    PB_INPUT_Y,
    {"count", PB_TYPE_INT64, true, N_("number of cases at the place")},
    {"population", PB_TYPE_DOUBLE, true, N_("population of the place, or other exposure")},
    {"expected", PB_TYPE_DOUBLE, false,
     N_("expected cases, such as by age and sex, on any scale; without it in proportion to the "
        "population")},
};
static const char *const models[] = {"poisson", "binomial", NULL};
static const pb_param params[] = {
    {.name = "model",
     .title = N_("cases that are rare in the population (poisson), or persons with and without the "
                 "case (binomial)"),
     .type = PB_PARAM_CHOICE,
     .def_text = "poisson",
     .choices = models},
    {.name = "max_share",
     .title = N_("largest share of the population in a circle"),
     .type = PB_PARAM_DOUBLE,
     .def = 0.5,
     .min = 0.001,
     .max = 0.9},
    {.name = "max_radius",
     .title = N_("largest radius of a circle; 0: any"),
     .unit = N_("m"),
     .type = PB_PARAM_DOUBLE,
     .def = 0,
     .min = 0,
     .max = 1e7},
    {.name = "phi",
     .title = N_("over-dispersion of the counts; above 1.5 chance is drawn as negative binomial"),
     .type = PB_PARAM_DOUBLE,
     .def = 1,
     .min = 1e-6,
     .max = 1e9},
    PB_PARAM_MAX_CLUSTERS,
    PB_PARAM_CLUSTER_LIST,
    PB_PARAM_PERMUTATIONS,
    PB_PARAM_SEED,
    PB_PARAM_THREADS,
};

static void put_clusters(pb_result *result, const pb_scan *scan, const pb_scan_place *places,
                         bool tested) {
  pb_column *cluster = pb_result_add_column(result, "cluster", PB_TYPE_INT64, NULL);
  pb_column *n_places = pb_result_add_column(result, "places", PB_TYPE_INT64, NULL);
  pb_column *x = pb_result_add_column(result, "x", PB_TYPE_DOUBLE, N_("m"));
  pb_column *y = pb_result_add_column(result, "y", PB_TYPE_DOUBLE, N_("m"));
  pb_column *radius = pb_result_add_column(result, "radius_m", PB_TYPE_DOUBLE, N_("m"));
  pb_column *cases = pb_result_add_column(result, "cases", PB_TYPE_INT64, NULL);
  pb_column *expected = pb_result_add_column(result, "expected", PB_TYPE_DOUBLE, NULL);
  pb_column *population = pb_result_add_column(result, "population", PB_TYPE_DOUBLE, NULL);
  pb_column *ratio = pb_result_add_column(result, "relative_risk", PB_TYPE_DOUBLE, NULL);
  pb_column *llr = pb_result_add_column(result, "llr", PB_TYPE_DOUBLE, NULL);
  pb_column *p = pb_result_add_column(result, "p", PB_TYPE_DOUBLE, NULL);
  for (size_t k = 0; k < scan->n_clusters; k++) {
    const pb_scan_cluster *c = &scan->clusters[k];
    pb_column_append_int(cluster, (int64_t)k + 1);
    pb_column_append_int(n_places, (int64_t)c->n);
    pb_column_append_double(x, places[c->places[0]].x);
    pb_column_append_double(y, places[c->places[0]].y);
    pb_column_append_double(radius, c->radius_m);
    pb_column_append_int(cases, (int64_t)c->cases);
    pb_column_append_double(expected, c->expected);
    pb_column_append_double(population, c->population);
    pb_column_append_maybe(ratio, c->ratio > 0, c->ratio);
    pb_column_append_double(llr, c->llr);
    pb_column_append_maybe(p, tested, c->p);
  }
}

static void put_places(pb_result *result, const pb_scan *scan, const pb_point_input *points,
                       bool tested) {
  g_autofree const pb_scan_cluster **of = g_new0(const pb_scan_cluster *, points->n + 1);
  for (size_t k = 0; k < scan->n_clusters; k++)
    for (size_t i = 0; i < scan->clusters[k].n; i++)
      of[scan->clusters[k].places[i]] = &scan->clusters[k];
  pb_column *cluster = pb_result_add_column(result, "cluster", PB_TYPE_INT64, NULL);
  pb_column *p = pb_result_add_column(result, "p", PB_TYPE_DOUBLE, NULL);
  for (size_t row = 0, next = 0; row < points->n_rows; row++) {
    bool used = next < points->n && points->row[next] == row;
    const pb_scan_cluster *own = used ? of[next++] : NULL;
    if (own)
      pb_column_append_int(cluster, own - scan->clusters + 1);
    else
      pb_column_append_missing(cluster);
    pb_column_append_maybe(p, own && tested, own ? own->p : 0);
  }
}

static bool check(const pb_column *const *columns, GError **error) {
  return pb_input_check_counts(columns[0], error) && pb_input_check_positive(columns[1], error) &&
         pb_input_check_positive(columns[2], error);
}

static pb_scan_options options_from(const pb_params *values) {
  return (pb_scan_options){
      .model = g_str_equal(pb_params_text(values, "model"), "binomial") ? PB_SCAN_BINOMIAL
                                                                        : PB_SCAN_POISSON,
      .max_share = pb_params_double(values, "max_share"),
      .max_radius_m = pb_params_double(values, "max_radius"),
      .phi = pb_params_double(values, "phi"),
      .max_clusters = (size_t)pb_params_int(values, "max_clusters"),
      .replicates = (size_t)pb_params_int(values, "permutations"),
      .seed = (uint64_t)pb_params_int(values, "seed"),
      .threads = pb_params_int(values, "threads"),
  };
}

static pb_result *run(const pb_table *input, const pb_params *values, GError **error) {
  const pb_column *columns[] = {pb_table_find(input, "count"), pb_table_find(input, "population"),
                                pb_table_find(input, "expected")};
  g_auto(pb_point_input) points = {0};
  if (!check(columns, error) ||
      !pb_point_input_read(input, columns, G_N_ELEMENTS(columns), &points, error))
    return NULL;
  g_autofree pb_scan_place *places = g_new(pb_scan_place, points.n + 1);
  for (size_t i = 0; i < points.n; i++) {
    double population = pb_column_double(columns[1], points.row[i]);
    places[i] =
        (pb_scan_place){points.x[i], points.y[i], pb_column_double(columns[0], points.row[i]),
                        population, pb_input_or(columns[2], points.row[i], population)};
  }
  pb_result *result = pb_result_new("scan");
  pb_result_set_counts(result, points.n, points.n_rows - points.n);
  pb_scan_options options = options_from(values);
  const char *reason = NULL;
  g_autoptr(pb_scan) scan = pb_scan_of(places, points.n, &options, &reason);
  if (!scan) {
    pb_result_set_reason(result, reason);
    return result;
  }
  bool tested = options.replicates > 0;
  pb_result_set_seed(result, options.seed);
  pb_result_set_scalar(result, "n_cases", scan->n_cases, NULL);
  pb_result_set_scalar(result, "n_circles", (double)scan->n_circles, NULL);
  pb_result_set_scalar(result, "n_clusters", (double)scan->n_clusters, NULL);
  bool any = scan->n_clusters > 0;
  pb_result_set_scalar_maybe(result, "llr", any, any ? scan->clusters[0].llr : 0, NULL);
  pb_result_set_scalar_maybe(result, "p", any && tested, any ? scan->clusters[0].p : 0, NULL);
  if (options.model == PB_SCAN_BINOMIAL && options.phi > PB_SCAN_PHI_LIMIT)
    pb_result_add_warning(result, N_("The over-dispersion is used with the Poisson model only."));
  if (g_str_equal(pb_params_text(values, "list"), "points"))
    put_places(result, scan, &points, tested);
  else
    put_clusters(result, scan, places, tested);
  return result;
}

const pb_statistic pb_statistic_scan = {
    .name = "scan",
    .title = N_("Scan for clusters in circles (Kulldorff)"),
    .description =
        N_("The circles, of any place and size, in which there are more cases than the population "
           "lets expect, and how often chance alone would show as much anywhere. The most likely "
           "cluster comes first; secondary ones share no place with those before. A circle says "
           "roughly where, not where the border runs."),
    .citation = "Kulldorff M (1997) Commun Stat Theory Methods 26:1481; Kulldorff M, Nagarwalla N "
                "(1995) Stat Med 14:799",
    .inputs = inputs,
    .n_inputs = G_N_ELEMENTS(inputs),
    .params = params,
    .n_params = G_N_ELEMENTS(params),
    .run = run,
};

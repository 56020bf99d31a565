/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stats/nearest_neighbours.h"

#include <math.h>

#include "engine/chunks.h"
#include "engine/stats/shared_params.h"
#include "engine/stats/tails.h"

/* Steps of the Kaplan-Meier distribution. */
#define STEPS 512

pb_clark_evans pb_clark_evans_of(double mean, size_t n_points, double area, double perimeter) {
  double n = (double)n_points, expected = sqrt(area / n) / 2;
  double error = sqrt((4 - G_PI) * area / (4 * G_PI)) / n;
  double donnelly = expected + (0.0514 + 0.0412 / sqrt(n)) * perimeter / n;
  double donnelly_error =
      sqrt(0.0703 * area / (n * n) + 0.037 * perimeter * sqrt(area / pow(n, 5)));
  pb_clark_evans test = {.mean = mean,
                         .ratio = mean / expected,
                         .z = (mean - expected) / error,
                         .donnelly_ratio = mean / donnelly,
                         .donnelly_z = (mean - donnelly) / donnelly_error};
  test.p = pb_normal_p(test.z);
  test.donnelly_p = pb_normal_p(test.donnelly_z);
  return test;
}

bool pb_clark_evans_cdf(const pb_window *w, const double *x, const double *y,
                        const double *distance, size_t n, double *ratio) {
  double per_area = (double)n / pb_window_area(w);
  double longest =
      fmin(hypot(w->x_1 - w->x_0, w->y_1 - w->y_0) / 2, sqrt(log(1e5) / (G_PI * per_area)));
  double step = longest / STEPS;
  size_t seen[STEPS + 1] = {0}, exact[STEPS + 1] = {0}, at_risk = n;
  for (size_t i = 0; i < n; i++) {
    double edge = pb_window_edge(w, x[i], y[i]), time = fmin(distance[i], edge);
    size_t bin = time > longest ? STEPS : MIN((size_t)(time / step), (size_t)STEPS - 1);
    seen[bin]++;
    exact[bin] += distance[i] <= edge;
  }
  double survival = 1, sum = 0, all = 0;
  for (size_t bin = 0; bin < STEPS && at_risk; at_risk -= seen[bin++]) {
    double mass = survival * (double)exact[bin] / (double)at_risk;
    survival -= mass;
    sum += (double)bin * step * mass;
    all += mass;
  }
  if (!(all > 0))
    return false;
  *ratio = sum / all * 2 * sqrt(per_area);
  return true;
}

static double mean_of(const double *values, size_t n) {
  double sum = 0;
  for (size_t i = 0; i < n; i++)
    sum += values[i];
  return sum / (double)n;
}

static const pb_input inputs[] = {
    {"x", PB_TYPE_DOUBLE, true, N_("easting in metres")},
    {"y", PB_TYPE_DOUBLE, true, N_("northing in metres")},
};
static const pb_param params[] = {
    PB_PARAM_WINDOW,
    {.name = "area",
     .title = N_("area of the place that was observed, where it is no rectangle; 0: the window's"),
     .unit = N_("m²"),
     .type = PB_PARAM_DOUBLE,
     .def = 0,
     .min = 0,
     .max = 1e15},
    {.name = "perimeter",
     .title = N_("its perimeter, for Donnelly's correction; 0: unknown"),
     .unit = N_("metres"),
     .type = PB_PARAM_DOUBLE,
     .def = 0,
     .min = 0,
     .max = 1e10},
    {.name = "k",
     .title = N_("which neighbour: 1 the nearest, 2 the second nearest"),
     .type = PB_PARAM_INT,
     .def = 1,
     .min = 1,
     .max = 100},
    {.name = "simulations",
     .title = N_("how many random sets of points the mean is also compared with; 0: none"),
     .type = PB_PARAM_INT,
     .def = 0,
     .min = 0,
     .max = 99999},
    PB_PARAM_SEED,
    PB_PARAM_THREADS,
};

/* Mean distance in random sets of points. */
typedef struct {
  const pb_window *window;
  size_t n;
  uint64_t seed;
  double *means;
} simulation;

static void simulate(size_t replicate, void *data) {
  const simulation *s = data;
  g_autofree double *x = g_new(double, s->n), *y = g_new(double, s->n), *d = g_new(double, s->n);
  pb_random random = pb_random_start(s->seed, replicate);
  pb_window_simulate(s->window, &random, s->n, x, y);
  pb_neighbour_distances(x, y, s->n, 1, d);
  s->means[replicate] = mean_of(d, s->n);
}

/* Two-sided: twice the smaller tail. */
static double simulated_p(const pb_window_points *points, double mean, size_t n_sets,
                          const pb_params *values) {
  g_autofree double *means = g_new(double, n_sets);
  simulation s = {&points->window, points->n, (uint64_t)pb_params_int(values, "seed"), means};
  pb_chunks_run(n_sets, simulate, &s, pb_params_int(values, "threads"));
  size_t above = 0, below = 0;
  for (size_t r = 0; r < n_sets; r++) {
    above += means[r] >= mean;
    below += means[r] <= mean;
  }
  return fmin(1, 2 * (double)(MIN(above, below) + 1) / (double)(n_sets + 1));
}

static void add_test(pb_result *result, const pb_window_points *points, const double *distance,
                     const pb_params *values) {
  const pb_window *w = &points->window;
  double area = pb_params_double(values, "area"), perimeter = pb_params_double(values, "perimeter");
  bool rectangle = area == 0;
  if (rectangle) {
    area = pb_window_area(w);
    perimeter = 2 * (w->x_1 - w->x_0 + w->y_1 - w->y_0);
  }
  pb_clark_evans test = pb_clark_evans_of(mean_of(distance, points->n), points->n, area, perimeter);
  double cdf = 0;
  bool has_cdf =
      rectangle && pb_clark_evans_cdf(w, points->x, points->y, distance, points->n, &cdf);
  pb_result_set_scalar(result, "ratio", test.ratio, NULL);
  pb_result_set_scalar(result, "z", test.z, NULL);
  pb_result_set_scalar(result, "p", test.p, NULL);
  pb_result_set_scalar_maybe(result, "donnelly_ratio", perimeter > 0, test.donnelly_ratio, NULL);
  pb_result_set_scalar_maybe(result, "donnelly_z", perimeter > 0, test.donnelly_z, NULL);
  pb_result_set_scalar_maybe(result, "donnelly_p", perimeter > 0, test.donnelly_p, NULL);
  pb_result_set_scalar_maybe(result, "cdf_ratio", has_cdf, cdf, NULL);
  size_t n_sets = rectangle ? (size_t)pb_params_int(values, "simulations") : 0;
  pb_result_set_scalar_maybe(result, "p_simulated", n_sets > 0,
                             n_sets ? simulated_p(points, test.mean, n_sets, values) : 0, NULL);
  if (n_sets)
    pb_result_set_seed(result, (uint64_t)pb_params_int(values, "seed"));
}

static pb_result *run(const pb_table *input, const pb_params *values, GError **error) {
  g_auto(pb_window_points) points = {0};
  if (!pb_window_points_read(input, values, &points, error))
    return NULL;
  size_t k = (size_t)pb_params_int(values, "k");
  pb_result *result = pb_result_new("nearest-neighbours");
  if (!pb_window_points_report(&points, k + 1, result))
    return result;
  g_autofree double *distance = g_new(double, points.n);
  pb_neighbour_distances(points.x, points.y, points.n, k, distance);
  pb_result_set_scalar(result, "mean_distance", mean_of(distance, points.n), N_("metres"));
  if (k == 1)
    add_test(result, &points, distance, values);
  pb_column *column = pb_result_add_column(result, "distance", PB_TYPE_DOUBLE, N_("metres"));
  for (size_t row = 0, at = 0; row < points.n_rows; row++) {
    bool used = at < points.n && points.row[at] == row;
    pb_column_append_maybe(column, used, used ? distance[at] : 0);
    at += used;
  }
  return result;
}

const pb_statistic pb_statistic_nearest_neighbours = {
    .name = "nearest-neighbours",
    .title = N_("Distances to nearest neighbours"),
    .description =
        N_("How far each point is from its nearest neighbour, and whether that is nearer than if "
           "the points were spread at random (ratio below 1: clustered; above 1: spread out), "
           "plain, with Donnelly's correction for the edge, and with distances censored there."),
    .citation = "Clark PJ, Evans FC (1954) Ecology 35:445; Donnelly KP (1978); Baddeley A, Gill RD "
                "(1997) Ann Stat 25:263",
    .inputs = inputs,
    .n_inputs = G_N_ELEMENTS(inputs),
    .params = params,
    .n_params = G_N_ELEMENTS(params),
    .run = run,
};

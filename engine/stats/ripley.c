/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stats/ripley.h"

#include <math.h>

#include "engine/chunks.h"
#include "engine/stats/quantile.h"
#include "engine/stats/shared_params.h"

/* Pairs that one run may look at. */
#define MOST_PAIRS 2e10

/* L - r of every set of points: difference[set * n_r + at]. */
typedef struct {
  const pb_window *window;
  const double *r;
  size_t n, n_r;
  uint64_t seed;
  double *difference;
} simulation;

static double difference_at(const pb_ripley *k) {
  return sqrt(k->isotropic / G_PI) - k->r;
}

static void simulate(size_t replicate, void *data) {
  const simulation *s = data;
  g_autofree double *x = g_new(double, s->n), *y = g_new(double, s->n);
  g_autofree pb_ripley *k = g_new(pb_ripley, s->n_r);
  pb_random random = pb_random_start(s->seed, replicate);
  pb_window_simulate(s->window, &random, s->n, x, y);
  pb_ripley_of(s->window, x, y, s->n, s->r, s->n_r, k);
  for (size_t a = 0; a < s->n_r; a++)
    s->difference[replicate * s->n_r + a] = difference_at(&k[a]);
}

bool pb_ripley_envelope(const pb_window *window, size_t n, const pb_ripley *observed, size_t n_r,
                        double confidence, size_t simulations, uint64_t seed, int threads,
                        double *lower, double *upper, double *p) {
  g_autofree double *r = g_new(double, n_r + 1), *sorted = g_new(double, simulations + 1);
  double largest = 0;
  for (size_t a = 0; a < n_r; a++) {
    if (!observed[a].has_isotropic)
      return false;
    r[a] = observed[a].r;
    largest = fmax(largest, fabs(difference_at(&observed[a])));
  }
  g_autofree double *difference = g_new(double, simulations *n_r + 1);
  simulation s = {window, r, n, n_r, seed, difference};
  pb_chunks_run(simulations, simulate, &s, threads);
  size_t reach = 0;
  for (size_t set = 0; set < simulations; set++) {
    double own = 0;
    for (size_t a = 0; a < n_r; a++)
      own = fmax(own, fabs(difference[set * n_r + a]));
    reach += own >= largest;
  }
  *p = (double)(reach + 1) / (double)(simulations + 1);
  for (size_t a = 0; a < n_r; a++) {
    for (size_t set = 0; set < simulations; set++)
      sorted[set] = difference[set * n_r + a];
    pb_sort_doubles(sorted, simulations);
    lower[a] = r[a] + pb_quantile_sorted(sorted, simulations, (1 - confidence) / 2);
    upper[a] = r[a] + pb_quantile_sorted(sorted, simulations, (1 + confidence) / 2);
  }
  return true;
}

static const pb_input inputs[] = {
    {"x", PB_TYPE_DOUBLE, true, N_("easting in metres")},
    {"y", PB_TYPE_DOUBLE, true, N_("northing in metres")},
};
static const pb_param params[] = {
    PB_PARAM_WINDOW,
    {.name = "r_max",
     .title = N_("largest distance; 0: a quarter of the window's shorter side, or less where the "
                 "points are many"),
     .unit = N_("metres"),
     .type = PB_PARAM_DOUBLE,
     .def = 0,
     .min = 0,
     .max = 1e9},
    {.name = "steps",
     .title = N_("how many steps there are from 0 to the largest distance"),
     .type = PB_PARAM_INT,
     .def = 50,
     .min = 1,
     .max = 10000},
    {.name = "simulations",
     .title = N_("how many random sets of points K is compared with; 0: none"),
     .type = PB_PARAM_INT,
     .def = 0,
     .min = 0,
     .max = 99999},
    PB_PARAM_CONFIDENCE,
    PB_PARAM_SEED,
    PB_PARAM_THREADS,
};

/* Ripley's rule, and no more than about a thousand neighbours a point. */
static double default_reach(const pb_window *w, size_t n) {
  double shorter = fmin(w->x_1 - w->x_0, w->y_1 - w->y_0);
  return fmin(shorter / 4, sqrt(1000 * pb_window_area(w) / (G_PI * (double)n)));
}

static void add_columns(pb_result *result, const pb_ripley *k, size_t n) {
  pb_column *r = pb_result_add_column(result, "r", PB_TYPE_DOUBLE, N_("metres"));
  pb_column *chance = pb_result_add_column(result, "chance", PB_TYPE_DOUBLE, N_("m²"));
  pb_column *none = pb_result_add_column(result, "none", PB_TYPE_DOUBLE, N_("m²"));
  pb_column *border = pb_result_add_column(result, "border", PB_TYPE_DOUBLE, N_("m²"));
  pb_column *isotropic = pb_result_add_column(result, "isotropic", PB_TYPE_DOUBLE, N_("m²"));
  pb_column *translate = pb_result_add_column(result, "translate", PB_TYPE_DOUBLE, N_("m²"));
  pb_column *l = pb_result_add_column(result, "l", PB_TYPE_DOUBLE, N_("metres"));
  for (size_t a = 0; a < n; a++) {
    pb_column_append_double(r, k[a].r);
    pb_column_append_double(chance, G_PI * k[a].r * k[a].r);
    pb_column_append_double(none, k[a].none);
    pb_column_append_maybe(border, k[a].has_border, k[a].border);
    pb_column_append_maybe(isotropic, k[a].has_isotropic, k[a].isotropic);
    pb_column_append_maybe(translate, k[a].has_translate, k[a].translate);
    pb_column_append_maybe(l, k[a].has_isotropic, sqrt(k[a].isotropic / G_PI));
  }
}

static void add_envelope(pb_result *result, const pb_window_points *points, const pb_ripley *k,
                         size_t n, const pb_params *values) {
  size_t sets = (size_t)pb_params_int(values, "simulations");
  g_autofree double *lower = g_new0(double, n), *upper = g_new0(double, n);
  double p = 0;
  uint64_t seed = (uint64_t)pb_params_int(values, "seed");
  bool computed = sets && pb_ripley_envelope(&points->window, points->n, k, n,
                                             pb_params_double(values, "confidence"), sets, seed,
                                             pb_params_int(values, "threads"), lower, upper, &p);
  pb_column *from = pb_result_add_column(result, "l_lower", PB_TYPE_DOUBLE, N_("metres"));
  pb_column *to = pb_result_add_column(result, "l_upper", PB_TYPE_DOUBLE, N_("metres"));
  for (size_t a = 0; a < n; a++) {
    pb_column_append_maybe(from, computed, lower[a]);
    pb_column_append_maybe(to, computed, upper[a]);
  }
  pb_result_set_scalar_maybe(result, "p", computed, p, NULL);
  if (computed)
    pb_result_set_seed(result, seed);
}

static pb_result *run(const pb_table *input, const pb_params *values, GError **error) {
  g_auto(pb_window_points) points = {0};
  if (!pb_window_points_read(input, values, &points, error))
    return NULL;
  pb_result *result = pb_result_new("ripley");
  if (!pb_window_points_report(&points, 2, result))
    return result;
  double reach = pb_params_double(values, "r_max");
  reach = reach > 0 ? reach : default_reach(&points.window, points.n);
  double near = (double)points.n * fmin(1, G_PI * reach * reach / pb_window_area(&points.window));
  if (near * (double)points.n * (1 + pb_params_int(values, "simulations")) > MOST_PAIRS) {
    pb_result_set_reason(result, N_("There are too many pairs of points within the largest "
                                    "distance: choose a smaller one, or fewer simulations."));
    return result;
  }
  size_t n = (size_t)pb_params_int(values, "steps") + 1;
  g_autofree double *r = g_new(double, n);
  g_autofree pb_ripley *k = g_new(pb_ripley, n);
  for (size_t a = 0; a < n; a++)
    r[a] = reach * (double)a / (double)(n - 1);
  pb_ripley_of(&points.window, points.x, points.y, points.n, r, n, k);
  add_columns(result, k, n);
  add_envelope(result, &points, k, n, values);
  return result;
}

const pb_statistic pb_statistic_ripley = {
    .name = "ripley",
    .title = N_("Ripley's K and L"),
    .description =
        N_("Whether points have more or fewer other points within each distance than if they were "
           "spread at random: K with no, border, isotropic and translated correction for the edge "
           "of a rectangular window, and L, which equals the distance under chance, with the band "
           "that random sets of points keep to."),
    .citation = "Ripley BD (1976) J Appl Prob 13:255; Ripley BD (1988) Statistical Inference for "
                "Spatial Processes",
    .inputs = inputs,
    .n_inputs = G_N_ELEMENTS(inputs),
    .params = params,
    .n_params = G_N_ELEMENTS(params),
    .run = run,
};

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stats/global_g.h"

/* Sums of the first four powers of the values that have neighbours. */
typedef struct {
  double power[5];
  bool below_zero;
} powers;

static powers sum_powers(const double *values, const pb_weights *weights) {
  powers sums = {0};
  for (size_t i = 0; i < weights->n; i++) {
    sums.below_zero = sums.below_zero || values[i] < 0;
    if (pb_weights_degree(weights, i) == 0)
      continue;
    double product = 1;
    for (int k = 1; k <= 4; k++)
      sums.power[k] += product *= values[i];
  }
  return sums;
}

static double variance_of(double n, const pb_weight_sums *s, const powers *sums, double expected) {
  double s0 = s->s0 * s->s0, s1 = s->s1, s2 = s->s2, nn = n * n;
  const double *m = sums->power;
  double square = m[1] * m[1], pairs = square - m[2];
  double b0 = (nn - 3 * n + 3) * s1 - n * s2 + 3 * s0;
  double b1 = -((nn - n) * s1 - 2 * n * s2 + 6 * s0);
  double b2 = -(2 * n * s1 - (n + 3) * s2 + 6 * s0);
  double b3 = 4 * (n - 1) * s1 - 2 * (n + 1) * s2 + 8 * s0;
  double b4 = s1 - s2 + s0;
  double sum =
      b0 * m[2] * m[2] + b1 * m[4] + b2 * square * m[2] + b3 * m[1] * m[3] + b4 * square * square;
  return sum / (pairs * pairs * n * (n - 1) * (n - 2) * (n - 3)) - expected * expected;
}

/* sum_(i != j) x_i x_j; 0 where it is rounding. */
static double product_of_pairs(const powers *m) {
  double pairs = m->power[1] * m->power[1] - m->power[2];
  return pairs > 1e-12 * m->power[2] ? pairs : 0;
}

static double share_of_pairs(const double *values, const pb_weights *weights) {
  const powers m = sum_powers(values, weights);
  double pairs = product_of_pairs(&m);
  return pairs > 0 ? pb_weights_product(weights, values) / pairs : 0;
}

bool pb_global_g(const double *values, const pb_weights *weights, pb_global_map *map,
                 const char **reason) {
  g_autofree double *z = g_new(double, weights->n + 1);
  const pb_deviations d = pb_deviations_of(values, weights->n, z);
  const pb_weight_sums sums = pb_weight_sums_of(weights);
  if (!pb_global_map_possible(&sums, &d, reason))
    return false;
  const powers m = sum_powers(values, weights);
  double n = (double)sums.n;
  if (m.below_zero || product_of_pairs(&m) <= 0) {
    *reason = N_("The general G needs values of at least 0, two of them above 0, at places that "
                 "have neighbours.");
    return false;
  }
  double expected = sums.s0 / (n * (n - 1)), g = share_of_pairs(values, weights);
  *map = (pb_global_map){
      .statistic = g,
      .expected = expected,
      .randomisation = pb_map_test_of(g, expected, variance_of(n, &sums, &m, expected), 1),
  };
  return true;
}

static const pb_input inputs[] = {PB_MAP_INPUTS};
static const pb_param params[] = {PB_PARAM_STYLE("B"), PB_PARAM_CHECK_PERMUTATIONS, PB_PARAM_SEED,
                                  PB_PARAM_THREADS};
static const pb_global_statistic statistic = {"global-g",     "g",   false,
                                              share_of_pairs, false, pb_global_g};

static pb_result *run(const pb_table *table, const pb_params *values, GError **error) {
  return pb_global_map_run(&statistic, table, values, error);
}

const pb_statistic pb_statistic_global_g = {
    .name = "global-g",
    .title = N_("High or low values lying together (general G)"),
    .description =
        N_("Whether high values lie together more than chance would have it (above the expected "
           "value), or low ones (below). Moran's I cannot tell the two apart. The values must not "
           "be below 0."),
    .citation = "Getis A, Ord JK (1992) Geogr Anal 24:189",
    .inputs = inputs,
    .n_inputs = G_N_ELEMENTS(inputs),
    .params = params,
    .n_params = G_N_ELEMENTS(params),
    .run = run,
};

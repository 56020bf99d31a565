/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stats/morans_i.h"

static double normal_variance(double n, const pb_weight_sums *s, double expected) {
  double s0 = s->s0 * s->s0;
  return (n * n * s->s1 - n * s->s2 + 3 * s0) / (s0 * (n * n - 1)) - expected * expected;
}

static double randomisation_variance(double n, const pb_weight_sums *s, double kurtosis,
                                     double expected) {
  double s0 = s->s0 * s->s0;
  double whole = n * (s->s1 * (n * n - 3 * n + 3) - n * s->s2 + 3 * s0);
  double tails = kurtosis * (s->s1 * (n * n - n) - 2 * n * s->s2 + 6 * s0);
  return (whole - tails) / ((n - 1) * (n - 2) * (n - 3) * s0) - expected * expected;
}

bool pb_morans_i(const double *values, const pb_weights *weights, pb_global_map *map,
                 const char **reason) {
  g_autofree double *z = g_new(double, weights->n + 1);
  const pb_deviations d = pb_deviations_of(values, weights->n, z);
  const pb_weight_sums sums = pb_weight_sums_of(weights);
  if (!pb_global_map_possible(&sums, &d, reason))
    return false;
  double n = (double)sums.n, kurtosis = (double)weights->n * d.fourths / (d.squares * d.squares);
  double moran = n / sums.s0 * pb_weights_product(weights, z) / d.squares, expected = -1 / (n - 1);
  *map = (pb_global_map){
      .statistic = moran,
      .expected = expected,
      .randomisation =
          pb_map_test_of(moran, expected, randomisation_variance(n, &sums, kurtosis, expected), 1),
      .normality = pb_map_test_of(moran, expected, normal_variance(n, &sums, expected), 1),
  };
  return true;
}

static double product(const double *deviations, const pb_weights *weights) {
  return pb_weights_product(weights, deviations);
}

static const pb_input inputs[] = {PB_MAP_INPUTS};
static const pb_param params[] = {PB_PARAM_STYLE("W"), PB_PARAM_CHECK_PERMUTATIONS, PB_PARAM_SEED,
                                  PB_PARAM_THREADS};
static const pb_global_statistic statistic = {"morans-i", "moran", true,
                                              product,    true,    pb_morans_i};

static pb_result *run(const pb_table *table, const pb_params *values, GError **error) {
  return pb_global_map_run(&statistic, table, values, error);
}

const pb_statistic pb_statistic_morans_i = {
    .name = "morans-i",
    .title = N_("Likeness of near places (Moran's I)"),
    .description =
        N_("Whether places near each other have values more alike than chance would make them: "
           "above 0, high beside high and low beside low; below 0, high beside low. Takes values, "
           "or counts and populations, whose rates are then standardised. The p values come from "
           "the normal distribution and from permutations of the map."),
    .citation = "Moran PAP (1950) Biometrika 37:17; Cliff AD, Ord JK (1981) Spatial Processes; "
                "Assuncao RM, Reis EA (1999) Stat Med 18:2147",
    .inputs = inputs,
    .n_inputs = G_N_ELEMENTS(inputs),
    .params = params,
    .n_params = G_N_ELEMENTS(params),
    .run = run,
};

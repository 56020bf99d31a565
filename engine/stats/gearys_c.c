/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stats/gearys_c.h"

static double squared_differences(const double *values, const pb_weights *weights) {
  double sum = 0;
  for (size_t i = 0; i < weights->n; i++)
    for (size_t k = weights->first[i]; k < weights->first[i + 1]; k++) {
      double difference = values[i] - values[weights->neighbour[k]];
      sum += weights->weight[k] * difference * difference;
    }
  return sum;
}

static double normal_variance(double n, const pb_weight_sums *s) {
  double s0 = s->s0 * s->s0;
  return ((2 * s->s1 + s->s2) * (n - 1) - 4 * s0) / (2 * (n + 1) * s0);
}

static double randomisation_variance(double n, const pb_weight_sums *s, double kurtosis) {
  double s0 = s->s0 * s->s0, nn = n * n, n1 = n - 1;
  double sum = n1 * s->s1 * (nn - 3 * n + 3 - kurtosis * n1) -
               n1 * s->s2 * (nn + 3 * n - 6 - kurtosis * (nn - n + 2)) / 4 +
               s0 * (nn - 3 - kurtosis * n1 * n1);
  return sum / (n * (n - 2) * (n - 3) * s0);
}

bool pb_gearys_c(const double *values, const pb_weights *weights, pb_global_map *map,
                 const char **reason) {
  g_autofree double *z = g_new(double, weights->n + 1);
  const pb_deviations d = pb_deviations_of(values, weights->n, z);
  const pb_weight_sums sums = pb_weight_sums_of(weights);
  if (!pb_global_map_possible(&sums, &d, reason))
    return false;
  double n = (double)sums.n, kurtosis = n * d.fourths / (d.squares * d.squares);
  double geary = (n - 1) / (2 * sums.s0) * squared_differences(z, weights) / d.squares;
  *map = (pb_global_map){
      .statistic = geary,
      .expected = 1,
      .randomisation = pb_map_test_of(geary, 1, randomisation_variance(n, &sums, kurtosis), -1),
      .normality = pb_map_test_of(geary, 1, normal_variance(n, &sums), -1),
  };
  return true;
}

static const pb_input inputs[] = {PB_MAP_INPUTS};
static const pb_param params[] = {PB_PARAM_STYLE("W"), PB_PARAM_CHECK_PERMUTATIONS, PB_PARAM_SEED,
                                  PB_PARAM_THREADS};
static const pb_global_statistic statistic = {"gearys-c",          "geary", true,
                                              squared_differences, true,    pb_gearys_c};

static pb_result *run(const pb_table *table, const pb_params *values, GError **error) {
  return pb_global_map_run(&statistic, table, values, error);
}

const pb_statistic pb_statistic_gearys_c = {
    .name = "gearys-c",
    .title = N_("Differences between near places (Geary's C)"),
    .description =
        N_("Whether the values of neighbouring places differ less (below 1) or more (above 1) than "
           "those of any two places. Looks at differences between neighbours, where Moran's I "
           "looks at both from the mean. Takes values, or counts and populations, whose rates are "
           "then standardised."),
    .citation = "Geary RC (1954) Inc Stat 5:115; Cliff AD, Ord JK (1981) Spatial Processes",
    .inputs = inputs,
    .n_inputs = G_N_ELEMENTS(inputs),
    .params = params,
    .n_params = G_N_ELEMENTS(params),
    .run = run,
};

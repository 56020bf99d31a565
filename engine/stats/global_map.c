/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stats/global_map.h"

#include <math.h>

#include "engine/stats/tails.h"

pb_map_test pb_map_test_of(double statistic, double expected, double variance, double sign) {
  if (!(variance > 0))
    return (pb_map_test){0};
  double z = sign * (statistic - expected) / sqrt(variance);
  return (pb_map_test){true, variance, z, pb_normal_p(z)};
}

bool pb_global_map_possible(const pb_weight_sums *sums, const pb_deviations *deviations,
                            const char **reason) {
  if (sums->n < 4)
    *reason = N_("Fewer than four places have neighbours.");
  else if (deviations->squares <= 0)
    *reason = N_("The values of all places are the same.");
  else
    return true;
  return false;
}

typedef struct {
  const pb_global_statistic *statistic;
  const pb_weights *weights;
} permuted;

static double changing(const double *values, const void *data) {
  const permuted *p = data;
  return p->statistic->changing(values, p->weights);
}

static void add_permutation(pb_result *result, const pb_global_statistic *statistic,
                            const pb_map_input *input, const pb_permutation *options) {
  g_autofree double *values = g_memdup2(input->value, (input->n + 1) * sizeof *values);
  if (statistic->of_deviations)
    pb_deviations_of(input->value, input->n, values);
  const permuted data = {statistic, input->weights};
  double p =
      pb_permutation_test(values, input->n, changing, &data, changing(values, &data), options);
  pb_result_set_scalar(result, "p_permutation", p, NULL);
  pb_result_set_scalar(result, "permutations", options->permutations, NULL);
  pb_result_set_seed(result, options->seed);
}

static void add_test(pb_result *result, const char *kind, const pb_map_test *test) {
  const char *const names[] = {"variance", "z", "p"};
  const double values[] = {test->variance, test->z, test->p};
  for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
    g_autofree char *name = g_strdup_printf("%s_%s", names[i], kind);
    pb_result_set_scalar_maybe(result, name, test->present, values[i], NULL);
  }
}

pb_result *pb_global_map_run(const pb_global_statistic *statistic, const pb_table *table,
                             const pb_params *params, GError **error) {
  g_auto(pb_map_input) input = {0};
  if (!pb_map_input_read(table, &input, error))
    return NULL;
  pb_result *result = pb_result_new(statistic->name);
  pb_result_set_counts(result, input.n, input.n_rows - input.n);
  if (g_str_equal(pb_params_text(params, "style"), "W"))
    pb_weights_standardise(input.weights);
  pb_global_map map = {0};
  const char *reason = NULL;
  if (!statistic->of(input.value, input.weights, &map, &reason)) {
    pb_result_set_reason(result, input.no_rates ? N_("There are no crimes.") : reason);
    return result;
  }
  pb_result_set_scalar(result, statistic->value, map.statistic, NULL);
  pb_result_set_scalar(result, "expected", map.expected, NULL);
  add_test(result, "randomisation", &map.randomisation);
  if (statistic->has_normality)
    add_test(result, "normality", &map.normality);
  const pb_permutation options = pb_permutation_of(params);
  if (options.permutations)
    add_permutation(result, statistic, &input, &options);
  pb_weight_sums sums = pb_weight_sums_of(input.weights);
  pb_result_set_scalar(result, "weight_sum", sums.s0, NULL);
  pb_result_set_scalar(result, "links", (double)sums.links, NULL);
  pb_result_set_scalar(result, "islands", (double)(input.n - sums.n), NULL);
  return result;
}

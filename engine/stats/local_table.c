/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stats/local_table.h"

#include "engine/stats/conditional_draw.h"
#include "engine/stats/weight_sums.h"

pb_result *pb_local_table_new(const char *name, const pb_map_input *input) {
  pb_result *result = pb_result_new(name);
  pb_result_set_counts(result, input->n, input->n_rows - input->n);
  return result;
}

void pb_local_table_refuse(pb_result *result, const pb_map_input *input) {
  if (input->n < 3)
    pb_result_set_reason(result, N_("There are fewer than three places with a value."));
  else if (input->no_rates)
    pb_result_set_reason(result, N_("There are no crimes."));
  else
    pb_result_set_reason(result, N_("The values of all places are the same, so no place can stand "
                                    "out."));
}

/* A column of numbers, one a place, missing where `present` is false. */
static void add_column(pb_result *result, const char *name, const pb_map_input *input,
                       const double *values, const bool *present) {
  pb_column *column = pb_result_add_column(result, name, PB_TYPE_DOUBLE, NULL);
  for (size_t row = 0; row < input->n_rows; row++) {
    size_t i = input->place[row];
    bool there = i != PB_NO_PLACE && present[i];
    pb_column_append_maybe(column, there, there ? values[i] : 0);
  }
}

static void add_neighbours(pb_result *result, const pb_map_input *input) {
  pb_column *column = pb_result_add_column(result, "neighbours", PB_TYPE_INT64, NULL);
  for (size_t row = 0; row < input->n_rows; row++) {
    size_t i = input->place[row];
    if (i == PB_NO_PLACE)
      pb_column_append_missing(column);
    else
      pb_column_append_int(column, (int64_t)pb_weights_degree(input->weights, i));
  }
}

/* p of conditional permutation of all places, and its column. */
static double *add_permutation(pb_result *result, const pb_map_input *input, const bool *tested,
                               const pb_permutation *options) {
  double *p = g_new0(double, input->n + 1);
  g_autofree double *deviation = g_new(double, input->n + 1);
  pb_deviations_of(input->value, input->n, deviation);
  pb_conditional_p(deviation, input->weights, options, p);
  pb_result_set_seed(result, options->seed);
  pb_result_set_scalar(result, "permutations", options->permutations, NULL);
  add_column(result, "p_permutation", input, p, tested);
  return p;
}

static void add_verdicts(pb_result *result, const pb_map_input *input, const pb_local_test *tests,
                         const bool *found, pb_local_verdict verdict, const void *data) {
  pb_column *words = pb_result_add_column(result, "verdict", PB_TYPE_STRING, NULL);
  pb_column *reasons = pb_result_add_column(result, "reason", PB_TYPE_STRING, NULL);
  for (size_t row = 0; row < input->n_rows; row++) {
    size_t i = input->place[row];
    const char *reason = i == PB_NO_PLACE ? "no value" : tests[i].reason;
    pb_column_append_string(words, reason ? "n/a" : found[i] ? verdict(i, data) : "undecided");
    pb_column_append_string(reasons, reason);
  }
}

void pb_local_table_fill(pb_result *result, const pb_map_input *input, const pb_local_test *tests,
                         const pb_params *params, pb_local_verdict verdict, const void *data) {
  const size_t n = input->n;
  const pb_map_findings_options options = pb_map_findings_options_of(params);
  const pb_permutation permutation = pb_permutation_of(params);
  g_autofree double *z = g_new0(double, n + 1), *p = g_new0(double, n + 1);
  g_autofree double *adjusted = g_new0(double, n + 1), *permuted = NULL;
  g_autofree bool *tested = g_new0(bool, n + 1), *found = g_new0(bool, n + 1);
  for (size_t i = 0; i < n; i++) {
    tested[i] = !tests[i].reason;
    z[i] = tests[i].z;
    p[i] = tests[i].p;
  }
  add_neighbours(result, input);
  add_column(result, "z", input, z, tested);
  add_column(result, "p", input, p, tested);
  if (permutation.permutations)
    permuted = add_permutation(result, input, tested, &permutation);
  bool by_permutation = g_str_equal(pb_params_text(params, "p-from"), "permutation");
  if (by_permutation && !permuted)
    pb_result_add_warning(result, N_("Without permutations, the p values of the normal "
                                     "distribution are adjusted."));
  pb_map_findings findings = pb_map_findings_find(by_permutation && permuted ? permuted : p, tested,
                                                  n, &options, adjusted);
  add_column(result, "p_adjusted", input, adjusted, tested);
  for (size_t i = 0; i < n; i++)
    found[i] = tested[i] && adjusted[i] <= options.alpha;
  add_verdicts(result, input, tests, found, verdict, data);
  pb_map_findings_tell(&findings, &options, result);
}

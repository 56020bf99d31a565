/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stats/pooled_rate.h"

#include "engine/stats/count_input.h"
#include "engine/stats/shared_params.h"
#include "engine/text.h"

bool pb_count_sum(const pb_count *counts, size_t n, pb_count *sum) {
  pb_count total = {0, 0};
  for (size_t i = 0; i < n; i++) {
    if (counts[i].count < 0 || !(counts[i].exposure > 0))
      return false;
    total.count += counts[i].count;
    total.exposure += counts[i].exposure;
  }
  if (n == 0)
    return false;
  *sum = total;
  return true;
}

bool pb_pooled_rate(const pb_count *counts, size_t n, double per, double confidence,
                    pb_rate *rate) {
  pb_count sum;
  return pb_count_sum(counts, n, &sum) && pb_poisson_rate(sum, per, confidence, rate);
}

static const pb_input inputs[] = {
    PB_COUNT_INPUTS,
};
static const pb_param params[] = {
    PB_PARAM_CONFIDENCE,
    PB_PARAM_PER,
};

static pb_result *run(const pb_table *table, const pb_params *values, GError **error) {
  g_auto(pb_count_input) input = {0};
  if (!pb_count_input_read(table, &input, error))
    return NULL;
  pb_result *result = pb_result_new("pooled-rate");
  pb_result_set_counts(result, input.n, input.n_rows - input.n);
  pb_count sum;
  pb_rate rate;
  if (!pb_count_sum(input.counts, input.n, &sum) ||
      !pb_poisson_rate(sum, pb_params_double(values, "per"), pb_params_double(values, "confidence"),
                       &rate)) {
    pb_result_set_reason(result, N_("No row has both a count and an exposure."));
    return result;
  }
  pb_result_set_scalar(result, "count", (double)sum.count, N_("crimes"));
  pb_result_set_scalar(result, "exposure", sum.exposure, NULL);
  pb_result_set_scalar(result, "rate", rate.rate, NULL);
  pb_result_set_scalar(result, "rate_lower", rate.lower, NULL);
  pb_result_set_scalar(result, "rate_upper", rate.upper, NULL);
  pb_result_set_scalar(result, "unreliable", rate.unreliable, NULL);
  return result;
}

const pb_statistic pb_statistic_pooled_rate = {
    .name = "pooled-rate",
    .title = N_("Rate of several years or places together"),
    .description = N_("All crimes in relation to all population, with an exact interval: never the "
                      "average of the rates, in which a small year weighs as much as a large one."),
    .citation = "Garwood F (1936) Biometrika 28:437",
    .inputs = inputs,
    .n_inputs = G_N_ELEMENTS(inputs),
    .params = params,
    .n_params = G_N_ELEMENTS(params),
    .run = run,
};

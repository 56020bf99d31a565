/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stats/ratio_did.h"

#include <math.h>

#include "engine/stats/count_input.h"
#include "engine/stats/input.h"
#include "engine/stats/shared_params.h"
#include "engine/stats/tails.h"
#include "engine/text.h"

bool pb_ratio_did_compute(int64_t treated_before, int64_t treated_after, int64_t control_before,
                          int64_t control_after, double phi, double confidence, pb_ratio_did *did,
                          const char **reason) {
  if (treated_before <= 0 || treated_after <= 0 || control_before <= 0 || control_after <= 0) {
    *reason = N_("The ratio of ratios needs crimes in both areas, before and after.");
    return false;
  }
  double t0 = (double)treated_before, t1 = (double)treated_after, c0 = (double)control_before,
         c1 = (double)control_after;
  double log_ratio = log(t1) - log(t0) - log(c1) + log(c0);
  double se = sqrt((phi > 0 ? phi : 1) * (1 / t0 + 1 / t1 + 1 / c0 + 1 / c1));
  double reach = pb_normal_critical(confidence > 0 ? confidence : PB_DEFAULT_CONFIDENCE) * se;
  *did = (pb_ratio_did){
      .ratio = exp(log_ratio),
      .log_se = se,
      .interval = {exp(log_ratio - reach), exp(log_ratio + reach)},
      .z = log_ratio / se,
      .p = pb_normal_p(log_ratio / se),
      .prevented = t0 * c1 / c0 - t1,
      .smallest_decrease = exp(-reach),
      .smallest_increase = exp(reach),
  };
  return true;
}

static const pb_input inputs[] = {
    {"treated_before", PB_TYPE_INT64, true, N_("crimes in the treated area before")},
    {"treated_after", PB_TYPE_INT64, true, N_("crimes in the treated area after")},
    {"control_before", PB_TYPE_INT64, true, N_("crimes in the comparison area before")},
    {"control_after", PB_TYPE_INT64, true, N_("crimes in the comparison area after")},
};
static const pb_param params[] = {
    PB_PARAM_CONFIDENCE,
    PB_PARAM_PHI_FACTOR,
};

enum { RATIO, LOG_RATIO, LOG_SE, LOWER, UPPER, Z, P, PREVENTED, DECREASE, INCREASE, N_NUMBERS };
static const char *const number_names[N_NUMBERS] = {
    "ratio",     "log_ratio",         "log_se",           "lower", "upper", "z", "p",
    "prevented", "smallest_decrease", "smallest_increase"};

static pb_result *run(const pb_table *input, const pb_params *values, GError **error) {
  const pb_column *columns[G_N_ELEMENTS(inputs)];
  for (size_t i = 0; i < G_N_ELEMENTS(inputs); i++) {
    columns[i] = pb_table_find(input, inputs[i].name);
    if (!pb_input_check_counts(columns[i], error))
      return NULL;
  }
  pb_result *result = pb_result_new("ratio-did");
  pb_column *numbers[N_NUMBERS];
  for (int i = 0; i < N_NUMBERS; i++)
    numbers[i] = pb_result_add_column(result, number_names[i], PB_TYPE_DOUBLE, NULL);
  size_t n = pb_table_n_rows(input), used = 0, computed = 0;
  const char *reason = NULL;
  for (size_t row = 0; row < n; row++) {
    bool complete = pb_input_complete(columns, G_N_ELEMENTS(columns), row);
    int64_t k[4] = {0};
    for (size_t i = 0; complete && i < 4; i++)
      k[i] = (int64_t)pb_column_double(columns[i], row);
    pb_ratio_did did = {.ratio = 1};
    bool exists =
        complete && pb_ratio_did_compute(k[0], k[1], k[2], k[3], pb_params_double(values, "phi"),
                                         pb_params_double(values, "confidence"), &did, &reason);
    used += complete;
    computed += exists;
    const double all[N_NUMBERS] = {
        did.ratio, log(did.ratio), did.log_se,    did.interval.lower,    did.interval.upper,
        did.z,     did.p,          did.prevented, did.smallest_decrease, did.smallest_increase};
    for (int i = 0; i < N_NUMBERS; i++)
      pb_column_append_maybe(numbers[i], exists, all[i]);
  }
  if (!computed)
    pb_result_set_reason(result, reason ? reason : PB_NO_COMPLETE_ROW);
  else if (reason)
    pb_result_add_warning(result, reason);
  pb_result_set_counts(result, used, n - used);
  return result;
}

const pb_statistic pb_statistic_ratio_did = {
    .name = "ratio-did",
    .title = N_("Ratio of changes, with a comparison area"),
    .description =
        N_("Follow-up of a measure: the change in the treated area divided by the change in the "
           "comparison area, and how many crimes fewer than expected that is. Assumes that both "
           "areas would otherwise have changed in the same ratio. Show it beside the weighted "
           "displacement difference: they answer different questions."),
    .citation = "Wilson DB (2021) J Quant Criminol, the relative incident rate ratio",
    .inputs = inputs,
    .n_inputs = G_N_ELEMENTS(inputs),
    .params = params,
    .n_params = G_N_ELEMENTS(params),
    .run = run,
};

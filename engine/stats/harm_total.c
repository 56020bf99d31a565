/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "engine/stats/input.h"
#include "engine/stats/shared_params.h"
#include "engine/stats/weighted_sum.h"
#include "engine/statistic.h"
#include "engine/text.h"

enum { OFFENCE, COUNT, WEIGHT, PHI, N_INPUTS };
static const pb_input inputs[N_INPUTS] = {
    [OFFENCE] = {"offence", PB_TYPE_STRING, false, N_("name of the offence")},
    [COUNT] = {"count", PB_TYPE_INT64, true, N_("number of crimes")},
    [WEIGHT] = {"weight", PB_TYPE_DOUBLE, true,
                N_("harm of one crime, from a table of your own; at least 0")},
    [PHI] = {"phi", PB_TYPE_DOUBLE, false, N_("over-dispersion of the count; 1 if left out")},
};
static const pb_param params[] = {PB_PARAM_CONFIDENCE};

/* The offence that contributes most; the first of equals. */
typedef struct {
  size_t row;
  double harm;
  bool any;
} largest;

static void put_shares(pb_result *result, const pb_column *const *columns, double total) {
  pb_column *harm = pb_result_add_column(result, "harm", PB_TYPE_DOUBLE, NULL);
  pb_column *share = pb_result_add_column(result, "share", PB_TYPE_DOUBLE, NULL);
  for (size_t row = 0; row < pb_column_length(columns[COUNT]); row++) {
    bool complete = pb_input_complete(columns, N_INPUTS, row);
    double one =
        complete ? pb_column_double(columns[COUNT], row) * pb_column_double(columns[WEIGHT], row)
                 : 0;
    pb_column_append_maybe(harm, complete, one);
    pb_column_append_maybe(share, complete && total > 0, total > 0 ? one / total : 0);
  }
}

static void put_total(pb_result *result, const pb_weighted_sum *sum, double confidence) {
  pb_interval interval = pb_weighted_sum_interval(sum, confidence);
  pb_result_set_scalar(result, "total", sum->sum, NULL);
  pb_result_set_scalar(result, "se", sqrt(sum->variance), NULL);
  pb_result_set_scalar(result, "lower", interval.lower, NULL);
  pb_result_set_scalar(result, "upper", interval.upper, NULL);
}

static void put_largest(pb_result *result, const largest *top, const pb_column *offence,
                        double total) {
  if (total > 0 && offence)
    pb_result_set_text(result, "largest_offence", pb_column_string(offence, top->row));
  if (total > 0)
    pb_result_set_scalar(result, "largest_share", top->harm / total, NULL);
  else
    pb_result_set_scalar_missing(result, "largest_share", NULL);
  if (total > 0 && top->harm > total / 2)
    pb_result_add_warning(result, N_("One offence makes up more than half of the harm: the total "
                                     "moves with it."));
}

static pb_result *run(const pb_table *input, const pb_params *values, GError **error) {
  const pb_column *columns[N_INPUTS];
  pb_input_find(input, inputs, N_INPUTS, columns);
  if (!pb_input_check_counts(columns[COUNT], error) ||
      !pb_input_check_range(columns[WEIGHT], 0, 1e12, error) ||
      !pb_input_check_positive(columns[PHI], error))
    return NULL;
  pb_weighted_sum sum = {0};
  largest top = {0};
  size_t n = pb_table_n_rows(input), used = 0;
  for (size_t row = 0; row < n; row++) {
    if (!pb_input_complete(columns, N_INPUTS, row))
      continue;
    used++;
    double count = pb_column_double(columns[COUNT], row);
    double weight = pb_column_double(columns[WEIGHT], row);
    pb_weighted_sum_add(&sum, (int64_t)count, weight, pb_input_or(columns[PHI], row, 1));
    if (!top.any || count * weight > top.harm)
      top = (largest){row, count * weight, true};
  }
  pb_result *result = pb_result_new("harm-total");
  pb_result_set_counts(result, used, n - used);
  put_shares(result, columns, sum.sum);
  if (!(sum.largest_weight > 0)) {
    pb_result_set_reason(result, N_("No row has both a count and a weight above 0."));
    return result;
  }
  put_total(result, &sum, pb_params_double(values, "confidence"));
  put_largest(result, &top, columns[OFFENCE], sum.sum);
  return result;
}

const pb_statistic pb_statistic_harm_total = {
    .name = "harm-total",
    .title = N_("Harm-weighted total"),
    .description =
        N_("The number of crimes of each offence times its weight, added up, with the interval and "
           "the offence that contributes most. The weights are yours: the program has none of its "
           "own."),
    .citation = "Sherman L, Neyroud PW, Neyroud E (2016) Policing 10:171; Fay MP, Feuer EJ (1997) "
                "Stat Med 16:791",
    .inputs = inputs,
    .n_inputs = G_N_ELEMENTS(inputs),
    .params = params,
    .n_params = G_N_ELEMENTS(params),
    .run = run,
};

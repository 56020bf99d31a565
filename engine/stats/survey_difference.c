/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shares of two waves, areas or groups; proportion.h has the formulas. */
#include "engine/stats/input.h"
#include "engine/stats/p_adjust.h"
#include "engine/stats/proportion.h"
#include "engine/stats/shared_params.h"
#include "engine/text.h"

static const pb_input inputs[] = {
    {"share_before", PB_TYPE_DOUBLE, true, N_("share in the first wave, area or group, 0 to 1")},
    {"n_before", PB_TYPE_DOUBLE, true, N_("its effective number of answers")},
    {"share_after", PB_TYPE_DOUBLE, true, N_("share in the second, 0 to 1")},
    {"n_after", PB_TYPE_DOUBLE, true, N_("its effective number of answers")},
};
enum { N_INPUTS = G_N_ELEMENTS(inputs) };
static const pb_param params[] = {PB_PARAM_CONFIDENCE};

static bool check(const pb_column *const *columns, GError **error) {
  return pb_input_check_range(columns[0], 0, 1, error) &&
         pb_input_check_positive(columns[1], error) &&
         pb_input_check_range(columns[2], 0, 1, error) &&
         pb_input_check_positive(columns[3], error);
}

static pb_result *run(const pb_table *table, const pb_params *values, GError **error) {
  const pb_column *columns[N_INPUTS];
  pb_input_find(table, inputs, N_INPUTS, columns);
  if (!check(columns, error))
    return NULL;
  pb_result *result = pb_result_new("survey-difference");
  pb_column *difference = pb_result_add_column(result, "difference", PB_TYPE_DOUBLE, NULL),
            *lower = pb_result_add_column(result, "lower", PB_TYPE_DOUBLE, NULL),
            *upper = pb_result_add_column(result, "upper", PB_TYPE_DOUBLE, NULL),
            *p = pb_result_add_column(result, "p", PB_TYPE_DOUBLE, NULL),
            *adjusted = pb_result_add_column(result, "p_adjusted", PB_TYPE_DOUBLE, NULL);
  size_t n = pb_table_n_rows(table), used = 0;
  g_autofree double *ps = g_new0(double, n + 1);
  g_autofree bool *there = g_new0(bool, n + 1);
  for (size_t row = 0; row < n; row++) {
    pb_proportion_change change = {0};
    there[row] = pb_input_complete(columns, N_INPUTS, row);
    used += there[row];
    if (there[row])
      change = pb_newcombe_difference(
          pb_column_double(columns[0], row), pb_column_double(columns[1], row),
          pb_column_double(columns[2], row), pb_column_double(columns[3], row),
          pb_params_double(values, "confidence"));
    ps[row] = change.p;
    pb_column_append_maybe(difference, there[row], change.difference);
    pb_column_append_maybe(lower, there[row], change.interval.lower);
    pb_column_append_maybe(upper, there[row], change.interval.upper);
    pb_column_append_maybe(p, there[row], change.p);
  }
  pb_p_adjust(ps, there, n, PB_ADJUST_BH, ps);
  for (size_t row = 0; row < n; row++)
    pb_column_append_maybe(adjusted, there[row], ps[row]);
  pb_result_set_counts(result, used, n - used);
  if (!used)
    pb_result_set_reason(result, N_("No row has two shares with their numbers of answers."));
  return result;
}

const pb_statistic pb_statistic_survey_difference = {
    .name = "survey-difference",
    .title = N_("Difference between two shares"),
    .description =
        N_("How much a share differs between two waves, areas or groups that were asked "
           "independently, with an interval made from the two Wilson intervals. The number of "
           "answers is the effective one (survey-share gives it), or the plain one of a published "
           "share. p is of the score test; p_adjusted is after Benjamini and Hochberg's correction "
           "over the rows. Without numbers of answers nothing can be said."),
    .citation = "Newcombe RG (1998) Stat Med 17:873, method 10",
    .inputs = inputs,
    .n_inputs = G_N_ELEMENTS(inputs),
    .params = params,
    .n_params = G_N_ELEMENTS(params),
    .run = run,
};

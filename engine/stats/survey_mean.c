/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The mean of an index, such as the 0 to 6 of a safety survey; survey_design.h has the formulas. */
#include <math.h>

#include "engine/stats/input.h"
#include "engine/stats/shared_params.h"
#include "engine/stats/survey_input.h"
#include "engine/stats/tails.h"
#include "engine/text.h"

static const pb_input inputs[] = {
    {"value", PB_TYPE_DOUBLE, true, N_("score of the respondent; empty: none")},
    PB_SURVEY_INPUTS,
};
static const pb_param params[] = {PB_PARAM_CONFIDENCE, PB_PARAM_MIN_N};

typedef struct {
  pb_column *group, *n, *mean, *se, *lower, *upper, *deff, *n_effective, *df;
  double confidence;
  size_t min_n;
} mean_columns;

static mean_columns add_columns(pb_result *result, const pb_params *values) {
  return (mean_columns){
      .group = pb_result_add_column(result, "group", PB_TYPE_STRING, NULL),
      .n = pb_result_add_column(result, "n", PB_TYPE_INT64, N_("answers")),
      .mean = pb_result_add_column(result, "mean", PB_TYPE_DOUBLE, NULL),
      .se = pb_result_add_column(result, "se", PB_TYPE_DOUBLE, NULL),
      .lower = pb_result_add_column(result, "lower", PB_TYPE_DOUBLE, NULL),
      .upper = pb_result_add_column(result, "upper", PB_TYPE_DOUBLE, NULL),
      .deff = pb_result_add_column(result, "deff", PB_TYPE_DOUBLE, NULL),
      .n_effective = pb_result_add_column(result, "n_effective", PB_TYPE_DOUBLE, N_("answers")),
      .df = pb_result_add_column(result, "df", PB_TYPE_DOUBLE, NULL),
      .confidence = pb_params_double(values, "confidence"),
      .min_n = (size_t)pb_params_int(values, "min_n"),
  };
}

static void add_row(const void *columns, const char *group, const pb_survey_mean *mean) {
  const mean_columns *c = columns;
  bool shown = mean->n >= c->min_n, error = shown && mean->has_se, limits = error && mean->df >= 1;
  double reach = limits ? pb_t_critical(c->confidence, mean->df) * mean->se : 0;
  pb_column_append_string(c->group, group);
  pb_column_append_int(c->n, (int64_t)mean->n);
  pb_column_append_maybe(c->mean, shown, mean->mean);
  pb_column_append_maybe(c->se, error, mean->se);
  pb_column_append_maybe(c->lower, limits, mean->mean - reach);
  pb_column_append_maybe(c->upper, limits, mean->mean + reach);
  pb_column_append_maybe(c->deff, shown && mean->has_deff, mean->deff);
  pb_column_append_maybe(c->n_effective, shown, mean->n_effective);
  pb_column_append_maybe(c->df, shown, mean->df);
}

static pb_result *run(const pb_table *table, const pb_params *values, GError **error) {
  g_auto(pb_survey_input) input = {0};
  if (!pb_input_check_range(pb_table_find(table, "value"), -1e12, 1e12, error) ||
      !pb_survey_input_read(table, "value", &input, error))
    return NULL;
  pb_result *result = pb_result_new("survey-mean");
  pb_survey_mean everyone;
  if (!pb_survey_begin(result, &input, values, &everyone))
    return result;
  mean_columns c = add_columns(result, values);
  pb_survey_put_groups(result, &input, &everyone, add_row, &c);
  return result;
}

const pb_statistic pb_statistic_survey_mean = {
    .name = "survey-mean",
    .title = N_("Mean in a survey, with an interval"),
    .description =
        N_("The weighted mean of a score, such as a safety index from 0 to 6, and how sure it is: "
           "the standard error follows from strata, clusters and the size of the population, the "
           "interval from the t distribution. The first row is everyone; then comes each group. "
           "Groups with fewer than 30 answers are not shown."),
    .citation = "Woodruff RS (1971) JASA 66:411; Lumley T (2004) J Stat Softw 9(8)",
    .inputs = inputs,
    .n_inputs = G_N_ELEMENTS(inputs),
    .params = params,
    .n_params = G_N_ELEMENTS(params),
    .run = run,
};

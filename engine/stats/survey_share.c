/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stats/survey_share.h"

#include <math.h>

#include "engine/stats/input.h"
#include "engine/stats/proportion.h"
#include "engine/stats/shared_params.h"
#include "engine/stats/survey_input.h"
#include "engine/stats/tails.h"
#include "engine/text.h"

/* Effective answers of Korn & Graubard. */
static double exact_answers(const pb_survey_mean *share, bool kish, double confidence) {
  if (kish || !share->has_deff)
    return share->n_kish;
  double ratio =
      pb_t_critical(confidence, (double)share->n - 1) / pb_t_critical(confidence, share->df);
  return share->mean * (1 - share->mean) / (share->se * share->se) * ratio * ratio;
}

bool pb_survey_share_interval(const pb_survey_mean *share, pb_share_method method, bool kish,
                              double confidence, pb_interval *interval) {
  double p = share->mean, level = confidence > 0 ? confidence : PB_DEFAULT_CONFIDENCE;
  if (!share->has_se && !(kish && method == PB_SHARE_WILSON))
    return false;
  if (method == PB_SHARE_WILSON) {
    *interval = pb_wilson_interval(p, kish ? share->n_kish : share->n_effective, level);
    return true;
  }
  if (share->df < 1)
    return false;
  if (method == PB_SHARE_CLOPPER_PEARSON) {
    *interval = pb_clopper_pearson_interval(p, exact_answers(share, kish, level), level);
    return true;
  }
  if (!(p > 0 && p < 1))
    return false;
  double critical = pb_t_critical(level, share->df), reach = critical * share->se;
  *interval = method == PB_SHARE_LOGIT     ? pb_logit_interval(p, share->se, critical)
              : method == PB_SHARE_ARCSINE ? pb_arcsine_interval(p, share->se, critical)
                                           : (pb_interval){fmax(0, p - reach), fmin(1, p + reach)};
  return true;
}

static const pb_input inputs[] = {
    {"value", PB_TYPE_INT64, true, N_("1 when the answer counts, 0 when not; empty: no answer")},
    PB_SURVEY_INPUTS,
};
/* In the order of pb_share_method. */
static const char *const methods[] = {"wilson", "logit", "clopper-pearson", "wald", "arcsine",
                                      "all",    NULL};
enum { N_METHODS = 5 };
static const char *const numbers[] = {"design", "kish", NULL};
static const pb_param params[] = {
    PB_PARAM_CONFIDENCE,
    {.name = "method",
     .title = N_("how the interval is made"),
     .type = PB_PARAM_CHOICE,
     .def_text = "wilson",
     .choices = methods},
    {.name = "n_effective",
     .title = N_("effective number of answers: from the whole design or from the weights alone"),
     .type = PB_PARAM_CHOICE,
     .def_text = "design",
     .choices = numbers},
    PB_PARAM_MIN_N,
};

typedef struct {
  pb_column *group, *n, *share, *se, *deff, *n_effective, *n_kish, *df, *total, *total_se;
  pb_column *limit[N_METHODS][2]; /* NULL: not asked for */
  bool kish;
  double confidence;
  size_t min_n;
} share_columns;

static share_columns add_columns(pb_result *result, const pb_params *values) {
  share_columns c = {
      .group = pb_result_add_column(result, "group", PB_TYPE_STRING, NULL),
      .n = pb_result_add_column(result, "n", PB_TYPE_INT64, N_("answers")),
      .share = pb_result_add_column(result, "share", PB_TYPE_DOUBLE, NULL),
      .se = pb_result_add_column(result, "se", PB_TYPE_DOUBLE, NULL),
      .kish = g_str_equal(pb_params_text(values, "n_effective"), "kish"),
      .confidence = pb_params_double(values, "confidence"),
      .min_n = (size_t)pb_params_int(values, "min_n"),
  };
  const char *chosen = pb_params_text(values, "method");
  bool all = g_str_equal(chosen, "all");
  for (int m = 0; m < N_METHODS; m++) {
    if (!all && !g_str_equal(chosen, methods[m]))
      continue;
    const char *prefix = all && m ? methods[m] : "";
    for (int side = 0; side < 2; side++) {
      g_autofree char *name =
          g_strconcat(prefix, *prefix ? "_" : "", side ? "upper" : "lower", NULL);
      c.limit[m][side] =
          pb_result_add_column(result, g_strdelimit(name, "-", '_'), PB_TYPE_DOUBLE, NULL);
    }
  }
  c.deff = pb_result_add_column(result, "deff", PB_TYPE_DOUBLE, NULL);
  c.n_effective = pb_result_add_column(result, "n_effective", PB_TYPE_DOUBLE, N_("answers"));
  c.n_kish = pb_result_add_column(result, "n_kish", PB_TYPE_DOUBLE, N_("answers"));
  c.df = pb_result_add_column(result, "df", PB_TYPE_DOUBLE, NULL);
  c.total = pb_result_add_column(result, "total", PB_TYPE_DOUBLE, NULL);
  c.total_se = pb_result_add_column(result, "total_se", PB_TYPE_DOUBLE, NULL);
  return c;
}

static void add_row(const void *columns, const char *group, const pb_survey_mean *share) {
  const share_columns *c = columns;
  bool shown = share->n >= c->min_n, error = shown && share->has_se;
  pb_column_append_string(c->group, group);
  pb_column_append_int(c->n, (int64_t)share->n);
  pb_column_append_maybe(c->share, shown, share->mean);
  pb_column_append_maybe(c->se, error, share->se);
  for (int m = 0; m < N_METHODS; m++) {
    if (!c->limit[m][0])
      continue;
    pb_interval interval = {0, 0};
    bool there = shown && pb_survey_share_interval(share, (pb_share_method)m, c->kish,
                                                   c->confidence, &interval);
    pb_column_append_maybe(c->limit[m][0], there, interval.lower);
    pb_column_append_maybe(c->limit[m][1], there, interval.upper);
  }
  pb_column_append_maybe(c->deff, shown && share->has_deff, share->deff);
  pb_column_append_maybe(c->n_effective, shown, c->kish ? share->n_kish : share->n_effective);
  pb_column_append_maybe(c->n_kish, shown, share->n_kish);
  pb_column_append_maybe(c->df, shown, share->df);
  pb_column_append_maybe(c->total, shown, share->mean * share->weight);
  pb_column_append_maybe(c->total_se, error, share->total_se);
}

static pb_result *run(const pb_table *table, const pb_params *values, GError **error) {
  g_auto(pb_survey_input) input = {0};
  if (!pb_input_check_whole(pb_table_find(table, "value"), 0, 1, error) ||
      !pb_survey_input_read(table, "value", &input, error))
    return NULL;
  pb_result *result = pb_result_new("survey-share");
  pb_survey_mean everyone;
  if (!pb_survey_begin(result, &input, values, &everyone))
    return result;
  share_columns c = add_columns(result, values);
  pb_survey_put_groups(result, &input, &everyone, add_row, &c);
  return result;
}

const pb_statistic pb_statistic_survey_share = {
    .name = "survey-share",
    .title = N_("Share in a survey, with an interval"),
    .description =
        N_("The share of the population that gave an answer, with weights, and how sure it is: "
           "the standard error follows from strata, clusters and the size of the population. "
           "“Don't know” and empty answers are not in the base. The first row is everyone; then "
           "comes each group. Groups with fewer than 30 answers are not shown."),
    .citation = "Woodruff RS (1971) JASA 66:411; Wilson EB (1927) JASA 22:209; Korn EL, Graubard "
                "BI (1998) Survey Methodology 24:193",
    .inputs = inputs,
    .n_inputs = G_N_ELEMENTS(inputs),
    .params = params,
    .n_params = G_N_ELEMENTS(params),
    .run = run,
};

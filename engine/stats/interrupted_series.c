/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "engine/stats/input.h"
#include "engine/stats/series_fit.h"
#include "engine/stats/shared_params.h"
#include "engine/stats/trend_params.h"
#include "engine/text.h"

static const pb_input inputs[] = {
    PB_SERIES_INPUT_ROWS,
    {"after", PB_TYPE_INT64, true, N_("1 from the first period of the measure on, else 0")},
};
static const char *const seasons[] = {"harmonics", "levels", "none", NULL};
static const pb_param params[] = {
    PB_PARAM_CONFIDENCE,
    {.name = "season",
     .title = N_("how the season enters: smooth waves, a level a month, or not at all"),
     .type = PB_PARAM_CHOICE,
     .def_text = "harmonics",
     .choices = seasons},
    PB_PARAM_HARMONICS,
    PB_PARAM_TREND_MODEL,
    {.name = "bend",
     .title = N_("the slope may change too, not only the level"),
     .type = PB_PARAM_BOOL,
     .def = 1},
    PB_PARAM_LAGS,
};

/* Periods needed on each side: a year of months, else five. */
static size_t needed(int per_year) {
  return per_year == 12 ? 12 : 5;
}

typedef struct {
  size_t first; /* of the points after; n: none */
  bool mixed;   /* a period before stands among those after */
} split;

static split find_split(const pb_series *series, const pb_column *after) {
  split s = {series->n, false};
  for (size_t i = 0; i < series->n; i++) {
    size_t row = series->row[i];
    bool is_after = pb_column_is_valid(after, row) && pb_column_double(after, row) == 1;
    if (is_after && s.first == series->n)
      s.first = i;
    s.mixed = s.mixed || (!is_after && i > s.first);
  }
  return s;
}

static const char *why_not(const pb_series *series, split s) {
  if (s.mixed)
    return N_("The column “after” must be 0 up to the measure and 1 from then on.");
  if (s.first == series->n || s.first == 0)
    return N_("There are no periods on both sides of the measure.");
  if (s.first < needed(series->per_year) || series->n - s.first < needed(series->per_year))
    return N_("Too few periods: at least twelve months, or five quarters or years, are needed both "
              "before and after.");
  return NULL;
}

/* A term as a ratio, with its interval; `times`: periods that it is multiplied over. */
static void put_ratio(pb_result *result, const char *name, const pb_trend *trend, size_t term,
                      double times) {
  double coef = trend->best->coef[term] * times;
  double reach = trend->critical * trend->se[term] * times;
  static const char *const parts[] = {"", "_lower", "_upper"};
  const double ends[] = {coef, coef - reach, coef + reach};
  for (size_t i = 0; i < G_N_ELEMENTS(parts); i++) {
    g_autofree char *full = g_strconcat(name, parts[i], NULL);
    pb_result_set_scalar(result, full, exp(ends[i]), NULL);
  }
  g_autofree char *p = g_strconcat(name, "_p", NULL);
  pb_result_set_scalar(result, p, pb_trend_p(trend, term), NULL);
}

/* Counts after the measure, and those that the series before lets expect. */
static void put_expected(pb_result *result, const pb_trend *trend, const pb_series *series,
                         split s) {
  size_t p = trend->best->n_terms, first = p - (trend->design.bends ? 2 : 1);
  g_autofree double *x = g_new(double, p);
  double observed = 0, expected = 0;
  for (size_t i = s.first; i < series->n; i++) {
    pb_design_row(&trend->design, &series->points[i], x);
    for (size_t j = first; j < p; j++)
      x[j] = 0;
    observed += series->points[i].count;
    expected += pb_glm_predict(trend->best, x, log(series->points[i].exposure)).mu;
  }
  pb_result_set_scalar(result, "observed_after", observed, N_("crimes"));
  pb_result_set_scalar(result, "expected_after", expected, N_("crimes"));
}

static void put(pb_result *result, const pb_trend *trend, const pb_series *series, split s) {
  size_t p = trend->best->n_terms;
  bool bends = trend->design.bends;
  size_t level = p - (bends ? 2 : 1);
  put_ratio(result, "level", trend, level, 1);
  if (bends)
    put_ratio(result, "slope_per_year", trend, p - 1, trend->design.per_year);
  put_ratio(result, "trend_per_year", trend, 1, trend->design.per_year);
  put_expected(result, trend, series, s);
  double reach = trend->critical * trend->se[level];
  pb_result_set_scalar(result, "level_coef", trend->best->coef[level], NULL);
  pb_result_set_scalar(result, "level_se", trend->se[level], NULL);
  pb_result_set_scalar(result, "smallest_decrease", exp(-reach), NULL);
  pb_result_set_scalar(result, "smallest_increase", exp(reach), NULL);
  pb_result_set_scalar(result, "n_before", (double)s.first, N_("periods"));
  pb_result_set_scalar(result, "n_after", (double)(series->n - s.first), N_("periods"));
  pb_result_set_scalar(result, "dispersion", trend->fit->dispersion, NULL);
  pb_result_set_scalar(result, "autocorrelation", trend->autocorrelation, NULL);
  pb_trend_tell_method(result, trend);
  pb_trend_warn_of_neighbours(result, trend);
}

static pb_result *run(const pb_table *input, const pb_params *values, GError **error) {
  const pb_column *after = pb_table_find(input, "after");
  if (!pb_input_check_whole(after, 0, 1, error))
    return NULL;
  pb_series series;
  if (!pb_series_read(input, &series, error))
    return NULL;
  pb_result *result = pb_result_new("interrupted-series");
  pb_result_set_counts(result, series.n, series.n_rows - series.n);
  split s = find_split(&series, after);
  const char *reason = why_not(&series, s);
  if (!reason) {
    pb_trend_options options = pb_trend_options_read(values, series.per_year);
    options.shifts[options.n_shifts++] = series.points[s.first].t;
    g_autoptr(pb_trend) trend = pb_trend_fit(series.points, series.n, &options, &reason);
    if (trend)
      put(result, trend, &series, s);
  }
  if (reason)
    pb_result_set_reason(result, reason);
  pb_series_clear(&series);
  return result;
}

const pb_statistic pb_statistic_interrupted_series = {
    .name = "interrupted-series",
    .title = N_("Interrupted time series"),
    .description =
        N_("Follow-up of a measure without a comparison area: whether the level and the slope of a "
           "series changed when it began, with trend, season and population taken into account, "
           "and how many crimes the series before lets expect afterwards. Newey-West errors where "
           "neighbouring periods resemble each other. Whatever else began at the same time is part "
           "of what is seen."),
    .citation = "Bernal JL, Cummins S, Gasparrini A (2017) Int J Epidemiol 46:348; Newey WK, West "
                "KD (1987) Econometrica 55:703",
    .inputs = inputs,
    .n_inputs = G_N_ELEMENTS(inputs),
    .params = params,
    .n_params = G_N_ELEMENTS(params),
    .run = run,
};

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stats/forecast.h"

#include "engine/stats/series_fit.h"
#include "engine/stats/shared_params.h"
#include "engine/text.h"

static const char *const tables[] = {"forecast", "backtest", NULL};
static const pb_param params[] = {
    PB_PARAM_CARRY_TREND,
    {.name = "years",
     .title = N_("years of history that the forecast goes by"),
     .unit = N_("years"),
     .type = PB_PARAM_INT,
     .def = 5,
     .min = 1,
     .max = 100},
    PB_PARAM_MIN_YEARS,
    PB_PARAM_CONFIDENCE,
    {.name = "table",
     .title = N_("the coming periods, or the forecasts that were tested on the last two years"),
     .type = PB_PARAM_CHOICE,
     .def_text = "forecast",
     .choices = tables},
};

static void put_points(pb_result *result, const pb_series *series, const pb_forecast_point *points,
                       size_t n, bool tested) {
  pb_column *period =
      series->dated ? pb_result_add_column(result, "period", PB_TYPE_PERIOD, NULL) : NULL;
  pb_column *t = pb_result_add_column(result, "t", PB_TYPE_DOUBLE, N_("periods"));
  pb_column *season = pb_result_add_column(result, "season", PB_TYPE_INT64, NULL);
  static const char *const names[] = {"count", "expected", "lower", "upper", "naive"};
  pb_column *columns[5] = {0};
  for (int i = tested ? 0 : 1; i < 5; i++)
    columns[i] = pb_result_add_column(result, names[i], PB_TYPE_DOUBLE, N_("crimes"));
  for (size_t i = 0; i < n; i++) {
    const pb_forecast_point *f = &points[i];
    if (period)
      pb_column_append_int(period, pb_series_period(series, f->point.t));
    pb_column_append_double(t, f->point.t);
    pb_column_append_int(season, f->point.season);
    if (tested)
      pb_column_append_double(columns[0], f->point.count);
    pb_column_append_double(columns[1], f->expected.expected);
    pb_column_append_double(columns[2], f->expected.lower);
    pb_column_append_double(columns[3], f->expected.upper);
    pb_column_append_maybe(columns[4], f->has_naive, f->naive);
  }
}

static void put_test(pb_result *result, const pb_forecast *f) {
  static const char *const verdicts[] = {"not tested", "model", "naive", "equal"};
  bool tested = f->n_tested > 0, compared = f->n_compared > 0;
  pb_result_set_text(result, "better", verdicts[f->better]);
  pb_result_set_scalar(result, "n_compared", (double)f->n_compared, N_("periods"));
  pb_result_set_scalar_maybe(result, "error_model", compared, f->error_model, N_("crimes"));
  pb_result_set_scalar_maybe(result, "error_naive", compared, f->error_naive, N_("crimes"));
  pb_result_set_scalar_maybe(result, "bias", tested, f->bias, N_("crimes"));
  pb_result_set_scalar_maybe(result, "coverage", tested, f->coverage, NULL);
  if (f->better == PB_FORECAST_NOT_TESTED)
    pb_result_add_warning(result, N_("The history is too short to test the forecast on the last "
                                     "two years."));
  else if (f->better == PB_FORECAST_NAIVE)
    pb_result_add_warning(result, N_("On the last two years the same period of the year before was "
                                     "the better forecast."));
}

static void put(pb_result *result, const pb_series *series, const pb_forecast *f,
                bool table_of_test) {
  double total = 0;
  if (table_of_test)
    put_points(result, series, f->tested, f->n_tested, true);
  else
    put_points(result, series, f->coming, f->n_coming, false);
  for (size_t i = 0; i < f->n_coming; i++)
    total += f->coming[i].expected.expected;
  put_test(result, f);
  pb_result_set_scalar(result, "expected_total", total, N_("crimes"));
  pb_result_set_scalar(result, "phi", f->phi, NULL);
  pb_result_set_scalar(result, "n_history", (double)f->n_history, N_("periods"));
}

static pb_result *run(const pb_table *input, const pb_params *values, GError **error) {
  pb_series series;
  if (!pb_series_read(input, &series, error))
    return NULL;
  pb_forecast_options options = {
      .per_year = series.per_year,
      .years = pb_params_int(values, "years"),
      .min_years = pb_params_int(values, "min-years"),
      .trend = pb_params_bool(values, "trend"),
      .confidence = pb_params_double(values, "confidence"),
  };
  pb_result *result = pb_result_new("forecast");
  pb_result_set_counts(result, series.n, series.n_rows - series.n);
  const char *reason = N_("A column “month” or “quarter” is needed.");
  g_autoptr(pb_forecast) forecast = NULL;
  if (series.per_year > 1)
    forecast = pb_forecast_make(series.points, series.n, series.n_coming > 0 ? series.coming : NULL,
                                series.n_coming, &options, &reason);
  if (forecast)
    put(result, &series, forecast, g_str_equal(pb_params_text(values, "table"), "backtest"));
  else
    pb_result_set_reason(result, reason);
  pb_series_clear(&series);
  return result;
}

const pb_statistic pb_statistic_forecast = {
    .name = "forecast",
    .title = N_("Forecast of the coming year"),
    .description =
        N_("What the coming months or quarters will be if the series goes on as in its last years, "
           "with intervals. The same forecast is tested on the last two years against the plainest "
           "one, the same period of the year before, and the result says which did better. Rows "
           "without a count are the periods wanted; without such rows it is the year after the "
           "last."),
    .citation = "Farrington CP et al. (1996) J R Stat Soc A 159:547; Hyndman RJ, Athanasopoulos G "
                "(2021) Forecasting: Principles and Practice, 3rd ed.",
    .inputs = pb_series_inputs,
    .n_inputs = PB_SERIES_N_INPUTS,
    .params = params,
    .n_params = G_N_ELEMENTS(params),
    .run = run,
};

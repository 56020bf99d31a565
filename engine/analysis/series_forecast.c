/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the coming year would bring if the pattern holds: forecasts of all reported crime by quarter
 * and of incidents by month, with intervals of 50, 80 and 95 per cent and how well the same
 * forecast would have done on the last two years.
 *
 * Level and season of the last five years, without a trend: in the quarters of five municipalities
 * from 2014 to 2026 that missed by less than the same with a trend in every one, and on the whole
 * by less than with fewer years. */
#include "engine/analysis/count_series.h"
#include "engine/analysis/event_area.h"
#include "engine/stats/forecast.h"

#define YEARS_SHOWN 5
#define N_LEVELS 3

static const struct {
  double confidence;
  const char *lower, *upper, *total_lower, *total_upper;
} levels[N_LEVELS] = {{.50, "lower_50", "upper_50", "total_lower_50", "total_upper_50"},
                      {.80, "lower_80", "upper_80", "total_lower_80", "total_upper_80"},
                      {.95, "lower_95", "upper_95", "total_lower_95", "total_upper_95"}};

typedef struct {
  pb_forecast *at[N_LEVELS];
} fan;

static fan make_fan(const pb_count_series *s, const char **reason) {
  fan f = {{NULL}};
  for (int k = 0; k < N_LEVELS; k++) {
    pb_forecast_options options = {.per_year = s->per_year, .confidence = levels[k].confidence};
    f.at[k] = pb_forecast_make(s->points + s->comparable, s->n - s->comparable, NULL, 0, &options,
                               reason);
    if (!f.at[k])
      break;
  }
  return f;
}

static void clear_fan(fan *f) {
  for (int k = 0; k < N_LEVELS; k++)
    pb_forecast_free(f->at[k]);
}

typedef struct {
  pb_column *period, *count, *preliminary, *expected, *lower[N_LEVELS], *upper[N_LEVELS], *naive;
} columns;

static columns add_columns(pb_result *result, const char *unit) {
  columns c = {.period = pb_result_add_column(result, "period", PB_TYPE_PERIOD, NULL),
               .count = pb_result_add_column(result, "count", PB_TYPE_INT64, unit),
               .preliminary = pb_result_add_column(result, "preliminary", PB_TYPE_INT64, NULL),
               .expected = pb_result_add_column(result, "expected", PB_TYPE_DOUBLE, unit)};
  for (int k = 0; k < N_LEVELS; k++) {
    c.lower[k] = pb_result_add_column(result, levels[k].lower, PB_TYPE_DOUBLE, unit);
    c.upper[k] = pb_result_add_column(result, levels[k].upper, PB_TYPE_DOUBLE, unit);
  }
  c.naive = pb_result_add_column(result, "naive", PB_TYPE_DOUBLE, unit);
  return c;
}

/* The years that the forecast goes by, and perhaps older ones that are not comparable. */
static void put_history(const columns *c, const pb_count_series *s) {
  size_t most = (size_t)(YEARS_SHOWN * s->per_year);
  for (size_t i = s->n > most ? s->n - most : 0; i < s->n; i++) {
    pb_column_append_int(c->period, s->periods[i]);
    pb_column_append_int(c->count, (int64_t)s->points[i].count);
    pb_column_append_int(c->preliminary, s->preliminary[i]);
    pb_column_append_missing(c->expected);
    for (int k = 0; k < N_LEVELS; k++) {
      pb_column_append_missing(c->lower[k]);
      pb_column_append_missing(c->upper[k]);
    }
    pb_column_append_missing(c->naive);
  }
}

static void put_coming(const columns *c, const pb_count_series *s, const fan *f) {
  pb_period period = s->periods[s->n - 1];
  for (size_t i = 0; i < f->at[0]->n_coming; i++) {
    const pb_forecast_point *point = &f->at[0]->coming[i];
    period = pb_period_next(period);
    pb_column_append_int(c->period, period);
    pb_column_append_missing(c->count);
    pb_column_append_int(c->preliminary, 0);
    pb_column_append_double(c->expected, point->expected.expected);
    for (int k = 0; k < N_LEVELS; k++) {
      pb_column_append_double(c->lower[k], f->at[k]->coming[i].expected.lower);
      pb_column_append_double(c->upper[k], f->at[k]->coming[i].expected.upper);
    }
    pb_column_append_maybe(c->naive, point->has_naive, point->naive);
  }
}

/* The last year, when nothing is missing from it. */
static void put_year_before(pb_result *result, const pb_count_series *s, const char *unit) {
  const size_t year = (size_t)s->per_year;
  const bool whole =
      s->n >= year && s->points[s->n - 1].t - s->points[s->n - year].t == s->per_year - 1;
  double before = 0;
  for (size_t i = whole ? s->n - year : s->n; i < s->n; i++)
    before += s->points[i].count;
  pb_put_scalar(result, "total_before", whole, before, unit);
}

static void put_totals(pb_result *result, const pb_count_series *s, const fan *f,
                       const char *unit) {
  const pb_forecast_options options = {.per_year = s->per_year};
  pb_forecast_year year;
  const bool known = pb_forecast_year_make(s->points + s->comparable, s->n - s->comparable,
                                           f->at[0], &options, &year);
  pb_put_scalar(result, "total_expected", known, year.expected, unit);
  for (int k = 0; k < N_LEVELS; k++) {
    const pb_interval interval =
        known ? pb_forecast_year_interval(&year, levels[k].confidence) : (pb_interval){0};
    pb_put_scalar(result, levels[k].total_lower, known, interval.lower, unit);
    pb_put_scalar(result, levels[k].total_upper, known, interval.upper, unit);
  }
  pb_put_scalar(result, "total_phi", known, year.phi, NULL);
  put_year_before(result, s, unit);
}

static void put_test(pb_result *result, const pb_forecast *f, const char *unit,
                     const char *periods) {
  static const char *const verdicts[] = {"not-tested", "model", "naive", "equal"};
  double within = 0;
  for (size_t i = 0; i < f->n_tested; i++)
    within += f->tested[i].expected.side == 0;
  pb_result_set_text(result, "better", verdicts[f->better]);
  pb_result_set_scalar(result, "n_tested", (double)f->n_tested, periods);
  pb_result_set_scalar(result, "n_within", within, periods);
  pb_result_set_scalar(result, "n_compared", (double)f->n_compared, periods);
  pb_put_scalar(result, "error_model", f->n_compared > 0, f->error_model, unit);
  pb_put_scalar(result, "error_naive", f->n_compared > 0, f->error_naive, unit);
  pb_put_scalar(result, "bias", f->n_tested > 0, f->bias, unit);
  pb_result_set_scalar(result, "phi", f->phi, NULL);
  pb_result_set_scalar(result, "n_history", (double)f->n_history, periods);
}

static void build_one(const pb_count_series *series, pb_result *result, const char *none) {
  const char *unit = series->per_year == 4 ? N_("crimes") : N_("events");
  const char *periods = series->per_year == 4 ? N_("quarters") : N_("months");
  const char *reason = none;
  fan f = {{NULL}};
  if (series->n > 0)
    f = make_fan(series, &reason);
  if (f.at[N_LEVELS - 1]) {
    columns c = add_columns(result, unit);
    put_history(&c, series);
    put_coming(&c, series, &f);
    put_totals(result, series, &f, unit);
    put_test(result, f.at[N_LEVELS - 1], unit, periods);
  } else {
    pb_result_set_reason(result, reason);
  }
  pb_result_set_counts(result, series->n - series->comparable, series->comparable);
  pb_result_set_method(
      result, N_("Level and season of the last five years carried on a year; intervals widened by "
                 "the over-dispersion of those years; tested on the two years before the end"));
  pb_result_set_citation(result,
                         "Farrington et al. 1996; Hyndman RJ, Athanasopoulos G (2021) Forecasting: "
                         "Principles and Practice, 3rd ed.");
  clear_fan(&f);
}

void pb_build_series_forecast(pb_analysis *analysis) {
  pb_count_series quarters = pb_quarter_series(analysis);
  build_one(&quarters, pb_analysis_put(analysis, "quarter-forecast", -1),
            N_("There are no quarterly figures for this municipality."));
  pb_count_series_clear(&quarters);
  for (guint i = 0; i < analysis->event_areas->len; i++) {
    int area = pb_event_area_at(analysis, i);
    pb_count_series months = pb_month_series(analysis, area);
    build_one(&months, pb_analysis_put_area(analysis, "event-forecast", area),
              N_("There are no events before the end of the report’s period."));
    pb_count_series_clear(&months);
  }
}

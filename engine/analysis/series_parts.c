/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What returns every year, what moves slowly, and what is left: STL of all reported crime by
 * quarter and of incidents by month.
 *
 * The season is the same every year, and robust weights keep single extreme periods out of trend
 * and season, so that they stand in the remainder where they can be seen. Three whole years at
 * least, without a gap, all counted in the same way: periods before the latest break in counting
 * stay without parts. */
#include "engine/analysis/count_series.h"
#include "engine/analysis/event_area.h"
#include "engine/stats/stl.h"

#define FEWEST_YEARS 3

static pb_stl *split(const pb_count_series *s, const char **reason) {
  const size_t from = s->comparable, n = s->n - from;
  if (n < (size_t)(FEWEST_YEARS * s->per_year)) {
    *reason = N_("There are too few periods to tell season from trend: at least three years.");
    return NULL;
  }
  if (s->points[s->n - 1].t - s->points[from].t != (double)(n - 1)) {
    *reason = N_("The series has gaps, so season and trend cannot be told apart.");
    return NULL;
  }
  g_autofree double *counts = g_new(double, n);
  double sum = 0;
  for (size_t i = 0; i < n; i++)
    sum += counts[i] = s->points[from + i].count;
  if (sum <= 0) {
    *reason = N_("There is nothing to split: every period is zero.");
    return NULL;
  }
  pb_stl_options options = pb_stl_defaults(s->per_year);
  options.robust = true;
  return pb_stl_split(counts, n, &options, reason);
}

static void put_periods(pb_result *result, const pb_count_series *s, const pb_stl *stl,
                        const char *unit) {
  pb_column *period = pb_result_add_column(result, "period", PB_TYPE_PERIOD, NULL);
  pb_column *count = pb_result_add_column(result, "count", PB_TYPE_INT64, unit);
  pb_column *preliminary = pb_result_add_column(result, "preliminary", PB_TYPE_INT64, NULL);
  pb_column *trend = pb_result_add_column(result, "trend", PB_TYPE_DOUBLE, unit);
  pb_column *season = pb_result_add_column(result, "season", PB_TYPE_DOUBLE, unit);
  pb_column *remainder = pb_result_add_column(result, "remainder", PB_TYPE_DOUBLE, unit);
  for (size_t i = 0; i < s->n; i++) {
    const bool split_here = i >= s->comparable;
    const size_t k = split_here ? i - s->comparable : 0;
    pb_column_append_int(period, s->periods[i]);
    pb_column_append_int(count, (int64_t)s->points[i].count);
    pb_column_append_int(preliminary, s->preliminary[i]);
    pb_column_append_maybe(trend, split_here, stl->trend[k]);
    pb_column_append_maybe(season, split_here, stl->season[k]);
    pb_column_append_maybe(remainder, split_here, stl->remainder[k]);
  }
}

static void put_scalars(pb_result *result, const pb_count_series *s, const pb_stl *stl,
                        const char *unit) {
  size_t low = 0, high = 0, year = (size_t)s->per_year;
  double trend_low = stl->trend[0], trend_high = stl->trend[0];
  for (size_t i = 0; i < year; i++) {
    low = stl->season[i] < stl->season[low] ? i : low;
    high = stl->season[i] > stl->season[high] ? i : high;
  }
  for (size_t i = 0; i < stl->n; i++) {
    trend_low = MIN(trend_low, stl->trend[i]);
    trend_high = MAX(trend_high, stl->trend[i]);
  }
  const pb_series_point *points = s->points + s->comparable;
  pb_result_set_scalar(result, "season_low", stl->season[low], unit);
  pb_result_set_scalar(result, "season_low_number", points[low].season, NULL);
  pb_result_set_scalar(result, "season_high", stl->season[high], unit);
  pb_result_set_scalar(result, "season_high_number", points[high].season, NULL);
  pb_result_set_scalar(result, "trend_lowest", trend_low, unit);
  pb_result_set_scalar(result, "trend_highest", trend_high, unit);
  pb_result_set_scalar(result, "trend_first", stl->trend[0], unit);
  pb_result_set_scalar(result, "trend_last", stl->trend[stl->n - 1], unit);
  pb_result_set_scalar(result, "season_strength",
                       pb_stl_strength(stl->season, stl->remainder, stl->n), NULL);
  pb_result_set_scalar(result, "trend_strength",
                       pb_stl_strength(stl->trend, stl->remainder, stl->n), NULL);
  pb_result_set_scalar(result, "first_year", pb_period_year(s->periods[s->comparable]), NULL);
}

static void build_one(const pb_count_series *series, pb_result *result, const char *none) {
  const char *unit = series->per_year == 4 ? N_("crimes") : N_("events");
  const char *reason = none;
  pb_stl *stl = series->n > 0 ? split(series, &reason) : NULL;
  if (stl) {
    put_periods(result, series, stl, unit);
    put_scalars(result, series, stl, unit);
  } else {
    pb_result_set_reason(result, reason);
  }
  pb_result_set_counts(result, series->n - series->comparable, series->comparable);
  pb_result_set_method(result, N_("Season, trend and remainder by loess; the season the same every "
                                  "year, extreme periods given little weight"));
  pb_result_set_citation(result, "Cleveland RB, Cleveland WS, McRae JE, Terpenning I (1990) J Off "
                                 "Stat 6:3");
  pb_stl_free(stl);
}

void pb_build_series_parts(pb_analysis *analysis) {
  pb_count_series quarters = pb_quarter_series(analysis);
  build_one(&quarters, pb_analysis_put(analysis, "quarter-parts", -1),
            N_("There are no quarterly figures for this municipality."));
  pb_count_series_clear(&quarters);
  for (guint i = 0; i < analysis->event_areas->len; i++) {
    int area = pb_event_area_at(analysis, i);
    pb_count_series months = pb_month_series(analysis, area);
    build_one(&months, pb_analysis_put_area(analysis, "event-parts", area),
              N_("There are no events before the end of the report’s period."));
    pb_count_series_clear(&months);
  }
}

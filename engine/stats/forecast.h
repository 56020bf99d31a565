/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * The coming year, month by month (or quarter by quarter), if it follows the series' own history:
 * the baseline's regression (baseline.h: level, season, population and, if asked, trend) on the
 * last `years` years, with its prediction interval.
 *
 * Back-test: the same forecast made one and two years before the end, from what was known then, and
 * compared with what came. Beside it the naive seasonal forecast: the rate of the same month a year
 * earlier. Which did better is told by the mean absolute error over the periods that both forecast;
 * a forecast that does not beat the naive one should not be shown as more than that. Also how many
 * counts fell within the intervals: well below the confidence means that the level moves from year
 * to year in a way the history does not tell.
 */
#ifndef PB_ENGINE_STATS_FORECAST_H
#define PB_ENGINE_STATS_FORECAST_H

#include "engine/stats/baseline.h"

/** Years of the back-test. */
#define PB_BACKTEST_YEARS 2

typedef struct {
  int per_year;      /**< 4 or 12 */
  int years;         /**< of history in each fit; 0: 5 */
  int min_years;     /**< see baseline.h; 0: 3 */
  bool trend;        /**< carry the trend on */
  double confidence; /**< 0: 0.95 */
} pb_forecast_options;

typedef struct {
  pb_series_point point; /**< its count: what came, in the back-test */
  pb_expected expected;
  bool has_naive;
  double naive; /**< count by the rate a year earlier */
} pb_forecast_point;

typedef enum {
  PB_FORECAST_NOT_TESTED,
  PB_FORECAST_MODEL,
  PB_FORECAST_NAIVE,
  PB_FORECAST_EQUAL
} pb_forecast_better;

typedef struct {
  pb_forecast_point *coming; /**< ascending */
  size_t n_coming;
  pb_forecast_point *tested; /**< ascending; periods of the back-test */
  size_t n_tested;
  double phi;
  size_t n_history;
  pb_forecast_better better;
  size_t n_compared;               /**< tested periods that both forecast */
  double error_model, error_naive; /**< mean absolute error, in crimes */
  double bias;                     /**< mean of expected - count, model */
  double coverage;                 /**< share of tested counts within their intervals */
} pb_forecast;

/** Forecast from n points sorted by t. `coming` are the periods asked for (exposure, t, season);
 * NULL: the year after the last point, with the exposures of its last year. NULL with *reason when
 * there is too little history. Free with pb_forecast_free. */
pb_forecast *pb_forecast_make(const pb_series_point *points, size_t n,
                              const pb_series_point *coming, size_t n_coming,
                              const pb_forecast_options *options, const char **reason);
void pb_forecast_free(pb_forecast *forecast);

/** The sum over the coming periods. Its level moves as a whole from year to year: periods are not
 * independent, nor do they all miss to the same side. So the spread is that of the whole years of
 * the history (counted back from its end) around the same fit, phi = X2 / (years - 1), at least 1;
 * variance phi * sum * (1 + 1 / years), on the 2/3 power scale, t(years - 1).
 *
 * Of 125 such years in the quarters of five municipalities, the intervals of 50, 80 and 95 per cent
 * held 52, 80 and 96 per cent. The sums of the periods' own limits held 67, 89 and 98 and were
 * three times too wide for months of Poisson counts; periods taken as independent held 38, 67 and
 * 83. */
typedef struct {
  double expected, phi;
  size_t n_years;
} pb_forecast_year;

/** As `forecast` was made from the points by the options. False with fewer than three years. */
bool pb_forecast_year_make(const pb_series_point *points, size_t n, const pb_forecast *forecast,
                           const pb_forecast_options *options, pb_forecast_year *year);
pb_interval pb_forecast_year_interval(const pb_forecast_year *year, double confidence);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(pb_forecast, pb_forecast_free)

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Does the level of a series still hold? Control charts of all reported crime by quarter and of
 * incidents by month.
 *
 * The first phase sets level, season and spread: at most five whole years that end before the
 * report's last years (else as late as the year before the last), at least twelve quarters or
 * twenty-four months. Its regression on season, days and population gives what each period would
 * have, and that is the exposure of a u-chart (Laney's where the series varies more than chance):
 * without it the season itself would pass for spread and hide every signal.
 *
 * What the season costs is paid: sigma and phi are those of n - terms degrees of freedom, limits of
 * later periods are as much wider as their expected is uncertain, and where sigma is estimated the
 * limits are t(n - terms). Without a season all three are the textbook's chart but for t.
 *
 * In 400 series each of five years and 13 quarters in which nothing changed, mean 500 and 5000, phi
 * 1 to 30, 0.3 to 0.6 per cent of the judged quarters were beyond the limits of 99.8 per cent and
 * 4 to 6 beyond those of 95; without the last two payments 0.6 to 2.1 and 7 to 11. At means of 10
 * and 50 it was 0.3 (phi 1) to 2.0 (phi 30). A run of eight was seen in 5 to 8 per cent of the
 * series.
 */
#include <math.h>

#include "engine/analysis/count_series.h"
#include "engine/analysis/event_area.h"
#include "engine/stats/control_chart.h"
#include "engine/stats/count_change.h"
#include "engine/stats/series_fit.h"

#define MOST_YEARS 5
#define FEWEST_QUARTERS 12
#define FEWEST_MONTHS 24
/* Counts smaller than this are too skew for limits at the same distance on both sides. */
#define SMALLEST_MEAN 5.0

typedef struct {
  const pb_count_series *series;
  size_t from, to; /* the first phase is from .. to - 1 */
  pb_glm *fit;
  pb_design design;
  double *expected; /* of each point from `from` on */
  double *error;    /* how much wider the limits are since the expected is itself estimated */
  double level;     /* mean count of the first phase */
  pb_chart_centre centre;
  pb_chart_point *points;     /* limits at one standard deviation */
  double width_95, width_998; /* standard deviations */
} chart;

/* A period as it is shown: what it would have been at the expected of the first phase. */
typedef struct {
  double adjusted, lower_95, upper_95, lower_998, upper_998;
  int side, beyond; /* of the level, of the limits of 99.8 per cent: 1 above, -1 below */
  bool run;
} judged;

static void clear_chart(chart *c) {
  pb_glm_free(c->fit);
  g_free(c->expected);
  g_free(c->error);
  g_free(c->points);
}

/* Whole years; the first may begin late where the series does. */
static bool find_phase(const pb_analysis *analysis, chart *c, const char **reason) {
  const pb_count_series *s = c->series;
  const int end = analysis->dataset->period_end;
  const size_t fewest = s->per_year == 4 ? FEWEST_QUARTERS : FEWEST_MONTHS;
  for (int last = end - MAX(1, analysis->dataset->years); last < end; last++) {
    c->from = MAX(s->comparable, pb_count_series_from(s, last - MOST_YEARS + 1));
    c->to = pb_count_series_from(s, last + 1);
    if (c->to >= c->from + fewest)
      return true;
  }
  *reason = s->per_year == 4
                ? N_("There are too few earlier quarters for control limits: at least twelve.")
                : N_("There are too few earlier months for control limits: at least twenty-four.");
  return false;
}

/* Levels of their own where every season is seen three times, else two waves a year. */
static pb_season season_of(const pb_count_series *s, size_t from, size_t to) {
  size_t seen[12] = {0}, least = G_MAXSIZE;
  for (size_t i = from; i < to; i++)
    seen[s->points[i].season - 1]++;
  for (int k = 0; k < s->per_year; k++)
    least = MIN(least, seen[k]);
  return least >= 3 ? PB_SEASON_DUMMIES : PB_SEASON_HARMONICS;
}

static bool fit_phase(chart *c, const char **reason) {
  const pb_count_series *s = c->series;
  size_t n = c->to - c->from;
  for (size_t i = c->from; i < c->to; i++)
    c->level += s->points[i].count / (double)n;
  if (c->level < SMALLEST_MEAN) {
    *reason = s->per_year == 4
                  ? N_("There are too few crimes for control limits: fewer than five a quarter.")
                  : N_("There are too few events for control limits: fewer than five a month.");
    return false;
  }
  c->design = (pb_design){.per_year = s->per_year, .season = season_of(s, c->from, c->to)};
  c->fit = pb_series_fit(s->points + c->from, n, &c->design, reason);
  if (!c->fit)
    return false;
  c->expected = g_new0(double, s->n - c->from + 1);
  c->error = g_new0(double, s->n - c->from + 1);
  for (size_t i = c->from; i < s->n; i++) {
    double x[PB_DESIGN_MAX_TERMS] = {0};
    pb_design_row(&c->design, &s->points[i], x);
    pb_glm_point at = pb_glm_predict(c->fit, x, log(s->points[i].exposure));
    c->expected[i - c->from] = at.mu;
    c->error[i - c->from] = i < c->to ? 1 : sqrt(1 + at.mu * at.log_var);
  }
  return true;
}

/* The engine's chart on counts with the expected as exposure; a gap is a period without data. */
static bool make_limits(chart *c, const char **reason) {
  const pb_count_series *s = c->series;
  const double start = s->points[c->from].t;
  size_t n = (size_t)(s->points[s->n - 1].t - start) + 1, n_phase = c->to - c->from;
  g_autofree double *count = g_new0(double, n), *exposure = g_new0(double, n);
  g_autofree bool *present = g_new0(bool, n);
  pb_count_run run = {.n = n, .count = count, .exposure = exposure, .present = present};
  for (size_t i = c->from; i < s->n; i++) {
    size_t at = (size_t)(s->points[i].t - start);
    count[at] = s->points[i].count;
    exposure[at] = c->expected[i - c->from];
    present[at] = true;
  }
  pb_chart_options options = {
      .kind = PB_CHART_U, .baseline = (int)n_phase, .width = 1, .run = PB_CONTROL_RUN};
  if (!pb_chart_fit(&run, &options, &c->centre, reason))
    return false;
  double left = (double)n_phase - (double)pb_design_terms(&c->design);
  double paid = ((double)n_phase - 1) / left;
  c->centre.phi *= paid;
  c->centre.sigma_z *= sqrt(paid);
  c->centre.laney = c->centre.phi > PB_PHI_LIMIT;
  c->points = pb_chart_points(&run, &options, &c->centre);
  c->width_95 = c->centre.laney ? pb_t_critical(.95, left) : pb_normal_critical(.95);
  c->width_998 = c->centre.laney ? pb_t_critical(.998, left) : pb_normal_critical(.998);
  return true;
}

static size_t index_of(const chart *c, size_t i) {
  return (size_t)(c->series->points[i].t - c->series->points[c->from].t);
}

static judged judge(const chart *c, size_t i) {
  const pb_chart_point *point = &c->points[index_of(c, i)];
  const double centre = c->centre.centre, sd = (point->upper - centre) * c->error[i - c->from];
  const double reach_95 = sd * c->width_95, reach_998 = sd * c->width_998;
  judged j = {.adjusted = c->level * point->value,
              .lower_95 = c->level * fmax(0, centre - reach_95),
              .upper_95 = c->level * (centre + reach_95),
              .lower_998 = c->level * fmax(0, centre - reach_998),
              .upper_998 = c->level * (centre + reach_998),
              .side = (point->z > 0) - (point->z < 0),
              .run = point->run};
  j.beyond = (j.adjusted > j.upper_998) - (j.adjusted < j.lower_998);
  return j;
}

static const char *signal_of(const judged *j) {
  return j->beyond > 0   ? "beyond-high"
         : j->beyond < 0 ? "beyond-low"
         : !j->run       ? ""
         : j->side > 0   ? "run-high"
                         : "run-low";
}

static void put_points(pb_result *result, const chart *c, const char *unit) {
  static const char *const names[] = {"expected", "adjusted",  "lower_95",
                                      "upper_95", "lower_998", "upper_998"};
  pb_column *numbers[G_N_ELEMENTS(names)];
  pb_column *period = pb_result_add_column(result, "period", PB_TYPE_PERIOD, NULL);
  pb_column *count = pb_result_add_column(result, "count", PB_TYPE_INT64, unit);
  pb_column *preliminary = pb_result_add_column(result, "preliminary", PB_TYPE_INT64, NULL);
  pb_column *first_phase = pb_result_add_column(result, "first_phase", PB_TYPE_INT64, NULL);
  for (size_t k = 0; k < G_N_ELEMENTS(names); k++)
    numbers[k] = pb_result_add_column(result, names[k], PB_TYPE_DOUBLE, unit);
  pb_column *signal = pb_result_add_column(result, "signal", PB_TYPE_STRING, NULL);
  for (size_t i = c->from; i < c->series->n; i++) {
    const judged j = judge(c, i);
    const double values[] = {
        c->expected[i - c->from], j.adjusted, j.lower_95, j.upper_95, j.lower_998, j.upper_998};
    pb_column_append_int(period, c->series->periods[i]);
    pb_column_append_int(count, (int64_t)c->series->points[i].count);
    pb_column_append_int(preliminary, c->series->preliminary[i]);
    pb_column_append_int(first_phase, i < c->to);
    for (size_t k = 0; k < G_N_ELEMENTS(names); k++)
      pb_column_append_double(numbers[k], values[k]);
    pb_column_append_string(signal, signal_of(&j));
  }
}

/* The run that the series ends with: how many judged periods, on which side of the level. */
static int last_run(const chart *c, int *length) {
  int side = 0;
  *length = 0;
  for (size_t i = c->series->n; i-- > c->to; ++*length) {
    const int now = judge(c, i).side;
    if (now == 0 || (side && now != side) ||
        (i + 1 < c->series->n && index_of(c, i + 1) != index_of(c, i) + 1))
      break;
    side = now;
  }
  return side;
}

static void put_scalars(pb_result *result, const chart *c, const char *unit, const char *periods) {
  double high = 0, low = 0;
  for (size_t i = c->to; i < c->series->n; i++) {
    const int beyond = judge(c, i).beyond;
    high += beyond > 0;
    low += beyond < 0;
  }
  int length, side = last_run(c, &length);
  pb_result_set_scalar(result, "level", c->level, unit);
  pb_result_set_scalar(result, "phi", c->centre.phi, NULL);
  pb_result_set_scalar(result, "sigma_z", c->centre.sigma_z, NULL);
  pb_result_set_scalar(result, "laney", c->centre.laney, NULL);
  pb_result_set_scalar(result, "n_first_phase", (double)(c->to - c->from), periods);
  pb_result_set_scalar(result, "first_phase_first", pb_period_year(c->series->periods[c->from]),
                       NULL);
  pb_result_set_scalar(result, "first_phase_last", pb_period_year(c->series->periods[c->to - 1]),
                       NULL);
  pb_result_set_scalar(result, "n_judged", (double)(c->series->n - c->to), periods);
  pb_result_set_scalar(result, "n_above", high, periods);
  pb_result_set_scalar(result, "n_below", low, periods);
  pb_result_set_scalar(result, "run_side", side, NULL);
  pb_result_set_scalar(result, "run_length", length, periods);
}

static void build_one(const pb_analysis *analysis, const pb_count_series *series, pb_result *result,
                      const char *none) {
  const char *unit = series->per_year == 4 ? N_("crimes") : N_("events");
  const char *periods = series->per_year == 4 ? N_("quarters") : N_("months");
  const char *reason = none;
  chart c = {.series = series};
  if (series->n > 0 && find_phase(analysis, &c, &reason) && fit_phase(&c, &reason) &&
      make_limits(&c, &reason)) {
    put_points(result, &c, unit);
    put_scalars(result, &c, unit, periods);
  } else {
    pb_result_set_reason(result, reason);
  }
  pb_result_set_counts(result, series->n - MIN(c.from, series->n), MIN(c.from, series->n));
  pb_result_set_method(
      result, N_("u-chart on the counts divided by what season, days and population lead one to "
                 "expect; limits widened by Laney’s sigma where the series varies more than "
                 "chance. Signals: a period outside the limits of 99.8 per cent, or eight in a "
                 "row on one side of the level"));
  pb_result_set_citation(result, "Laney DB (2002) Qual Eng 14:531; Montgomery 2013");
  clear_chart(&c);
}

void pb_build_series_control(pb_analysis *analysis) {
  pb_count_series quarters = pb_quarter_series(analysis);
  build_one(analysis, &quarters, pb_analysis_put(analysis, "quarter-control", -1),
            N_("There are no quarterly figures for this municipality."));
  pb_count_series_clear(&quarters);
  for (guint i = 0; i < analysis->event_areas->len; i++) {
    int area = pb_event_area_at(analysis, i);
    pb_count_series months = pb_month_series(analysis, area);
    build_one(analysis, &months, pb_analysis_put_area(analysis, "event-control", area),
              N_("There are no events before the end of the report’s period."));
    pb_count_series_clear(&months);
  }
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How often the watching methods and the trend cry wolf: false alarms on synthetic series in which
 * nothing changes, Poisson and with the variance five times the mean (negative binomial with mean
 * mu and variance phi mu), and the share of intervals that hold what came. 1 000 series each,
 * seeded. Prints a table; the same every time. */
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <math.h>
#include <stdio.h>

#include "engine/start.h"
#include "engine/stats/baseline.h"
#include "engine/stats/control_chart.h"
#include "engine/stats/cusum.h"
#include "engine/stats/ears.h"
#include "engine/stats/farrington.h"
#include "engine/stats/mann_kendall.h"
#include "engine/stats/trend.h"

enum { SERIES = 1000, WEEKS = 5 * 52, MONTHS = 6 * 12, CHART = 48, YEARS = 10 };

typedef struct {
  gsl_rng *random;
  double mean, phi;
} source;

static double draw(const source *s, double mean) {
  if (s->phi <= 1)
    return gsl_ran_poisson(s->random, mean);
  return gsl_ran_negative_binomial(s->random, 1 / s->phi, mean / (s->phi - 1));
}

/* A year's wave of 30 percent. */
static double season(double mean, int t, int per_year) {
  return mean * (1 + .3 * sin(2 * M_PI * t / per_year));
}

typedef struct {
  double alarms, judged, few;
} tally;

static void print(const char *method, const source *s, const char *unit, double wanted, tally t) {
  double share = t.judged > 0 ? t.alarms / t.judged : 0;
  double error = t.judged > 0 ? sqrt(share * (1 - share) / t.judged) : 0;
  printf("%-42s %5.0f %4.0f  %-8s %7.2f %9.2f +- %.2f  %6.1f\n", method, s->mean, s->phi, unit,
         100 * wanted, 100 * share, 196 * error, 100 * t.few / (t.judged + t.few));
}

static pb_count_run run_of(double *counts, double *exposure, bool *present, size_t n) {
  for (size_t i = 0; i < n; i++) {
    exposure[i] = 1;
    present[i] = true;
  }
  return (pb_count_run){
      .n = n, .count = counts, .exposure = exposure, .present = present, .n_present = n};
}

static void bench_farrington(const source *s, const char *name, pb_farrington_options options) {
  double counts[WEEKS], exposure[WEEKS];
  bool present[WEEKS];
  pb_count_run run = run_of(counts, exposure, present, WEEKS);
  tally t = {0};
  for (int i = 0; i < SERIES; i++) {
    for (int w = 0; w < WEEKS; w++)
      counts[w] = draw(s, season(s->mean, w, 52));
    pb_farrington f = pb_farrington_judge(&run, WEEKS - 1, &options);
    t.alarms += f.status == PB_WATCH_ALARM;
    t.judged += f.status == PB_WATCH_ALARM || f.status == PB_WATCH_NORMAL;
    t.few += f.status == PB_WATCH_TOO_FEW || f.status == PB_WATCH_NOT_JUDGED;
  }
  print(name, s, "week", options.improved ? options.alpha : options.alpha / 2, t);
}

static void bench_ears(const source *s) {
  static const char *const names[] = {"", "EARS C1", "EARS C2", "EARS C3"};
  double counts[WEEKS], exposure[WEEKS];
  bool present[WEEKS];
  pb_count_run run = run_of(counts, exposure, present, 52);
  pb_ears_options options = {7, .001, 0};
  for (int method = PB_EARS_C1; method <= PB_EARS_C3; method++) {
    tally t = {0};
    for (int i = 0; i < SERIES; i++) {
      for (int w = 0; w < 52; w++)
        counts[w] = draw(s, s->mean);
      for (int w = 20; w < 52; w++) {
        pb_ears e = pb_ears_judge(&run, (size_t)w, (pb_ears_method)method, &options);
        t.alarms += e.alarm;
        t.judged += e.judged;
        t.few += !e.judged;
      }
    }
    print(names[method], s, "week", options.alpha, t);
  }
}

static void bench_chart(const source *s, const char *name, pb_laney laney, bool of_runs) {
  double counts[CHART], exposure[CHART];
  bool present[CHART];
  pb_count_run run = run_of(counts, exposure, present, CHART);
  pb_chart_options options = {PB_CHART_U, laney, 24, 3, 8};
  tally t = {0};
  for (int i = 0; i < SERIES; i++) {
    for (int m = 0; m < CHART; m++)
      counts[m] = draw(s, s->mean);
    pb_chart_centre centre;
    const char *reason;
    if (!pb_chart_fit(&run, &options, &centre, &reason)) {
      t.few += CHART - 24;
      continue;
    }
    g_autofree pb_chart_point *points = pb_chart_points(&run, &options, &centre);
    for (int m = 24; m < CHART; m++) {
      t.alarms += of_runs ? points[m].run : points[m].beyond;
      t.judged++;
    }
  }
  print(name, s, "month", of_runs ? 1. / 128 : .0027, t);
}

/* Alarms that begin within a year, against 1 - exp(-12 / run length). The usual level is known. */
static void bench_cusum(const source *s, const char *name, double phi) {
  double level = s->mean / phi, h;
  double k = rint(PB_CUSUM_GRID * pb_cusum_reference(level, 1.5 * level)) / PB_CUSUM_GRID;
  tally t = {0};
  if (!pb_cusum_limit(level, k, 200, &h))
    return;
  pb_cusum cusum = {PB_CUSUM_POISSON, s->mean, phi, k, h};
  for (int i = 0; i < SERIES; i++) {
    double sum = 0;
    bool alarm = false;
    for (int m = 0; m < 12 && !alarm; m++) {
      sum = pb_cusum_step(&cusum, sum, draw(s, s->mean));
      alarm = sum >= h;
    }
    t.alarms += alarm;
    t.judged++;
  }
  print(name, s, "year", 1 - exp(-12. / 200), t);
}

static void months(const source *s, pb_series_point *points, int n) {
  for (int m = 0; m < n; m++)
    points[m] = (pb_series_point){draw(s, season(s->mean, m, 12)), 1, m, m % 12 + 1};
}

/* A month outside its 95 % prediction interval. */
static void bench_baseline(const source *s) {
  pb_series_point points[MONTHS];
  pb_baseline_options options = {.per_year = 12};
  tally t = {0};
  for (int i = 0; i < SERIES; i++) {
    const char *reason;
    months(s, points, MONTHS);
    g_autoptr(pb_baseline) baseline = pb_baseline_fit(points, MONTHS - 12, &options, &reason);
    for (int m = MONTHS - 12; m < MONTHS; m++) {
      t.alarms += baseline && pb_baseline_expect(baseline, &points[m]).side != 0;
      t.judged += baseline != NULL;
      t.few += !baseline;
    }
  }
  print("baseline, outside the interval", s, "month", .05, t);
}

static void bench_trend(const source *s, const char *name, pb_trend_model model) {
  pb_series_point points[MONTHS];
  pb_trend_options options = {.per_year = 12, .season = PB_SEASON_DUMMIES, .model = model};
  tally t = {0};
  for (int i = 0; i < SERIES; i++) {
    const char *reason;
    months(s, points, MONTHS);
    g_autoptr(pb_trend) trend = pb_trend_fit(points, MONTHS, &options, &reason);
    t.alarms += trend && trend->p_reported < .05;
    t.judged += trend != NULL;
    t.few += !trend;
  }
  print(name, s, "series", .05, t);
}

static void bench_ranks(const source *s, bool seasonal) {
  pb_value_point points[MONTHS];
  int n = seasonal ? MONTHS : YEARS;
  tally t = {0};
  for (int i = 0; i < SERIES; i++) {
    pb_mann_kendall test;
    const char *reason;
    for (int m = 0; m < n; m++)
      points[m] = (pb_value_point){draw(s, seasonal ? season(s->mean, m, 12) : 12 * s->mean), m,
                                   m % 12 + 1};
    bool told = seasonal ? pb_seasonal_mann_kendall_test(points, (size_t)n, 12, &test, &reason)
                         : pb_mann_kendall_test(points, (size_t)n, &test, &reason);
    t.alarms += told && test.p < .05;
    t.judged += told;
    t.few += !told;
  }
  print(seasonal ? "seasonal Mann-Kendall, 6 years" : "Mann-Kendall, 10 yearly values", s, "series",
        .05, t);
}

int main(void) {
  static const double means[] = {2, 20};
  static const double phis[] = {1, 5};
  pb_engine_start();
  setvbuf(stdout, NULL, _IOLBF, 0);
  gsl_rng *random = gsl_rng_alloc(gsl_rng_mt19937);
  gsl_rng_set(random, 20260101);
  printf("%-42s %5s %4s  %-8s %7s %9s %7s  %6s\n", "method", "mean", "phi", "share of", "wanted",
         "alarms %", "", "few %");
  pb_farrington_options original = pb_farrington_defaults(false);
  pb_farrington_options improved = pb_farrington_defaults(true);
  pb_farrington_options muan = improved, delta = improved;
  muan.limit = PB_FARRINGTON_MUAN;
  delta.limit = PB_FARRINGTON_DELTA;
  for (size_t m = 0; m < G_N_ELEMENTS(means); m++)
    for (size_t p = 0; p < G_N_ELEMENTS(phis); p++) {
      source s = {random, means[m], phis[p]};
      bench_farrington(&s, "Farrington, original", original);
      bench_farrington(&s, "Farrington, improved, nb-plugin", improved);
      bench_farrington(&s, "Farrington, improved, muan", muan);
      bench_farrington(&s, "Farrington, improved, delta", delta);
      bench_ears(&s);
      bench_chart(&s, "u-chart, chance alone", PB_LANEY_NO, false);
      bench_chart(&s, "u-chart, Laney when phi > 1.5", PB_LANEY_AUTO, false);
      bench_chart(&s, "u-chart, eight on one side", PB_LANEY_AUTO, true);
      bench_cusum(&s, "CUSUM, counts as they are", 1);
      if (s.phi > 1)
        bench_cusum(&s, "CUSUM, divided by phi", s.phi);
      bench_baseline(&s);
      bench_trend(&s, "trend, Poisson", PB_TREND_POISSON);
      bench_trend(&s, "trend, Poisson or quasi-Poisson", PB_TREND_QUASI);
      bench_trend(&s, "trend, auto", PB_TREND_AUTO);
      bench_ranks(&s, false);
      bench_ranks(&s, true);
    }
  gsl_rng_free(random);
  return 0;
}

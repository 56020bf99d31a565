/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long every statistic takes for a whole country by month: 290 municipalities, 40 crime types,
 * 120 months of negative binomial counts (gamma of shape 12) with a season, a trend and a level of
 * each series' own, drawn from a fixed seed. Prints seconds of one processor by statistic and in
 * all, and a checksum of what came out, so that a change of speed can be told from a change of
 * result. */
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <math.h>
#include <stdio.h>
#include <time.h>

#include "engine/start.h"
#include "engine/stats/baseline.h"
#include "engine/stats/concentration.h"
#include "engine/stats/control_chart.h"
#include "engine/stats/empirical_bayes.h"
#include "engine/stats/forecast.h"
#include "engine/stats/funnel.h"
#include "engine/stats/group_comparison.h"
#include "engine/stats/local_variation.h"
#include "engine/stats/mann_kendall.h"
#include "engine/stats/p_adjust.h"
#include "engine/stats/poisson_rate.h"
#include "engine/stats/sen_slope.h"
#include "engine/stats/single_case.h"
#include "engine/stats/smallest_change.h"
#include "engine/stats/stl.h"
#include "engine/stats/trend.h"

enum { PLACES = 290, TYPES = 40, MONTHS = 120, YEARS = 10, FIRST_YEAR = 2014, SERIES = 11600 };

/* One municipality's counts of one type, in the forms the statistics take. */
typedef struct {
  double persons;
  pb_series_point month[MONTHS], year[YEARS];
  pb_value_point month_value[MONTHS], year_value[YEARS];
  double value[MONTHS];
  int64_t year_count[YEARS];
  double p; /* of the last year's change */
} series;

typedef struct {
  series *of; /* place * TYPES + type */

} country;

static void fill_series(series *s, gsl_rng *random, int type) {
  double level = s->persons / 1000 * 4 / pow(type + 1, .9) * exp(gsl_ran_gaussian(random, .35));
  double trend = -.01 + gsl_ran_gaussian(random, .03);
  pb_period origin = pb_period_make(FIRST_YEAR, 12, 1), at = origin;
  for (int m = 0; m < MONTHS; m++, at = pb_period_next(at)) {
    double wave = 1 + .15 * sin(2 * M_PI * (m - 3) / 12);
    double mean = level * exp(trend * m / 12) * wave * gsl_ran_gamma(random, 12, 1. / 12);
    double count = gsl_ran_poisson(random, mean);
    s->month[m] = pb_series_point_at(at, origin, count, s->persons);
    s->month_value[m] = (pb_value_point){count, m, m % 12 + 1};
    s->value[m] = count;
    s->year_count[m / 12] += (int64_t)count;
  }
  for (int y = 0; y < YEARS; y++) {
    s->year[y] = (pb_series_point){(double)s->year_count[y], s->persons, y, 1};
    s->year_value[y] = (pb_value_point){(double)s->year_count[y], y, 1};
  }
}

/* Populations from 2 400 to 980 000, evenly spread on the log scale but for a long tail. */
static country make_country(void) {
  gsl_rng *random = gsl_rng_alloc(gsl_rng_mt19937);
  gsl_rng_set(random, 7);
  country c = {.of = g_new0(series, SERIES)};
  for (int place = 0; place < PLACES; place++) {
    double rank = (double)place / (PLACES - 1);
    for (int type = 0; type < TYPES; type++) {
      c.of[place * TYPES + type].persons = floor(2400 * exp(3.9 * rank + 2.1 * pow(rank, 12)));
      fill_series(&c.of[place * TYPES + type], random, type);
    }
  }
  gsl_rng_free(random);
  return c;
}

static pb_count count_of(const series *s, int year) {
  return (pb_count){s->year_count[year], s->persons};
}

static double rates(series *s) {
  double sum = 0;
  pb_rate rate;
  for (int y = 0; y < YEARS; y++)
    sum += pb_poisson_rate(count_of(s, y), 1e5, 0, &rate) ? rate.upper - rate.lower : 0;
  return sum;
}

static double changes(series *s) {
  pb_change change = pb_count_change(count_of(s, YEARS - 1), count_of(s, YEARS - 2), NULL);
  pb_count earlier[] = {count_of(s, 6), count_of(s, 7), count_of(s, 8)};
  pb_change against = pb_count_change_against(count_of(s, YEARS - 1), earlier, 3, NULL);
  s->p = change.p;
  return change.p + against.p + against.ratio_lower;
}

static double quasi_changes(series *s) {
  pb_change_options options = {.phi = 3, .df = 6};
  return pb_count_change(count_of(s, YEARS - 1), count_of(s, YEARS - 2), &options).p;
}

static double smallest(series *s) {
  return (double)pb_smallest_change(count_of(s, YEARS - 1), s->persons, NULL).count_up;
}

static double dispersion(series *s) {
  pb_dispersion d;
  const char *reason;
  return pb_overdispersion(s->month, MONTHS, 12, &d, &reason) ? d.phi : 0;
}

static double local_variation(series *s) {
  pb_dispersion d;
  const char *reason;
  return pb_local_variation(s->year, YEARS, &d, &reason) ? d.phi : 0;
}

static double trend_of(series *s, int from, pb_trend_model model) {
  pb_trend_options options = {.per_year = 12, .season = PB_SEASON_HARMONICS, .model = model};
  const char *reason;
  g_autoptr(pb_trend) trend =
      pb_trend_fit(s->month + from, (size_t)(MONTHS - from), &options, &reason);
  return trend ? trend->reported_ratio : 0;
}

static double trend_quasi(series *s) {
  return trend_of(s, MONTHS - 60, PB_TREND_QUASI);
}

static double trend_auto(series *s) {
  return trend_of(s, MONTHS - 60, PB_TREND_AUTO);
}

static double trend_long(series *s) {
  return trend_of(s, 0, PB_TREND_AUTO);
}

static double mann_kendall(series *s) {
  pb_mann_kendall test;
  const char *reason;
  return pb_mann_kendall_test(s->year_value, YEARS, &test, &reason) ? test.p : 0;
}

static double seasonal_mann_kendall(series *s) {
  pb_mann_kendall test;
  const char *reason;
  bool done = pb_seasonal_mann_kendall_test(s->month_value, MONTHS, 12, &test, &reason);
  return done ? test.p : 0;
}

static double sen(series *s) {
  pb_sen of;
  const char *reason;
  return pb_sen_slope(s->month_value, MONTHS, 0, &of, &reason) ? of.slope : 0;
}

static double baseline(series *s) {
  pb_baseline_options options = {.per_year = 12};
  const char *reason;
  g_autoptr(pb_baseline) fit = pb_baseline_fit(s->month + 48, 60, &options, &reason);
  double sum = 0;
  for (int m = 108; fit && m < MONTHS; m++)
    sum += pb_baseline_expect(fit, &s->month[m]).upper;
  return sum;
}

static double forecast(series *s) {
  pb_forecast_options options = {.per_year = 12};
  const char *reason;
  g_autoptr(pb_forecast) made = pb_forecast_make(s->month, MONTHS, NULL, 0, &options, &reason);
  return made && made->n_coming ? made->coming[0].expected.upper : 0;
}

static double stl_of(series *s, bool robust) {
  pb_stl_options options = pb_stl_defaults(12);
  options.robust = robust;
  const char *reason;
  g_autoptr(pb_stl) stl = pb_stl_split(s->value, MONTHS, &options, &reason);
  return stl ? stl->trend[MONTHS / 2] : 0;
}

static double stl(series *s) {
  return stl_of(s, false);
}

static double stl_robust(series *s) {
  return stl_of(s, true);
}

static double control_chart(series *s) {
  double exposure[MONTHS];
  bool present[MONTHS];
  for (int m = 0; m < MONTHS; m++) {
    exposure[m] = s->month[m].exposure;
    present[m] = true;
  }
  pb_count_run run = {.n = MONTHS,
                      .count = s->value,
                      .exposure = exposure,
                      .present = present,
                      .n_present = MONTHS};
  pb_chart_options options = {.baseline = 24, .width = 3, .run = 8};
  pb_chart_centre centre;
  const char *reason;
  if (!pb_chart_fit(&run, &options, &centre, &reason))
    return 0;
  g_autofree pb_chart_point *points = pb_chart_points(&run, &options, &centre);
  return points[MONTHS - 1].upper;
}

static double single_case(series *s) {
  bool flags[YEARS];
  return (double)pb_single_case_flag(s->year_count, NULL, YEARS, NULL, flags);
}

/* What is computed of all municipalities at once, for each type and year. */
typedef double group_work(const pb_count *counts);

static double empirical_bayes(const pb_count *counts) {
  pb_eb_rate rates[PLACES];
  return pb_eb_poisson(counts, PLACES, rates) ? rates[7].eb * 1e5 : 0;
}

static double eb_gamma(const pb_count *counts) {
  pb_eb_rate rates[PLACES];
  double shape, rate;
  return pb_eb_gamma(counts, PLACES, rates, &shape, &rate) ? shape : 0;
}

static double funnel(const pb_count *counts) {
  double sum = 0;
  for (size_t self = 0; self < PLACES; self++) {
    pb_funnel fit;
    if (!pb_funnel_fit(counts, PLACES, self, NULL, &fit))
      continue;
    pb_limit_kind kind = fit.tau2 > 0 ? PB_LIMIT_ADDITIVE : PB_LIMIT_EXACT;
    sum += pb_funnel_limits(&fit, counts[self].exposure, .998, kind).upper;
  }
  return sum;
}

static double groups(const pb_count *counts) {
  pb_member members[PLACES];
  for (int i = 0; i < PLACES; i++) {
    pb_rate rate = {0};
    pb_poisson_rate(counts[i], 1e5, 0, &rate);
    members[i] = (pb_member){rate.rate, {rate.lower, rate.upper}};
  }
  double sum = 0;
  for (size_t self = 0; self < PLACES; self++) {
    pb_comparison comparison;
    if (pb_group_compare(members, PLACES, self, &comparison))
      sum += comparison.median + (double)comparison.rank_upper;
  }
  return sum;
}

static double concentration(const pb_count *counts) {
  int64_t sorted[PLACES];
  pb_concentration of;
  for (int i = 0; i < PLACES; i++)
    sorted[i] = counts[i].count;
  return pb_concentration_of(sorted, PLACES, PLACES, &of) ? of.gini : 0;
}

static double total_s;

static void report(const char *name, clock_t since, long calls, double sum) {
  double seconds = (double)(clock() - since) / CLOCKS_PER_SEC;
  total_s += seconds;
  printf("%-34s %9.3f s %9ld %10.2f us  %.10g\n", name, seconds, calls,
         seconds * 1e6 / (double)calls, sum);
}

static void each_series(const char *name, const country *c, double work(series *s)) {
  clock_t since = clock();
  double sum = 0;
  for (int i = 0; i < SERIES; i++)
    sum += work(&c->of[i]);
  report(name, since, SERIES, sum);
}

static void each_group(const char *name, const country *c, group_work *work) {
  clock_t since = clock();
  double sum = 0;
  for (int type = 0; type < TYPES; type++)
    for (int year = 0; year < YEARS; year++) {
      pb_count counts[PLACES];
      for (int place = 0; place < PLACES; place++)
        counts[place] = count_of(&c->of[place * TYPES + type], year);
      sum += work(counts);
    }
  report(name, since, TYPES * YEARS, sum);
}

static void adjust_all(const country *c) {
  clock_t since = clock();
  g_autofree double *p = g_new(double, SERIES), *adjusted = g_new(double, SERIES);
  double sum = 0;
  for (int method = PB_ADJUST_BH; method <= PB_ADJUST_BONFERRONI; method++) {
    if (method == PB_ADJUST_HOMMEL) /* of the order of n squared: within a municipality, below */
      continue;
    for (int i = 0; i < SERIES; i++)
      p[i] = c->of[i].p;
    pb_p_adjust(p, NULL, SERIES, (pb_adjust_method)method, adjusted);
    for (int i = 0; i < SERIES; i++)
      sum += adjusted[i];
  }
  for (int place = 0; place < PLACES; place++) {
    for (int type = 0; type < TYPES; type++)
      p[type] = c->of[place * TYPES + type].p;
    pb_p_adjust(p, NULL, TYPES, PB_ADJUST_HOMMEL, adjusted);
    sum += adjusted[0];
  }
  report("p-adjust, five methods; Hommel", since, 5 + PLACES, sum);
}

int main(void) {
  pb_engine_start();
  clock_t since = clock();
  country c = make_country();
  printf("%d series of %d months drawn in %.2f s (not counted)\n", SERIES, MONTHS,
         (double)(clock() - since) / CLOCKS_PER_SEC);
  printf("%-34s %11s %9s %13s  %s\n", "statistic", "time", "calls", "a call", "checksum");
  each_series("poisson-rate, ten years", &c, rates);
  each_series("count-change, exact, two", &c, changes);
  each_series("count-change, quasi-Poisson", &c, quasi_changes);
  adjust_all(&c);
  each_series("smallest-change", &c, smallest);
  each_series("single-case", &c, single_case);
  each_series("overdispersion, 120 months", &c, dispersion);
  each_series("local-variation, ten years", &c, local_variation);
  each_series("trend, 60 months, quasi", &c, trend_quasi);
  each_series("trend, 60 months, auto", &c, trend_auto);
  each_series("trend, 120 months, auto", &c, trend_long);
  each_series("mann-kendall, ten years, exact", &c, mann_kendall);
  each_series("seasonal-mann-kendall, exact", &c, seasonal_mann_kendall);
  each_series("sen-slope, 120 months", &c, sen);
  each_series("baseline, 60 + 12 months", &c, baseline);
  each_series("forecast, back-tested", &c, forecast);
  each_series("stl, 120 months", &c, stl);
  each_series("stl, robust", &c, stl_robust);
  each_series("control-chart, 120 months", &c, control_chart);
  each_group("empirical-bayes, Marshall", &c, empirical_bayes);
  each_group("empirical-bayes, gamma", &c, eb_gamma);
  each_group("funnel, each left out in turn", &c, funnel);
  each_group("group-comparison of each", &c, groups);
  each_group("concentration", &c, concentration);
  printf("%-34s %9.3f s\n", "in all", total_s);
  g_free(c.of);
  return 0;
}

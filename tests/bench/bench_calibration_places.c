/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How well tests and limits between places keep their word: 1 000 synthetic municipalities of 2 400
 * to 980 000 people (half of them below 17 000, as in Sweden), counts that are Poisson or vary five
 * times as much, a fixed seed. Share of false alarms of the test of a change, where nothing
 * changes; share of places outside the funnel, where all are alike; share of rank intervals that
 * hold the true rank. Prints a table; the same every time. */
#include <gsl/gsl_cdf.h>
#include <stdlib.h>

#include "engine/start.h"
#include "engine/stats/count_change.h"
#include "engine/stats/e_test.h"
#include "engine/stats/empirical_bayes.h"
#include "engine/stats/funnel.h"
#include "engine/stats/overdispersion.h"
#include "engine/stats/rank_interval.h"
#include "tests/bench/counts.h"

enum { PLACES = 1000, MONTHS = 36, WORLDS = 10, RANK_WORLDS = 4 };

typedef struct {
  gsl_rng *random;
  double persons[PLACES];
  double per_100k; /* a year */
  double phi;
  char what[32];
} world;

static void people(world *w) {
  for (int i = 0; i < PLACES; i++) {
    double z = gsl_cdf_ugaussian_Pinv((i + .5) / PLACES);
    w->persons[i] = fmin(fmax(16500 * exp(.95 * z), 2400), 980000);
  }
}

static double mean_of(const world *w, int i) {
  return w->persons[i] * w->per_100k / 1e5;
}

typedef enum { EXACT, MID_P, E_TEST, QUASI_KNOWN, QUASI_OWN, N_TESTS } change_test;
static const char *const test_names[] = {"change: exact (C-test)", "change: mid-p",
                                         "change: E-test", "change: phi known",
                                         "change: phi of the place's 36 months"};

/* p of the last year against the one before, by each test. */
static void judge_change(const world *w, int i, double *p, bool *told) {
  pb_series_point points[MONTHS];
  int64_t years[3] = {0};
  pb_period origin = pb_period_make(2022, 12, 1), at = origin;
  for (int m = 0; m < MONTHS; m++, at = pb_period_next(at)) {
    int64_t count = draw_count(w->random, mean_of(w, i) / 12, w->phi);
    points[m] = pb_series_point_at(at, origin, (double)count, w->persons[i]);
    years[m / 12] += count;
  }
  pb_count now = {years[2], 1}, base = {years[1], 1};
  pb_change change = pb_count_change(now, base, NULL);
  pb_e_test e;
  pb_dispersion own;
  const char *reason;
  bool estimated = pb_overdispersion(points, MONTHS, 12, &own, &reason);
  for (int t = 0; t < N_TESTS; t++)
    told[t] = change.assessable;
  told[E_TEST] = pb_e_test_compare(now, base, &e);
  told[QUASI_OWN] = told[QUASI_OWN] && estimated;
  p[EXACT] = change.p_exact;
  p[MID_P] = change.p_mid;
  p[E_TEST] = e.p;
  p[QUASI_KNOWN] = pb_count_change_p(now, base, w->phi, 0, false);
  p[QUASI_OWN] = estimated ? pb_count_change_p(now, base, own.phi, own.df, false) : 1;
}

static void bench_change(const world *w) {
  tally tests[N_TESTS] = {0};
  for (int r = 0; r < WORLDS; r++)
    for (int i = 0; i < PLACES; i++) {
      double p[N_TESTS];
      bool told[N_TESTS];
      judge_change(w, i, p, told);
      for (int t = 0; t < N_TESTS; t++) {
        tests[t].hits += told[t] && p[t] < .05;
        tests[t].tries += told[t];
        tests[t].none += !told[t];
      }
    }
  for (int t = 0; t < N_TESTS; t++)
    print_tally(test_names[t], w->what, .05, tests[t]);
}

/* All places alike but for chance, phi and `spread`: the standard deviation of the logarithm of
 * their true rates. */
static void bench_funnel(const world *w, double spread) {
  static const char *const names[] = {"exact", "normal", "multiplicative", "additive"};
  static const double coverages[] = {.95, .998};
  tally outside[2][4] = {0};
  for (int r = 0; r < WORLDS; r++) {
    pb_count places[PLACES];
    pb_funnel funnel;
    for (int i = 0; i < PLACES; i++)
      places[i] = (pb_count){
          draw_count(w->random, mean_of(w, i) * exp(gsl_ran_gaussian(w->random, spread)), w->phi),
          w->persons[i]};
    if (!pb_funnel_fit(places, PLACES, PB_FUNNEL_NO_SELF, NULL, &funnel))
      continue;
    for (int i = 0; i < PLACES; i++)
      for (int c = 0; c < 2; c++)
        for (int kind = PB_LIMIT_EXACT; kind <= PB_LIMIT_ADDITIVE; kind++) {
          pb_interval limits =
              pb_funnel_limits(&funnel, w->persons[i], coverages[c], (pb_limit_kind)kind);
          double ratio = (double)places[i].count / (w->persons[i] * funnel.reference_rate);
          outside[c][kind].hits += ratio < limits.lower || ratio > limits.upper;
          outside[c][kind].tries++;
        }
  }
  for (int c = 0; c < 2; c++)
    for (int kind = PB_LIMIT_EXACT; kind <= PB_LIMIT_ADDITIVE; kind++) {
      char name[64];
      snprintf(name, sizeof name, "%s: outside %g %%, %s", spread > 0 ? "spread .2" : "funnel",
               100 * coverages[c], names[kind]);
      print_tally(name, w->what, 1 - coverages[c], outside[c][kind]);
    }
}

static const double *sort_by; /* qsort has no data of its own */

static int by_rate(const void *a, const void *b) {
  double x = sort_by[*(const int *)a], y = sort_by[*(const int *)b];
  return (x < y) - (x > y);
}

/* True rates of the places differ by a factor of exp(+-.35). */
static void bench_ranks(const world *w, const char *name, double phi, bool group) {
  tally held = {0};
  double width = 0;
  for (int r = 0; r < RANK_WORLDS; r++) {
    double truth[PLACES];
    int order[PLACES];
    pb_count places[PLACES];
    for (int i = 0; i < PLACES; i++) {
      truth[i] = exp(gsl_ran_gaussian(w->random, .35));
      order[i] = i;
      places[i] =
          (pb_count){draw_count(w->random, truth[i] * mean_of(w, i), w->phi), w->persons[i]};
    }
    sort_by = truth;
    qsort(order, PLACES, sizeof *order, by_rate);
    pb_rank_options options = {.seed = (uint64_t)r + 1, .phi = phi};
    pb_eb_rate rates[PLACES];
    if (group && !pb_eb_gamma(places, PLACES, rates, &options.shape, &options.rate))
      continue;
    pb_rank_interval ranks[PLACES];
    pb_rank_intervals(places, PLACES, &options, ranks);
    for (size_t rank = 1; rank <= PLACES; rank++) {
      const pb_rank_interval *one = &ranks[order[rank - 1]];
      held.hits += one->lower <= rank && rank <= one->upper;
      held.tries++;
      width += (double)(one->upper - one->lower + 1);
    }
  }
  char with_width[64];
  snprintf(with_width, sizeof with_width, "%s (mean width %.0f)", name, width / held.tries);
  print_tally(with_width, w->what, .95, held);
}

int main(void) {
  static const double rates[] = {100, 1000};
  static world w;
  pb_engine_start();
  setvbuf(stdout, NULL, _IOLBF, 0);
  w.random = gsl_rng_alloc(gsl_rng_mt19937);
  gsl_rng_set(w.random, 20260102);
  people(&w);
  printf("%-44s %-22s %6s %7s %7s %6s\n", "method", "per 100 000, phi", "wanted", "found %", "",
         "none %");
  for (size_t r = 0; r < G_N_ELEMENTS(rates); r++)
    for (w.phi = 1; w.phi <= 5; w.phi += 4) {
      w.per_100k = rates[r];
      snprintf(w.what, sizeof w.what, "%.0f, %.0f", w.per_100k, w.phi);
      bench_change(&w);
      bench_funnel(&w, 0);
      if (w.phi <= 1)
        bench_funnel(&w, .2);
      bench_ranks(&w, "rank, Jeffreys", 1, false);
      bench_ranks(&w, "rank, group", 1, true);
      if (w.phi > 1) {
        bench_ranks(&w, "rank, Jeffreys, phi", w.phi, false);
        bench_ranks(&w, "rank, group, phi", w.phi, true);
      }
    }
  gsl_rng_free(w.random);
  return 0;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How often intervals hold the truth: 95 % intervals of counts, rates, ratios, shares and
 * differences, of data that are Poisson (or simple random samples) or vary five times as much (or
 * are drawn in clusters). 10 000 draws each, a fixed seed. Prints a table; the same every time. */
#include "engine/start.h"
#include "engine/stats/count_change.h"
#include "engine/stats/poisson_rate.h"
#include "engine/stats/proportion.h"
#include "engine/stats/ratio_did.h"
#include "engine/stats/survey_share.h"
#include "engine/stats/wdd.h"
#include "engine/stats/weighted_sum.h"
#include "tests/bench/counts.h"

enum { DRAWS = 10000, SURVEYS = 4000, AGES = 18, CLUSTERS = 60, A_CLUSTER = 8 };

static gsl_rng *rng;

static void count(tally *t, pb_interval interval, double truth) {
  t->hits += interval.lower <= truth && truth <= interval.upper;
  t->tries++;
}

static const char *what_of(double mean, double phi) {
  static char text[64];
  snprintf(text, sizeof text, "mean %g, phi %g", mean, phi);
  return text;
}

static void cover_counts(double mean, double phi) {
  static const char *const names[] = {"count: exact (Garwood)", "count: Byar", "count: mid-P"};
  tally tallies[3] = {0};
  for (int i = 0; i < DRAWS; i++) {
    int64_t k = draw_count(rng, mean, phi);
    for (int m = PB_POISSON_EXACT; m <= PB_POISSON_MID_P; m++)
      count(&tallies[m], pb_poisson_interval(k, .95, (pb_poisson_method)m), mean);
  }
  for (int m = PB_POISSON_EXACT; m <= PB_POISSON_MID_P; m++)
    print_tally(names[m], what_of(mean, phi), .95, tallies[m]);
}

/* No change: the true ratio is 1. */
static void cover_ratio(double mean, double phi, double told_phi) {
  tally t = {0};
  const pb_change_options options = {.phi = told_phi};
  for (int i = 0; i < DRAWS; i++) {
    pb_count now = {draw_count(rng, mean, phi), 1}, base = {draw_count(rng, mean, phi), 1};
    pb_change change = pb_count_change(now, base, &options);
    if (!change.has_ratio) {
      t.none++;
      continue;
    }
    bool above = change.has_ratio_upper && change.ratio_upper < 1;
    t.hits += change.ratio_lower <= 1 && !above;
    t.tries++;
  }
  print_tally(told_phi > 1 ? "ratio: quasi-Poisson, phi told" : "ratio: Clopper-Pearson",
              what_of(mean, phi), .95, t);
}

/* Age groups with rates rising and weights falling by a factor of ten in all. */
static void cover_standardised(double mean, double phi, double told_phi) {
  tally t = {0};
  double means[AGES], weights[AGES], sum = 0, truth = 0;
  for (int a = 0; a < AGES; a++)
    sum += means[a] = pow(10, a / (AGES - 1.));
  for (int a = 0; a < AGES; a++) {
    means[a] *= mean / sum;
    weights[a] = pow(10, -a / (AGES - 1.));
    truth += means[a] * weights[a];
  }
  for (int i = 0; i < DRAWS; i++) {
    pb_weighted_sum all = {0};
    for (int a = 0; a < AGES; a++)
      pb_weighted_sum_add(&all, draw_count(rng, means[a], phi), weights[a], told_phi);
    count(&t, pb_weighted_sum_interval(&all, .95), truth);
  }
  print_tally(told_phi > 1 ? "standardised: Fay & Feuer, phi told" : "standardised: Fay & Feuer",
              what_of(mean, phi), .95, t);
}

static void cover_shares(double p, unsigned n) {
  tally wilson = {0}, exact = {0}, difference = {0};
  char what[64];
  snprintf(what, sizeof what, "p %g, n %u", p, n);
  for (int i = 0; i < DRAWS; i++) {
    double one = gsl_ran_binomial(rng, p, n) / (double)n,
           two = gsl_ran_binomial(rng, p, n) / (double)n;
    count(&wilson, pb_wilson_interval(one, n, .95), p);
    count(&exact, pb_clopper_pearson_interval(one, n, .95), p);
    count(&difference, pb_newcombe_difference(one, n, two, n, .95).interval, 0);
  }
  print_tally("share: Wilson", what, .95, wilson);
  print_tally("share: Clopper-Pearson", what, .95, exact);
  print_tally("difference of shares: Newcombe", what, .95, difference);
}

/* Clusters whose own shares are beta distributed about p with a correlation of .15 within them, and
 * weights 100 or 300: a design effect near 2.5. */
static void cover_survey(double p) {
  enum { N = CLUSTERS * A_CLUSTER };
  static double y[N], weight[N];
  static uint32_t cluster[N];
  const double within = .15, scale = (1 - within) / within;
  tally wilson = {0}, logit = {0}, simple = {0};
  double deff = 0;
  for (int s = 0; s < SURVEYS; s++) {
    for (uint32_t c = 0; c < CLUSTERS; c++) {
      double own = gsl_ran_beta(rng, p * scale, (1 - p) * scale);
      for (uint32_t i = c * A_CLUSTER; i < (c + 1) * A_CLUSTER; i++) {
        y[i] = gsl_rng_uniform(rng) < own;
        weight[i] = i % 2 ? 100 : 300;
        cluster[i] = c;
      }
    }
    const pb_survey_drawing drawing = {.n = N, .weight = weight, .cluster = cluster};
    g_autoptr(pb_survey_design) design = pb_survey_design_new(&drawing);
    pb_survey_mean share;
    pb_interval interval;
    if (!pb_survey_mean_of(design, y, NULL, &share))
      continue;
    deff += share.deff / SURVEYS;
    if (pb_survey_share_interval(&share, PB_SHARE_WILSON, false, .95, &interval))
      count(&wilson, interval, p);
    if (pb_survey_share_interval(&share, PB_SHARE_LOGIT, false, .95, &interval))
      count(&logit, interval, p);
    count(&simple, pb_wilson_interval(share.mean, N, .95), p);
  }
  char what[64];
  snprintf(what, sizeof what, "p %g, deff %.1f", p, deff);
  print_tally("survey: Wilson, effective n", what, .95, wilson);
  print_tally("survey: logit", what, .95, logit);
  print_tally("survey: Wilson, design forgotten", what, .95, simple);
}

/* Nothing happened: the difference is 0 and the ratio 1. */
static void cover_measure(double mean, double phi, double told_phi) {
  tally wdd = {0}, ratio = {0};
  const pb_wdd_options options = {.phi = told_phi};
  for (int i = 0; i < DRAWS; i++) {
    int64_t k[4];
    for (int c = 0; c < 4; c++)
      k[c] = draw_count(rng, c < 2 ? mean : 3 * mean, phi);
    const pb_wdd_pair pair = {k[0], k[1], k[2], k[3], 0, 0};
    pb_wdd found;
    pb_ratio_did did;
    const char *reason;
    if (pb_wdd_compute(&pair, NULL, &options, &found))
      count(&wdd, found.interval, 0);
    if (pb_ratio_did_compute(k[0], k[1], k[2], k[3], told_phi, .95, &did, &reason))
      count(&ratio, did.interval, 1);
    else
      ratio.none++;
  }
  print_tally(told_phi > 1 ? "measure: WDD, phi told" : "measure: WDD", what_of(mean, phi), .95,
              wdd);
  print_tally(told_phi > 1 ? "measure: ratio of ratios, phi told" : "measure: ratio of ratios",
              what_of(mean, phi), .95, ratio);
}

int main(void) {
  static const double means[] = {1, 3, 10, 50, 200}, phis[] = {1, 5};
  pb_engine_start();
  setvbuf(stdout, NULL, _IOLBF, 0);
  rng = gsl_rng_alloc(gsl_rng_mt19937);
  gsl_rng_set(rng, 20260103);
  printf("%-44s %-22s %6s %7s %7s %6s\n", "interval", "data", "wanted", "found %", "", "none %");
  for (size_t f = 0; f < G_N_ELEMENTS(phis); f++)
    for (size_t m = 0; m < G_N_ELEMENTS(means); m++) {
      double mean = means[m], phi = phis[f];
      cover_counts(mean, phi);
      cover_ratio(mean, phi, 1);
      cover_standardised(mean, phi, 1);
      cover_measure(mean, phi, 1);
      if (phi > 1) {
        cover_ratio(mean, phi, phi);
        cover_standardised(mean, phi, phi);
        cover_measure(mean, phi, phi);
      }
    }
  cover_shares(.05, 30);
  cover_shares(.3, 30);
  cover_shares(.05, 200);
  cover_shares(.3, 200);
  cover_survey(.05);
  cover_survey(.3);
  gsl_rng_free(rng);
  return 0;
}

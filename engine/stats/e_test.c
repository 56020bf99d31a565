/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stats/e_test.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <math.h>

#include "engine/stats/count_input.h"
#include "engine/text.h"

/* Statistics within this of the one seen, squared, count as equal. */
#define RELATIVE_TIE (1 - 2e-12)
/* Counts this many standard deviations from the mean, and some more, are as good as impossible. */
#define REACH_SD 14
#define REACH_MORE 60

typedef double (*squared_statistic)(double i, double j, double n1, double n2);

static double unpooled(double i, double j, double n1, double n2) {
  double difference = i * n2 - j * n1;
  return difference == 0 ? 0 : difference * difference / (i * n2 * n2 + j * n1 * n1);
}

static double pooled(double i, double j, double n1, double n2) {
  double difference = i * n2 - j * n1;
  return difference == 0 ? 0 : difference * difference / (i + j);
}

/* P(J <= j) and P(J >= j). */
static double lower_tail(double j, double mean) {
  return j < 0 ? 0 : gsl_cdf_gamma_Q(mean, j + 1, 1);
}

static double upper_tail(double j, double mean) {
  return j <= 0 ? 1 : gsl_cdf_gamma_P(mean, j, 1);
}

/* For one i the statistic grows with the distance of j from where the rates are equal, on both
 * sides: the first j above and the last below whose statistic is at least `limit`. */
static double first_above(squared_statistic f, double i, double n1, double n2, double limit,
                          double from, double end) {
  double lo = from, hi = end; /* f(hi) may still be below: then nothing that matters is above */
  while (lo < hi) {
    double middle = floor(lo + (hi - lo) / 2);
    if (f(i, middle, n1, n2) >= limit)
      hi = middle;
    else
      lo = middle + 1;
  }
  return lo;
}

static double last_below(squared_statistic f, double i, double n1, double n2, double limit,
                         double from) {
  double lo = -1, hi = from;
  while (lo < hi) {
    double middle = ceil(lo + (hi - lo) / 2);
    if (f(i, middle, n1, n2) >= limit)
      lo = middle;
    else
      hi = middle - 1;
  }
  return lo;
}

static double sum_of_pairs(squared_statistic f, pb_count one, pb_count other) {
  double x1 = (double)one.count, x2 = (double)other.count, n1 = one.exposure, n2 = other.exposure;
  double limit = f(x1, x2, n1, n2) * RELATIVE_TIE;
  if (limit <= 0)
    return 1;
  double rate = (x1 + x2) / (n1 + n2), mean1 = rate * n1, mean2 = rate * n2;
  double reach1 = REACH_SD * sqrt(mean1) + REACH_MORE, reach2 = REACH_SD * sqrt(mean2) + REACH_MORE;
  double end2 = ceil(mean2 + reach2) + 1;
  double p = 0;
  for (double i = fmax(0, floor(mean1 - reach1)); i <= mean1 + reach1; i++) {
    double weight = gsl_ran_gamma_pdf(mean1, i + 1, 1); /* of the Poisson distribution */
    double equal = i * n2 / n1;
    double above = first_above(f, i, n1, n2, limit, floor(equal) + 1, fmax(end2, equal + 2));
    double below = last_below(f, i, n1, n2, limit, ceil(equal) - 1);
    p += weight * (upper_tail(above, mean2) + lower_tail(below, mean2));
  }
  return fmin(1, p);
}

bool pb_e_test_compare(pb_count one, pb_count other, pb_e_test *test) {
  if (one.count < 0 || other.count < 0 || one.count + other.count == 0 || !(one.exposure > 0) ||
      !(other.exposure > 0))
    return false;
  /* Only the ratio of exposures matters; products of large ones would overflow nothing less. */
  double scale = one.exposure;
  one.exposure = 1;
  other.exposure /= scale;
  test->p = sum_of_pairs(unpooled, one, other);
  test->p_score = sum_of_pairs(pooled, one, other);
  return true;
}

static const pb_input inputs[] = {
    PB_COUNT_PAIR_INPUTS,
};

static pb_result *run(const pb_table *input, const pb_params *values, GError **error) {
  (void)values;
  pb_count_pairs pairs;
  if (!pb_count_pairs_find(input, &pairs, error))
    return NULL;
  pb_result *result = pb_result_new("e-test");
  pb_column *p = pb_result_add_column(result, "p", PB_TYPE_DOUBLE, NULL);
  pb_column *p_score = pb_result_add_column(result, "p_score", PB_TYPE_DOUBLE, NULL);
  size_t n = pb_table_n_rows(input), used = 0;
  size_t not_assessed = 0;
  for (size_t row = 0; row < n; row++) {
    pb_count now, base;
    bool complete = pb_count_pairs_at(&pairs, row, &now, &base);
    pb_e_test test = {0, 0};
    bool assessed = complete && pb_e_test_compare(now, base, &test);
    used += complete;
    not_assessed += complete && !assessed;
    pb_column_append_maybe(p, assessed, test.p);
    pb_column_append_maybe(p_score, assessed, test.p_score);
  }
  if (used == 0)
    pb_result_set_reason(result, PB_NO_COMPLETE_ROW);
  else if (not_assessed == used)
    pb_result_set_reason(result, PB_NOT_ASSESSED);
  else if (not_assessed > 0)
    pb_result_add_warning(result, PB_NOT_ASSESSED);
  pb_result_set_counts(result, used, n - used);
  return result;
}

const pb_statistic pb_statistic_e_test = {
    .name = "e-test",
    .title = N_("Change between two counts, E-test"),
    .description =
        N_("Whether two counts differ more than chance, with respect to population, by a test that "
           "finds more changes than the exact conditional one. The statistic is not pooled, as in "
           "the original paper; the pooled form of other programs stands beside it."),
    .citation = "Krishnamoorthy K, Thomson J (2004) J Stat Plan Inference 119:23",
    .inputs = inputs,
    .n_inputs = G_N_ELEMENTS(inputs),
    .run = run,
};

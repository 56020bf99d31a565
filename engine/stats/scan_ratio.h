/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * How much better a higher rate inside a window explains the cases than one rate everywhere: the
 * logarithm of Kulldorff's likelihood ratio, and a bound that needs no logarithm. As
 * sum O log(O/E) <= sum (O - E)^2 / E, a window whose chi2 does not exceed the best ratio found so
 * far cannot beat it.
 */
#ifndef PB_ENGINE_STATS_SCAN_RATIO_H
#define PB_ENGINE_STATS_SCAN_RATIO_H

#include <math.h>
#include <stdbool.h>
#include <stddef.h>

static inline double pb_scan_part(double observed, double expected) {
  return observed > 0 ? observed * log(observed / expected) : 0;
}

/** Poisson: `cases` inside where `expected` > 0 of all `total` cases are expected, which is more
 * than `expected`. 0 when there are no more than expected. */
static inline double pb_scan_poisson(double cases, double expected, double total) {
  if (!(cases > expected))
    return 0;
  return pb_scan_part(cases, expected) + pb_scan_part(total - cases, total - expected);
}

static inline bool pb_scan_poisson_may_beat(double best, double cases, double expected,
                                            double total) {
  double more = cases - expected;
  return more > 0 && more * more * total > best * expected * (total - expected);
}

/** Binomial: `cases` of `population` persons inside, `total` of `everybody`. */
static inline double pb_scan_binomial(double cases, double population, double total,
                                      double everybody) {
  double expected = total * population / everybody;
  if (!(cases > expected))
    return 0;
  return pb_scan_part(cases, expected) + pb_scan_part(total - cases, total - expected) +
         pb_scan_part(population - cases, population - expected) +
         pb_scan_part(everybody - population - total + cases,
                      everybody - population - total + expected);
}

static inline bool pb_scan_binomial_may_beat(double best, double cases, double population,
                                             double total, double everybody) {
  double more = cases - total * population / everybody;
  return more > 0 && more * more * everybody * everybody * everybody >
                         best * total * (everybody - total) * population * (everybody - population);
}

/** p of an observed ratio among `n` of replicates: (b + 1) / (n + 1); a hair below counts as equal,
 * because the same window added up in another order is. */
static inline double pb_scan_p(double observed, const double *replicates, size_t n) {
  size_t as_large = 0;
  for (size_t r = 0; r < n; r++)
    as_large += replicates[r] >= observed - 1e-9 * fmax(1, observed);
  return (double)(as_large + 1) / (double)(n + 1);
}

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Tails and critical values of the normal, t, chi2 and binomial distributions.
 *
 * The t and binomial tails come from the continued fraction of the incomplete beta function
 * (Didonato & Morris 1992), the binomial probabilities from Loader's saddle-point form (2000): both
 * keep full relative precision far out in the tails and at counts of millions, where sums and GSL's
 * approximations do not.
 */
#ifndef PB_ENGINE_STATS_TAILS_H
#define PB_ENGINE_STATS_TAILS_H

#include <stdint.h>

/** Two-sided p of a standard normal z, and of t with df > 0 degrees of freedom. */
double pb_normal_p(double z);
double pb_t_p(double t, double df);
/** Upper tail of chi2. */
double pb_chi2_p(double chi2, double df);
/** Two-sided critical values at a confidence in (0, 1): 1.96 at 0.95. */
double pb_normal_critical(double confidence);
double pb_t_critical(double confidence, double df);

/** P(X = k), P(X <= k), P(X >= k) of X ~ Bin(n, p), 0 < p < 1, any k. */
double pb_binomial_pmf(int64_t k, int64_t n, double p);
double pb_binomial_lower(int64_t k, int64_t n, double p);
double pb_binomial_upper(int64_t k, int64_t n, double p);

/** Root of an increasing `f` between lo and hi, f(lo) <= 0 <= f(hi), to the last digits. */
double pb_solve_increasing(double (*f)(double x, const void *data), const void *data, double lo,
                           double hi);

#endif

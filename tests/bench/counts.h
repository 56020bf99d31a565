/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Counts drawn for the benches of how well tests keep their word, and the line they print. */
#ifndef PB_TESTS_BENCH_COUNTS_H
#define PB_TESTS_BENCH_COUNTS_H

#include <gsl/gsl_randist.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>

/** Poisson, or with the variance phi times the mean: negative binomial. */
static inline int64_t draw_count(gsl_rng *random, double mean, double phi) {
  if (phi <= 1)
    return gsl_ran_poisson(random, mean);
  return gsl_ran_negative_binomial(random, 1 / phi, mean / (phi - 1));
}

typedef struct {
  double hits, tries, none; /**< none: tries that gave no answer */
} tally;

/** "name   what   wanted %   found % +- 1.96 errors   no answer %" */
static inline void print_tally(const char *name, const char *what, double wanted, tally t) {
  double share = t.tries > 0 ? t.hits / t.tries : 0;
  double error = t.tries > 0 ? sqrt(share * (1 - share) / t.tries) : 0;
  double none = t.tries + t.none > 0 ? t.none / (t.tries + t.none) : 0;
  printf("%-44s %-22s %6.1f %7.2f +- %.2f %6.1f\n", name, what, 100 * wanted, 100 * share,
         196 * error, 100 * none);
}

#endif

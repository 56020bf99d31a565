/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/random_draw.h"

#include <gsl/gsl_randist.h>

#include "engine/random_gsl.h"

uint32_t pb_random_binomial(pb_random *random, uint32_t n, double p) {
  gsl_rng rng = pb_random_gsl_of(random);
  if (n == 0 || !(p > 0))
    return 0;
  return p >= 1 ? n : (uint32_t)gsl_ran_binomial(&rng, p, n);
}

double pb_random_gamma(pb_random *random, double shape, double scale) {
  gsl_rng rng = pb_random_gsl_of(random);
  return gsl_ran_gamma(&rng, shape, scale);
}

void pb_random_multinomial(pb_random *random, uint32_t total, const double *weight, size_t n,
                           double *count) {
  double left = 0;
  for (size_t i = 0; i < n; i++)
    left += weight[i];
  for (size_t i = 0; i < n; i++) {
    uint32_t own = i + 1 == n ? total : pb_random_binomial(random, total, weight[i] / left);
    count[i] = own;
    total -= own;
    left -= weight[i];
  }
}

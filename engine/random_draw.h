/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Draws from distributions on a stream of its own (random.h): GSL's algorithms on our bits. */
#ifndef PB_ENGINE_RANDOM_DRAW_H
#define PB_ENGINE_RANDOM_DRAW_H

#include "engine/random.h"

/** Successes in `n` trials of probability `p`, 0 <= p <= 1; n below 2^32. */
uint32_t pb_random_binomial(pb_random *random, uint32_t n, double p);
/** Gamma of mean shape * scale; both greater than 0. */
double pb_random_gamma(pb_random *random, double shape, double scale);
/** `total` balls into `n` boxes with probability in proportion to `weight` (at least 0, not all 0):
 * how many in each. */
void pb_random_multinomial(pb_random *random, uint32_t total, const double *weight, size_t n,
                           double *count);

#endif

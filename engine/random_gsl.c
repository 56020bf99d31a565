/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/random_gsl.h"

static void set(void *state, unsigned long seed) {
  *(pb_random *)state = pb_random_start(seed, 0);
}

/* 32 bits: GSL's ziggurat takes its table's row and its number from one call. */
static unsigned long get(void *state) {
  return (unsigned long)(pb_random_bits(state) >> 32);
}

static double get_double(void *state) {
  return pb_random_unit(state);
}

static const gsl_rng_type type = {
    .name = "xoshiro256**",
    .max = 0xffffffffUL,
    .min = 0,
    .size = sizeof(pb_random),
    .set = set,
    .get = get,
    .get_double = get_double,
};

gsl_rng *pb_random_gsl_new(void) {
  return gsl_rng_alloc(&type);
}

void pb_random_gsl_start(gsl_rng *random, uint64_t seed, uint64_t replicate) {
  *(pb_random *)random->state = pb_random_start(seed, replicate);
}

gsl_rng pb_random_gsl_of(pb_random *random) {
  return (gsl_rng){.type = &type, .state = random};
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Streams of random numbers for permutations and simulations: xoshiro256** (Blackman & Vigna 2021),
 * its state filled by splitmix64 (Steele, Lea & Flood 2014) from a seed and the number of the
 * replicate. Replicate i has its own stream, so results do not depend on who computes it when.
 * A stream is 32 bytes and starts at once: one for each of a million replicates costs nothing.
 */
#ifndef PB_ENGINE_RANDOM_H
#define PB_ENGINE_RANDOM_H

#include <stddef.h>
#include <stdint.h>

typedef struct {
  uint64_t state[4];
} pb_random;

/** The stream of replicate `replicate` under `seed`. */
pb_random pb_random_start(uint64_t seed, uint64_t replicate);
/** 64 random bits. */
uint64_t pb_random_bits(pb_random *random);
/** The next `n` times 64 random bits at once, the same as one by one. */
void pb_random_fill(pb_random *random, uint64_t *bits, size_t n);
/** Uniform in [0, 1), a multiple of 2^-53. */
double pb_random_unit(pb_random *random);
/** Uniform in 0 .. n - 1 without bias (Lemire 2019); n > 0. */
uint32_t pb_random_below(pb_random *random, uint32_t n);
/** Put `n` values in a random order (Fisher-Yates). */
void pb_random_shuffle(pb_random *random, uint32_t *values, size_t n);

#endif

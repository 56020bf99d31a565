/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/random.h"

static uint64_t split(uint64_t *x) {
  uint64_t z = *x += UINT64_C(0x9e3779b97f4a7c15);
  z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
  return z ^ (z >> 31);
}

pb_random pb_random_start(uint64_t seed, uint64_t replicate) {
  uint64_t x = seed;
  x = split(&x) ^ replicate; /* neighbouring seeds and replicates end up far apart */
  pb_random random;
  for (int i = 0; i < 4; i++)
    random.state[i] = split(&x);
  return random;
}

static uint64_t rotate(uint64_t x, int by) {
  return (x << by) | (x >> (64 - by));
}

static inline uint64_t step(uint64_t s[4]) {
  uint64_t bits = rotate(s[1] * 5, 7) * 9, shifted = s[1] << 17;
  s[2] ^= s[0];
  s[3] ^= s[1];
  s[1] ^= s[2];
  s[0] ^= s[3];
  s[2] ^= shifted;
  s[3] = rotate(s[3], 45);
  return bits;
}

uint64_t pb_random_bits(pb_random *random) {
  return step(random->state);
}

void pb_random_fill(pb_random *random, uint64_t *bits, size_t n) {
  pb_random own = *random; /* in registers while it runs */
  for (size_t i = 0; i < n; i++)
    bits[i] = step(own.state);
  *random = own;
}

double pb_random_unit(pb_random *random) {
  return (double)(pb_random_bits(random) >> 11) * 0x1p-53;
}

uint32_t pb_random_below(pb_random *random, uint32_t n) {
  uint64_t product = (pb_random_bits(random) >> 32) * n;
  if ((uint32_t)product < n) {
    uint32_t uneven = (uint32_t)-n % n;
    while ((uint32_t)product < uneven)
      product = (pb_random_bits(random) >> 32) * n;
  }
  return (uint32_t)(product >> 32);
}

void pb_random_shuffle(pb_random *random, uint32_t *values, size_t n) {
  for (size_t i = n; i > 1; i--) {
    size_t k = pb_random_below(random, (uint32_t)i);
    uint32_t value = values[i - 1];
    values[i - 1] = values[k];
    values[k] = value;
  }
}

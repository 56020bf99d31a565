/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Random numbers for the made-up events. Only operations that IEEE 754 rounds in one way (+ - * /
 * and comparisons) follow from them, so that every machine writes the same bytes. */
#ifndef PB_GENERATOR_DRAW_H
#define PB_GENERATOR_DRAW_H

#include <stddef.h>
#include <stdint.h>

typedef struct {
  uint64_t state;
} draws;

/** SplitMix64 (Steele, Lea and Flood 2014). */
static inline uint64_t draw_bits(draws *d) {
  uint64_t z = d->state += UINT64_C(0x9E3779B97F4A7C15);
  z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
  z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
  return z ^ (z >> 31);
}

/** 0 <= u < 1 */
static inline double draw_unit(draws *d) {
  return (double)(draw_bits(d) >> 11) / 9007199254740992.0;
}

static inline double draw_between(draws *d, double low, double high) {
  return low + draw_unit(d) * (high - low);
}

/** 0 .. n-1 */
static inline int draw_int(draws *d, int n) {
  return (int)(draw_unit(d) * n);
}

static inline int draw_chance(draws *d, double p) {
  return draw_unit(d) < p;
}

/** Nearly normal, mean 0 and standard deviation 1: twelve uniform numbers (no logarithm). */
static inline double draw_normal(draws *d) {
  double sum = -6;
  for (int i = 0; i < 12; i++)
    sum += draw_unit(d);
  return sum;
}

/** A point of the disc of radius 1. */
static inline void draw_disc(draws *d, double *x, double *y) {
  do {
    *x = draw_between(d, -1, 1);
    *y = draw_between(d, -1, 1);
  } while (*x * *x + *y * *y > 1);
}

/** Position among n weights, by weight. */
static inline size_t draw_weighted(draws *d, const double *weights, size_t n) {
  double sum = 0;
  for (size_t i = 0; i < n; i++)
    sum += weights[i];
  double at = draw_unit(d) * sum;
  for (size_t i = 0; i + 1 < n; i++) {
    at -= weights[i];
    if (at < 0)
      return i;
  }
  return n - 1;
}

#endif

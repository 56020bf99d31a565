/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Made points for the tests of spatial statistics. */
#ifndef PB_TESTS_ENGINE_POINTS_H
#define PB_TESTS_ENGINE_POINTS_H

#include "engine/random.h"
#include "tests/unit/engine/helpers.h"

typedef struct {
  size_t n;
  double *x, *y;
} made_points;

/** `n` points in a square of `side` metres, three in four of them around ten places, on whole
 * multiples of `step` metres: many coincide and lie at equal distances. */
static inline made_points made_points_new(size_t n, double side, double step, uint64_t seed) {
  made_points p = {n, g_new(double, n), g_new(double, n)};
  pb_random random = pb_random_start(seed, 0);
  for (size_t i = 0; i < n; i++) {
    double x = side * pb_random_unit(&random), y = side * pb_random_unit(&random);
    if (i % 4) {
      double k = (double)(i % 10);
      x = side * (0.1 + k * 0.08) + 0.1 * (x - side / 2) * pb_random_unit(&random);
      y = side * (0.5 + 0.4 * sin(k)) + 0.1 * (y - side / 2) * pb_random_unit(&random);
    }
    p.x[i] = step * floor(x / step);
    p.y[i] = step * floor(y / step);
  }
  return p;
}

static inline void made_points_clear(made_points *p) {
  g_free(p->x);
  g_free(p->y);
}

/** The same points in another order: point i of the copy is order[i] of the original. */
static inline made_points made_points_shuffled(const made_points *p, uint32_t *order) {
  made_points q = {p->n, g_new(double, p->n), g_new(double, p->n)};
  pb_random random = pb_random_start(99, 0);
  for (uint32_t i = 0; i < p->n; i++)
    order[i] = i;
  pb_random_shuffle(&random, order, p->n);
  for (size_t i = 0; i < p->n; i++) {
    q.x[i] = p->x[order[i]];
    q.y[i] = p->y[order[i]];
  }
  return q;
}

#endif

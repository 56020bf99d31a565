/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stats/conditional_draw.h"

#include <math.h>
#include <string.h>

#include "engine/chunks.h"
#include "engine/random.h"

/* Sums of the same numbers in another order differ by less than this part of their size. */
#define TIE 1e-12

typedef struct {
  const double *values;
  const pb_weights *weights;
  const pb_permutation *options;
  double *p;
  size_t per_chunk, most_neighbours;
} job;

/* What a thread works in. */
typedef struct {
  double *pool;   /* the values; in their own order between two permutations */
  uint32_t *from; /* where the t-th drawn value stood */
  uint64_t *bits;
} room;

/* Uniform in 0 .. range - 1 from 32 random bits, and now and then from more (Lemire 2019). */
static inline uint32_t below(uint32_t bits, uint32_t range, pb_random *random) {
  uint64_t product = (uint64_t)bits * range;
  if (G_UNLIKELY((uint32_t)product < range) && (uint32_t)product < (uint32_t)-range % range)
    return pb_random_below(random, range);
  return (uint32_t)(product >> 32);
}

/* Sum of k values drawn from the first n of the pool: the first k steps of Fisher and Yates, taken
 * back afterwards. */
static double draw(room *w, uint32_t n, uint32_t k, const double *weight, pb_random *random) {
  double sum = 0, *pool = w->pool;
  pb_random_fill(random, w->bits, (k + 1) / 2);
  for (uint32_t t = 0; t < k; t++) {
    uint32_t bits = (uint32_t)(w->bits[t / 2] >> (t % 2 * 32));
    uint32_t from = t + below(bits, n - t, random);
    double value = pool[from];
    pool[from] = pool[t];
    pool[t] = value;
    w->from[t] = from;
    sum += weight[t] * value;
  }
  for (uint32_t t = k; t-- > 0;) {
    double value = pool[t];
    pool[t] = pool[w->from[t]];
    pool[w->from[t]] = value;
  }
  return sum;
}

static double place_p(const job *j, size_t i, room *w) {
  const pb_weights *weights = j->weights;
  size_t first = weights->first[i], k = pb_weights_degree(weights, i), last = weights->n - 1;
  if (k == 0)
    return 1;
  double observed = 0, size = 0;
  for (size_t t = first; t < first + k; t++) {
    observed += weights->weight[t] * j->values[weights->neighbour[t]];
    size += fabs(weights->weight[t] * j->values[weights->neighbour[t]]);
  }
  double tie = TIE * size;
  pb_random random = pb_random_start(j->options->seed, i);
  w->pool[i] = j->values[last]; /* the place itself is not drawn */
  uint32_t at_least = 0, at_most = 0;
  for (uint32_t r = 0; r < j->options->permutations; r++) {
    double sum = draw(w, (uint32_t)last, (uint32_t)k, weights->weight + first, &random);
    at_least += sum >= observed - tie;
    at_most += sum <= observed + tie;
  }
  w->pool[i] = j->values[i];
  return pb_permutation_p(at_least, at_most, j->options->permutations);
}

static void do_places(size_t chunk, void *data) {
  job *j = data;
  size_t n = j->weights->n, end = MIN((chunk + 1) * j->per_chunk, n);
  g_autofree double *pool = g_memdup2(j->values, n * sizeof *pool);
  g_autofree uint32_t *from = g_new(uint32_t, j->most_neighbours + 1);
  g_autofree uint64_t *bits = g_new(uint64_t, j->most_neighbours + 1);
  room w = {pool, from, bits};
  for (size_t i = chunk * j->per_chunk; i < end; i++)
    j->p[i] = place_p(j, i, &w);
}

void pb_conditional_p(const double *values, const pb_weights *weights,
                      const pb_permutation *options, double *p) {
  if (!options->permutations || !weights->n)
    return;
  job j = {values, weights, options, p, weights->n / 256 + 16, 0};
  for (size_t i = 0; i < weights->n; i++)
    j.most_neighbours = MAX(j.most_neighbours, pb_weights_degree(weights, i));
  pb_chunks_run((weights->n + j.per_chunk - 1) / j.per_chunk, do_places, &j, options->threads);
}

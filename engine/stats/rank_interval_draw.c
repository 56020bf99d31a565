/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stats/rank_interval.h"

#include <glib.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <math.h>
#include <stdlib.h>

typedef struct {
  pb_count count;
  double rate;
  size_t index;
} place;

/* Highest rate first; of equal rates the larger place. Twins keep the order of their rows. */
static int by_rate(const void *a, const void *b) {
  const place *x = a, *y = b;
  if (x->rate != y->rate)
    return x->rate > y->rate ? -1 : 1;
  if (x->count.exposure != y->count.exposure)
    return x->count.exposure > y->count.exposure ? -1 : 1;
  return x->index < y->index ? -1 : x->index > y->index;
}

static bool twins(const place *x, const place *y) {
  return x->count.count == y->count.count && x->count.exposure == y->count.exposure;
}

/* A generator's start from the seed and the number of the replicate (SplitMix64). */
static unsigned long start_of(uint64_t seed, uint64_t replicate) {
  uint64_t z = seed + (replicate + 1) * UINT64_C(0x9e3779b97f4a7c15);
  z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
  return (unsigned long)((z ^ (z >> 31)) & 0xffffffffU) | 1U; /* 0 would mean GSL's default */
}

typedef struct {
  double value;
  size_t place;
} drawn;

static int by_value(const void *a, const void *b) {
  const drawn *x = a, *y = b;
  if (x->value != y->value)
    return x->value > y->value ? -1 : 1;
  return x->place < y->place ? -1 : x->place > y->place;
}

static void draw_ranks(const place *places, size_t n, const pb_rank_options *options,
                       uint32_t *ranks) {
  bool jeffreys = !(options->shape > 0 && options->rate > 0);
  double a = jeffreys ? 0.5 : options->shape, b = jeffreys ? 0 : options->rate;
  gsl_rng *random = gsl_rng_alloc(gsl_rng_mt19937);
  g_autofree drawn *draws = g_new(drawn, n);
  for (size_t r = 0; r < options->replicates; r++) {
    gsl_rng_set(random, start_of(options->seed, r));
    for (size_t i = 0; i < n; i++) {
      double shape = (double)places[i].count.count / options->phi + a;
      double scale = 1 / (places[i].count.exposure / options->phi + b);
      draws[i] = (drawn){gsl_ran_gamma(random, shape, scale), i};
    }
    qsort(draws, n, sizeof *draws, by_value);
    for (size_t i = 0; i < n; i++)
      ranks[draws[i].place * options->replicates + r] = (uint32_t)(i + 1);
  }
  gsl_rng_free(random);
}

static int by_rank(const void *a, const void *b) {
  uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
  return x < y ? -1 : x > y;
}

/* Interval of the ranks of one place, or of several twins together. */
static pb_rank_interval summarise(uint32_t *ranks, size_t n, const pb_rank_options *options) {
  qsort(ranks, n, sizeof *ranks, by_rank);
  double tail = (1 - options->confidence) / 2, last = (double)(n - 1);
  size_t top = 0;
  while (top < n && ranks[top] <= options->n_top)
    top++;
  return (pb_rank_interval){
      .lower = ranks[(size_t)floor(tail * last)],
      .upper = ranks[(size_t)ceil((1 - tail) * last)],
      .median = ((double)ranks[(n - 1) / 2] + (double)ranks[n / 2]) / 2,
      .p_top = (double)top / (double)n,
  };
}

size_t pb_rank_top(size_t n) {
  return (n + 9) / 10;
}

void pb_rank_intervals(const pb_count *counts, size_t n, const pb_rank_options *given,
                       pb_rank_interval *ranks) {
  if (n == 0)
    return;
  pb_rank_options options = *given;
  options.replicates = options.replicates ? options.replicates : 1000;
  options.phi = options.phi > 0 ? options.phi : 1;
  options.confidence = options.confidence > 0 ? options.confidence : PB_DEFAULT_CONFIDENCE;
  options.n_top = options.n_top ? options.n_top : pb_rank_top(n);
  g_autofree place *places = g_new(place, n);
  for (size_t i = 0; i < n; i++)
    places[i] = (place){counts[i], (double)counts[i].count / counts[i].exposure, i};
  qsort(places, n, sizeof *places, by_rate);
  g_autofree uint32_t *drawn_ranks = g_new(uint32_t, n * options.replicates);
  draw_ranks(places, n, &options, drawn_ranks);
  size_t rank = 1;
  for (size_t i = 0, end; i < n; i = end) {
    for (end = i + 1; end < n && twins(&places[i], &places[end]);)
      end++;
    pb_rank_interval found =
        summarise(&drawn_ranks[i * options.replicates], (end - i) * options.replicates, &options);
    if (i > 0 && places[i].rate != places[i - 1].rate)
      rank = i + 1;
    found.rank = rank;
    for (size_t k = i; k < end; k++)
      ranks[places[k].index] = found;
  }
}

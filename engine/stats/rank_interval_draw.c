/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stats/rank_interval.h"

#include <glib.h>
#include <gsl/gsl_randist.h>
#include <math.h>
#include <stdlib.h>

#include "engine/chunks.h"
#include "engine/random_gsl.h"

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

/* Work of the threads: places in the order of their rates, ranks of each place side by side. */
typedef struct {
  const place *places;
  size_t n;
  const pb_rank_options *options;
  uint32_t *drawn;
  pb_rank_interval *ranks; /* in the order of the rows */
} work;

#define REPLICATES_A_CHUNK 50
#define PLACES_A_CHUNK 20

static void draw_chunk(size_t chunk, void *data) {
  const work *w = data;
  const pb_rank_options *o = w->options;
  bool jeffreys = !(o->shape > 0 && o->rate > 0);
  double a = jeffreys ? 0.5 : o->shape, b = jeffreys ? 0 : o->rate;
  gsl_rng *random = pb_random_gsl_new();
  g_autofree drawn *draws = g_new(drawn, w->n);
  size_t end = MIN((chunk + 1) * REPLICATES_A_CHUNK, o->replicates);
  for (size_t r = chunk * REPLICATES_A_CHUNK; r < end; r++) {
    pb_random_gsl_start(random, o->seed, r);
    for (size_t i = 0; i < w->n; i++) {
      const pb_count *count = &w->places[i].count;
      double shape = (double)count->count / o->phi + a, scale = 1 / (count->exposure / o->phi + b);
      draws[i] = (drawn){gsl_ran_gamma(random, shape, scale), i};
    }
    qsort(draws, w->n, sizeof *draws, by_value);
    for (size_t i = 0; i < w->n; i++)
      w->drawn[draws[i].place * o->replicates + r] = (uint32_t)(i + 1);
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

static bool is_first_of_twins(const work *w, size_t i) {
  return i == 0 || !twins(&w->places[i], &w->places[i - 1]);
}

/* The rank of place i by its rate: one more than there are higher ones. */
static size_t rank_of(const work *w, size_t i) {
  while (i > 0 && w->places[i - 1].rate == w->places[i].rate)
    i--;
  return i + 1;
}

/* Twins that reach beyond the chunk belong to the chunk of the first of them. */
static void summarise_chunk(size_t chunk, void *data) {
  const work *w = data;
  size_t replicates = w->options->replicates;
  size_t last = MIN((chunk + 1) * PLACES_A_CHUNK, w->n);
  for (size_t i = chunk * PLACES_A_CHUNK; i < last; i++) {
    if (!is_first_of_twins(w, i))
      continue;
    size_t end = i + 1;
    while (end < w->n && !is_first_of_twins(w, end))
      end++;
    pb_rank_interval found =
        summarise(&w->drawn[i * replicates], (end - i) * replicates, w->options);
    found.rank = rank_of(w, i);
    for (size_t k = i; k < end; k++)
      w->ranks[w->places[k].index] = found;
  }
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
  work w = {places, n, &options, drawn_ranks, ranks};
  pb_chunks_run((options.replicates + REPLICATES_A_CHUNK - 1) / REPLICATES_A_CHUNK, draw_chunk, &w,
                options.threads);
  pb_chunks_run((n + PLACES_A_CHUNK - 1) / PLACES_A_CHUNK, summarise_chunk, &w, options.threads);
}

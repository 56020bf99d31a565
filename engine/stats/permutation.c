/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stats/permutation.h"

#include <glib.h>
#include <math.h>
#include <string.h>

#include "engine/chunks.h"
#include "engine/random.h"

/* Sums of the same numbers in another order differ by less than this part of their size. */
#define TIE 1e-12
#define PER_CHUNK 16

pb_permutation pb_permutation_of(const pb_params *params) {
  return (pb_permutation){.permutations = (uint32_t)pb_params_int(params, "permutations"),
                          .seed = (uint64_t)pb_params_int(params, "seed"),
                          .threads = pb_params_int(params, "threads")};
}

double pb_permutation_p(uint32_t at_least, uint32_t at_most, uint32_t permutations) {
  return fmin(1, 2.0 * (MIN(at_least, at_most) + 1.0) / (permutations + 1.0));
}

typedef struct {
  const double *values;
  size_t n;
  pb_permuted_statistic statistic;
  const void *data;
  const pb_permutation *options;
  double *found; /* one a permutation */
} job;

/* Every permutation begins with the values in their own order. */
static void permute_chunk(size_t chunk, void *data) {
  job *j = data;
  g_autofree uint32_t *order = g_new(uint32_t, j->n + 1);
  g_autofree double *values = g_new(double, j->n + 1);
  size_t end = MIN((chunk + 1) * PER_CHUNK, j->options->permutations);
  for (size_t r = chunk * PER_CHUNK; r < end; r++) {
    pb_random random = pb_random_start(j->options->seed, r);
    for (size_t i = 0; i < j->n; i++)
      order[i] = (uint32_t)i;
    pb_random_shuffle(&random, order, j->n);
    for (size_t i = 0; i < j->n; i++)
      values[i] = j->values[order[i]];
    j->found[r] = j->statistic(values, j->data);
  }
}

double pb_permutation_test(const double *values, size_t n, pb_permuted_statistic statistic,
                           const void *data, double observed, const pb_permutation *options) {
  uint32_t permutations = options->permutations, at_least = 0, at_most = 0;
  g_autofree double *found = g_new(double, permutations);
  job j = {values, n, statistic, data, options, found};
  pb_chunks_run((permutations + PER_CHUNK - 1) / PER_CHUNK, permute_chunk, &j, options->threads);
  double largest = fabs(observed);
  for (uint32_t r = 0; r < permutations; r++)
    largest = fmax(largest, fabs(found[r]));
  for (uint32_t r = 0; r < permutations; r++) {
    at_least += found[r] >= observed - TIE * largest;
    at_most += found[r] <= observed + TIE * largest;
  }
  return pb_permutation_p(at_least, at_most, permutations);
}

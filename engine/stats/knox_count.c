/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stats/knox_count.h"

#include <string.h>

#include "engine/chunks.h"

/* Limits compared in one pass over the pairs. */
#define PASS 4
/* Vectors of one event. */
#define HALVES 2

typedef struct {
  const pb_knox_pairs *pairs;
  const uint32_t *limits;
  size_t n_limits, n_replicates;
  pb_knox_fill fill;
  const void *data;
  uint32_t *counts;
} work;

/* One band, up to PASS limits, one chunk of replicates. */
typedef struct {
  const uint32_t *first, *first_run, *limits;
  const pb_knox_run *runs;
  const void *times;
  size_t n_places;
  bool within;
  uint32_t *sums;
} pass;

static pass pass_of(const work *w, size_t band, size_t from, const void *times, uint32_t *sums) {
  const pb_knox_band *b = &w->pairs->bands[band];
  return (pass){.first = w->pairs->first,
                .first_run = (const uint32_t *)b->first->data,
                .limits = w->limits + from,
                .runs = (const pb_knox_run *)b->runs->data,
                .times = times,
                .n_places = w->pairs->n_places,
                .within = b->within,
                .sums = sums};
}

#define NUMBER int16_t
#define BITS 16
#define LANE(name) short_##name
#include "engine/stats/knox_lanes.inc"
#undef NUMBER
#undef BITS
#undef LANE

#define NUMBER int32_t
#define BITS 32
#define LANE(name) long_##name
#include "engine/stats/knox_lanes.inc"
#undef NUMBER
#undef BITS
#undef LANE

void pb_knox_count(const pb_knox_pairs *pairs, const uint32_t *limits, size_t n_limits,
                   uint32_t most, size_t n_replicates, pb_knox_fill fill, const void *data,
                   int threads, uint32_t *counts) {
  work w = {pairs, limits, n_limits, n_replicates, fill, data, counts};
  if (most < (uint32_t)short_most)
    pb_chunks_run((n_replicates + short_n - 1) / short_n, short_chunk, &w, threads);
  else
    pb_chunks_run((n_replicates + long_n - 1) / long_n, long_chunk, &w, threads);
}

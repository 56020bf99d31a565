/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>
#include <math.h>
#include <stdlib.h>

#include "engine/chunks.h"
#include "engine/random.h"
#include "engine/stats/pai.h"
#include "engine/stats/quantile.h"

typedef struct {
  double score, area, count;
} place;

static int by_score(const void *a, const void *b) {
  const place *p = a, *q = b;
  if (p->score != q->score)
    return p->score > q->score ? -1 : 1;
  if (p->count != q->count)
    return p->count > q->count ? -1 : 1;
  return p->area < q->area ? -1 : p->area > q->area;
}

static double total_area(const double *area, size_t n) {
  double sum = 0;
  for (size_t i = 0; i < n; i++)
    sum += area[i];
  return sum;
}

void pb_pai_hits(const double *score, const int64_t *counts, const double *area, size_t n,
                 const double *shares, size_t n_shares, double *hits) {
  g_autofree place *places = g_new(place, n + 1);
  for (size_t i = 0; i < n; i++)
    places[i] = (place){score[i], area[i], (double)counts[i]};
  qsort(places, n, sizeof *places, by_score);
  double all = total_area(area, n), taken = 0, held = 0;
  size_t s = 0;
  for (size_t begin = 0, end; begin < n && s < n_shares; begin = end) {
    double group_area = 0, group = 0;
    for (end = begin; end < n && places[end].score == places[begin].score; end++) {
      group_area += places[end].area;
      group += places[end].count;
    }
    for (; s < n_shares && shares[s] * all <= taken + group_area; s++)
      hits[s] = held + group * (shares[s] * all - taken) / group_area;
    taken += group_area;
    held += group;
  }
  for (; s < n_shares; s++) /* all the area, but for rounding */
    hits[s] = held;
}

pb_pai pb_pai_of(double hits, double best, double all, double share) {
  double hit_share = fmin(hits / all, 1);
  return (pb_pai){hit_share, hit_share / share, best > 0 ? fmin(hits / best, 1) : 0};
}

typedef struct {
  const place *places;
  size_t n, n_shares;
  const double *shares;
  double area;
  uint64_t seed;
  double *hits; /* hits[replicate * n_shares + s] */
} chance;

/* Take places at random until they make up the largest share. */
static void choose(size_t replicate, void *data) {
  const chance *c = data;
  double *hits = c->hits + replicate * c->n_shares, taken = 0, held = 0;
  pb_random random = pb_random_start(c->seed, replicate);
  g_autofree uint32_t *order = g_new(uint32_t, c->n);
  for (size_t i = 0; i < c->n; i++)
    order[i] = (uint32_t)i;
  size_t s = 0;
  for (size_t i = 0; i < c->n && s < c->n_shares; i++) {
    size_t k = i + pb_random_below(&random, (uint32_t)(c->n - i));
    const place *p = &c->places[order[k]];
    order[k] = order[i];
    for (; s < c->n_shares && c->shares[s] * c->area <= taken + p->area; s++)
      hits[s] = held + p->count * (c->shares[s] * c->area - taken) / p->area;
    taken += p->area;
    held += p->count;
  }
  for (; s < c->n_shares; s++)
    hits[s] = held;
}

void pb_pai_chance(const int64_t *counts, const double *area, size_t n, const double *shares,
                   size_t n_shares, const double *hits, size_t permutations, uint64_t seed,
                   int threads, double *lower, double *upper, double *p) {
  g_autofree place *places = g_new(place, n + 1);
  g_autofree double *drawn = g_new(double, permutations *n_shares + 1);
  g_autofree double *sorted = g_new(double, permutations + 1);
  double all = 0;
  for (size_t i = 0; i < n; i++) {
    places[i] = (place){0, area[i], (double)counts[i]};
    all += (double)counts[i];
  }
  qsort(places, n, sizeof *places, by_score);
  chance c = {places, n, n_shares, shares, total_area(area, n), seed, drawn};
  pb_chunks_run(permutations, choose, &c, threads);
  for (size_t s = 0; s < n_shares; s++) {
    size_t reach = 0;
    for (size_t r = 0; r < permutations; r++) {
      sorted[r] = drawn[r * n_shares + s];
      reach += sorted[r] >= hits[s] * (1 - 1e-12);
    }
    pb_sort_doubles(sorted, permutations);
    lower[s] = pb_quantile_sorted(sorted, permutations, 0.025) / all / shares[s];
    upper[s] = pb_quantile_sorted(sorted, permutations, 0.975) / all / shares[s];
    p[s] = (double)(reach + 1) / (double)(permutations + 1);
  }
}

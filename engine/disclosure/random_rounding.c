/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/disclosure/random_rounding.h"

#include "engine/disclosure/balanced_walk.h"
#include "engine/random.h"

#define BREAK_TOLERANCE 1e-6

void pb_disclosure_round(const pb_disclosure_problem *problem, int64_t base, uint64_t seed,
                         int64_t *rounded) {
  pb_random random = pb_random_start(seed, 0);
  for (size_t i = 0; i < pb_disclosure_n_cells(problem); i++) {
    int64_t count = pb_disclosure_cell_at(problem, i)->count, rest = count % base;
    bool up = rest > 0 && pb_random_below(&random, (uint32_t)base) < rest;
    rounded[i] = count - rest + (up ? base : 0);
  }
}

static size_t count_broken(const pb_disclosure_problem *problem, const int64_t *rounded) {
  size_t broken = 0;
  for (size_t r = 0; r < pb_disclosure_n_relations(problem); r++) {
    const pb_disclosure_relation *relation = pb_disclosure_relation_at(problem, r);
    if (relation->lower != relation->upper)
      continue;
    double sum = -relation->lower;
    for (size_t t = relation->first; t < relation->first + relation->n; t++)
      sum += pb_disclosure_term_weight(problem, t) *
             (double)rounded[pb_disclosure_term_cell(problem, t)];
    broken += sum > BREAK_TOLERANCE || sum < -BREAK_TOLERANCE;
  }
  return broken;
}

size_t pb_disclosure_round_controlled(const pb_disclosure_problem *problem, int64_t base,
                                      uint64_t seed, int64_t *rounded) {
  size_t n = pb_disclosure_n_cells(problem), m = pb_disclosure_n_relations(problem);
  pb_random random = pb_random_start(seed, 0);
  g_autofree double *share = g_new0(double, n + 1);
  for (size_t i = 0; i < n; i++)
    share[i] = (double)(pb_disclosure_cell_at(problem, i)->count % base) / (double)base;
  g_autoptr(pb_balanced_walk) walk = pb_balanced_walk_new(m, share, &random);
  g_autofree GArray **terms = g_new0(GArray *, n + 1); /* by cell */
  for (size_t i = 0; i < n; i++)
    terms[i] = g_array_new(FALSE, FALSE, sizeof(pb_balance_term));
  for (size_t r = 0; r < m; r++) {
    const pb_disclosure_relation *relation = pb_disclosure_relation_at(problem, r);
    for (size_t t = relation->first;
         relation->lower == relation->upper && t < relation->first + relation->n; t++) {
      const pb_balance_term term = {(uint32_t)r, pb_disclosure_term_weight(problem, t)};
      g_array_append_val(terms[pb_disclosure_term_cell(problem, t)], term);
    }
  }
  for (size_t i = 0; i < n; i++) {
    pb_balanced_walk_add(walk, (uint32_t)i, (const pb_balance_term *)(void *)terms[i]->data,
                         terms[i]->len);
    g_array_unref(terms[i]);
  }
  pb_balanced_walk_end(walk);
  for (size_t i = 0; i < n; i++) {
    int64_t count = pb_disclosure_cell_at(problem, i)->count;
    rounded[i] = count - count % base + (share[i] > 0.5 ? base : 0);
  }
  return count_broken(problem, rounded);
}

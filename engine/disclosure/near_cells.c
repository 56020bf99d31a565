/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/disclosure/near_cells.h"

typedef struct {
  double cost;
  uint32_t term;
} priced_term;

static gint cheapest_first(gconstpointer a, gconstpointer b) {
  const priced_term *x = a, *y = b;
  if (x->cost != y->cost)
    return x->cost < y->cost ? -1 : 1;
  return x->term < y->term ? -1 : x->term > y->term;
}

static void sort_terms(pb_near_cells *near, const pb_disclosure_relation *relation) {
  g_autoptr(GArray) terms = g_array_new(FALSE, FALSE, sizeof(priced_term));
  for (size_t t = relation->first; t < relation->first + relation->n; t++) {
    const priced_term one = {
        pb_disclosure_cost(near->problem, pb_disclosure_term_cell(near->problem, t)), (uint32_t)t};
    g_array_append_val(terms, one);
  }
  g_array_sort(terms, cheapest_first);
  for (guint i = 0; i < terms->len; i++)
    near->term[relation->first + i] = g_array_index(terms, priced_term, i).term;
}

static void list_relations(pb_near_cells *near) {
  const pb_disclosure_problem *problem = near->problem;
  size_t n = pb_disclosure_n_cells(problem);
  for (size_t t = 0; t < problem->term_cell->len; t++)
    near->first[pb_disclosure_term_cell(problem, t) + 1]++;
  for (size_t i = 0; i < n; i++)
    near->first[i + 1] += near->first[i];
  g_autofree size_t *next = g_memdup2(near->first, (n + 1) * sizeof *near->first);
  for (size_t r = 0; r < pb_disclosure_n_relations(problem); r++) {
    const pb_disclosure_relation *relation = pb_disclosure_relation_at(problem, r);
    for (size_t t = relation->first; t < relation->first + relation->n; t++)
      near->relation[next[pb_disclosure_term_cell(problem, t)]++] = (uint32_t)r;
    sort_terms(near, relation);
  }
}

pb_near_cells *pb_near_cells_new(const pb_disclosure_problem *problem) {
  size_t n = pb_disclosure_n_cells(problem), n_terms = problem->term_cell->len;
  pb_near_cells *near = g_new0(pb_near_cells, 1);
  *near = (pb_near_cells){.problem = problem,
                          .first = g_new0(size_t, n + 1),
                          .relation = g_new0(uint32_t, n_terms + 1),
                          .term = g_new0(uint32_t, n_terms + 1),
                          .cells = g_array_new(FALSE, FALSE, sizeof(uint32_t)),
                          .relations = g_array_new(FALSE, FALSE, sizeof(uint32_t)),
                          .place = g_new(uint32_t, n + 1),
                          .seen = g_new0(bool, pb_disclosure_n_relations(problem) + 1)};
  for (size_t i = 0; i <= n; i++)
    near->place[i] = PB_NEAR_NONE;
  list_relations(near);
  return near;
}

void pb_near_cells_free(pb_near_cells *near) {
  if (!near)
    return;
  g_free(near->first);
  g_free(near->relation);
  g_free(near->term);
  g_array_unref(near->cells);
  g_array_unref(near->relations);
  g_free(near->place);
  g_free(near->seen);
  g_free(near);
}

static void forget(pb_near_cells *near) {
  for (guint i = 0; i < near->cells->len; i++)
    near->place[g_array_index(near->cells, uint32_t, i)] = PB_NEAR_NONE;
  for (guint i = 0; i < near->relations->len; i++)
    near->seen[g_array_index(near->relations, uint32_t, i)] = false;
  g_array_set_size(near->cells, 0);
  g_array_set_size(near->relations, 0);
}

static void take(pb_near_cells *near, uint32_t cell) {
  near->place[cell] = near->cells->len;
  g_array_append_val(near->cells, cell);
}

/* The cheapest cells of a relation, `width` of either rank. False when some were left. */
static bool take_of_relation(pb_near_cells *near, uint32_t r, size_t width, size_t most,
                             pb_near_rank rank, void *data) {
  const pb_disclosure_relation *relation = pb_disclosure_relation_at(near->problem, r);
  size_t taken[3] = {0};
  bool all = true;
  for (size_t t = relation->first; t < relation->first + relation->n; t++) {
    uint32_t cell = pb_disclosure_term_cell(near->problem, near->term[t]);
    int of_cell = rank(cell, data);
    if (of_cell == 0)
      continue;
    bool known = near->place[cell] != PB_NEAR_NONE;
    if (taken[of_cell]++ >= width || (!known && near->cells->len >= most))
      all = all && known;
    else if (!known)
      take(near, cell);
  }
  return all;
}

bool pb_near_cells_find(pb_near_cells *near, size_t start, size_t width, size_t most,
                        pb_near_rank rank, void *data) {
  bool all = true;
  forget(near);
  take(near, (uint32_t)start);
  for (guint i = 0; i < near->cells->len; i++) {
    uint32_t cell = g_array_index(near->cells, uint32_t, i);
    for (size_t k = near->first[cell]; k < near->first[cell + 1]; k++) {
      uint32_t r = near->relation[k];
      if (near->seen[r])
        continue;
      near->seen[r] = true;
      g_array_append_val(near->relations, r);
      all = take_of_relation(near, r, width, most, rank, data) && all;
    }
  }
  return all;
}

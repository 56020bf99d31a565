/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/disclosure/public_problem.h"

#include <math.h>

pb_public_problem *pb_public_problem_new(const pb_dataset *dataset, const pb_disclosure_rule *rule,
                                         GError **error) {
  g_autoptr(pb_public_problem) all = g_new0(pb_public_problem, 1);
  all->dataset = dataset;
  all->problem = pb_disclosure_problem_new();
  all->panels[PB_PANEL_YEARS] = dataset->yearly;
  all->panels[PB_PANEL_QUARTERS] = dataset->quarterly;
  if (!pb_public_add_crime(all, rule, error) || !pb_public_add_indicators(all, error))
    return NULL;
  return g_steal_pointer(&all);
}

void pb_public_problem_free(pb_public_problem *all) {
  if (!all)
    return;
  pb_disclosure_problem_free(all->problem);
  for (int i = 0; i < PB_N_PANELS; i++)
    g_free(all->crime[i]);
  g_free(all->indicator);
  g_free(all);
}

static int64_t count_of(const pb_disclosure_problem *problem, uint32_t cell) {
  return pb_disclosure_cell_at(problem, cell)->count;
}

static int64_t rest_of(const pb_disclosure_problem *problem, uint32_t whole, const uint32_t *parts,
                       size_t n) {
  int64_t rest = count_of(problem, whole);
  for (size_t i = 0; i < n; i++)
    rest -= count_of(problem, parts[i]);
  return rest;
}

bool pb_public_add_whole(pb_disclosure_problem *problem, uint32_t whole, const uint32_t *parts,
                         size_t n, bool no_rest, const char *rest_id, GError **error) {
  int64_t rest = rest_of(problem, whole, parts, n);
  if (n == 0 || rest < 0 || (rest > 0 && !rest_id))
    return true;
  if (rest == 0 && (no_rest || !rest_id)) {
    pb_disclosure_add_sum(problem, whole, parts, n);
    return true;
  }
  const pb_disclosure_cell hidden = {.count = rest, .release = PB_RELEASE_HIDDEN};
  g_autofree uint32_t *with_rest = g_new(uint32_t, n + 1);
  for (size_t i = 0; i < n; i++)
    with_rest[i] = parts[i];
  if (!pb_disclosure_add_cell(problem, rest_id, &hidden, &with_rest[n], error))
    return false;
  pb_disclosure_add_sum(problem, whole, with_rest, n + 1);
  return true;
}

void pb_public_add_near_sum(pb_disclosure_problem *problem, uint32_t whole, const uint32_t *parts,
                            size_t n) {
  double apart = 2 * fabs((double)rest_of(problem, whole, parts, n));
  g_autofree uint32_t *cells = g_new(uint32_t, n + 1);
  g_autofree double *weights = g_new(double, n + 1);
  cells[0] = whole;
  weights[0] = 1;
  for (size_t i = 0; i < n; i++) {
    cells[i + 1] = parts[i];
    weights[i + 1] = -1;
  }
  pb_disclosure_add_relation(problem, cells, weights, n + 1, -apart, apart);
}

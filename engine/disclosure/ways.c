/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/disclosure/ways.h"

#include <math.h>

/* Not quite 0, so that a way does not wander through cells it does not need. */
#define FREE_COST 1e-3
#define MOVE_TOLERANCE 1e-7
#define WHOLE_TOLERANCE 1e-6

/* How far a cell can go below and above its count when left out, and within what is told of it when
 * it is shown as a range. */
typedef struct {
  double down, up, within_down, within_up;
} reach;

static reach reach_of(const pb_ways *ways, size_t i) {
  const pb_disclosure_cell *cell = pb_disclosure_cell_at(ways->problem, i);
  double count = (double)cell->count, lower, upper;
  reach r = {0};
  pb_disclosure_known(ways->rule, cell, &lower, &upper);
  if (cell->is_range) {
    r.within_down = fmax(0, count - fmax(lower, ceil(cell->shown_lower - WHOLE_TOLERANCE)));
    r.within_up = fmax(0, fmin(upper, floor(cell->shown_upper + WHOLE_TOLERANCE)) - count);
  }
  bool kept =
      ways->rule->zeros == PB_ZEROS_KEPT && cell->count == 0 && cell->release == PB_RELEASE_SHOWN;
  if (cell->release != PB_RELEASE_FIXED && !kept) {
    r.down = fmax(0, count - r.within_down - lower);
    r.up = fmax(0, upper - count - r.within_up);
  }
  return r;
}

/* Number the variables; returns how many. */
static size_t number_variables(pb_ways *ways, const reach *reaches) {
  uint32_t next = 0;
  for (size_t i = 0; i < pb_disclosure_n_cells(ways->problem); i++) {
    const reach *r = &reaches[i];
    ways->up[i] = r->up > 0 ? next++ : PB_WAY_NONE;
    ways->down[i] = r->down > 0 ? next++ : PB_WAY_NONE;
    ways->within[i] = r->within_up > 0 || r->within_down > 0 ? next++ : PB_WAY_NONE;
  }
  return next;
}

static void add_row(const pb_ways *ways, const pb_disclosure_relation *relation) {
  const pb_disclosure_problem *problem = ways->problem;
  g_autofree uint32_t *variables = g_new(uint32_t, 3 * relation->n + 1);
  g_autofree double *weights = g_new(double, 3 * relation->n + 1);
  size_t n = 0;
  double sum = 0;
  for (size_t t = relation->first; t < relation->first + relation->n; t++) {
    uint32_t cell = pb_disclosure_term_cell(problem, t);
    double weight = pb_disclosure_term_weight(problem, t);
    const uint32_t of[] = {ways->up[cell], ways->down[cell], ways->within[cell]};
    const double by[] = {weight, -weight, weight};
    sum += weight * (double)pb_disclosure_cell_at(problem, cell)->count;
    for (size_t k = 0; k < G_N_ELEMENTS(of); k++)
      if (of[k] != PB_WAY_NONE && weight != 0) {
        variables[n] = of[k];
        weights[n++] = by[k];
      }
  }
  if (n > 0)
    pb_linear_row(ways->linear, variables, weights, n, fmin(0, relation->lower - sum),
                  fmax(0, relation->upper - sum));
}

pb_ways *pb_ways_new(const pb_disclosure_problem *problem, const pb_disclosure_rule *rule) {
  size_t n = pb_disclosure_n_cells(problem);
  pb_ways *ways = g_new0(pb_ways, 1);
  *ways = (pb_ways){.problem = problem,
                    .rule = rule,
                    .up = g_new0(uint32_t, n + 1),
                    .down = g_new0(uint32_t, n + 1),
                    .within = g_new0(uint32_t, n + 1)};
  g_autofree reach *reaches = g_new0(reach, n + 1);
  for (size_t i = 0; i < n; i++)
    reaches[i] = reach_of(ways, i);
  ways->linear = pb_linear_new(number_variables(ways, reaches));
  for (size_t i = 0; i < n; i++) {
    if (ways->within[i] != PB_WAY_NONE)
      pb_linear_bounds(ways->linear, ways->within[i], -reaches[i].within_down,
                       reaches[i].within_up);
    pb_ways_use(ways, i, PB_WAY_PRICED);
  }
  for (size_t r = 0; r < pb_disclosure_n_relations(problem); r++)
    add_row(ways, pb_disclosure_relation_at(problem, r));
  return ways;
}

void pb_ways_free(pb_ways *ways) {
  if (!ways)
    return;
  pb_linear_free(ways->linear);
  g_free(ways->up);
  g_free(ways->down);
  g_free(ways->within);
  g_free(ways);
}

static void set_bounds(pb_ways *ways, uint32_t variable, double lower, double upper) {
  if (variable != PB_WAY_NONE)
    pb_linear_bounds(ways->linear, variable, lower, upper);
}

static void set_cost(pb_ways *ways, uint32_t variable, double cost) {
  if (variable != PB_WAY_NONE)
    pb_linear_cost(ways->linear, variable, cost);
}

static void open_bounds(pb_ways *ways, size_t cell) {
  reach r = reach_of(ways, cell);
  set_bounds(ways, ways->up[cell], 0, r.up);
  set_bounds(ways, ways->down[cell], 0, r.down);
}

void pb_ways_use(pb_ways *ways, size_t cell, pb_way_use use) {
  double cost = use == PB_WAY_FREE ? FREE_COST : pb_disclosure_cost(ways->problem, cell);
  set_cost(ways, ways->up[cell], cost);
  set_cost(ways, ways->down[cell], cost);
  if (use == PB_WAY_BARRED) {
    set_bounds(ways, ways->up[cell], 0, 0);
    set_bounds(ways, ways->down[cell], 0, 0);
  } else {
    open_bounds(ways, cell);
  }
}

bool pb_ways_may_move(const pb_ways *ways, size_t cell) {
  return ways->up[cell] != PB_WAY_NONE || ways->down[cell] != PB_WAY_NONE;
}

bool pb_ways_find(pb_ways *ways, size_t cell, double amount) {
  uint32_t with = amount > 0 ? ways->up[cell] : ways->down[cell];
  uint32_t against = amount > 0 ? ways->down[cell] : ways->up[cell];
  reach r = reach_of(ways, cell);
  double within = amount > 0 ? r.within_up : r.within_down, size = fabs(amount);
  if (size > (amount > 0 ? r.up : r.down) + within)
    return false;
  double inside = fmin(size, within), beyond = size - inside;
  if (beyond > 0 && with == PB_WAY_NONE)
    return false;
  set_bounds(ways, with, beyond, beyond);
  set_bounds(ways, against, 0, 0);
  if (ways->within[cell] != PB_WAY_NONE) {
    double fixed = amount > 0 ? inside : -inside;
    pb_linear_bounds(ways->linear, ways->within[cell], fixed, fixed);
  }
  bool found = pb_linear_solve(ways->linear, false) == PB_LINEAR_SOLVED;
  open_bounds(ways, cell);
  set_bounds(ways, ways->within[cell], -r.within_down, r.within_up);
  return found;
}

static double value_of(const pb_ways *ways, uint32_t variable) {
  return variable == PB_WAY_NONE ? 0 : pb_linear_value(ways->linear, variable);
}

double pb_ways_move(const pb_ways *ways, size_t cell) {
  return value_of(ways, ways->up[cell]) - value_of(ways, ways->down[cell]) +
         value_of(ways, ways->within[cell]);
}

bool pb_ways_needs(const pb_ways *ways, size_t cell) {
  return value_of(ways, ways->up[cell]) > MOVE_TOLERANCE ||
         value_of(ways, ways->down[cell]) > MOVE_TOLERANCE;
}

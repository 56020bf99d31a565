/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/disclosure/ways.h"

#include <math.h>

#include "engine/disclosure/linear.h"
#include "engine/disclosure/near_cells.h"

/* Not quite 0, so that a way does not wander through cells it does not need. */
#define FREE_COST 1e-3
#define MOVE_TOLERANCE 1e-7
#define WHOLE_TOLERANCE 1e-6

/* How far a cell can go below and above its count when left out, and within what is told of it when
 * it is shown as a range. */
typedef struct {
  double down, up, within_down, within_up;
} reach;

/* What the way found last does with a cell, in the order of near->cells. */
typedef struct {
  double down, up, within;
} move;

struct pb_ways {
  const pb_disclosure_problem *problem;
  const pb_disclosure_rule *rule;
  reach *reaches;
  uint8_t *use; /* pb_way_use */
  pb_near_cells *near;
  GArray *moves; /* of move */
  size_t n_programmes;
};

/* Cells nearby, then farther out, then all. */
static const struct {
  size_t width, most;
} searches[] = {{4, 300}, {16, 2500}, {SIZE_MAX, SIZE_MAX}};

/* Variables of a cell in a programme: 3 k, 3 k + 1 and 3 k + 2 for the k-th cell. */
enum { UP, DOWN, WITHIN, KINDS };

static reach reach_of(const pb_disclosure_rule *rule, const pb_disclosure_cell *cell) {
  double count = (double)cell->count, lower, upper;
  reach r = {0};
  pb_disclosure_known(rule, cell, &lower, &upper);
  if (cell->is_range) {
    r.within_down = fmax(0, count - fmax(lower, ceil(cell->shown_lower - WHOLE_TOLERANCE)));
    r.within_up = fmax(0, fmin(upper, floor(cell->shown_upper + WHOLE_TOLERANCE)) - count);
  }
  bool kept = rule->zeros == PB_ZEROS_KEPT && cell->count == 0 && cell->release == PB_RELEASE_SHOWN;
  if (cell->release != PB_RELEASE_FIXED && !kept) {
    r.down = fmax(0, count - r.within_down - lower);
    r.up = fmax(0, upper - count - r.within_up);
  }
  return r;
}

pb_ways *pb_ways_new(const pb_disclosure_problem *problem, const pb_disclosure_rule *rule) {
  size_t n = pb_disclosure_n_cells(problem);
  pb_ways *ways = g_new0(pb_ways, 1);
  *ways = (pb_ways){.problem = problem,
                    .rule = rule,
                    .reaches = g_new0(reach, n + 1),
                    .use = g_new0(uint8_t, n + 1),
                    .near = pb_near_cells_new(problem),
                    .moves = g_array_new(FALSE, FALSE, sizeof(move))};
  for (size_t i = 0; i < n; i++)
    ways->reaches[i] = reach_of(rule, pb_disclosure_cell_at(problem, i));
  return ways;
}

void pb_ways_free(pb_ways *ways) {
  if (!ways)
    return;
  g_free(ways->reaches);
  g_free(ways->use);
  pb_near_cells_free(ways->near);
  g_array_unref(ways->moves);
  g_free(ways);
}

void pb_ways_use(pb_ways *ways, size_t cell, pb_way_use use) {
  ways->use[cell] = (uint8_t)use;
}

size_t pb_ways_n_programmes(const pb_ways *ways) {
  return ways->n_programmes;
}

/* Cells that cannot move lead nowhere; those left out anyway come first. */
static int rank(size_t cell, void *data) {
  const pb_ways *ways = data;
  const reach *r = &ways->reaches[cell];
  bool moves = ways->use[cell] != PB_WAY_BARRED && (r->up > 0 || r->down > 0);
  bool within = r->within_up > 0 || r->within_down > 0;
  if (!moves && !within)
    return 0;
  return within || ways->use[cell] == PB_WAY_FREE ? 2 : 1;
}

static void set_variables(const pb_ways *ways, pb_linear *linear, uint32_t k, uint32_t cell) {
  const reach *r = &ways->reaches[cell];
  bool barred = ways->use[cell] == PB_WAY_BARRED;
  double cost =
      ways->use[cell] == PB_WAY_FREE ? FREE_COST : pb_disclosure_cost(ways->problem, cell);
  pb_linear_bounds(linear, KINDS * k + UP, 0, barred ? 0 : r->up);
  pb_linear_bounds(linear, KINDS * k + DOWN, 0, barred ? 0 : r->down);
  pb_linear_bounds(linear, KINDS * k + WITHIN, -r->within_down, r->within_up);
  pb_linear_cost(linear, KINDS * k + UP, cost);
  pb_linear_cost(linear, KINDS * k + DOWN, cost);
}

/* A relation in moves; cells that were not found stay as they are. */
static void add_row(const pb_ways *ways, pb_linear *linear,
                    const pb_disclosure_relation *relation) {
  const pb_disclosure_problem *problem = ways->problem;
  g_autofree uint32_t *variables = g_new(uint32_t, KINDS * relation->n + 1);
  g_autofree double *weights = g_new(double, KINDS * relation->n + 1);
  size_t n = 0;
  double sum = 0;
  for (size_t t = relation->first; t < relation->first + relation->n; t++) {
    uint32_t cell = pb_disclosure_term_cell(problem, t), k = ways->near->place[cell];
    double weight = pb_disclosure_term_weight(problem, t);
    sum += weight * (double)pb_disclosure_cell_at(problem, cell)->count;
    for (uint32_t kind = 0; k != PB_NEAR_NONE && weight != 0 && kind < KINDS; kind++) {
      variables[n] = KINDS * k + kind;
      weights[n++] = kind == DOWN ? -weight : weight;
    }
  }
  pb_linear_row(linear, variables, weights, n, fmin(0, relation->lower - sum),
                fmax(0, relation->upper - sum));
}

/* The first cell found is the one that must move. */
static void set_target(const pb_ways *ways, pb_linear *linear, size_t cell, double amount) {
  const reach *r = &ways->reaches[cell];
  double inside = fmin(fabs(amount), amount > 0 ? r->within_up : r->within_down);
  double beyond = fabs(amount) - inside;
  pb_linear_bounds(linear, amount > 0 ? UP : DOWN, beyond, beyond);
  pb_linear_bounds(linear, amount > 0 ? DOWN : UP, 0, 0);
  pb_linear_bounds(linear, WITHIN, amount > 0 ? inside : -inside, amount > 0 ? inside : -inside);
}

static bool solve(pb_ways *ways, size_t cell, double amount) {
  const GArray *cells = ways->near->cells, *relations = ways->near->relations;
  g_autoptr(pb_linear) linear = pb_linear_new(KINDS * (size_t)cells->len);
  for (guint k = 0; k < cells->len; k++)
    set_variables(ways, linear, k, g_array_index(cells, uint32_t, k));
  set_target(ways, linear, cell, amount);
  for (guint i = 0; i < relations->len; i++)
    add_row(ways, linear,
            pb_disclosure_relation_at(ways->problem, g_array_index(relations, uint32_t, i)));
  ways->n_programmes++;
  if (pb_linear_solve(linear, false) != PB_LINEAR_SOLVED)
    return false;
  g_array_set_size(ways->moves, cells->len);
  for (guint k = 0; k < cells->len; k++) {
    move *one = &g_array_index(ways->moves, move, k);
    one->up = pb_linear_value(linear, KINDS * k + UP);
    one->down = pb_linear_value(linear, KINDS * k + DOWN);
    one->within = pb_linear_value(linear, KINDS * k + WITHIN);
  }
  return true;
}

bool pb_ways_find(pb_ways *ways, size_t cell, double amount) {
  const reach *r = &ways->reaches[cell];
  if (amount > r->up + r->within_up || -amount > r->down + r->within_down)
    return false;
  for (size_t s = 0; s < G_N_ELEMENTS(searches); s++) {
    bool all =
        pb_near_cells_find(ways->near, cell, searches[s].width, searches[s].most, rank, ways);
    if (solve(ways, cell, amount))
      return true;
    if (all)
      return false;
  }
  return false;
}

const uint32_t *pb_ways_cells(const pb_ways *ways, size_t *n) {
  *n = ways->moves->len;
  return (const uint32_t *)(const void *)ways->near->cells->data;
}

static const move *move_of(const pb_ways *ways, size_t cell) {
  uint32_t k = ways->near->place[cell];
  return k == PB_NEAR_NONE ? NULL : &g_array_index(ways->moves, move, k);
}

double pb_ways_move(const pb_ways *ways, size_t cell) {
  const move *one = move_of(ways, cell);
  return one ? one->up - one->down + one->within : 0;
}

bool pb_ways_needs(const pb_ways *ways, size_t cell) {
  const move *one = move_of(ways, cell);
  return one && (one->up > MOVE_TOLERANCE || one->down > MOVE_TOLERANCE);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/disclosure/suppress.h"

#include <math.h>
#include <string.h>

#include "engine/disclosure/ways.h"

#define MOVE_TOLERANCE 1e-6
/* Showing single cells again is worth this many programmes at most. */
#define THRIFT_LIMIT 2000

/* One end of the interval that a sensitive cell must have. */
typedef struct {
  uint32_t cell;
  double amount; /* how far it must be able to move, below 0: down */
  int way;       /* position in `needs` of a way that does it, -1: none found yet */
} target;

typedef struct {
  const pb_disclosure_problem *problem;
  pb_ways *ways;
  pb_disclosure_choice *choice;
  bool *primary;    /* by cell: left out from the start */
  GArray *targets;  /* of target, largest amount first */
  GPtrArray *needs; /* of GArray of uint32_t: the secondary cells that a way needs */
} chooser;

static gint by_amount(gconstpointer a, gconstpointer b) {
  const target *x = a, *y = b;
  double p = fabs(x->amount), q = fabs(y->amount);
  if (p != q)
    return p > q ? -1 : 1;
  if (x->cell != y->cell)
    return x->cell < y->cell ? -1 : 1;
  return x->amount < y->amount ? -1 : x->amount > y->amount;
}

static void list_targets(chooser *c, const pb_disclosure_rule *rule) {
  for (size_t i = 0; i < pb_disclosure_n_cells(c->problem); i++) {
    const pb_disclosure_cell *cell = pb_disclosure_cell_at(c->problem, i);
    if (!pb_disclosure_is_sensitive(rule, cell))
      continue;
    double lower, upper;
    pb_disclosure_required(rule, cell, &lower, &upper);
    const target up = {(uint32_t)i, upper - (double)cell->count, -1};
    const target down = {(uint32_t)i, lower - (double)cell->count, -1};
    if (up.amount > 0)
      g_array_append_val(c->targets, up);
    if (down.amount < 0)
      g_array_append_val(c->targets, down);
  }
  g_array_sort(c->targets, by_amount);
}

static target *target_at(const chooser *c, size_t i) {
  return &g_array_index(c->targets, target, i);
}

static const GArray *needs_of(const chooser *c, const target *t) {
  return c->needs->pdata[t->way];
}

/* Find a way for the target and note what it needs; other targets that it serves need no own. */
static bool find_way(chooser *c, target *wanted) {
  bool found = pb_ways_find(c->ways, wanted->cell, wanted->amount);
  c->choice->n_programmes = pb_ways_n_programmes(c->ways);
  if (!found)
    return false;
  GArray *needs = g_array_new(FALSE, FALSE, sizeof(uint32_t));
  size_t n;
  const uint32_t *cells = pb_ways_cells(c->ways, &n);
  for (size_t i = 0; i < n; i++)
    if (!c->primary[cells[i]] && pb_ways_needs(c->ways, cells[i]))
      g_array_append_val(needs, cells[i]);
  g_ptr_array_add(c->needs, needs);
  wanted->way = (int)c->needs->len - 1;
  for (guint i = 0; i < c->targets->len; i++) {
    target *other = target_at(c, i);
    double move = pb_ways_move(c->ways, other->cell);
    if (other->amount > 0 ? move >= other->amount - MOVE_TOLERANCE
                          : move <= other->amount + MOVE_TOLERANCE)
      other->way = wanted->way;
  }
  return true;
}

static void leave_out(chooser *c, const GArray *cells) {
  for (guint i = 0; i < cells->len; i++) {
    uint32_t cell = g_array_index(cells, uint32_t, i);
    if (c->choice->suppressed[cell])
      continue;
    c->choice->suppressed[cell] = true;
    pb_ways_use(c->ways, cell, PB_WAY_FREE);
  }
}

static void add_unprotected(chooser *c, uint32_t cell) {
  pb_disclosure_choice *choice = c->choice;
  for (size_t i = 0; i < choice->n_unprotected; i++)
    if (choice->unprotected[i] == cell)
      return;
  choice->unprotected = g_renew(uint32_t, choice->unprotected, choice->n_unprotected + 1);
  choice->unprotected[choice->n_unprotected++] = cell;
}

/* Largest need first: leave out what its cheapest way moves. */
static void protect(chooser *c) {
  for (guint i = 0; i < c->targets->len; i++) {
    target *t = target_at(c, i);
    if (t->way >= 0)
      continue;
    if (find_way(c, t))
      leave_out(c, needs_of(c, t));
    else
      add_unprotected(c, t->cell);
  }
}

static bool is_left_out(const chooser *c, const GArray *cells) {
  for (guint i = 0; i < cells->len; i++)
    if (!c->choice->suppressed[g_array_index(cells, uint32_t, i)])
      return false;
  return true;
}

/* A second round, backwards, with only what the first left out: later choices often make earlier
 * ones needless. */
static void choose_again(chooser *c) {
  size_t n = pb_disclosure_n_cells(c->problem);
  for (size_t i = 0; i < n; i++)
    if (!c->primary[i]) {
      pb_ways_use(c->ways, i, c->choice->suppressed[i] ? PB_WAY_PRICED : PB_WAY_BARRED);
      c->choice->suppressed[i] = false;
    }
  for (guint i = c->targets->len; i-- > 0;) {
    target *t = target_at(c, i);
    if (t->way < 0 || is_left_out(c, needs_of(c, t)))
      continue;
    find_way(c, t); /* if the solver gives up, the way of before stands */
    leave_out(c, needs_of(c, t));
  }
  for (size_t i = 0; i < n; i++)
    if (!c->choice->suppressed[i])
      pb_ways_use(c->ways, i, PB_WAY_BARRED);
}

static bool way_needs(const chooser *c, const target *t, uint32_t cell) {
  if (t->way < 0)
    return false;
  const GArray *needs = needs_of(c, t);
  for (guint i = 0; i < needs->len; i++)
    if (g_array_index(needs, uint32_t, i) == cell)
      return true;
  return false;
}

/* Show a cell again if every target that needs it has another way. */
static void try_to_show(chooser *c, uint32_t cell) {
  g_autofree target *before = g_memdup2(c->targets->data, c->targets->len * sizeof(target));
  pb_ways_use(c->ways, cell, PB_WAY_BARRED);
  for (guint i = 0; i < c->targets->len; i++) {
    target *t = target_at(c, i);
    if (!way_needs(c, t, cell) || find_way(c, t))
      continue;
    memcpy(c->targets->data, before, c->targets->len * sizeof(target));
    pb_ways_use(c->ways, cell, PB_WAY_FREE);
    return;
  }
  c->choice->suppressed[cell] = false;
}

typedef struct {
  uint32_t cell;
  double cost;
} priced;

static gint dearest_first(gconstpointer a, gconstpointer b) {
  const priced *x = a, *y = b;
  if (x->cost != y->cost)
    return x->cost > y->cost ? -1 : 1;
  return x->cell > y->cell ? -1 : x->cell < y->cell;
}

static void show_again(chooser *c) {
  g_autoptr(GArray) secondary = g_array_new(FALSE, FALSE, sizeof(priced));
  for (size_t i = 0; i < pb_disclosure_n_cells(c->problem); i++) {
    const priced one = {(uint32_t)i, pb_disclosure_cost(c->problem, i)};
    if (c->choice->suppressed[i] && !c->primary[i])
      g_array_append_val(secondary, one);
  }
  g_array_sort(secondary, dearest_first);
  size_t limit = c->choice->n_programmes + THRIFT_LIMIT;
  for (guint i = 0; i < secondary->len && c->choice->n_programmes < limit; i++)
    try_to_show(c, g_array_index(secondary, priced, i).cell);
}

/* What no way needs in the end is shown. */
static void keep_needed(chooser *c) {
  memcpy(c->choice->suppressed, c->primary, c->choice->n_cells * sizeof(bool));
  for (guint i = 0; i < c->targets->len; i++)
    if (target_at(c, i)->way >= 0)
      leave_out(c, needs_of(c, target_at(c, i)));
}

static void count_choice(chooser *c) {
  pb_disclosure_choice *choice = c->choice;
  for (size_t i = 0; i < choice->n_cells; i++) {
    if (!choice->suppressed[i] ||
        pb_disclosure_cell_at(c->problem, i)->release == PB_RELEASE_HIDDEN)
      continue;
    choice->n_primary += c->primary[i];
    choice->n_secondary += !c->primary[i];
    if (!c->primary[i])
      choice->cost += pb_disclosure_cost(c->problem, i);
  }
}

static void free_needs(gpointer needs) {
  g_array_unref(needs);
}

pb_disclosure_choice *pb_disclosure_suppress(const pb_disclosure_problem *problem,
                                             const pb_disclosure_rule *rule, GError **error) {
  if (!pb_disclosure_problem_check(problem, error))
    return NULL;
  size_t n = pb_disclosure_n_cells(problem);
  pb_disclosure_choice *choice = g_new0(pb_disclosure_choice, 1);
  choice->n_cells = n;
  choice->suppressed = pb_disclosure_primary(problem, rule);
  g_autofree bool *primary = g_memdup2(choice->suppressed, (n + 1) * sizeof(bool));
  g_autoptr(pb_ways) ways = pb_ways_new(problem, rule);
  g_autoptr(GArray) targets = g_array_new(FALSE, FALSE, sizeof(target));
  g_autoptr(GPtrArray) needs = g_ptr_array_new_with_free_func(free_needs);
  chooser c = {problem, ways, choice, primary, targets, needs};
  for (size_t i = 0; i < n; i++)
    if (primary[i])
      pb_ways_use(ways, i, PB_WAY_FREE);
  list_targets(&c, rule);
  protect(&c);
  choose_again(&c);
  show_again(&c);
  keep_needed(&c);
  count_choice(&c);
  return choice;
}

void pb_disclosure_choice_free(pb_disclosure_choice *choice) {
  if (!choice)
    return;
  g_free(choice->suppressed);
  g_free(choice->unprotected);
  g_free(choice);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/disclosure/audit.h"

#include <math.h>

#include "engine/disclosure/linear.h"
#include "engine/error.h"
#include "engine/text.h"

#define WHOLE_TOLERANCE 1e-6

/* What a reader does not know exactly, in independent parts. */
typedef struct {
  const pb_disclosure_problem *problem;
  const bool *suppressed;
  const pb_disclosure_rule *rule;
  pb_disclosure_scope scope;
  pb_disclosure_audit *audit;
  uint32_t *part;     /* by cell: the first cell of its part (a forest of parents while joined) */
  uint32_t *variable; /* by cell: its variable in the programme of its part */
  size_t *at;         /* by cell: its place in audit->intervals */
} attack;

static bool is_left_out(const attack *a, size_t cell) {
  return a->suppressed[cell] ||
         pb_disclosure_cell_at(a->problem, cell)->release == PB_RELEASE_HIDDEN;
}

/* Left out, or shown only as a range. */
static bool is_unknown(const attack *a, size_t cell) {
  return is_left_out(a, cell) || pb_disclosure_cell_at(a->problem, cell)->is_range;
}

static void reader_bounds(const attack *a, size_t cell, double *lower, double *upper) {
  const pb_disclosure_cell *one = pb_disclosure_cell_at(a->problem, cell);
  if (is_left_out(a, cell)) {
    pb_disclosure_known(a->rule, one, lower, upper);
    return;
  }
  *lower = fmax(one->known_lower, ceil(one->shown_lower - WHOLE_TOLERANCE));
  *upper = floor(one->shown_upper + WHOLE_TOLERANCE);
  if (one->known_upper > 0)
    *upper = fmin(*upper, one->known_upper);
}

static uint32_t root(uint32_t *part, uint32_t cell) {
  while (part[cell] != cell)
    cell = part[cell] = part[part[cell]];
  return cell;
}

/* Cells that stand in a relation together belong to one part; its first cell names it. */
static void find_parts(attack *a) {
  size_t n = pb_disclosure_n_cells(a->problem);
  for (size_t i = 0; i < n; i++)
    a->part[i] = (uint32_t)i;
  for (size_t r = 0; r < pb_disclosure_n_relations(a->problem); r++) {
    const pb_disclosure_relation *relation = pb_disclosure_relation_at(a->problem, r);
    uint32_t first = UINT32_MAX;
    for (size_t t = relation->first; t < relation->first + relation->n; t++) {
      uint32_t cell = pb_disclosure_term_cell(a->problem, t);
      if (!is_unknown(a, cell))
        continue;
      uint32_t here = root(a->part, cell);
      if (first != UINT32_MAX && here != first)
        a->part[MAX(first, here)] = MIN(first, here);
      first = first == UINT32_MAX ? here : MIN(first, here);
    }
  }
  for (size_t i = 0; i < n; i++)
    a->part[i] = root(a->part, (uint32_t)i);
}

/* The unknown terms of a relation as a row; what is shown moves the bounds. */
static void add_row(const attack *a, const pb_disclosure_relation *relation, pb_linear *linear) {
  g_autofree uint32_t *variables = g_new(uint32_t, relation->n + 1);
  g_autofree double *weights = g_new(double, relation->n + 1);
  size_t n = 0;
  double shown = 0;
  for (size_t t = relation->first; t < relation->first + relation->n; t++) {
    uint32_t cell = pb_disclosure_term_cell(a->problem, t);
    double weight = pb_disclosure_term_weight(a->problem, t);
    if (!is_unknown(a, cell)) {
      shown += weight * (double)pb_disclosure_cell_at(a->problem, cell)->count;
    } else if (weight != 0) {
      variables[n] = a->variable[cell];
      weights[n++] = weight;
    }
  }
  if (n > 0)
    pb_linear_row(linear, variables, weights, n, relation->lower - shown, relation->upper - shown);
}

/* The part that a relation is about, or UINT32_MAX when everything in it is shown. */
static uint32_t part_of_relation(const attack *a, const pb_disclosure_relation *relation) {
  for (size_t t = relation->first; t < relation->first + relation->n; t++)
    if (is_unknown(a, pb_disclosure_term_cell(a->problem, t)))
      return a->part[pb_disclosure_term_cell(a->problem, t)];
  return UINT32_MAX;
}

/* Every solution is a table that may be the true one: it shows how far all cells reach. */
static void learn(attack *a, const GArray *cells, const pb_linear *linear) {
  for (guint i = 0; i < cells->len; i++) {
    uint32_t cell = g_array_index(cells, uint32_t, i);
    pb_disclosure_interval *interval = &a->audit->intervals[a->at[cell]];
    double value = pb_linear_value(linear, a->variable[cell]);
    if (!interval->lower_is_bound)
      interval->lower = fmin(interval->lower, value);
    if (!interval->upper_is_bound)
      interval->upper = fmax(interval->upper, value);
  }
}

/* One end of one interval. */
static bool ask(attack *a, const GArray *cells, pb_linear *linear, uint32_t cell, bool greatest) {
  pb_disclosure_interval *interval = &a->audit->intervals[a->at[cell]];
  pb_linear_cost(linear, a->variable[cell], 1);
  pb_linear_status status = pb_linear_solve(linear, greatest);
  pb_linear_cost(linear, a->variable[cell], 0);
  a->audit->n_programmes++;
  if (status == PB_LINEAR_INFEASIBLE)
    return false;
  if (status == PB_LINEAR_FAILED) {
    a->audit->n_unsolved++;
    return true;
  }
  if (status == PB_LINEAR_SOLVED)
    learn(a, cells, linear);
  double end = status == PB_LINEAR_SOLVED ? pb_linear_objective(linear) : INFINITY;
  if (greatest) {
    interval->upper = isinf(end) ? end : floor(end + WHOLE_TOLERANCE);
    interval->upper_is_bound = true;
  } else {
    interval->lower = ceil(end - WHOLE_TOLERANCE) + 0.0; /* never -0 */
    interval->lower_is_bound = true;
  }
  return true;
}

/* Does the interval hold what the rule wants, as far as is known now? */
static void reaches(const attack *a, const pb_disclosure_interval *interval, bool *down, bool *up) {
  double lower, upper;
  pb_disclosure_required(a->rule, pb_disclosure_cell_at(a->problem, interval->cell), &lower,
                         &upper);
  *down = interval->lower <= lower + WHOLE_TOLERANCE;
  *up = interval->upper >= upper - WHOLE_TOLERANCE;
}

static bool ask_about(attack *a, const GArray *cells, pb_linear *linear, uint32_t cell) {
  const pb_disclosure_interval *interval = &a->audit->intervals[a->at[cell]];
  bool down = false, up = false;
  if (a->scope == PB_AUDIT_RULE) {
    if (!interval->sensitive)
      return true;
    reaches(a, interval, &down, &up);
  }
  if (!down && !ask(a, cells, linear, cell, false))
    return false;
  if (a->scope == PB_AUDIT_RULE)
    reaches(a, interval, &down, &up);
  return up || ask(a, cells, linear, cell, true);
}

static bool attack_part(attack *a, const GArray *cells, const GArray *relations) {
  g_autoptr(pb_linear) linear = pb_linear_new(cells->len);
  for (guint i = 0; i < cells->len; i++) {
    uint32_t cell = g_array_index(cells, uint32_t, i);
    double lower, upper;
    reader_bounds(a, cell, &lower, &upper);
    a->variable[cell] = i;
    pb_linear_bounds(linear, i, lower, upper);
  }
  for (guint i = 0; i < relations->len; i++)
    add_row(a, pb_disclosure_relation_at(a->problem, g_array_index(relations, uint32_t, i)),
            linear);
  for (guint i = 0; i < cells->len; i++)
    if (!ask_about(a, cells, linear, g_array_index(cells, uint32_t, i)))
      return false;
  return true;
}

/* Cells or relations by the part they belong to. Free with g_free after unref of each. */
static GArray **by_part(size_t n_parts, size_t n, const uint32_t *part) {
  GArray **lists = g_new0(GArray *, n_parts + 1);
  for (size_t i = 0; i < n; i++)
    if (part[i] != UINT32_MAX) {
      uint32_t value = (uint32_t)i;
      if (!lists[part[i]])
        lists[part[i]] = g_array_new(FALSE, FALSE, sizeof value);
      g_array_append_val(lists[part[i]], value);
    }
  return lists;
}

static void free_lists(GArray **lists, size_t n) {
  for (size_t i = 0; i < n; i++)
    if (lists[i])
      g_array_unref(lists[i]);
  g_free(lists);
}

static void list_cells(attack *a) {
  size_t n = pb_disclosure_n_cells(a->problem);
  a->audit->intervals = g_new0(pb_disclosure_interval, n + 1);
  for (size_t i = 0; i < n; i++) {
    const pb_disclosure_cell *cell = pb_disclosure_cell_at(a->problem, i);
    bool sensitive = pb_disclosure_is_sensitive(a->rule, cell), unknown = is_unknown(a, i);
    if (!unknown && !sensitive)
      continue;
    a->at[i] = a->audit->n;
    double shown = (double)cell->count;
    a->audit->intervals[a->audit->n++] = (pb_disclosure_interval){
        .cell = (uint32_t)i,
        .lower = unknown ? INFINITY : shown,
        .upper = unknown ? -INFINITY : shown,
        .lower_is_bound = !unknown,
        .upper_is_bound = !unknown,
        .sensitive = sensitive,
    };
  }
}

static void judge(attack *a) {
  for (size_t i = 0; i < a->audit->n; i++) {
    pb_disclosure_interval *interval = &a->audit->intervals[i];
    bool down, up;
    reaches(a, interval, &down, &up);
    interval->narrow = interval->sensitive && !(down && up);
    a->audit->n_sensitive += interval->sensitive;
    a->audit->n_narrow += interval->narrow;
  }
}

static bool attack_all(attack *a, GError **error) {
  size_t n = pb_disclosure_n_cells(a->problem), m = pb_disclosure_n_relations(a->problem);
  find_parts(a);
  g_autofree uint32_t *cell_part = g_new(uint32_t, n + 1), *relation_part = g_new(uint32_t, m + 1);
  for (size_t i = 0; i < n; i++)
    cell_part[i] = is_unknown(a, i) ? a->part[i] : UINT32_MAX;
  for (size_t r = 0; r < m; r++)
    relation_part[r] = part_of_relation(a, pb_disclosure_relation_at(a->problem, r));
  GArray **cells = by_part(n, n, cell_part), **relations = by_part(n, m, relation_part);
  g_autoptr(GArray) none = g_array_new(FALSE, FALSE, sizeof(uint32_t));
  bool sound = true;
  for (size_t i = 0; i < n && sound; i++)
    if (cells[i])
      sound = attack_part(a, cells[i], relations[i] ? relations[i] : none);
  free_lists(cells, n);
  free_lists(relations, n);
  if (!sound)
    g_set_error_literal(error, PB_ERROR, PB_ERROR_STATISTIC,
                        _("What would be published contradicts itself: no counts agree with all "
                          "totals. Check that the tables come from the same release."));
  return sound;
}

pb_disclosure_audit *pb_disclosure_audit_new(const pb_disclosure_problem *problem,
                                             const bool *suppressed, const pb_disclosure_rule *rule,
                                             pb_disclosure_scope scope, GError **error) {
  size_t n = pb_disclosure_n_cells(problem);
  g_autoptr(pb_disclosure_audit) audit = g_new0(pb_disclosure_audit, 1);
  g_autofree uint32_t *part = g_new0(uint32_t, n + 1), *variable = g_new0(uint32_t, n + 1);
  g_autofree size_t *at = g_new0(size_t, n + 1);
  attack a = {problem, suppressed, rule, scope, audit, part, variable, at};
  list_cells(&a);
  if (!attack_all(&a, error))
    return NULL;
  judge(&a);
  return g_steal_pointer(&audit);
}

void pb_disclosure_audit_free(pb_disclosure_audit *audit) {
  if (!audit)
    return;
  g_free(audit->intervals);
  g_free(audit);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/disclosure/problem.h"

#include <math.h>

#include "engine/error.h"
#include "engine/text.h"

#define TOTAL_COST_FACTOR 10
#define SUM_TOLERANCE 1e-6

pb_disclosure_problem *pb_disclosure_problem_new(void) {
  pb_disclosure_problem *problem = g_new0(pb_disclosure_problem, 1);
  problem->cells = g_array_new(FALSE, FALSE, sizeof(pb_disclosure_cell));
  problem->ids = g_ptr_array_new_with_free_func(g_free);
  problem->relations = g_array_new(FALSE, FALSE, sizeof(pb_disclosure_relation));
  problem->term_cell = g_array_new(FALSE, FALSE, sizeof(uint32_t));
  problem->term_weight = g_array_new(FALSE, FALSE, sizeof(double));
  problem->is_total = g_array_new(FALSE, FALSE, sizeof(bool));
  problem->index = g_hash_table_new(g_str_hash, g_str_equal);
  return problem;
}

void pb_disclosure_problem_free(pb_disclosure_problem *problem) {
  if (!problem)
    return;
  g_array_unref(problem->cells);
  g_array_unref(problem->relations);
  g_array_unref(problem->term_cell);
  g_array_unref(problem->term_weight);
  g_array_unref(problem->is_total);
  g_hash_table_unref(problem->index);
  g_ptr_array_unref(problem->ids);
  g_free(problem);
}

size_t pb_disclosure_n_cells(const pb_disclosure_problem *problem) {
  return problem->cells->len;
}

size_t pb_disclosure_n_relations(const pb_disclosure_problem *problem) {
  return problem->relations->len;
}

const pb_disclosure_cell *pb_disclosure_cell_at(const pb_disclosure_problem *problem, size_t cell) {
  return &g_array_index(problem->cells, pb_disclosure_cell, cell);
}

const pb_disclosure_relation *pb_disclosure_relation_at(const pb_disclosure_problem *problem,
                                                        size_t relation) {
  return &g_array_index(problem->relations, pb_disclosure_relation, relation);
}

uint32_t pb_disclosure_term_cell(const pb_disclosure_problem *problem, size_t term) {
  return g_array_index(problem->term_cell, uint32_t, term);
}

double pb_disclosure_term_weight(const pb_disclosure_problem *problem, size_t term) {
  return g_array_index(problem->term_weight, double, term);
}

const char *pb_disclosure_id(const pb_disclosure_problem *problem, size_t cell) {
  return problem->ids->pdata[cell];
}

bool pb_disclosure_find(const pb_disclosure_problem *problem, const char *id, uint32_t *index) {
  gpointer found = g_hash_table_lookup(problem->index, id);
  if (found)
    *index = GPOINTER_TO_UINT(found) - 1;
  return found != NULL;
}

static bool check_cell(const char *id, const pb_disclosure_cell *cell, GError **error) {
  double count = (double)cell->count;
  bool sound = cell->count >= 0 && cell->threshold >= 0 && cell->cost >= 0 &&
               isfinite(cell->cost) && cell->known_lower >= 0 && cell->known_lower <= count &&
               (cell->known_upper == 0 || cell->known_upper >= count) &&
               (!cell->is_range || (cell->shown_lower <= count + SUM_TOLERANCE &&
                                    cell->shown_upper >= count - SUM_TOLERANCE));
  if (!sound)
    g_set_error(error, PB_ERROR, PB_ERROR_STATISTIC,
                _("The count “%s” is below 0 or outside the bounds stated for it."), id);
  return sound;
}

/* The same count in another table. */
static void join(pb_disclosure_cell *here, const pb_disclosure_cell *there) {
  static const int openness[] = {
      [PB_RELEASE_HIDDEN] = 0, [PB_RELEASE_SHOWN] = 1, [PB_RELEASE_FIXED] = 2};
  if (here->release == PB_RELEASE_HIDDEN || there->release == PB_RELEASE_HIDDEN) {
    const pb_disclosure_cell *shown = here->release == PB_RELEASE_HIDDEN ? there : here;
    here->is_range = shown->is_range;
    here->shown_lower = shown->shown_lower;
    here->shown_upper = shown->shown_upper;
  } else if (here->is_range && there->is_range) {
    here->shown_lower = MAX(here->shown_lower, there->shown_lower);
    here->shown_upper = MIN(here->shown_upper, there->shown_upper);
  } else {
    here->is_range = false;
  }
  if (openness[there->release] > openness[here->release])
    here->release = there->release;
  here->threshold = MAX(here->threshold, there->threshold);
  here->cost = MAX(here->cost, there->cost);
  here->known_lower = MAX(here->known_lower, there->known_lower);
  if (there->known_upper > 0 && (here->known_upper == 0 || there->known_upper < here->known_upper))
    here->known_upper = there->known_upper;
}

bool pb_disclosure_add_cell(pb_disclosure_problem *problem, const char *id,
                            const pb_disclosure_cell *cell, uint32_t *index, GError **error) {
  if (!check_cell(id, cell, error))
    return false;
  if (pb_disclosure_find(problem, id, index)) {
    pb_disclosure_cell *here = &g_array_index(problem->cells, pb_disclosure_cell, *index);
    if (here->count != cell->count) {
      g_autofree char *first = g_strdup_printf("%" G_GINT64_FORMAT, here->count);
      g_autofree char *second = g_strdup_printf("%" G_GINT64_FORMAT, cell->count);
      g_set_error(error, PB_ERROR, PB_ERROR_STATISTIC,
                  _("The count “%s” is %s in one table and %s in another. Figures of two releases "
                    "need names of their own."),
                  id, first, second);
      return false;
    }
    join(here, cell);
    return true;
  }
  *index = problem->cells->len;
  bool is_total = false;
  char *copy = g_strdup(id);
  g_array_append_val(problem->cells, *cell);
  g_array_append_val(problem->is_total, is_total);
  g_ptr_array_add(problem->ids, copy);
  g_hash_table_insert(problem->index, copy, GUINT_TO_POINTER(*index + 1));
  return true;
}

void pb_disclosure_add_relation(pb_disclosure_problem *problem, const uint32_t *cells,
                                const double *weights, size_t n, double lower, double upper) {
  pb_disclosure_relation relation = {problem->term_cell->len, 0, lower, upper};
  for (size_t i = 0; i < n; i++) {
    size_t t = relation.first;
    while (t < problem->term_cell->len && pb_disclosure_term_cell(problem, t) != cells[i])
      t++;
    if (t < problem->term_cell->len) {
      g_array_index(problem->term_weight, double, t) += weights[i];
      continue;
    }
    g_array_append_val(problem->term_cell, cells[i]);
    g_array_append_val(problem->term_weight, weights[i]);
  }
  relation.n = problem->term_cell->len - relation.first;
  g_array_append_val(problem->relations, relation);
}

void pb_disclosure_add_sum(pb_disclosure_problem *problem, uint32_t total, const uint32_t *parts,
                           size_t n) {
  g_autofree uint32_t *cells = g_new(uint32_t, n + 1);
  g_autofree double *weights = g_new(double, n + 1);
  cells[0] = total;
  weights[0] = 1;
  for (size_t i = 0; i < n; i++) {
    cells[i + 1] = parts[i];
    weights[i + 1] = -1;
  }
  g_array_index(problem->is_total, bool, total) = true;
  pb_disclosure_add_relation(problem, cells, weights, n + 1, 0, 0);
}

double pb_disclosure_cost(const pb_disclosure_problem *problem, size_t cell) {
  const pb_disclosure_cell *one = pb_disclosure_cell_at(problem, cell);
  if (one->cost > 0)
    return one->cost;
  bool is_total = g_array_index(problem->is_total, bool, cell);
  return (1 + log1p((double)one->count)) * (is_total ? TOTAL_COST_FACTOR : 1);
}

bool pb_disclosure_problem_check(const pb_disclosure_problem *problem, GError **error) {
  for (size_t r = 0; r < problem->relations->len; r++) {
    const pb_disclosure_relation *relation = pb_disclosure_relation_at(problem, r);
    double sum = 0;
    for (size_t t = relation->first; t < relation->first + relation->n; t++)
      sum += pb_disclosure_term_weight(problem, t) *
             (double)pb_disclosure_cell_at(problem, pb_disclosure_term_cell(problem, t))->count;
    if (sum >= relation->lower - SUM_TOLERANCE && sum <= relation->upper + SUM_TOLERANCE)
      continue;
    const char *id =
        relation->n == 0
            ? ""
            : pb_disclosure_id(problem, pb_disclosure_term_cell(problem, relation->first));
    g_set_error(error, PB_ERROR, PB_ERROR_STATISTIC,
                _("The counts that should add up to “%s” differ from it by %g."), id, sum);
    return false;
  }
  return true;
}

void pb_disclosure_rate_range(double shown, double step, double exposure, double per, double *lower,
                              double *upper) {
  *lower = fmax(0, (shown - step / 2) * exposure / per);
  *upper = (shown + step / 2) * exposure / per;
}

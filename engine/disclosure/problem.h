/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * What disclosure control works on: a set of cells (counts of crimes, people, answers) and the
 * linear relations that everybody knows between them, over any number of tables, charts, maps and
 * texts at once. Two outputs that show the same count name the same cell; that is what links them.
 *
 * A relation says lower <= sum of coefficient x cell <= upper. Equal bounds: a total and its parts,
 * municipalities and their county, years and their pooled count, this release and the one before.
 * Unequal bounds: a figure that was rounded before somebody else published it.
 *
 * A rate is not a cell of its own: with the population known it gives its count back, up to
 * rounding. Where the count itself is shown too, the rate adds nothing; where only the rate is
 * shown, the cell says so in `shown_lower` and `shown_upper` (pb_disclosure_rate_range).
 */
#ifndef PB_ENGINE_DISCLOSURE_PROBLEM_H
#define PB_ENGINE_DISCLOSURE_PROBLEM_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum {
  PB_RELEASE_SHOWN,  /**< shown, unless suppressed */
  PB_RELEASE_HIDDEN, /**< shown nowhere, but part of a relation: "all other crimes" */
  PB_RELEASE_FIXED,  /**< already public elsewhere, or must be shown: never suppressed */
} pb_disclosure_release;

/** One count. Zero fields mean: shown exactly, the rule's threshold, the usual cost, nothing known
 * but that it is at least 0. */
typedef struct {
  int64_t count; /**< 0 or more */
  pb_disclosure_release release;
  int64_t threshold; /**< below this it is not shown (survey answers: 30); 0: the rule's */
  double cost;   /**< of suppressing it, above 0; 0: 1 + ln(1 + count), ten times it for a total */
  bool is_range; /**< when shown, only shown_lower .. shown_upper is told */
  double shown_lower, shown_upper;
  double known_lower; /**< what anybody knows of it anyway, at least 0 */
  double known_upper; /**< 0: nothing is known above */
} pb_disclosure_cell;

typedef struct {
  size_t first, n; /**< its terms in pb_disclosure_problem.term_cell and term_weight */
  double lower, upper;
} pb_disclosure_relation;

/** Cells and relations, in the order they were added. Read the fields, change them only through the
 * functions. */
typedef struct {
  GArray *cells;       /**< of pb_disclosure_cell */
  GPtrArray *ids;      /**< of char * */
  GArray *relations;   /**< of pb_disclosure_relation */
  GArray *term_cell;   /**< of uint32_t */
  GArray *term_weight; /**< of double */
  GHashTable *index;   /**< id -> position + 1 */
  GArray *is_total;    /**< of bool: the cell is the total of some sum */
} pb_disclosure_problem;

pb_disclosure_problem *pb_disclosure_problem_new(void);
void pb_disclosure_problem_free(pb_disclosure_problem *problem);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(pb_disclosure_problem, pb_disclosure_problem_free)

/** Add a cell, or find the one of that id: the same count seen in another table. *index is its
 * position. What is shown anywhere is shown (FIXED before SHOWN before HIDDEN, exact before a
 * range); the larger threshold and cost hold, and the narrower knowledge. PB_ERROR_STATISTIC when
 * the id stands for two different counts, or a field is outside what it may be. */
bool pb_disclosure_add_cell(pb_disclosure_problem *problem, const char *id,
                            const pb_disclosure_cell *cell, uint32_t *index, GError **error);
/** Position of an id; false: there is none. */
bool pb_disclosure_find(const pb_disclosure_problem *problem, const char *id, uint32_t *index);

/** total = sum of the parts. */
void pb_disclosure_add_sum(pb_disclosure_problem *problem, uint32_t total, const uint32_t *parts,
                           size_t n);
/** lower <= sum of weight x cell <= upper; infinite bounds are allowed. A cell given twice counts
 * with the sum of its weights. */
void pb_disclosure_add_relation(pb_disclosure_problem *problem, const uint32_t *cells,
                                const double *weights, size_t n, double lower, double upper);

size_t pb_disclosure_n_cells(const pb_disclosure_problem *problem);
size_t pb_disclosure_n_relations(const pb_disclosure_problem *problem);
const pb_disclosure_cell *pb_disclosure_cell_at(const pb_disclosure_problem *problem, size_t cell);
const pb_disclosure_relation *pb_disclosure_relation_at(const pb_disclosure_problem *problem,
                                                        size_t relation);
uint32_t pb_disclosure_term_cell(const pb_disclosure_problem *problem, size_t term);
double pb_disclosure_term_weight(const pb_disclosure_problem *problem, size_t term);
const char *pb_disclosure_id(const pb_disclosure_problem *problem, size_t cell);
/** What suppressing it costs, with the default filled in. */
double pb_disclosure_cost(const pb_disclosure_problem *problem, size_t cell);
/** Every relation holds for the counts themselves; if not, PB_ERROR_STATISTIC names the first that
 * does not: figures that do not add up are no relation, or one with wider bounds. */
bool pb_disclosure_problem_check(const pb_disclosure_problem *problem, GError **error);

/** The counts that a rate of `shown` per `per`, rounded to steps of `step` (0.1: one decimal), can
 * stand for with a known exposure: (shown -+ step / 2) x exposure / per, at least 0. */
void pb_disclosure_rate_range(double shown, double step, double exposure, double per, double *lower,
                              double *upper);

#endif

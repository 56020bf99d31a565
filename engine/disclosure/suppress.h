/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Which further cells to leave out so that no small count can be worked out from the others
 * (secondary suppression), over all linked tables at once.
 *
 * For each sensitive cell and each end of the interval it must have, a linear programme looks for
 * the cheapest way to change the table that brings the cell there and keeps every relation; the
 * cells that change must be left out (Kelly, Golden & Assad 1992; Fischetti & Salazar 2000; the
 * linear form of the hypercube idea, which needs no rectangular table and finds a way whenever
 * there is one). What one way protects protects other cells too and is not asked again. Afterwards,
 * cells that no way needs are shown again, dearest first. The result is safe but not always the
 * cheapest: that is a problem no one solves exactly in general.
 *
 * Cells whose protection is impossible because too much is public already are listed, never passed
 * over.
 */
#ifndef PB_ENGINE_DISCLOSURE_SUPPRESS_H
#define PB_ENGINE_DISCLOSURE_SUPPRESS_H

#include "engine/disclosure/rule.h"

typedef struct {
  bool *suppressed; /**< by cell: left out, sensitive and further cells and HIDDEN ones */
  size_t n_cells;
  size_t n_primary, n_secondary; /**< of the cells that would be shown */
  double cost;                   /**< of the secondary ones */
  uint32_t *unprotected;         /**< sensitive cells that cannot be protected */
  size_t n_unprotected;
  size_t n_programmes; /**< linear programmes solved */
} pb_disclosure_choice;

/** Choose. PB_ERROR_STATISTIC when the counts break a relation (pb_disclosure_problem_check). Free
 * with pb_disclosure_choice_free. */
pb_disclosure_choice *pb_disclosure_suppress(const pb_disclosure_problem *problem,
                                             const pb_disclosure_rule *rule, GError **error);
void pb_disclosure_choice_free(pb_disclosure_choice *choice);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(pb_disclosure_choice, pb_disclosure_choice_free)

#endif

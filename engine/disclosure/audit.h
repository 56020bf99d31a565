/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * The attack: what somebody who reads everything that is published, and knows how the tables hang
 * together, can work out about each count that was left out. For every such cell the least and the
 * greatest value that agree with all relations at once, by linear programming.
 *
 * It looks at nothing that a reader does not have: of suppressed cells only that they are, of
 * others what is shown. It shares no step with the choice of what to suppress (suppress.h), so
 * that it can prove that choice wrong.
 */
#ifndef PB_ENGINE_DISCLOSURE_AUDIT_H
#define PB_ENGINE_DISCLOSURE_AUDIT_H

#include "engine/disclosure/rule.h"

typedef struct {
  uint32_t cell;
  double lower, upper; /**< what it can be, as whole numbers; upper may be infinite */
  bool lower_is_bound,
      upper_is_bound; /**< false: it reaches at least this far (see PB_AUDIT_RULE) */
  bool sensitive;
  bool narrow; /**< sensitive, and the interval does not hold what the rule requires */
} pb_disclosure_interval;

typedef struct {
  pb_disclosure_interval *intervals; /**< cells not shown exactly, in the order of the cells */
  size_t n;
  size_t n_sensitive, n_narrow;
  size_t n_unsolved;   /**< questions that the solver gave up; such a cell counts as narrow */
  size_t n_programmes; /**< linear programmes solved */
} pb_disclosure_audit;

typedef enum {
  PB_AUDIT_INTERVALS, /**< both ends of every interval */
  PB_AUDIT_RULE,      /**< only whether sensitive cells are safe: ends are found as far as needed */
} pb_disclosure_scope;

/** Attack what is published when the cells flagged in `suppressed` are left out (cells that are
 * HIDDEN are left out always). Sensitive cells that are shown (FIXED ones) are reported with their
 * value as both ends: narrow. PB_ERROR_STATISTIC when what is published contradicts itself. Free
 * with pb_disclosure_audit_free. */
pb_disclosure_audit *pb_disclosure_audit_new(const pb_disclosure_problem *problem,
                                             const bool *suppressed, const pb_disclosure_rule *rule,
                                             pb_disclosure_scope scope, GError **error);
void pb_disclosure_audit_free(pb_disclosure_audit *audit);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(pb_disclosure_audit, pb_disclosure_audit_free)

#endif

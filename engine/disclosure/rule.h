/* SPDX-License-Identifier: GPL-3.0-or-later */
/** The rule of what may not be told: which cells are sensitive, and how little anybody may be able
 * to work out about them. */
#ifndef PB_ENGINE_DISCLOSURE_RULE_H
#define PB_ENGINE_DISCLOSURE_RULE_H

#include "engine/disclosure/problem.h"

#define PB_DISCLOSURE_THRESHOLD 5

/** How small counts are kept from the public. */
typedef enum {
  PB_DISCLOSURE_SUPPRESSION,     /**< left out, with what would give them back (default) */
  PB_DISCLOSURE_RANDOM_ROUNDING, /**< every count to a multiple of 3 (random_rounding.h) */
  PB_DISCLOSURE_CELL_KEY,        /**< every count with noise of its own (cell_key.h) */
  PB_DISCLOSURE_N_METHODS
} pb_disclosure_method;
/** As in a project file: "suppression", "random-rounding", "cell-key". */
const char *pb_disclosure_method_name(pb_disclosure_method method);

/** What a zero is. */
typedef enum {
  PB_ZEROS_HARMLESS, /**< not sensitive, but may be suppressed to protect others (default) */
  PB_ZEROS_KEPT, /**< always shown; so what is suppressed is known to be at least 1, a sum of two
                      at least 2: small sums may be impossible to protect */
  PB_ZEROS_SENSITIVE /**< like the other small counts: that nobody did is news too */
} pb_zeros;

/** Zero fields mean the defaults. */
typedef struct {
  int64_t threshold; /**< counts from 1 to threshold - 1 are sensitive; 5 */
  pb_zeros zeros;
  /** A sensitive cell must be able to be anything from 0 (1 where zeros are kept) to its threshold
   * plus this: 0 means that it may be the smallest count that is shown. */
  double extra_width;
} pb_disclosure_rule;

/** The threshold of a cell: its own or the rule's. */
int64_t pb_disclosure_threshold(const pb_disclosure_rule *rule, const pb_disclosure_cell *cell);
/** The primary rule. */
bool pb_disclosure_is_sensitive(const pb_disclosure_rule *rule, const pb_disclosure_cell *cell);
/** What the feasible interval of a sensitive cell must hold. */
void pb_disclosure_required(const pb_disclosure_rule *rule, const pb_disclosure_cell *cell,
                            double *lower, double *upper);
/** What anybody knows of a suppressed cell before looking at a relation; *upper may be infinite. */
void pb_disclosure_known(const pb_disclosure_rule *rule, const pb_disclosure_cell *cell,
                         double *lower, double *upper);
/** The primary rule over all cells: true where suppressed, hidden cells too. A cell that is public
 * elsewhere stays shown. Free with g_free. */
bool *pb_disclosure_primary(const pb_disclosure_problem *problem, const pb_disclosure_rule *rule);

#endif

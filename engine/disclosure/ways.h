/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Ways to change a table without breaking a relation: how a sensitive cell could be another number
 * than it is, moving only cells that are left out. Used by suppress.c; callers use suppress.h.
 *
 * A way moves each cell up or down, at a cost by the unit for cells that are shown now and nearly
 * none for those that are left out anyway.
 */
#ifndef PB_ENGINE_DISCLOSURE_WAYS_H
#define PB_ENGINE_DISCLOSURE_WAYS_H

#include "engine/disclosure/linear.h"
#include "engine/disclosure/rule.h"

/** What a way may do with a cell. */
typedef enum {
  PB_WAY_FREE,   /**< left out: move it */
  PB_WAY_PRICED, /**< shown: moving it means to leave it out, at its cost */
  PB_WAY_BARRED  /**< shown for good */
} pb_way_use;

typedef struct {
  const pb_disclosure_problem *problem;
  const pb_disclosure_rule *rule;
  pb_linear *linear;
  uint32_t *up, *down, *within; /**< variables by cell, PB_WAY_NONE where it cannot move so */
} pb_ways;

#define PB_WAY_NONE UINT32_MAX

/** All cells PRICED. Free with pb_ways_free. */
pb_ways *pb_ways_new(const pb_disclosure_problem *problem, const pb_disclosure_rule *rule);
void pb_ways_free(pb_ways *ways);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(pb_ways, pb_ways_free)

void pb_ways_use(pb_ways *ways, size_t cell, pb_way_use use);
/** The cell can be left out at all. */
bool pb_ways_may_move(const pb_ways *ways, size_t cell);
/** The cheapest way that moves `cell` by `amount` (below 0: down). False when there is none, or the
 * solver gave up. The cell must be FREE, and is so afterwards. */
bool pb_ways_find(pb_ways *ways, size_t cell, double amount);
/** How far the way found last moves a cell, and whether beyond what is told of it. */
double pb_ways_move(const pb_ways *ways, size_t cell);
bool pb_ways_needs(const pb_ways *ways, size_t cell);

#endif

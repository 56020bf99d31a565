/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Ways to change a table without breaking a relation: how a sensitive cell could be another number
 * than it is, moving only cells that are left out. Used by suppress.c; callers use suppress.h.
 *
 * A way moves each cell up or down, at a cost by the unit for cells that are shown now and nearly
 * none for those that are left out anyway. The cheapest way is sought among the cells nearby first
 * (near_cells.h), then farther out: in a country of tables hardly any way leaves the county.
 */
#ifndef PB_ENGINE_DISCLOSURE_WAYS_H
#define PB_ENGINE_DISCLOSURE_WAYS_H

#include "engine/disclosure/rule.h"

/** What a way may do with a cell. */
typedef enum {
  PB_WAY_PRICED, /**< shown: moving it means to leave it out, at its cost */
  PB_WAY_FREE,   /**< left out: move it */
  PB_WAY_BARRED  /**< shown for good */
} pb_way_use;

typedef struct pb_ways pb_ways;

/** All cells PRICED. `problem` and `rule` outlive it. Free with pb_ways_free. */
pb_ways *pb_ways_new(const pb_disclosure_problem *problem, const pb_disclosure_rule *rule);
void pb_ways_free(pb_ways *ways);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(pb_ways, pb_ways_free)

void pb_ways_use(pb_ways *ways, size_t cell, pb_way_use use);
/** A cheap way that moves `cell` by `amount` (below 0: down); the cell must be FREE. False when
 * there is none at all, or the solver gave up. */
bool pb_ways_find(pb_ways *ways, size_t cell, double amount);
/** Linear programmes solved so far. */
size_t pb_ways_n_programmes(const pb_ways *ways);
/** The cells that the way found last may move: positions, borrowed until the next. */
const uint32_t *pb_ways_cells(const pb_ways *ways, size_t *n);
/** How far it moves a cell, and whether beyond what is told of it. */
double pb_ways_move(const pb_ways *ways, size_t cell);
bool pb_ways_needs(const pb_ways *ways, size_t cell);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/** The cells around a cell, by the relations they stand in: where a way that protects it is sought.
 */
#ifndef PB_ENGINE_DISCLOSURE_NEAR_CELLS_H
#define PB_ENGINE_DISCLOSURE_NEAR_CELLS_H

#include "engine/disclosure/problem.h"

typedef struct {
  const pb_disclosure_problem *problem;
  size_t *first; /**< by cell: its relations are relation[first[i] .. first[i + 1] - 1] */
  uint32_t *relation;
  uint32_t *term;    /**< the terms of each relation, cheapest cell first */
  GArray *cells;     /**< of uint32_t: what was found last, nearest first */
  GArray *relations; /**< of uint32_t: all that these cells stand in */
  uint32_t *place;   /**< by cell: position in `cells`, PB_NEAR_NONE when not found */
  bool *seen;        /**< by relation */
} pb_near_cells;

#define PB_NEAR_NONE UINT32_MAX

pb_near_cells *pb_near_cells_new(const pb_disclosure_problem *problem);
void pb_near_cells_free(pb_near_cells *near);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(pb_near_cells, pb_near_cells_free)

/** How a cell is seen: 0: not at all; 1: to be taken, some of each relation; 2: to be taken before
 * those. */
typedef int (*pb_near_rank)(size_t cell, void *data);

/** Find cells from `start` on: of each relation at most `width` of either rank, `most` in all. True
 * when there are no others. */
bool pb_near_cells_find(pb_near_cells *near, size_t start, size_t width, size_t most,
                        pb_near_rank rank, void *data);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * A ring that touches itself at a vertex (a figure of eight, a hole hanging on the outer line)
 * parted there into rings that do not, so that every one has a direction and an area of its own.
 * What is inside by the even-odd rule stays the same. Inside geo/ only.
 */
#ifndef PB_GEO_RING_SPLIT_H
#define PB_GEO_RING_SPLIT_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** What came out of one ring. Keep it for the next ring: its arrays are used again. */
typedef struct {
  uint32_t *vertices;   /**< of all loops, as positions in the ring; each loop closed */
  uint32_t *loop_first; /**< n_loops + 1 */
  size_t n_loops;
  size_t n_repeated; /**< vertices left out because they repeat the one before */
  size_t n_spikes;   /**< there-and-back pieces without area that were left out */
  /** @private */
  uint32_t *table, *first_like, *stack;
  int32_t *position;
  size_t capacity, table_size;
} pb_ring_split;

/** Part the ring of n vertices (closed or not). False: no memory. Loops have at least three
 * different vertices; there is none when the ring has fewer. */
bool pb_ring_split_run(pb_ring_split *split, const double *x, const double *y, size_t n);
void pb_ring_split_clear(pb_ring_split *split);

#endif

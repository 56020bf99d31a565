/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * A random walk of shares between 0 and 1 that keeps linear sums and ends with every share at 0 or
 * 1, each at 1 with the probability that it began with: the flight of the cube method (Deville &
 * Tillé 2004), one share at a time (Chauvet & Tillé 2006).
 *
 * Shares that are still between 0 and 1 have independent columns of weights; their inverse is kept,
 * so that a further share either joins them or gives the direction of the next step.
 */
#ifndef PB_ENGINE_DISCLOSURE_BALANCED_WALK_H
#define PB_ENGINE_DISCLOSURE_BALANCED_WALK_H

#include <glib.h>
#include <stddef.h>
#include <stdint.h>

#include "engine/random.h"

typedef struct {
  uint32_t row; /**< of the sum */
  double weight;
} pb_balance_term;

typedef struct pb_balanced_walk pb_balanced_walk;

/** `n_rows` sums; `share` (borrowed, changed in place) and `random` outlive the walk. Free with
 * pb_balanced_walk_free. */
pb_balanced_walk *pb_balanced_walk_new(size_t n_rows, double *share, pb_random *random);
void pb_balanced_walk_free(pb_balanced_walk *walk);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(pb_balanced_walk, pb_balanced_walk_free)

/** Let a share take part; afterwards no more shares than independent sums are between 0 and 1. */
void pb_balanced_walk_add(pb_balanced_walk *walk, uint32_t item, const pb_balance_term *terms,
                          size_t n);
/** Bring the shares that are left to 0 or 1, giving up sums from the last to the first. */
void pb_balanced_walk_end(pb_balanced_walk *walk);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * The rings of one polygon: which lies in which, and brought into the order that pb_layer promises:
 * outer rings clockwise, holes counter-clockwise. Files break each of these; what is a hole is
 * therefore decided by how many other rings contain a ring, not by its direction. Rings may touch
 * each other (a hole at its outer ring), not cross. Inside geo/ only.
 */
#ifndef PB_GEO_RINGS_H
#define PB_GEO_RINGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** Twice the signed area of a closed ring: positive when counter-clockwise. Square units. */
double pb_ring_doubled_area(const double *x, const double *y, size_t n);

/** Where a ring stands among the rings of its polygon. */
typedef struct {
  int32_t parent; /**< the smallest ring around it, or -1 */
  uint32_t depth; /**< how many rings lie around it: even for outer rings, odd for holes */
} pb_ring_place;

/** Ring r has the vertices first[r] .. first[r+1]-1 and is closed. `places` has n_rings entries. */
void pb_rings_nest(const double *x, const double *y, const uint32_t *first, size_t n_rings,
                   pb_ring_place *places);

/** Turn every ring of one polygon into its direction; says how many ran the other way. */
size_t pb_rings_orient(double *x, double *y, const uint32_t *first, size_t n_rings);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * The rings of one polygon brought into the order that pb_layer promises: closed, outer rings
 * clockwise, holes counter-clockwise. Files break each of these; what is a hole is therefore
 * decided by how many other rings contain a ring, not by its direction. Inside geo/ only.
 */
#ifndef PB_GEO_RINGS_H
#define PB_GEO_RINGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** Twice the signed area of a closed ring: positive when counter-clockwise. Square units. */
double pb_ring_doubled_area(const double *x, const double *y, size_t n);

/** Turn every ring of one polygon into its direction; ring r has the vertices first[r] ..
 * first[r+1]-1 and is closed. */
void pb_rings_orient(double *x, double *y, const uint32_t *first, size_t n_rings);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Which polygons of a layer are neighbours (contiguity), found from their boundaries as lines, not
 * from shared vertices: a corner of one on the edge of another counts, and so does a gap or an
 * overlap up to the tolerance, as between layers digitised apart or along a watercourse.
 *
 * Queen: the boundaries come within the tolerance of each other somewhere. Rook: they do so along a
 * stretch, of the boundary of either, longer than four tolerances (and 1e-7 of the largest
 * coordinate, less than a metre in Sweden). Where areas meet in a corner only, up to two tolerances
 * of a boundary are near the other, and more where edges run off at less than 30 degrees: there a
 * tolerance cannot tell a sharp corner from a sliver, and 0 can.
 *
 * The result is symmetric, binary and by position; an area far from all others has no neighbours.
 */
#ifndef PB_GEO_ADJACENCY_H
#define PB_GEO_ADJACENCY_H

#include "engine/weights.h"
#include "geo/layer.h"

typedef enum { PB_CONTIGUITY_QUEEN, PB_CONTIGUITY_ROOK } pb_contiguity;

/** Neighbours among the features of a polygon layer. `tolerance_m` >= 0, in the unit of the layer;
 * 0 allows for the rounding of stored numbers only (1e-12 of the largest coordinate, some
 * micrometres): a layer rounded to millimetres wants 0.01. Thread-safe. Free with pb_weights_free.
 */
pb_weights *pb_adjacency(const pb_layer *layer, pb_contiguity contiguity, double tolerance_m);

#endif

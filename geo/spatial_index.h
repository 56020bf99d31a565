/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * A packed R-tree over the boxes of a layer's features, built once by sort-tile-recursive packing
 * (Leutenegger, Lopez & Edgington 1997) with 16 entries a node. Answers come in feature order,
 * whatever the tree looks like. Building costs n log n, a query about log n plus its answers.
 * Read-only after building: threads share it.
 */
#ifndef PB_GEO_SPATIAL_INDEX_H
#define PB_GEO_SPATIAL_INDEX_H

#include "geo/layer.h"

typedef struct pb_spatial_index pb_spatial_index;

/** `layer` must outlive the index. Features without geometry are never found. */
pb_spatial_index *pb_spatial_index_new(const pb_layer *layer);
void pb_spatial_index_free(pb_spatial_index *index);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(pb_spatial_index, pb_spatial_index_free)

/** Replace `features` (of uint32_t) by those whose box meets `box` (edges count), ascending. */
void pb_spatial_index_query_box(const pb_spatial_index *index, pb_box box, GArray *features);
/** Those whose box contains the point. */
void pb_spatial_index_query_point(const pb_spatial_index *index, double x, double y,
                                  GArray *features);
/** The same in the order of the tree, which saves sorting where many boxes lie over each other. */
void pb_spatial_index_gather_point(const pb_spatial_index *index, double x, double y,
                                   GArray *features);
/** The first polygon that contains the point (see point_in_polygon.h), or -1. */
int pb_spatial_index_find_polygon(const pb_spatial_index *index, double x, double y);

#endif

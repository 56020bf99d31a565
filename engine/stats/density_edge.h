/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * The share of a kernel's mass that lies inside a place, around any point of it: what a density is
 * divided by so that it does not fall off towards the border (Diggle 1985).
 *
 * Inside a rectangle a Gaussian's share is exact (error functions). Else it is summed over the
 * cells of a raster, each with its share inside, and normalised so that it is 1 where the kernel
 * meets no border; between the middles of cells it is interpolated. Its error is of the order of
 * (cell/h)².
 */
#ifndef PB_ENGINE_STATS_DENSITY_EDGE_H
#define PB_ENGINE_STATS_DENSITY_EDGE_H

#include "engine/raster.h"
#include "engine/stats/density_kernel.h"
#include "engine/stats/density_window.h"

typedef struct pb_density_edge pb_density_edge;

/** A mask lies on that very frame, which must reach beyond the events by twice the kernel's reach
 * or to the place's end. Errors as pb_raster_new. Free with pb_density_edge_free. */
pb_density_edge *pb_density_edge_new(const pb_raster_frame *frame, const pb_density_window *window,
                                     pb_kernel kernel, double h, int threads, GError **error);
void pb_density_edge_free(pb_density_edge *edge);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(pb_density_edge, pb_density_edge_free)

/** Share of the kernel's mass inside, around the middle of a cell of the frame. 0 .. 1. */
double pb_density_edge_cell(const pb_density_edge *edge, size_t col, size_t row);
/** Around a point of the frame. */
double pb_density_edge_point(const pb_density_edge *edge, double x, double y);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/** The cells of a grid as places with neighbours, for statistics of maps. */
#ifndef PB_ENGINE_STATS_CELL_LINKS_H
#define PB_ENGINE_STATS_CELL_LINKS_H

#include "engine/cell_grid.h"
#include "engine/weights.h"

/** Binary weights between those of the `n` cells given (ascending by number, each once; NULL: all
 * cells, n is not used) that lie beside each other. Free with pb_weights_free. */
pb_weights *pb_cell_links(const pb_cell_grid *grid, const uint32_t *cells, size_t n);

#endif

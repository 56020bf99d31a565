/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stats/cell_links.h"

/* Position of a cell among those given; false when it is not one of them. */
static bool position(const uint32_t *cells, size_t n, uint32_t cell, uint32_t *found) {
  size_t low = 0, high = n;
  while (low < high) {
    size_t middle = (low + high) / 2;
    if (cells[middle] < cell)
      low = middle + 1;
    else
      high = middle;
  }
  *found = (uint32_t)low;
  return low < n && cells[low] == cell;
}

pb_weights *pb_cell_links(const pb_cell_grid *grid, const uint32_t *cells, size_t n) {
  n = cells ? n : grid->n_cells;
  pb_weights *weights = g_new0(pb_weights, 1);
  weights->n = n;
  weights->first = g_new0(size_t, n + 1);
  weights->neighbour = g_new(uint32_t, 8 * n + 1);
  size_t links = 0;
  for (size_t i = 0; i < n; i++) {
    uint32_t around[8], found;
    int n_around = pb_cell_grid_neighbours(grid, cells ? cells[i] : (uint32_t)i, around);
    for (int k = 0; k < n_around; k++) {
      found = around[k];
      if (!cells || position(cells, n, around[k], &found))
        weights->neighbour[links++] = found;
    }
    weights->first[i + 1] = links;
  }
  weights->neighbour = g_renew(uint32_t, weights->neighbour, links + 1);
  weights->weight = g_new(double, links + 1);
  for (size_t k = 0; k < links; k++)
    weights->weight[k] = 1;
  return weights;
}

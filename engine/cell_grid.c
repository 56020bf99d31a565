/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/cell_grid.h"

#include <math.h>

#define HALF_SQRT3 0.86602540378443864676

pb_cell_grid *pb_cell_grid_new(pb_cell_shape shape, double size_m, const pb_cell *cells,
                               const double *share, size_t n) {
  pb_cell_grid *grid = g_new0(pb_cell_grid, 1);
  *grid = (pb_cell_grid){.shape = shape, .size_m = size_m, .n_cells = n};
  grid->first_row = n ? cells[0].row : 0;
  grid->n_rows = n ? (size_t)((int64_t)cells[n - 1].row - cells[0].row + 1) : 0;
  grid->run_first = g_new0(uint32_t, grid->n_rows + 1);
  grid->runs = g_new(pb_cell_run, n + 1);
  grid->edge_cell = g_new(uint32_t, n + 1);
  grid->edge_share = g_new(double, n + 1);
  size_t n_runs = 0, row = 0;
  for (size_t i = 0; i < n; i++) {
    bool new_row = i > 0 && cells[i].row != cells[i - 1].row;
    if (i == 0 || new_row || cells[i].col != cells[i - 1].col + 1) {
      for (; row < (size_t)((int64_t)cells[i].row - grid->first_row); row++)
        grid->run_first[row + 1] = (uint32_t)n_runs;
      grid->runs[n_runs++] = (pb_cell_run){cells[i].col, 0, (uint32_t)i};
    }
    grid->runs[n_runs - 1].n++;
    if (share[i] < 1) {
      grid->edge_cell[grid->n_edge] = (uint32_t)i;
      grid->edge_share[grid->n_edge++] = share[i];
    }
  }
  for (; row < grid->n_rows; row++)
    grid->run_first[row + 1] = (uint32_t)n_runs;
  grid->runs = g_renew(pb_cell_run, grid->runs, n_runs + 1);
  grid->edge_cell = g_renew(uint32_t, grid->edge_cell, grid->n_edge + 1);
  grid->edge_share = g_renew(double, grid->edge_share, grid->n_edge + 1);
  return grid;
}

void pb_cell_grid_free(pb_cell_grid *grid) {
  if (!grid)
    return;
  g_free(grid->run_first);
  g_free(grid->runs);
  g_free(grid->edge_cell);
  g_free(grid->edge_share);
  g_free(grid);
}

void pb_cell_centre(pb_cell_shape shape, double size_m, pb_cell cell, double *x, double *y) {
  if (shape == PB_CELL_SQUARE) {
    *x = (cell.col + 0.5) * size_m;
    *y = (cell.row + 0.5) * size_m;
  } else {
    *x = (cell.col + (cell.row & 1 ? 0.5 : 0)) * size_m;
    *y = cell.row * size_m * HALF_SQRT3;
  }
}

/* The hexagon of a point is that of the nearest centre, in the row below it or the one above. */
static pb_cell hexagon_at(double size_m, double x, double y) {
  int32_t below = (int32_t)floor(y / (size_m * HALF_SQRT3));
  pb_cell best = {0, 0};
  double best_distance = HUGE_VAL;
  for (int32_t row = below; row <= below + 1; row++) {
    pb_cell cell = {(int32_t)floor(x / size_m - (row & 1 ? 0.5 : 0) + 0.5), row};
    double cx, cy;
    pb_cell_centre(PB_CELL_HEXAGON, size_m, cell, &cx, &cy);
    double distance = (x - cx) * (x - cx) + (y - cy) * (y - cy);
    if (distance <= best_distance) {
      best_distance = distance;
      best = cell;
    }
  }
  return best;
}

pb_cell pb_cell_at(pb_cell_shape shape, double size_m, double x, double y) {
  if (shape == PB_CELL_HEXAGON)
    return hexagon_at(size_m, x, y);
  return (pb_cell){(int32_t)floor(x / size_m), (int32_t)floor(y / size_m)};
}

int pb_cell_corners(pb_cell_shape shape, double size_m, pb_cell cell, double x[6], double y[6]) {
  if (shape == PB_CELL_SQUARE) {
    for (int k = 0; k < 4; k++) {
      x[k] = (cell.col + (k == 1 || k == 2)) * size_m;
      y[k] = (cell.row + (k >= 2)) * size_m;
    }
    return 4;
  }
  static const double across[6] = {0, 0.5, 0.5, 0, -0.5, -0.5};
  static const double up[6] = {-2, -1, 1, 2, 1, -1}; /* in sixths of the height's unit */
  double cx, cy;
  pb_cell_centre(shape, size_m, cell, &cx, &cy);
  for (int k = 0; k < 6; k++) {
    x[k] = cx + across[k] * size_m;
    y[k] = cy + up[k] * size_m * HALF_SQRT3 / 3;
  }
  return 6;
}

double pb_cell_area_m2(pb_cell_shape shape, double size_m) {
  return size_m * size_m * (shape == PB_CELL_SQUARE ? 1 : HALF_SQRT3);
}

int pb_cell_around(pb_cell_shape shape, pb_cell cell, pb_cell around[8]) {
  int n = 0;
  for (int32_t row = cell.row - 1; row <= cell.row + 1; row++) {
    bool other = row != cell.row;
    int32_t left = cell.col - 1, right = cell.col + 1;
    if (shape == PB_CELL_HEXAGON && other) {
      left += cell.row & 1;
      right = left + 1;
    }
    for (int32_t col = left; col <= right; col++)
      if (other || col != cell.col)
        around[n++] = (pb_cell){col, row};
  }
  return n;
}

/* The run that holds the column, or where it would stand. */
static const pb_cell_run *find_run(const pb_cell_run *runs, size_t n, int32_t col) {
  size_t low = 0, high = n;
  while (low < high) {
    size_t middle = (low + high) / 2;
    if (runs[middle].col <= col)
      low = middle + 1;
    else
      high = middle;
  }
  return low ? &runs[low - 1] : NULL;
}

bool pb_cell_grid_number(const pb_cell_grid *grid, pb_cell cell, uint32_t *number) {
  int64_t row = (int64_t)cell.row - grid->first_row;
  if (row < 0 || row >= (int64_t)grid->n_rows)
    return false;
  uint32_t first = grid->run_first[row];
  const pb_cell_run *run = find_run(grid->runs + first, grid->run_first[row + 1] - first, cell.col);
  if (!run || (int64_t)cell.col - run->col >= run->n)
    return false;
  *number = run->number + (uint32_t)(cell.col - run->col);
  return true;
}

bool pb_cell_grid_find(const pb_cell_grid *grid, double x, double y, uint32_t *number) {
  return pb_cell_grid_number(grid, pb_cell_at(grid->shape, grid->size_m, x, y), number);
}

pb_cell pb_cell_grid_cell(const pb_cell_grid *grid, uint32_t number) {
  size_t low = 0, high = grid->run_first[grid->n_rows]; /* the last run that begins at or before */
  while (high - low > 1) {
    size_t middle = (low + high) / 2;
    if (grid->runs[middle].number <= number)
      low = middle;
    else
      high = middle;
  }
  size_t row_low = 0, row_high = grid->n_rows; /* the last row whose runs begin at or before it */
  while (row_high - row_low > 1) {
    size_t middle = (row_low + row_high) / 2;
    if (grid->run_first[middle] <= low)
      row_low = middle;
    else
      row_high = middle;
  }
  return (pb_cell){grid->runs[low].col + (int32_t)(number - grid->runs[low].number),
                   grid->first_row + (int32_t)row_low};
}

double pb_cell_grid_share(const pb_cell_grid *grid, uint32_t number) {
  size_t low = 0, high = grid->n_edge;
  while (low < high) {
    size_t middle = (low + high) / 2;
    if (grid->edge_cell[middle] < number)
      low = middle + 1;
    else
      high = middle;
  }
  return low < grid->n_edge && grid->edge_cell[low] == number ? grid->edge_share[low] : 1;
}

double pb_cell_grid_cell_area_m2(const pb_cell_grid *grid, uint32_t number) {
  return pb_cell_grid_share(grid, number) * pb_cell_area_m2(grid->shape, grid->size_m);
}

double pb_cell_grid_area_m2(const pb_cell_grid *grid) {
  double cells = (double)(grid->n_cells - grid->n_edge);
  for (size_t i = 0; i < grid->n_edge; i++)
    cells += grid->edge_share[i];
  return cells * pb_cell_area_m2(grid->shape, grid->size_m);
}

int pb_cell_grid_neighbours(const pb_cell_grid *grid, uint32_t number, uint32_t neighbours[8]) {
  pb_cell around[8];
  int n_around = pb_cell_around(grid->shape, pb_cell_grid_cell(grid, number), around), n = 0;
  for (int k = 0; k < n_around; k++)
    n += pb_cell_grid_number(grid, around[k], &neighbours[n]);
  return n;
}

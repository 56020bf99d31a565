/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * The cells of a regular grid that a place is made of: squares or hexagons, and how much of each
 * lies inside. geo/ makes it from a polygon (geo/grid_of_polygon.h); the engine counts in it.
 *
 * The grid has its origin at 0, 0 of the projection, so 250 m squares lie on the national grid
 * lines of SWEREF 99 TM and the grids of neighbours meet.
 *
 * Square: column c, row r covers x from c * size to (c + 1) * size and y likewise; a point on a
 * line belongs to the cell to its right and above. Hexagon: `size` is the distance between two
 * opposite sides, corners point up and down; the centre of column c, row r lies at x = (c + half) *
 * size, y = r * size * sqrt(3) / 2, where half is 0.5 in odd rows and 0 in even ones.
 *
 * Only the cells that are kept are numbered, 0 .. n_cells - 1, by row and then column. They are
 * stored as runs of neighbouring columns, so a place of 20 000 square kilometres takes a few
 * kilobytes; a share is stored only for cells that are not wholly inside.
 */
#ifndef PB_ENGINE_CELL_GRID_H
#define PB_ENGINE_CELL_GRID_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum { PB_CELL_SQUARE, PB_CELL_HEXAGON } pb_cell_shape;

typedef struct {
  int32_t col, row;
} pb_cell;

/** Kept cells beside each other. */
typedef struct {
  int32_t col;     /**< of the first */
  uint32_t n;      /**< how many */
  uint32_t number; /**< of the first */
} pb_cell_run;

typedef struct {
  pb_cell_shape shape;
  double size_m;
  int32_t first_row;
  size_t n_rows;       /**< from first_row on, empty ones in between included */
  uint32_t *run_first; /**< n_rows + 1 */
  pb_cell_run *runs;   /**< ascending by row and column */
  size_t n_cells;
  size_t n_edge;       /**< cells not wholly inside */
  uint32_t *edge_cell; /**< n_edge: their numbers, ascending */
  double *edge_share;  /**< n_edge: the share of the cell's area inside, 0 < share < 1 */
} pb_cell_grid;

/** From cells sorted by row and then column, each once, with the share inside (0 < share <= 1).
 * `size_m` > 0. Free with pb_cell_grid_free. */
pb_cell_grid *pb_cell_grid_new(pb_cell_shape shape, double size_m, const pb_cell *cells,
                               const double *share, size_t n);
void pb_cell_grid_free(pb_cell_grid *grid);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(pb_cell_grid, pb_cell_grid_free)

/** The cell of the endless grid that a point lies in. */
pb_cell pb_cell_at(pb_cell_shape shape, double size_m, double x, double y);
/** Middle of a cell. */
void pb_cell_centre(pb_cell_shape shape, double size_m, pb_cell cell, double *x, double *y);
/** Corners of a cell, counter-clockwise from the lower left (square) or the lowest (hexagon):
 * 4 or 6, returned. */
int pb_cell_corners(pb_cell_shape shape, double size_m, pb_cell cell, double x[6], double y[6]);
/** Square metres of a whole cell. */
double pb_cell_area_m2(pb_cell_shape shape, double size_m);
/** The cells around a cell: 8 that share a side or corner with a square, 6 around a hexagon. */
int pb_cell_around(pb_cell_shape shape, pb_cell cell, pb_cell around[8]);

/** Number of a cell; false when it is not kept. */
bool pb_cell_grid_number(const pb_cell_grid *grid, pb_cell cell, uint32_t *number);
/** Number of the kept cell that a point lies in; false when there is none. */
bool pb_cell_grid_find(const pb_cell_grid *grid, double x, double y, uint32_t *number);
/** Cell of a number below n_cells. */
pb_cell pb_cell_grid_cell(const pb_cell_grid *grid, uint32_t number);
/** Share of a cell's area inside: 0 < share <= 1. */
double pb_cell_grid_share(const pb_cell_grid *grid, uint32_t number);
/** Square metres inside the place, of one cell and of all. */
double pb_cell_grid_cell_area_m2(const pb_cell_grid *grid, uint32_t number);
double pb_cell_grid_area_m2(const pb_cell_grid *grid);
/** Numbers of the kept cells around a cell, ascending; how many (0 to 8). */
int pb_cell_grid_neighbours(const pb_cell_grid *grid, uint32_t number, uint32_t neighbours[8]);

#endif

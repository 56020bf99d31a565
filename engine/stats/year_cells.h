/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Counts of cells over three years, read from a table. */
#ifndef PB_ENGINE_STATS_YEAR_CELLS_H
#define PB_ENGINE_STATS_YEAR_CELLS_H

#include "engine/statistic.h"
#include "engine/text.h"

#define PB_CELL_YEARS 3

/** The inputs cell, count_1 .. count_3 and area, which come first. */
#define PB_INPUT_YEAR_CELLS                                                                        \
  {"cell", PB_TYPE_STRING, true, N_("identifier of the place: a grid cell or an area")},           \
      {"count_1", PB_TYPE_INT64, true, N_("events in the first year")},                            \
      {"count_2", PB_TYPE_INT64, true, N_("events in the second year")},                           \
      {"count_3", PB_TYPE_INT64, true, N_("events in the last year")}, {                           \
    "area", PB_TYPE_DOUBLE, false,                                                                 \
        N_("area of the place, or share of a full cell; without it all "                           \
           "are alike")                                                                            \
  }

typedef struct {
  size_t n, n_rows;
  size_t *row; /**< n: of each cell in the table, ascending */
  int64_t *counts[PB_CELL_YEARS];
  double *area; /**< 1 where there is no such column */
} pb_year_cells;

/** Complete rows. False with PB_ERROR_STATISTIC for a cell that stands twice, a count that is none
 * or an area that is not above 0. Clear with pb_year_cells_clear. */
bool pb_year_cells_read(const pb_table *table, pb_year_cells *cells, GError **error);
void pb_year_cells_clear(pb_year_cells *cells);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(pb_year_cells, pb_year_cells_clear)

/** Sum of one year's counts. */
double pb_year_cells_events(const pb_year_cells *cells, size_t year);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Incidents of a problem area counted in the cells of the municipality, year by year, and how many
 * could not be placed. Every incident of the years is in exactly one of n_located, n_off_grid,
 * n_without_point, n_default and n_elsewhere.
 */
#ifndef PB_ENGINE_ANALYSIS_CELL_COUNTS_H
#define PB_ENGINE_ANALYSIS_CELL_COUNTS_H

#include "engine/analysis/event_area.h"
#include "engine/cell_grid.h"

typedef struct {
  int first_year, last_year;
  size_t n;       /**< cells with an incident */
  uint32_t *cell; /**< n: their numbers, ascending */
  double *total;  /**< n */
  double *year;   /**< n * years: count of cell i in first_year + k at [k * n + i] */
  double *x, *y;  /**< n: mean point of the cell's incidents */
  size_t n_events;
  size_t n_located;       /**< in a kept cell, with an exact point */
  size_t n_off_grid;      /**< exact, but in no kept cell: at the very edge of the municipality */
  size_t n_without_point; /**< the source gives none, or none that can be read */
  size_t n_default;       /**< the point stands for an area */
  size_t n_elsewhere;     /**< outside the municipality that the row names, or outside Sweden */
} pb_cell_counts;

/** Of the report's years; `grid` not NULL. Free with pb_cell_counts_free. */
pb_cell_counts *pb_cell_counts_new(const pb_analysis *analysis, int area, const pb_cell_grid *grid);
void pb_cell_counts_free(pb_cell_counts *counts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(pb_cell_counts, pb_cell_counts_free)

/** Counts of a year, n of them. */
const double *pb_cell_counts_year(const pb_cell_counts *counts, int year);
/** How many years. */
int pb_cell_counts_n_years(const pb_cell_counts *counts);
/** Share of the incidents that could not be placed; 0 without incidents. */
double pb_cell_counts_missing(const pb_cell_counts *counts);
/** The scalars n_events … missing_share, first_year, last_year. */
void pb_put_cell_counts(pb_result *result, const pb_cell_counts *counts);

#endif

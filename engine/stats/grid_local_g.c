/* SPDX-License-Identifier: GPL-3.0-or-later */
/* G* on the cells of a grid over a window of points: the table's form of grid_hot_cells.h. */
#include <math.h>

#include "engine/stats/cell_counts.h"
#include "engine/stats/grid_hot_cells.h"
#include "engine/stats/input.h"
#include "engine/stats/map_findings.h"

static const pb_input inputs[] = {
    {"x", PB_TYPE_DOUBLE, true, N_("easting in metres")},
    {"y", PB_TYPE_DOUBLE, true, N_("northing in metres")},
    {"count", PB_TYPE_DOUBLE, false, N_("events at the point, or their weight; 1 if left out")},
};
static const char *const shapes[] = {"square", "hexagon", NULL};
static const pb_param params[] = {
    {.name = "cell",
     .title = N_("side of a square cell, or the distance between two opposite sides of a hexagon"),
     .unit = N_("m"),
     .type = PB_PARAM_DOUBLE,
     .def = 250,
     .min = 1,
     .max = 1e6},
    {.name = "shape",
     .title = N_("shape of the cells"),
     .type = PB_PARAM_CHOICE,
     .def_text = "square",
     .choices = shapes},
    {.name = "alpha",
     .title = N_("a place stands out when its adjusted p is at most this"),
     .type = PB_PARAM_DOUBLE,
     .def = 0.05,
     .min = 1e-9,
     .max = 1},
    {.name = "all-cells",
     .title = N_("list every cell of the window, not only those with events in or beside them"),
     .type = PB_PARAM_BOOL,
     .def = 0},
};

/* The columns of the result. */
typedef struct {
  const pb_cell_grid *grid;
  double alpha;
  pb_column *x, *y, *count, *z, *p, *adjusted, *verdict;
} table;

static void add_row(table *t, const pb_hot_cell *one) {
  double x, y;
  pb_cell_centre(t->grid->shape, t->grid->size_m, pb_cell_grid_cell(t->grid, one->cell), &x, &y);
  bool found = one->computable && one->p_adjusted <= t->alpha;
  pb_column_append_double(t->x, x);
  pb_column_append_double(t->y, y);
  pb_column_append_double(t->count, one->value);
  pb_column_append_maybe(t->z, one->computable, one->z);
  pb_column_append_maybe(t->p, one->computable, one->p);
  pb_column_append_maybe(t->adjusted, one->computable, one->p_adjusted);
  pb_column_append_string(t->verdict, !one->computable ? "n/a"
                                      : !found         ? "undecided"
                                      : one->z > 0     ? "hot"
                                                       : "cold");
}

static pb_hot_cell quiet_cell(const pb_hot_cells *hot, const pb_cell_grid *grid, uint32_t cell) {
  uint32_t around[8];
  const pb_quiet_cells *class = &hot->quiet[pb_cell_grid_neighbours(grid, cell, around) + 1];
  return (pb_hot_cell){.cell = cell,
                       .z = class->z,
                       .p = class->p,
                       .p_adjusted = class->p_adjusted,
                       .computable = class->computable};
}

static void add_cells(pb_result *result, const pb_cell_grid *grid, const pb_hot_cells *hot,
                      double alpha, bool all) {
  table t = {
      grid,
      alpha,
      pb_result_add_column(result, "x", PB_TYPE_DOUBLE, N_("m")),
      pb_result_add_column(result, "y", PB_TYPE_DOUBLE, N_("m")),
      pb_result_add_column(result, "count", PB_TYPE_DOUBLE, NULL),
      pb_result_add_column(result, "z", PB_TYPE_DOUBLE, NULL),
      pb_result_add_column(result, "p", PB_TYPE_DOUBLE, NULL),
      pb_result_add_column(result, "p_adjusted", PB_TYPE_DOUBLE, NULL),
      pb_result_add_column(result, "verdict", PB_TYPE_STRING, NULL),
  };
  uint32_t next = 0;
  for (guint i = 0; i < hot->cells->len; i++) {
    const pb_hot_cell *one = &g_array_index(hot->cells, pb_hot_cell, i);
    for (; all && next < one->cell; next++) {
      const pb_hot_cell quiet = quiet_cell(hot, grid, next);
      add_row(&t, &quiet);
    }
    add_row(&t, one);
    next = one->cell + 1;
  }
  for (; all && next < grid->n_cells; next++) {
    const pb_hot_cell quiet = quiet_cell(hot, grid, next);
    add_row(&t, &quiet);
  }
}

static void add_scalars(pb_result *result, const pb_cell_counts *counts, const pb_hot_cells *hot) {
  const pb_cell first = pb_cell_grid_cell(counts->grid, 0);
  double size = counts->grid->size_m;
  pb_result_set_scalar(result, "x_min", first.col * size, N_("m"));
  pb_result_set_scalar(result, "y_min", first.row * size, N_("m"));
  pb_result_set_scalar(result, "columns", counts->grid->runs[0].n, NULL);
  pb_result_set_scalar(result, "rows", (double)counts->grid->n_rows, NULL);
  pb_result_set_scalar(result, "cell", size, N_("m"));
  pb_result_set_scalar(result, "cells", (double)hot->n_cells, NULL);
  pb_result_set_scalar(result, "tested", (double)hot->n_tested, NULL);
  pb_result_set_scalar(result, "mean", hot->mean, NULL);
  pb_result_set_scalar(result, "sd", hot->sd, NULL);
  pb_result_set_scalar(result, "hot", (double)hot->n_hot, NULL);
  pb_result_set_scalar(result, "cold", (double)hot->n_cold, NULL);
}

static pb_result *run(const pb_table *input, const pb_params *values, GError **error) {
  bool hexagons = g_str_equal(pb_params_text(values, "shape"), "hexagon");
  double alpha = pb_params_double(values, "alpha");
  g_auto(pb_cell_counts) counts = {0};
  const char *reason = NULL;
  if (!pb_cell_counts_read(input, hexagons ? PB_CELL_HEXAGON : PB_CELL_SQUARE,
                           pb_params_double(values, "cell"), &counts, &reason, error))
    return NULL;
  pb_result *result = pb_result_new("grid-local-g");
  pb_result_set_counts(result, counts.n_points, pb_table_n_rows(input) - counts.n_points);
  if (reason) {
    pb_result_set_reason(result, reason);
    return result;
  }
  g_autoptr(pb_hot_cells) hot =
      pb_grid_local_g(counts.grid, counts.cells, counts.counts, counts.n, alpha);
  if (hot->reason) {
    pb_result_set_reason(result, hot->reason);
    return result;
  }
  add_scalars(result, &counts, hot);
  add_cells(result, counts.grid, hot, alpha, pb_params_bool(values, "all-cells"));
  size_t found = hot->n_hot + hot->n_cold;
  const pb_map_findings_options options = {PB_ADJUST_BH, alpha};
  const double limit = alpha / (double)MAX(hot->n_tested, 1);
  const pb_map_findings findings = {hot->n_tested, found, (double)MAX(found, 1) * limit, limit};
  pb_map_findings_tell(&findings, &options, result);
  return result;
}

const pb_statistic pb_statistic_grid_local_g = {
    .name = "grid-local-g",
    .title = N_("Hot and cold cells of a grid (G*)"),
    .description =
        N_("Counts the events in the cells of a grid over the window of the points and tells in "
           "which cells they, with those in the cells around, are more (hot) or fewer (cold) than "
           "chance would make them; the p values of all cells of the window are adjusted "
           "together, also of those where nothing happened."),
    .citation = "Ord JK, Getis A (1995) Geogr Anal 27:286; Castro MC, Singer BH (2006) Geogr Anal "
                "38:180",
    .inputs = inputs,
    .n_inputs = G_N_ELEMENTS(inputs),
    .params = params,
    .n_params = G_N_ELEMENTS(params),
    .run = run,
};

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stats/grid_hot_cells.h"

#include <math.h>
#include <stdlib.h>

#include "engine/stats/cell_links.h"
#include "engine/stats/cell_sums.h"
#include "engine/stats/eb_standardise.h"
#include "engine/stats/local_g.h"
#include "engine/stats/p_adjust.h"
#include "engine/stats/tails.h"
#include "engine/text.h"

static const char same_values[] = N_("All cells hold the same, so none can stand out.");

/* Mean and sd of n_cells values, of which the n given ones may differ from 0. */
static void set_moments(pb_hot_cells *hot, const double *counts, size_t n) {
  double cells = (double)hot->n_cells, sum = 0, squares = 0;
  for (size_t i = 0; i < n; i++)
    sum += counts[i];
  hot->mean = sum / cells;
  for (size_t i = 0; i < n; i++)
    squares += (counts[i] - hot->mean) * (counts[i] - hot->mean);
  squares += (cells - (double)n) * hot->mean * hot->mean;
  hot->sd = sqrt(squares / cells);
}

/* The same number in every cell, but for rounding. */
static bool is_flat(const pb_hot_cells *hot, const double *counts, size_t n) {
  double least = n < hot->n_cells ? 0 : INFINITY, most = n < hot->n_cells ? 0 : -INFINITY;
  for (size_t i = 0; i < n; i++) {
    least = fmin(least, counts[i]);
    most = fmax(most, counts[i]);
  }
  return !(most > least) || !(hot->sd > 1e-13 * fmax(fabs(most), fabs(least)));
}

/* z of a sum over `around` cells; false where it is not defined. */
static bool z_of(const pb_hot_cells *hot, double sum, uint32_t around, double *z) {
  double n = (double)hot->n_cells, w = around;
  if (around < 2 || around >= hot->n_cells)
    return false;
  *z = (sum - hot->mean * w) / (hot->sd * sqrt((n * w - w * w) / (n - 1)));
  return true;
}

static void test_cells(pb_hot_cells *hot, const GArray *sums, const size_t quiet[]) {
  g_array_set_size(hot->cells, sums->len);
  for (guint i = 0; i < sums->len; i++) {
    const pb_cell_sum *sum = &g_array_index(sums, pb_cell_sum, i);
    pb_hot_cell one = {.cell = sum->cell, .value = sum->value};
    one.computable = z_of(hot, sum->sum, sum->around, &one.z);
    one.p = one.computable ? pb_normal_p(one.z) : 0;
    hot->n_tested += one.computable;
    g_array_index(hot->cells, pb_hot_cell, i) = one;
  }
  for (uint32_t around = 0; around <= PB_MOST_AROUND; around++) {
    pb_quiet_cells *class = &hot->quiet[around];
    class->n = quiet[around];
    class->computable = class->n > 0 && z_of(hot, 0, around, &class->z);
    class->p = class->computable ? pb_normal_p(class->z) : 0;
    hot->n_tested += class->computable ? class->n : 0;
  }
}

/* A p value that a number of cells have. */
typedef struct {
  double p;
  size_t n;
  double *adjusted;
} shared_p;

static int by_p(const void *a, const void *b) {
  double x = ((const shared_p *)a)->p, y = ((const shared_p *)b)->p;
  return (x > y) - (x < y);
}

/* Benjamini & Hochberg over all tested cells: equal p values get what the last of them gets. */
static void adjust(pb_hot_cells *hot) {
  g_autofree shared_p *list = g_new(shared_p, hot->cells->len + PB_MOST_AROUND + 1);
  size_t n = 0;
  for (guint i = 0; i < hot->cells->len; i++) {
    pb_hot_cell *one = &g_array_index(hot->cells, pb_hot_cell, i);
    if (one->computable)
      list[n++] = (shared_p){one->p, 1, &one->p_adjusted};
  }
  for (int around = 0; around <= PB_MOST_AROUND; around++) {
    pb_quiet_cells *class = &hot->quiet[around];
    if (class->computable)
      list[n++] = (shared_p){class->p, class->n, &class->p_adjusted};
  }
  qsort(list, n, sizeof *list, by_p);
  double tests = (double)hot->n_tested, least = 1;
  size_t rank = hot->n_tested;
  for (size_t i = n; i-- > 0; rank -= list[i].n) {
    least = fmin(least, tests / (double)rank * list[i].p);
    *list[i].adjusted = least;
  }
}

static void count_findings(pb_hot_cells *hot, double alpha) {
  for (guint i = 0; i < hot->cells->len; i++) {
    const pb_hot_cell *one = &g_array_index(hot->cells, pb_hot_cell, i);
    bool found = one->computable && one->p_adjusted <= alpha;
    hot->n_hot += found && one->z > 0;
    hot->n_cold += found && one->z < 0;
  }
  for (int around = 0; around <= PB_MOST_AROUND; around++) {
    const pb_quiet_cells *class = &hot->quiet[around];
    bool found = class->computable && class->p_adjusted <= alpha;
    hot->n_hot += found && class->z > 0 ? class->n : 0;
    hot->n_cold += found && class->z < 0 ? class->n : 0;
  }
}

static pb_hot_cells *new_cells(size_t n_cells) {
  pb_hot_cells *hot = g_new0(pb_hot_cells, 1);
  hot->cells = g_array_new(FALSE, TRUE, sizeof(pb_hot_cell));
  hot->n_cells = n_cells;
  return hot;
}

pb_hot_cells *pb_grid_local_g(const pb_cell_grid *grid, const uint32_t *cells, const double *counts,
                              size_t n, double alpha) {
  pb_hot_cells *hot = new_cells(grid->n_cells);
  if (grid->n_cells < 3) {
    hot->reason = N_("The grid has fewer than three cells.");
    return hot;
  }
  set_moments(hot, counts, n);
  if (is_flat(hot, counts, n)) {
    hot->reason = same_values;
    return hot;
  }
  size_t quiet[PB_MOST_AROUND + 1];
  g_autoptr(GArray) sums = pb_cell_sums(grid, cells, counts, n, quiet);
  test_cells(hot, sums, quiet);
  adjust(hot);
  count_findings(hot, alpha);
  return hot;
}

pb_hot_cells *pb_grid_local_g_rates(const pb_cell_grid *grid, const uint32_t *cells,
                                    const pb_count *counts, size_t n, double alpha) {
  pb_hot_cells *hot = new_cells(n);
  g_autofree double *z = g_new(double, n + 1);
  g_autofree pb_local_g *places = g_new(pb_local_g, n + 1);
  if (n < 3 || !pb_eb_standardise(counts, n, z)) {
    hot->reason =
        n < 3 ? N_("Fewer than three cells have a population.") : N_("There are no crimes.");
    return hot;
  }
  g_autoptr(pb_weights) weights = pb_cell_links(grid, cells, n);
  const pb_local_g_options options = {.star = true};
  if (!pb_local_g_of(z, weights, &options, places)) {
    hot->reason = same_values;
    return hot;
  }
  set_moments(hot, z, n);
  g_array_set_size(hot->cells, (guint)n);
  for (size_t i = 0; i < n; i++) {
    bool computable = !places[i].reason;
    double rate = (double)counts[i].count / counts[i].exposure;
    g_array_index(hot->cells, pb_hot_cell, i) = (pb_hot_cell){.cell = cells[i],
                                                              .value = rate,
                                                              .z = places[i].z,
                                                              .p = places[i].p,
                                                              .computable = computable};
    hot->n_tested += computable;
  }
  adjust(hot);
  count_findings(hot, alpha);
  return hot;
}

void pb_hot_cells_free(pb_hot_cells *hot) {
  if (!hot)
    return;
  g_array_unref(hot->cells);
  g_free(hot);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long G* of 300 by 300 cells takes, of counts in every cell and of events in few, and local
 * Moran with 999 conditional permutations; seconds of one processor. peers/hot_cells.R does the
 * same with spdep. The checksums tell a change of speed from a change of result. */
#include <math.h>
#include <stdio.h>
#include <time.h>

#include "engine/stats/cell_links.h"
#include "engine/stats/conditional_draw.h"
#include "engine/stats/grid_hot_cells.h"
#include "engine/stats/local_g.h"
#include "engine/stats/local_moran.h"

enum { SIDE = 300, N = SIDE * SIDE, REPEATS = 7 };

static double seconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static pb_cell_grid *square(int cols, int rows) {
  size_t n = (size_t)cols * (size_t)rows;
  g_autofree pb_cell *cells = g_new(pb_cell, n);
  g_autofree double *share = g_new(double, n);
  for (size_t i = 0; i < n; i++) {
    cells[i] = (pb_cell){(int)(i % (size_t)cols), (int)(i / (size_t)cols)};
    share[i] = 1;
  }
  return pb_cell_grid_new(PB_CELL_SQUARE, 250, cells, share, n);
}

/* Counts by the same rule as the peer: i * 7919 mod 101 mod 7. */
static double count_at(size_t i) {
  return (double)(i * 7919 % 101 % 7);
}

static int ascending(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

static void tell(const char *what, double times[REPEATS], double checksum) {
  qsort(times, REPEATS, sizeof *times, ascending);
  printf("%-44s %9.5f s   checksum %.10g\n", what, times[REPEATS / 2], checksum);
}

/* The neighbours made before, or with it. */
static void bench_links(const pb_cell_grid *grid, const double *counts, bool with_links) {
  g_autoptr(pb_weights) weights = pb_cell_links(grid, NULL, 0);
  g_autofree pb_local_g *places = g_new(pb_local_g, N);
  const pb_local_g_options options = {.star = true};
  double times[REPEATS], sum = 0;
  for (int r = 0; r < REPEATS; r++) {
    double start = seconds();
    g_autoptr(pb_weights) own = with_links ? pb_cell_links(grid, NULL, 0) : NULL;
    pb_local_g_of(counts, own ? own : weights, &options, places);
    times[r] = seconds() - start;
  }
  for (size_t i = 0; i < N; i++)
    sum += fabs(places[i].z);
  tell(with_links ? "G* 90 000 cells, with making neighbours" : "G* 90 000 cells, neighbours given",
       times, sum);
}

static void bench_grid(const char *what, const pb_cell_grid *grid, size_t step) {
  g_autofree uint32_t *cells = g_new(uint32_t, grid->n_cells);
  g_autofree double *counts = g_new(double, grid->n_cells);
  size_t n = 0;
  for (size_t i = 0; i < grid->n_cells; i += step) {
    cells[n] = (uint32_t)i;
    counts[n++] = step > 1 ? 1 + count_at(i) : count_at(i);
  }
  double times[REPEATS], sum = 0;
  for (int r = 0; r < REPEATS; r++) {
    double start = seconds();
    g_autoptr(pb_hot_cells) hot = pb_grid_local_g(grid, cells, counts, n, .05);
    times[r] = seconds() - start;
    sum = 0;
    for (guint i = 0; i < hot->cells->len; i++)
      sum += fabs(g_array_index(hot->cells, pb_hot_cell, i).z);
  }
  tell(what, times, sum);
}

static void bench_permutations(int side, int repeats) {
  size_t n = (size_t)side * (size_t)side;
  g_autoptr(pb_cell_grid) grid = square(side, side);
  g_autoptr(pb_weights) weights = pb_cell_links(grid, NULL, 0);
  g_autofree double *counts = g_new(double, n), *p = g_new(double, n);
  g_autofree pb_local_moran *places = g_new(pb_local_moran, n);
  const pb_permutation options = {999, 1, 1};
  pb_weights_standardise(weights);
  double sum = 0, best = INFINITY;
  for (size_t i = 0; i < n; i++)
    counts[i] = count_at(i);
  for (int r = 0; r < repeats; r++) {
    double start = seconds();
    pb_local_moran_of(counts, weights, false, places);
    pb_conditional_p(counts, weights, &options, p);
    best = fmin(best, seconds() - start);
  }
  for (size_t i = 0; i < n; i++)
    sum += p[i];
  printf("local Moran, %6zu cells, 999 permutations     %9.5f s   checksum %.10g\n", n, best, sum);
}

int main(void) {
  g_autoptr(pb_cell_grid) grid = square(SIDE, SIDE), large = square(800, 400);
  g_autofree double *counts = g_new(double, N);
  for (size_t i = 0; i < N; i++)
    counts[i] = count_at(i);
  bench_links(grid, counts, false);
  bench_links(grid, counts, true);
  bench_grid("G* and adjusted p, 90 000 cells, all full", grid, 1);
  bench_grid("G* and adjusted p, 90 000 cells, 900 full", grid, 100);
  bench_grid("G* and adjusted p, 320 000 cells, 900 full", large, 357);
  bench_permutations(50, 3);
  bench_permutations(300, 1);
  return 0;
}

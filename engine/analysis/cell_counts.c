/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/analysis/cell_counts.h"

#include <stdlib.h>

typedef struct {
  uint32_t cell;
  int year;
  double x, y;
} located;

static int by_cell(const void *a, const void *b) {
  const located *p = a, *q = b;
  if (p->cell != q->cell)
    return p->cell < q->cell ? -1 : 1;
  if (p->x != q->x)
    return p->x < q->x ? -1 : 1;
  return (p->y > q->y) - (p->y < q->y);
}

static void count_unplaced(pb_cell_counts *counts, const pb_incident *one) {
  switch ((pb_point_quality)one->quality) {
  case PB_POINT_DEFAULT:
    counts->n_default++;
    break;
  case PB_POINT_OUTSIDE_MUNICIPALITY:
  case PB_POINT_OUTSIDE_SWEDEN:
    counts->n_elsewhere++;
    break;
  default:
    counts->n_without_point++;
  }
}

static size_t place(pb_cell_counts *counts, const pb_analysis *analysis, int area,
                    const pb_cell_grid *grid, located *points) {
  const pb_incidents *incidents = analysis->incidents;
  size_t n = 0;
  for (size_t i = 0; i < incidents->n; i++) {
    const pb_incident *one = &incidents->incidents[i];
    if (one->year < counts->first_year || one->year > counts->last_year ||
        !pb_incident_in(one, area))
      continue;
    counts->n_events++;
    uint32_t cell;
    if (!one->has_point)
      count_unplaced(counts, one);
    else if (pb_cell_grid_find(grid, one->x, one->y, &cell))
      points[n++] = (located){cell, one->year, one->x, one->y};
    else
      counts->n_off_grid++;
  }
  counts->n_located = n;
  return n;
}

static void add_up(pb_cell_counts *counts, const located *points, size_t n) {
  size_t n_cells = 0;
  for (size_t i = 0; i < n; i++)
    n_cells += i == 0 || points[i].cell != points[i - 1].cell;
  counts->n = n_cells;
  counts->cell = g_new(uint32_t, n_cells + 1);
  counts->total = g_new0(double, n_cells + 1);
  counts->x = g_new0(double, n_cells + 1);
  counts->y = g_new0(double, n_cells + 1);
  counts->year = g_new0(double, n_cells *(size_t)pb_cell_counts_n_years(counts) + 1);
  size_t k = 0;
  for (size_t i = 0; i < n; i++) {
    k += i > 0 && points[i].cell != points[i - 1].cell;
    counts->cell[k] = points[i].cell;
    counts->total[k]++;
    counts->x[k] += points[i].x;
    counts->y[k] += points[i].y;
    counts->year[(size_t)(points[i].year - counts->first_year) * n_cells + k]++;
  }
  for (k = 0; k < n_cells; k++) {
    counts->x[k] /= counts->total[k];
    counts->y[k] /= counts->total[k];
  }
}

pb_cell_counts *pb_cell_counts_new(const pb_analysis *analysis, int area,
                                   const pb_cell_grid *grid) {
  pb_cell_counts *counts = g_new0(pb_cell_counts, 1);
  counts->first_year = pb_incident_first_year(analysis);
  counts->last_year = analysis->dataset->period_end;
  g_autofree located *points = g_new(located, analysis->incidents->n + 1);
  size_t n = place(counts, analysis, area, grid, points);
  qsort(points, n, sizeof *points, by_cell);
  add_up(counts, points, n);
  return counts;
}

void pb_cell_counts_free(pb_cell_counts *counts) {
  if (!counts)
    return;
  g_free(counts->cell);
  g_free(counts->total);
  g_free(counts->year);
  g_free(counts->x);
  g_free(counts->y);
  g_free(counts);
}

const double *pb_cell_counts_year(const pb_cell_counts *counts, int year) {
  return &counts->year[(size_t)(year - counts->first_year) * counts->n];
}

int pb_cell_counts_n_years(const pb_cell_counts *counts) {
  return MAX(0, counts->last_year - counts->first_year + 1);
}

double pb_cell_counts_missing(const pb_cell_counts *counts) {
  return counts->n_events
             ? (double)(counts->n_events - counts->n_located) / (double)counts->n_events
             : 0; /* exactly 15 per cent is not more than 15 per cent */
}

void pb_put_cell_counts(pb_result *result, const pb_cell_counts *counts) {
  pb_result_set_scalar(result, "n_events", (double)counts->n_events, N_("events"));
  pb_result_set_scalar(result, "n_located", (double)counts->n_located, N_("events"));
  pb_result_set_scalar(result, "n_without_point", (double)counts->n_without_point, N_("events"));
  pb_result_set_scalar(result, "n_default", (double)counts->n_default, N_("events"));
  pb_result_set_scalar(result, "n_elsewhere", (double)counts->n_elsewhere, N_("events"));
  pb_result_set_scalar(result, "n_off_grid", (double)counts->n_off_grid, N_("events"));
  pb_result_set_scalar(result, "missing_share", pb_cell_counts_missing(counts), NULL);
  pb_result_set_scalar(result, "first_year", counts->first_year, NULL);
  pb_result_set_scalar(result, "last_year", counts->last_year, NULL);
  pb_result_set_counts(result, counts->n_located, counts->n_events - counts->n_located);
}

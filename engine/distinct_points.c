/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/distinct_points.h"

#include <stdlib.h>

typedef struct {
  double x, y, weight;
  uint32_t point;
} row;

static int compare(double a, double b) {
  return a < b ? -1 : a > b;
}

static int by_place(const void *a, const void *b) {
  const row *p = a, *q = b;
  int order = compare(p->x, q->x);
  order = order ? order : compare(p->y, q->y);
  order = order ? order : compare(p->weight, q->weight);
  return order ? order : (p->point < q->point ? -1 : p->point > q->point);
}

pb_distinct_points *pb_distinct_points_new(const double *x, const double *y, const double *weight,
                                           size_t n) {
  pb_distinct_points *d = g_new0(pb_distinct_points, 1);
  g_autofree row *rows = g_new(row, n + 1);
  for (size_t i = 0; i < n; i++)
    rows[i] = (row){x[i] + 0.0, y[i] + 0.0, weight ? weight[i] : 1, (uint32_t)i}; /* no -0 */
  qsort(rows, n, sizeof *rows, by_place);
  d->n_points = n;
  d->x = g_new(double, n + 1);
  d->y = g_new(double, n + 1);
  d->weight = g_new(double, n + 1);
  d->place = g_new(uint32_t, n + 1);
  d->first = g_new(uint32_t, n + 1);
  d->point = g_new(uint32_t, n + 1);
  for (size_t i = 0; i < n; i++) {
    if (i == 0 || rows[i].x != rows[i - 1].x || rows[i].y != rows[i - 1].y) {
      d->x[d->n] = rows[i].x;
      d->y[d->n] = rows[i].y;
      d->weight[d->n] = 0;
      d->first[d->n++] = (uint32_t)i;
    }
    d->weight[d->n - 1] += rows[i].weight;
    d->place[rows[i].point] = (uint32_t)(d->n - 1);
    d->point[i] = rows[i].point;
  }
  d->first[d->n] = (uint32_t)n;
  return d;
}

void pb_distinct_points_free(pb_distinct_points *points) {
  if (!points)
    return;
  g_free(points->x);
  g_free(points->y);
  g_free(points->weight);
  g_free(points->place);
  g_free(points->first);
  g_free(points->point);
  g_free(points);
}

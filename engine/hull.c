/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/hull.h"

#include <math.h>
#include <stdlib.h>

typedef struct {
  double x, y;
} corner;

static int by_place(const void *a, const void *b) {
  const corner *p = a, *q = b;
  if (p->x != q->x)
    return p->x < q->x ? -1 : 1;
  return p->y < q->y ? -1 : p->y > q->y;
}

/* Above 0 when a, b, c turn left. Differences first: coordinates are millions of metres. */
static double turn(corner a, corner b, corner c) {
  return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

/* Takes `points`, which it sorts. */
static pb_hull *chain(corner *points, size_t n) {
  qsort(points, n, sizeof *points, by_place);
  size_t distinct = 0;
  for (size_t i = 0; i < n; i++)
    if (i == 0 || by_place(&points[i], &points[distinct - 1]) != 0)
      points[distinct++] = points[i];
  corner *kept = g_new(corner, 2 * distinct + 1);
  size_t k = 0;
  for (size_t i = 0; i < distinct; i++) { /* below, from left to right */
    while (k >= 2 && turn(kept[k - 2], kept[k - 1], points[i]) <= 0)
      k--;
    kept[k++] = points[i];
  }
  size_t lower = k + 1;
  for (size_t i = distinct; i-- > 1;) { /* above, from right to left; the first closes the ring */
    while (k >= lower && turn(kept[k - 2], kept[k - 1], points[i - 1]) <= 0)
      k--;
    kept[k++] = points[i - 1];
  }
  pb_hull *hull = g_new0(pb_hull, 1);
  hull->n = distinct > 1 ? k - 1 : k;
  hull->x = g_new(double, hull->n + 1);
  hull->y = g_new(double, hull->n + 1);
  for (size_t i = 0; i < hull->n; i++) {
    hull->x[i] = kept[i].x;
    hull->y[i] = kept[i].y;
  }
  g_free(kept);
  g_free(points);
  return hull;
}

pb_hull *pb_hull_of(const double *x, const double *y, size_t n) {
  corner *points = g_new(corner, n + 1);
  for (size_t i = 0; i < n; i++)
    points[i] = (corner){x[i], y[i]};
  return chain(points, n);
}

pb_hull *pb_hull_buffered(const double *x, const double *y, size_t n, double buffer_m) {
  pb_hull *bare = pb_hull_of(x, y, n);
  if (!(buffer_m > 0) || bare->n == 0)
    return bare;
  double reach = buffer_m / cos(G_PI / PB_HULL_CORNERS);
  corner *points = g_new(corner, bare->n * PB_HULL_CORNERS);
  for (size_t i = 0; i < bare->n; i++)
    for (size_t k = 0; k < PB_HULL_CORNERS; k++) {
      double angle = 2 * G_PI * ((double)k + 0.5) / PB_HULL_CORNERS;
      points[i * PB_HULL_CORNERS + k] =
          (corner){bare->x[i] + reach * cos(angle), bare->y[i] + reach * sin(angle)};
    }
  size_t n_points = bare->n * PB_HULL_CORNERS;
  pb_hull_free(bare);
  return chain(points, n_points);
}

void pb_hull_free(pb_hull *hull) {
  if (!hull)
    return;
  g_free(hull->x);
  g_free(hull->y);
  g_free(hull);
}

static corner at(const pb_hull *hull, size_t i) {
  i %= hull->n;
  return (corner){hull->x[i], hull->y[i]};
}

double pb_hull_area_m2(const pb_hull *hull) {
  double twice = 0;
  for (size_t i = 1; i + 1 < hull->n; i++)
    twice += turn(at(hull, 0), at(hull, i), at(hull, i + 1));
  return twice / 2;
}

double pb_hull_area_ha(const pb_hull *hull) {
  return pb_hull_area_m2(hull) / 10000;
}

bool pb_hull_contains(const pb_hull *hull, double x, double y) {
  corner place = {x, y};
  if (hull->n == 0)
    return false;
  for (size_t i = 0; i < hull->n; i++)
    if (turn(at(hull, i), at(hull, i + 1), place) < 0)
      return false;
  if (hull->n > 2)
    return true;
  corner a = at(hull, 0), b = at(hull, 1); /* on the line: between its ends */
  return turn(a, b, place) == 0 && x >= MIN(a.x, b.x) && x <= MAX(a.x, b.x) && y >= MIN(a.y, b.y) &&
         y <= MAX(a.y, b.y);
}

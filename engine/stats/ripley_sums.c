/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <float.h>
#include <math.h>
#include <stdlib.h>

#include "engine/point_buckets.h"
#include "engine/stats/ripley.h"

#define MOST_WEIGHT 100.0

/* Angle of the circle beyond a side at distance `side`, in the half towards a corner whose other
 * side is `other` away. */
static double beyond(double side, double other, double d) {
  return side < d ? fmin(acos(side / d), atan2(other, side)) : 0;
}

double pb_window_circle_share(const pb_window *w, double x, double y, double d) {
  double left = x - w->x_0, right = w->x_1 - x, down = y - w->y_0, up = w->y_1 - y;
  double outside = beyond(left, up, d) + beyond(left, down, d) + beyond(right, up, d) +
                   beyond(right, down, d) + beyond(up, left, d) + beyond(up, right, d) +
                   beyond(down, left, d) + beyond(down, right, d);
  double slack = 4 * DBL_EPSILON * fmax(fmax(left, right), fmax(up, down));
  bool corner = (left <= slack) + (right <= slack) + (down <= slack) + (up <= slack) >= 2;
  return 1 - (outside + (corner ? G_PI / 2 : 0)) / (2 * G_PI);
}

static double isotropic_weight(const pb_window *w, double x, double y, double edge, double d) {
  if (d <= edge)
    return 1;
  double share = pb_window_circle_share(w, x, y, d);
  return share > 1 / MOST_WEIGHT ? fmax(1, 1 / share) : MOST_WEIGHT;
}

typedef struct {
  double x, y;
} point;

static int by_place(const void *a, const void *b) {
  const point *p = a, *q = b;
  if (p->x != q->x)
    return p->x < q->x ? -1 : 1;
  return p->y < q->y ? -1 : p->y > q->y;
}

/* Sums of the pairs that first count at each r; `border` also has those that stop counting. */
typedef struct {
  const pb_window *window;
  const double *r;
  size_t n_r;
  double slack, per_step; /* even steps of r to one metre: where to look first */
  double *none, *isotropic, *translate, *border;
} sums;

/* The first r of `n` that is at least d. */
static size_t first_at_least(const sums *s, size_t n, double d) {
  size_t at = d > 0 ? (size_t)fmin(d * s->per_step, (double)n) : 0;
  while (at < n && s->r[at] < d)
    at++;
  while (at > 0 && s->r[at - 1] >= d)
    at--;
  return at;
}

/* Distances that differ from an r only by rounding are within it. */
static void add_pair(const sums *s, double x, double y, double edge, double dx, double dy) {
  const pb_window *w = s->window;
  double d = sqrt(dx * dx + dy * dy);
  size_t at = first_at_least(s, s->n_r, d - s->slack);
  if (at == s->n_r)
    return;
  double width = w->x_1 - w->x_0, height = w->y_1 - w->y_0;
  s->none[at] += 1;
  s->isotropic[at] += isotropic_weight(w, x, y, edge, d);
  double overlap = (width - fabs(dx)) * (height - fabs(dy)) / (width * height);
  s->translate[at] += overlap > 1 / MOST_WEIGHT ? 1 / overlap : MOST_WEIGHT;
  size_t past = first_at_least(s, s->n_r + 1, edge - s->slack);
  if (at < past) {
    s->border[at] += 1;
    s->border[past] -= 1;
  }
}

static void sum_pairs(const sums *s, const pb_point_buckets *b, double reach) {
  for (size_t i = 0; i < b->n; i++) {
    double x = b->x[i], y = b->y[i], edge = pb_window_edge(s->window, x, y);
    pb_bucket_range range = pb_point_buckets_around(b, x, y, reach);
    for (size_t row = range.row_0; row <= range.row_1; row++) {
      size_t begin, end;
      pb_point_buckets_row(b, range, row, &begin, &end);
      for (size_t j = begin; j < end; j++) {
        double dx = b->x[j] - x, dy = b->y[j] - y;
        if (j != i && fabs(dx) <= reach && fabs(dy) <= reach)
          add_pair(s, x, y, edge, dx, dy);
      }
    }
  }
}

static void finish(const sums *s, const double *x, const double *y, size_t n, pb_ripley *k) {
  const pb_window *w = s->window;
  double width = w->x_1 - w->x_0, height = w->y_1 - w->y_0, area = width * height;
  double scale = area / ((double)n * (double)(n - 1));
  double none = 0, isotropic = 0, translate = 0, border = 0;
  g_autofree size_t *inside = g_new0(size_t, s->n_r + 2);
  for (size_t i = 0; i < n; i++) /* inside[a]: points that count for the first a distances */
    inside[first_at_least(s, s->n_r + 1, pb_window_edge(w, x[i], y[i]) - s->slack)]++;
  size_t left = n;
  for (size_t a = 0; a < s->n_r; a++) {
    double r = s->r[a];
    left -= inside[a];
    none += s->none[a];
    isotropic += s->isotropic[a];
    translate += s->translate[a];
    border += s->border[a];
    k[a] = (pb_ripley){.r = r,
                       .none = none * scale,
                       .isotropic = isotropic * scale,
                       .translate = translate * scale,
                       .has_isotropic = r < hypot(width, height) / 2,
                       .has_translate = r<fmin(width, height), .has_border = left> 0};
    if (left)
      k[a].border = border * area / ((double)n * (double)left);
  }
}

void pb_ripley_of(const pb_window *window, const double *x, const double *y, size_t n,
                  const double *given, size_t n_r, pb_ripley *k) {
  g_autofree point *points = g_new(point, n + 1);
  g_autofree double *sorted = g_new(double, 2 * n + 2), *r = g_new(double, n_r + 1);
  g_autofree double *all = g_new0(double, 4 * (n_r + 2));
  double largest = 0;
  for (size_t i = 0; i < n; i++) {
    points[i] = (point){x[i], y[i]};
    largest = fmax(largest, fmax(fabs(x[i]), fabs(y[i])));
  }
  qsort(points, n, sizeof *points, by_place);
  for (size_t i = 0; i < n; i++) {
    sorted[i] = points[i].x;
    sorted[n + i] = points[i].y;
  }
  for (size_t a = 0; a < n_r; a++)
    r[a] = given[a];
  r[n_r] = INFINITY;
  double last = n_r ? r[n_r - 1] : 0;
  const sums s = {.window = window,
                  .r = r,
                  .n_r = n_r,
                  .slack = 8 * DBL_EPSILON * largest,
                  .per_step = last > 0 ? (double)(n_r - 1) / last : 0,
                  .none = all,
                  .isotropic = all + n_r + 2,
                  .translate = all + 2 * (n_r + 2),
                  .border = all + 3 * (n_r + 2)};
  double reach = fmax(last, 1e-9) + 2 * s.slack;
  g_autoptr(pb_point_buckets) buckets = pb_point_buckets_new(sorted, sorted + n, n, reach);
  sum_pairs(&s, buckets, reach);
  finish(&s, x, y, n, k);
}

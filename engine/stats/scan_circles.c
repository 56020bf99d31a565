/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stats/scan_circles.h"

#include <stdlib.h>

#include "engine/chunks.h"

typedef struct {
  double distance2;
  uint32_t place;
} other;

static int by_distance(const void *a, const void *b) {
  const other *p = a, *q = b;
  if (p->distance2 != q->distance2)
    return p->distance2 < q->distance2 ? -1 : 1;
  return p->place < q->place ? -1 : p->place > q->place;
}

typedef struct {
  const double *x, *y, *weight;
  size_t n;
  double most, radius2;
  pb_scan_step **steps; /* a centre */
  size_t *n_steps;
} work;

static void grow(size_t centre, void *data) {
  work *w = data;
  g_autofree other *others = g_new(other, w->n);
  size_t n = 0;
  for (size_t i = 0; i < w->n; i++) {
    double dx = w->x[i] - w->x[centre], dy = w->y[i] - w->y[centre], d2 = dx * dx + dy * dy;
    if (!(w->radius2 > 0) || d2 <= w->radius2)
      others[n++] = (other){d2, (uint32_t)i};
  }
  qsort(others, n, sizeof *others, by_distance);
  pb_scan_step *steps = g_new(pb_scan_step, n);
  size_t kept = 0;
  double sum = 0;
  for (size_t i = 0, end; i < n; i = end) {
    for (end = i; end < n && others[end].distance2 == others[i].distance2; end++) {
      sum += w->weight[others[end].place];
      steps[end] = (pb_scan_step){.place = others[end].place & 0x7fffffffU};
    }
    if (sum > w->most)
      break;
    steps[end - 1].ends = 1;
    kept = end;
  }
  w->steps[centre] = g_renew(pb_scan_step, steps, MAX(kept, 1));
  w->n_steps[centre] = kept;
}

pb_scan_circles *pb_scan_circles_new(const double *x, const double *y, const double *weight,
                                     size_t n, double max_share, double max_radius_m, int threads) {
  pb_scan_circles *c = g_new0(pb_scan_circles, 1);
  g_autofree pb_scan_step **steps = g_new0(pb_scan_step *, n + 1);
  g_autofree size_t *n_steps = g_new0(size_t, n + 1);
  double total = 0;
  for (size_t i = 0; i < n; i++)
    total += weight[i];
  work w = {.x = x,
            .y = y,
            .weight = weight,
            .n = n,
            .most = max_share * total * (1 + 1e-12), /* half of the whole is half, rounded or not */
            .radius2 = max_radius_m * max_radius_m,
            .steps = steps,
            .n_steps = n_steps};
  pb_chunks_run(n, grow, &w, threads);
  c->n = n;
  c->first = g_new0(size_t, n + 1);
  for (size_t i = 0; i < n; i++)
    c->first[i + 1] = c->first[i] + n_steps[i];
  c->steps = g_new(pb_scan_step, c->first[n] + 1);
  for (size_t i = 0; i < n; i++) {
    for (size_t k = 0; k < n_steps[i]; k++) {
      c->steps[c->first[i] + k] = steps[i][k];
      c->n_circles += steps[i][k].ends;
    }
    g_free(steps[i]);
  }
  return c;
}

void pb_scan_circles_free(pb_scan_circles *circles) {
  if (!circles)
    return;
  g_free(circles->first);
  g_free(circles->steps);
  g_free(circles);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "engine/error.h"
#include "engine/stats/density_edge.h"
#include "engine/stats/kernel_density.h"
#include "engine/text.h"

/* The points inside the place, their weights those that are summed. */
typedef struct {
  double *x, *y, *weight; /* NULL: all points are inside, the caller's arrays serve */
  uint32_t *position;     /* in the caller's arrays */
  size_t n;
  pb_weighted_points view;
} inside_points;

static void inside_free(inside_points *p) {
  g_free(p->x);
  g_free(p->y);
  g_free(p->weight);
  g_free(p->position);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(inside_points, inside_free)

double pb_kernel_density_margin_m(const pb_density_settings *settings) {
  return 2 * (settings->kernel == PB_KERNEL_GAUSSIAN ? 4 : 1) * settings->h_m;
}

static bool is_inside(const pb_raster_frame *frame, const pb_density_window *window, double x,
                      double y) {
  size_t cell;
  return pb_density_window_holds(window, x, y) && pb_raster_find(frame, x, y, &cell);
}

/* `changes`: the weights will be changed, so they are copied. */
static inside_points select_inside(const pb_weighted_points *points, const pb_raster_frame *frame,
                                   const pb_density_window *window, bool changes) {
  inside_points p = {.view = *points};
  while (p.n < points->n && is_inside(frame, window, points->x[p.n], points->y[p.n]))
    p.n++;
  if (p.n == points->n && !changes)
    return p;
  p.x = g_new(double, points->n + 1);
  p.y = g_new(double, points->n + 1);
  p.weight = g_new(double, points->n + 1);
  p.position = g_new(uint32_t, points->n + 1);
  p.n = 0;
  for (size_t i = 0; i < points->n; i++) {
    if (!is_inside(frame, window, points->x[i], points->y[i]))
      continue;
    p.x[p.n] = points->x[i];
    p.y[p.n] = points->y[i];
    p.weight[p.n] = points->weight ? points->weight[i] : 1;
    p.position[p.n++] = (uint32_t)i;
  }
  p.view = (pb_weighted_points){p.x, p.y, p.weight, p.n};
  return p;
}

static bool check(const pb_raster_frame *frame, const pb_density_window *window,
                  const pb_density_settings *settings, GError **error) {
  if (!(settings->h_m >= frame->cell_m))
    g_set_error(error, PB_ERROR, PB_ERROR_STATISTIC,
                _("The bandwidth of %.6g m is smaller than a cell of %.6g m; choose smaller cells "
                  "or a larger bandwidth."),
                settings->h_m, frame->cell_m);
  else if (window->mask && !pb_raster_frame_equal(frame, &window->mask->frame))
    g_set_error(error, PB_ERROR, PB_ERROR_STATISTIC,
                _("The mask of the place lies on another raster than the density."));
  else
    return true;
  return false;
}

static void clear_outside(pb_raster *raster, const pb_density_window *window) {
  const pb_raster_frame *f = &raster->frame;
  for (size_t row = 0, i = 0; row < f->n_rows; row++)
    for (size_t col = 0; col < f->n_cols; col++, i++) {
      raster->valid[i] = pb_density_window_share(window, f, col, row) > 0;
      raster->value[i] = raster->valid[i] ? raster->value[i] : 0;
    }
}

static void divide_by_mass(pb_raster *raster, const pb_density_edge *edge) {
  const pb_raster_frame *f = &raster->frame;
  for (size_t row = 0, i = 0; row < f->n_rows; row++)
    for (size_t col = 0; col < f->n_cols; col++, i++) {
      double mass = raster->valid[i] ? pb_density_edge_cell(edge, col, row) : 0;
      raster->value[i] = mass > 0 ? raster->value[i] / mass : 0;
    }
}

/* Jones (1993): each point's weight is divided by its own kernel's share. */
static void divide_weights(inside_points *p, const pb_density_edge *edge) {
  for (size_t i = 0; i < p->n; i++)
    p->weight[i] /= fmax(pb_density_edge_point(edge, p->x[i], p->y[i]), 1e-6);
}

pb_raster *pb_kernel_density(const pb_weighted_points *points, const pb_raster_frame *frame,
                             const pb_density_window *window, const pb_density_settings *settings,
                             size_t *n_outside, GError **error) {
  if (!check(frame, window, settings, error))
    return NULL;
  g_autoptr(pb_raster) raster = pb_raster_new(frame, error);
  if (!raster)
    return NULL;
  g_auto(inside_points) p =
      select_inside(points, frame, window, settings->edge == PB_EDGE_JONES_DIGGLE);
  if (n_outside)
    *n_outside = points->n - p.n;
  g_autoptr(pb_density_edge) edge = NULL;
  if (settings->edge != PB_EDGE_NONE) {
    edge = pb_density_edge_new(frame, window, settings->kernel, settings->h_m, settings->threads,
                               error);
    if (!edge)
      return NULL;
  }
  if (settings->edge == PB_EDGE_JONES_DIGGLE)
    divide_weights(&p, edge);
  pb_density_sums(&p.view, settings->kernel, settings->h_m, settings->method, frame,
                  settings->threads, raster->value);
  clear_outside(raster, window);
  if (settings->edge == PB_EDGE_UNIFORM)
    divide_by_mass(raster, edge);
  return g_steal_pointer(&raster);
}

double pb_density_volume(const pb_raster *raster, const pb_density_window *window) {
  const pb_raster_frame *f = &raster->frame;
  double sum = 0;
  for (size_t row = 0, i = 0; row < f->n_rows; row++)
    for (size_t col = 0; col < f->n_cols; col++, i++)
      if (raster->valid[i])
        sum += raster->value[i] * pb_density_window_share(window, f, col, row);
  return sum * f->cell_m * f->cell_m;
}

bool pb_kernel_density_at_points(const pb_weighted_points *points, const pb_raster_frame *frame,
                                 const pb_density_window *window,
                                 const pb_density_settings *settings, bool leave_one_out,
                                 double *density, bool *inside, GError **error) {
  if (!check(frame, window, settings, error))
    return false;
  g_auto(inside_points) p =
      select_inside(points, frame, window, settings->edge == PB_EDGE_JONES_DIGGLE);
  g_autoptr(pb_density_edge) edge = NULL;
  if (settings->edge != PB_EDGE_NONE) {
    edge = pb_density_edge_new(frame, window, settings->kernel, settings->h_m, settings->threads,
                               error);
    if (!edge)
      return false;
  }
  if (settings->edge == PB_EDGE_JONES_DIGGLE)
    divide_weights(&p, edge);
  pb_density_method method =
      pb_density_choose(settings->method, settings->kernel, settings->h_m, p.n, frame);
  g_autofree double *sums = g_new(double, p.n + 1);
  pb_density_sums_at_points(&p.view, settings->kernel, settings->h_m, method, leave_one_out,
                            settings->threads, sums);
  for (size_t i = 0; i < points->n; i++) {
    density[i] = 0;
    inside[i] = false;
  }
  for (size_t i = 0; i < p.n; i++) {
    size_t position = p.position ? p.position[i] : i;
    double mass = settings->edge == PB_EDGE_UNIFORM
                      ? pb_density_edge_point(edge, p.view.x[i], p.view.y[i])
                      : 1;
    density[position] = mass > 0 ? sums[i] / mass : 0;
    inside[position] = true;
  }
  return true;
}

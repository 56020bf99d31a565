/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stats/density_edge.h"

#include <math.h>

#include "engine/stats/density_sums.h"

struct pb_density_edge {
  pb_raster_frame frame;
  pb_density_window window;
  double h;
  pb_raster *mass;     /* NULL: a Gaussian in a rectangle */
  double *across, *up; /* then: share inside along each axis, by column and by row */
};

static void fill_rectangle(pb_density_edge *e) {
  const pb_raster_frame *f = &e->frame;
  const pb_density_window *w = &e->window;
  e->across = g_new(double, f->n_cols + 1);
  e->up = g_new(double, f->n_rows + 1);
  for (size_t col = 0; col < f->n_cols; col++)
    e->across[col] = pb_gaussian_inside(w->x_min, w->x_max, pb_raster_x(f, col), e->h);
  for (size_t row = 0; row < f->n_rows; row++)
    e->up[row] = pb_gaussian_inside(w->y_min, w->y_max, pb_raster_y(f, row), e->h);
}

pb_density_edge *pb_density_edge_new(const pb_raster_frame *frame, const pb_density_window *window,
                                     pb_kernel kernel, double h, int threads, GError **error) {
  g_autoptr(pb_density_edge) edge = g_new0(pb_density_edge, 1);
  edge->frame = *frame;
  edge->window = *window;
  edge->h = h;
  if (!window->mask && kernel == PB_KERNEL_GAUSSIAN) {
    fill_rectangle(edge);
    return g_steal_pointer(&edge);
  }
  edge->mass = pb_raster_new(frame, error);
  if (!edge->mass)
    return NULL;
  double *mass = edge->mass->value;
  for (size_t row = 0, i = 0; row < frame->n_rows; row++)
    for (size_t col = 0; col < frame->n_cols; col++, i++)
      mass[i] = pb_density_window_share(window, frame, col, row);
  pb_raster_smooth(mass, frame, kernel, h, threads);
  for (size_t i = 0; i < pb_raster_n_cells(frame); i++)
    mass[i] = fmin(mass[i], 1);
  return g_steal_pointer(&edge);
}

void pb_density_edge_free(pb_density_edge *edge) {
  if (!edge)
    return;
  pb_raster_free(edge->mass);
  g_free(edge->across);
  g_free(edge->up);
  g_free(edge);
}

double pb_density_edge_cell(const pb_density_edge *edge, size_t col, size_t row) {
  if (edge->mass)
    return edge->mass->value[row * edge->frame.n_cols + col];
  return edge->across[col] * edge->up[row];
}

double pb_density_edge_point(const pb_density_edge *edge, double x, double y) {
  if (edge->mass)
    return pb_raster_between(edge->mass, x, y);
  const pb_density_window *w = &edge->window;
  return pb_gaussian_inside(w->x_min, w->x_max, x, edge->h) *
         pb_gaussian_inside(w->y_min, w->y_max, y, edge->h);
}

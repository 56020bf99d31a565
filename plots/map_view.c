/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/map_view.h"

#include <math.h>

#include "geo/point_in_polygon.h"

#define GRID_PT .2

pb_map_view pb_map_fit(pb_box world, pb_label_box frame) {
  pb_map_view view = {.frame = frame, .points_per_metre = 1};
  if (pb_box_is_empty(world))
    return view;
  double width = fmax(world.max_x - world.min_x, 1), height = fmax(world.max_y - world.min_y, 1);
  view.points_per_metre = fmin(frame.width / width, frame.height / height);
  view.west_m = (world.min_x + world.max_x - frame.width / view.points_per_metre) / 2;
  view.north_m = (world.min_y + world.max_y + frame.height / view.points_per_metre) / 2;
  return view;
}

pb_box pb_map_visible(const pb_map_view *view) {
  return (pb_box){.min_x = view->west_m,
                  .min_y = view->north_m - view->frame.height / view->points_per_metre,
                  .max_x = view->west_m + view->frame.width / view->points_per_metre,
                  .max_y = view->north_m};
}

void pb_map_point(const pb_map_view *view, double east_m, double north_m, double *x, double *y) {
  *x = view->frame.x + (east_m - view->west_m) * view->points_per_metre;
  *y = view->frame.y + (view->north_m - north_m) * view->points_per_metre;
}

pb_label_box pb_map_box(const pb_map_view *view, pb_box box) {
  pb_label_box placed;
  pb_map_point(view, box.min_x, box.max_y, &placed.x, &placed.y);
  placed.width = (box.max_x - box.min_x) * view->points_per_metre;
  placed.height = (box.max_y - box.min_y) * view->points_per_metre;
  return placed;
}

/* A ring, or several one after the other, in points. */
typedef struct {
  GArray *x, *y; /* double */
} outline;

static outline outline_new(void) {
  return (outline){g_array_new(FALSE, FALSE, sizeof(double)),
                   g_array_new(FALSE, FALSE, sizeof(double))};
}

static void outline_free(outline o) {
  g_array_unref(o.x);
  g_array_unref(o.y);
}

static void outline_add(outline o, double x, double y) {
  g_array_append_val(o.x, x);
  g_array_append_val(o.y, y);
}

static double at(const GArray *values, guint i) {
  return g_array_index(values, double, i);
}

static void outline_clear(outline o) {
  g_array_set_size(o.x, 0);
  g_array_set_size(o.y, 0);
}

/* The half plane on the inner side of one edge of the frame (Sutherland & Hodgman 1974). */
static double inner_distance(const pb_label_box *frame, int edge, double x, double y) {
  switch (edge) {
  case 0:
    return x - frame->x;
  case 1:
    return frame->x + frame->width - x;
  case 2:
    return y - frame->y;
  default:
    return frame->y + frame->height - y;
  }
}

static void clip_at_edge(const pb_label_box *frame, int edge, outline in, outline out) {
  outline_clear(out);
  guint n = in.x->len;
  for (guint i = 0; i < n; i++) {
    double ax = at(in.x, i), ay = at(in.y, i);
    double bx = at(in.x, (i + 1) % n), by = at(in.y, (i + 1) % n);
    double a = inner_distance(frame, edge, ax, ay), b = inner_distance(frame, edge, bx, by);
    if (a >= 0)
      outline_add(out, ax, ay);
    if ((a >= 0) != (b >= 0))
      outline_add(out, ax + (bx - ax) * a / (a - b), ay + (by - ay) * a / (a - b));
  }
}

/* One ring (without its closing vertex) on the grid, straight runs shortened. */
static void read_ring(const pb_map_view *view, const pb_layer *layer, uint32_t from, uint32_t to,
                      outline out) {
  outline_clear(out);
  for (uint32_t v = from; v + 1 < to; v++) {
    double x, y;
    pb_map_point(view, layer->x[v], layer->y[v], &x, &y);
    x = round(x / GRID_PT) * GRID_PT;
    y = round(y / GRID_PT) * GRID_PT;
    guint n = out.x->len;
    if (n > 0 && at(out.x, n - 1) == x && at(out.y, n - 1) == y)
      continue;
    if (n > 1) {
      double ax = at(out.x, n - 2), ay = at(out.y, n - 2), bx = at(out.x, n - 1),
             by = at(out.y, n - 1);
      double cross = (bx - ax) * (y - by) - (by - ay) * (x - bx);
      double ahead = (bx - ax) * (x - bx) + (by - ay) * (y - by);
      if (fabs(cross) < 1e-9 && ahead > 0) {
        g_array_set_size(out.x, n - 1);
        g_array_set_size(out.y, n - 1);
      }
    }
    outline_add(out, x, y);
  }
}

/* All visible rings of a feature, each ending at `ends`. */
static void visible_rings(const pb_map_view *view, const pb_layer *layer, size_t feature,
                          outline rings, GArray *ends) {
  outline ring = outline_new(), spare = outline_new();
  pb_box visible = pb_map_visible(view), box = layer->box[feature];
  bool whole = box.min_x >= visible.min_x && box.max_x <= visible.max_x &&
               box.min_y >= visible.min_y && box.max_y <= visible.max_y;
  for (uint32_t p = layer->part_first[feature]; p < layer->part_first[feature + 1]; p++) {
    read_ring(view, layer, layer->vertex_first[p], layer->vertex_first[p + 1], ring);
    for (int edge = 0; !whole && edge < 4 && ring.x->len > 0; edge++) {
      clip_at_edge(&view->frame, edge, ring, spare);
      outline swap = ring;
      ring = spare;
      spare = swap;
    }
    if (ring.x->len < 3)
      continue;
    for (guint i = 0; i <= ring.x->len; i++)
      outline_add(rings, at(ring.x, i % ring.x->len), at(ring.y, i % ring.x->len));
    uint32_t end = rings.x->len;
    g_array_append_val(ends, end);
  }
  outline_free(ring);
  outline_free(spare);
}

bool pb_map_draw_polygon(pb_canvas *canvas, const pb_map_view *view, const pb_layer *layer,
                         size_t feature, pb_paint paint) {
  pb_box box = layer->box[feature];
  if (pb_box_is_empty(box) || !pb_box_meets(box, pb_map_visible(view)))
    return false;
  outline rings = outline_new();
  g_autoptr(GArray) ends = g_array_new(FALSE, TRUE, sizeof(uint32_t));
  g_array_set_size(ends, 1);
  visible_rings(view, layer, feature, rings, ends);
  pb_label_box size = pb_map_box(view, box);
  bool drawn = true;
  if (ends->len > 1)
    pb_canvas_polygon(canvas, (const double *)rings.x->data, (const double *)rings.y->data,
                      (const uint32_t *)ends->data, ends->len - 1, paint);
  else if (fmax(size.width, size.height) < 5 * GRID_PT)
    pb_canvas_rect(canvas, size.x + size.width / 2 - .4, size.y + size.height / 2 - .4, .8, .8,
                   paint);
  else
    drawn = false; /* its box meets the frame, its shape does not */
  outline_free(rings);
  return drawn;
}

pb_layer *pb_map_visible_shape(const pb_map_view *view, const pb_layer *layer, size_t feature) {
  if (pb_box_is_empty(layer->box[feature]) ||
      !pb_box_meets(layer->box[feature], pb_map_visible(view)))
    return NULL;
  outline rings = outline_new();
  g_autoptr(GArray) ends = g_array_new(FALSE, TRUE, sizeof(uint32_t));
  g_array_set_size(ends, 1);
  visible_rings(view, layer, feature, rings, ends);
  pb_layer *shape = NULL;
  if (ends->len > 1) {
    shape = pb_layer_new(PB_GEOMETRY_POLYGON);
    shape->n_features = 1;
    shape->n_parts = ends->len - 1;
    shape->n_vertices = rings.x->len;
    shape->part_first = g_new0(uint32_t, 2);
    shape->part_first[1] = (uint32_t)shape->n_parts;
    shape->vertex_first = g_memdup2(ends->data, ends->len * sizeof(uint32_t));
    shape->x = g_memdup2(rings.x->data, rings.x->len * sizeof(double));
    shape->y = g_memdup2(rings.y->data, rings.y->len * sizeof(double));
    shape->box = g_new0(pb_box, 1);
    pb_layer_update_boxes(shape);
  }
  outline_free(rings);
  return shape;
}

double pb_map_share_inside(const pb_layer *shape, pb_label_box box) {
  enum { ACROSS = 9, DOWN = 3 };
  int inside = 0;
  for (int i = 0; i < ACROSS; i++)
    for (int j = 0; j < DOWN; j++)
      inside += pb_polygon_contains(shape, 0, box.x + box.width * i / (ACROSS - 1),
                                    box.y + box.height * j / (DOWN - 1));
  return inside / (double)(ACROSS * DOWN);
}

/* The part of a segment inside the frame (Liang & Barsky 1984); false when there is none. */
static bool clip_segment(const pb_label_box *frame, double *x0, double *y0, double *x1,
                         double *y1) {
  double from = 0, to = 1, dx = *x1 - *x0, dy = *y1 - *y0;
  for (int edge = 0; edge < 4; edge++) {
    double start = inner_distance(frame, edge, *x0, *y0);
    double change = inner_distance(frame, edge, *x1, *y1) - start;
    if (change == 0) {
      if (start < 0)
        return false;
    } else if (change > 0) {
      from = fmax(from, -start / change);
    } else {
      to = fmin(to, -start / change);
    }
  }
  if (from > to)
    return false;
  *x1 = *x0 + to * dx;
  *y1 = *y0 + to * dy;
  *x0 += from * dx;
  *y0 += from * dy;
  return true;
}

static void flush_run(pb_canvas *canvas, outline run, pb_paint paint) {
  if (run.x->len > 1)
    pb_canvas_polyline(canvas, (const double *)run.x->data, (const double *)run.y->data, run.x->len,
                       paint);
  outline_clear(run);
}

void pb_map_draw_line(pb_canvas *canvas, const pb_map_view *view, const pb_layer *layer,
                      size_t feature, pb_paint paint) {
  outline run = outline_new();
  for (uint32_t p = layer->part_first[feature]; p < layer->part_first[feature + 1]; p++) {
    for (uint32_t v = layer->vertex_first[p]; v + 1 < layer->vertex_first[p + 1]; v++) {
      double x0, y0, x1, y1;
      pb_map_point(view, layer->x[v], layer->y[v], &x0, &y0);
      pb_map_point(view, layer->x[v + 1], layer->y[v + 1], &x1, &y1);
      double end_x = x1, end_y = y1;
      bool visible = clip_segment(&view->frame, &x0, &y0, &x1, &y1);
      if (visible && run.x->len == 0)
        outline_add(run, x0, y0);
      if (visible)
        outline_add(run, x1, y1);
      if (!visible || x1 != end_x || y1 != end_y)
        flush_run(canvas, run, paint);
    }
    flush_run(canvas, run, paint);
  }
  outline_free(run);
}

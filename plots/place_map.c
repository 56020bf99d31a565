/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/place_map.h"

#include <math.h>
#include <stdlib.h>

#include "plots/chart_draw.h"

#define LEAST_EXTENT_M 5000.0
#define WEIGHT_OUTSIDE .03 /* on each side */
#define MARGIN_SHARE .12
#define WHOLE_SHARE .75 /* a window this large may as well be the whole */
#define TALLEST_PT 330.0
#define INSET_PT 78.0
#define INSET_SHARE .26
#define MOST_NAMES 14
#define DOT_PT 1.5

static const pb_layer *layer_of(const pb_context *context) {
  return context->geography->municipalities;
}

static size_t own_feature(const pb_context *context) {
  return (size_t)context->geography->feature_of[context->municipality];
}

bool pb_place_map_possible(const pb_context *context) {
  const pb_geography *geography = context->geography;
  return geography && geography->municipalities &&
         (size_t)context->municipality < geography->n_municipalities &&
         geography->feature_of[context->municipality] >= 0;
}

typedef struct {
  double at, weight;
} weighted;

static int by_place(const void *a, const void *b) {
  const weighted *p = a, *q = b;
  return (p->at > q->at) - (p->at < q->at);
}

/* The span of one axis without the outermost weight on either side. */
static void middle_span(weighted *values, size_t n, double *low, double *high) {
  double total = 0, sum = 0;
  qsort(values, n, sizeof *values, by_place);
  for (size_t i = 0; i < n; i++)
    total += values[i].weight;
  *low = values[0].at;
  *high = values[n - 1].at;
  for (size_t i = 0; i < n; i++) {
    if (sum <= total * WEIGHT_OUTSIDE)
      *low = values[i].at;
    sum += values[i].weight;
    if (sum >= total * (1 - WEIGHT_OUTSIDE)) {
      *high = values[i].at;
      return;
    }
  }
}

static void widen(double *low, double *high, double least) {
  double lack = (least - (*high - *low)) / 2;
  if (lack > 0) {
    *low -= lack;
    *high += lack;
  }
}

static pb_box grown(pb_box box, double share) {
  double margin = share * fmax(box.max_x - box.min_x, box.max_y - box.min_y);
  return (pb_box){box.min_x - margin, box.min_y - margin, box.max_x + margin, box.max_y + margin};
}

pb_box pb_place_map_extent(const pb_context *context, const pb_place_point *points, size_t n) {
  pb_box own = layer_of(context)->box[own_feature(context)];
  double own_m = fmax(own.max_x - own.min_x, own.max_y - own.min_y);
  if (n == 0)
    return grown(own, .03);
  g_autofree weighted *values = g_new(weighted, n);
  pb_box box;
  for (size_t i = 0; i < n; i++)
    values[i] = (weighted){points[i].x, points[i].weight};
  middle_span(values, n, &box.min_x, &box.max_x);
  for (size_t i = 0; i < n; i++)
    values[i] = (weighted){points[i].y, points[i].weight};
  middle_span(values, n, &box.min_y, &box.max_y);
  box = grown(box, MARGIN_SHARE);
  widen(&box.min_x, &box.max_x, LEAST_EXTENT_M);
  widen(&box.min_y, &box.max_y, LEAST_EXTENT_M);
  double size = fmax(box.max_x - box.min_x, box.max_y - box.min_y);
  return size >= WHOLE_SHARE * own_m ? grown(own, .03) : box;
}

double pb_place_map_height(pb_box extent, double width_pt) {
  double shape = (extent.max_y - extent.min_y) / fmax(extent.max_x - extent.min_x, 1);
  return fmin(width_pt * CLAMP(shape, .6, 1.2), TALLEST_PT);
}

bool pb_place_map_shows(const pb_place_map *map, double x, double y) {
  pb_box visible = pb_map_visible(&map->view);
  return x >= visible.min_x && x <= visible.max_x && y >= visible.min_y && y <= visible.max_y;
}

/* How much weight a corner of the frame would hide. */
static double hidden_weight(const pb_map_view *view, pb_label_box corner,
                            const pb_place_point *points, size_t n) {
  double sum = 0;
  for (size_t i = 0; i < n; i++) {
    double x, y;
    pb_map_point(view, points[i].x, points[i].y, &x, &y);
    if (x >= corner.x - 3 && x <= corner.x + corner.width + 3 && y >= corner.y - 3 &&
        y <= corner.y + corner.height + 3)
      sum += points[i].weight;
  }
  return sum;
}

static void place_inset(pb_place_map *map, pb_box own, const pb_place_point *points, size_t n) {
  pb_label_box frame = map->view.frame;
  double longest = fmin(INSET_PT, INSET_SHARE * fmax(frame.width, frame.height));
  double width_m = own.max_x - own.min_x, height_m = own.max_y - own.min_y;
  double scale = longest / fmax(width_m, height_m);
  double width = width_m * scale + 8, height = height_m * scale + 8, best = HUGE_VAL;
  for (int corner = 0; corner < 4; corner++) {
    pb_label_box box = {corner % 2 ? frame.x : frame.x + frame.width - width,
                        corner / 2 ? frame.y : frame.y + frame.height - height, width, height};
    double hides = hidden_weight(&map->view, box, points, n);
    if (hides < best) {
      best = hides;
      map->inset = box;
    }
  }
  map->inset_view =
      pb_map_fit(own, (pb_label_box){map->inset.x + 4, map->inset.y + 4, width - 8, height - 8});
}

pb_place_map pb_place_map_make(const pb_context *context, pb_box extent,
                               const pb_place_point *points, size_t n, pb_label_box frame) {
  pb_place_map map = {.view = pb_map_fit(extent, frame)};
  pb_box own = layer_of(context)->box[own_feature(context)];
  map.zoomed = extent.min_x > own.min_x || extent.max_x < own.max_x || extent.min_y > own.min_y ||
               extent.max_y < own.max_y;
  if (map.zoomed)
    place_inset(&map, own, points, n);
  return map;
}

static pb_paint shape_paint(uint32_t fill, uint32_t edge, double width) {
  return (pb_paint){.fill = true, .fill_color = fill, .stroke_width = width, .stroke_color = edge};
}

static void draw_background(const pb_context *context, pb_canvas *canvas, const pb_place_map *map,
                            const pb_layer *layer) {
  const pb_theme *theme = pb_canvas_theme(canvas);
  for (size_t f = 0; f < layer->n_features; f++) {
    if (layer->geometry == PB_GEOMETRY_POLYGON)
      pb_map_draw_polygon(canvas, &map->view, layer, f, pb_fill(theme->paper));
    else if (layer->geometry == PB_GEOMETRY_LINE)
      pb_map_draw_line(canvas, &map->view, layer, f, pb_stroke(theme->context, .6));
  }
  (void)context;
}

void pb_place_map_draw_ground(const pb_context *context, pb_canvas *canvas,
                              const pb_place_map *map) {
  const pb_theme *theme = pb_canvas_theme(canvas);
  const pb_geography *geography = context->geography;
  pb_label_box frame = map->view.frame;
  pb_canvas_rect(canvas, frame.x, frame.y, frame.width, frame.height, pb_fill(theme->paper));
  for (size_t m = 0; m < geography->n_municipalities; m++)
    if (geography->feature_of[m] >= 0 && (int)m != context->municipality)
      pb_map_draw_polygon(canvas, &map->view, layer_of(context), (size_t)geography->feature_of[m],
                          shape_paint(theme->paper, theme->hairline, .8));
  pb_map_draw_polygon(canvas, &map->view, layer_of(context), own_feature(context),
                      pb_fill(theme->sequential[0]));
  for (size_t i = 0; i < geography->n_backgrounds; i++)
    draw_background(context, canvas, map, geography->backgrounds[i]);
}

bool pb_place_map_fill_square(pb_canvas *canvas, const pb_place_map *map, double x, double y,
                              double size_m, pb_paint paint) {
  pb_label_box frame = map->view.frame;
  pb_label_box box = pb_map_box(
      &map->view, (pb_box){x - size_m / 2, y - size_m / 2, x + size_m / 2, y + size_m / 2});
  double left = fmax(box.x, frame.x), top = fmax(box.y, frame.y);
  double right = fmin(box.x + box.width, frame.x + frame.width);
  double bottom = fmin(box.y + box.height, frame.y + frame.height);
  if (right - left < .05 || bottom - top < .05)
    return false;
  pb_canvas_rect(canvas, left, top, right - left, bottom - top, paint);
  return true;
}

static void draw_inset(const pb_context *context, pb_canvas *canvas, const pb_place_map *map) {
  const pb_theme *theme = pb_canvas_theme(canvas);
  pb_canvas_rect(canvas, map->inset.x, map->inset.y, map->inset.width, map->inset.height,
                 shape_paint(theme->paper, theme->hairline, .8));
  pb_map_draw_polygon(canvas, &map->inset_view, layer_of(context), own_feature(context),
                      pb_fill(theme->context));
  pb_label_box window = pb_map_box(&map->inset_view, pb_map_visible(&map->view));
  double left = fmax(window.x, map->inset.x + 1), top = fmax(window.y, map->inset.y + 1);
  double right = fmin(window.x + window.width, map->inset.x + map->inset.width - 1);
  double bottom = fmin(window.y + window.height, map->inset.y + map->inset.height - 1);
  pb_canvas_rect(canvas, left, top, fmax(right - left, 2), fmax(bottom - top, 2),
                 pb_stroke(theme->ink, 1));
}

static void draw_names(const pb_context *context, pb_canvas *canvas, const pb_place_map *map,
                       pb_label_place *place) {
  const pb_theme *theme = pb_canvas_theme(canvas);
  const pb_geography *geography = context->geography;
  size_t n = 0;
  for (size_t i = 0; i < geography->n_places && n < MOST_NAMES; i++) {
    const pb_place *p = &geography->places[i];
    if (!pb_place_map_shows(map, p->x, p->y))
      continue;
    bool own = p->municipality == context->municipality;
    double x, y;
    pb_map_point(&map->view, p->x, p->y, &x, &y);
    pb_label_box dot = {x - DOT_PT, y - DOT_PT, 2 * DOT_PT, 2 * DOT_PT};
    if (map->inset.width > 0 && pb_label_box_overlaps(dot, map->inset))
      continue;
    bool dot_is_free = pb_label_place_is_free(place, dot); /* else a number stands there */
    pb_text_style style =
        pb_style(theme, own ? theme->ink : theme->grey, PB_ALIGN_START, PB_VALIGN_MIDDLE);
    style.weight = own && n == 0 ? 600 : 400;
    style.halo = 1.4;
    pb_label_box box;
    if (!pb_label_place_beside(place, x, y, 1.8,
                               pb_text_size(theme, p->name, style.size, style.weight), &box))
      continue;
    if (dot_is_free)
      pb_canvas_circle(canvas, x, y, DOT_PT, shape_paint(theme->ink, theme->paper, .6));
    pb_canvas_text(canvas, box.x, box.y + box.height / 2, p->name, style);
    n++;
  }
}

void pb_place_map_draw_top(const pb_context *context, pb_canvas *canvas, const pb_place_map *map,
                           pb_label_place *place) {
  const pb_theme *theme = pb_canvas_theme(canvas);
  pb_label_box frame = map->view.frame;
  pb_map_draw_polygon(canvas, &map->view, layer_of(context), own_feature(context),
                      pb_stroke(theme->grey, .9));
  if (map->inset.width > 0) {
    draw_inset(context, canvas, map);
    pb_label_place_avoid(place, map->inset);
  }
  draw_names(context, canvas, map, place);
  pb_canvas_rect(canvas, frame.x, frame.y, frame.width, frame.height,
                 pb_stroke(theme->hairline, .8));
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "geo/area_middles.h"

#include <stdlib.h>

#include "geo/label_point.h"
#include "geo/polygon.h"

/* Label points of detailed boundaries take long, and nobody else's are the same. */
#define LABEL_VERTICES 2000
#define LABEL_PRECISION_M 1.0

typedef struct {
  double x, y;
  pb_default_reason reason;
} middle;

struct pb_area_middles {
  GArray *points; /* middle, by x */
};

static void add(pb_area_middles *middles, double x, double y, pb_default_reason reason) {
  const middle point = {x, y, reason};
  g_array_append_val(middles->points, point);
}

static void add_polygons(pb_area_middles *middles, const pb_layer *layer,
                         pb_default_reason reason) {
  for (size_t f = 0; layer && f < layer->n_features; f++) {
    pb_box box = layer->box[f];
    double x, y;
    if (pb_box_is_empty(box))
      continue;
    add(middles, (box.min_x + box.max_x) / 2, (box.min_y + box.max_y) / 2, reason);
    if (pb_polygon_centroid(layer, f, &x, &y))
      add(middles, x, y, reason);
    size_t n =
        layer->vertex_first[layer->part_first[f + 1]] - layer->vertex_first[layer->part_first[f]];
    pb_label_point label;
    if (n <= LABEL_VERTICES && pb_label_point_find(layer, f, LABEL_PRECISION_M, &label))
      add(middles, label.x, label.y, reason);
  }
}

static int compare(const void *a, const void *b) {
  const middle *l = a, *r = b;
  if (l->x != r->x)
    return l->x < r->x ? -1 : 1;
  return (l->y > r->y) - (l->y < r->y);
}

pb_area_middles *pb_area_middles_new(const pb_geography *geography) {
  pb_area_middles *middles = g_new0(pb_area_middles, 1);
  middles->points = g_array_new(FALSE, FALSE, sizeof(middle));
  add_polygons(middles, geography->municipalities, PB_DEFAULT_MUNICIPALITY);
  add_polygons(middles, geography->counties, PB_DEFAULT_COUNTY);
  for (size_t p = 0; p < geography->n_places; p++)
    add(middles, geography->places[p].x, geography->places[p].y, PB_DEFAULT_PLACE);
  if (middles->points->len > 1)
    qsort(middles->points->data, middles->points->len, sizeof(middle), compare);
  return middles;
}

void pb_area_middles_free(pb_area_middles *middles) {
  if (!middles)
    return;
  g_array_unref(middles->points);
  g_free(middles);
}

bool pb_area_middles_find(const pb_area_middles *middles, double x, double y, double tolerance_m,
                          pb_default_reason *reason) {
  const middle *points = (const middle *)(const void *)middles->points->data;
  size_t low = 0, high = middles->points->len;
  while (low < high) { /* the first that is not too far west */
    size_t at = low + (high - low) / 2;
    if (points[at].x < x - tolerance_m)
      low = at + 1;
    else
      high = at;
  }
  bool found = false;
  for (size_t i = low; i < middles->points->len && points[i].x <= x + tolerance_m; i++) {
    double dx = points[i].x - x, dy = points[i].y - y;
    if (dx * dx + dy * dy > tolerance_m * tolerance_m || (found && points[i].reason >= *reason))
      continue;
    *reason = points[i].reason;
    found = true;
  }
  return found;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/contour_layer.h"

#include "plots/read.h"

typedef struct {
  GArray *x, *y;            /* double */
  GArray *rings, *features; /* uint32_t: ends of rings in vertices, of features in rings */
} outlines;

/* Rows first .. end - 1 are one ring; the first vertex is repeated. */
static void add_ring(outlines *o, const pb_result *contours, size_t first, size_t end) {
  for (size_t i = first; i <= end; i++) {
    size_t row = i < end ? i : first;
    double x = pb_read_number_or(contours, "x", row, 0),
           y = pb_read_number_or(contours, "y", row, 0);
    g_array_append_val(o->x, x);
    g_array_append_val(o->y, y);
  }
  uint32_t vertices = o->x->len;
  g_array_append_val(o->rings, vertices);
}

static int64_t number(const pb_result *contours, const char *column, size_t row) {
  return (int64_t)pb_read_number_or(contours, column, row, -1);
}

static bool same_ring(const pb_result *contours, size_t a, size_t b) {
  return number(contours, "share", a) == number(contours, "share", b) &&
         number(contours, "part", a) == number(contours, "part", b) &&
         number(contours, "ring", a) == number(contours, "ring", b);
}

static void add_share(outlines *o, const pb_result *contours, int64_t share) {
  size_t n = pb_read_rows(contours);
  for (size_t i = 0; i < n;) {
    size_t end = i + 1;
    while (end < n && same_ring(contours, i, end))
      end++;
    if (number(contours, "share", i) == share)
      add_ring(o, contours, i, end);
    i = end;
  }
  uint32_t n_rings = o->rings->len - 1;
  g_array_append_val(o->features, n_rings);
}

static void *taken(GArray *array) {
  return (void *)g_array_free(array, FALSE);
}

pb_layer *pb_contour_layer(const pb_result *contours, int **share) {
  size_t n = pb_read_rows(contours);
  if (n == 0)
    return NULL;
  GArray *shares = g_array_new(FALSE, TRUE, sizeof(int));
  for (size_t i = 0; i < n; i++) { /* rows stand by rising share */
    int one = (int)number(contours, "share", i);
    if (shares->len == 0 || g_array_index(shares, int, 0) != one)
      g_array_prepend_val(shares, one);
  }
  uint32_t zero = 0;
  outlines o = {
      g_array_new(FALSE, FALSE, sizeof(double)), g_array_new(FALSE, FALSE, sizeof(double)),
      g_array_new(FALSE, FALSE, sizeof(uint32_t)), g_array_new(FALSE, FALSE, sizeof(uint32_t))};
  g_array_append_val(o.rings, zero);
  g_array_append_val(o.features, zero);
  for (guint k = 0; k < shares->len; k++)
    add_share(&o, contours, g_array_index(shares, int, k));
  pb_layer *layer = pb_layer_new(PB_GEOMETRY_POLYGON);
  g_free(layer->part_first);
  g_free(layer->vertex_first);
  g_free(layer->x);
  g_free(layer->y);
  g_free(layer->box);
  layer->epsg = 3006;
  layer->n_features = shares->len;
  layer->n_parts = o.rings->len - 1;
  layer->n_vertices = o.x->len;
  layer->part_first = taken(o.features);
  layer->vertex_first = taken(o.rings);
  layer->x = taken(o.x);
  layer->y = taken(o.y);
  layer->box = g_new0(pb_box, shares->len);
  pb_layer_update_boxes(layer);
  *share = taken(shares);
  return layer;
}

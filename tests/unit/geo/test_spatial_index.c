/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The index answers as a look at every box does. */
#include "geo/point_in_polygon.h"
#include "geo/spatial_index.h"
#include "helpers.h"

/* n triangles of many sizes, some without geometry. */
static pb_layer *random_layer(GRand *random, size_t n) {
  pb_layer *layer = pb_layer_new(PB_GEOMETRY_POLYGON);
  layer->n_features = n;
  layer->part_first = g_new0(uint32_t, n + 1);
  layer->vertex_first = g_new0(uint32_t, n + 1);
  layer->x = g_new0(double, 4 * n + 1);
  layer->y = g_new0(double, 4 * n + 1);
  layer->box = g_new0(pb_box, n + 1);
  for (size_t f = 0; f < n; f++) {
    if (g_rand_int_range(random, 0, 10) > 0) {
      double x = g_rand_double_range(random, 0, 1000), y = g_rand_double_range(random, 0, 1000);
      double size = f % 17 == 0 ? 400 : 30;
      for (int v = 0; v < 3; v++) {
        layer->x[layer->n_vertices] = x + g_rand_double_range(random, 0, size);
        layer->y[layer->n_vertices++] = y + g_rand_double_range(random, 0, size);
      }
      layer->x[layer->n_vertices] = layer->x[layer->n_vertices - 3];
      layer->y[layer->n_vertices] = layer->y[layer->n_vertices - 3];
      layer->vertex_first[++layer->n_parts] = (uint32_t)++layer->n_vertices;
    }
    layer->part_first[f + 1] = (uint32_t)layer->n_parts;
  }
  pb_layer_update_boxes(layer);
  return layer;
}

static void check_size(size_t n) {
  GRand *random = g_rand_new_with_seed((guint32)n + 7);
  g_autoptr(pb_layer) layer = random_layer(random, n);
  g_autoptr(pb_spatial_index) index = pb_spatial_index_new(layer);
  g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(uint32_t));
  for (int q = 0; q < 200; q++) {
    double x = g_rand_double_range(random, -50, 1400), y = g_rand_double_range(random, -50, 1400);
    double size = q % 3 == 0 ? 0 : g_rand_double_range(random, 0, 300);
    pb_box box = {x, y, x + size, y + size};
    pb_spatial_index_query_box(index, box, found);
    guint next = 0;
    int inside = -1;
    for (size_t f = 0; f < n; f++) {
      if (!pb_box_is_empty(layer->box[f]) && pb_box_meets(layer->box[f], box)) {
        g_assert_cmpuint(next, <, found->len);
        g_assert_cmpuint(g_array_index(found, uint32_t, next++), ==, f);
      }
      if (inside < 0 && pb_polygon_contains(layer, f, x, y))
        inside = (int)f;
    }
    g_assert_cmpuint(next, ==, found->len);
    if (size == 0) {
      pb_spatial_index_gather_point(index, x, y, found);
      g_assert_cmpuint(next, ==, found->len);
    }
    g_assert_cmpint(pb_spatial_index_find_polygon(index, x, y), ==, inside);
  }
  g_rand_free(random);
}

static void test_sizes(void) {
  static const size_t sizes[] = {0, 1, 2, 15, 16, 17, 255, 256, 257, 1000, 5000, 100000};
  for (size_t i = 0; i < G_N_ELEMENTS(sizes); i++)
    check_size(sizes[i]);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/spatial-index/sizes", test_sizes);
  return g_test_run();
}

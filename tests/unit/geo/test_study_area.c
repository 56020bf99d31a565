/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "geo/polygon.h"
#include "geo/study_area_of.h"

/* A square of 1 km with its corner off the grid lines, and places inside, near and far. */
static pb_geography *square_municipality(void) {
  static const double x[] = {500100, 500100, 501100, 501100, 500100};
  static const double y[] = {6500100, 6501100, 6501100, 6500100, 6500100};
  pb_geography *geography = pb_geography_new();
  pb_layer *layer = pb_layer_new(PB_GEOMETRY_POLYGON);
  layer->n_features = layer->n_parts = 1;
  layer->n_vertices = 5;
  layer->part_first = g_new0(uint32_t, 2);
  layer->part_first[1] = 1;
  layer->vertex_first = g_new0(uint32_t, 2);
  layer->vertex_first[1] = 5;
  layer->x = g_memdup2(x, sizeof x);
  layer->y = g_memdup2(y, sizeof y);
  layer->box = g_new0(pb_box, 1);
  layer->attributes = pb_table_new();
  pb_layer_update_boxes(layer);
  geography->municipalities = layer;
  geography->n_municipalities = 2;
  geography->feature_of = g_new(int, 2);
  geography->feature_of[0] = 0;
  geography->feature_of[1] = -1;
  geography->n_places = 3;
  geography->places = g_new0(pb_place, 3);
  geography->places[0] = (pb_place){g_strdup("Byn"), 500600, 6500600, 900, 0};
  geography->places[1] = (pb_place){g_strdup("Grannbyn"), 503000, 6500600, 500, 1};
  geography->places[2] = (pb_place){g_strdup("Fjärran"), 600000, 6500600, 400, 1};
  return geography;
}

static void test_ground(void) {
  g_autoptr(pb_geography) geography = square_municipality();
  GError *error = NULL;
  g_autoptr(pb_study_area) area = pb_study_area_of(geography, 0, 0, &error);
  g_assert_no_error(error);
  g_assert_cmpfloat(area->grid->size_m, ==, 250);
  g_assert_cmpuint(area->grid->n_cells, >=, 16);
  g_assert_cmpuint(area->n_places, ==, 2);
  double far;
  g_assert_cmpstr(pb_study_area_nearest(area, 500600, 6501600, &far)->name, ==, "Byn");
  g_assert_cmpfloat(far, ==, 1000);
  g_assert_cmpstr(pb_compass_direction(&area->places[0], 500600, 6501600), ==, "n");
  g_assert_cmpstr(pb_compass_direction(&area->places[0], 500500, 6500500), ==, "sw");
  g_assert_cmpstr(pb_compass_direction(&area->places[0], 500700, 6500580), ==, "e");
  g_assert_cmpstr(pb_compass_direction(&area->places[0], 500400, 6500590), ==, "w");
  g_assert_cmpstr(pb_compass_direction(&area->places[0], 500600, 6500600), ==, "");
}

static void test_without_boundary(void) {
  g_autoptr(pb_geography) geography = square_municipality();
  GError *error = NULL;
  g_assert_null(pb_study_area_of(geography, 1, 0, &error));
  g_assert_no_error(error);
  g_assert_null(pb_study_area_of(NULL, 0, 0, &error));
  g_assert_no_error(error);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/study-area/ground", test_ground);
  g_test_add_func("/study-area/without-boundary", test_without_boundary);
  return g_test_run();
}

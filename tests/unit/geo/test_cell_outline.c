/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "engine/random.h"
#include "geo/cell_outline.h"
#include "geo/place_layers.h"
#include "geo/polygon.h"
#include "geo/rings.h"

static double doubled_area(const pb_cell_outline *outline, guint ring) {
  uint32_t from = ring ? g_array_index(outline->end, uint32_t, ring - 1) : 0;
  uint32_t to = g_array_index(outline->end, uint32_t, ring);
  return pb_ring_doubled_area((const double *)(const void *)outline->x->data + from,
                              (const double *)(const void *)outline->y->data + from, to - from);
}

static void one_cell_is_a_square(void) {
  const pb_cell cell = {2, -3};
  g_auto(pb_cell_outline) outline = pb_cell_outline_of(&cell, 1, 250);
  g_assert_cmpuint(outline.end->len, ==, 1);
  g_assert_cmpuint(outline.x->len, ==, 5);
  g_assert_cmpfloat(doubled_area(&outline, 0), ==, -2 * 62500.0); /* clockwise */
  g_assert_cmpfloat(g_array_index(outline.x, double, 0), ==, 500);
  g_assert_cmpfloat(g_array_index(outline.y, double, 0), ==, -750);
}

static void a_ring_has_a_hole(void) {
  pb_cell cells[8];
  size_t n = 0;
  for (int32_t row = 0; row < 3; row++)
    for (int32_t col = 0; col < 3; col++)
      if (row != 1 || col != 1)
        cells[n++] = (pb_cell){col, row};
  g_auto(pb_cell_outline) outline = pb_cell_outline_of(cells, n, 1);
  g_assert_cmpuint(outline.end->len, ==, 2);
  g_assert_cmpfloat(doubled_area(&outline, 0), ==, -18);
  g_assert_cmpfloat(doubled_area(&outline, 1), ==, 2);
  g_assert_cmpuint(outline.x->len, ==, 10); /* corners only */
}

static void corners_do_not_join(void) {
  const pb_cell cells[] = {{0, 0}, {1, 1}};
  g_auto(pb_cell_outline) outline = pb_cell_outline_of(cells, 2, 1);
  g_assert_cmpuint(outline.end->len, ==, 2);
  g_assert_cmpfloat(doubled_area(&outline, 0), ==, -2);
  g_assert_cmpfloat(doubled_area(&outline, 1), ==, -2);
}

/* Whatever the cells, the rings enclose their area and every side is gone over once. */
static void random_sets_keep_their_area(void) {
  for (uint64_t seed = 1; seed <= 50; seed++) {
    pb_random random = pb_random_start(seed, 0);
    pb_cell cells[144];
    size_t n = 0;
    for (int32_t row = -6; row < 6; row++)
      for (int32_t col = -6; col < 6; col++)
        if (pb_random_unit(&random) < 0.6)
          cells[n++] = (pb_cell){col, row};
    g_auto(pb_cell_outline) outline = pb_cell_outline_of(cells, n, 10);
    double area = 0;
    for (guint r = 0; r < outline.end->len; r++) {
      g_assert_cmpfloat(fabs(doubled_area(&outline, r)), >, 0);
      area -= doubled_area(&outline, r) / 2;
    }
    g_assert_cmpfloat(area, ==, 100.0 * (double)n);
  }
}

static void results_become_layers(void) {
  g_autoptr(pb_result) cells = pb_result_new("hot-cells"), spots = pb_result_new("hot-spots");
  static const char *const texts[] = {"verdict", "stability"};
  const double x[] = {125, 375, 1125}, y[] = {125, 125, 125};
  const int64_t place[] = {1, 1, 2};
  pb_column *cx = pb_result_add_column(cells, "x", PB_TYPE_DOUBLE, "m");
  pb_column *cy = pb_result_add_column(cells, "y", PB_TYPE_DOUBLE, "m");
  pb_column *count = pb_result_add_column(cells, "count", PB_TYPE_INT64, NULL);
  pb_column *z = pb_result_add_column(cells, "z", PB_TYPE_DOUBLE, NULL);
  pb_column *p = pb_result_add_column(cells, "p_adjusted", PB_TYPE_DOUBLE, NULL);
  for (size_t k = 0; k < 2; k++) {
    pb_column *text = pb_result_add_column(cells, texts[k], PB_TYPE_STRING, NULL);
    for (size_t i = 0; i < 3; i++)
      pb_column_append_string(text, "hot");
  }
  pb_column *member = pb_result_add_column(cells, "place", PB_TYPE_INT64, NULL);
  pb_column *year = pb_result_add_column(cells, "count_2025", PB_TYPE_INT64, NULL);
  for (size_t i = 0; i < 3; i++) {
    pb_column_append_double(cx, x[i]);
    pb_column_append_double(cy, y[i]);
    pb_column_append_int(count, 5);
    pb_column_append_double(z, 3);
    pb_column_append_missing(p);
    pb_column_append_int(member, place[i]);
    pb_column_append_int(year, 2);
  }
  pb_result_set_scalar(cells, "cell_m", 250, "m");
  static const char *const numbers[] = {"number", "count", "count_2025"};
  for (size_t k = 0; k < 3; k++) {
    pb_column *column = pb_result_add_column(spots, numbers[k], PB_TYPE_INT64, NULL);
    for (int64_t i = 1; i <= 2; i++)
      pb_column_append_int(column, i);
  }
  static const char *const doubles[] = {"distance_m", "hectares", "share"};
  for (size_t k = 0; k < 3; k++) {
    pb_column *column = pb_result_add_column(spots, doubles[k], PB_TYPE_DOUBLE, NULL);
    for (int i = 0; i < 2; i++)
      pb_column_append_double(column, 1);
  }
  static const char *const words[] = {"name", "direction", "stability"};
  for (size_t k = 0; k < 3; k++) {
    pb_column *column = pb_result_add_column(spots, words[k], PB_TYPE_STRING, NULL);
    for (int i = 0; i < 2; i++)
      pb_column_append_string(column, "Byn");
  }
  const pb_place_results results[] = {{"Alla", cells, spots}, {"Tomt", NULL, NULL}};
  g_autoptr(pb_layer) squares = pb_layer_of_cells(results, 2, 3006);
  g_assert_cmpuint(squares->n_features, ==, 3);
  g_assert_cmpfloat(pb_polygon_area_m2(squares, 2), ==, 62500);
  g_assert_false(pb_column_is_valid(pb_table_find(squares->attributes, "p_adjusted"), 0));
  g_assert_cmpint(pb_column_int(pb_table_find(squares->attributes, "count_2025"), 0), ==, 2);
  g_autoptr(pb_layer) places = pb_layer_of_places(results, 2, 3006);
  g_assert_cmpuint(places->n_features, ==, 2);
  g_assert_cmpfloat(pb_polygon_area_m2(places, 0), ==, 125000);
  g_assert_cmpstr(pb_column_string(pb_table_find(places->attributes, "name"), 1), ==, "Byn");
  g_assert_null(pb_layer_of_cells(&results[1], 1, 3006));
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/cell-outline/square", one_cell_is_a_square);
  g_test_add_func("/cell-outline/hole", a_ring_has_a_hole);
  g_test_add_func("/cell-outline/corners", corners_do_not_join);
  g_test_add_func("/cell-outline/random", random_sets_keep_their_area);
  g_test_add_func("/place-layers/results", results_become_layers);
  return g_test_run();
}

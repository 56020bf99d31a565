/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/contour.h"
#include "engine/error.h"
#include "engine/random.h"
#include "tests/unit/engine/helpers.h"

static void test_frame_around(void) {
  const double x[] = {101, 349.9, 200}, y[] = {-20, 10, 0};
  pb_raster_frame frame = pb_raster_frame_around(x, y, 3, 50, 0);
  g_assert_cmpfloat(frame.x0, ==, 100);
  g_assert_cmpfloat(frame.y0, ==, -50);
  g_assert_cmpuint(frame.n_cols, ==, 5);
  g_assert_cmpuint(frame.n_rows, ==, 2);
  frame = pb_raster_frame_around(x, y, 3, 50, 120);
  g_assert_cmpfloat(frame.x0, ==, -50);
  g_assert_cmpuint(frame.n_cols, ==, 11);
  size_t at;
  g_assert_true(pb_raster_find(&frame, -50, -150, &at));
  g_assert_cmpuint(at, ==, 0);
  g_assert_true(pb_raster_find(&frame, 500, 150, &at));
  g_assert_cmpuint(at, ==, pb_raster_n_cells(&frame) - 1);
  g_assert_false(pb_raster_find(&frame, 500.1, 0, &at));
  g_assert_false(pb_raster_find(&frame, NAN, 0, &at));
}

static void test_too_large(void) {
  const pb_raster_frame frame = {0, 0, 1, (size_t)1 << 33, (size_t)1 << 33};
  g_autoptr(GError) error = NULL;
  g_assert_null(pb_raster_new(&frame, &error));
  g_assert_error(error, PB_ERROR, PB_ERROR_STATISTIC);
}

static void test_of_grid(void) {
  const pb_cell cells[] = {{0, 0}, {1, 0}, {1, 1}};
  const double share[] = {1, 0.25, 0.5};
  g_autoptr(pb_cell_grid) grid = pb_cell_grid_new(PB_CELL_SQUARE, 250, cells, share, 3);
  const pb_raster_frame wide = {-500, -500, 125, 12, 12};
  pb_raster_frame frame = pb_raster_frame_clip(&wide, grid);
  g_assert_cmpfloat(frame.x0, ==, 0);
  g_assert_cmpfloat(frame.y0, ==, 0);
  g_assert_cmpuint(frame.n_cols, ==, 4);
  g_assert_cmpuint(frame.n_rows, ==, 4);
  g_autoptr(pb_raster) mask = pb_raster_of_grid(grid, &frame, NULL);
  g_assert_cmpfloat(pb_raster_volume(mask), ==, pb_cell_grid_area_m2(grid));
  g_assert_cmpfloat(mask->value[0], ==, 1);
  g_assert_cmpfloat(mask->value[2], ==, 0.25);
  g_assert_cmpfloat(mask->value[8], ==, 0);
  g_assert_cmpint(mask->valid[8], ==, 0);
  g_assert_cmpfloat(mask->value[15], ==, 0.5);
  const pb_raster_frame far = {5000, 5000, 125, 4, 4};
  g_assert_cmpuint(pb_raster_frame_clip(&far, grid).n_cols, ==, 0);
}

static void test_between(void) {
  const pb_raster_frame frame = {10, 20, 2, 5, 4};
  g_autoptr(pb_raster) raster = pb_raster_new(&frame, NULL);
  for (size_t i = 0; i < 20; i++)
    raster->value[i] = 3 * pb_raster_x(&frame, i % 5) - pb_raster_y(&frame, i / 5);
  assert_near(pb_raster_between(raster, 14.3, 23.1), 3 * 14.3 - 23.1, 1e-12);
  assert_near(pb_raster_between(raster, 10, 20), 3 * 11 - 21, 1e-12);
  assert_near(pb_raster_between(raster, 20, 28), 3 * 19 - 27, 1e-12);
}

/* A raster of `text`: digits by row, the northernmost first, '.' for no value. */
static pb_raster *drawn(const char *const *text, size_t n_rows) {
  const pb_raster_frame frame = {0, 0, 1, strlen(text[0]), n_rows};
  pb_raster *raster = pb_raster_new(&frame, NULL);
  for (size_t row = 0; row < n_rows; row++)
    for (size_t col = 0; col < frame.n_cols; col++) {
      size_t i = (n_rows - 1 - row) * frame.n_cols + col;
      raster->valid[i] = text[row][col] != '.';
      raster->value[i] = raster->valid[i] ? text[row][col] - '0' : 0;
    }
  return raster;
}

static double ring_area(const pb_contour_ring *ring) {
  double sum = 0;
  for (size_t i = 0, last = ring->n - 1; i < ring->n; last = i++)
    sum += ring->x[last] * ring->y[i] - ring->x[i] * ring->y[last];
  return sum / 2;
}

static void test_one_cell(void) {
  static const char *const text[] = {"000", "040", "000"};
  g_autoptr(pb_raster) raster = drawn(text, 3);
  g_autoptr(pb_contours) contours = pb_contours_of(raster, 1);
  g_assert_cmpuint(contours->n_areas, ==, 1);
  g_assert_cmpuint(contours->areas[0].n_rings, ==, 1);
  g_assert_cmpuint(contours->areas[0].rings[0].n, ==, 4); /* a diamond three quarters out */
  assert_near(contours->areas[0].area_m2, 2 * 0.75 * 0.75, 1e-12);
  assert_near(ring_area(&contours->areas[0].rings[0]), 2 * 0.75 * 0.75, 1e-12);
  g_assert_true(pb_contour_area_holds(&contours->areas[0], 1.5, 1.5));
  g_assert_false(pb_contour_area_holds(&contours->areas[0], 0.7, 1.5));
}

/* What is high at the raster's border, or beside cells without a value, is closed there. */
static void test_border(void) {
  static const char *const text[] = {"44", "4.", "44"};
  g_autoptr(pb_raster) raster = drawn(text, 3);
  g_autoptr(pb_contours) contours = pb_contours_of(raster, 2);
  g_assert_cmpuint(contours->n_areas, ==, 1);
  g_assert_cmpuint(contours->areas[0].n_rings, ==, 1);
  g_assert_false(pb_contour_area_holds(&contours->areas[0], 1.5, 1.5));
  g_assert_true(pb_contour_area_holds(&contours->areas[0], 0.2, 1.5));
}

static void test_holes(void) {
  static const char *const text[] = {"4444444", "4000004", "4004004", "4000004", "4444444"};
  g_autoptr(pb_raster) raster = drawn(text, 5);
  g_autoptr(pb_contours) contours = pb_contours_of(raster, 2);
  g_assert_cmpuint(contours->n_areas, ==, 2); /* the ring, and the island in its hole */
  g_assert_cmpuint(contours->areas[0].n_rings, ==, 2);
  g_assert_cmpfloat(ring_area(&contours->areas[0].rings[0]), >, 0);
  g_assert_cmpfloat(ring_area(&contours->areas[0].rings[1]), <, 0);
  assert_near(contours->areas[0].area_m2,
              ring_area(&contours->areas[0].rings[0]) + ring_area(&contours->areas[0].rings[1]),
              1e-12);
  g_assert_true(pb_contour_area_holds(&contours->areas[1], 3.5, 2.5));
  g_assert_false(pb_contour_area_holds(&contours->areas[0], 3.5, 2.5));
  /* a point in the ring, two on the island: the hole holds those two */
  const double x[] = {0.5, 3.5, 3.4}, y[] = {2.5, 2.5, 2.4};
  pb_contours_count(contours, x, y, NULL, 3);
  g_assert_cmpfloat(contours->areas[0].n_events, ==, 1);
  g_assert_cmpfloat(contours->areas[1].n_events, ==, 2);
  g_assert_cmpuint(pb_contours_fill_holes_below(contours, 2, x, y, NULL, 3), ==, 0);
  g_assert_cmpuint(pb_contours_fill_holes_below(contours, 3, x, y, NULL, 3), ==, 1);
  g_assert_cmpfloat(contours->areas[0].n_events, ==, 3);
  assert_near(contours->areas[0].area_m2, ring_area(&contours->areas[0].rings[0]), 1e-12);
}

/* Disclosure: areas with too few events are not shown. */
static void test_drop_below(void) {
  static const char *const text[] = {"4000", "0000", "0004"};
  g_autoptr(pb_raster) raster = drawn(text, 3);
  g_autoptr(pb_contours) contours = pb_contours_of(raster, 2);
  const double x[] = {0.5, 3.5, 3.6, 3.4, 3.5}, y[] = {2.5, 0.5, 0.5, 0.5, 0.6};
  pb_contours_count(contours, x, y, NULL, 5);
  g_assert_cmpuint(contours->n_areas, ==, 2);
  g_assert_cmpuint(pb_contours_drop_below(contours, 5), ==, 2);
  g_autoptr(pb_contours) again = pb_contours_of(raster, 2);
  pb_contours_count(again, x, y, NULL, 5);
  g_assert_cmpuint(pb_contours_drop_below(again, 4), ==, 1);
  g_assert_cmpfloat(again->areas[0].n_events, ==, 4);
}

/* Opposite corners: joined when the mean of the four is high, else apart. */
static void test_saddle(void) {
  static const char *const apart[] = {"0000", "0500", "0050", "0000"};
  static const char *const joined[] = {"0000", "0920", "0290", "0000"};
  g_autoptr(pb_raster) a = drawn(apart, 4);
  g_autoptr(pb_raster) b = drawn(joined, 4);
  g_autoptr(pb_contours) two = pb_contours_of(a, 3);
  g_autoptr(pb_contours) one = pb_contours_of(b, 3);
  g_assert_cmpuint(two->n_areas, ==, 2);
  g_assert_cmpuint(one->n_areas, ==, 1);
}

/* On a random raster: every cell's middle is inside as it is at or above the level, whatever the
 * saddles, and turning the raster keeps the areas. */
static void test_random(void) {
  const pb_raster_frame frame = {0, 0, 1, 40, 30};
  g_autoptr(pb_raster) raster = pb_raster_new(&frame, NULL);
  g_autoptr(pb_raster) turned = pb_raster_new(&frame, NULL);
  pb_random random = pb_random_start(2, 0);
  size_t n = pb_raster_n_cells(&frame);
  for (int round = 0; round < 20; round++) {
    for (size_t i = 0; i < n; i++) {
      raster->value[i] = round % 2 ? floor(4 * pb_random_unit(&random)) : pb_random_unit(&random);
      raster->valid[i] = pb_random_unit(&random) < 0.9;
      turned->value[n - 1 - i] = raster->value[i];
      turned->valid[n - 1 - i] = raster->valid[i];
    }
    /* 2: lines through the very middles of cells */
    double level = round % 4 == 3 ? 2 : round % 2 ? 1.5 : 0.6, area = 0, turned_area = 0;
    g_autoptr(pb_contours) contours = pb_contours_of(raster, level);
    g_autoptr(pb_contours) other = pb_contours_of(turned, level);
    g_assert_cmpuint(contours->n_areas, ==, other->n_areas);
    for (size_t a = 0; a < contours->n_areas; a++)
      area += contours->areas[a].area_m2;
    for (size_t a = 0; a < other->n_areas; a++)
      turned_area += other->areas[a].area_m2;
    assert_near(area, turned_area, 1e-10);
    for (size_t i = 0; i < n; i++) {
      if (raster->value[i] == level)
        continue; /* on the line */
      size_t inside = 0;
      for (size_t a = 0; a < contours->n_areas; a++)
        inside += pb_contour_area_holds(&contours->areas[a], pb_raster_x(&frame, i % 40),
                                        pb_raster_y(&frame, i / 40));
      g_assert_cmpuint(inside, ==, raster->valid[i] && raster->value[i] >= level);
    }
  }
}

static void test_levels(void) {
  static const char *const text[] = {"9101", "00.3"};
  g_autoptr(pb_raster) raster = drawn(text, 2);
  double level = 0;
  g_assert_true(pb_contour_level_of_volume(raster, 0.5, &level));
  g_assert_cmpfloat(level, ==, 9); /* of 14 */
  g_assert_true(pb_contour_level_of_volume(raster, 0.8, &level));
  g_assert_cmpfloat(level, ==, 3);
  g_assert_true(pb_contour_level_of_volume(raster, 1, &level));
  g_assert_cmpfloat(level, ==, 1);
  g_assert_true(pb_contour_level_of_quantile(raster, 0.5, &level));
  g_assert_cmpfloat(level, ==, 2); /* of 1 1 3 9 */
  static const char *const empty[] = {"00"};
  g_autoptr(pb_raster) nothing = drawn(empty, 1);
  g_assert_false(pb_contour_level_of_volume(nothing, 0.5, &level));
  g_assert_false(pb_contour_level_of_quantile(nothing, 0.5, &level));
  g_autoptr(pb_contours) none = pb_contours_of(nothing, 1);
  g_assert_cmpuint(none->n_areas, ==, 0);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/raster/frame-around", test_frame_around);
  g_test_add_func("/raster/too-large", test_too_large);
  g_test_add_func("/raster/of-grid", test_of_grid);
  g_test_add_func("/raster/between", test_between);
  g_test_add_func("/contour/one-cell", test_one_cell);
  g_test_add_func("/contour/border", test_border);
  g_test_add_func("/contour/holes", test_holes);
  g_test_add_func("/contour/drop-below", test_drop_below);
  g_test_add_func("/contour/saddle", test_saddle);
  g_test_add_func("/contour/random", test_random);
  g_test_add_func("/contour/levels", test_levels);
  return g_test_run();
}

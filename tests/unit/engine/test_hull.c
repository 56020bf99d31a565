/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/distinct_points.h"
#include "engine/hull.h"
#include "tests/unit/engine/points.h"

static void test_square(void) {
  static const double x[] = {100, 0, 50, 100, 0, 50, 0, 100}, y[] = {0, 100, 50, 100, 0, 0, 0, 50};
  g_autoptr(pb_hull) hull = pb_hull_of(x, y, 8);
  g_assert_cmpuint(hull->n, ==, 4); /* what lies on a side is no corner */
  static const double corner_x[] = {0, 100, 100, 0}, corner_y[] = {0, 0, 100, 100};
  for (size_t i = 0; i < 4; i++) {
    g_assert_cmpfloat(hull->x[i], ==, corner_x[i]);
    g_assert_cmpfloat(hull->y[i], ==, corner_y[i]);
  }
  g_assert_cmpfloat(pb_hull_area_m2(hull), ==, 10000);
  g_assert_cmpfloat(pb_hull_area_ha(hull), ==, 1);
  g_assert_true(pb_hull_contains(hull, 50, 0));
  g_assert_true(pb_hull_contains(hull, 100, 100));
  g_assert_false(pb_hull_contains(hull, 100.001, 50));
}

/* A place, a line and nothing have no area, but with a buffer they do. */
static void test_coincident_points_have_an_area(void) {
  static const double x[] = {7, 7, 7}, y[] = {3, 3, 3}, line_x[] = {0, 1000, 500};
  g_autoptr(pb_hull) place = pb_hull_of(x, y, 3), line = pb_hull_of(line_x, y, 3),
                     nothing = pb_hull_of(x, y, 0);
  g_assert_cmpuint(place->n, ==, 1);
  g_assert_cmpuint(line->n, ==, 2);
  g_assert_cmpuint(nothing->n, ==, 0);
  g_assert_cmpfloat(pb_hull_area_m2(line), ==, 0);
  g_assert_true(pb_hull_contains(place, 7, 3));
  g_assert_false(pb_hull_contains(place, 7, 4));
  g_assert_true(pb_hull_contains(line, 250, 3));
  g_assert_false(pb_hull_contains(line, 1250, 3));
  g_assert_false(pb_hull_contains(nothing, 0, 0));
  g_autoptr(pb_hull) circle = pb_hull_buffered(x, y, 3, 50),
                     capsule = pb_hull_buffered(line_x, y, 3, 50),
                     empty = pb_hull_buffered(x, y, 0, 50);
  g_assert_cmpuint(circle->n, ==, PB_HULL_CORNERS);
  g_assert_cmpuint(empty->n, ==, 0);
  assert_near(pb_hull_area_m2(circle), G_PI * 2500, 0.004);
  g_assert_cmpfloat(pb_hull_area_m2(circle), >, G_PI * 2500);
  assert_near(pb_hull_area_m2(capsule), 100 * 1000 + pb_hull_area_m2(circle), 1e-9);
  for (int degree = 0; degree < 360; degree++)
    g_assert_true(pb_hull_contains(circle, 7 + 49.999 * cos(degree * G_PI / 180),
                                   3 + 49.999 * sin(degree * G_PI / 180)));
}

static void test_contains_every_point(void) {
  made_points p = made_points_new(500, 1000, 10, 3);
  for (size_t i = 0; i < p.n; i++) { /* as far off as SWEREF 99 TM is */
    p.x[i] += 600000;
    p.y[i] += 6900000;
  }
  g_autoptr(pb_hull) hull = pb_hull_of(p.x, p.y, p.n);
  g_autoptr(pb_hull) wide = pb_hull_buffered(p.x, p.y, p.n, 20);
  for (size_t i = 0; i < p.n; i++) {
    g_assert_true(pb_hull_contains(hull, p.x[i], p.y[i]));
    g_assert_true(pb_hull_contains(wide, p.x[i] + 20, p.y[i]));
  }
  g_assert_false(pb_hull_contains(hull, 600000 - 20, 6900000 - 20));
  g_assert_cmpfloat(pb_hull_area_m2(hull), <, pb_hull_area_m2(wide));
  made_points_clear(&p);
}

static void test_distinct_points(void) {
  static const double x[] = {2, 1, 2, 0.0, -0.0, 2}, y[] = {5, 9, 5, 1, 1, 4},
                      weight[] = {3, 1, 2, 1, 1, 7};
  g_autoptr(pb_distinct_points) d = pb_distinct_points_new(x, y, weight, 6);
  g_assert_cmpuint(d->n, ==, 4);
  static const double want_x[] = {0, 1, 2, 2}, want_y[] = {1, 9, 4, 5}, sums[] = {2, 1, 7, 5};
  static const uint32_t place[] = {3, 1, 3, 0, 0, 2};
  for (size_t i = 0; i < 4; i++) {
    g_assert_cmpfloat(d->x[i], ==, want_x[i]);
    g_assert_cmpfloat(d->y[i], ==, want_y[i]);
    g_assert_cmpfloat(d->weight[i], ==, sums[i]);
  }
  for (size_t i = 0; i < 6; i++)
    g_assert_cmpuint(d->place[i], ==, place[i]);
  g_assert_cmpuint(d->point[d->first[3]], ==, 2); /* the lighter first */
  g_autoptr(pb_distinct_points) none = pb_distinct_points_new(x, y, NULL, 0);
  g_assert_cmpuint(none->n, ==, 0);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/hull/square", test_square);
  g_test_add_func("/hull/coincident-points-have-an-area", test_coincident_points_have_an_area);
  g_test_add_func("/hull/contains-every-point", test_contains_every_point);
  g_test_add_func("/distinct-points/places", test_distinct_points);
  return g_test_run();
}

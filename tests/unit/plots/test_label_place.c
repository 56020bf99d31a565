/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>
#include <math.h>

#include "plots/label_place.h"

static void beside_without_overlap(void) {
  g_autoptr(pb_label_place) place = pb_label_place_new((pb_label_box){0, 0, 200, 120});
  g_autoptr(GRand) random = g_rand_new_with_seed(7);
  pb_label_box placed[60];
  size_t n = 0;
  for (int i = 0; i < 60; i++) {
    double x = g_rand_double_range(random, 0, 200), y = g_rand_double_range(random, 0, 120);
    if (pb_label_place_beside(place, x, y, 3, (pb_size){40, 11}, &placed[n]))
      n++;
  }
  g_assert_cmpuint(n, >, 5);
  g_assert_cmpuint(n, <, 60);
  for (size_t i = 0; i < n; i++) {
    g_assert_cmpfloat(placed[i].x, >=, 0);
    g_assert_cmpfloat(placed[i].x + placed[i].width, <=, 200);
    for (size_t j = 0; j < i; j++)
      g_assert_false(pb_label_box_overlaps(placed[i], placed[j]));
  }
}

static void shuns_when_it_can(void) {
  g_autoptr(pb_label_place) place = pb_label_place_new((pb_label_box){0, 0, 100, 100});
  pb_label_place_shun_line(place, 60, 0, 60, 100);
  pb_label_box box;
  g_assert_true(pb_label_place_beside(place, 50, 50, 3, (pb_size){30, 10}, &box));
  g_assert_cmpfloat(box.x + box.width, <, 50); /* left, though right comes first */
  g_autoptr(pb_label_place) tight = pb_label_place_new((pb_label_box){40, 40, 48, 20});
  pb_label_place_shun_line(tight, 60, 0, 60, 100);
  g_assert_true(pb_label_place_beside(tight, 45, 50, 3, (pb_size){30, 10}, &box));
  g_assert_cmpfloat(box.x, <, 60);
  g_assert_cmpfloat(box.x + box.width, >, 60);
}

static void avoids_circles(void) {
  g_autoptr(pb_label_place) place = pb_label_place_new((pb_label_box){0, 0, 100, 100});
  pb_label_place_avoid_circle(place, 50, 50, 20);
  g_assert_false(pb_label_place_is_free(place, (pb_label_box){60, 45, 20, 10}));
  g_assert_true(pb_label_place_is_free(place, (pb_label_box){68, 64, 20, 10})); /* its corner */
}

static void spread(void) {
  double centre[] = {50, 52, 10, 51, 95}, before[5];
  static const double extent[] = {10, 10, 10, 10, 10};
  for (int i = 0; i < 5; i++)
    before[i] = centre[i];
  pb_label_spread(centre, extent, 5, 0, 100);
  for (int i = 0; i < 5; i++) {
    g_assert_cmpfloat(centre[i] - 5, >=, -1e-9);
    g_assert_cmpfloat(centre[i] + 5, <=, 100 + 1e-9);
    for (int j = 0; j < i; j++) {
      g_assert_cmpfloat(fabs(centre[i] - centre[j]), >=, 10 - 1e-9);
      g_assert_true((centre[i] < centre[j]) == (before[i] < before[j]));
    }
  }
  g_assert_cmpfloat(centre[2], ==, 10);                /* far from the others: stays */
  g_assert_cmpfloat_with_epsilon(centre[3], 51, 1e-9); /* the block keeps its middle */
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/label-place/beside", beside_without_overlap);
  g_test_add_func("/label-place/shun", shuns_when_it_can);
  g_test_add_func("/label-place/circle", avoids_circles);
  g_test_add_func("/label-place/spread", spread);
  return g_test_run();
}

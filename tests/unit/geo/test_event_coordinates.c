/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which system points are in: each of the fifteen, either axis first, and what cannot be known. */
#include "event_fixture.h"
#include "geo/event_coordinates.h"
#include "geo/projection.h"
#include "geo/swedish_grids.h"
#include "helpers.h"

#define SIDE_M 40000.0

/* A municipality on each zone's own meridian, on land; position i is zone 3007 + i. */
static const double latitudes[] = {58, 56, 57, 59, 59.5, 57, 58, 60, 59.8, 64, 66, 66.5};

static void centre_of_zone(int epsg, double *x, double *y) {
  size_t n;
  const pb_swedish_grid *grid = pb_swedish_grids(&n);
  while (grid->epsg != epsg)
    grid++;
  *x = grid->meridian;
  *y = latitudes[epsg - PB_EPSG_FIRST_ZONE];
  g_autoptr(pb_projection) projection = pb_projection_new(4326, 3006, NULL);
  g_assert_true(pb_projection_point(projection, x, y));
}

static event_fixture twelve_municipalities(void) {
  event_fixture f = fixture_new(NULL);
  for (int epsg = PB_EPSG_FIRST_ZONE; epsg <= PB_EPSG_LAST_ZONE; epsg++) {
    double x, y;
    centre_of_zone(epsg, &x, &y);
    g_autofree char *code = g_strdup_printf("%04d", epsg - 3000 + 100);
    fixture_square(&f, code, "Byn", x, y, SIDE_M / 2);
  }
  fixture_finish(&f);
  return f;
}

/* n points spread evenly over a square around (x, y) of EPSG:3006, in another system. */
static GArray *points_around(double x, double y, double side, int n, int municipality, int epsg,
                             bool swapped) {
  GArray *points = g_array_new(FALSE, FALSE, sizeof(pb_file_point));
  for (int i = 0; i < n; i++) {
    double px = x + side * ((i * 0.618034 - (int)(i * 0.618034)) - .5);
    double py = y + side * ((i + .5) / n - .5);
    into_system(epsg, swapped, &px, &py);
    const pb_file_point point = {px, py, municipality};
    g_array_append_val(points, point);
  }
  return points;
}

static pb_crs_recognition recognise(const event_fixture *f, const GArray *points) {
  g_autoptr(pb_municipality_finder) finder = pb_municipality_finder_new(f->geography, NULL);
  return pb_crs_recognise((const pb_file_point *)(const void *)points->data, points->len,
                          f->geography, finder);
}

static void test_every_system(void) {
  g_auto(event_fixture) f = twelve_municipalities();
  static const int systems[] = {4326, 3006, 3021, 3007, 3008, 3009, 3010, 3011,
                                3012, 3013, 3014, 3015, 3016, 3017, 3018};
  for (size_t i = 0; i < G_N_ELEMENTS(systems); i++)
    for (int swapped = 0; swapped < 2; swapped++) {
      double x, y;
      int zone = pb_is_local_zone(systems[i]) ? systems[i] : 3011;
      centre_of_zone(zone, &x, &y);
      g_autoptr(GArray) points =
          points_around(x, y, SIDE_M * .9, 60, zone - PB_EPSG_FIRST_ZONE, systems[i], swapped);
      pb_crs_recognition found = recognise(&f, points);
      g_assert_cmpint(found.fit.epsg, ==, systems[i]);
      g_assert_cmpint(found.fit.axes_swapped, ==, swapped);
      g_assert_cmpuint(found.fit.n, ==, 60);
      g_assert_cmpuint(found.fit.n_in_sweden, ==, 60);
      g_assert_cmpuint(found.fit.n_stated, ==, 60);
      g_assert_cmpuint(found.fit.n_in_stated, ==, 60);
      g_assert_cmpint(found.local_zones, ==, pb_is_local_zone(systems[i]));
      g_assert_cmpint(found.rivals[0], ==, 0);
    }
}

/* The westernmost town of the plane system lies where a local zone could, just. */
static void test_west_coast(void) {
  g_auto(event_fixture) f = twelve_municipalities();
  g_autoptr(GArray) points = points_around(281000, 6540000, 20000, 40, -1, 3006, false);
  g_assert_cmpint(recognise(&f, points).fit.epsg, ==, 3006);
}

/* A few errors do not matter, a half and more does. */
static void test_errors_among_points(void) {
  g_auto(event_fixture) f = twelve_municipalities();
  double x, y;
  centre_of_zone(3011, &x, &y);
  for (int n_wrong = 20; n_wrong <= 60; n_wrong += 40) {
    g_autoptr(GArray) points = points_around(x, y, SIDE_M * .9, 50, 4, 3006, false);
    for (int i = 0; i < n_wrong; i++) {
      const pb_file_point wrong = {i + 1, 1e7, 4};
      g_array_append_val(points, wrong);
    }
    pb_crs_recognition found = recognise(&f, points);
    g_assert_cmpint(found.fit.epsg, ==, n_wrong == 20 ? 3006 : 0);
    if (n_wrong == 20)
      g_assert_cmpuint(found.fit.n_in_sweden, ==, 50);
  }
}

/* So large that two zones put the town in its middle inside. */
static void test_zone_undecidable(void) {
  g_auto(event_fixture) f = fixture_new(NULL);
  double x, y;
  centre_of_zone(3016, &x, &y);
  fixture_square(&f, "2584", "Kiruna", x, y, 120000);
  fixture_finish(&f);
  g_autoptr(GArray) town = points_around(x, y, 5000, 50, 0, 3016, false);
  pb_crs_recognition found = recognise(&f, town);
  g_assert_cmpint(found.fit.epsg, ==, 0);
  g_assert_true(found.local_zones);
  g_assert_true(pb_is_local_zone(found.rivals[0]));
  g_assert_true(pb_is_local_zone(found.rivals[1]));
  /* Spread over all of it, only one keeps them all inside. */
  g_autoptr(GArray) spread = points_around(x, y, 239000, 200, 0, 3016, false);
  found = recognise(&f, spread);
  g_assert_cmpint(found.fit.epsg, ==, 3016);
}

/* Rows name no municipality. */
static void test_zone_by_layer(void) {
  g_auto(event_fixture) f = fixture_new(NULL);
  double x, y;
  centre_of_zone(3008, &x, &y);
  fixture_square(&f, "1280", "Malmö", x, y, 15000);
  fixture_square(&f, "1880", "Örebro", 510000, 6570000, 0); /* not in the layer: a part of Sweden */
  fixture_finish(&f);
  g_autoptr(GArray) points = points_around(x, y, 28000, 50, -1, 3008, true);
  pb_crs_recognition found = recognise(&f, points);
  g_assert_cmpint(found.fit.epsg, ==, 3008);
  g_assert_true(found.fit.axes_swapped);
}

static void test_zone_by_built_up_area(void) {
  g_auto(event_fixture) f = twelve_municipalities();
  double x, y;
  centre_of_zone(3008, &x, &y);
  g_autoptr(GArray) points = points_around(x, y, 6000, 50, -1, 3008, false);
  g_assert_cmpint(recognise(&f, points).fit.epsg, ==, 0); /* nothing to go by */
  fixture_place(&f, "Malmö", x, y, 300000);
  fixture_place(&f, "Mora", x + 90000, y + 500000, 300);
  g_assert_cmpint(recognise(&f, points).fit.epsg, ==, 3008);
}

static void test_nothing_fits(void) {
  g_auto(event_fixture) f = twelve_municipalities();
  g_autoptr(GArray) none = g_array_new(FALSE, FALSE, sizeof(pb_file_point));
  g_assert_cmpint(recognise(&f, none).fit.epsg, ==, 0);
  const pb_file_point points[] = {{-2.4646, 53.7655, -1}, {1298750, 451803, -1}, {1e300, -1, -1}};
  g_array_append_vals(none, points, 3);
  pb_crs_recognition found = recognise(&f, none);
  g_assert_cmpint(found.fit.epsg, ==, 0);
  g_assert_false(found.local_zones);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/event-coordinates/every-system", test_every_system);
  g_test_add_func("/event-coordinates/west-coast", test_west_coast);
  g_test_add_func("/event-coordinates/errors-among-points", test_errors_among_points);
  g_test_add_func("/event-coordinates/zone-undecidable", test_zone_undecidable);
  g_test_add_func("/event-coordinates/zone-by-layer", test_zone_by_layer);
  g_test_add_func("/event-coordinates/zone-by-built-up-area", test_zone_by_built_up_area);
  g_test_add_func("/event-coordinates/nothing-fits", test_nothing_fits);
  return g_test_run();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From points as files give them to events on the map: what is dropped, kept, marked and said. */
#include <math.h>
#include <string.h>

#include "engine/error.h"
#include "event_fixture.h"
#include "geo/event_places.h"
#include "helpers.h"

enum { OREBRO, KARLSKOGA, HARNOSAND };

/* Örebro and Karlskoga share the edge at easting 500 000. */
static event_fixture three_municipalities(const char *crs) {
  event_fixture f = fixture_new(crs);
  fixture_square(&f, "1880", "Örebro", 520000, 6570000, 20000);
  fixture_square(&f, "1883", "Karlskoga", 480000, 6570000, 20000);
  fixture_square(&f, "2280", "Härnösand", 640000, 6950000, 20000);
  return f;
}

static void locate(event_fixture *f) {
  g_autoptr(GError) error = NULL;
  fixture_finish(f);
  g_assert_true(pb_locate_events(f->dataset, f->geography, &error));
  g_assert_no_error(error);
}

static double at(const event_fixture *f, const char *column, size_t row) {
  return pb_column_double(pb_table_find(f->dataset->events, column), row);
}

static bool has_point(const event_fixture *f, size_t row) {
  return pb_column_is_valid(pb_table_find(f->dataset->events, "x"), row) &&
         pb_column_is_valid(pb_table_find(f->dataset->events, "y"), row);
}

static const pb_source_points *points_of(const event_fixture *f) {
  return &f->dataset->sources[0].points;
}

static size_t n_of(const event_fixture *f, pb_point_quality quality) {
  return points_of(f)->tally.by_quality[quality];
}

/* Known points in every system, axes either way, land where pyproj says they are. */
static void check_accuracy(const char *crs, int first_column, bool swapped) {
  g_auto(event_fixture) f = fixture_new(crs);
  g_autoptr(GPtrArray) rows = rows_of("projections.csv");
  for (guint i = 0; i < rows->len; i++) {
    char **row = g_ptr_array_index(rows, i);
    double x = g_ascii_strtod(row[first_column], NULL);
    double y = g_ascii_strtod(row[first_column + 1], NULL);
    fixture_event(&f, swapped ? y : x, swapped ? x : y, -1, NULL);
  }
  locate(&f);
  g_assert_cmpint(points_of(&f)->axes_swapped, ==, swapped);
  g_assert_cmpint(points_of(&f)->guessed, ==, crs == NULL);
  for (guint i = 0; i < rows->len; i++) {
    char **row = g_ptr_array_index(rows, i);
    g_assert_cmpstr(quality_of(&f, i), ==, "exact");
    g_assert_cmpfloat_with_epsilon(at(&f, "x", i), g_ascii_strtod(row[3], NULL), 1e-4);
    g_assert_cmpfloat_with_epsilon(at(&f, "y", i), g_ascii_strtod(row[4], NULL), 1e-4);
  }
}

static void test_accuracy(void) {
  for (int swapped = 0; swapped < 2; swapped++) {
    check_accuracy("EPSG:4326", 1, swapped);
    check_accuracy("EPSG:3006", 3, swapped);
    check_accuracy("EPSG:3010", 5, swapped);
    check_accuracy("3857", 7, false);
    check_accuracy("EPSG:3021", 9, swapped);
    check_accuracy(NULL, 1, swapped);
    check_accuracy(NULL, 3, swapped);
    check_accuracy(NULL, 9, swapped);
  }
}

static void test_certainly_wrong(void) {
  g_auto(event_fixture) f = three_municipalities("EPSG:3006");
  fixture_event(&f, 520100, 6570000, OREBRO, NULL);
  fixture_event(&f, 0, 0, OREBRO, NULL);
  fixture_event(&f, NAN, 6570000, OREBRO, NULL);
  fixture_event(&f, 520000, 8570000, OREBRO, NULL);
  fixture_event_without_point(&f, OREBRO);
  fixture_event(&f, 1e300, -1e300, OREBRO, NULL);
  fixture_event(&f, 521000, 6571000, OREBRO, NULL);
  fixture_event(&f, 522000, 6572000, OREBRO, NULL);
  locate(&f);
  static const char *const expected[] = {"exact",   "invalid",        "invalid", "outside-sweden",
                                         "missing", "outside-sweden", "exact",   "exact"};
  for (size_t i = 0; i < G_N_ELEMENTS(expected); i++) {
    g_assert_cmpstr(quality_of(&f, i), ==, expected[i]);
    g_assert_cmpint(has_point(&f, i), ==, strcmp(expected[i], "exact") == 0);
    g_assert_cmpint(municipality_of(&f, i), ==, OREBRO);
  }
  g_assert_cmpuint(points_of(&f)->tally.n_events, ==, 8);
  g_assert_cmpuint(pb_point_tally_given(&points_of(&f)->tally), ==, 7);
  g_assert_cmpuint(n_of(&f, PB_POINT_EXACT), ==, 3);
  g_assert_cmpuint(n_of(&f, PB_POINT_INVALID), ==, 2);
  g_assert_cmpuint(n_of(&f, PB_POINT_OUTSIDE_SWEDEN), ==, 2);
  g_assert_cmpuint(findings_of(&f, "point-invalid"), ==, 2);
  g_assert_cmpuint(first_finding(&f, "point-invalid")->line, ==, 3);
  g_assert_cmpstr(first_finding(&f, "point-invalid")->file, ==, "handelser.csv");
  g_assert_cmpuint(findings_of(&f, "point-outside-sweden"), ==, 2);
  g_assert_cmpuint(first_finding(&f, "point-outside-sweden")->line, ==, 5);
}

/* The name decides; the point when there is no name; the county bounds it. */
static void test_municipality(void) {
  g_auto(event_fixture) f = three_municipalities("EPSG:3006");
  fixture_event(&f, 520101, 6570000, -1, NULL);     /* 0: Örebro */
  fixture_event(&f, 480101, 6570000, -1, NULL);     /* 1: Karlskoga */
  fixture_event(&f, 480102, 6570000, -1, "18");     /* 2: the county agrees */
  fixture_event(&f, 480103, 6570000, -1, "22");     /* 3: it does not */
  fixture_event(&f, 480104, 6570000, OREBRO, NULL); /* 4: the name does not */
  fixture_event(&f, 499600, 6570000, OREBRO, NULL); /* 5: 400 m outside: boundaries are coarse */
  fixture_event(&f, 499400, 6570000, OREBRO, NULL); /* 6: 600 m outside */
  fixture_event(&f, 560000, 6570000, -1, NULL);     /* 7: in no municipality */
  fixture_event(&f, 540400, 6570000, -1, "18");     /* 8: 400 m outside the county */
  fixture_event_without_point(&f, -1);              /* 9 */
  locate(&f);
  static const int places[] = {OREBRO, KARLSKOGA, KARLSKOGA, -1,     OREBRO,
                               OREBRO, OREBRO,    -1,        OREBRO, -1};
  static const char *const qualities[] = {"exact",
                                          "exact",
                                          "exact",
                                          "outside-municipality",
                                          "outside-municipality",
                                          "exact",
                                          "outside-municipality",
                                          "exact",
                                          "exact",
                                          "missing"};
  for (size_t i = 0; i < G_N_ELEMENTS(places); i++) {
    g_assert_cmpint(municipality_of(&f, i), ==, places[i]);
    g_assert_cmpstr(quality_of(&f, i), ==, qualities[i]);
    g_assert_cmpint(has_point(&f, i), ==, i != 9);
  }
  g_assert_cmpuint(points_of(&f)->municipality_found, ==, 4);
  g_assert_cmpuint(findings_of(&f, "point-outside-municipality"), ==, 3);
  const pb_diagnostic *finding = first_finding(&f, "point-outside-municipality");
  g_assert_cmpuint(finding->line, ==, 5);
  g_assert_nonnull(strstr(finding->message, "22 län"));
  g_assert_nonnull(strstr(finding->message, "Karlskoga"));
  /* The index over events knows the new ones. */
  g_assert_cmpuint(f.dataset->events_first[OREBRO + 1] - f.dataset->events_first[OREBRO], ==, 5);
  g_assert_cmpuint(f.dataset->events_first[KARLSKOGA + 1] - f.dataset->events_first[KARLSKOGA], ==,
                   2);
  g_assert_cmpuint(f.dataset->events_county_only[HARNOSAND], ==, 1);
}

/* What is said, and what can be printed, when the project does not say the system. */
static void test_recognised(void) {
  g_auto(event_fixture) f = three_municipalities(NULL);
  for (int i = 0; i < 20; i++) {
    double x = 515000 + 100 * i, y = 6570000;
    into_system(3021, true, &x, &y);
    fixture_event(&f, x, y, OREBRO, NULL);
  }
  locate(&f);
  g_assert_cmpint(points_of(&f)->epsg, ==, 3021);
  g_assert_true(points_of(&f)->guessed);
  g_assert_true(points_of(&f)->axes_swapped);
  g_assert_cmpuint(n_of(&f, PB_POINT_EXACT), ==, 20);
  g_assert_cmpuint(findings_of(&f, "coordinates-recognised"), ==, 1);
  g_assert_cmpuint(findings_of(&f, "coordinates-swapped"), ==, 1);
  const char *said = first_finding(&f, "coordinates-recognised")->message;
  g_assert_nonnull(strstr(said, "RT 90 2.5 gon V (EPSG:3021)"));
  g_assert_nonnull(strstr(said, "crs = EPSG:3021"));
}

static void test_undecided(void) {
  g_auto(event_fixture) f = three_municipalities(NULL);
  for (int i = 0; i < 20; i++)
    fixture_event(&f, 150000 + i, 6570000, -1, NULL); /* a local zone, but which? */
  locate(&f);
  g_assert_cmpint(points_of(&f)->epsg, ==, 0);
  g_assert_cmpuint(n_of(&f, PB_POINT_UNDECIDED), ==, 20);
  g_assert_false(has_point(&f, 0));
  g_assert_nonnull(strstr(first_finding(&f, "coordinates-undecided")->message, "EPSG:30xx"));
}

/* The project's word counts, but what does not fit is said. */
static void test_given_but_wrong(void) {
  g_auto(event_fixture) f = three_municipalities("EPSG:3021");
  for (int i = 0; i < 20; i++)
    fixture_event(&f, 515000 + 100 * i, 6570000, OREBRO, NULL);
  locate(&f);
  g_assert_cmpint(points_of(&f)->epsg, ==, 3021);
  g_assert_cmpuint(n_of(&f, PB_POINT_OUTSIDE_SWEDEN), ==, 20);
  g_assert_nonnull(strstr(first_finding(&f, "coordinates-implausible")->message, "EPSG:3006"));
}

static void test_unknown_code(void) {
  g_auto(event_fixture) f = three_municipalities("EPSG:999999");
  fixture_event(&f, 515000, 6570000, OREBRO, NULL);
  fixture_finish(&f);
  g_autoptr(GError) error = NULL;
  g_assert_false(pb_locate_events(f.dataset, f.geography, &error));
  g_assert_error(error, PB_ERROR, PB_ERROR_INPUT);
  g_assert_nonnull(strstr(error->message, "handelser"));
  g_assert_nonnull(strstr(error->message, "EPSG:999999"));
}

/* Lancashire: kept when nothing says that it should be Swedish, or the project says the system. */
static void check_abroad(const char *crs, bool layer, const char *quality) {
  g_auto(event_fixture) f = layer ? three_municipalities(crs) : fixture_new(crs);
  for (int i = 0; i < 20; i++)
    fixture_event(&f, -2.46 - .01 * i, 53.77, -1, NULL);
  locate(&f);
  for (size_t i = 0; i < 20; i++) {
    g_assert_cmpstr(quality_of(&f, i), ==, quality);
    g_assert_cmpint(has_point(&f, i), ==, strcmp(quality, "undecided") != 0);
    g_assert_cmpint(municipality_of(&f, i), ==, -1);
  }
}

static void test_abroad(void) {
  check_abroad(NULL, false, "outside-sweden");
  check_abroad("EPSG:4326", false, "outside-sweden");
  check_abroad("EPSG:4326", true, "outside-sweden");
  check_abroad(NULL, true, "undecided");
}

static void test_nothing_to_do(void) {
  g_autoptr(pb_dataset) none = pb_dataset_new();
  g_assert_true(pb_locate_events(none, NULL, NULL));
  g_auto(event_fixture) empty = three_municipalities(NULL);
  locate(&empty);
  g_assert_cmpuint(points_of(&empty)->tally.n_events, ==, 0);
  g_auto(event_fixture) pointless = three_municipalities(NULL);
  fixture_event_without_point(&pointless, OREBRO);
  locate(&pointless);
  g_assert_cmpuint(n_of(&pointless, PB_POINT_MISSING), ==, 1);
  g_assert_cmpint(points_of(&pointless)->epsg, ==, 0);
}

/* A second call changes nothing. */
static void test_twice(void) {
  g_auto(event_fixture) f = three_municipalities(NULL);
  double x = 515000, y = 6570000;
  into_system(4326, false, &x, &y);
  fixture_event(&f, x, y, -1, NULL);
  locate(&f);
  g_assert_true(pb_locate_events(f.dataset, f.geography, NULL));
  g_assert_cmpfloat_with_epsilon(at(&f, "x", 0), 515000, 1e-4);
  g_assert_cmpuint(points_of(&f)->tally.n_events, ==, 1);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/event-places/accuracy", test_accuracy);
  g_test_add_func("/event-places/certainly-wrong", test_certainly_wrong);
  g_test_add_func("/event-places/municipality", test_municipality);
  g_test_add_func("/event-places/recognised", test_recognised);
  g_test_add_func("/event-places/undecided", test_undecided);
  g_test_add_func("/event-places/given-but-wrong", test_given_but_wrong);
  g_test_add_func("/event-places/unknown-code", test_unknown_code);
  g_test_add_func("/event-places/abroad", test_abroad);
  g_test_add_func("/event-places/nothing-to-do", test_nothing_to_do);
  g_test_add_func("/event-places/twice", test_twice);
  return g_test_run();
}

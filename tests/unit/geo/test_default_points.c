/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Default coordinates: by middle of an area, by frequency, by source; and addresses that are none.
 */
#include <string.h>

#include "event_fixture.h"
#include "geo/event_places.h"
#include "geo/label_point.h"
#include "helpers.h"

static const char *const types[] = {"Stöld", "Misshandel", "Skadegörelse",
                                    "Rån",   "Narkotika",  "Hot"};

/* One large municipality of a county of three. */
static event_fixture new_place(void) {
  event_fixture f = fixture_new("EPSG:3006");
  fixture_square(&f, "1880", "Örebro", 520000, 6570000, 20000);
  fixture_square(&f, "1883", "Karlskoga", 480000, 6570000, 20000);
  fixture_square(&f, "1884", "Nora", 520000, 6610000, 20000);
  fixture_place(&f, "Örebro", 512162, 6570727, 126000);
  fixture_place(&f, "Karlskoga", 477000, 6577000, 27000);
  return f;
}

static void locate(event_fixture *f) {
  fixture_finish(f);
  g_assert_true(pb_locate_events(f->dataset, f->geography, NULL));
}

/* n events of different places, types and days in Örebro. */
static void spread(event_fixture *f, int n) {
  for (int i = 0; i < n; i++) {
    f->next_type = types[i % 6];
    f->next_day = 19000 + i % 700;
    fixture_event(f, 505000 + 13.7 * i, 6560000 + 7.3 * i, 0, NULL);
  }
}

/* n events on one point of Örebro, of so many types, over so many days. */
static void pile(event_fixture *f, double x, double y, int n, int n_types, int days) {
  for (int i = 0; i < n; i++) {
    f->next_type = types[i % n_types];
    f->next_day = 19000 + (n > 1 ? i * days / (n - 1) : 0);
    fixture_event(f, x, y, 0, NULL);
  }
}

static size_t n_default(const event_fixture *f) {
  return f->dataset->sources[0].points.tally.by_quality[PB_POINT_DEFAULT];
}

static void test_frequent(void) {
  static const struct {
    int n, n_types, days;
    bool is_default;
  } cases[] = {
      {60, 6, 300, true},  {60, 2, 300, false}, /* a shop: many thefts, some assaults */
      {60, 4, 300, false}, {60, 5, 300, true},  {60, 6, 100, false}, /* a bad spring */
      {60, 6, 179, false}, {60, 6, 180, true},  {49, 6, 300, false}, {50, 6, 300, true},
  };
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_auto(event_fixture) f = new_place();
    spread(&f, 900);
    pile(&f, 512345.5, 6570123.5, cases[i].n, cases[i].n_types, cases[i].days);
    locate(&f);
    g_assert_cmpuint(n_default(&f), ==, cases[i].is_default ? (size_t)cases[i].n : 0);
    g_assert_cmpuint(f.dataset->n_default_points, ==, cases[i].is_default);
    g_assert_cmpstr(quality_of(&f, 0), ==, "exact");
    g_assert_cmpstr(quality_of(&f, 900), ==, cases[i].is_default ? "default" : "exact");
  }
}

/* 5 % of a large municipality's events are more than 50. */
static void test_share(void) {
  g_auto(event_fixture) f = new_place();
  spread(&f, 2000);
  pile(&f, 512345.5, 6570123.5, 100, 6, 300); /* 4.8 % */
  locate(&f);
  g_assert_cmpuint(n_default(&f), ==, 0);
}

static void test_list(void) {
  g_auto(event_fixture) f = new_place();
  pile(&f, 512345.5, 6570123.5, 60, 6, 300);
  pile(&f, 500900.5, 6571123.5, 80, 6, 300);
  spread(&f, 500);
  locate(&f);
  g_assert_cmpuint(f.dataset->n_default_points, ==, 2);
  const pb_default_point *first = &f.dataset->default_points[0],
                         *second = &f.dataset->default_points[1];
  g_assert_cmpuint(first->n_events, ==, 80);
  g_assert_cmpuint(second->n_events, ==, 60);
  g_assert_cmpfloat(first->x, ==, 500900.5);
  g_assert_cmpint(first->municipality, ==, 0);
  g_assert_cmpint(first->reason, ==, PB_DEFAULT_FREQUENT);
  g_assert_cmpuint(first->line, ==, 62);
  g_assert_cmpstr(second->near, ==, "Örebro");
  g_assert_cmpuint(findings_of(&f, "point-default"), ==, 2);
  const pb_diagnostic *finding = first_finding(&f, "point-default");
  g_assert_cmpuint(finding->line, ==, 62);
  g_assert_nonnull(strstr(finding->message, "80"));
}

/* The middle of an area is a default with one event too; beside it is not. */
static void test_middles(void) {
  g_auto(event_fixture) f = new_place();
  f.geography->counties =
      layer_of("460000 6550000, 460000 6590000, 560000 6590000, 460000 6550000", NULL);
  pb_label_point label;
  g_assert_true(pb_label_point_find(f.geography->counties, 0, 1, &label));
  fixture_event(&f, 520000.4, 6570000.4, 0, NULL); /* 0: the municipality */
  fixture_event(&f, 480000, 6570000.9, -1, NULL);  /* 1: Karlskoga, which it tells */
  fixture_event(&f, 480000, 6570001.1, -1, NULL);  /* 2: an address beside it */
  fixture_event(&f, 512162, 6570727, 0, NULL);     /* 3: the built-up area */
  fixture_event(&f, 510000.3, 6570000, -1, NULL);  /* 4: box of the county: Örebro is not told */
  fixture_event(&f, label.x, label.y, -1, "18");   /* 5: label point of the county */
  fixture_event(&f, 517000, 6571000, 0, NULL);     /* 6 */
  locate(&f);
  static const char *const expected[] = {"default", "default", "exact", "default",
                                         "default", "default", "exact"};
  static const int places[] = {0, 1, 1, 0, -1, -1, 0};
  for (size_t i = 0; i < G_N_ELEMENTS(expected); i++) {
    g_assert_cmpstr(quality_of(&f, i), ==, expected[i]);
    g_assert_cmpint(municipality_of(&f, i), ==, places[i]);
  }
}

/* Rounded to 10 m, the middle is met less exactly. */
static void test_rounded(void) {
  for (int other = 0; other < 2; other++) {
    g_auto(event_fixture) f = new_place();
    fixture_event(&f, 512160, 6570730, 0, NULL); /* the built-up area is 512162, 6570727 */
    fixture_event(&f, other ? 515003 : 515000, 6570010, 0, NULL);
    locate(&f);
    g_assert_cmpstr(quality_of(&f, 0), ==, other ? "exact" : "default");
  }
}

/* A feed of three areas and a county; rare places too, though nothing is frequent there. */
static void check_per_area(int n_scattered, bool is_default) {
  g_auto(event_fixture) f = new_place();
  for (int i = 0; i < 15; i++) {
    f.next_type = types[i % 2];
    f.next_day = 19000 + i;
    fixture_event(&f, 512345.25, 6570123.5, 0, NULL);
    fixture_event(&f, 477111.25, 6577111.5, 1, NULL);
    fixture_event(&f, 518222.25, 6605222.5, 2, NULL);
    fixture_event(&f, 505333.25, 6570333.5, -1, "18");
  }
  for (int i = 0; i < n_scattered; i++)
    fixture_event(&f, 512000 + 31 * i, 6571000 + 17 * i, 0, NULL);
  locate(&f);
  size_t n = 60 + (size_t)n_scattered;
  g_assert_cmpuint(n_default(&f), ==, is_default ? n : 0);
  g_assert_cmpuint(findings_of(&f, "points-per-area"), ==, is_default);
  g_assert_cmpuint(findings_of(&f, "point-default"), ==, 0);
  /* The middle of a county tells no municipality; an address does. */
  g_assert_cmpint(municipality_of(&f, 3), ==, is_default ? -1 : 0);
  for (size_t i = 0; i < f.dataset->n_default_points; i++) {
    const pb_default_point *point = &f.dataset->default_points[i];
    bool of_county = point->x == 505333.25;
    g_assert_cmpint(point->municipality < 0, ==, of_county);
    g_assert_true(g_str_has_suffix(point->area, " län") == of_county);
  }
}

static void test_per_area(void) {
  check_per_area(0, true);
  check_per_area(5, true);   /* 60 of 65 */
  check_per_area(15, false); /* 60 of 75: some points are addresses */
}

/* Two addresses with all of two municipalities' few events are no pattern. */
static void test_few_areas(void) {
  g_auto(event_fixture) f = new_place();
  for (int i = 0; i < 20; i++) {
    fixture_event(&f, 512345.25, 6570123.5, 0, NULL);
    fixture_event(&f, 477111.25, 6577111.5, 1, NULL);
  }
  locate(&f);
  g_assert_cmpuint(n_default(&f), ==, 0);
}

/* Noise in the last binary digit does not make two points of one. */
static void test_noise(void) {
  g_auto(event_fixture) f = new_place();
  spread(&f, 500);
  pile(&f, 512345.5, 6570123.5, 30, 6, 300);
  pile(&f, 512345.5 + 1e-9, 6570123.5 - 1e-9, 30, 6, 300);
  locate(&f);
  g_assert_cmpuint(n_default(&f), ==, 60);
  g_assert_cmpuint(f.dataset->n_default_points, ==, 1);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/default-points/frequent", test_frequent);
  g_test_add_func("/default-points/share", test_share);
  g_test_add_func("/default-points/list", test_list);
  g_test_add_func("/default-points/middles", test_middles);
  g_test_add_func("/default-points/rounded", test_rounded);
  g_test_add_func("/default-points/per-area", test_per_area);
  g_test_add_func("/default-points/few-areas", test_few_areas);
  g_test_add_func("/default-points/noise", test_noise);
  return g_test_run();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where recorded events are: hot cells, places, concentration, stability, near repeats, outlines.
 */
#include <math.h>

#include "engine/analysis/incidents.h"
#include "engine/random.h"
#include "fixture.h"

#define SIDE 40 /* cells along each side of the ground */
#define CELL_M 250.0
#define WEST 500000.0
#define SOUTH 6500000.0

static double scalar(const pb_result *result, const char *name) {
  double value;
  if (!pb_result_get_scalar(result, name, &value))
    g_error("%s: %s is missing", pb_result_name(result), name);
  return value;
}

static int64_t day(int year, int number) {
  g_autoptr(GDateTime) time = g_date_time_new_utc(year, 1, 1, 12, 0, 0);
  return g_date_time_to_unix(time) + (int64_t)number * 86400;
}

typedef struct {
  int64_t time;
  double x, y;
  const char *quality;
} event;

static void add(GArray *events, int year, int number, double x, double y, const char *quality) {
  event one = {day(year, number), x, y, quality};
  g_array_append_val(events, one);
}

/* Middle of a cell. */
static double at(double origin, int cell) {
  return origin + (cell + 0.5) * CELL_M;
}

/* Three years on an even ground, with a place that is hot in all of them (cell 10, 10), one in the
 * last alone (30, 30) and one in the first alone (30, 8). */
static GArray *three_years(void) {
  GArray *events = g_array_new(FALSE, FALSE, sizeof(event));
  pb_random random = pb_random_start(5, 0);
  for (int year = 2023; year <= 2025; year++) {
    for (int k = 0; k < 150; k++)
      add(events, year, k * 2, WEST + SIDE * CELL_M * pb_random_unit(&random),
          SOUTH + SIDE * CELL_M * pb_random_unit(&random), "exact");
    for (int k = 0; k < 60; k++) {
      add(events, year, k * 6, at(WEST, 10), at(SOUTH, 10), "exact");
      if (year == 2025)
        add(events, year, k * 6, at(WEST, 30), at(SOUTH, 30), "exact");
      if (year == 2023)
        add(events, year, k * 6, at(WEST, 30), at(SOUTH, 8), "exact");
    }
    for (int k = 0; k < 10; k++) {
      add(events, year, k, WEST, SOUTH, "default");
      add(events, year, k, 0, 0, "missing");
    }
  }
  add(events, 2024, 3, WEST - 10000, SOUTH, "outside-municipality");
  add(events, 2024, 3, WEST - 300, SOUTH + 300, "exact"); /* in no kept cell */
  return events;
}

static pb_dataset *with_events(const GArray *events) {
  pb_dataset *dataset = fixture_new(1, 1, 2023, 2025);
  dataset->n_areas = 1;
  dataset->areas = g_new0(pb_problem_area, 1);
  dataset->areas[0].key = g_strdup("stold");
  pb_column *c[] = {pb_column_new("municipality", PB_TYPE_INT64, NULL),
                    pb_column_new("time", PB_TYPE_TIME, NULL),
                    pb_column_new("type", PB_TYPE_STRING, NULL),
                    pb_column_new("precision", PB_TYPE_STRING, NULL),
                    pb_column_new("x", PB_TYPE_DOUBLE, NULL),
                    pb_column_new("y", PB_TYPE_DOUBLE, NULL),
                    pb_column_new("point_quality", PB_TYPE_STRING, NULL)};
  for (guint i = 0; i < events->len; i++) {
    const event *e = &g_array_index(events, event, i);
    bool has_point = !g_str_equal(e->quality, "missing");
    pb_column_append_int(c[0], 0);
    pb_column_append_int(c[1], e->time);
    pb_column_append_string(c[2], "theft");
    pb_column_append_string(c[3], "minute");
    pb_column_append_maybe(c[4], has_point, e->x);
    pb_column_append_maybe(c[5], has_point, e->y);
    pb_column_append_string(c[6], e->quality);
  }
  dataset->events = pb_table_new();
  for (size_t i = 0; i < G_N_ELEMENTS(c); i++)
    pb_table_add(dataset->events, c[i]);
  dataset->n_event_types = 1;
  dataset->event_types = g_new0(pb_event_type, 1);
  dataset->event_types[0] = (pb_event_type){.label = g_strdup("theft"), .category = -1};
  pb_dataset_finish(dataset);
  return dataset;
}

static pb_study_area *ground(void) {
  g_autofree pb_cell *cells = g_new(pb_cell, SIDE * SIDE);
  g_autofree double *share = g_new(double, SIDE *SIDE);
  for (int i = 0; i < SIDE * SIDE; i++) {
    cells[i] = (pb_cell){(int32_t)(WEST / CELL_M) + i % SIDE, (int32_t)(SOUTH / CELL_M) + i / SIDE};
    share[i] = 1;
  }
  pb_study_area *area =
      pb_study_area_new(pb_cell_grid_new(PB_CELL_SQUARE, CELL_M, cells, share, SIDE * SIDE));
  area->places = g_new0(pb_named_place, 2);
  area->places[0] = (pb_named_place){g_strdup("Byn"), at(WEST, 10), at(SOUTH, 14)};
  area->n_places = 1;
  return area;
}

static pb_analysis *analyse(const pb_dataset *dataset, const pb_study_area *area) {
  const pb_analysis_options options = {.study_area = area};
  return pb_analysis_new(dataset, 0, &options);
}

/* Row of hot-cells at the middle of a cell, -1: none. */
static int row_at(const pb_result *cells, int col, int row) {
  for (size_t i = 0; i < pb_result_n_rows(cells); i++)
    if (fixture_number(cells, "x", i) == at(WEST, col) &&
        fixture_number(cells, "y", i) == at(SOUTH, row))
      return (int)i;
  return -1;
}

static void every_event_has_its_place_or_reason(void) {
  g_autoptr(GArray) events = three_years();
  g_autoptr(pb_dataset) dataset = with_events(events);
  g_autoptr(pb_study_area) area = ground();
  g_autoptr(pb_analysis) analysis = analyse(dataset, area);
  const pb_result *cells = pb_analysis_find_area(analysis, "hot-cells", 0);
  g_assert_cmpfloat(scalar(cells, "n_located"), ==, 450 + 180 + 60 + 60);
  g_assert_cmpfloat(scalar(cells, "n_default"), ==, 30);
  g_assert_cmpfloat(scalar(cells, "n_without_point"), ==, 30);
  g_assert_cmpfloat(scalar(cells, "n_elsewhere"), ==, 1);
  g_assert_cmpfloat(scalar(cells, "n_off_grid"), ==, 1);
  g_assert_cmpfloat(scalar(cells, "n_events"), ==, events->len);
  g_assert_cmpfloat_with_epsilon(scalar(cells, "missing_share"), 62.0 / events->len, 1e-12);
  double sum = 0;
  for (size_t i = 0; i < pb_result_n_rows(cells); i++)
    sum += fixture_number(cells, "count", i);
  g_assert_cmpfloat(sum, ==, scalar(cells, "n_located"));
  g_assert_cmpuint(pb_result_n_warnings(cells), ==, 0);
}

static void hot_cells_know_their_years(void) {
  g_autoptr(GArray) events = three_years();
  g_autoptr(pb_dataset) dataset = with_events(events);
  g_autoptr(pb_study_area) area = ground();
  g_autoptr(pb_analysis) analysis = analyse(dataset, area);
  const pb_result *cells = pb_analysis_find_area(analysis, "hot-cells", 0);
  const struct {
    int col, row;
    const char *stability;
  } wanted[] = {{10, 10, "persistent"}, {30, 30, "new"}, {30, 8, "former"}};
  for (size_t k = 0; k < G_N_ELEMENTS(wanted); k++) {
    int row = row_at(cells, wanted[k].col, wanted[k].row);
    g_assert_cmpint(row, >=, 0);
    g_assert_cmpstr(fixture_text(cells, "verdict", (size_t)row), ==, "hot");
    g_assert_cmpstr(fixture_text(cells, "stability", (size_t)row), ==, wanted[k].stability);
  }
  size_t elsewhere = 0;
  for (size_t i = 0; i < pb_result_n_rows(cells); i++)
    elsewhere += fixture_number(cells, "x", i) > at(WEST, 14) &&
                 fixture_number(cells, "x", i) < at(WEST, 27) &&
                 strcmp(fixture_text(cells, "verdict", i), "hot") == 0;
  g_assert_cmpuint(elsewhere, ==, 0); /* an even scatter is no pattern */
}

static void places_are_named_and_counted(void) {
  g_autoptr(GArray) events = three_years();
  g_autoptr(pb_dataset) dataset = with_events(events);
  g_autoptr(pb_study_area) area = ground();
  g_autoptr(pb_analysis) analysis = analyse(dataset, area);
  const pb_result *spots = pb_analysis_find_area(analysis, "hot-spots", 0);
  g_assert_cmpuint(pb_result_n_rows(spots), ==, 3);
  g_assert_cmpstr(fixture_text(spots, "name", 0), ==, "Byn");
  g_assert_cmpstr(fixture_text(spots, "direction", 0), ==, "s");
  g_assert_cmpfloat(fixture_number(spots, "distance_m", 0), <, 1300);
  g_assert_cmpfloat(fixture_number(spots, "count", 0), >=, 180);
  g_assert_cmpstr(fixture_text(spots, "stability", 0), ==, "persistent");
  g_assert_cmpfloat(fixture_number(spots, "hectares", 0), ==,
                    6.25 * fixture_number(spots, "cells", 0));
  const pb_result *cells = pb_analysis_find_area(analysis, "hot-cells", 0);
  double of_first = 0;
  for (size_t i = 0; i < pb_result_n_rows(cells); i++)
    if (!fixture_missing(cells, "place", i) && fixture_number(cells, "place", i) == 1)
      of_first += fixture_number(cells, "count", i);
  g_assert_cmpfloat(of_first, ==, fixture_number(spots, "count", 0));
}

/* Two peaks whose hot surroundings touch are two places, each with its own peak. */
static void peaks_are_places(void) {
  g_autoptr(GArray) events = three_years();
  for (int k = 0; k < 160; k++)
    add(events, 2023 + k % 3, k, at(WEST, 13), at(SOUTH, 10), "exact");
  g_autoptr(pb_dataset) dataset = with_events(events);
  g_autoptr(pb_study_area) area = ground();
  g_autoptr(pb_analysis) analysis = analyse(dataset, area);
  const pb_result *spots = pb_analysis_find_area(analysis, "hot-spots", 0);
  const pb_result *cells = pb_analysis_find_area(analysis, "hot-cells", 0);
  g_assert_cmpuint(pb_result_n_rows(spots), >=, 2);
  int one = row_at(cells, 10, 10), other = row_at(cells, 13, 10), between = row_at(cells, 11, 10);
  g_assert_cmpfloat(fixture_number(cells, "place", (size_t)one), ==, 1);
  g_assert_cmpfloat(fixture_number(cells, "place", (size_t)other), ==, 2);
  g_assert_cmpint(between, >=, 0);
  g_assert_cmpfloat(fixture_number(cells, "place", (size_t)between), ==, 1);
}

static void concentration_and_prediction_follow(void) {
  g_autoptr(GArray) events = three_years();
  g_autoptr(pb_dataset) dataset = with_events(events);
  g_autoptr(pb_study_area) area = ground();
  g_autoptr(pb_analysis) analysis = analyse(dataset, area);
  const pb_result *share = pb_analysis_find_area(analysis, "place-concentration", 0);
  g_assert_cmpfloat(scalar(share, "n_cells"), ==, SIDE * SIDE);
  g_assert_cmpfloat(scalar(share, "cells_25"), <, 2); /* 180 of 750 in one cell */
  g_assert_cmpfloat(scalar(share, "share_25"), <, scalar(share, "share_50"));
  g_assert_cmpstr(pb_result_get_text(share, "verdict"), ==, "more");
  g_assert_cmpfloat(scalar(share, "chance_cells_50"), >, 5 * scalar(share, "cells_50"));
  size_t n = pb_result_n_rows(share);
  g_assert_cmpstr(fixture_text(share, "curve", 0), ==, "observed");
  g_assert_cmpfloat_with_epsilon(fixture_number(share, "share_of_events", 0), 0.24, 0.01);
  g_assert_cmpstr(fixture_text(share, "curve", n - 1), ==, "chance");
  g_assert_cmpfloat(fixture_number(share, "share_of_events", n - 1), ==, 1);
  const pb_result *years = pb_analysis_find_area(analysis, "place-stability", 0);
  g_assert_cmpuint(pb_result_n_rows(years), ==, 2);
  /* Of the last year's 270 events 60 are where most were before; more elsewhere by chance alone. */
  g_assert_cmpfloat(scalar(years, "hit_share"), >=, 60 / 270.0);
  g_assert_cmpfloat(scalar(years, "hit_share"), <, 90 / 270.0);
  g_assert_cmpfloat(scalar(years, "pai"), >, scalar(years, "chance_upper"));
  g_assert_cmpfloat(scalar(years, "pei"), <=, 1);
}

/* Events anywhere are no more concentrated than chance, however few the cells that hold them. */
static void an_even_scatter_is_no_concentration(void) {
  g_autoptr(GArray) events = g_array_new(FALSE, FALSE, sizeof(event));
  pb_random random = pb_random_start(11, 0);
  for (int k = 0; k < 300; k++)
    add(events, 2023 + k % 3, k, WEST + SIDE * CELL_M * pb_random_unit(&random),
        SOUTH + SIDE * CELL_M * pb_random_unit(&random), "exact");
  g_autoptr(pb_dataset) dataset = with_events(events);
  g_autoptr(pb_study_area) area = ground();
  g_autoptr(pb_analysis) analysis = analyse(dataset, area);
  const pb_result *share = pb_analysis_find_area(analysis, "place-concentration", 0);
  g_assert_cmpstr(pb_result_get_text(share, "verdict"), ==, "undecided");
  g_assert_cmpfloat(scalar(share, "gini"), >, 0.7);
  g_assert_cmpfloat(scalar(share, "gini_adjusted"), <, 0.2);
  g_assert_cmpfloat_with_epsilon(scalar(share, "cells_50"), scalar(share, "chance_cells_50"), 12);
}

/* At the hot places a day apart of six, elsewhere alone: repeats at the same place are no news to
 * a test that permutes the dates, since every place has its dates evenly spread. */
static void near_repeats_need_time_and_place(void) {
  g_autoptr(GArray) events = g_array_new(FALSE, FALSE, sizeof(event));
  pb_random random = pb_random_start(9, 0);
  for (int k = 0; k < 120; k++) { /* pairs within 50 m and two days, anywhere */
    double x = WEST + SIDE * CELL_M * pb_random_unit(&random);
    double y = SOUTH + SIDE * CELL_M * pb_random_unit(&random);
    int number = (int)pb_random_below(&random, 360);
    add(events, 2023 + k % 3, number, x, y, "exact");
    add(events, 2023 + k % 3, number + 2, x + 30, y + 30, "exact");
  }
  g_autoptr(pb_dataset) dataset = with_events(events);
  g_autoptr(pb_study_area) area = ground();
  g_autoptr(pb_analysis) analysis = analyse(dataset, area);
  const pb_result *near = pb_analysis_find_area(analysis, "near-repeat", 0);
  g_assert_null(pb_result_reason(near));
  g_assert_cmpfloat(scalar(near, "n_dated"), >=, 238); /* two may lie beyond the border */
  bool found = false;
  for (size_t i = 0; i < pb_result_n_rows(near); i++) {
    bool closest = fixture_number(near, "distance_from", i) == 0 &&
                   fixture_number(near, "distance_to", i) == 100 &&
                   fixture_number(near, "days_from", i) == 0;
    found = found || closest;
    if (closest)
      g_assert_cmpfloat(fixture_number(near, "observed", i), >=, 115);
    g_assert_cmpstr(fixture_text(near, "verdict", i), ==, closest ? "more" : "");
  }
  g_assert_true(found);
  g_assert_null(pb_analysis_find_area(analysis, "near-repeat", PB_ALL_AREAS));
}

static void outlines_hold_their_share(void) {
  g_autoptr(GArray) events = three_years();
  g_autoptr(pb_dataset) dataset = with_events(events);
  g_autoptr(pb_study_area) area = ground();
  g_autoptr(pb_analysis) analysis = analyse(dataset, area);
  const pb_result *lines = pb_analysis_find_area(analysis, "density-contours", 0);
  g_assert_null(pb_result_reason(lines));
  size_t narrow = 0, wide = 0;
  for (size_t i = 0; i < pb_result_n_rows(lines); i++) {
    double x = fixture_number(lines, "x", i), y = fixture_number(lines, "y", i);
    wide += fixture_number(lines, "share", i) == 80;
    if (fixture_number(lines, "share", i) != 25)
      continue;
    narrow++; /* 180 of 750 are at one place, the next quarter at two others */
    g_assert_true(hypot(x - at(WEST, 10), y - at(SOUTH, 10)) < 400 ||
                  hypot(x - at(WEST, 30), y - at(SOUTH, 30)) < 400 ||
                  hypot(x - at(WEST, 30), y - at(SOUTH, 8)) < 400);
  }
  g_assert_cmpuint(narrow, >, 0);
  g_assert_cmpuint(wide, >, 2 * narrow); /* the outline of more is longer */
}

static void few_events_are_counts_only(void) {
  g_autoptr(GArray) events = g_array_new(FALSE, FALSE, sizeof(event));
  for (int k = 0; k < 29; k++)
    add(events, 2025, k, at(WEST, 10), at(SOUTH, 10), "exact");
  g_autoptr(pb_dataset) dataset = with_events(events);
  g_autoptr(pb_study_area) area = ground();
  g_autoptr(pb_analysis) analysis = analyse(dataset, area);
  const pb_result *cells = pb_analysis_find_area(analysis, "hot-cells", 0);
  g_assert_cmpfloat(scalar(cells, "enough"), ==, 0);
  g_assert_cmpuint(pb_result_n_rows(cells), ==, 1);
  g_assert_cmpfloat(fixture_number(cells, "count", 0), ==, 29);
  g_assert_cmpstr(fixture_text(cells, "verdict", 0), ==, "n/a");
  static const char *const names[] = {"hot-spots", "place-stability", "density-contours",
                                      "near-repeat"};
  for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
    g_assert_nonnull(pb_result_reason(pb_analysis_find_area(analysis, names[i], 0)));
}

static void many_missing_points_warn(void) {
  g_autoptr(GArray) events = three_years();
  for (int k = 0; k < 150; k++)
    add(events, 2025, k, 0, 0, "missing");
  g_autoptr(pb_dataset) dataset = with_events(events);
  g_autoptr(pb_study_area) area = ground();
  g_autoptr(pb_analysis) analysis = analyse(dataset, area);
  const pb_result *cells = pb_analysis_find_area(analysis, "hot-cells", 0);
  g_assert_cmpfloat(scalar(cells, "missing_share"), >, 0.15);
  g_assert_cmpuint(pb_result_n_warnings(cells), ==, 1);
}

static void without_ground_there_is_a_reason(void) {
  g_autoptr(GArray) events = three_years();
  g_autoptr(pb_dataset) dataset = with_events(events);
  g_autoptr(pb_analysis) analysis = analyse(dataset, NULL);
  g_assert_nonnull(pb_result_reason(pb_analysis_find_area(analysis, "hot-cells", 0)));
  g_assert_nonnull(pb_result_reason(pb_analysis_find_area(analysis, "hot-spots", PB_ALL_AREAS)));
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/places/every-event", every_event_has_its_place_or_reason);
  g_test_add_func("/places/years", hot_cells_know_their_years);
  g_test_add_func("/places/names", places_are_named_and_counted);
  g_test_add_func("/places/peaks", peaks_are_places);
  g_test_add_func("/places/concentration", concentration_and_prediction_follow);
  g_test_add_func("/places/even-scatter", an_even_scatter_is_no_concentration);
  g_test_add_func("/places/near-repeats", near_repeats_need_time_and_place);
  g_test_add_func("/places/outlines", outlines_hold_their_share);
  g_test_add_func("/places/few", few_events_are_counts_only);
  g_test_add_func("/places/missing", many_missing_points_warn);
  g_test_add_func("/places/no-ground", without_ground_there_is_a_reason);
  return g_test_run();
}

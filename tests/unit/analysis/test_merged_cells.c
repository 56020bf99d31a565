/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Maps of the council's version: no area with one to four incidents by itself. */
#include <math.h>

#include "engine/random.h"
#include "event_fixture.h"
#include "fixture.h"

#define SIDE 40

static void add(GArray *events, int year, int col, int row, int n) {
  for (int k = 0; k < n; k++) {
    const fixture_event one = {.time = fixture_day(year, k % 12 + 1, k % 28 + 1),
                               .area = 0,
                               .quality = "exact",
                               .x = fixture_east(col),
                               .y = fixture_north(row),
                               .part = k % 2};
    g_array_append_val(events, one);
  }
}

/* A hot centre, a town around it and single incidents far out. */
static GArray *at_random(uint64_t seed, int n) {
  GArray *events = g_array_new(FALSE, FALSE, sizeof(fixture_event));
  pb_random random = pb_random_start(seed, 0);
  for (int k = 0; k < n; k++) {
    const double where = pb_random_unit(&random);
    const uint32_t wide = where < .4 ? 3 : where < .8 ? 12 : SIDE;
    add(events, 2023 + k % 3, (int)pb_random_below(&random, wide) + (wide < SIDE ? 8 : 0),
        (int)pb_random_below(&random, wide) + (wide < SIDE ? 8 : 0), 1);
  }
  return events;
}

static pb_analysis *analyse(const pb_dataset *dataset, const pb_study_area *ground,
                            pb_audience audience) {
  const pb_analysis_options options = {.study_area = ground, .audience = audience};
  return pb_analysis_new(dataset, 0, &options);
}

static double scalar(const pb_result *result, const char *name) {
  double value;
  g_assert_true(pb_result_get_scalar(result, name, &value));
  return value;
}

/* Each area's count stands in one of its rows, and none is small; all events are drawn or counted.
 */
static void check_areas(const pb_result *cells, int64_t fewest) {
  const pb_column *patch = pb_result_find(cells, "patch"), *count = pb_result_find(cells, "count");
  const pb_column *of_patch = pb_result_find(cells, "patch_count");
  g_autoptr(GHashTable) led = g_hash_table_new(NULL, NULL);
  int64_t sum = 0;
  for (size_t row = 0; row < pb_result_n_rows(cells); row++) {
    if (!pb_column_is_valid(patch, row)) {
      g_assert_false(pb_column_is_valid(count, row) || pb_column_is_valid(of_patch, row));
      continue;
    }
    const int64_t all = pb_column_int(of_patch, row);
    g_assert_true(all == 0 || all >= fewest);
    if (!pb_column_is_valid(count, row))
      continue;
    g_assert_cmpint(pb_column_int(count, row), ==, all);
    g_assert_true(g_hash_table_add(led, GINT_TO_POINTER((int)pb_column_int(patch, row))));
    sum += all;
  }
  for (size_t row = 0; row < pb_result_n_rows(cells); row++)
    if (pb_column_is_valid(patch, row))
      g_assert_true(g_hash_table_contains(led, GINT_TO_POINTER((int)pb_column_int(patch, row))));
  g_assert_cmpint(sum + (int64_t)scalar(cells, "n_not_drawn"), ==,
                  (int64_t)scalar(cells, "n_located"));
  g_assert_null(pb_result_find(cells, "count_2025"));
}

static void no_area_is_small(void) {
  static const int sizes[] = {1, 4, 5, 12, 29, 30, 80, 400, 2000};
  for (size_t i = 0; i < G_N_ELEMENTS(sizes); i++)
    for (uint64_t seed = 1; seed <= 3; seed++) {
      g_autoptr(GArray) events = at_random(seed, sizes[i]);
      g_autoptr(pb_dataset) dataset = fixture_events(events, 1, 3);
      g_autoptr(pb_study_area) ground = fixture_ground(SIDE, 2);
      g_autoptr(pb_analysis) analysis = analyse(dataset, ground, PB_AUDIENCE_COUNCIL);
      const pb_result *cells = pb_analysis_find_area(analysis, "hot-cells", 0);
      check_areas(cells, 5);
      if (sizes[i] < 5) {
        g_assert_cmpuint(pb_result_n_rows(cells), ==, 0);
        g_assert_nonnull(pb_result_reason(cells));
      } else if (sizes[i] < 30) { /* circles: only fewer than five are left over */
        g_assert_cmpfloat(scalar(cells, "n_not_drawn"), <, 5);
      }
      const pb_result *spots = pb_analysis_find_area(analysis, "hot-spots", 0);
      for (size_t row = 0; row < pb_result_n_rows(spots); row++)
        g_assert_cmpfloat(fixture_number(spots, "count", row), >=, 5);
      const pb_result *changes = pb_analysis_find_area(analysis, "cell-changes", 0);
      for (size_t row = 0; row < pb_result_n_rows(changes); row++)
        g_assert_cmpfloat(fixture_number(changes, "count", row), >=, 5);
      g_assert_null(pb_result_find(changes, "now"));
    }
}

/* An authority may want more. */
static void the_threshold_can_be_higher(void) {
  g_autoptr(GArray) events = at_random(5, 900);
  g_autoptr(pb_dataset) dataset = fixture_events(events, 1, 3);
  g_autoptr(pb_study_area) ground = fixture_ground(SIDE, 2);
  const pb_analysis_options options = {
      .study_area = ground, .audience = PB_AUDIENCE_COUNCIL, .smallest_on_map = 20};
  g_autoptr(pb_analysis) analysis = pb_analysis_new(dataset, 0, &options);
  const pb_result *cells = pb_analysis_find_area(analysis, "hot-cells", 0);
  check_areas(cells, 20);
  g_assert_cmpfloat(scalar(cells, "smallest_on_map"), ==, 20);
  g_autoptr(pb_analysis) usual = analyse(dataset, ground, PB_AUDIENCE_COUNCIL);
  g_assert_cmpuint(pb_result_n_rows(pb_analysis_find_area(usual, "hot-cells", 0)), >,
                   pb_result_n_rows(cells));
  const pb_result *changes = pb_analysis_find_area(analysis, "cell-changes", 0);
  for (size_t row = 0; row < pb_result_n_rows(changes); row++)
    g_assert_cmpfloat(fixture_number(changes, "count", row), >=, 20);
}

/* The tests are those of the house, cell for cell. */
static void tests_are_made_on_single_cells(void) {
  g_autoptr(GArray) events = at_random(7, 900);
  g_autoptr(pb_dataset) dataset = fixture_events(events, 1, 3);
  g_autoptr(pb_study_area) ground = fixture_ground(SIDE, 2);
  g_autoptr(pb_analysis) house = analyse(dataset, ground, PB_AUDIENCE_INTERNAL);
  g_autoptr(pb_analysis) council = analyse(dataset, ground, PB_AUDIENCE_COUNCIL);
  const pb_result *all = pb_analysis_find_area(house, "hot-cells", 0);
  const pb_result *cells = pb_analysis_find_area(council, "hot-cells", 0);
  g_assert_cmpfloat(scalar(all, "n_hot"), ==, scalar(cells, "n_hot"));
  g_assert_cmpfloat(scalar(all, "n_hot"), >, 5);
  size_t compared = 0, ever_house = 0, ever_council = 0;
  for (size_t i = 0; i < pb_result_n_rows(all); i++)
    ever_house += *fixture_text(all, "stability", i) != 0;
  for (size_t k = 0; k < pb_result_n_rows(cells); k++) {
    ever_council += *fixture_text(cells, "stability", k) != 0;
    if (fixture_missing(cells, "cell", k))
      continue;
    for (size_t i = 0; i < pb_result_n_rows(all); i++)
      if (fixture_number(all, "cell", i) == fixture_number(cells, "cell", k)) {
        g_assert_cmpfloat(fixture_number(all, "z", i), ==, fixture_number(cells, "z", k));
        g_assert_cmpstr(fixture_text(all, "verdict", i), ==, fixture_text(cells, "verdict", k));
        compared++;
      }
  }
  g_assert_cmpuint(compared, >, 10);
  g_assert_cmpuint(ever_house, ==, ever_council);
}

/* A square that is drawn says nothing of where in it its events are: its middle is the grid's. */
static void squares_lie_on_the_grid(void) {
  g_autoptr(GArray) events = at_random(7, 900);
  g_autoptr(pb_dataset) dataset = fixture_events(events, 1, 3);
  g_autoptr(pb_study_area) ground = fixture_ground(SIDE, 2);
  g_autoptr(pb_analysis) council = analyse(dataset, ground, PB_AUDIENCE_COUNCIL);
  const pb_result *cells = pb_analysis_find_area(council, "hot-cells", 0);
  size_t squares = 0;
  for (size_t k = 0; k < pb_result_n_rows(cells); k++) {
    const double size = fixture_number(cells, "size_m", k);
    g_assert_cmpfloat(fmod(fixture_number(cells, "x", k), size), ==, size / 2);
    g_assert_cmpfloat(fmod(fixture_number(cells, "y", k), size), ==, size / 2);
    g_assert_true(size >= FIXTURE_CELL_M && size <= 4000);
    squares += size > FIXTURE_CELL_M;
  }
  g_assert_cmpuint(squares, >, 3);
}

/* One far cell of two: it joins nobody; four cells of two in one square of 500 m are one area. */
static void neighbours_join_and_strangers_do_not(void) {
  g_autoptr(GArray) events = g_array_new(FALSE, FALSE, sizeof(fixture_event));
  for (int k = 0; k < 4; k++) /* 500000 m and 6500000 m are multiples of 500 m */
    add(events, 2024, 20 + k % 2, 20 + k / 2, 2);
  for (int k = 0; k < 30; k++)
    add(events, 2024, 2, 2, 1);
  add(events, 2024, 38, 2, 2);
  g_autoptr(pb_dataset) dataset = fixture_events(events, 1, 3);
  g_autoptr(pb_study_area) ground = fixture_ground(SIDE, 2);
  g_autoptr(pb_analysis) council = analyse(dataset, ground, PB_AUDIENCE_COUNCIL);
  const pb_result *cells = pb_analysis_find_area(council, "hot-cells", 0);
  check_areas(cells, 5);
  g_assert_cmpfloat(scalar(cells, "n_not_drawn"), ==, 2);
  bool found = false;
  for (size_t k = 0; k < pb_result_n_rows(cells); k++)
    found = found ||
            (fixture_number(cells, "size_m", k) == 500 && fixture_number(cells, "count", k) == 8 &&
             fixture_number(cells, "x", k) == fixture_east(20) + FIXTURE_CELL_M / 2);
  g_assert_true(found);
}

static void order_does_not_matter(void) {
  g_autoptr(GArray) events = at_random(3, 500);
  g_autoptr(GArray) turned = g_array_new(FALSE, FALSE, sizeof(fixture_event));
  for (guint i = events->len; i-- > 0;)
    g_array_append_val(turned, g_array_index(events, fixture_event, i));
  g_autoptr(pb_dataset) a = fixture_events(events, 1, 3), b = fixture_events(turned, 1, 3);
  g_autoptr(pb_study_area) ground = fixture_ground(SIDE, 2);
  g_autoptr(pb_analysis) p = analyse(a, ground, PB_AUDIENCE_COUNCIL);
  g_autoptr(pb_analysis) q = analyse(b, ground, PB_AUDIENCE_COUNCIL);
  const pb_result *one = pb_analysis_find_area(p, "hot-cells", 0);
  const pb_result *two = pb_analysis_find_area(q, "hot-cells", 0);
  g_assert_cmpuint(pb_result_n_rows(one), ==, pb_result_n_rows(two));
  for (size_t k = 0; k < pb_result_n_rows(one); k++) {
    g_assert_cmpfloat(fixture_number(one, "x", k), ==, fixture_number(two, "x", k));
    g_assert_cmpfloat(fixture_number(one, "size_m", k), ==, fixture_number(two, "size_m", k));
    g_assert_cmpint(fixture_missing(one, "count", k), ==, fixture_missing(two, "count", k));
  }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/merged-cells/none-small", no_area_is_small);
  g_test_add_func("/merged-cells/threshold", the_threshold_can_be_higher);
  g_test_add_func("/merged-cells/tests", tests_are_made_on_single_cells);
  g_test_add_func("/merged-cells/grid", squares_lie_on_the_grid);
  g_test_add_func("/merged-cells/joining", neighbours_join_and_strangers_do_not);
  g_test_add_func("/merged-cells/order", order_does_not_matter);
  return g_test_run();
}

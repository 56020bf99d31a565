/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where recorded events changed, by cell and by part of the municipality, on a square ground made
 * by hand. */
#include <math.h>

#include "engine/analysis/incidents.h"
#include "engine/random.h"
#include "fixture.h"

#define SIDE 20 /* cells */
#define CELL_M 250.0

typedef struct {
  GArray *year, *x, *y, *sub_area;
  GPtrArray *quality;
} places;

static places places_new(void) {
  return (places){g_array_new(FALSE, FALSE, sizeof(int)), g_array_new(FALSE, FALSE, sizeof(double)),
                  g_array_new(FALSE, FALSE, sizeof(double)), g_array_new(FALSE, FALSE, sizeof(int)),
                  g_ptr_array_new()};
}

static void places_free(places *p) {
  g_array_unref(p->year);
  g_array_unref(p->x);
  g_array_unref(p->y);
  g_array_unref(p->sub_area);
  g_ptr_array_unref(p->quality);
}

/* n events in the middle of a cell. */
static void add(places *p, int n, int year, int column, int row, int sub_area,
                const char *quality) {
  double x = (column + .5) * CELL_M, y = (row + .5) * CELL_M;
  for (int i = 0; i < n; i++) {
    g_array_append_val(p->year, year);
    g_array_append_val(p->x, x);
    g_array_append_val(p->y, y);
    g_array_append_val(p->sub_area, sub_area);
    g_ptr_array_add(p->quality, (gpointer)quality);
  }
}

static pb_dataset *dataset_of(const places *p) {
  pb_dataset *dataset = fixture_new(1, 1, 2021, 2025);
  dataset->years = 3;
  pb_column *municipality = pb_column_new("municipality", PB_TYPE_INT64, NULL);
  pb_column *time = pb_column_new("time", PB_TYPE_TIME, NULL);
  pb_column *type = pb_column_new("type", PB_TYPE_STRING, NULL);
  pb_column *x = pb_column_new("x", PB_TYPE_DOUBLE, NULL);
  pb_column *y = pb_column_new("y", PB_TYPE_DOUBLE, NULL);
  pb_column *quality = pb_column_new("point_quality", PB_TYPE_STRING, NULL);
  pb_column *part = pb_column_new("sub_area", PB_TYPE_INT64, NULL);
  for (guint i = 0; i < p->year->len; i++) {
    const char *word = g_ptr_array_index(p->quality, i);
    bool given = !g_str_equal(word, "missing");
    int sub_area = g_array_index(p->sub_area, int, i);
    g_autoptr(GDateTime) day =
        g_date_time_new_utc(g_array_index(p->year, int, i), 6, 1 + (int)(i % 28), 12, 0, 0);
    pb_column_append_int(municipality, 0);
    pb_column_append_int(time, g_date_time_to_unix(day));
    pb_column_append_string(type, "theft");
    pb_column_append_maybe(x, given, g_array_index(p->x, double, i));
    pb_column_append_maybe(y, given, g_array_index(p->y, double, i));
    pb_column_append_string(quality, word);
    if (sub_area >= 0)
      pb_column_append_int(part, sub_area);
    else
      pb_column_append_missing(part);
  }
  dataset->events = pb_table_new();
  pb_column *columns[] = {municipality, time, type, x, y, quality, part};
  for (size_t i = 0; i < G_N_ELEMENTS(columns); i++)
    pb_table_add(dataset->events, columns[i]);
  dataset->n_event_types = 1;
  dataset->event_types = g_new0(pb_event_type, 2);
  dataset->event_types[0] =
      (pb_event_type){.label = g_strdup("theft"), .category = -1, .problem_area = -1};
  pb_dataset_finish(dataset);
  return dataset;
}

/* SIDE x SIDE cells, two parts: 7 of half a square kilometre and 9 of ten. */
static pb_study_area *ground(void) {
  pb_cell cells[SIDE * SIDE];
  double share[SIDE * SIDE];
  for (int i = 0; i < SIDE * SIDE; i++) {
    cells[i] = (pb_cell){i % SIDE, i / SIDE};
    share[i] = 1;
  }
  pb_study_area *area =
      pb_study_area_new(pb_cell_grid_new(PB_CELL_SQUARE, CELL_M, cells, share, SIDE * SIDE));
  area->n_areas = 3;
  area->areas = g_new0(pb_named_area, 3);
  area->areas[0] = (pb_named_area){g_strdup("A"), g_strdup("Centre"), .5, 7};
  area->areas[1] = (pb_named_area){g_strdup("B"), g_strdup("Outskirts"), 10, 9};
  area->areas[2] = (pb_named_area){g_strdup("C"), g_strdup("Village"), 2, 2};
  return area;
}

typedef struct {
  pb_dataset *dataset;
  pb_study_area *area;
  pb_analysis *analysis;
  const pb_result *result;
} analysed;

static analysed analyse(const places *p, const char *name) {
  analysed a = {dataset_of(p), ground(), NULL, NULL};
  const pb_analysis_options options = {.study_area = a.area};
  a.analysis = pb_analysis_new(a.dataset, 0, &options);
  a.result = pb_analysis_find_area(a.analysis, name, PB_ALL_AREAS);
  return a;
}

static void analysed_clear(analysed *a) {
  pb_analysis_free(a->analysis);
  pb_study_area_free(a->area);
  pb_dataset_free(a->dataset);
}

static double scalar(const pb_result *result, const char *name) {
  double value;
  if (!pb_result_get_scalar(result, name, &value))
    g_error("%s: %s is missing", pb_result_name(result), name);
  return value;
}

static size_t row_of_cell(const pb_result *result, int column, int row) {
  for (size_t i = 0; i < pb_result_n_rows(result); i++)
    if (fixture_number(result, "x", i) == (column + .5) * CELL_M &&
        fixture_number(result, "y", i) == (row + .5) * CELL_M)
      return i;
  g_error("no cell %d, %d", column, row);
}

/* Thirty cells without a change, one that grows fivefold, one that empties, one with too few. */
static places planted(void) {
  places p = places_new();
  for (int year = 2023; year <= 2025; year++)
    for (int i = 0; i < 30; i++)
      add(&p, 8, year, i % 10, i / 10, -1, "exact");
  add(&p, 4, 2023, 15, 15, -1, "exact");
  add(&p, 4, 2024, 15, 15, -1, "exact");
  add(&p, 40, 2025, 15, 15, -1, "exact");
  add(&p, 30, 2023, 17, 3, -1, "exact");
  add(&p, 30, 2024, 17, 3, -1, "exact");
  add(&p, 5, 2025, 2, 17, -1, "exact");
  return p;
}

static void planted_changes_are_found(void) {
  places p = planted();
  analysed a = analyse(&p, "cell-changes");
  g_assert_null(pb_result_reason(a.result));
  size_t grown = row_of_cell(a.result, 15, 15), emptied = row_of_cell(a.result, 17, 3);
  size_t few = row_of_cell(a.result, 2, 17), steady = row_of_cell(a.result, 3, 1);
  g_assert_cmpstr(fixture_text(a.result, "verdict", grown), ==, "increase");
  g_assert_cmpfloat(fixture_number(a.result, "base", grown), ==, 4);
  g_assert_cmpfloat(fixture_number(a.result, "now", grown), ==, 40);
  g_assert_cmpstr(fixture_text(a.result, "verdict", emptied), ==, "decrease");
  g_assert_cmpstr(fixture_text(a.result, "verdict", steady), ==, "undecided");
  g_assert_cmpstr(fixture_text(a.result, "verdict", few), ==, "not-assessed");
  g_assert_true(fixture_missing(a.result, "p", few));
  g_assert_cmpfloat(scalar(a.result, "n_more"), ==, 1);
  g_assert_cmpfloat(scalar(a.result, "n_fewer"), ==, 1);
  g_assert_cmpfloat(scalar(a.result, "n_tested"), ==, 32);
  analysed_clear(&a);
  places_free(&p);
}

/* Two hundred cells of pure chance: after adjusting, next to never a finding. */
static void chance_is_no_change(void) {
  size_t found = 0;
  for (uint64_t seed = 1; seed <= 20; seed++) {
    places p = places_new();
    pb_random random = pb_random_start(seed, 0);
    for (int i = 0; i < 200 * 12; i++)
      add(&p, 1, 2023 + (int)pb_random_below(&random, 3), i % 20, i / 20 % 10, -1, "exact");
    analysed a = analyse(&p, "cell-changes");
    found += scalar(a.result, "n_more") + scalar(a.result, "n_fewer") > 0;
    analysed_clear(&a);
    places_free(&p);
  }
  g_assert_cmpuint(found, <=, 3); /* 5 per cent of 20 are expected at most */
}

/* When every cell jumps about, a jump is nothing out of the ordinary. */
static void scatter_is_taken_into_account(void) {
  places p = places_new();
  for (int i = 0; i < 60; i++) {
    int jump = i % 2 ? 24 : 0;
    add(&p, 12 + jump / 2, 2023, i % 20, i / 20, -1, "exact");
    add(&p, 12 + jump / 2, 2024, i % 20, i / 20, -1, "exact");
    add(&p, 36 - jump, 2025, i % 20, i / 20, -1, "exact");
  }
  analysed a = analyse(&p, "cell-changes");
  g_assert_cmpfloat(scalar(a.result, "phi"), >, 3);
  g_assert_cmpfloat(scalar(a.result, "n_more"), ==, 0);
  analysed_clear(&a);
  places_free(&p);
}

static void one_year_or_few_events_have_a_reason(void) {
  places p = places_new();
  add(&p, 60, 2025, 4, 4, -1, "exact");
  analysed a = analyse(&p, "cell-changes");
  g_assert_nonnull(pb_result_reason(a.result));
  analysed_clear(&a);
  places_free(&p);
  p = places_new();
  add(&p, 14, 2024, 4, 4, -1, "exact");
  add(&p, 15, 2025, 4, 4, -1, "exact");
  a = analyse(&p, "cell-changes"); /* 29 */
  g_assert_nonnull(pb_result_reason(a.result));
  g_assert_cmpfloat(scalar(pb_analysis_find_area(a.analysis, "hot-cells", PB_ALL_AREAS), "enough"),
                    ==, 0);
  analysed_clear(&a);
  add(&p, 1, 2025, 4, 4, -1, "exact");
  a = analyse(&p, "cell-changes"); /* 30 */
  g_assert_null(pb_result_reason(a.result));
  g_assert_cmpfloat(scalar(pb_analysis_find_area(a.analysis, "hot-cells", PB_ALL_AREAS), "enough"),
                    ==, 1);
  analysed_clear(&a);
  places_free(&p);
}

/* Every event is somewhere: on the map, without a point, on a default, or elsewhere. */
static void missing_points_are_counted(void) {
  places p = places_new();
  add(&p, 80, 2024, 4, 4, 7, "exact");
  add(&p, 12, 2024, 4, 4, -1, "missing");
  add(&p, 6, 2024, 4, 4, 7, "default");
  add(&p, 2, 2024, 4, 4, 7, "outside-municipality");
  analysed a = analyse(&p, "cell-changes");
  g_assert_cmpfloat(scalar(a.result, "n_events"), ==, 100);
  g_assert_cmpfloat(scalar(a.result, "n_located"), ==, 80);
  g_assert_cmpfloat(scalar(a.result, "n_without_point"), ==, 12);
  g_assert_cmpfloat(scalar(a.result, "n_default"), ==, 6);
  g_assert_cmpfloat(scalar(a.result, "n_elsewhere"), ==, 2);
  g_assert_cmpfloat_with_epsilon(scalar(a.result, "missing_share"), .2, 1e-12);
  const pb_result *parts = pb_analysis_find_area(a.analysis, "event-sub-areas", PB_ALL_AREAS);
  g_assert_cmpfloat(fixture_number(parts, "count", 0), ==, 80); /* no default counts in a part */
  analysed_clear(&a);
  places_free(&p);
}

static void parts_are_compared_by_area(void) {
  places p = places_new();
  add(&p, 30, 2024, 4, 4, 7, "exact");
  add(&p, 10, 2025, 4, 4, 7, "exact");
  add(&p, 20, 2025, 9, 9, 9, "exact");
  add(&p, 8, 2025, 12, 12, 2, "exact");
  add(&p, 3, 2025, 15, 15, -1, "exact");
  add(&p, 4, 2025, 15, 15, 5, "exact"); /* a feature that is no part of this municipality */
  analysed a = analyse(&p, "event-sub-areas");
  g_assert_null(pb_result_reason(a.result));
  g_assert_cmpfloat(fixture_number(a.result, "count", 0), ==, 40);
  g_assert_cmpfloat(fixture_number(a.result, "count_2024", 0), ==, 30);
  g_assert_cmpfloat(fixture_number(a.result, "per_km2", 0), ==, 80);
  g_assert_cmpfloat(fixture_number(a.result, "per_km2", 1), ==, 2);
  g_assert_cmpfloat(scalar(a.result, "median_per_km2"), ==, 4);
  g_assert_cmpfloat(scalar(a.result, "n_outside_parts"), ==, 7);
  g_assert_cmpstr(fixture_text(a.result, "verdict", 0), ==, "high");
  g_assert_cmpstr(fixture_text(a.result, "verdict", 1), ==, "low");
  g_assert_cmpstr(fixture_text(a.result, "verdict", 2), ==, "undecided");
  /* Garwood's interval of 8: 3.4538 to 15.7632, on two square kilometres */
  g_assert_cmpfloat_with_epsilon(fixture_number(a.result, "lower", 2), 3.4538 / 2, 1e-4);
  g_assert_cmpfloat_with_epsilon(fixture_number(a.result, "upper", 2), 15.7632 / 2, 1e-4);
  g_assert_cmpfloat_with_epsilon(fixture_number(a.result, "share", 0), 40 / 68.0, 1e-12);
  analysed_clear(&a);
  places_free(&p);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/analysis/place-changes/planted-changes-are-found", planted_changes_are_found);
  g_test_add_func("/analysis/place-changes/chance-is-no-change", chance_is_no_change);
  g_test_add_func("/analysis/place-changes/scatter-is-taken-into-account",
                  scatter_is_taken_into_account);
  g_test_add_func("/analysis/place-changes/one-year-or-few-events",
                  one_year_or_few_events_have_a_reason);
  g_test_add_func("/analysis/place-changes/missing-points-are-counted", missing_points_are_counted);
  g_test_add_func("/analysis/place-changes/parts-are-compared-by-area", parts_are_compared_by_area);
  return g_test_run();
}

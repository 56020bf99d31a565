/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Maps of places: where they look, what they cut, classes, circles and outlines, and what they and
 * their sentences say of events without a point. */
#include <math.h>
#include <string.h>

#include "engine/error.h"
#include "geo/polygon.h"
#include "plots/contour_layer.h"
#include "plots/count_classes.h"
#include "plots/place_body.h"
#include "plots/place_circles.h"
#include "plots/place_words.h"
#include "plots/report/sentences/places.h"

/* A municipality of 40 x 40 km. */
#define SIDE_M 40000.0

static pb_geography *one_square(void) {
  const double x[] = {0, 0, SIDE_M, SIDE_M, 0}, y[] = {0, SIDE_M, SIDE_M, 0, 0};
  pb_geography *geography = pb_geography_new();
  pb_layer *layer = pb_layer_new(PB_GEOMETRY_POLYGON);
  layer->epsg = 3006;
  layer->n_features = layer->n_parts = 1;
  layer->n_vertices = 5;
  layer->part_first = g_new0(uint32_t, 2);
  layer->part_first[1] = 1;
  layer->vertex_first = g_new0(uint32_t, 2);
  layer->vertex_first[1] = 5;
  layer->x = g_memdup2(x, sizeof x);
  layer->y = g_memdup2(y, sizeof y);
  layer->box = g_new0(pb_box, 1);
  pb_layer_update_boxes(layer);
  geography->municipalities = layer;
  geography->n_municipalities = 1;
  geography->feature_of = g_new0(int, 1);
  return geography;
}

static pb_context context_of(const pb_geography *geography) {
  return (pb_context){.geography = geography,
                      .language = pb_language_find("en"),
                      .theme = pb_theme_default(),
                      .municipality = 0};
}

static double width_of(pb_box box) {
  return box.max_x - box.min_x;
}

static void the_map_looks_where_the_events_are(void) {
  g_autoptr(pb_geography) geography = one_square();
  pb_context context = context_of(geography);
  pb_place_point points[101];
  for (int i = 0; i < 100; i++)
    points[i] = (pb_place_point){10000 + 20 * i, 12000 + 30 * i, 1};
  points[100] = (pb_place_point){39000, 39000, 1}; /* one far away does not widen it */
  pb_box box = pb_place_map_extent(&context, points, 101);
  g_assert_cmpfloat(width_of(box), >=, 5000);
  g_assert_cmpfloat(width_of(box), <, 8000);
  g_assert_cmpfloat(box.max_x, <, 20000);
  for (int i = 10; i < 90; i++)
    g_assert_true(points[i].x > box.min_x && points[i].x < box.max_x && points[i].y > box.min_y &&
                  points[i].y < box.max_y);
  points[100].weight = 50; /* but a third of the events there does */
  g_assert_cmpfloat(pb_place_map_extent(&context, points, 101).max_x, >=, 39000);
  g_assert_cmpfloat(width_of(pb_place_map_extent(&context, points, 0)), >=, SIDE_M);
}

static void the_small_map_hides_the_fewest(void) {
  g_autoptr(pb_geography) geography = one_square();
  pb_context context = context_of(geography);
  const pb_label_box frame = {10, 20, 300, 300};
  const pb_box extent = {10000, 10000, 16000, 16000};
  /* Events in three corners: north-west, north-east, south-east. */
  const pb_place_point points[] = {{10200, 15800, 5}, {15800, 15800, 5}, {15800, 10200, 5}};
  pb_place_map map = pb_place_map_make(&context, extent, points, 3, frame);
  g_assert_true(map.zoomed);
  g_assert_cmpfloat(map.inset.width, >, 20);
  g_assert_cmpfloat_with_epsilon(map.inset.x, frame.x, 1e-9);
  g_assert_cmpfloat_with_epsilon(map.inset.y + map.inset.height, frame.y + frame.height, 1e-9);
  const pb_box all = {-1000, -1000, SIDE_M + 1000, SIDE_M + 1000};
  map = pb_place_map_make(&context, all, points, 3, frame);
  g_assert_false(map.zoomed);
  g_assert_cmpfloat(map.inset.width, ==, 0);
}

static void squares_are_cut_at_the_frame(void) {
  g_autoptr(pb_geography) geography = one_square();
  pb_context context = context_of(geography);
  const pb_label_box frame = {0, 0, 100, 100};
  pb_place_map map = pb_place_map_make(&context, (pb_box){0, 0, 1000, 1000}, NULL, 0, frame);
  g_autoptr(pb_canvas) canvas = pb_canvas_new(100, 100, context.theme);
  const pb_paint black = {.fill = true, .fill_color = 0x000000};
  g_assert_true(pb_place_map_fill_square(canvas, &map, 500, 500, 250, black));
  g_assert_true(pb_place_map_fill_square(canvas, &map, 1000, 500, 250, black)); /* half of it */
  g_assert_false(pb_place_map_fill_square(canvas, &map, 1200, 500, 250, black));
  g_assert_false(pb_place_map_fill_square(canvas, &map, 1125, 500, 250, black)); /* only touches */
  g_autoptr(GBytes) svg = pb_canvas_to_svg(canvas, "id", "t", "d", "en", NULL);
  g_autofree char *text = g_strndup(g_bytes_get_data(svg, NULL), g_bytes_get_size(svg));
  g_assert_nonnull(strstr(text, "x=\"87.5\" y=\"37.5\" width=\"12.5\" height=\"25\""));
  g_assert_nonnull(strstr(text, "x=\"37.5\" y=\"37.5\" width=\"25\" height=\"25\""));
  g_assert_true(pb_place_map_shows(&map, 999, 1));
  g_assert_false(pb_place_map_shows(&map, 1001, 1));
}

static const pb_param class_params[] = {PB_PARAM_CLASSES, PB_PARAM_LIMITS};

static pb_params *params_with(const char *classes, const char *limits) {
  pb_params *params = pb_params_new(class_params, G_N_ELEMENTS(class_params));
  g_assert_true(pb_params_set(params, "classes", classes, NULL));
  if (limits)
    g_assert_true(pb_params_set(params, "limits", limits, NULL));
  return params;
}

static void classes_hold_every_count_once(void) {
  const double counts[] = {0, 1, 1, 2, 2, 3, 9, 10, 11, 49, 50, 300, 310};
  const size_t n = G_N_ELEMENTS(counts);
  for (const char *const *style = pb_count_class_styles; *style; style++) {
    g_autoptr(pb_params) params = params_with(*style, "10,20,50");
    pb_count_classes classes = pb_count_classes_of(counts, n, 4, params);
    g_assert_cmpuint(classes.n, >, 1);
    for (size_t k = 0; k < classes.n; k++) {
      g_assert_cmpint(classes.from[k], <=, classes.upto[k]);
      if (k)
        g_assert_cmpint(classes.from[k], >, classes.upto[k - 1]);
    }
    for (size_t i = 1; i < n; i++) {
      size_t k = pb_count_class(&classes, (int64_t)counts[i]);
      g_assert_cmpfloat(counts[i], >=, (double)classes.from[k]);
      g_assert_cmpfloat(counts[i], <=, (double)classes.upto[k]);
    }
  }
  g_assert_cmpuint(pb_count_classes_of(counts, 1, 4, NULL).n, ==, 0); /* only a zero */
  const double same[] = {4, 4, 4};
  pb_count_classes one = pb_count_classes_of(same, 3, 4, NULL);
  g_assert_cmpuint(one.n, ==, 1);
  g_assert_cmpint(one.upto[0], ==, 4);
}

static void manual_limits_are_taken_as_given(void) {
  const double counts[] = {3, 12, 15, 60, 70};
  g_autoptr(pb_params) params = params_with("manual", "10, 20,50");
  g_assert_true(pb_count_limits_check(params, NULL));
  pb_count_classes classes = pb_count_classes_of(counts, 5, 3, params);
  g_assert_cmpuint(classes.n, ==, 3); /* none from 20 to 49 */
  g_assert_cmpint(classes.from[1], ==, 10);
  g_assert_cmpint(classes.upto[1], ==, 19);
  g_assert_cmpint(classes.from[2], ==, 50);
  g_assert_cmpuint(pb_count_class(&classes, 10), ==, 1);
  static const char *const wrong[] = {"",    "10,", "10,10",     "20,10",
                                      "0,5", "ten", "1,2,3,4,5", "1.5"};
  for (size_t i = 0; i < G_N_ELEMENTS(wrong); i++) {
    g_autoptr(pb_params) bad = params_with("manual", wrong[i]);
    g_autoptr(GError) error = NULL;
    g_assert_false(pb_count_limits_check(bad, &error));
    g_assert_error(error, PB_ERROR, PB_ERROR_USAGE);
  }
}

static void colours_run_from_light_to_dark(void) {
  const pb_theme *theme = pb_theme_default();
  for (size_t n = 1; n <= PB_COUNT_MOST_CLASSES; n++) {
    g_assert_cmphex(pb_count_color(theme, "ramp", n, n - 1), ==, theme->sequential[4]);
    g_assert_cmphex(pb_count_color(theme, "hobit", n, n - 1), ==, 0xb8261b);
    for (size_t k = 1; k < n; k++) /* green falls in both */
      for (int h = 0; h < 2; h++) {
        const char *name = h ? "hobit" : "ramp";
        g_assert_cmpuint(pb_count_color(theme, name, n, k) >> 8 & 0xff, <,
                         pb_count_color(theme, name, n, k - 1) >> 8 & 0xff);
      }
  }
}

static void circles_have_areas_by_count(void) {
  const pb_place_point points[] = {{0, 0, 100}, {0, 0, 400}};
  pb_circle_scale scale = pb_circle_scale_of(points, 2, 16);
  g_assert_cmpfloat_with_epsilon(pb_circle_radius(&scale, 400), 16, 1e-9);
  g_assert_cmpfloat_with_epsilon(pb_circle_radius(&scale, 100), 8, 1e-9);
  pb_circle_scale few = pb_circle_scale_for(3, 16);
  g_assert_cmpfloat(pb_circle_radius(&few, 3), <, 6); /* three events are not blown up */
  g_assert_cmpfloat(pb_circle_radius(&few, 1), >, 1);
}

static void circles_that_overlap_become_one_place(void) {
  g_autoptr(pb_geography) geography = one_square();
  pb_context context = context_of(geography);
  pb_place_map map = pb_place_map_make(&context, (pb_box){0, 0, 10000, 10000}, NULL, 0,
                                       (pb_label_box){0, 0, 200, 200});
  pb_place_point points[] = {{1000, 1000, 3}, {1100, 1000, 1}, {9000, 9000, 2}, {1000, 1150, 4}};
  pb_circle_scale scale = pb_circle_scale_for(10, 12);
  size_t n = pb_place_circles_join(&map, &scale, points, 4);
  g_assert_cmpuint(n, ==, 2);
  g_assert_cmpfloat(points[0].weight, ==, 8);
  g_assert_cmpfloat_with_epsilon(points[0].x, (3 * 1000 + 1100 + 4 * 1000) / 8., 1e-9);
  g_assert_cmpfloat(points[1].weight, ==, 2);
}

static void add_contour_ring(pb_result *result, int share, int part, int ring, const double *x,
                             const double *y, size_t n) {
  static const char *const names[] = {"share", "part", "ring"};
  const int values[] = {share, part, ring};
  for (size_t v = 0; v < n; v++) {
    for (int k = 0; k < 3; k++)
      pb_column_append_int((pb_column *)pb_result_find(result, names[k]), values[k]);
    pb_column_append_double((pb_column *)pb_result_find(result, "x"), x[v]);
    pb_column_append_double((pb_column *)pb_result_find(result, "y"), y[v]);
  }
}

static void outlines_become_polygons(void) {
  g_autoptr(pb_result) result = pb_result_new("density-contours");
  for (int k = 0; k < 3; k++)
    pb_result_add_column(result, ((const char *[]){"share", "part", "ring"})[k], PB_TYPE_INT64,
                         NULL);
  pb_result_add_column(result, "x", PB_TYPE_DOUBLE, NULL);
  pb_result_add_column(result, "y", PB_TYPE_DOUBLE, NULL);
  const double x[] = {0, 100, 100, 0}, y[] = {0, 0, 100, 100};
  const double hole_x[] = {40, 40, 60, 60}, hole_y[] = {40, 60, 60, 40};
  const double far_x[] = {500, 600, 600}, far_y[] = {0, 0, 100};
  add_contour_ring(result, 50, 0, 0, x, y, 4);
  add_contour_ring(result, 80, 0, 0, x, y, 4);
  add_contour_ring(result, 80, 0, 1, hole_x, hole_y, 4);
  add_contour_ring(result, 80, 1, 0, far_x, far_y, 3);
  g_autofree int *share = NULL;
  g_autoptr(pb_layer) layer = pb_contour_layer(result, &share);
  g_assert_cmpuint(layer->n_features, ==, 2);
  g_assert_cmpint(share[0], ==, 80); /* drawn first */
  g_assert_cmpint(share[1], ==, 50);
  g_assert_cmpuint(layer->n_parts, ==, 4);
  g_assert_cmpuint(layer->n_vertices, ==, 5 + 5 + 4 + 5); /* closed */
  g_assert_cmpfloat_with_epsilon(fabs(pb_polygon_area_m2(layer, 0)), 10000 - 400 + 5000, 1e-6);
  g_assert_cmpfloat_with_epsilon(fabs(pb_polygon_area_m2(layer, 1)), 10000, 1e-6);
  g_assert_null(pb_contour_layer(NULL, &share));
}

/* A result about places: so many events, of which so many on the map. */
static pb_result *places_result(double events, double located, double defaults) {
  pb_result *result = pb_result_new("hot-cells");
  pb_result_set_scalar(result, "n_events", events, NULL);
  pb_result_set_scalar(result, "n_located", located, NULL);
  pb_result_set_scalar(result, "n_default", defaults, NULL);
  pb_result_set_scalar(result, "missing_share", (events - located) / events, NULL);
  return result;
}

static void missing_points_are_told(void) {
  pb_context context = context_of(NULL);
  g_autoptr(pb_result) all = places_result(100, 100, 0), some = places_result(100, 85, 6),
                       many = places_result(100, 80, 6), none_default = places_result(100, 84, 0);
  g_autofree char *nothing = pb_places_missing(&context, all);
  g_assert_null(nothing);
  g_autofree char *fifteen = pb_places_missing(&context, some);
  g_assert_null(strstr(fifteen, "Warning"));
  g_assert_nonnull(strstr(fifteen, "15"));
  g_assert_nonnull(strstr(fifteen, "of which 6 on a default point"));
  g_autofree char *twenty = pb_places_missing(&context, many);
  g_assert_true(g_str_has_prefix(twenty, "Warning"));
  g_assert_nonnull(strstr(twenty, "20 events (20%)"));
  g_autofree char *sixteen = pb_places_missing(&context, none_default);
  g_assert_true(g_str_has_prefix(sixteen, "Warning"));
  g_assert_null(strstr(sixteen, "default point"));
}

static pb_result *knox_table(const char *const verdicts[4]) {
  static const double upto[] = {0, 100, 200, 400};
  pb_result *result = pb_result_new("near-repeat");
  pb_column *from = pb_result_add_column(result, "days_from", PB_TYPE_DOUBLE, NULL);
  pb_column *to = pb_result_add_column(result, "days_to", PB_TYPE_DOUBLE, NULL);
  pb_column *distance = pb_result_add_column(result, "distance_to", PB_TYPE_DOUBLE, NULL);
  pb_column *observed = pb_result_add_column(result, "observed", PB_TYPE_INT64, NULL);
  pb_column *expected = pb_result_add_column(result, "expected", PB_TYPE_DOUBLE, NULL);
  pb_column *verdict = pb_result_add_column(result, "verdict", PB_TYPE_STRING, NULL);
  for (int s = 0; s < 4; s++)
    for (int t = 0; t < 2; t++) {
      pb_column_append_double(from, t ? 8 : 0);
      pb_column_append_double(to, t ? 15 : 8);
      pb_column_append_double(distance, upto[s]);
      pb_column_append_int(observed, 30);
      pb_column_append_double(expected, 10 * (s + 1));
      pb_column_append_string(verdict, t ? "" : verdicts[s]);
    }
  return result;
}

static void near_repeats_are_said_when_established(void) {
  pb_context context = context_of(NULL);
  g_autoptr(pb_result) none = knox_table((const char *[]){"", "more", "more", ""});
  g_assert_null(pb_sentence_near_repeat(&context, none)); /* the nearest band is not */
  g_autoptr(pb_result) far = knox_table((const char *[]){"more", "more", "more", ""});
  g_autofree char *two_hundred = pb_sentence_near_repeat(&context, far);
  g_assert_nonnull(strstr(two_hundred, "Within 200 metres and seven days"));
  g_assert_nonnull(strstr(two_hundred, "1.5 times as many")); /* 90 of 60 */
  g_autoptr(pb_result) same = knox_table((const char *[]){"more", "", "more", ""});
  g_autofree char *here = pb_sentence_near_repeat(&context, same);
  g_assert_nonnull(strstr(here, "At the place of an event"));
  g_assert_nonnull(strstr(here, "3.0 times as many"));
  g_assert_null(pb_sentence_near_repeat(&context, NULL));
  /* That nothing is established is said, not that nothing is there. */
  g_assert_null(pb_sentence_no_near_repeat(&context, none));
  g_assert_null(pb_sentence_no_near_repeat(&context, NULL));
  g_autoptr(pb_result) nothing = knox_table((const char *[]){"", "", "", ""});
  g_autofree char *no = pb_sentence_no_near_repeat(&context, nothing);
  g_assert_nonnull(strstr(no, "not established"));
}

static void the_same_hours_are_said_unless_they_changed(void) {
  g_autoptr(pb_dataset) dataset = pb_dataset_new();
  dataset->period_end = 2025;
  pb_context context = context_of(NULL);
  context.dataset = dataset;
  g_assert_null(pb_sentence_same_hours(&context, NULL));
  g_autoptr(pb_result) change = pb_result_new("event-clock-change");
  pb_result_set_scalar(change, "first_year", 2023, NULL);
  pb_result_set_scalar(change, "last_year", 2025, NULL);
  g_autofree char *same = pb_sentence_same_hours(&context, change);
  g_assert_nonnull(strstr(same, "No established change in 2025 from 2023–2024"));
  pb_result_set_scalar(change, "n_fewer", 1, NULL);
  g_assert_null(pb_sentence_same_hours(&context, change));
  pb_result_set_reason(change, "There are too few events to compare the hours of the week.");
  g_autofree char *few = pb_sentence_same_hours(&context, change);
  g_assert_nonnull(strstr(few, "too few"));
}

static pb_result *stability(double hits, double pei, double p) {
  pb_result *result = pb_result_new("place-stability");
  pb_result_set_scalar(result, "first_year", 2023, NULL);
  pb_result_set_scalar(result, "last_year", 2025, NULL);
  pb_result_set_scalar(result, "area_share", .01, NULL);
  pb_result_set_scalar(result, "hit_share", hits, NULL);
  pb_result_set_scalar(result, "pei", pei, NULL);
  pb_result_set_scalar(result, "p", p, NULL);
  return result;
}

static void prediction_is_told_in_plain_words(void) {
  pb_context context = context_of(NULL);
  g_autoptr(pb_result) good = stability(.63, .84, .005), chance = stability(.02, .1, .4);
  g_autofree char *said = pb_sentence_prediction(&context, good);
  g_assert_cmpstr(said, ==,
                  "The cells with most events in 2023–2024, 1 per cent of the area, got 63 per "
                  "cent of the events in 2025. Had one known beforehand, as many cells could have "
                  "held 75 per cent.");
  g_autofree char *weak = pb_sentence_prediction(&context, chance);
  g_assert_nonnull(strstr(weak, "chance alone could give"));
  pb_result_set_reason(good, "too few");
  g_assert_null(pb_sentence_prediction(&context, good));
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/places/extent", the_map_looks_where_the_events_are);
  g_test_add_func("/places/small-map", the_small_map_hides_the_fewest);
  g_test_add_func("/places/squares-are-cut", squares_are_cut_at_the_frame);
  g_test_add_func("/places/classes", classes_hold_every_count_once);
  g_test_add_func("/places/manual-limits", manual_limits_are_taken_as_given);
  g_test_add_func("/places/colours", colours_run_from_light_to_dark);
  g_test_add_func("/places/circles", circles_have_areas_by_count);
  g_test_add_func("/places/circles-join", circles_that_overlap_become_one_place);
  g_test_add_func("/places/outlines", outlines_become_polygons);
  g_test_add_func("/places/missing-points", missing_points_are_told);
  g_test_add_func("/places/same-hours", the_same_hours_are_said_unless_they_changed);
  g_test_add_func("/places/near-repeats", near_repeats_are_said_when_established);
  g_test_add_func("/places/prediction", prediction_is_told_in_plain_words);
  return g_test_run();
}

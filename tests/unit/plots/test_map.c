/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Maps: classes of values, the window onto the plane, cutting at its frame, and the pieces beside
 * the shapes. */
#include <math.h>
#include <string.h>

#include "geo/polygon.h"
#include "plots/map_classes.h"
#include "plots/map_furniture.h"
#include "plots/map_view.h"

/* A layer of one polygon of one ring; x and y hold n vertices, the last repeats the first. */
static pb_layer *layer_of(const double *x, const double *y, size_t n) {
  pb_layer *layer = pb_layer_new(PB_GEOMETRY_POLYGON);
  layer->n_features = layer->n_parts = 1;
  layer->n_vertices = n;
  layer->part_first = g_new0(uint32_t, 2);
  layer->part_first[1] = 1;
  layer->vertex_first = g_new0(uint32_t, 2);
  layer->vertex_first[1] = (uint32_t)n;
  layer->x = g_memdup2(x, n * sizeof *x);
  layer->y = g_memdup2(y, n * sizeof *y);
  layer->box = g_new0(pb_box, 1);
  pb_layer_update_boxes(layer);
  return layer;
}

static pb_layer *rectangle(double x0, double y0, double x1, double y1) {
  const double x[] = {x0, x0, x1, x1, x0}, y[] = {y0, y1, y1, y0, y0};
  return layer_of(x, y, 5);
}

static void test_classes(void) {
  double values[290];
  for (size_t i = 0; i < 290; i++)
    values[i] = 1000 + 7.3 * (double)((i * 131) % 290);
  pb_map_classes classes = pb_map_classes_make(values, 290);
  g_assert_cmpuint(classes.n, ==, 5);
  size_t members[5] = {0};
  for (size_t i = 0; i < 290; i++)
    members[pb_map_class_of(&classes, values[i])]++;
  for (size_t c = 0; c < 5; c++) {
    g_assert_cmpuint(members[c], >, 40);
    g_assert_cmpuint(members[c], <, 76);
    if (c < 4)
      g_assert_cmpfloat(fmod(classes.limits[c], 100), ==, 0); /* two digits */
  }
  /* A limit belongs to the class above it. */
  g_assert_cmpuint(pb_map_class_of(&classes, classes.limits[1]), ==, 2);
  g_assert_cmpuint(pb_map_class_of(&classes, nextafter(classes.limits[1], 0)), ==, 1);
}

static void test_few_classes(void) {
  g_assert_cmpuint(pb_map_classes_make(NULL, 0).n, ==, 1);
  const double same[] = {5, 5, 5, 5, 5, 5};
  g_assert_cmpuint(pb_map_classes_make(same, 6).n, ==, 1);
  const double zeros[] = {0, 0, 0, 0, 0, 0, 0, 90};
  pb_map_classes two = pb_map_classes_make(zeros, 8);
  g_assert_cmpuint(two.n, ==, 2);
  g_assert_cmpuint(pb_map_class_of(&two, 0), ==, 0);
  g_assert_cmpuint(pb_map_class_of(&two, 90), ==, 1);
  const double near[] = {1001, 1002, 1003, 1004, 1005, 1006, 1007, 1008, 1009, 1010};
  pb_map_classes close = pb_map_classes_make(near, 10);
  g_assert_cmpuint(close.n, >, 2); /* two digits cannot tell them apart, four can */
  for (size_t i = 1; i + 1 < close.n; i++)
    g_assert_cmpfloat(close.limits[i], >, close.limits[i - 1]);
}

static void test_fit(void) {
  pb_map_view view = pb_map_fit((pb_box){1000, 2000, 3000, 3000}, (pb_label_box){10, 20, 100, 100});
  g_assert_cmpfloat_with_epsilon(view.points_per_metre, .05, 1e-12);
  double x, y;
  pb_map_point(&view, 1000, 3000, &x, &y);
  g_assert_cmpfloat_with_epsilon(x, 10, 1e-9);
  g_assert_cmpfloat_with_epsilon(y, 45, 1e-9); /* in the middle of a frame that is too tall */
  pb_box visible = pb_map_visible(&view);
  g_assert_cmpfloat_with_epsilon(visible.max_y - visible.min_y, 2000, 1e-6);
  g_assert_cmpfloat_with_epsilon(visible.min_x, 1000, 1e-6);
}

/* What is outside the frame is cut off, holes and corners included. */
static void test_clip(void) {
  pb_map_view view = pb_map_fit((pb_box){0, 0, 100, 100}, (pb_label_box){0, 0, 100, 100});
  g_autoptr(pb_layer) wide = rectangle(-50, 40, 150, 60);
  g_autoptr(pb_layer) band = pb_map_visible_shape(&view, wide, 0);
  g_assert_cmpfloat_with_epsilon(fabs(pb_polygon_area_m2(band, 0)), 2000, 1e-6);
  g_assert_cmpfloat(band->box[0].min_x, ==, 0);
  g_assert_cmpfloat(band->box[0].max_x, ==, 100);
  g_autoptr(pb_layer) around = rectangle(-50, -50, 150, 150);
  g_autoptr(pb_layer) all = pb_map_visible_shape(&view, around, 0);
  g_assert_cmpfloat_with_epsilon(fabs(pb_polygon_area_m2(all, 0)), 10000, 1e-6);
  g_autoptr(pb_layer) away = rectangle(200, 200, 300, 300);
  g_assert_null(pb_map_visible_shape(&view, away, 0));
  /* The box meets the frame, the shape does not. */
  const double x[] = {-60, 60, -60, -60}, y[] = {130, 250, 250, 130};
  g_autoptr(pb_layer) corner = layer_of(x, y, 4);
  g_assert_null(pb_map_visible_shape(&view, corner, 0));
  g_assert_cmpfloat(pb_map_share_inside(band, (pb_label_box){20, 42, 10, 10}), ==, 1);
  g_assert_cmpfloat(pb_map_share_inside(band, (pb_label_box){20, 0, 10, 10}), ==, 0);
}

/* Vertices that fall together on the grid are drawn once, straight runs by their ends. */
static void test_simplify(void) {
  enum { N = 1000 };
  double x[N + 3], y[N + 3];
  for (int i = 0; i <= N; i++) {
    x[i] = i * 100.0 / N;
    y[i] = 50 + .01 * sin(i);
  }
  x[N + 1] = 50, y[N + 1] = 10;
  x[N + 2] = x[0], y[N + 2] = y[0];
  g_autoptr(pb_layer) rough = layer_of(x, y, N + 3);
  pb_map_view view = pb_map_fit((pb_box){0, 0, 100, 100}, (pb_label_box){0, 0, 100, 100});
  g_autoptr(pb_layer) shape = pb_map_visible_shape(&view, rough, 0);
  g_assert_cmpuint(shape->n_vertices, ==, 4);
}

/* A place that is smaller than the grid is still drawn; one outside is not. */
static void test_tiny(void) {
  pb_map_view view = pb_map_fit((pb_box){0, 0, 1e6, 1e6}, (pb_label_box){0, 0, 100, 100});
  g_autoptr(pb_canvas) canvas = pb_canvas_new(100, 100, pb_theme_default());
  g_autoptr(pb_layer) tiny = rectangle(5e5, 5e5, 5e5 + 50, 5e5 + 50);
  g_assert_true(pb_map_draw_polygon(canvas, &view, tiny, 0, (pb_paint){.fill = true}));
  g_autoptr(pb_layer) away = rectangle(2e6, 2e6, 3e6, 3e6);
  g_assert_false(pb_map_draw_polygon(canvas, &view, away, 0, (pb_paint){.fill = true}));
}

static void test_scale_bar(void) {
  pb_map_view view = {.points_per_metre = .001};
  g_assert_cmpfloat_with_epsilon(pb_map_round_length_m(&view, 55), 50000, 1e-6);
  g_assert_cmpfloat_with_epsilon(pb_map_round_length_m(&view, 49), 20000, 1e-6);
  g_assert_cmpfloat_with_epsilon(pb_map_round_length_m(&view, 19), 10000, 1e-6);
  view.points_per_metre = .1;
  g_autoptr(pb_canvas) canvas = pb_canvas_new(200, 20, pb_theme_default());
  pb_map_scale_bar_draw(canvas, pb_language_find("sv"), &view, 55, 5, 10);
  g_assert_cmpuint(pb_canvas_n_texts(canvas), ==, 1);
  g_assert_cmpstr(pb_canvas_text_at(canvas, 0).text, ==, "500 m");
  view.points_per_metre = .00005;
  pb_map_scale_bar_draw(canvas, pb_language_find("sv"), &view, 55, 5, 10);
  g_assert_cmpstr(pb_canvas_text_at(canvas, 1).text, ==, "1\u202f000 km");
}

/* A name goes where its shape has room, and nowhere else. */
static void test_names(void) {
  pb_map_view view = pb_map_fit((pb_box){0, 0, 200, 200}, (pb_label_box){0, 0, 200, 200});
  g_autoptr(pb_canvas) canvas = pb_canvas_new(200, 200, pb_theme_default());
  g_autoptr(pb_label_place) place = pb_label_place_new(view.frame);
  pb_text_style style = {.size = 8, .weight = 400};
  g_autoptr(pb_layer) roomy = rectangle(10, 10, 150, 60);
  g_autoptr(pb_layer) narrow = rectangle(160, 10, 170, 190);
  g_assert_true(pb_map_name_draw(canvas, &view, roomy, 0, "Lindesberg", style, 1, false, place));
  g_assert_false(pb_map_name_draw(canvas, &view, narrow, 0, "Lindesberg", style, .9, false, place));
  g_assert_cmpuint(pb_canvas_n_texts(canvas), ==, 1);
  pb_text_box text = pb_canvas_text_at(canvas, 0);
  g_assert_cmpfloat(text.x, >=, 10);
  g_assert_cmpfloat(text.x + text.width, <=, 150);
  g_assert_cmpfloat(text.y, >=, 140);
  /* The same place is taken now: the next name must keep clear of it. */
  g_assert_true(pb_map_name_draw(canvas, &view, roomy, 0, "Nora", style, 1, false, place));
  pb_text_box other = pb_canvas_text_at(canvas, 1);
  g_assert_true(other.y >= text.y + text.height - .01 || text.y >= other.y + other.height - .01 ||
                other.x >= text.x + text.width - .01 || text.x >= other.x + other.width - .01);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/map/classes", test_classes);
  g_test_add_func("/map/few-classes", test_few_classes);
  g_test_add_func("/map/fit", test_fit);
  g_test_add_func("/map/clip", test_clip);
  g_test_add_func("/map/simplify", test_simplify);
  g_test_add_func("/map/tiny", test_tiny);
  g_test_add_func("/map/scale-bar", test_scale_bar);
  g_test_add_func("/map/names", test_names);
  return g_test_run();
}

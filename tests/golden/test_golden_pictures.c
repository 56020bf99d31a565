/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A few figures as pictures against stored ones, within a tolerance (picture.h). What differs is
 * written as a picture of its own into the build folder. The tolerance itself is tested: the same
 * figure shaded by other rules passes, and any label moved by two points does not. */
#include <errno.h>
#include <math.h>

#include "golden_scene.h"
#include "picture.h"

#define WIDTH_MM 160
#define DPI 100.0
/* Two points. */
#define MOVED_PX 3

static const char *const charts[] = {"long-series",     "hot-spot-map",  "week-clock",
                                     "priority-matrix", "change-forest", "survey-shares"};

static pb_canvas *canvas_of(const char *name) {
  const pb_chart *chart = pb_chart_find(name);
  g_assert_nonnull(chart);
  pb_context context = golden_scene_context(GOLDEN_LARGE, "sv");
  g_autoptr(pb_figure) figure = golden_scene_figure(&context, chart, false);
  return pb_figure_standalone(figure, WIDTH_MM, 0);
}

static GBytes *png_of(const pb_canvas *canvas, double dpi) {
  g_autoptr(GError) error = NULL;
  GBytes *png = pb_canvas_to_png(canvas, dpi, NULL, NULL, &error);
  g_assert_no_error(error);
  return png;
}

static picture *picture_of(const pb_canvas *canvas, double dpi) {
  g_autoptr(GBytes) png = png_of(canvas, dpi);
  gsize n;
  const char *bytes = g_bytes_get_data(png, &n);
  picture *one = picture_of_png(bytes, n);
  g_assert_nonnull(one);
  return one;
}

static void show_difference(const char *name, const picture *stored, const picture *now) {
  g_autofree char *path = g_strdup_printf("%s/%s.png", GOLDEN_DIFFERENCES, name);
  g_assert_cmpint(g_mkdir_with_parents(GOLDEN_DIFFERENCES, 0777), ==, 0);
  bool written = picture_write_difference(path, stored, now);
  g_test_message(
      "%s.png differs: in some square of %d pixels a side %.1f %% of the pixels, %.1f %% "
      "are allowed. %s %s (stored, now, difference). If the change is meant, run the "
      "test again with PB_UPDATE_GOLDEN=1.",
      name, PICTURE_SQUARE, 100 * picture_difference(stored, now), 100 * PICTURE_SHARE,
      written ? "Look at" : "Cannot write", path);
}

static void same_picture(gconstpointer data) {
  const char *name = data;
  g_autoptr(pb_canvas) canvas = canvas_of(name);
  g_autoptr(GBytes) png = png_of(canvas, DPI);
  gsize n, n_stored;
  const char *bytes = g_bytes_get_data(png, &n);
  g_autofree char *path = g_strdup_printf("%s/%s.png", GOLDEN_PICTURES, name);
  g_autofree char *stored_bytes = NULL;
  g_autoptr(GError) error = NULL;
  if (g_strcmp0(g_getenv("PB_UPDATE_GOLDEN"), "1") == 0) {
    g_file_set_contents(path, bytes, (gssize)n, &error);
    g_assert_no_error(error);
    return;
  }
  g_file_get_contents(path, &stored_bytes, &n_stored, &error);
  g_assert_no_error(error);
  g_autoptr(picture) stored = picture_of_png(stored_bytes, n_stored);
  g_autoptr(picture) now = picture_of_png(bytes, n);
  g_assert_nonnull(stored);
  if (picture_difference(stored, now) > PICTURE_SHARE) {
    show_difference(name, stored, now);
    g_test_fail();
  }
}

/* Drawn three times as large and made small again, every edge is shaded otherwise. */
static void other_shades_pass(gconstpointer data) {
  g_autoptr(pb_canvas) canvas = canvas_of(data);
  g_autoptr(picture) now = picture_of(canvas, DPI), large = picture_of(canvas, 3 * DPI);
  g_autoptr(picture) small = picture_third(large, now->width, now->height);
  double difference = picture_difference(now, small);
  g_test_message("other shades: %.4f", difference);
  if (difference > PICTURE_SHARE) {
    show_difference(data, now, small);
    g_test_fail();
  }
}

static void a_moved_label_is_seen(gconstpointer data) {
  g_autoptr(pb_canvas) canvas = canvas_of(data);
  g_autoptr(picture) now = picture_of(canvas, DPI);
  double least = 1;
  const double scale = DPI / 72;
  g_assert_cmpuint(pb_canvas_n_texts(canvas), >, 5);
  for (size_t i = 0; i < pb_canvas_n_texts(canvas); i++) {
    pb_text_box box = pb_canvas_text_at(canvas, i);
    const int x = (int)floor(box.x * scale), y = (int)floor(box.y * scale);
    const int width = (int)ceil(box.width * scale) + 1, height = (int)ceil(box.height * scale) + 1;
    g_autoptr(picture) moved = picture_moved(now, x, y, width, height, MOVED_PX);
    double difference = picture_difference(now, moved);
    if (difference <= PICTURE_SHARE) {
      g_test_message("“%s” moved is not seen: %.4f", box.text, difference);
      g_test_fail();
    }
    least = MIN(least, difference);
  }
  g_test_message("least difference of a moved label: %.4f", least);
}

static void add(const char *kind, const char *name, GTestDataFunc test) {
  g_autofree char *path = g_strdup_printf("/%s/%s", kind, name);
  g_test_add_data_func(path, name, test);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  golden_scene_open();
  for (size_t i = 0; i < G_N_ELEMENTS(charts); i++) {
    add("picture", charts[i], same_picture);
    add("other-shades", charts[i], other_shades_pass);
    add("moved-label", charts[i], a_moved_label_is_seen);
  }
  int status = g_test_run();
  golden_scene_close();
  return status;
}

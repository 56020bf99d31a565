/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every chart of the build's list on the example places: its SVG is compared with the stored one,
 * and its texts must neither touch nor leave the figure nor be too small, in both languages and at
 * both widths. A new chart is tested the moment it is listed. */
#include <string.h>

#include "golden_file.h"
#include "golden_scene.h"
#include "plots/text_boxes.h"
#include "tests/unit/plots/text_contrast.h"

typedef struct {
  const pb_chart *chart;
  const char *language;
  int place; /**< GOLDEN_FEW only for charts of records of events */
  double width_mm;
  bool events; /**< recorded events, of a chart that shows reported crime unless told */
} golden_case;

static void same_svg(gconstpointer data) {
  const golden_case *c = data;
  pb_context context = golden_scene_context(c->place, c->language);
  g_autoptr(pb_figure) figure = golden_scene_figure(&context, c->chart, c->events);
  g_assert_nonnull(figure->id);
  g_assert_nonnull(figure->title);
  g_assert_nonnull(figure->alt);
  g_autoptr(pb_canvas) canvas = pb_figure_standalone(figure, c->width_mm, 0);
  g_autoptr(GBytes) svg =
      pb_canvas_to_svg(canvas, figure->id, figure->title, figure->alt, c->language, NULL);
  gsize n;
  const char *bytes = g_bytes_get_data(svg, &n);
  g_autofree char *name = g_strdup_printf("%s-%s.svg", c->chart->name, golden_scene_name(c->place));
  g_autofree char *difference = golden_difference(GOLDEN_FOLDER, name, bytes, n);
  if (difference) {
    g_test_message("%s", difference);
    g_test_fail();
  }
}

static void texts_lie_well(gconstpointer data) {
  const golden_case *c = data;
  pb_context context = golden_scene_context(c->place, c->language);
  g_autoptr(pb_figure) figure = golden_scene_figure(&context, c->chart, c->events);
  g_autoptr(pb_canvas) canvas = pb_figure_standalone(figure, c->width_mm, 0);
  g_autoptr(GPtrArray) faults = pb_text_faults(canvas, .5);
  for (guint i = 0; i < faults->len; i++)
    g_test_message("%s", (char *)g_ptr_array_index(faults, i));
  g_autoptr(GPtrArray) faint = text_contrast_faults(canvas);
  for (guint i = 0; i < faint->len; i++)
    g_test_message("%s", (char *)g_ptr_array_index(faint, i));
  if (faults->len || faint->len)
    g_test_fail();
}

static void add_case(const char *kind, GTestDataFunc test, golden_case c) {
  g_autofree char *path =
      g_strdup_printf("/%s/%s%s/%s/%s/%.0f", kind, c.chart->name, c.events ? "-events" : "",
                      c.language, golden_scene_name(c.place), c.width_mm);
  g_test_add_data_func_full(path, g_memdup2(&c, sizeof c), test, g_free);
}

/** A stored figure whose chart is gone would never be compared again. */
static void every_file_has_its_chart(void) {
  g_autoptr(GDir) folder = g_dir_open(GOLDEN_FOLDER, 0, NULL);
  g_assert_nonnull(folder);
  for (const char *name; (name = g_dir_read_name(folder));) {
    if (!g_str_has_suffix(name, ".svg"))
      continue;
    g_autofree char *chart = g_strndup(name, (gsize)(strrchr(name, '-') - name));
    if (!pb_chart_find(chart)) {
      g_test_message("%s has no chart any more: remove the file.", name);
      g_test_fail();
    }
  }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  golden_scene_open();
  size_t n;
  const pb_chart *const *charts = pb_charts(&n);
  for (size_t i = 0; i < n; i++)
    for (int place = 0; place < GOLDEN_N_PLACES; place++) {
      if (place == GOLDEN_FEW && !golden_scene_takes(charts[i], "area"))
        continue;
      add_case("golden", same_svg, (golden_case){charts[i], "sv", place, charts[i]->width_mm});
      for (int k = 0; k < 4; k++)
        add_case("texts", texts_lie_well,
                 (golden_case){charts[i], k & 1 ? "en" : "sv", place, k & 2 ? 80 : 160});
      for (int k = 0; golden_scene_takes(charts[i], "series") && k < 4; k++)
        add_case("texts", texts_lie_well,
                 (golden_case){charts[i], k & 1 ? "en" : "sv", place, k & 2 ? 80 : 160, true});
    }
  g_test_add_func("/golden/every-file-has-its-chart", every_file_has_its_chart);
  int status = g_test_run();
  golden_scene_close();
  return status;
}

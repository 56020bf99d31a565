/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every chart of the build's list on the example places: its SVG is compared with the stored one,
 * and its texts must neither touch nor leave the figure nor be too small, in both languages and at
 * both widths. A new chart is tested the moment it is listed. */
#include <libintl.h>
#include <locale.h>
#include <string.h>

#include "engine/text.h"
#include "example_place.h"
#include "geo/study_area_of.h"
#include "golden_file.h"
#include "plots/chart.h"
#include "plots/text_boxes.h"
#include "tests/unit/plots/text_contrast.h"

static pb_dataset *dataset;
static pb_geography *geography;
enum { LARGE, SMALL, FEW, N_WHERE };
static const struct {
  int municipality;
  const char *name;
} where[N_WHERE] = {{EXAMPLE_LARGE, "large"}, {EXAMPLE_SMALL, "small"}, {EXAMPLE_FEW, "few"}};
static pb_analysis *analyses[N_WHERE];
static pb_study_area *study_areas[N_WHERE];

typedef struct {
  const pb_chart *chart;
  const char *language;
  int place; /**< LARGE, SMALL, or FEW for charts of records of events */
  double width_mm;
  bool events; /**< recorded events, of a chart that shows reported crime unless told */
} golden_case;

static pb_context context_of(const golden_case *c) {
  return (pb_context){.dataset = dataset,
                      .analysis = analyses[c->place],
                      .geography = geography,
                      .language = pb_language_find(c->language),
                      .theme = pb_theme_default(),
                      .audience = PB_AUDIENCE_INTERNAL,
                      .municipality = where[c->place].municipality};
}

static void speak(const char *language) {
  g_setenv("LANGUAGE", language, TRUE);
  setlocale(LC_MESSAGES, "C"); /* only a change makes gettext look at LANGUAGE anew */
  setlocale(LC_MESSAGES, "C.UTF-8");
}

static bool takes(const pb_chart *chart, const char *param) {
  for (size_t i = 0; i < chart->n_params; i++)
    if (strcmp(chart->params[i].name, param) == 0)
      return true;
  return false;
}

static pb_figure *figure_of(const golden_case *c, const pb_context *context) {
  speak(c->language);
  if (takes(c->chart, "type"))
    return pb_figure_make(context, c->chart->name, "type", "theft", NULL);
  if (c->events)
    return pb_figure_make(context, c->chart->name, "series", "events", NULL);
  return pb_figure_make(context, c->chart->name, NULL);
}

static void same_svg(gconstpointer data) {
  const golden_case *c = data;
  pb_context context = context_of(c);
  g_autoptr(pb_figure) figure = figure_of(c, &context);
  g_assert_nonnull(figure->id);
  g_assert_nonnull(figure->title);
  g_assert_nonnull(figure->alt);
  g_autoptr(pb_canvas) canvas = pb_figure_standalone(figure, c->width_mm, 0);
  g_autoptr(GBytes) svg =
      pb_canvas_to_svg(canvas, figure->id, figure->title, figure->alt, c->language, NULL);
  gsize n;
  const char *bytes = g_bytes_get_data(svg, &n);
  g_autofree char *name = g_strdup_printf("%s-%s.svg", c->chart->name, where[c->place].name);
  g_autofree char *difference = golden_difference(GOLDEN_FOLDER, name, bytes, n);
  if (difference) {
    g_test_message("%s", difference);
    g_test_fail();
  }
}

static void texts_lie_well(gconstpointer data) {
  const golden_case *c = data;
  pb_context context = context_of(c);
  g_autoptr(pb_figure) figure = figure_of(c, &context);
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
                      c.language, where[c.place].name, c.width_mm);
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
  setlocale(LC_CTYPE, "C.UTF-8");
  bindtextdomain(PB_TEXT_DOMAIN, GOLDEN_LOCALES);
  bind_textdomain_codeset(PB_TEXT_DOMAIN, "UTF-8");
  pb_size inter = pb_text_size(pb_theme_default(), "Hamburgefonstiv", 1000, 400);
  if (inter.width < 8115 || inter.width > 8130)
    g_error("The stored figures are set in Inter: install the package fonts-inter.");
  dataset = example_dataset();
  geography = example_geography();
  example_place_events(dataset, geography);
  for (int place = 0; place < N_WHERE; place++) {
    int m = where[place].municipality;
    study_areas[place] = pb_study_area_of(geography, m, 0, NULL);
    const pb_analysis_options options = {.study_area = study_areas[place]};
    analyses[place] = pb_analysis_new(dataset, m, &options);
  }
  size_t n;
  const pb_chart *const *charts = pb_charts(&n);
  for (size_t i = 0; i < n; i++)
    for (int place = 0; place < N_WHERE; place++) {
      if (place == FEW && !takes(charts[i], "area"))
        continue;
      add_case("golden", same_svg, (golden_case){charts[i], "sv", place, charts[i]->width_mm});
      for (int k = 0; k < 4; k++)
        add_case("texts", texts_lie_well,
                 (golden_case){charts[i], k & 1 ? "en" : "sv", place, k & 2 ? 80 : 160});
      for (int k = 0; takes(charts[i], "series") && k < 4; k++)
        add_case("texts", texts_lie_well,
                 (golden_case){charts[i], k & 1 ? "en" : "sv", place, k & 2 ? 80 : 160, true});
    }
  g_test_add_func("/golden/every-file-has-its-chart", every_file_has_its_chart);
  int status = g_test_run();
  for (int place = 0; place < N_WHERE; place++) {
    pb_analysis_free(analyses[place]);
    pb_study_area_free(study_areas[place]);
  }
  pb_geography_free(geography);
  pb_dataset_free(dataset);
  return status;
}

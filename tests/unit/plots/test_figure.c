/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/chart.h"

#include <math.h>
#include <string.h>

#include "example_canvas.h"
#include "plots/text_boxes.h"

/** A chart of one bar whose body says how large it is. */
static double bar_height(const pb_figure *figure, double width_pt) {
  (void)figure;
  return width_pt / 3;
}

static void bar_draw(const pb_figure *figure, pb_canvas *canvas) {
  (void)figure;
  const pb_theme *theme = pb_canvas_theme(canvas);
  double width = pb_canvas_width(canvas), height = pb_canvas_height(canvas);
  pb_canvas_rect(canvas, 0, 0, width, height, (pb_paint){.fill = true, .fill_color = theme->band});
  g_autofree char *text = g_strdup_printf("%.0f × %.0f", width, height);
  pb_canvas_text(
      canvas, 4, 4, text,
      (pb_text_style){.size = 8, .weight = 400, .color = theme->ink, .valign = PB_VALIGN_TOP});
}

static const pb_param bar_params[] = {
    {.name = "years",
     .title = "how many years",
     .type = PB_PARAM_INT,
     .def = 10,
     .min = 3,
     .max = 30},
};

static const pb_chart bar = {
    .name = "bar",
    .title = "A bar",
    .params = bar_params,
    .n_params = 1,
    .width_mm = 160,
    .height = bar_height,
    .draw = bar_draw,
};

static pb_figure *bar_figure(void) {
  pb_figure *figure = pb_figure_new(&bar, NULL, NULL);
  figure->id = g_strdup("bar");
  figure->title = g_strdup("Stöldbrotten minskade till 2\u202f468 per 100\u202f000 invånare, den "
                           "lägsta nivån på tio år och under gruppens median");
  figure->subtitle =
      g_strdup("Anmälda stöldbrott per 100\u202f000 invånare, Örebro kommun, 2016–2025");
  figure->note = g_strdup("Streckad linje: ny kommunkodning.");
  figure->source = g_strdup("Källa: Brå, anmälda brott; SCB, folkmängd.");
  return figure;
}

static void parameters_are_copied(void) {
  g_autoptr(pb_params) params = pb_params_new(bar_params, 1);
  g_assert_true(pb_params_set(params, "years", "5", NULL));
  g_autoptr(pb_figure) given = pb_figure_new(&bar, NULL, params);
  g_assert_true(pb_params_set(params, "years", "7", NULL));
  g_assert_cmpint(pb_params_int(given->params, "years"), ==, 5);
  g_autoptr(pb_figure) plain = pb_figure_new(&bar, NULL, NULL);
  g_assert_cmpint(pb_params_int(plain->params, "years"), ==, 10);
  g_assert_cmpint(plain->type, ==, -1);
}

static void check_words(const pb_canvas *canvas) {
  g_autoptr(GPtrArray) faults = pb_text_faults(canvas, .5);
  for (guint i = 0; i < faults->len; i++)
    g_error("%s", (char *)g_ptr_array_index(faults, i));
}

static void standalone_at_both_widths(void) {
  g_autoptr(pb_figure) figure = bar_figure();
  double widths[] = {160, 80};
  double heights[2];
  for (int i = 0; i < 2; i++) {
    g_autoptr(pb_canvas) canvas = pb_figure_standalone(figure, widths[i], 0);
    g_assert_cmpfloat_with_epsilon(pb_canvas_width(canvas), widths[i] * PB_MM_TO_PT, 1e-9);
    heights[i] = pb_canvas_height(canvas) - bar_height(figure, pb_canvas_width(canvas));
    check_words(canvas);
  }
  /* The narrow one wraps its words over more lines. */
  g_assert_cmpfloat(heights[1], >, heights[0] + 20);
  g_autoptr(pb_canvas) own = pb_figure_standalone(figure, 0, 0);
  g_assert_cmpfloat_with_epsilon(pb_canvas_width(own), 160 * PB_MM_TO_PT, 1e-9);
}

static void asked_height_is_kept(void) {
  g_autoptr(pb_figure) figure = bar_figure();
  g_autoptr(pb_canvas) canvas = pb_figure_standalone(figure, 160, 90);
  g_assert_cmpfloat_with_epsilon(pb_canvas_height(canvas), 90 * PB_MM_TO_PT, 1e-9);
  check_words(canvas);
  /* Too low for its words: it grows rather than let them run into each other. */
  g_autoptr(pb_canvas) low = pb_figure_standalone(figure, 80, 20);
  g_assert_cmpfloat(pb_canvas_height(low), >, 20 * PB_MM_TO_PT);
  check_words(low);
}

static void words_are_optional(void) {
  g_autoptr(pb_figure) figure = pb_figure_new(&bar, NULL, NULL);
  g_autoptr(pb_canvas) canvas = pb_figure_standalone(figure, 80, 0);
  double margin = 2 * PB_MM_TO_PT, width = 80 * PB_MM_TO_PT - 2 * margin;
  g_assert_cmpfloat_with_epsilon(pb_canvas_height(canvas), width / 3 + 2 * margin, 1e-6);
  g_assert_cmpuint(pb_canvas_n_texts(canvas), ==, 1);
}

static void empty_says_why(void) {
  g_autoptr(pb_figure) figure = bar_figure();
  figure->empty = g_strdup("Kommunen har för få anmälda brott för ett diagram.");
  g_autoptr(pb_canvas) body = pb_figure_body(figure, 200, 100);
  g_assert_cmpuint(pb_canvas_n_texts(body), ==, 2);
  g_assert_true(g_str_has_prefix(pb_canvas_text_at(body, 0).text, "Kommunen har för få"));
  g_assert_cmpfloat(pb_figure_height(figure, 200), <, 30);
  g_autoptr(pb_canvas) whole = pb_figure_standalone(figure, 160, 0);
  check_words(whole);
  g_assert_cmpfloat(pb_canvas_height(whole), <, 120);
}

static void registry(void) {
  size_t n;
  const pb_chart *const *charts = pb_charts(&n);
  for (size_t i = 0; i < n; i++) {
    const pb_chart *chart = charts[i];
    g_assert_true(pb_chart_find(chart->name) == chart);
    for (const char *c = chart->name; *c; c++)
      g_assert_true(g_ascii_islower(*c) || g_ascii_isdigit(*c) || *c == '-');
    g_assert_nonnull(chart->title);
    g_assert_nonnull(chart->question);
    g_assert_nonnull(chart->description);
    g_assert_nonnull(chart->prepare);
    g_assert_nonnull(chart->height);
    g_assert_nonnull(chart->draw);
    g_assert_true(chart->width_mm == 160 || chart->width_mm == 80);
  }
  g_assert_null(pb_chart_find("no-such-chart"));
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  require_inter();
  g_test_add_func("/figure/parameters-are-copied", parameters_are_copied);
  g_test_add_func("/figure/standalone-at-both-widths", standalone_at_both_widths);
  g_test_add_func("/figure/asked-height-is-kept", asked_height_is_kept);
  g_test_add_func("/figure/words-are-optional", words_are_optional);
  g_test_add_func("/figure/empty-says-why", empty_says_why);
  g_test_add_func("/figure/registry", registry);
  return g_test_run();
}

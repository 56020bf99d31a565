/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every chart of the build's list, on data at its edges, at every width it is used in: texts that
 * do not touch, no number that is none, the same bytes twice, and words that keep the rules. */
#include <libintl.h>
#include <locale.h>
#include <string.h>

#include "chart_places.h"
#include "engine/error.h"
#include "engine/text.h"
#include "plots/chart.h"
#include "plots/spark.h"
#include "plots/text_boxes.h"
#include "text_contrast.h"

static const double widths_mm[] = {56, 80, 118, 160};
static pb_dataset *datasets[N_PLACES_KINDS];
static pb_analysis *analyses[N_PLACES_KINDS];

static pb_context context_of(places_kind kind, const char *language) {
  g_setenv("LANGUAGE", language, TRUE);
  setlocale(LC_MESSAGES, "C"); /* only a change makes gettext look at LANGUAGE anew */
  setlocale(LC_MESSAGES, "C.UTF-8");
  return (pb_context){.dataset = datasets[kind],
                      .analysis = analyses[kind],
                      .language = pb_language_find(language),
                      .theme = pb_theme_default(),
                      .audience = PB_AUDIENCE_INTERNAL,
                      .municipality = 0};
}

static bool takes_type(const pb_chart *chart) {
  for (size_t i = 0; i < chart->n_params; i++)
    if (strcmp(chart->params[i].name, "type") == 0)
      return true;
  return false;
}

static pb_figure *make(const pb_context *context, const char *chart, const char *type) {
  return takes_type(pb_chart_find(chart)) ? pb_figure_make(context, chart, "type", type, NULL)
                                          : pb_figure_make(context, chart, NULL);
}

static void check_words(const pb_figure *figure) {
  const char *const must[] = {figure->id, figure->title, figure->subtitle, figure->source,
                              figure->alt};
  for (size_t i = 0; i < G_N_ELEMENTS(must); i++) {
    g_assert_nonnull(must[i]);
    if (must[i] != figure->source || !figure->empty) /* what shows nothing may have no source */
      g_assert_cmpuint(strlen(must[i]), >, 0);
    g_assert_true(g_utf8_validate(must[i], -1, NULL));
    g_assert_null(strstr(must[i], " nan"));
    g_assert_null(strstr(must[i], "(null)"));
  }
}

static void check_texts(const pb_canvas *canvas, const char *what) {
  g_autoptr(GPtrArray) faults = pb_text_faults(canvas, .6);
  for (guint i = 0; i < faults->len; i++)
    g_test_message("%s: %s", what, (char *)faults->pdata[i]);
  if (faults->len)
    g_test_fail();
}

static void check_contrast(pb_canvas *canvas, const char *what) {
  g_autoptr(GPtrArray) faults = text_contrast_faults(canvas);
  for (guint i = 0; i < faults->len; i++)
    g_test_message("%s: %s", what, (char *)faults->pdata[i]);
  if (faults->len)
    g_test_fail();
}

static char *svg_of(const pb_figure *figure, double width_mm) {
  g_autoptr(pb_canvas) canvas = pb_figure_standalone(figure, width_mm, 0);
  g_autoptr(GBytes) bytes =
      pb_canvas_to_svg(canvas, figure->id, figure->title, figure->alt, "sv", NULL);
  g_assert_nonnull(bytes);
  return g_strndup(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes));
}

static void check_bytes(const pb_figure *figure, double width_mm, const char *what) {
  g_autofree char *svg = svg_of(figure, width_mm), *again = svg_of(figure, width_mm);
  g_assert_cmpstr(svg, ==, again);
  static const char *const wrong[] = {"\"nan", " nan", "-nan", "\"inf", " inf", "-inf"};
  for (size_t i = 0; i < G_N_ELEMENTS(wrong); i++)
    if (strstr(svg, wrong[i])) {
      g_test_message("%s: %s in the SVG", what, wrong[i]);
      g_test_fail();
    }
}

typedef struct {
  const pb_chart *chart;
  places_kind kind;
} chart_case;

static void draws_well(gconstpointer data) {
  const chart_case *c = data;
  static const char *const types[] = {"total", "theft", "drugs_weapons"};
  for (size_t t = 0; t < (takes_type(c->chart) ? G_N_ELEMENTS(types) : 1); t++)
    for (size_t l = 0; l < 2; l++) {
      pb_context context = context_of(c->kind, l ? "en" : "sv");
      g_autoptr(pb_figure) figure = make(&context, c->chart->name, types[t]);
      check_words(figure);
      for (size_t i = 0; i < G_N_ELEMENTS(widths_mm); i++) {
        g_autofree char *what =
            g_strdup_printf("%s %s %.0f mm", types[t], context.language->code, widths_mm[i]);
        g_autoptr(pb_canvas) canvas = pb_figure_standalone(figure, widths_mm[i], 0);
        check_texts(canvas, what);
        /* A page gives a figure its neighbour's height. */
        double width = widths_mm[i] * PB_MM_TO_PT;
        double tall = pb_figure_height(figure, width) + 40;
        g_autoptr(pb_canvas) body = pb_figure_body(figure, width, tall);
        check_texts(body, what);
        if (l == 0) {
          check_bytes(figure, widths_mm[i], what);
          check_contrast(body, what);
        }
      }
    }
}

static bool says_change(const char *text) {
  static const char *const words[] = {"ökade", "minskade", "increased", "decreased"};
  for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
    if (strstr(text, words[i]))
      return true;
  return false;
}

/* "Increased" and "decreased" only when the verdict says so. */
static void change_words_follow_the_verdict(void) {
  size_t said = 0;
  for (int kind = 0; kind < N_PLACES_KINDS; kind++) {
    pb_context context = context_of((places_kind)kind, "sv");
    const pb_result *overview = pb_analysis_find(context.analysis, "overview", -1);
    for (size_t t = 0; t < context.dataset->n_types; t++) {
      int row = pb_analysis_overview_row(context.analysis, (int)t);
      const char *verdict =
          row < 0 ? "" : pb_column_string(pb_result_find(overview, "verdict"), (size_t)row);
      bool sure = g_strcmp0(verdict, "increase") == 0 || g_strcmp0(verdict, "decrease") == 0;
      g_autoptr(pb_figure) figure = make(&context, "recent-years", context.dataset->types[t].key);
      g_assert_true(says_change(figure->title) == sure);
      said += sure;
    }
  }
  g_assert_cmpuint(said, >, 2); /* the rule was met, not missed */
}

/* Fewer than 20 crimes are never told in per cent. */
static void small_counts_are_counts(void) {
  pb_context context = context_of(PLACES_TINY, "sv");
  g_autoptr(pb_figure) figure = make(&context, "change-forest", NULL);
  g_autoptr(pb_canvas) body = pb_figure_body(figure, 454, pb_figure_height(figure, 454));
  size_t arrows = 0;
  for (size_t i = 0; i < pb_canvas_n_texts(body); i++)
    arrows += strstr(pb_canvas_text_at(body, i).text, " → ") != NULL;
  const pb_result *overview = pb_analysis_find(context.analysis, "overview", -1);
  const pb_column *count = pb_result_find(overview, "count_3");
  size_t few = 0;
  for (size_t i = 0; i < pb_column_length(count); i++)
    few += pb_column_int(count, i) < 20;
  g_assert_cmpuint(few, >, 2);
  g_assert_cmpuint(arrows, >=, few);
}

static bool drawn_with(const pb_figure *figure, double width, const char *sign) {
  g_autoptr(pb_canvas) body = pb_figure_body(figure, width, pb_figure_height(figure, width));
  for (size_t i = 0; i < pb_canvas_n_texts(body); i++)
    if (strstr(pb_canvas_text_at(body, i).text, sign))
      return true;
  return false;
}

/* Nor are the shares of crime types: fewer than 20 in all have none, nor has a type with fewer. */
static void few_crimes_have_no_share(void) {
  pb_context context = context_of(PLACES_ORDINARY, "en");
  const pb_result *mix = pb_analysis_find(context.analysis, "crime-mix", -1);
  pb_column *counts = (pb_column *)(uintptr_t)pb_result_find(mix, "count");
  pb_result *result = (pb_result *)(uintptr_t)mix;
  g_assert_cmpuint(pb_result_n_rows(mix), >, 2);
  g_autoptr(pb_figure) many = make(&context, "pareto", NULL);
  g_assert_nonnull(strchr(many->title, '%'));
  g_assert_true(drawn_with(many, 454, "%"));
  const int64_t kept = pb_column_int(counts, 1);
  pb_column_set_int(counts, 1, 19);
  g_autoptr(pb_figure) one = make(&context, "pareto", NULL);
  g_assert_nonnull(strstr(one->alt, " 19,"));
  g_assert_null(strstr(one->alt, " 19 ("));
  pb_column_set_int(counts, 1, kept);
  const double all = pb_result_scalar_or(mix, "n_crimes", 0);
  pb_result_set_scalar(result, "n_crimes", 19, NULL);
  g_autoptr(pb_figure) few = make(&context, "pareto", NULL);
  g_assert_null(strchr(few->title, '%'));
  g_assert_null(strchr(few->alt, '%'));
  g_assert_false(drawn_with(few, 454, "%"));
  g_assert_false(drawn_with(few, 227, "%"));
  pb_result_set_scalar(result, "n_crimes", all, NULL);
}

static void missing_data_is_a_sentence(void) {
  pb_context context = context_of(PLACES_SILENT, "sv");
  static const char *const charts[] = {
      "quarterly",     "week-clock",      "year-wheel", "group-dots",   "funnel",
      "change-forest", "priority-matrix", "pareto",     "clock-change", "concentration-curve"};
  for (size_t i = 0; i < G_N_ELEMENTS(charts); i++) {
    g_autoptr(pb_figure) figure = make(&context, charts[i], "theft");
    g_assert_nonnull(figure->empty);
    g_assert_true(g_str_has_suffix(figure->empty, "."));
  }
}

static void unknown_type_is_an_error(void) {
  pb_context context = context_of(PLACES_ORDINARY, "en");
  const pb_chart *chart = pb_chart_find("long-series");
  g_autoptr(pb_params) params = pb_params_new(chart->params, chart->n_params);
  g_assert_true(pb_params_set(params, "type", "thefts", NULL));
  g_autoptr(GError) error = NULL;
  g_assert_null(chart->prepare(&context, params, &error));
  g_assert_error(error, PB_ERROR, PB_ERROR_USAGE);
  g_assert_nonnull(strstr(error->message, "theft"));
}

static void synthetic_data_is_named(void) {
  pb_context context = context_of(PLACES_TINY, "en");
  g_autoptr(pb_figure) marked = make(&context, "long-series", "theft");
  g_assert_nonnull(strstr(marked->source, "(synthetic data)"));
  g_assert_nonnull(strstr(marked->source, "Brå"));
  context = context_of(PLACES_ORDINARY, "en");
  g_autoptr(pb_figure) real = make(&context, "long-series", "theft");
  g_assert_null(strstr(real->source, "synthetic"));
}

static void sparks(void) {
  const pb_theme *theme = pb_theme_default();
  for (int kind = 0; kind < N_PLACES_KINDS; kind++) {
    const pb_result *series = pb_analysis_find(analyses[kind], "long-series", 2);
    g_autoptr(pb_canvas) spark = pb_spark(series, theme, 70, 20);
    if (!spark)
      continue;
    g_autoptr(GBytes) svg = pb_canvas_to_svg(spark, "s", "t", "d", "sv", NULL);
    g_autofree char *text = g_strndup(g_bytes_get_data(svg, NULL), g_bytes_get_size(svg));
    g_assert_null(strstr(text, "nan"));
  }
  g_assert_null(pb_spark(NULL, theme, 70, 20));
}

/* A chart over years or quarters that crosses a break in its series says so: by a line with its
 * reason, or in the note. The places' crimes have breaks in 2013, 2015, 2017 and 2019, their
 * populations in 2021; the quarters begin in 2015. */
static void test_series_breaks_are_not_flagged(void) {
  pb_context context = context_of(PLACES_PRELIMINARY, "sv");
  g_autoptr(pb_figure) quarterly = make(&context, "quarterly", NULL);
  g_assert_nonnull(strstr(quarterly->note, "2017"));
  g_assert_nonnull(strstr(quarterly->note, "2019"));
  g_assert_null(strstr(quarterly->note, "2015")); /* not crossed */
  g_assert_null(strstr(quarterly->note, "2021")); /* counts have no population */
  g_autoptr(pb_figure) years = make(&context, "long-series", "total");
  g_assert_nonnull(strstr(years->note, "2021"));
  g_autofree char *svg = svg_of(years, 160);
  static const char *const crossed[] = {"2013", "2015", "2017", "2019"};
  for (size_t i = 0; i < G_N_ELEMENTS(crossed); i++) {
    g_autofree char *label = g_strconcat("ny kommunkodning ", crossed[i], NULL);
    g_assert_nonnull(strstr(svg, label));
  }
}

int main(int argc, char **argv) {
  setlocale(LC_ALL, "C.UTF-8");
  setlocale(LC_NUMERIC, "C");
  bindtextdomain(PB_TEXT_DOMAIN, TEST_LOCALES);
  bind_textdomain_codeset(PB_TEXT_DOMAIN, "UTF-8");
  g_test_init(&argc, &argv, NULL);
  for (int kind = 0; kind < N_PLACES_KINDS; kind++) {
    datasets[kind] = places_dataset((places_kind)kind);
    analyses[kind] = pb_analysis_new(datasets[kind], 0, NULL);
  }
  size_t n;
  const pb_chart *const *charts = pb_charts(&n);
  for (size_t i = 0; i < n; i++)
    for (int kind = 0; kind < N_PLACES_KINDS; kind++) {
      chart_case c = {charts[i], (places_kind)kind};
      g_autofree char *path =
          g_strdup_printf("/charts/%s/%s", charts[i]->name, places_name(c.kind));
      g_test_add_data_func_full(path, g_memdup2(&c, sizeof c), draws_well, g_free);
    }
  g_test_add_func("/charts/words/verdict", change_words_follow_the_verdict);
  g_test_add_func("/charts/words/small-counts", small_counts_are_counts);
  g_test_add_func("/charts/words/small-shares", few_crimes_have_no_share);
  g_test_add_func("/charts/words/empty", missing_data_is_a_sentence);
  g_test_add_func("/charts/words/synthetic", synthetic_data_is_named);
  g_test_add_func("/charts/unknown-type", unknown_type_is_an_error);
  g_test_add_func("/charts/spark", sparks);
  g_test_add_func("/faults/series-breaks-are-not-flagged", test_series_breaks_are_not_flagged);
  int status = g_test_run();
  for (int kind = 0; kind < N_PLACES_KINDS; kind++) {
    pb_analysis_free(analyses[kind]);
    pb_dataset_free(datasets[kind]);
  }
  return status;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "example_canvas.h"
#include "plots/svg_write.h"

static char *number(double value) {
  GString *out = g_string_new(NULL);
  pb_svg_number(out, pb_svg_hundredths(value));
  return g_string_free(out, FALSE);
}

static void numbers(void) {
  const struct {
    double value;
    const char *text;
  } cases[] = {{0, "0"},       {-0., "0"},   {-.004, "0"},       {1, "1"},         {-1, "-1"},
               {.5, ".5"},     {-.5, "-.5"}, {.05, ".05"},       {12.5, "12.5"},   {12.34, "12.34"},
               {12.3, "12.3"}, {100, "100"}, {-100.1, "-100.1"}, {1e7, "10000000"}};
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *text = number(cases[i].value);
    g_assert_cmpstr(text, ==, cases[i].text);
  }
}

static void colors(void) {
  g_autoptr(GString) out = g_string_new(NULL);
  pb_svg_color(out, "fill", 0xffffff);
  pb_svg_color(out, "fill", 0x0011aa);
  pb_svg_color(out, "fill", 0x12426b);
  g_assert_cmpstr(out->str, ==, " fill=\"#fff\" fill=\"#01a\" fill=\"#12426b\"");
}

static void escaping(void) {
  g_autoptr(GString) out = g_string_new(NULL);
  pb_svg_escape(out, "<a b=\"1\">&\x01 \xff å\u202f");
  g_assert_cmpstr(out->str, ==, "&lt;a b=&quot;1&quot;&gt;&amp; \ufffd å\u202f");
}

static char *ring(const pb_point *points, size_t n, bool closed) {
  GString *out = g_string_new(NULL);
  pb_svg_ring(out, points, n, closed);
  return g_string_free(out, FALSE);
}

static void rings(void) {
  pb_point square[] = {{0, 0}, {10, 0}, {10, 10}, {0, 10}};
  g_autofree char *closed = ring(square, 4, true);
  g_assert_cmpstr(closed, ==, "M0 0h10v10h-10z");
  pb_point line[] = {{1, 1}, {2.5, 2}, {3, 1}, {3.001, 1.001}, {4, .5}};
  g_autofree char *open = ring(line, 5, false);
  g_assert_cmpstr(open, ==, "M1 1l1.5 1 .5-1 1-.5");
  g_autofree char *point = ring((pb_point[]){{5, 5}, {5.001, 5.001}}, 2, true);
  g_assert_cmpstr(point, ==, "");
}

/** A thousand steps of a third: relative numbers must not drift from the points. */
static void rounding_does_not_add_up(void) {
  pb_point points[1000];
  for (int i = 0; i < 1000; i++)
    points[i] = (pb_point){i / 3., i % 2};
  g_autofree char *path = ring(points, 1000, false);
  double x = 0;
  const char *at = path + 1;
  for (int i = 0; i < 1000; i++) {
    char *end;
    x += g_ascii_strtod(at, &end);
    g_ascii_strtod(end, &end);
    at = *end == 'l' ? end + 1 : end;
  }
  g_assert_cmpfloat_with_epsilon(x, 333, 1e-6);
}

/** What a reader of the file finds. */
typedef struct {
  GPtrArray *texts; /**< contents of <text> */
  GHashTable *ids;
  GPtrArray *wanted; /**< ids that something refers to */
  int depth, n_titles;
  bool in_text;
} contents;

static void start(GMarkupParseContext *context, const char *element, const char **names,
                  const char **values, gpointer data, GError **error) {
  (void)context;
  (void)error;
  contents *found = data;
  found->depth++;
  found->in_text = strcmp(element, "text") == 0;
  found->n_titles += strcmp(element, "title") == 0;
  for (int i = 0; names[i]; i++) {
    if (strcmp(names[i], "id") == 0)
      g_assert_true(g_hash_table_add(found->ids, g_strdup(values[i])));
    if (strcmp(names[i], "aria-labelledby") == 0) {
      g_auto(GStrv) words = g_strsplit(values[i], " ", -1);
      for (int w = 0; words[w]; w++)
        g_ptr_array_add(found->wanted, g_strdup(words[w]));
    }
    if (g_str_has_prefix(values[i], "url(#"))
      g_ptr_array_add(found->wanted, g_strndup(values[i] + 5, strlen(values[i]) - 6));
    g_assert_null(strstr(values[i], "nan"));
    g_assert_null(strstr(values[i], "inf"));
  }
}

static void end(GMarkupParseContext *context, const char *element, gpointer data, GError **error) {
  (void)context;
  (void)element;
  (void)error;
  ((contents *)data)->depth--;
  ((contents *)data)->in_text = false;
}

static void text(GMarkupParseContext *context, const char *bytes, gsize n, gpointer data,
                 GError **error) {
  (void)context;
  (void)error;
  contents *found = data;
  if (found->in_text)
    g_ptr_array_add(found->texts, g_strndup(bytes, n));
}

static GBytes *svg_of_example(void) {
  g_autoptr(pb_canvas) canvas = example_canvas();
  return pb_canvas_to_svg(canvas, "utveckling", "Stöld & <rån>", "Linjen \"sjunker\".", "sv", NULL);
}

static void whole_file(void) {
  g_autoptr(GBytes) svg = svg_of_example();
  gsize n;
  const char *bytes = g_bytes_get_data(svg, &n);
  g_assert_true(g_utf8_validate(bytes, (gssize)n, NULL));
  contents found = {g_ptr_array_new_with_free_func(g_free),
                    g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
                    g_ptr_array_new_with_free_func(g_free),
                    0,
                    0,
                    false};
  const GMarkupParser parser = {start, end, text, NULL, NULL};
  GMarkupParseContext *context = g_markup_parse_context_new(&parser, 0, &found, NULL);
  g_autoptr(GError) error = NULL;
  g_markup_parse_context_parse(context, bytes, (gssize)n, &error);
  g_assert_no_error(error);
  g_markup_parse_context_end_parse(context, &error);
  g_assert_no_error(error);
  g_markup_parse_context_free(context);
  g_assert_cmpint(found.depth, ==, 0);

  /* Every text of the record is there as text, in order. */
  g_autoptr(pb_canvas) canvas = example_canvas();
  g_assert_cmpuint(found.texts->len, ==, pb_canvas_n_texts(canvas));
  for (guint i = 0; i < found.texts->len; i++)
    g_assert_cmpstr(g_ptr_array_index(found.texts, i), ==, pb_canvas_text_at(canvas, i).text);
  /* The file's title and the tooltip. */
  g_assert_cmpint(found.n_titles, ==, 2);
  g_assert_cmpuint(found.wanted->len, ==, 3);
  for (guint i = 0; i < found.wanted->len; i++) {
    g_assert_true(g_hash_table_contains(found.ids, g_ptr_array_index(found.wanted, i)));
    g_assert_true(g_str_has_prefix(g_ptr_array_index(found.wanted, i), "utveckling-"));
  }
  g_ptr_array_unref(found.texts);
  g_ptr_array_unref(found.wanted);
  g_hash_table_unref(found.ids);
}

static void head(void) {
  g_autoptr(GBytes) svg = svg_of_example();
  gsize n;
  const char *bytes = g_bytes_get_data(svg, &n);
  const char *parts[] = {"width=\"160mm\" height=\"90mm\" viewBox=\"0 0 453.54 255.12\"",
                         "role=\"img\" lang=\"sv\"",
                         "<title id=\"utveckling-title\">Stöld &amp; &lt;rån&gt;</title>",
                         "<desc id=\"utveckling-desc\">Linjen &quot;sjunker&quot;.</desc>",
                         "font-family=\"Inter, system-ui, sans-serif\"",
                         "paint-order=\"stroke\"",
                         "<g><title>2025: 2\u202f468 &lt;per&gt;"};
  for (size_t i = 0; i < G_N_ELEMENTS(parts); i++)
    if (!memmem(bytes, n, parts[i], strlen(parts[i])))
      g_error("%s is not in the file", parts[i]);
}

static void without_words(void) {
  g_autoptr(pb_canvas) canvas = pb_canvas_new(10, 10, pb_theme_default());
  pb_canvas_begin_group(canvas, NULL); /* never ended: the writer ends it */
  g_autoptr(GBytes) svg = pb_canvas_to_svg(canvas, "a", NULL, "", NULL, NULL);
  gsize n;
  const char *bytes = g_bytes_get_data(svg, &n);
  g_assert_null(memmem(bytes, n, "aria", 4));
  g_assert_null(memmem(bytes, n, "<title", 6));
  g_assert_null(memmem(bytes, n, "lang", 4));
  g_assert_nonnull(memmem(bytes, n, "<g>\n</g>\n</svg>", 15));
}

static gpointer svg_in_thread(gpointer data) {
  (void)data;
  return svg_of_example();
}

static void same_bytes(void) {
  g_autoptr(GBytes) first = svg_of_example();
  g_autoptr(GBytes) second = svg_of_example();
  g_assert_true(g_bytes_equal(first, second));
  GThread *threads[2];
  for (int i = 0; i < 2; i++)
    threads[i] = g_thread_new("svg", svg_in_thread, NULL);
  for (int i = 0; i < 2; i++) {
    g_autoptr(GBytes) there = g_thread_join(threads[i]);
    g_assert_true(g_bytes_equal(first, there));
  }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  require_inter();
  g_test_add_func("/svg/numbers", numbers);
  g_test_add_func("/svg/colors", colors);
  g_test_add_func("/svg/escaping", escaping);
  g_test_add_func("/svg/rings", rings);
  g_test_add_func("/svg/rounding-does-not-add-up", rounding_does_not_add_up);
  g_test_add_func("/svg/whole-file", whole_file);
  g_test_add_func("/svg/head", head);
  g_test_add_func("/svg/without-words", without_words);
  g_test_add_func("/svg/same-bytes", same_bytes);
  return g_test_run();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The web page: well-formed, complete in itself, and usable without eyes or mouse. */
#include <string.h>

#include "plots/report/backend.h"
#include "plots/report/font_subset.h"
#include "report_sample.h"

typedef struct {
  GHashTable *ids;
  GPtrArray *targets; /* ids that href and aria-labelledby name */
  int last_heading, h1, figures, pictures, tables, captions, header_cells, regions;
  int hidden; /* depth inside aria-hidden */
  GPtrArray *open_hidden;
  const char *language;
} page;

static const char *attribute(const char **names, const char **values, const char *name) {
  for (int i = 0; names[i] != NULL; i++)
    if (strcmp(names[i], name) == 0)
      return values[i];
  return NULL;
}

static void check_heading(page *self, const char *element) {
  if (element[0] != 'h' || !g_ascii_isdigit(element[1]) || element[2] != '\0')
    return;
  int level = element[1] - '0';
  g_assert_cmpint(level, <=, self->last_heading + 1); /* no level left out */
  self->h1 += level == 1;
  self->last_heading = level;
}

static void start(GMarkupParseContext *context, const char *element, const char **names,
                  const char **values, void *data, GError **error) {
  (void)context;
  (void)error;
  page *self = data;
  const char *id = attribute(names, values, "id");
  if (id != NULL) {
    if (!g_hash_table_add(self->ids, g_strdup(id)))
      g_error("two elements have the id %s", id);
  }
  const char *href = attribute(names, values, "href");
  if (href != NULL) {
    g_assert_true(href[0] == '#');
    g_ptr_array_add(self->targets, g_strdup(href + 1));
  }
  g_assert_null(attribute(names, values, "src"));
  const char *labels = attribute(names, values, "aria-labelledby");
  if (labels != NULL) {
    g_auto(GStrv) words = g_strsplit(labels, " ", -1);
    for (int i = 0; words[i] != NULL; i++)
      g_ptr_array_add(self->targets, g_strdup(words[i]));
  }
  check_heading(self, element);
  bool hidden = attribute(names, values, "aria-hidden") != NULL;
  self->hidden += hidden;
  g_ptr_array_add(self->open_hidden, GINT_TO_POINTER(hidden));
  self->figures += strcmp(element, "figure") == 0;
  self->tables += strcmp(element, "table") == 0;
  self->captions += strcmp(element, "caption") == 0;
  if (strcmp(element, "svg") == 0 && self->hidden == 0) {
    self->pictures++;
    g_assert_cmpstr(attribute(names, values, "role"), ==, "img");
    g_assert_nonnull(labels);
  }
  if (strcmp(element, "th") == 0) {
    g_assert_nonnull(attribute(names, values, "scope"));
    self->header_cells++;
  }
  if (g_strcmp0(attribute(names, values, "role"), "region") == 0) {
    g_assert_cmpstr(attribute(names, values, "tabindex"), ==, "0");
    self->regions++;
  }
  if (strcmp(element, "html") == 0)
    self->language = g_intern_string(attribute(names, values, "lang"));
}

static void end(GMarkupParseContext *context, const char *element, void *data, GError **error) {
  (void)context;
  (void)element;
  (void)error;
  page *self = data;
  self->hidden -=
      GPOINTER_TO_INT(g_ptr_array_steal_index(self->open_hidden, self->open_hidden->len - 1));
}

static char *rendered(int spreads) {
  pb_context context = sample_context();
  g_autoptr(pb_node) document = sample_document(&context, spreads);
  g_autoptr(GBytes) file = pb_backend_find("html")->render(document, &context, NULL);
  size_t length;
  const char *data = g_bytes_get_data(file, &length);
  return g_strndup(data, length);
}

static void test_page(void) {
  g_autofree char *html = rendered(2);
  page self = {.ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
               .targets = g_ptr_array_new_with_free_func(g_free),
               .open_hidden = g_ptr_array_new()};
  GMarkupParser parser = {.start_element = start, .end_element = end};
  GMarkupParseContext *context = g_markup_parse_context_new(&parser, 0, &self, NULL);
  GError *error = NULL;
  g_markup_parse_context_parse(context, html, -1, &error);
  g_assert_no_error(error);
  g_markup_parse_context_end_parse(context, &error);
  g_assert_no_error(error);
  g_markup_parse_context_free(context);

  for (guint i = 0; i < self.targets->len; i++)
    if (!g_hash_table_contains(self.ids, g_ptr_array_index(self.targets, i)))
      g_error("nothing has the id %s", (char *)g_ptr_array_index(self.targets, i));
  g_assert_cmpstr(self.language, ==, "sv");
  g_assert_cmpint(self.h1, ==, 1);
  g_assert_cmpint(self.figures, ==, 13);
  g_assert_cmpint(self.pictures, ==, 17); /* wide ones twice, empty ones not at all */
  g_assert_cmpint(self.tables, ==, 2);
  g_assert_cmpint(self.captions, ==, 2);
  g_assert_cmpint(self.regions, ==, 2);
  g_assert_cmpint(self.header_cells, >, 70);
  g_hash_table_unref(self.ids);
  g_ptr_array_unref(self.targets);
  g_ptr_array_unref(self.open_hidden);
}

static void test_nothing_from_the_network(void) {
  g_autofree char *html = rendered(1);
  for (const char *p = html; (p = strstr(p, "http")) != NULL; p++)
    g_assert_true(g_str_has_prefix(p, "http://www.w3.org/")); /* a name, not an address */
  g_assert_null(strstr(html, "@import"));
  g_assert_null(strstr(html, "<script"));
  g_assert_null(strstr(html, "<link"));
  for (const char *p = html; (p = strstr(p, "url(")) != NULL; p++)
    g_assert_true(g_str_has_prefix(p, "url(data:") || g_str_has_prefix(p, "url(#"));
}

static void test_texts_are_protected(void) {
  g_autofree char *html = rendered(1);
  g_assert_nonnull(strstr(html, "Tecken som &lt; &amp; &gt; och &quot;citat&quot;"));
  g_assert_nonnull(strstr(html, "<strong>Skadegörelsen minskade</strong>"));
  g_assert_nonnull(strstr(html, "<a href=\"#metod\">avsnittet om metod</a>"));
  g_assert_nonnull(strstr(html, "“Skadegörelse”</a>")); /* a page reference names the section */
  g_assert_null(strstr(html, "[["));
}

static void test_size(void) {
  g_autofree char *html = rendered(7);
  g_assert_cmpuint(strlen(html), <, 1 << 20);
}

static void test_typeface(void) {
  g_autoptr(GBytes) one = pb_font_subset("Inter", 400, "Örebro 1 234,5 %");
  g_autoptr(GBytes) two = pb_font_subset("Inter", 400, "Andra ord");
  g_assert_nonnull(one);
  g_assert_true(g_bytes_equal(one, two)); /* the shared repertoire */
  g_assert_cmpuint(g_bytes_get_size(one), <, 60000);
  g_assert_cmpmem(g_bytes_get_data(one, NULL), 4, "OTTO", 4);
  g_autoptr(GBytes) more = pb_font_subset("Inter", 400, "Жук");
  g_assert_cmpuint(g_bytes_get_size(more), >, g_bytes_get_size(one));
  g_autoptr(GBytes) strong = pb_font_subset("Inter", 600, "Andra ord");
  g_assert_false(g_bytes_equal(one, strong));
  g_assert_null(pb_font_subset("No Such Family", 400, "a"));
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/report/html/page", test_page);
  g_test_add_func("/report/html/network", test_nothing_from_the_network);
  g_test_add_func("/report/html/texts", test_texts_are_protected);
  g_test_add_func("/report/html/size", test_size);
  g_test_add_func("/report/html/typeface", test_typeface);
  return g_test_run();
}

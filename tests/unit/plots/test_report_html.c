/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The web page of a document with every kind of node: well formed, no id twice, every reference
 * leads somewhere, nothing without words, foreign text escaped, the same bytes every time. */
#include <string.h>

#include "plots/report/backend.h"
#include "report_sample.h"

static const char strange[] = "Brott & \"straff\" <b>ej fetstil</b>";
static const char strange_escaped[] =
    "Brott &amp; &quot;straff&quot; &lt;b&gt;ej fetstil&lt;/b&gt;";

static pb_node *document_of(const pb_context *context) {
  pb_node *document = sample_document(context, 2);
  pb_node *section = pb_add_section(document, "sammanfattning", strange); /* its id is taken */
  section->title = g_strdup(strange);
  pb_add_heading(section, strange);
  pb_add_paragraph(section, "Se [[#sammanfattning]], [[#finns-inte]] och [ord](#finns-ej).");
  pb_node *definitions = pb_node_append(section, pb_node_new(PB_NODE_DEFINITIONS));
  pb_add_definition(definitions, strange, "Två rader\nav **text**.");
  pb_figure *figure = sample_figure(context, "prioritering", strange, strange); /* taken too */
  g_free(figure->alt);
  figure->alt = g_strdup(strange);
  pb_add_figure(section, figure);
  pb_report_table *bare = pb_report_table_new("tabell-bar", NULL);
  pb_report_table_column(bare, "a", false, 1);
  for (int i = 0; i < 4; i++)
    pb_report_table_column(bare, "b", true, 1);
  pb_report_table_set(bare, pb_report_table_row(bare, 0), 0, g_strdup(strange), PB_SIGN_NONE,
                      false);
  pb_add_table(section, bare);
  return document;
}

static char *page_of(const pb_node *document, const pb_context *context) {
  const pb_backend *backend = pb_backend_find("html");
  g_assert_nonnull(backend);
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = backend->render(document, context, &error);
  g_assert_no_error(error);
  gsize size;
  const char *data = g_bytes_get_data(bytes, &size);
  g_assert_true(g_utf8_validate(data, (gssize)size, NULL));
  g_assert_cmpuint(strnlen(data, size), ==, size);
  return g_strndup(data, size);
}

/** What a parser of the page gathers. */
typedef struct {
  GHashTable *ids;
  GPtrArray *references;
  guint images, hidden_depth, headings[4];
} page_facts;

static const char *attribute(const char **names, const char **values, const char *name) {
  for (guint i = 0; names[i] != NULL; i++)
    if (strcmp(names[i], name) == 0)
      return values[i];
  return NULL;
}

static void on_start(GMarkupParseContext *parser, const char *element, const char **names,
                     const char **values, void *data, GError **error) {
  (void)parser;
  (void)error;
  page_facts *facts = data;
  const char *id = attribute(names, values, "id");
  if (id != NULL && !g_hash_table_add(facts->ids, g_strdup(id)))
    g_error("the id “%s” stands twice", id);
  const char *href = attribute(names, values, "href");
  if (href != NULL) {
    g_assert_true(*href == '#');
    g_ptr_array_add(facts->references, g_strdup(href + 1));
  }
  const char *labels = attribute(names, values, "aria-labelledby");
  if (labels != NULL)
    g_ptr_array_add(facts->references, g_strdup(labels));
  bool hidden = g_strcmp0(attribute(names, values, "aria-hidden"), "true") == 0;
  if (facts->hidden_depth > 0 || hidden)
    facts->hidden_depth++;
  if (strcmp(element, "svg") == 0 && facts->hidden_depth == 0) {
    g_assert_cmpstr(attribute(names, values, "role"), ==, "img");
    g_assert_nonnull(labels);
    facts->images++;
  }
  if (element[0] == 'h' && element[1] >= '1' && element[1] <= '3' && element[2] == '\0')
    facts->headings[element[1] - '0']++;
}

static void on_end(GMarkupParseContext *parser, const char *element, void *data, GError **error) {
  (void)parser;
  (void)element;
  (void)error;
  page_facts *facts = data;
  if (facts->hidden_depth > 0)
    facts->hidden_depth--;
}

static void page_is_well_formed(void) {
  pb_context context = sample_context();
  g_autoptr(pb_node) document = document_of(&context);
  g_autofree char *page = page_of(document, &context);
  g_assert_true(g_str_has_prefix(page, "<!DOCTYPE html>\n<html lang=\"sv\">"));
  page_facts facts = {.ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
                      .references = g_ptr_array_new_with_free_func(g_free)};
  const GMarkupParser parser = {.start_element = on_start, .end_element = on_end};
  GMarkupParseContext *parse = g_markup_parse_context_new(&parser, 0, &facts, NULL);
  GError *error = NULL;
  g_markup_parse_context_parse(parse, page, -1, &error);
  g_assert_no_error(error);
  g_markup_parse_context_end_parse(parse, &error);
  g_assert_no_error(error);
  g_markup_parse_context_free(parse);
  for (guint i = 0; i < facts.references->len; i++) {
    const char *id = g_ptr_array_index(facts.references, i);
    if (!g_hash_table_contains(facts.ids, id))
      g_error("“%s” is referred to and does not exist", id);
  }
  g_assert_cmpuint(facts.headings[1], ==, 1);
  g_assert_cmpuint(facts.headings[2], ==, document->children->len);
  g_assert_cmpuint(facts.images, >, 10);
  g_hash_table_unref(facts.ids);
  g_ptr_array_unref(facts.references);
}

static void words_are_escaped(void) {
  pb_context context = sample_context();
  g_autoptr(pb_node) document = document_of(&context);
  g_autofree char *page = page_of(document, &context);
  g_assert_null(strstr(page, "<b>"));
  g_assert_null(strstr(page, strange));
  guint n = 0;
  for (const char *p = page; (p = strstr(p, strange_escaped)) != NULL; p++)
    n++;
  /* Contents, part label, page title, heading, term, figure title and subtitle, cell; alt and
   * tooltip in both drawings. */
  g_assert_cmpuint(n, ==, 12);
}

static void parts_have_their_elements(void) {
  static const char *const parts[] = {
      "<a class=\"skip\" href=\"#rapport\">",
      "<nav aria-label=",
      "<main id=\"rapport\"",
      "<ol class=\"findings\">",
      "<aside role=\"note\"",
      "<dt>",
      "<caption",
      "<th scope=\"col\" class=\"number\">2023</th>",
      "<th scope=\"row\">Samtliga brott</th>",
      "<tr class=\"of-which\">",
      "<svg class=\"sign up\"",
      "<p class=\"empty\">Diagrammet kan inte ritas",
      "<div class=\"drawing wide\"",
      "<div class=\"drawing narrow\"",
      "<a href=\"#omrade-2\">Narkotika och vapen</a>",
      "<a href=\"#metod\">avsnittet om metod</a>",
      "Se <a href=\"#sammanfattning\">Sammanfattning</a>, finns-inte och ord.",
      "id=\"sammanfattning-2\"",
      "id=\"prioritering-2\"",
      "Två rader<br/>av <strong>text</strong>.",
  };
  pb_context context = sample_context();
  g_autoptr(pb_node) document = document_of(&context);
  g_autofree char *page = page_of(document, &context);
  for (guint i = 0; i < G_N_ELEMENTS(parts); i++)
    if (strstr(page, parts[i]) == NULL)
      g_error("“%s” is missing", parts[i]);
}

static void page_needs_nothing_else(void) {
  pb_context context = sample_context();
  g_autoptr(pb_node) document = document_of(&context);
  g_autofree char *page = page_of(document, &context);
  /* One script, and the policy allows that one and nothing from elsewhere. */
  const char *script = strstr(page, "<script>"), *end = strstr(page, "</script>");
  g_assert_true(script != NULL && end != NULL && strstr(script + 1, "<script") == NULL);
  script += strlen("<script>");
  guint8 digest[32];
  gsize n = sizeof digest;
  GChecksum *sum = g_checksum_new(G_CHECKSUM_SHA256);
  g_checksum_update(sum, (const guchar *)script, end - script);
  g_checksum_get_digest(sum, digest, &n);
  g_checksum_free(sum);
  g_autofree char *hash = g_base64_encode(digest, n);
  g_autofree char *allowed = g_strdup_printf("script-src 'sha256-%s'", hash);
  g_assert_nonnull(strstr(page, allowed));
  g_assert_nonnull(strstr(page, "default-src 'none'"));
  g_assert_cmpint(end - script, <, 8 * 1024);
  g_assert_null(strstr(page, "<link"));
  g_assert_null(strstr(page, "@import"));
  g_assert_null(strstr(page, "src=\""));
  for (const char *p = page; (p = strstr(p, "url(")) != NULL; p++)
    g_assert_true(g_str_has_prefix(p, "url(#") || g_str_has_prefix(p, "url(data:"));
}

static void same_bytes_twice(void) {
  pb_context context = sample_context();
  g_autoptr(pb_node) first = document_of(&context);
  g_autoptr(pb_node) second = document_of(&context);
  g_autofree char *a = page_of(first, &context);
  g_autofree char *b = page_of(second, &context);
  g_assert_true(strcmp(a, b) == 0);
}

static void *render_page(void *data) {
  (void)data;
  pb_context context = sample_context();
  g_autoptr(pb_node) document = document_of(&context);
  return page_of(document, &context);
}

static void threads_agree(void) {
  GThread *threads[4];
  for (guint i = 0; i < G_N_ELEMENTS(threads); i++)
    threads[i] = g_thread_new("page", render_page, NULL);
  g_autofree char *expected = render_page(NULL);
  for (guint i = 0; i < G_N_ELEMENTS(threads); i++) {
    g_autofree char *page = g_thread_join(threads[i]);
    g_assert_true(strcmp(page, expected) == 0);
  }
}

static void small_documents(void) {
  pb_context context = sample_context();
  g_autoptr(pb_node) document = pb_node_new(PB_NODE_DOCUMENT);
  g_autofree char *empty = page_of(document, &context);
  g_assert_nonnull(strstr(empty, "</html>"));
  pb_node *section = pb_node_append(document, pb_node_new(PB_NODE_SECTION));
  pb_node_append(section, pb_node_new(PB_NODE_FINDINGS));
  pb_node_append(section, pb_node_new(PB_NODE_LIST));
  pb_node_append(section, pb_node_new(PB_NODE_COMMENT));
  pb_add_paragraph(section, "");
  g_autofree char *page = page_of(document, &context);
  g_assert_null(strstr(page, "<ol class"));
  g_assert_null(strstr(page, "(null)"));
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/report-html/well-formed", page_is_well_formed);
  g_test_add_func("/report-html/escaped", words_are_escaped);
  g_test_add_func("/report-html/elements", parts_have_their_elements);
  g_test_add_func("/report-html/self-contained", page_needs_nothing_else);
  g_test_add_func("/report-html/same-bytes", same_bytes_twice);
  g_test_add_func("/report-html/threads", threads_agree);
  g_test_add_func("/report-html/small", small_documents);
  return g_test_run();
}

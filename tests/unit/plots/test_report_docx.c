/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The document to edit: it keeps the format's rules, says what the tree says, takes foreign text as
 * text, and is the same bytes every time. A small tree is compared as XML with docx_small.xml. */
#include <string.h>

#include "docx_check.h"
#include "plots/report/backend.h"
#include "report_sample.h"

static const char strange[] = "Brott & \"straff\" <b>ej fetstil</b>\x01";
static const char strange_escaped[] =
    "Brott &amp; &quot;straff&quot; &lt;b&gt;ej fetstil&lt;/b&gt;";

static GBytes *render(const pb_node *document, const pb_context *context) {
  const pb_backend *backend = pb_backend_find("docx");
  g_assert_nonnull(backend);
  g_autoptr(GError) error = NULL;
  GBytes *bytes = backend->render(document, context, &error);
  g_assert_no_error(error);
  return bytes;
}

static GHashTable *parts_of(GBytes *file) {
  gsize n;
  const void *data = g_bytes_get_data(file, &n);
  GHashTable *parts = docx_parts(data, n, NULL);
  g_assert_nonnull(parts);
  return parts;
}

static char *part(GHashTable *parts, const char *path) {
  GBytes *bytes = g_hash_table_lookup(parts, path);
  g_assert_nonnull(bytes);
  return g_strndup(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes));
}

static char *render_part(const pb_node *document, const pb_context *context, const char *path) {
  g_autoptr(GBytes) file = render(document, context);
  g_autoptr(GHashTable) parts = parts_of(file);
  return part(parts, path);
}

static guint count(const char *text, const char *words) {
  guint n = 0;
  for (const char *p = text; (p = strstr(p, words)) != NULL; p += strlen(words))
    n++;
  return n;
}

/** Names that occur twice, links that lead nowhere, a table without words, foreign text. */
static pb_node *strange_document(const pb_context *context) {
  pb_node *document = sample_document(context, 2);
  pb_node *section = pb_add_section(document, "sammanfattning", strange);
  pb_add_heading(section, strange);
  pb_add_paragraph(section, "Se [[#sammanfattning]], [[#finns-inte]] och [ord](#finns-ej).");
  pb_node *definitions = pb_node_append(section, pb_node_new(PB_NODE_DEFINITIONS));
  pb_add_definition(definitions, strange, "Två rader\nav **text**.");
  pb_figure *figure = sample_figure(context, "PRIORITERING", strange, strange);
  g_free(figure->alt);
  figure->alt = g_strdup(strange);
  pb_add_figure(section, figure);
  pb_report_table *bare =
      pb_report_table_new("ett-mycket-langt-namn-som-inget-program-tar-emot-helt-och-hallet", NULL);
  pb_report_table_column(bare, "", false, 1);
  pb_report_table_column(bare, "", true, 1);
  pb_report_table_set(bare, pb_report_table_row(bare, 0), 0, g_strdup(strange), PB_SIGN_NONE,
                      false);
  pb_add_table(section, bare);
  pb_add_table(section, pb_report_table_new("tom", "Utan kolumner"));
  return document;
}

static void assert_sound(GBytes *file) {
  gsize n;
  const void *data = g_bytes_get_data(file, &n);
  g_autoptr(GPtrArray) faults = docx_faults(data, n);
  for (guint i = 0; i < faults->len; i++)
    g_test_message("%s", (const char *)g_ptr_array_index(faults, i));
  g_assert_cmpuint(faults->len, ==, 0);
}

static void test_rules(void) {
  pb_context context = sample_context();
  g_autoptr(pb_node) document = strange_document(&context);
  g_autoptr(GBytes) file = render(document, &context);
  assert_sound(file);
  g_autoptr(pb_node) empty = pb_node_new(PB_NODE_DOCUMENT);
  g_autoptr(GBytes) nothing = render(empty, &context);
  assert_sound(nothing);
}

static void test_same_bytes(void) {
  pb_context context = sample_context();
  g_autoptr(pb_node) one = sample_document(&context, 1);
  g_autoptr(pb_node) other = sample_document(&context, 1);
  g_autoptr(GBytes) first = render(one, &context);
  g_autoptr(GBytes) second = render(other, &context);
  g_assert_true(g_bytes_equal(first, second));
}

static void test_foreign_text(void) {
  pb_context context = sample_context();
  g_autoptr(pb_node) document = strange_document(&context);
  g_autofree char *xml = render_part(document, &context, "word/document.xml");
  g_assert_null(strstr(xml, "<b>"));
  g_assert_null(strchr(xml, 1));
  g_assert_cmpuint(count(xml, strange_escaped), >=, 6);
}

static void test_captions(void) {
  pb_context context = sample_context();
  g_autoptr(pb_node) document = sample_document(&context, 2);
  g_autofree char *xml = render_part(document, &context, "word/document.xml");
  guint captions = count(xml, "<w:pStyle w:val=\"Caption\"/>");
  g_assert_cmpuint(captions, ==, count(xml, " SEQ "));
  /* A matrix, five figures and an empty one on each of two spreads; two tables. */
  g_assert_cmpuint(captions, ==, 1 + 2 * 6 + 2);
  g_assert_cmpuint(count(xml, "<wp:inline "), ==, 1 + 2 * 5);
  g_assert_cmpuint(count(xml, "<wp:anchor "), ==, 3); /* curves of findings */
  g_assert_nonnull(strstr(xml, "Staplar; den sista är högst &amp; mörk. (prioritering)"));
  g_assert_nonnull(strstr(xml, "Källa: påhittade tal."));
}

static void test_tables(void) {
  pb_context context = sample_context();
  g_autoptr(pb_node) document = sample_document(&context, 0);
  g_autofree char *xml = render_part(document, &context, "word/document.xml");
  g_assert_cmpuint(count(xml, "<w:tblHeader/>"), ==, 2);
  g_assert_cmpuint(count(xml, "<w:pStyle w:val=\"TableHeadNumber\"/>"), ==, 2 * 6);
  g_assert_cmpuint(count(xml, "<w:pStyle w:val=\"TableNumber\"/>"), ==, 76 * 6);
  g_autofree char *styles = render_part(document, &context, "word/styles.xml");
  g_assert_null(strstr(styles, "insideV"));
}

/** The contents are there with their pages before any program computes them, and no program is
 * asked to. Every part of the sample begins a page. */
static void test_contents(void) {
  pb_context context = sample_context();
  g_autoptr(pb_node) document = sample_document(&context, 2);
  g_autofree char *xml = render_part(document, &context, "word/document.xml");
  g_autofree char *settings = render_part(document, &context, "word/settings.xml");
  g_assert_cmpuint(count(xml, "<w:pStyle w:val=\"TOC1\"/>"), ==, 4);
  g_assert_cmpuint(count(xml, "<w:pStyle w:val=\"TOC2\"/>"), ==, 4);
  g_assert_cmpuint(count(xml, "TOC \\o"), ==, 1);
  g_assert_cmpuint(count(xml, "PAGEREF"), ==, 8);
#define ON_PAGE(heading, page)                                                                     \
  "PAGEREF _Toc0000000" heading " \\h </w:instrText></w:r><w:r><w:fldChar "                        \
  "w:fldCharType=\"separate\"/></w:r><w:r><w:t xml:space=\"preserve\">" page "<"
  g_assert_nonnull(strstr(xml, ON_PAGE("1", "2")));
  g_assert_nonnull(strstr(xml, ON_PAGE("2", "2")));
  g_assert_nonnull(strstr(xml, ON_PAGE("3", "3")));
  g_assert_null(strstr(settings, "updateFields"));
}

/** Every page says that data are synthetic; the language and no clock or name stand in the file. */
static void test_frame(void) {
  pb_context context = sample_context();
  g_autoptr(pb_node) document = sample_document(&context, 0);
  g_autoptr(GBytes) file = render(document, &context);
  g_autoptr(GHashTable) parts = parts_of(file);
  g_autofree char *footer = part(parts, "word/footer1.xml");
  g_autofree char *header = part(parts, "word/header1.xml");
  g_autofree char *styles = part(parts, "word/styles.xml");
  g_autofree char *core = part(parts, "docProps/core.xml");
  g_assert_nonnull(strstr(footer, "Layoutexempel med påhittade tal."));
  g_assert_nonnull(strstr(footer, " PAGE "));
  g_assert_nonnull(strstr(header, "Örebro kommun"));
  g_assert_nonnull(strstr(styles, "<w:lang w:val=\"sv-SE\""));
  g_assert_nonnull(strstr(core, "<dc:language>sv-SE</dc:language>"));
  g_assert_null(strstr(core, "dcterms"));
}

/** The theme's logo before the title, with what it says; a finding's curve beside it, for the eye
 * only. */
static void test_pictures(void) {
  pb_context context = sample_context();
  g_autoptr(pb_canvas) drawing = pb_canvas_new(40, 20, context.theme);
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) logo = pb_canvas_to_png(drawing, 72, NULL, NULL, &error);
  g_assert_no_error(error);
  pb_theme theme = *context.theme;
  theme.logo = logo;
  theme.logo_text = "Exempelköpings kommun";
  theme.logo_width = 40;
  theme.logo_height = 20;
  context.theme = &theme;
  g_autoptr(pb_node) document = pb_node_new(PB_NODE_DOCUMENT);
  document->title = g_strdup("Lägesbild");
  pb_node *section = pb_add_section(document, "a", "A");
  pb_node *findings = pb_node_append(section, pb_node_new(PB_NODE_FINDINGS));
  pb_node *finding = pb_node_append(findings, pb_node_new(PB_NODE_FINDING));
  finding->text = g_strdup("Stölderna minskade.");
  finding->spark = pb_canvas_new(58, 18, context.theme);
  g_autoptr(GBytes) file = render(document, &context);
  assert_sound(file);
  g_autoptr(GHashTable) parts = parts_of(file);
  g_autofree char *xml = part(parts, "word/document.xml");
  const char *first = strstr(xml, "descr=\"Exempelköpings kommun\"");
  g_assert_nonnull(first);
  g_assert_true(first < strstr(xml, "Lägesbild"));
  g_assert_nonnull(strstr(xml, "cx=\"508000\" cy=\"254000\"")); /* 40 × 20 pt */
  g_assert_cmpuint(count(xml, "<wp:anchor "), ==, 1);
  g_assert_cmpuint(count(xml, "decorative\" val=\"1\""), ==, 1);
  g_assert_true(g_bytes_equal(g_hash_table_lookup(parts, "word/media/image2.png"), logo));
  g_assert_cmpuint(count(xml, "r:embed=\"rIdImage"), ==, 2);
}

/** Two narrow cells with figures share a row; a third, and one with a table, stand alone. */
static void test_side_by_side(void) {
  pb_context context = sample_context();
  g_autoptr(pb_node) document = pb_node_new(PB_NODE_DOCUMENT);
  pb_node *section = pb_add_section(document, "a", "A");
  static const char *const ids[] = {"ett", "tva", "tre"};
  pb_node *grid = pb_add_grid(section), *cell = NULL;
  for (int i = 0; i < 3; i++) {
    cell = pb_add_cell(grid, 4);
    pb_add_figure(cell, sample_figure(&context, ids[i], "T", "U"));
    pb_add_paragraph(cell, "Text");
  }
  cell = pb_add_cell(grid, 4);
  pb_add_table(cell, sample_table("tabell", 3));
  g_autofree char *xml = render_part(document, &context, "word/document.xml");
  g_assert_cmpuint(count(xml, "<w:tblStyle w:val=\"SideBySide\"/>"), ==, 1);
  const char *end = strstr(xml, "</w:tbl>");
  g_assert_nonnull(end);
  g_assert_cmpuint(count(end, "<wp:inline "), ==, 1);
  g_assert_cmpuint(count(end, "<w:ind w:right=\"0\"/>"), ==, 0);
  g_assert_cmpuint(count(xml, "cx=\"2880000\""), ==, 2 * 3); /* 80 mm */
}

static void test_small(void) {
  pb_context context = sample_context();
  g_autoptr(pb_node) document = pb_node_new(PB_NODE_DOCUMENT);
  document->id = g_strdup("sv");
  document->title = g_strdup("Lägesbild");
  document->foot = g_strdup("Påhittat.");
  pb_node *section = pb_add_section(document, "a-b", "Del");
  section->title = g_strdup("Färre brott");
  section->foot = g_strdup("Källa: ingen.");
  pb_add_paragraph(section, "Ett **starkt** ord och [en länk](#tab).");
  pb_node *list = pb_node_append(section, pb_node_new(PB_NODE_LIST));
  pb_add_paragraph(list, "En punkt");
  pb_report_table *table = pb_report_table_new("tab", "Tabell");
  pb_report_table_column(table, "namn", false, 2);
  pb_report_table_column(table, "antal", true, 1);
  size_t row = pb_report_table_row(table, 0);
  pb_report_table_set(table, row, 0, g_strdup("Stöld"), PB_SIGN_NONE, false);
  pb_report_table_set(table, row, 1, g_strdup("12"), PB_SIGN_INCREASE, true);
  pb_add_table(section, table);
  pb_add_heading(section, "Rubrik");
  g_autofree char *xml = render_part(document, &context, "word/document.xml");
  g_autofree char *expected = NULL;
  g_autoptr(GError) error = NULL;
  g_assert_true(g_file_get_contents(PB_TESTS "/docx_small.xml", &expected, NULL, &error));
  if (g_strcmp0(xml, expected) != 0)
    g_test_message("%s", xml);
  g_assert_true(g_str_equal(xml, expected));
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/docx/rules", test_rules);
  g_test_add_func("/docx/same-bytes", test_same_bytes);
  g_test_add_func("/docx/foreign-text", test_foreign_text);
  g_test_add_func("/docx/captions", test_captions);
  g_test_add_func("/docx/tables", test_tables);
  g_test_add_func("/docx/contents", test_contents);
  g_test_add_func("/docx/frame", test_frame);
  g_test_add_func("/docx/pictures", test_pictures);
  g_test_add_func("/docx/side-by-side", test_side_by_side);
  g_test_add_func("/docx/small", test_small);
  return g_test_run();
}

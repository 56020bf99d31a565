/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Properties of the pages: nothing outside, references right, tables whole, headings never alone;
 * and what the file says of itself. */
#include <qpdf/qpdf-c.h>
#include <string.h>

#include "plots/report/backend.h"
#include "plots/report/backends/pdf_flow.h"
#include "plots/report/backends/pdf_text.h"
#include "report_sample.h"

typedef struct {
  pb_context context;
  pb_node *document;
  pb_pdf pdf;
  GPtrArray *pages;
} laid_out;

static void lay_out(laid_out *self, pb_node *document) {
  self->context = sample_context();
  self->document = document;
  pb_pdf_init(&self->pdf, &self->context, "sv");
  self->pages = pb_pdf_layout(&self->pdf, document);
}

static void clear(laid_out *self) {
  g_ptr_array_unref(self->pages);
  pb_pdf_clear(&self->pdf);
  pb_node_free(self->document);
}

static const pb_pdf_page *page_at(const laid_out *self, guint i) {
  return g_ptr_array_index(self->pages, i);
}

static pb_node *sample(int spreads) {
  static pb_context context; /* figures keep it */
  context = sample_context();
  return sample_document(&context, spreads);
}

static void test_pages_hold_their_content(void) {
  for (int spreads = 1; spreads < 8; spreads += 3) {
    laid_out self;
    lay_out(&self, sample(spreads));
    for (guint p = 0; p < self.pages->len; p++) {
      const pb_pdf_page *page = page_at(&self, p);
      g_assert_cmpuint(page->stack->len, >, 0);
      g_assert_cmpfloat(pb_stack_height(page->stack, page->stretch), <=, page->room + .1);
      g_assert_cmpfloat(page->stretch, >=, PB_STRETCH_MIN);
      g_assert_cmpfloat(page->stretch, <=, PB_STRETCH_MAX);
      const pb_pdf_box *last = g_ptr_array_index(page->stack, page->stack->len - 1);
      g_assert_false(last->keep_with_next); /* no heading at the foot */
    }
    clear(&self);
  }
}

static void find_box(const pb_pdf_box *box, void *data) {
  const char **wanted = data;
  if (box->id != NULL && *wanted != NULL && strcmp(box->id, *wanted) == 0)
    *wanted = NULL;
}

static void test_references_name_the_page_of_their_target(void) {
  laid_out self;
  lay_out(&self, sample(4));
  GHashTableIter iter;
  void *id;
  guint n = 0;
  g_hash_table_iter_init(&iter, self.pdf.ids);
  while (g_hash_table_iter_next(&iter, &id, NULL)) {
    int number = GPOINTER_TO_INT(g_hash_table_lookup(self.pdf.pages, id));
    g_assert_cmpint(number, >=, 1);
    const pb_pdf_page *page = page_at(&self, (guint)number - 1);
    const char *wanted = id;
    for (guint i = 0; i < page->stack->len; i++)
      pb_pdf_box_visit(g_ptr_array_index(page->stack, i), find_box, &wanted);
    g_assert_null(wanted);
    n++;
  }
  g_assert_cmpuint(n, >, 25);
  clear(&self);
}

static void test_sections_start_pages(void) {
  laid_out self;
  lay_out(&self, sample(2));
  for (guint i = 0; i < self.document->children->len; i++) {
    const pb_node *section = g_ptr_array_index(self.document->children, i);
    int number = GPOINTER_TO_INT(g_hash_table_lookup(self.pdf.pages, section->id));
    const pb_pdf_page *page = page_at(&self, (guint)number - 1);
    g_assert_cmpstr(((const pb_pdf_box *)g_ptr_array_index(page->stack, 0))->id, ==, section->id);
  }
  clear(&self);
}

static void test_a_section_may_follow_on_the_page(void) {
  pb_node *document = pb_node_new(PB_NODE_DOCUMENT);
  pb_add_paragraph(pb_add_section(document, "a", "A"), "Text.");
  pb_node *second = pb_add_section(document, "b", "B");
  second->page_break = false;
  pb_add_paragraph(second, "Text.");
  laid_out self;
  lay_out(&self, document);
  g_assert_cmpuint(self.pages->len, ==, 1);
  clear(&self);
}

/* It stands under the section before it or, where that has filled its pages, above the next one;
 * never alone on a page. */
static void test_a_section_that_follows_is_not_alone(void) {
  bool under = false, above = false;
  for (int lines = 1; lines < 60; lines++) {
    pb_node *document = pb_node_new(PB_NODE_DOCUMENT);
    pb_node *cell = pb_add_cell(pb_add_grid(pb_add_section(document, "a", "A")), 12);
    for (int i = 0; i < lines; i++)
      pb_add_paragraph(cell, "Text.");
    pb_node *second = pb_add_section(document, "b", "B");
    second->page_break = false;
    pb_add_paragraph(second, "Text.");
    pb_add_paragraph(pb_add_section(document, "c", "C"), "Text.");
    laid_out self;
    lay_out(&self, document);
    int b = GPOINTER_TO_INT(g_hash_table_lookup(self.pdf.pages, "b"));
    int c = GPOINTER_TO_INT(g_hash_table_lookup(self.pdf.pages, "c"));
    const pb_pdf_page *page = page_at(&self, (guint)b - 1);
    bool first = g_strcmp0(((const pb_pdf_box *)g_ptr_array_index(page->stack, 0))->id, "b") == 0;
    g_assert_true(first == (b == c));
    g_assert_cmpstr(page->section->id, ==, b == c ? "c" : "a"); /* whose head and foot it has */
    above = above || first;
    under = under || !first;
    clear(&self);
  }
  g_assert_true(under);
  g_assert_true(above);
}

/* Lines of one length, but no word broken for it. */
static void test_balanced_lines_keep_words_whole(void) {
  static const char words[] = "Skadegörelsebrotten: förändringen 2025 kan inte bedömas";
  laid_out self;
  lay_out(&self, sample(1));
  const pb_look look = pb_look_body(self.context.theme);
  pb_pdf_text *whole = pb_pdf_text_plain(&self.pdf, words, look, 400);
  const double least = pb_pdf_text_least_width(whole);
  pb_pdf_text_free(whole);
  for (double width = least + 1; width < 3 * least; width += 2) {
    pb_pdf_text *text = pb_pdf_text_plain(&self.pdf, words, look, width);
    const double height = pb_pdf_text_height(text);
    pb_pdf_text_balance(text);
    g_assert_cmpfloat(pb_pdf_text_width(text), >=, least - .1);
    g_assert_cmpfloat(pb_pdf_text_width(text), <=, width + .1);
    g_assert_cmpfloat(pb_pdf_text_height(text), ==, height);
    pb_pdf_text_free(text);
  }
  clear(&self);
}

/** A table longer than two pages: every row once, in order (heights add up). */
static void test_long_tables_split_between_rows(void) {
  pb_node *document = pb_node_new(PB_NODE_DOCUMENT);
  pb_add_table(pb_add_section(document, "a", "A"), sample_table("lang", 120));
  laid_out self;
  lay_out(&self, document);
  g_assert_cmpuint(self.pages->len, >=, 3);
  double whole = 0, parts = 0;
  for (guint p = 0; p < self.pages->len; p++)
    for (guint i = 0; i < page_at(&self, p)->stack->len; i++)
      parts += pb_pdf_box_height(g_ptr_array_index(page_at(&self, p)->stack, i), 1);
  GPtrArray *stack = pb_stack_new();
  pb_pdf_add_opening(&self.pdf, g_ptr_array_index(document->children, 0), PB_PAGE_COLUMN, stack);
  pb_pdf_add_blocks(&self.pdf, g_ptr_array_index(document->children, 0), PB_PAGE_COLUMN, stack);
  for (guint i = 0; i < stack->len; i++)
    whole += pb_pdf_box_height(g_ptr_array_index(stack, i), 1);
  g_ptr_array_unref(stack);
  /* Each part beyond the first repeats the header: between 15 and 40 points. */
  double repeated = (parts - whole) / (self.pages->len - 1);
  g_assert_cmpfloat(repeated, >, 15);
  g_assert_cmpfloat(repeated, <, 40);
  clear(&self);
}

static void test_long_paragraphs_split_between_lines(void) {
  pb_node *document = pb_node_new(PB_NODE_DOCUMENT);
  GString *words = g_string_new(NULL);
  for (int i = 0; i < 3000; i++)
    g_string_append(words, "ord och mening ");
  pb_add_paragraph_take(pb_add_section(document, "a", "A"), g_string_free(words, false));
  laid_out self;
  lay_out(&self, document);
  g_assert_cmpuint(self.pages->len, >=, 8);
  for (guint p = 0; p < self.pages->len; p++)
    g_assert_cmpfloat(pb_stack_height(page_at(&self, p)->stack, 1), <=, page_at(&self, p)->room);
  clear(&self);
}

/** Wherever the foot of the page falls, a heading and an opening go with what follows them. */
static void test_headings_are_never_alone(void) {
  static pb_context context;
  context = sample_context();
  guint headings = 0;
  for (int lines = 20; lines < 40; lines++) {
    pb_node *document = pb_node_new(PB_NODE_DOCUMENT);
    pb_node *section = pb_add_section(document, "a", "A");
    for (int i = 0; i < lines; i++)
      pb_add_paragraph(section, "En rad.");
    pb_add_heading(section, "Rubrik");
    pb_add_figure(section, sample_figure(&context, "figur", "Titel", "Underrubrik"));
    for (int i = 0; i < 15; i++) /* so much that the last page need not be filled from the first */
      pb_add_paragraph(section, "En rad.");
    laid_out self;
    lay_out(&self, document);
    for (guint p = 0; p < self.pages->len; p++) {
      const GPtrArray *stack = page_at(&self, p)->stack;
      g_assert_false(((const pb_pdf_box *)g_ptr_array_index(stack, stack->len - 1))->heading);
      headings += stack->len > 1 && ((const pb_pdf_box *)g_ptr_array_index(stack, 0))->heading;
    }
    clear(&self);
  }
  g_assert_cmpuint(headings, >, 0); /* some were moved to the next page */
}

static void test_strange_documents(void) {
  pb_context context = sample_context();
  /* Nothing; a section without anything; empty containers; a reference to nothing. */
  pb_node *document = pb_node_new(PB_NODE_DOCUMENT);
  pb_node *section = pb_add_section(document, "a", "A & <b> 'c'");
  pb_add_grid(section);
  pb_add_cell(pb_add_grid(section), 6);
  pb_node_append(section, pb_node_new(PB_NODE_LIST));
  pb_node_append(section, pb_node_new(PB_NODE_FINDINGS));
  pb_node_append(section, pb_node_new(PB_NODE_DEFINITIONS));
  pb_node_append(section, pb_node_new(PB_NODE_COMMENT));
  pb_add_table(section, pb_report_table_new("tom", NULL));
  pb_add_paragraph(section, "Se [[#ingenstans]] och [här](#ingenstans).");
  for (const char *const *name = (const char *const[]){"pdf", "html", "text", NULL}; *name;
       name++) {
    GError *error = NULL;
    g_autoptr(GBytes) file = pb_backend_find(*name)->render(document, &context, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(g_bytes_get_size(file), >, 0);
  }
  pb_node_free(document);
}

typedef struct {
  qpdf_data qpdf;
  int figures, with_alt, headers;
} survey;

static void survey_structure(survey *self, qpdf_oh node, int depth) {
  g_assert_cmpint(depth, <, 50);
  if (qpdf_oh_is_array(self->qpdf, node)) {
    for (int i = 0; i < qpdf_oh_get_array_n_items(self->qpdf, node); i++)
      survey_structure(self, qpdf_oh_get_array_item(self->qpdf, node, i), depth + 1);
  } else if (qpdf_oh_is_dictionary(self->qpdf, node)) {
    if (qpdf_oh_has_key(self->qpdf, node, "/S")) {
      const char *kind = qpdf_oh_get_name(self->qpdf, qpdf_oh_get_key(self->qpdf, node, "/S"));
      self->headers += strcmp(kind, "/TH") == 0;
      if (strcmp(kind, "/Figure") == 0) {
        self->figures++;
        if (qpdf_oh_has_key(self->qpdf, node, "/Alt")) {
          const char *alt =
              qpdf_oh_get_utf8_value(self->qpdf, qpdf_oh_get_key(self->qpdf, node, "/Alt"));
          self->with_alt += g_str_has_prefix(alt, "Staplar; den sista är högst & mörk.");
        }
      }
    }
    survey_structure(self, qpdf_oh_get_key(self->qpdf, node, "/K"), depth + 1);
  }
}

static void test_the_file_says_what_it_is(void) {
  pb_context context = sample_context();
  g_autoptr(pb_node) document = sample_document(&context, 2);
  g_autoptr(GBytes) file = pb_backend_find("pdf")->render(document, &context, NULL);
  survey self = {.qpdf = qpdf_init()};
  size_t length;
  const char *data = g_bytes_get_data(file, &length);
  g_assert_cmpint(qpdf_read_memory(self.qpdf, "sample", data, length, NULL), ==, QPDF_SUCCESS);
  qpdf_oh root = qpdf_get_root(self.qpdf);
  g_assert_cmpstr(qpdf_oh_get_utf8_value(self.qpdf, qpdf_oh_get_key(self.qpdf, root, "/Lang")), ==,
                  "sv");
  g_assert_true(qpdf_oh_has_key(self.qpdf, root, "/Outlines"));
  g_assert_true(qpdf_oh_has_key(self.qpdf, root, "/ViewerPreferences"));
  g_assert_true(qpdf_oh_has_key(self.qpdf, root, "/MarkInfo"));
  qpdf_oh info = qpdf_oh_get_key(self.qpdf, qpdf_get_trailer(self.qpdf), "/Info");
  g_assert_cmpstr(qpdf_oh_get_utf8_value(self.qpdf, qpdf_oh_get_key(self.qpdf, info, "/Title")), ==,
                  "Gemensam lägesbild: Örebro kommun 2023–2025");
  g_assert_false(qpdf_oh_has_key(self.qpdf, info, "/CreationDate"));
  survey_structure(&self, qpdf_oh_get_key(self.qpdf, root, "/StructTreeRoot"), 0);
  g_assert_cmpint(self.figures, ==, 11); /* 1 in the summary, 5 a spread; empty ones are texts */
  g_assert_cmpint(self.with_alt, ==, self.figures);
  g_assert_cmpint(self.headers, >, 70);
  qpdf_cleanup(&self.qpdf);
}

static void test_same_bytes(void) {
  pb_context context = sample_context();
  for (const char *const *name = (const char *const[]){"pdf", "html", "text", NULL}; *name;
       name++) {
    g_autoptr(pb_node) one = sample_document(&context, 2);
    g_autoptr(pb_node) two = sample_document(&context, 2);
    g_autoptr(GBytes) first = pb_backend_find(*name)->render(one, &context, NULL);
    g_autoptr(GBytes) second = pb_backend_find(*name)->render(two, &context, NULL);
    g_autoptr(GBytes) third = pb_backend_find(*name)->render(one, &context, NULL);
    g_assert_true(g_bytes_equal(first, second));
    g_assert_true(g_bytes_equal(first, third));
  }
}

static void *render_in_thread(void *name) {
  pb_context context = sample_context();
  g_autoptr(pb_node) document = sample_document(&context, 2);
  return pb_backend_find(name)->render(document, &context, NULL);
}

static void test_threads_do_not_meet(void) {
  for (const char *const *name = (const char *const[]){"pdf", "html", NULL}; *name; name++) {
    GThread *threads[2];
    for (int i = 0; i < 2; i++)
      threads[i] = g_thread_new("render", render_in_thread, (void *)*name);
    g_autoptr(GBytes) first = g_thread_join(threads[0]);
    g_autoptr(GBytes) second = g_thread_join(threads[1]);
    g_assert_true(g_bytes_equal(first, second));
  }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/report/pdf/pages-hold", test_pages_hold_their_content);
  g_test_add_func("/report/pdf/references", test_references_name_the_page_of_their_target);
  g_test_add_func("/report/pdf/sections", test_sections_start_pages);
  g_test_add_func("/report/pdf/sections-follow", test_a_section_may_follow_on_the_page);
  g_test_add_func("/report/pdf/sections-not-alone", test_a_section_that_follows_is_not_alone);
  g_test_add_func("/report/pdf/balanced", test_balanced_lines_keep_words_whole);
  g_test_add_func("/report/pdf/long-tables", test_long_tables_split_between_rows);
  g_test_add_func("/report/pdf/long-paragraphs", test_long_paragraphs_split_between_lines);
  g_test_add_func("/report/pdf/headings", test_headings_are_never_alone);
  g_test_add_func("/report/pdf/strange", test_strange_documents);
  g_test_add_func("/report/pdf/file", test_the_file_says_what_it_is);
  g_test_add_func("/report/same-bytes", test_same_bytes);
  g_test_add_func("/report/threads", test_threads_do_not_meet);
  return g_test_run();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What pages show: tables, tooltips, alternative texts and sentences of HTML, DOCX and SVG. */
#include <archive.h>
#include <archive_entry.h>
#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <string.h>

#include "tests/attack/attack.h"

typedef struct {
  GPtrArray *to;
  sort in;
  const char *file, *place;
  char *context; /* the section's id or heading; the figure's id */
} reading;

void free_shown_page(gpointer p) {
  shown_page *page = p;
  g_free(page->file);
  g_free(page->place);
  g_free(page->context);
  g_free(page->text);
  if (page->header)
    g_ptr_array_unref(page->header);
  if (page->rows)
    g_ptr_array_unref(page->rows);
  g_free(page);
}

static shown_page *add_page(const reading *r, const char *context) {
  shown_page *page = g_new0(shown_page, 1);
  page->in = r->in;
  page->file = g_strdup(r->file);
  page->place = g_strdup(r->place);
  page->context = g_strdup(context ? context : "");
  g_ptr_array_add(r->to, page);
  return page;
}

static bool is(const xmlNode *node, const char *name) {
  return node->type == XML_ELEMENT_NODE && g_str_equal((const char *)node->name, name);
}

static char *attribute(xmlNode *node, const char *name) {
  xmlChar *value = xmlGetProp(node, (const xmlChar *)name);
  char *copy = g_strdup((const char *)value);
  xmlFree(value);
  return copy;
}

/* The words below a node, without signs for readers of screens and drawings. */
static void add_words(GString *words, xmlNode *node) {
  if (node->type == XML_TEXT_NODE)
    g_string_append(words, (const char *)node->content);
  if (node->type != XML_ELEMENT_NODE)
    return;
  g_autofree char *class = attribute(node, "class");
  if (is(node, "svg") || g_strcmp0(class, "unseen") == 0)
    return;
  if (is(node, "br") || is(node, "p"))
    g_string_append_c(words, ' ');
  for (xmlNode *child = node->children; child; child = child->next)
    add_words(words, child);
}

static char *words_of(xmlNode *node) {
  GString *words = g_string_new(NULL);
  add_words(words, node);
  for (char *p = words->str; *p; p++)
    if (*p == '\n' || *p == '\t')
      *p = ' ';
  return g_strstrip(g_string_free(words, FALSE));
}

static void read_rows(GPtrArray *rows, xmlNode *node, const char *row, const char *cell,
                      const char *other) {
  if (node->type != XML_ELEMENT_NODE)
    return;
  if (is(node, row)) {
    GPtrArray *cells = g_ptr_array_new_with_free_func(g_free);
    for (xmlNode *child = node->children; child; child = child->next)
      if (is(child, cell) || is(child, other))
        g_ptr_array_add(cells, words_of(child));
    g_ptr_array_add(rows, cells);
    return;
  }
  for (xmlNode *child = node->children; child; child = child->next)
    read_rows(rows, child, row, cell, other);
}

static void read_table(const reading *r, xmlNode *node, bool word) {
  GPtrArray *rows = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
  read_rows(rows, node, "tr", word ? "tc" : "td", word ? "tc" : "th");
  if (rows->len < 2) {
    g_ptr_array_unref(rows);
    return;
  }
  shown_page *page = add_page(r, r->context);
  page->header = g_ptr_array_steal_index(rows, 0);
  page->rows = rows;
}

static void add_text(const reading *r, const char *text) {
  if (text && *text)
    add_page(r, r->context)->text = g_strdup(text);
}

static void add_text_of(const reading *r, xmlNode *node) {
  g_autofree char *text = words_of(node);
  add_text(r, text);
}

/* In order: a heading is the context of what follows it. */
static void walk_html(reading *r, xmlNode *node) {
  for (; node; node = node->next) {
    if (node->type != XML_ELEMENT_NODE)
      continue;
    g_autofree char *id = attribute(node, "id"), *label = attribute(node, "aria-label");
    if ((is(node, "section") || is(node, "figure")) && id) {
      g_free(r->context);
      r->context = g_strdup(id);
    }
    if (is(node, "table"))
      read_table(r, node, false);
    else if (is(node, "title") || is(node, "desc") || is(node, "p") || is(node, "li"))
      add_text_of(r, node);
    add_text(r, label);
    walk_html(r, node->children);
    if (is(node, "figure") && id) { /* back in the section */
      for (xmlNode *up = node->parent; up; up = up->parent)
        if (is(up, "section")) {
          g_free(r->context);
          r->context = attribute(up, "id");
          break;
        }
    }
  }
}

static void walk_word(reading *r, xmlNode *node) {
  for (; node; node = node->next) {
    if (node->type != XML_ELEMENT_NODE)
      continue;
    if (is(node, "bookmarkStart")) {
      g_autofree char *name = attribute(node, "name");
      if (name && name[0] != '_') {
        g_free(r->context);
        r->context = g_steal_pointer(&name);
      }
    } else if (is(node, "tbl")) {
      read_table(r, node, true);
      continue;
    } else if (is(node, "docPr")) {
      g_autofree char *alt = attribute(node, "descr"), *title = attribute(node, "title");
      add_text(r, alt);
      add_text(r, title);
    }
    walk_word(r, node->children);
    if (is(node, "p"))
      add_text_of(r, node);
  }
}

static void read_xml(reading *r, const char *bytes, size_t n, bool html,
                     void (*walk)(reading *, xmlNode *)) {
  xmlDoc *document =
      html ? htmlReadMemory(bytes, (int)n, NULL, "UTF-8",
                            HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET)
           : xmlReadMemory(bytes, (int)n, NULL, NULL, XML_PARSE_NONET | XML_PARSE_HUGE);
  if (!document)
    return;
  walk(r, xmlDocGetRootElement(document));
  xmlFreeDoc(document);
}

static void read_html(reading *r, const char *path) {
  g_autofree char *text = NULL;
  gsize n;
  if (g_file_get_contents(path, &text, &n, NULL))
    read_xml(r, text, n, true, walk_html);
}

static void read_svg(reading *r, const char *path) {
  g_autofree char *text = NULL;
  gsize n;
  if (g_file_get_contents(path, &text, &n, NULL))
    read_xml(r, text, n, false, walk_html);
}

static void read_docx(reading *r, const char *path) {
  struct archive *zip = archive_read_new();
  struct archive_entry *entry;
  archive_read_support_format_zip(zip);
  if (archive_read_open_filename(zip, path, 65536) == ARCHIVE_OK)
    while (archive_read_next_header(zip, &entry) == ARCHIVE_OK) {
      if (!g_str_has_suffix(archive_entry_pathname(entry), ".xml"))
        continue;
      GString *bytes = g_string_new(NULL);
      char block[16384];
      la_ssize_t n;
      while ((n = archive_read_data(zip, block, sizeof block)) > 0)
        g_string_append_len(bytes, block, n);
      read_xml(r, bytes->str, bytes->len, false, walk_word);
      g_string_free(bytes, TRUE);
    }
  archive_read_free(zip);
}

static int by_name(gconstpointer a, gconstpointer b) {
  return strcmp(*(char *const *)a, *(char *const *)b);
}

static void read_figures(GPtrArray *to, const char *folder, const char *name, const char *place) {
  g_autofree char *figures = g_build_filename(folder, name, "figures", NULL);
  g_autoptr(GDir) dir = g_dir_open(figures, 0, NULL);
  g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func(g_free);
  const char *one;
  while (dir && (one = g_dir_read_name(dir)))
    if (g_str_has_suffix(one, ".svg"))
      g_ptr_array_add(files, g_strdup(one));
  g_ptr_array_sort(files, by_name);
  for (guint i = 0; i < files->len; i++) {
    const char *base = files->pdata[i]; /* "07-funnel-theft.svg" */
    g_autofree char *path = g_build_filename(figures, base, NULL);
    g_autofree char *file = g_build_filename(name, "figures", base, NULL);
    reading r = {to, IN_SVG, file, place, g_strndup(base + 3, strlen(base) - 7)};
    read_svg(&r, path);
    g_free(r.context);
  }
}

GPtrArray *read_shown_pages(const char *folder) {
  GPtrArray *to = g_ptr_array_new_with_free_func(free_shown_page);
  g_autoptr(GPtrArray) places = report_folders(folder);
  for (guint i = 0; i < places->len; i++) {
    const char *name = places->pdata[i];
    g_autofree char *place = g_strndup(name, 4);
    g_autofree char *html = g_build_filename(folder, name, "rapport.html", NULL);
    g_autofree char *html_file = g_build_filename(name, "rapport.html", NULL);
    g_autofree char *docx = g_build_filename(folder, name, "rapport.docx", NULL);
    g_autofree char *docx_file = g_build_filename(name, "rapport.docx", NULL);
    reading page = {to, IN_HTML, html_file, place, NULL};
    reading word = {to, IN_DOCX, docx_file, place, NULL};
    read_html(&page, html);
    read_docx(&word, docx);
    g_free(page.context);
    g_free(word.context);
    read_figures(to, folder, name, place);
  }
  return to;
}

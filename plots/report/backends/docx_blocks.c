/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sections, headings, running text, lists, definitions and comments. */
#include "plots/report/backends/docx_parts.h"

/** The bulleted list of docx_settings.c; the numbered ones follow. */
#define BULLETS 1

/** A heading with its bookmark and, at levels 1 and 2, its line in the table of contents. */
static void put_heading(pb_docx *docx, int level, bool new_page, const void *key,
                        const char *marked) {
  g_string_append_printf(docx->out, "<w:p><w:pPr><w:pStyle w:val=\"Heading%d\"/>%s</w:pPr>", level,
                         new_page ? "<w:pageBreakBefore/>" : "");
  if (key != NULL)
    pb_docx_bookmark(docx, key);
  g_autofree char *words = g_strdelimit(pb_inline_plain(marked), "\n", ' ');
  if (level <= 2) {
    pb_docx_entry *entry = g_new0(pb_docx_entry, 1);
    entry->level = level;
    entry->words = g_strdup(words);
    entry->bookmark = g_strdup_printf("_Toc%08u", docx->entries->len + 1);
    g_ptr_array_add(docx->entries, entry);
    pb_docx_bookmark_name(docx, entry->bookmark);
  }
  pb_docx_run(docx->out, words, NULL);
  pb_docx_close(docx);
}

/** Sections that follow each other under one label share its heading. */
void pb_docx_section(pb_docx *docx, const pb_node *section, const pb_node *before) {
  const char *label = section->label != NULL ? section->label : section->title;
  bool same = before != NULL && section->title != NULL && g_strcmp0(before->label, label) == 0;
  if (label != NULL && !same)
    put_heading(docx, 1, section->page_break, section, label);
  docx->level = 2;
  if (section->title != NULL && section->title != label) {
    put_heading(docx, 2, same && section->page_break, same ? section : NULL, section->title);
    docx->level = 3;
  }
  pb_docx_paragraph(docx, "Introduction", false, section->intro);
  docx->followed = section->foot != NULL && *section->foot;
  pb_docx_blocks(docx, section);
  docx->followed = false;
  pb_docx_paragraph(docx, "Source", false, section->foot);
}

static void put_paragraph(pb_docx *docx, const pb_node *node) {
  pb_docx_open(docx, node->style == PB_STYLE_SMALL ? "SmallText" : docx->text_style,
               docx->followed);
  pb_docx_bookmark(docx, node);
  pb_docx_inline(docx, node->text);
  pb_docx_close(docx);
}

/** The curve of a finding is seen, not read. */
static void put_spark(pb_docx *docx, const pb_canvas *spark) {
  if (spark == NULL || docx->error != NULL)
    return;
  g_autoptr(GBytes) png = pb_canvas_to_png(spark, PB_DOCX_DPI, NULL, NULL, &docx->error);
  if (png != NULL)
    pb_docx_picture_beside(docx, png, (pb_size){pb_canvas_width(spark), pb_canvas_height(spark)});
}

static void put_item(pb_docx *docx, const pb_node *node, const char *style, guint list, bool keep) {
  g_string_append_printf(docx->out,
                         "<w:p><w:pPr><w:pStyle w:val=\"%s\"/>%s<w:numPr><w:ilvl w:val=\"0\"/>"
                         "<w:numId w:val=\"%u\"/></w:numPr>%s</w:pPr>",
                         style, keep ? "<w:keepNext/>" : "", list,
                         docx->beside ? PB_DOCX_WHOLE_LINE : "");
  pb_docx_bookmark(docx, node);
  put_spark(docx, node->spark);
  pb_docx_inline(docx, node->text);
  pb_docx_close(docx);
}

static void put_items(pb_docx *docx, const pb_node *node, const char *style, guint list) {
  for (guint i = 0; i < node->children->len; i++)
    put_item(docx, g_ptr_array_index(node->children, i), style, list,
             docx->followed && i + 1 == node->children->len);
}

static void put_findings(pb_docx *docx, const pb_node *node) {
  if (node->children->len > 0)
    put_items(docx, node, "ListNumber", BULLETS + ++docx->n_numbered);
}

/** The term and, after a tab, what it means. */
static void put_definitions(pb_docx *docx, const pb_node *node) {
  for (guint i = 0; i < node->children->len; i++) {
    const pb_node *item = g_ptr_array_index(node->children, i);
    pb_docx_open(docx, "Definition", docx->followed && i + 1 == node->children->len);
    pb_docx_bookmark(docx, item);
    if (item->label != NULL) {
      g_autofree char *term = pb_inline_plain(item->label);
      pb_docx_run(docx->out, term, "Strong");
    }
    g_string_append(docx->out, "<w:r><w:tab/></w:r>");
    pb_docx_inline(docx, item->text);
    pb_docx_close(docx);
  }
}

static void put_comment(pb_docx *docx, const pb_node *node) {
  if (node->children->len == 0)
    return;
  if (node->label != NULL)
    put_heading(docx, docx->level, false, node, node->label);
  const char *outside = docx->text_style;
  docx->text_style = "Comment";
  pb_docx_blocks(docx, node);
  docx->text_style = outside;
}

void pb_docx_blocks(pb_docx *docx, const pb_node *parent) {
  bool followed = docx->followed;
  for (guint i = 0; i < parent->children->len; i++) {
    const pb_node *node = g_ptr_array_index(parent->children, i);
    docx->followed = followed && i + 1 == parent->children->len;
    switch (node->kind) {
    case PB_NODE_HEADING:
      put_heading(docx, docx->level, false, node, node->text);
      break;
    case PB_NODE_PARAGRAPH:
      put_paragraph(docx, node);
      break;
    case PB_NODE_LIST:
      put_items(docx, node, "ListBullet", BULLETS);
      break;
    case PB_NODE_FINDINGS:
      put_findings(docx, node);
      break;
    case PB_NODE_GRID:
      pb_docx_grid(docx, node);
      break;
    case PB_NODE_FIGURE:
      pb_docx_figure(docx, node->figure);
      break;
    case PB_NODE_TABLE:
      pb_docx_table(docx, node->table);
      break;
    case PB_NODE_DEFINITIONS:
      put_definitions(docx, node);
      break;
    case PB_NODE_COMMENT:
      put_comment(docx, node);
      break;
    case PB_NODE_DOCUMENT:
    case PB_NODE_SECTION:
    case PB_NODE_FINDING:
    case PB_NODE_CELL:
    case PB_NODE_DEFINITION:
      break; /* written by their parents */
    }
  }
  docx->followed = followed;
}

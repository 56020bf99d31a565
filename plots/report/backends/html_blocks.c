/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Running text, lists, definitions, comments and the rows of the grid. */
#include "plots/report/backends/html_blocks.h"

static void put_paragraph(pb_html *html, const pb_node *node, const char *tag) {
  g_string_append_printf(html->out, "<%s", tag);
  pb_html_id(html, node);
  if (node->style == PB_STYLE_SMALL)
    g_string_append(html->out, " class=\"small\"");
  g_string_append_c(html->out, '>');
  pb_html_inline(html, node->text);
  g_string_append_printf(html->out, "</%s>\n", tag);
}

static void put_list(pb_html *html, const pb_node *list) {
  if (list->children->len == 0)
    return;
  g_string_append(html->out, "<ul>\n");
  for (guint i = 0; i < list->children->len; i++)
    put_paragraph(html, g_ptr_array_index(list->children, i), "li");
  g_string_append(html->out, "</ul>\n");
}

static void put_findings(pb_html *html, const pb_node *findings) {
  if (findings->children->len == 0)
    return;
  g_string_append(html->out, "<ol class=\"findings\">\n");
  for (guint i = 0; i < findings->children->len; i++) {
    const pb_node *node = g_ptr_array_index(findings->children, i);
    g_string_append(html->out, "<li");
    pb_html_id(html, node);
    g_string_append(html->out, "><p>");
    pb_html_inline(html, node->text);
    g_string_append(html->out, "</p>");
    if (node->spark != NULL)
      pb_html_spark(html, node->spark);
    g_string_append(html->out, "</li>\n");
  }
  g_string_append(html->out, "</ol>\n");
}

static void put_definitions(pb_html *html, const pb_node *list) {
  if (list->children->len == 0)
    return;
  g_string_append(html->out, "<dl>\n");
  for (guint i = 0; i < list->children->len; i++) {
    const pb_node *node = g_ptr_array_index(list->children, i);
    g_string_append(html->out, "<div><dt");
    pb_html_id(html, node);
    g_string_append_c(html->out, '>');
    pb_html_inline(html, node->label);
    g_string_append(html->out, "</dt><dd>");
    pb_html_inline(html, node->text);
    g_string_append(html->out, "</dd></div>\n");
  }
  g_string_append(html->out, "</dl>\n");
}

static void put_heading(pb_html *html, const void *key, const char *text) {
  g_string_append(html->out, "<h3");
  pb_html_id(html, key);
  g_string_append_c(html->out, '>');
  pb_html_inline(html, text);
  g_string_append(html->out, "</h3>\n");
}

static void put_comment(pb_html *html, const pb_node *comment) {
  if (comment->children->len == 0)
    return;
  g_string_append(html->out, "<aside role=\"note\"");
  pb_html_id(html, comment);
  if (comment->label != NULL)
    g_string_append_printf(html->out, " aria-labelledby=\"%s\"",
                           (const char *)g_hash_table_lookup(html->anchors, &comment->title));
  g_string_append(html->out, ">\n");
  if (comment->label != NULL)
    put_heading(html, &comment->title, comment->label);
  pb_html_blocks(html, comment);
  g_string_append(html->out, "</aside>\n");
}

static void put_grid(pb_html *html, const pb_node *grid) {
  int outside = html->span;
  g_string_append(html->out, "<div class=\"row\">\n");
  for (guint i = 0; i < grid->children->len; i++) {
    const pb_node *cell = g_ptr_array_index(grid->children, i);
    int span = CLAMP(cell->span, 1, 12);
    g_string_append_printf(html->out, "<div class=\"c%d\">\n", span);
    html->span = MAX(1, outside * span / 12);
    pb_html_blocks(html, cell);
    g_string_append(html->out, "</div>\n");
  }
  g_string_append(html->out, "</div>\n");
  html->span = outside;
}

void pb_html_blocks(pb_html *html, const pb_node *parent) {
  for (guint i = 0; i < parent->children->len; i++) {
    const pb_node *node = g_ptr_array_index(parent->children, i);
    switch (node->kind) {
    case PB_NODE_HEADING:
      put_heading(html, node, node->text);
      break;
    case PB_NODE_PARAGRAPH:
      put_paragraph(html, node, "p");
      break;
    case PB_NODE_LIST:
      put_list(html, node);
      break;
    case PB_NODE_FINDINGS:
      put_findings(html, node);
      break;
    case PB_NODE_GRID:
      put_grid(html, node);
      break;
    case PB_NODE_FIGURE:
      pb_html_figure(html, node->figure);
      break;
    case PB_NODE_TABLE:
      pb_html_table(html, node->table);
      break;
    case PB_NODE_DEFINITIONS:
      put_definitions(html, node);
      break;
    case PB_NODE_COMMENT:
      put_comment(html, node);
      break;
    case PB_NODE_DOCUMENT:
    case PB_NODE_SECTION:
    case PB_NODE_FINDING:
    case PB_NODE_CELL:
    case PB_NODE_DEFINITION:
      break; /* written by their parents */
    }
  }
}

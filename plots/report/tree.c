/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/report/tree.h"

pb_node *pb_node_new(pb_node_kind kind) {
  pb_node *node = g_new0(pb_node, 1);
  node->kind = kind;
  node->span = 12;
  node->page_break = kind == PB_NODE_SECTION;
  node->children = g_ptr_array_new_with_free_func((GDestroyNotify)pb_node_free);
  return node;
}

void pb_node_free(pb_node *node) {
  if (node == NULL)
    return;
  g_free(node->id);
  g_free(node->label);
  g_free(node->title);
  g_free(node->intro);
  g_free(node->text);
  g_free(node->foot);
  if (node->figure != NULL)
    pb_figure_free(node->figure);
  if (node->spark != NULL)
    pb_canvas_free(node->spark);
  pb_report_table_free(node->table);
  g_ptr_array_unref(node->children);
  g_free(node);
}

pb_node *pb_node_append(pb_node *parent, pb_node *child) {
  g_ptr_array_add(parent->children, child);
  return child;
}

pb_node *pb_add_section(pb_node *document, const char *id, const char *label) {
  pb_node *section = pb_node_new(PB_NODE_SECTION);
  section->id = g_strdup(id);
  section->label = g_strdup(label);
  return pb_node_append(document, section);
}

static pb_node *add_text(pb_node *parent, pb_node_kind kind, char *text) {
  pb_node *node = pb_node_new(kind);
  node->text = text;
  return pb_node_append(parent, node);
}

pb_node *pb_add_heading(pb_node *parent, const char *text) {
  return add_text(parent, PB_NODE_HEADING, g_strdup(text));
}

pb_node *pb_add_paragraph(pb_node *parent, const char *text) {
  return add_text(parent, PB_NODE_PARAGRAPH, g_strdup(text));
}

pb_node *pb_add_paragraph_take(pb_node *parent, char *text) {
  return add_text(parent, PB_NODE_PARAGRAPH, text);
}

pb_node *pb_add_small(pb_node *parent, const char *text) {
  pb_node *node = pb_add_paragraph(parent, text);
  node->style = PB_STYLE_SMALL;
  return node;
}

pb_node *pb_add_grid(pb_node *parent) {
  return pb_node_append(parent, pb_node_new(PB_NODE_GRID));
}

pb_node *pb_add_cell(pb_node *grid, int span) {
  pb_node *cell = pb_node_new(PB_NODE_CELL);
  cell->span = CLAMP(span, 1, 12);
  return pb_node_append(grid, cell);
}

pb_node *pb_add_figure(pb_node *parent, pb_figure *figure) {
  pb_node *node = pb_node_new(PB_NODE_FIGURE);
  node->figure = figure;
  return pb_node_append(parent, node);
}

pb_node *pb_add_table(pb_node *parent, pb_report_table *table) {
  pb_node *node = pb_node_new(PB_NODE_TABLE);
  node->table = table;
  return pb_node_append(parent, node);
}

pb_node *pb_add_definition(pb_node *definitions, const char *term, const char *text) {
  pb_node *node = pb_node_new(PB_NODE_DEFINITION);
  node->label = g_strdup(term);
  node->text = g_strdup(text);
  return pb_node_append(definitions, node);
}

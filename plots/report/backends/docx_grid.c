/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of the grid. Blocks below each other are what is easiest to edit; only two narrow cells, one
 * of them at least with a figure, stand side by side, in a table without rules. */
#include "plots/report/backends/docx_parts.h"

/** Cells of up to half the grid take figures of 80 mm. */
#define HALF_SPAN 6

static bool is_narrow(const pb_node *cell) {
  return cell->span >= 1 && cell->span <= HALF_SPAN;
}

/** Nothing in it that does not belong into a cell of a table. */
static bool may_stand_beside(const pb_node *cell) {
  for (guint i = 0; i < cell->children->len; i++) {
    const pb_node *node = g_ptr_array_index(cell->children, i);
    if (node->kind != PB_NODE_FIGURE && node->kind != PB_NODE_PARAGRAPH &&
        node->kind != PB_NODE_LIST && node->kind != PB_NODE_HEADING)
      return false;
  }
  return is_narrow(cell) && cell->children->len > 0;
}

static bool has_drawing(const pb_node *cell) {
  for (guint i = 0; i < cell->children->len; i++) {
    const pb_node *node = g_ptr_array_index(cell->children, i);
    if (node->kind == PB_NODE_FIGURE && node->figure->empty == NULL)
      return true;
  }
  return false;
}

static bool are_pair(const pb_node *left, const pb_node *right) {
  return may_stand_beside(left) && may_stand_beside(right) &&
         (has_drawing(left) || has_drawing(right));
}

static void put_half(pb_docx *docx, const pb_node *cell, int width, int gap) {
  g_string_append_printf(docx->out,
                         "<w:tc><w:tcPr><w:tcW w:w=\"%d\" w:type=\"dxa\"/><w:tcMar><w:right "
                         "w:w=\"%d\" w:type=\"dxa\"/></w:tcMar></w:tcPr>\n",
                         width, gap);
  pb_docx_blocks(docx, cell);
  g_string_append(docx->out, "</w:tc>");
}

static void put_pair(pb_docx *docx, const pb_node *left, const pb_node *right) {
  int outside = docx->width;
  int half = (outside - PB_DOCX_GUTTER) / 2;
  g_string_append_printf(docx->out,
                         "<w:tbl><w:tblPr><w:tblStyle w:val=\"SideBySide\"/><w:tblW w:w=\"%d\" "
                         "w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/><w:tblLook "
                         "w:val=\"0000\" w:firstRow=\"0\" w:lastRow=\"0\" w:firstColumn=\"0\" "
                         "w:lastColumn=\"0\" w:noHBand=\"1\" w:noVBand=\"1\"/></w:tblPr>"
                         "<w:tblGrid><w:gridCol w:w=\"%d\"/><w:gridCol w:w=\"%d\"/></w:tblGrid>"
                         "<w:tr><w:trPr><w:cantSplit/></w:trPr>",
                         outside, half + PB_DOCX_GUTTER, outside - half - PB_DOCX_GUTTER);
  docx->width = half;
  docx->beside = docx->half = true;
  put_half(docx, left, half + PB_DOCX_GUTTER, PB_DOCX_GUTTER);
  put_half(docx, right, outside - half - PB_DOCX_GUTTER, 0);
  docx->beside = false;
  docx->width = outside;
  g_string_append(docx->out, "</w:tr></w:tbl>\n");
  pb_docx_open(docx, "AfterTable", docx->followed);
  pb_docx_close(docx);
}

void pb_docx_grid(pb_docx *docx, const pb_node *grid) {
  bool outside = docx->half, followed = docx->followed;
  for (guint i = 0; i < grid->children->len; i++) {
    const pb_node *cell = g_ptr_array_index(grid->children, i);
    const pb_node *next =
        i + 1 < grid->children->len ? g_ptr_array_index(grid->children, i + 1) : NULL;
    docx->half = outside || is_narrow(cell);
    bool pair = next != NULL && are_pair(cell, next);
    docx->followed = followed && i + (pair ? 2 : 1) == grid->children->len;
    if (pair) {
      put_pair(docx, cell, next);
      i++;
    } else {
      pb_docx_blocks(docx, cell);
    }
  }
  docx->half = outside;
  docx->followed = followed;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The report as plain text: what a reader of the words alone gets, and what golden tests compare.
 * Page references show their id, since a text has no pages. */
#include "plots/report/backend.h"

#include <string.h>

#include "engine/text.h"

static void put_inline(GString *out, const char *marked) {
  g_autoptr(GArray) runs = pb_inline_parse(marked);
  for (guint i = 0; i < runs->len; i++) {
    const pb_run *run = &g_array_index(runs, pb_run, i);
    const char *bold = run->bold ? "**" : "";
    switch (run->kind) {
    case PB_RUN_TEXT:
      g_string_append_printf(out, "%s%s%s", bold, run->text, bold);
      break;
    case PB_RUN_LINK:
      g_string_append_printf(out, "%s%s (#%s)%s", bold, run->text, run->target, bold);
      break;
    case PB_RUN_PAGE:
      g_string_append_printf(out, "(#%s)", run->target);
      break;
    }
  }
}

static void put_line(GString *out, const char *prefix, const char *marked) {
  if (marked == NULL)
    return;
  g_string_append(out, prefix);
  put_inline(out, marked);
  g_string_append_c(out, '\n');
}

static const char *sign_text(pb_sign sign) {
  static const char *const signs[] = {[PB_SIGN_NONE] = "",
                                      [PB_SIGN_INCREASE] = "▲ ",
                                      [PB_SIGN_DECREASE] = "▼ ",
                                      [PB_SIGN_UNDECIDED] = "● "};
  return signs[sign];
}

static char *cell_text(const pb_report_table *table, guint row, size_t column) {
  const pb_table_cell *cell = (const pb_table_cell *)g_ptr_array_index(table->rows, row) + column;
  GString *text = g_string_new(NULL);
  if (column == 0)
    for (int i = 0; i < g_array_index(table->indent, int, row); i++)
      g_string_append(text, "  ");
  g_string_append(text, sign_text(cell->sign));
  if (cell->strong)
    g_string_append(text, "**");
  put_inline(text, cell->text);
  if (cell->strong)
    g_string_append(text, "**");
  g_strdelimit(text->str, "\n", ' ');
  return g_string_free(text, false);
}

static void put_padded(GString *line, const char *text, bool right, size_t width) {
  size_t length = (size_t)g_utf8_strlen(text, -1);
  size_t pad = width > length ? width - length : 0;
  g_string_append_printf(line, "%*s%s%*s", right ? (int)pad : 0, "", text, right ? 0 : (int)pad,
                         "");
}

static void put_trimmed(GString *out, GString *line) {
  g_string_append(out, g_strchomp(line->str));
  g_string_append_c(out, '\n');
}

static void put_table(GString *out, const pb_report_table *table) {
  size_t n = table->n_columns;
  guint n_rows = table->rows->len;
  g_string_append_printf(out, "[table %s]\n", table->id);
  put_line(out, "", table->title);
  put_line(out, "", table->subtitle);

  /* Row 0 of the texts is the header. */
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);
  g_autofree size_t *widths = g_new0(size_t, n + 1);
  for (guint r = 0; r <= n_rows; r++)
    for (size_t c = 0; c < n; c++) {
      char *text = r == 0 ? g_strdelimit(g_strdup(table->columns[c].header), "\n", ' ')
                          : cell_text(table, r - 1, c);
      g_ptr_array_add(texts, text);
      widths[c] = MAX(widths[c], (size_t)g_utf8_strlen(text, -1));
    }
  for (guint r = 0; r <= n_rows; r++) {
    g_autoptr(GString) line = g_string_new(NULL);
    for (size_t c = 0; c < n; c++) {
      g_string_append(line, c > 0 ? " | " : "");
      put_padded(line, g_ptr_array_index(texts, r * n + c), table->columns[c].number, widths[c]);
    }
    put_trimmed(out, line);
  }
  put_line(out, "", table->note);
}

static void put_figure(GString *out, const pb_figure *figure) {
  g_autofree char *title = g_strdelimit(g_strdup(figure->title ? figure->title : ""), "\n", ' ');
  g_autofree char *subtitle =
      g_strdelimit(g_strdup(figure->subtitle ? figure->subtitle : ""), "\n", ' ');
  g_string_append_printf(out, "[figure %s: %s | %s | %s]\n", figure->id, title, subtitle,
                         figure->empty != NULL ? figure->empty
                                               : (figure->alt != NULL ? figure->alt : ""));
  if (figure->note != NULL)
    g_string_append_printf(out, "%s\n", figure->note);
  if (figure->source != NULL && *figure->source)
    g_string_append_printf(out, "%s\n", figure->source);
}

static void put_node(GString *out, const pb_node *node);

static void put_children(GString *out, const pb_node *node) {
  for (guint i = 0; i < node->children->len; i++)
    put_node(out, g_ptr_array_index(node->children, i));
}

static void put_section(GString *out, const pb_node *node) {
  g_string_append_printf(out, "\n== %s (#%s)\n", node->label, node->id);
  put_line(out, "# ", node->title);
  put_line(out, "", node->intro);
  put_children(out, node);
  put_line(out, "-- ", node->foot);
}

static void put_items(GString *out, const pb_node *node, bool numbered) {
  for (guint i = 0; i < node->children->len; i++) {
    const pb_node *item = g_ptr_array_index(node->children, i);
    g_autofree char *prefix = numbered ? g_strdup_printf("%u. ", i + 1) : g_strdup("- ");
    put_line(out, prefix, item->text);
  }
}

static void put_node(GString *out, const pb_node *node) {
  switch (node->kind) {
  case PB_NODE_DOCUMENT:
    put_line(out, "", node->title);
    put_line(out, "", node->label);
    put_line(out, "", node->intro);
    put_children(out, node);
    put_line(out, "-- ", node->foot);
    break;
  case PB_NODE_SECTION:
    put_section(out, node);
    break;
  case PB_NODE_HEADING:
    g_string_append_c(out, '\n');
    put_line(out, "## ", node->text);
    break;
  case PB_NODE_PARAGRAPH:
    put_line(out, node->style == PB_STYLE_SMALL ? "  " : "", node->text);
    break;
  case PB_NODE_LIST:
    put_items(out, node, false);
    break;
  case PB_NODE_FINDINGS:
    put_items(out, node, true);
    break;
  case PB_NODE_FINDING:
    put_line(out, "", node->text);
    break;
  case PB_NODE_FIGURE:
    put_figure(out, node->figure);
    break;
  case PB_NODE_TABLE:
    put_table(out, node->table);
    break;
  case PB_NODE_DEFINITION:
    g_string_append_printf(out, "%s: ", node->label);
    put_line(out, "", node->text);
    break;
  case PB_NODE_COMMENT:
    put_line(out, "> ", node->label);
    put_children(out, node);
    g_string_append(out, "<\n");
    break;
  case PB_NODE_GRID:
  case PB_NODE_CELL:
  case PB_NODE_DEFINITIONS:
    put_children(out, node);
    break;
  }
}

static GBytes *render(const pb_node *document, const pb_context *context, GError **error) {
  (void)context;
  (void)error;
  GString *out = g_string_new(NULL);
  put_node(out, document);
  return g_string_free_to_bytes(out);
}

const pb_backend pb_backend_text = {
    .name = "text", .extension = "txt", .title = N_("Plain text"), .render = render};

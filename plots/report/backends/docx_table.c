/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables: a header row that repeats, figures to the right, hairlines between rows and no vertical
 * rules. Who reads the file may widen the columns; what is written here is as wide as the words
 * need. */
#include "engine/text.h"
#include "plots/report/backends/docx_parts.h"

/** A table of up to so many rows stays on one page. */
#define SHORT_TABLE 14

/** Width of the longest piece of a text between any of `breaks`. */
static double piece_width(const pb_docx *docx, const char *marked, const char *breaks,
                          bool strong) {
  const pb_theme *theme = docx->context->theme;
  g_autofree char *plain = pb_inline_plain(marked != NULL ? marked : "");
  g_auto(GStrv) pieces = g_strsplit_set(plain, breaks, -1);
  double width = 0;
  for (guint i = 0; pieces[i] != NULL; i++)
    width = MAX(width, pb_text_size(theme, pieces[i], theme->small_size, strong ? 600 : 400).width);
  return width;
}

static const pb_table_cell *cell_at(const pb_report_table *table, guint row, size_t column) {
  return (const pb_table_cell *)g_ptr_array_index(table->rows, row) + column;
}

/** What the longest piece of a column needs, with the cell's margins; a sign takes its room too. */
static int needed_width(const pb_docx *docx, const pb_report_table *table, size_t column,
                        const char *breaks) {
  double width = piece_width(docx, table->columns[column].header, breaks, true);
  for (guint r = 0; r < table->rows->len; r++) {
    const pb_table_cell *cell = cell_at(table, r, column);
    double room = cell->sign == PB_SIGN_NONE ? 0 : 12;
    width = MAX(width, room + piece_width(docx, cell->text, breaks, cell->strong));
  }
  return (int)(width * PB_DOCX_PER_PT) + 2 * PB_DOCX_CELL_MARGIN + 20;
}

/** The column's width, or less for a table whose lines are short: the eye finds its way from a
 * name to a number. */
static int total_width(const pb_docx *docx, const pb_report_table *table) {
  int lines = 0;
  for (size_t c = 0; c < table->n_columns; c++)
    lines += needed_width(docx, table, c, "\n");
  return CLAMP(lines + lines / 4, docx->width / 2, docx->width);
}

/** Widths by weight, but none under what its words need as long as the others have room to give. */
static void share_width(const pb_report_table *table, const int *least, int total, int *width) {
  size_t n = table->n_columns;
  g_autofree bool *fixed = g_new0(bool, n + 1);
  for (size_t round = 0; round <= n; round++) {
    double weights = 0;
    int left = total;
    for (size_t c = 0; c < n; c++) {
      left -= fixed[c] ? least[c] : 0;
      weights += fixed[c] ? 0 : MAX(table->columns[c].weight, .1);
    }
    bool changed = false;
    for (size_t c = 0; c < n; c++) {
      width[c] = fixed[c] ? least[c] : (int)(left * MAX(table->columns[c].weight, .1) / weights);
      if (!fixed[c] && width[c] < least[c])
        fixed[c] = changed = true;
    }
    if (!changed)
      return;
  }
}

static void open_table(pb_docx *docx, const pb_report_table *table, const int *width) {
  int total = 0;
  for (size_t c = 0; c < table->n_columns; c++)
    total += width[c];
  g_string_append_printf(docx->out,
                         "<w:tbl><w:tblPr><w:tblStyle w:val=\"ReportTable\"/><w:tblW w:w=\"%d\" "
                         "w:type=\"dxa\"/><w:tblLook w:val=\"04A0\" w:firstRow=\"1\" "
                         "w:lastRow=\"0\" w:firstColumn=\"1\" w:lastColumn=\"0\" w:noHBand=\"0\" "
                         "w:noVBand=\"1\"/>",
                         total);
  if (table->title != NULL && *table->title) {
    g_autofree char *title = pb_inline_plain(table->title);
    g_string_append(docx->out, "<w:tblCaption w:val=\"");
    pb_docx_escape(docx->out, g_strdelimit(title, "\n", ' '));
    g_string_append(docx->out, "\"/>");
  }
  g_string_append(docx->out, "</w:tblPr><w:tblGrid>");
  for (size_t c = 0; c < table->n_columns; c++)
    g_string_append_printf(docx->out, "<w:gridCol w:w=\"%d\"/>", width[c]);
  g_string_append(docx->out, "</w:tblGrid>\n");
}

static void open_cell(pb_docx *docx, int width, const char *style, bool keep) {
  g_string_append_printf(docx->out, "<w:tc><w:tcPr><w:tcW w:w=\"%d\" w:type=\"dxa\"/></w:tcPr>",
                         width);
  pb_docx_open(docx, style, keep);
}

static void close_cell(pb_docx *docx) {
  g_string_append(docx->out, "</w:p></w:tc>");
}

static void put_head(pb_docx *docx, const pb_report_table *table, const int *width) {
  g_string_append(docx->out, "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
  for (size_t c = 0; c < table->n_columns; c++) {
    const pb_report_column *column = &table->columns[c];
    open_cell(docx, width[c], column->number ? "TableHeadNumber" : "TableHead", false);
    if (column->header != NULL && *column->header)
      pb_docx_inline(docx, column->header);
    close_cell(docx);
  }
  g_string_append(docx->out, "</w:tr>\n");
}

static void put_sign(pb_docx *docx, pb_sign sign) {
  static const struct {
    const char *shape, *style;
  } signs[] = {
      [PB_SIGN_INCREASE] = {"▲ ", "Increase"},
      [PB_SIGN_DECREASE] = {"▼ ", "Decrease"},
      [PB_SIGN_UNDECIDED] = {"● ", "Undecided"},
  };
  if (sign != PB_SIGN_NONE)
    pb_docx_run(docx->out, signs[sign].shape, signs[sign].style);
}

static bool has_note(const pb_report_table *table) {
  return table->note != NULL && *table->note;
}

static void put_row(pb_docx *docx, const pb_report_table *table, guint row, const int *width) {
  bool last = row + 1 == table->rows->len;
  bool keep = last ? docx->followed || has_note(table) : table->rows->len <= SHORT_TABLE;
  bool indent = g_array_index(table->indent, int, row) > 0;
  g_string_append(docx->out, "<w:tr><w:trPr><w:cantSplit/></w:trPr>");
  for (size_t c = 0; c < table->n_columns; c++) {
    const pb_table_cell *cell = cell_at(table, row, c);
    open_cell(docx, width[c],
              table->columns[c].number ? "TableNumber"
              : c == 0 && indent       ? "TableIndent"
                                       : "TableText",
              keep);
    put_sign(docx, cell->sign);
    if (cell->strong) {
      g_autofree char *plain = pb_inline_plain(cell->text);
      pb_docx_run(docx->out, plain, "Strong");
    } else if (cell->text != NULL && *cell->text) {
      pb_docx_inline(docx, cell->text);
    }
    close_cell(docx);
  }
  g_string_append(docx->out, "</w:tr>\n");
}

static bool has_header(const pb_report_table *table) {
  for (size_t c = 0; c < table->n_columns; c++)
    if (table->columns[c].header != NULL && *table->columns[c].header)
      return true;
  return false;
}

static void put_caption(pb_docx *docx, const pb_report_table *table) {
  g_autofree char *title = table->title != NULL ? pb_inline_plain(table->title) : NULL;
  /* TRANSLATORS: also the word before a table's number: "Table 3". */
  pb_docx_caption(docx, _("Table"), ++docx->n_tables, table, title);
  pb_docx_paragraph(docx, "Subcaption", true, table->subtitle);
}

void pb_docx_table(pb_docx *docx, const pb_report_table *table) {
  if (table->n_columns == 0)
    return;
  put_caption(docx, table);
  g_autofree int *least = g_new0(int, table->n_columns);
  g_autofree int *width = g_new0(int, table->n_columns);
  for (size_t c = 0; c < table->n_columns; c++)
    least[c] = needed_width(docx, table, c, " \n");
  share_width(table, least, total_width(docx, table), width);
  open_table(docx, table, width);
  if (has_header(table))
    put_head(docx, table, width);
  for (guint r = 0; r < table->rows->len; r++)
    put_row(docx, table, r, width);
  g_string_append(docx->out, "</w:tbl>\n");
  pb_docx_open(docx, "AfterTable", docx->followed || has_note(table));
  pb_docx_close(docx);
  pb_docx_paragraph(docx, "SmallText", docx->followed, table->note);
}

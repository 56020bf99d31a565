/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/xlsx_dialect.h"

#include <string.h>

#include "io/header_rows.h"

static const pb_xlsx_cell *cells_of(const pb_xlsx_sheet *sheet, guint row, size_t *n) {
  const pb_xlsx_row *one = &g_array_index(sheet->rows, pb_xlsx_row, row);
  *n = one->n;
  return &g_array_index(sheet->cells, pb_xlsx_cell, one->first);
}

static size_t find_title_lines(const pb_xlsx_sheet *sheet) {
  size_t width[PB_DIALECT_SAMPLE_RECORDS], filled[PB_DIALECT_SAMPLE_RECORDS], n = 0;
  for (; n < sheet->rows->len && n < G_N_ELEMENTS(width); n++) {
    const pb_xlsx_cell *cells = cells_of(sheet, (guint)n, &filled[n]);
    width[n] = cells[filled[n] - 1].column + 1u;
  }
  return pb_dialect_title_lines(width, filled, n);
}

static char **texts_of(const pb_xlsx_sheet *sheet, guint row) {
  size_t n;
  const pb_xlsx_cell *cells = cells_of(sheet, row, &n);
  size_t width = cells[n - 1].column + 1u;
  char **texts = g_new0(char *, width + 1);
  for (size_t i = 0; i < n; i++)
    texts[cells[i].column] = g_strdup(cells[i].text);
  for (size_t i = 0; i < width; i++)
    texts[i] = texts[i] ? texts[i] : g_strdup("");
  return texts;
}

static void find_header(const pb_xlsx_sheet *sheet, pb_dialect *dialect) {
  g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func((GDestroyNotify)g_strfreev);
  size_t header = find_title_lines(sheet);
  for (guint r = 0; r <= header; r++)
    if (r + PB_HEADER_MAX_ROWS > header)
      g_ptr_array_add(rows, texts_of(sheet, r));
  pb_dialect_set_header(dialect, (char *const *const *)(void *)rows->pdata, rows->len, header);
}

static pb_number_marks find_marks(const pb_xlsx_sheet *sheet, const pb_dialect *dialect,
                                  char decimal) {
  g_autoptr(pb_number_evidence) evidence = pb_number_evidence_new();
  guint above = (guint)(dialect->title_lines + dialect->header_lines);
  for (guint r = above; r < sheet->rows->len; r++) {
    size_t n;
    const pb_xlsx_cell *cells = cells_of(sheet, r, &n);
    for (size_t i = 0; i < n; i++)
      if (cells[i].kind == PB_XLSX_TEXT)
        pb_number_evidence_add(evidence, cells[i].column, cells[i].text, cells[i].length);
  }
  return pb_number_evidence_decide(evidence, decimal);
}

pb_dialect pb_xlsx_dialect(pb_xlsx_sheet *sheet, char decimal) {
  pb_dialect dialect = {0};
  find_header(sheet, &dialect);
  dialect.numbers = find_marks(sheet, &dialect, decimal);
  for (guint i = 0; i < sheet->cells->len && !decimal && dialect.numbers.decimal == ','; i++) {
    const pb_xlsx_cell *cell = &g_array_index(sheet->cells, pb_xlsx_cell, i);
    char *point = cell->kind == PB_XLSX_NUMBER ? strchr((char *)cell->text, '.') : NULL;
    if (point) /* no other cell has the text of a number */
      *point = ',';
  }
  return dialect;
}

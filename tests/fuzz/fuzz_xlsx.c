/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Any bytes as a workbook. An input that begins with “PK” is the zip archive itself. Any other is
 * the parts of one with a NUL byte between them: sheet, shared texts, styles, workbook, its
 * relationships; those that are not there or empty get plain ones. The archive is then written
 * here, so that changes reach the XML instead of ending at a checksum.
 */
#include <archive.h>
#include <archive_entry.h>
#include <glib.h>
#include <stdint.h>
#include <string.h>

#include "io/plain_table.h"
#include "io/xlsx.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *const paths[] = {"xl/s.xml", "xl/t.xml", "xl/f.xml", "xl/w.xml",
                                    "xl/_rels/w.xml.rels"};
static const char *const plain[] = {
    "<w><sheetData><row><c><v>1</v></c></row></sheetData></w>",
    "<sst><si><t>a</t></si></sst>",
    "<s><cellXfs><xf numFmtId='14'/></cellXfs></s>",
    "<w><sheets><sheet name='S' id='1'/></sheets></w>",
    "<R><Relationship Id='1' Type='/worksheet' Target='s.xml'/>"
    "<Relationship Id='2' Type='/sharedStrings' Target='t.xml'/>"
    "<Relationship Id='3' Type='/styles' Target='f.xml'/></R>",
};
static const char top[] = "<R><Relationship Id='1' Type='/officeDocument' Target='/xl/w.xml'/></R>";

static void add(struct archive *archive, const char *path, const void *bytes, size_t n) {
  struct archive_entry *entry = archive_entry_new();
  archive_entry_set_pathname(entry, path);
  archive_entry_set_filetype(entry, AE_IFREG);
  archive_entry_set_perm(entry, 0644);
  archive_entry_set_size(entry, (la_int64_t)n);
  archive_write_header(archive, entry);
  archive_write_data(archive, bytes, n);
  archive_entry_free(entry);
}

static char *pack(const uint8_t *data, size_t size, size_t *used) {
  size_t room = size + 8192;
  char *buffer = g_malloc(room);
  struct archive *archive = archive_write_new();
  archive_write_set_format_zip(archive);
  archive_write_zip_set_compression_store(archive);
  archive_write_set_bytes_in_last_block(archive, 1);
  archive_write_open_memory(archive, buffer, room, used);
  add(archive, "_rels/.rels", top, strlen(top));
  for (size_t i = 0; i < G_N_ELEMENTS(paths); i++) {
    const uint8_t *end = size ? memchr(data, 0, size) : NULL;
    size_t n = end ? (size_t)(end - data) : size;
    add(archive, paths[i], n ? (const void *)data : plain[i], n ? n : strlen(plain[i]));
    data += MIN(n + 1, size);
    size -= MIN(n + 1, size);
  }
  archive_write_close(archive);
  archive_write_free(archive);
  return buffer;
}

/* Cells stand in order within what the sheet says of itself. */
static void check_sheet(const pb_xlsx_sheet *sheet) {
  size_t cells = 0, line = 0;
  for (guint r = 0; r < sheet->rows->len; r++) {
    const pb_xlsx_row *row = &g_array_index(sheet->rows, pb_xlsx_row, r);
    g_assert_true(row->line > line && row->n > 0 && row->first == cells);
    line = row->line;
    cells += row->n;
    for (size_t i = 0; i < row->n; i++) {
      const pb_xlsx_cell *cell = &g_array_index(sheet->cells, pb_xlsx_cell, row->first + i);
      g_assert_true(cell->column < sheet->width && (i == 0 || cell[-1].column < cell->column));
      g_assert_true(cell->length > 0 && strlen(cell->text) == cell->length);
      g_assert_true(g_utf8_validate(cell->text, (gssize)cell->length, NULL));
    }
  }
  g_assert_cmpuint(cells, ==, sheet->cells->len);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (size > 16384)
    return 0;
  bool whole = size >= 2 && memcmp(data, "PK", 2) == 0;
  size_t n = size;
  g_autofree char *bytes = whole ? g_memdup2(data, size) : pack(data, size, &n);
  g_autoptr(GError) error = NULL;
  g_autoptr(pb_xlsx) book = pb_xlsx_open("f.xlsx", bytes, n, 4000000, &error);
  g_assert_true((book == NULL) == (error != NULL));
  for (size_t i = 0; book && i < 3 && pb_xlsx_sheets(book)[i]; i++) {
    g_autoptr(GError) unread = NULL;
    g_autoptr(pb_xlsx_sheet) sheet = pb_xlsx_read(book, pb_xlsx_sheets(book)[i], 0, &unread);
    g_assert_true((sheet == NULL) == (unread != NULL));
    if (sheet)
      check_sheet(sheet);
  }
  g_autoptr(pb_diagnostics) found = pb_diagnostics_new(10);
  g_autoptr(GError) refused = NULL;
  g_autoptr(pb_table) table = pb_plain_table_parse("f.xlsx", bytes, n, NULL, found, NULL, &refused);
  g_assert_true((table == NULL) == (refused != NULL));
  return 0;
}

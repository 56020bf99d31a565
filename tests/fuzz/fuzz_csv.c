/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Any bytes as a CSV file. The first byte chooses the size of the pieces they are pushed in: whole
 * with libcsv alone, and in pieces with lines split where they can be, must give the same records
 * and the same error. The bytes are then read as a plain
 * table, which is written and read again: what the program writes it understands.
 */
#include <glib.h>
#include <stdint.h>
#include <string.h>

#include "io/csv_reader.h"
#include "io/csv_writer.h"
#include "io/json_writer.h"
#include "io/plain_table.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool note(const pb_record *record, void *data) {
  GString *seen = data;
  g_string_append_printf(seen, "%zu-%zu %d@%zu:%zu", record->line, record->last_line, record->fault,
                         record->fault_line, record->fault_column);
  for (size_t i = 0; i < record->n_cells; i++) {
    g_assert(record->cells[i].text[record->cells[i].length] == '\0');
    g_string_append_c(seen, '|');
    g_string_append_len(seen, record->cells[i].text, (gssize)record->cells[i].length);
  }
  g_string_append_c(seen, '\n');
  return true;
}

/* Everything that can be seen from outside, as one text. */
static GString *read_in_pieces(const char *text, size_t n, size_t piece, bool only_libcsv) {
  GString *seen = g_string_new(NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(pb_csv_reader) reader = pb_csv_reader_new("f", ';', '"', note, seen);
  if (only_libcsv)
    pb_csv_reader_use_only_libcsv(reader);
  bool fine = true;
  for (size_t at = 0; at < n && fine; at += piece)
    fine = pb_csv_reader_feed(reader, text + at, MIN(piece, n - at), &error);
  if (fine)
    fine = pb_csv_reader_finish(reader, &error);
  g_assert(fine == (error == NULL));
  if (error)
    g_string_append(seen, error->message);
  return seen;
}

static void check_pieces(const char *text, size_t n, size_t piece) {
  GString *whole = read_in_pieces(text, n, MAX(n, 1), true);
  GString *pieces = read_in_pieces(text, n, piece, false);
  if (!g_string_equal(whole, pieces))
    g_error("by libcsv:\n%s\nin pieces of %zu:\n%s", whole->str, piece, pieces->str);
  g_string_free(whole, TRUE);
  g_string_free(pieces, TRUE);
}

static void check_round_trip(const pb_table *table) {
  if (pb_table_n_columns(table) < 2)
    return; /* a row that is one missing value is a blank line */
  g_autofree char *text = pb_table_to_csv(table, &pb_csv_machine);
  const pb_plain_options options = {.dialect = {.delimiter = ',', .decimal = '.'}};
  g_autoptr(GError) error = NULL;
  g_autoptr(pb_diagnostics) found = pb_diagnostics_new(10);
  g_autoptr(pb_table) again =
      pb_plain_table_parse("again", text, strlen(text), &options, found, NULL, &error);
  g_assert(again != NULL || error != NULL);
  g_autofree char *json = pb_table_to_json(table);
  g_assert(g_utf8_validate(json, -1, NULL));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (size < 1 || size > 4096)
    return 0;
  size_t piece = data[0] % 16 + 1, n = size - 1;
  g_autofree char *text = g_malloc(MAX(n, 1)); /* not a byte longer, for the sanitizer */
  memcpy(text, data + 1, n);
  check_pieces(text, n, piece);
  g_autoptr(pb_diagnostics) found = pb_diagnostics_new(10);
  g_autoptr(GError) error = NULL;
  g_autofree char *dialect = NULL;
  g_autoptr(pb_table) table = pb_plain_table_parse("f", text, n, NULL, found, &dialect, &error);
  g_assert((table == NULL) == (error != NULL));
  if (table)
    check_round_trip(table);
  return 0;
}

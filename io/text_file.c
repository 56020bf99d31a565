/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/text_file.h"

#include <string.h>

#include "engine/error.h"
#include "engine/text.h"
#include "io/xlsx.h"

bool pb_read_bytes(const char *path, const char *name, char **bytes, gsize *n, GError **error) {
  g_autoptr(GError) why = NULL;
  if (g_file_get_contents(path, bytes, n, &why))
    return true;
  if (g_error_matches(why, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    g_set_error(error, PB_ERROR, PB_ERROR_INPUT, _("%s: There is no such file. Check the path."),
                name);
  else if (g_error_matches(why, G_FILE_ERROR, G_FILE_ERROR_NOMEM))
    g_set_error(error, PB_ERROR, PB_ERROR_MEMORY, _("%s: The file does not fit in memory (%s)."),
                name, why->message);
  else
    g_set_error(error, PB_ERROR, PB_ERROR_INPUT, _("%s: The file cannot be read (%s)."), name,
                why->message);
  return false;
}

char *pb_sha256(const void *bytes, size_t n) {
  return g_compute_checksum_for_data(G_CHECKSUM_SHA256, bytes, n);
}

static bool understand_workbook(pb_text_file *file, const pb_dialect_override *override,
                                GError **error) {
  char decimal = override ? override->decimal : 0;
  g_autoptr(pb_xlsx) book = pb_xlsx_open(file->name, file->bytes, file->n_bytes, 0, error);
  if (!book)
    return false;
  file->sheet = pb_xlsx_read(book, override ? override->sheet : NULL, decimal, error);
  if (!file->sheet)
    return false;
  file->dialect = (pb_dialect){.numbers.decimal = decimal,
                               .title_lines = pb_xlsx_sheet_title_lines(file->sheet)};
  return true;
}

static bool understand(pb_text_file *file, const pb_dialect_override *override, GError **error) {
  if (pb_xlsx_looks_like(file->bytes, file->n_bytes))
    return understand_workbook(file, override, error);
  if (override && override->sheet && *override->sheet) {
    g_set_error(error, PB_ERROR, PB_ERROR_USAGE,
                _("%s: The file is no workbook (.xlsx), so it has no sheet “%s”. Leave out the "
                  "sheet."),
                file->name, override->sheet);
    return false;
  }
  if (!pb_utf8_from_bytes(file->bytes, file->n_bytes, override ? override->encoding : NULL,
                          &file->utf8, error))
    return false;
  bool blank = true;
  for (size_t i = 0; i < file->utf8.length && blank; i++)
    blank = strchr(" \t\r\n", file->utf8.text[i]) && file->utf8.text[i];
  if (blank) {
    g_set_error(error, PB_ERROR, PB_ERROR_INPUT,
                _("%s: The file is empty. Save or export the table again."), file->name);
    return false;
  }
  file->dialect = pb_dialect_detect(file->utf8.text, file->utf8.length, override);
  return true;
}

bool pb_text_file_open(const char *path, const char *name, const pb_dialect_override *override,
                       pb_text_file *file, GError **error) {
  memset(file, 0, sizeof *file);
  file->name = g_strdup(name ? name : path);
  if (pb_read_bytes(path, file->name, &file->bytes, &file->n_bytes, error) &&
      understand(file, override, error))
    return true;
  pb_text_file_clear(file);
  return false;
}

bool pb_text_file_from_bytes(const char *name, const void *bytes, size_t n,
                             const pb_dialect_override *override, pb_text_file *file,
                             GError **error) {
  memset(file, 0, sizeof *file);
  file->name = g_strdup(name);
  file->bytes = g_memdup2(bytes, n);
  file->n_bytes = n;
  if (understand(file, override, error))
    return true;
  pb_text_file_clear(file);
  return false;
}

char *pb_text_file_dialect(const pb_text_file *file) {
  return file->sheet ? pb_dialect_sheet_text(file->sheet->name, &file->dialect)
                     : pb_dialect_text(&file->utf8.info, &file->dialect);
}

void pb_text_file_clear(pb_text_file *file) {
  pb_xlsx_sheet_free(file->sheet);
  pb_utf8_clear(&file->utf8);
  g_free(file->bytes);
  g_free(file->name);
  memset(file, 0, sizeof *file);
}

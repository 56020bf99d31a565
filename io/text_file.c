/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/text_file.h"

#include <string.h>

#include "engine/error.h"
#include "engine/text.h"
#include "io/file_format.h"
#include "io/xlsx.h"
#include "io/xlsx_dialect.h"

static bool understand_workbook(pb_text_file *file, const pb_dialect_override *override,
                                GError **error) {
  char decimal = override ? override->decimal : 0;
  const char *bytes;
  size_t n;
  if (!pb_byte_source_whole(file->source, &bytes, &n, error))
    return false;
  file->sha256 = pb_sha256(bytes, n);
  g_autoptr(pb_xlsx) book = pb_xlsx_open(file->name, bytes, n, 0, error);
  if (!book)
    return false;
  file->sheet = pb_xlsx_read(book, override ? override->sheet : NULL, decimal, error);
  if (!file->sheet)
    return false;
  file->dialect = pb_xlsx_dialect(file->sheet, decimal);
  g_clear_pointer(&file->source, pb_byte_source_free);
  return true;
}

/* All bytes once: what they add up to, and which encoding they are in. */
static bool look_through(pb_text_file *file, const char *wanted, GError **error) {
  g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
  pb_encoding_evidence evidence;
  if (!pb_encoding_begin(&evidence, wanted, error))
    return false;
  pb_piece piece;
  do {
    if (!pb_byte_source_next(file->source, &piece, error))
      return false;
    size_t used = pb_encoding_look(&evidence, piece.bytes, piece.n, piece.last);
    g_checksum_update(sum, (const guchar *)piece.bytes, (gssize)used);
    pb_byte_source_take(file->source, used);
  } while (!piece.last);
  if (evidence.blank) {
    g_set_error(error, PB_ERROR, PB_ERROR_INPUT,
                _("%s: The file is empty. Save or export the table again."), file->name);
    return false;
  }
  file->sha256 = g_strdup(g_checksum_get_string(sum));
  file->encoding = pb_encoding_decide(&evidence);
  return true;
}

static bool collect_sample(const char *text, size_t n, void *data) {
  GString *sample = data;
  g_string_append_len(sample, text, (gssize)n);
  return sample->len <= PB_DIALECT_SAMPLE_BYTES; /* one more shows that the text goes on */
}

/* As many bytes as tell what the file is. */
static bool read_beginning(pb_byte_source *source, GString *beginning, GError **error) {
  pb_piece piece;
  do {
    if (!pb_byte_source_next(source, &piece, error))
      return false;
    g_string_append_len(beginning, piece.bytes, (gssize)piece.n);
    pb_byte_source_take(source, piece.n);
  } while (!piece.last && beginning->len < PB_FORMAT_BYTES);
  g_string_truncate(beginning, MIN(beginning->len, PB_FORMAT_BYTES));
  return true;
}

static bool understand(pb_text_file *file, const pb_dialect_override *override, GError **error) {
  g_autoptr(GString) beginning = g_string_new(NULL);
  if (!read_beginning(file->source, beginning, error))
    return false;
  bool is_workbook = pb_xlsx_looks_like(beginning->str, beginning->len);
  bool trusted = is_workbook || (override && override->encoding && *override->encoding);
  if (pb_refuse_format(file->name, beginning->str, beginning->len, trusted, error) ||
      !pb_byte_source_rewind(file->source, error))
    return false;
  if (is_workbook)
    return understand_workbook(file, override, error);
  if (override && override->sheet && *override->sheet) {
    g_set_error(error, PB_ERROR, PB_ERROR_USAGE,
                _("%s: The file is no workbook (.xlsx), so it has no sheet “%s”. Leave out the "
                  "sheet."),
                file->name, override->sheet);
    return false;
  }
  if (!look_through(file, override ? override->encoding : NULL, error))
    return false;
  g_autoptr(GString) sample = g_string_new(NULL);
  if (!pb_text_file_read(file, collect_sample, sample, error))
    return false;
  file->dialect = pb_dialect_detect(sample->str, sample->len, override);
  return true;
}

/* With its source, or without one and an error. */
static bool open_source(pb_text_file *file, pb_byte_source *source,
                        const pb_dialect_override *override, GError **error) {
  file->source = source;
  if (source && understand(file, override, error))
    return true;
  pb_text_file_clear(file);
  return false;
}

bool pb_text_file_open_watched(const char *path, const char *name,
                               const pb_dialect_override *override, pb_watch *watch,
                               pb_text_file *file, GError **error) {
  *file = (pb_text_file){.name = g_strdup(name ? name : path), .watch = watch};
  return open_source(file, pb_byte_source_open(path, file->name, watch, error), override, error);
}

bool pb_text_file_open(const char *path, const char *name, const pb_dialect_override *override,
                       pb_text_file *file, GError **error) {
  return pb_text_file_open_watched(path, name, override, NULL, file, error);
}

bool pb_text_file_from_pieces(const char *name, const void *bytes, size_t n, size_t piece,
                              const pb_dialect_override *override, pb_text_file *file,
                              GError **error) {
  *file = (pb_text_file){.name = g_strdup(name)};
  return open_source(file, pb_byte_source_of_bytes(name, bytes, n, piece), override, error);
}

bool pb_text_file_from_bytes(const char *name, const void *bytes, size_t n,
                             const pb_dialect_override *override, pb_text_file *file,
                             GError **error) {
  return pb_text_file_from_pieces(name, bytes, n, 0, override, file, error);
}

bool pb_text_file_read(const pb_text_file *file, pb_text_function on_text, void *data,
                       GError **error) {
  g_autoptr(GString) text = g_string_new(NULL);
  pb_decoder decoder = {file->encoding, false};
  pb_piece piece;
  bool more = pb_byte_source_rewind(file->source, error);
  if (!more)
    return false;
  do {
    if (!pb_byte_source_next(file->source, &piece, error))
      return false;
    g_string_truncate(text, 0);
    pb_byte_source_take(file->source, pb_decode(&decoder, piece.bytes, piece.n, piece.last, text));
    more = on_text(text->str, text->len, data);
  } while (more && !piece.last);
  return true;
}

char *pb_text_file_dialect(const pb_text_file *file) {
  return file->sheet ? pb_dialect_sheet_text(file->sheet->name, &file->dialect)
                     : pb_dialect_text(&file->encoding, &file->dialect);
}

void pb_text_file_clear(pb_text_file *file) {
  pb_xlsx_sheet_free(file->sheet);
  pb_byte_source_free(file->source);
  g_free(file->sha256);
  g_free(file->name);
  memset(file, 0, sizeof *file);
}

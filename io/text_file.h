/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * A text file that was looked through once, piece by piece: its SHA-256, its encoding by all its
 * bytes, the dialect by its first 256 KiB. Its text is then read in pieces as often as wanted, so
 * memory does not grow with the file. Or a sheet of a workbook, which is kept as a whole and whose
 * cells need no dialect but for the title lines.
 */
#ifndef PB_IO_TEXT_FILE_H
#define PB_IO_TEXT_FILE_H

#include "io/byte_source.h"
#include "io/dialect.h"
#include "io/text_encoding.h"
#include "io/xlsx_sheet.h"

typedef struct {
  char *name;   /**< in messages: the path as the user wrote it */
  char *sha256; /**< of the bytes, in hex */
  pb_watch *watch;
  pb_byte_source *source; /**< NULL for a workbook */
  pb_encoding_info encoding;
  pb_dialect dialect;
  pb_xlsx_sheet *sheet; /**< NULL unless the file is a workbook */
} pb_text_file;

/**
 * Look through a file; a workbook is known by its first bytes. `name` NULL: `path`. `override` may
 * be NULL. False with PB_ERROR_INPUT for a file that is missing, unreadable or empty, with
 * PB_ERROR_USAGE for an unknown encoding or sheet, or a sheet of a file that is no workbook. Clear
 * with pb_text_file_clear.
 */
bool pb_text_file_open(const char *path, const char *name, const pb_dialect_override *override,
                       pb_text_file *file, GError **error);
/** The same, telling `watch` (NULL: nobody) after each piece how far it has come; also while the
 * text is read. */
bool pb_text_file_open_watched(const char *path, const char *name,
                               const pb_dialect_override *override, pb_watch *watch,
                               pb_text_file *file, GError **error);
/** The same of bytes, which must outlive it. */
bool pb_text_file_from_bytes(const char *name, const void *bytes, size_t n,
                             const pb_dialect_override *override, pb_text_file *file,
                             GError **error);
/** The same in pieces of `piece` bytes; 0: in one. */
bool pb_text_file_from_pieces(const char *name, const void *bytes, size_t n, size_t piece,
                              const pb_dialect_override *override, pb_text_file *file,
                              GError **error);
void pb_text_file_clear(pb_text_file *file);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(pb_text_file, pb_text_file_clear)

/** Takes a piece of UTF-8 text; it may end anywhere between two characters. False: enough. */
typedef bool (*pb_text_function)(const char *text, size_t n, void *data);
/** Read the text of a file that is no workbook, from its beginning. False with PB_ERROR_INPUT when
 * it cannot be read on or was changed since it was opened. */
bool pb_text_file_read(const pb_text_file *file, pb_text_function on_text, void *data,
                       GError **error);

/** How the file was understood, for people. g_free. */
char *pb_text_file_dialect(const pb_text_file *file);

#endif

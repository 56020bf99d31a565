/* SPDX-License-Identifier: GPL-3.0-or-later */
/** A text file in memory: bytes, their UTF-8 form and the dialect found in it. Or a sheet of a
 * workbook, whose cells need no dialect but for the title lines. */
#ifndef PB_IO_TEXT_FILE_H
#define PB_IO_TEXT_FILE_H

#include "io/dialect.h"
#include "io/text_encoding.h"
#include "io/xlsx_sheet.h"

typedef struct {
  char *name; /**< in messages: the path as the user wrote it */
  char *bytes;
  gsize n_bytes;
  pb_utf8 utf8; /**< empty for a workbook */
  pb_dialect dialect;
  pb_xlsx_sheet *sheet; /**< NULL unless the file is a workbook */
} pb_text_file;

/**
 * Read and understand a file; a workbook is known by its first bytes. `name` NULL: `path`.
 * `override` may be NULL. False with PB_ERROR_INPUT for a file that is missing, unreadable or
 * empty, with PB_ERROR_USAGE for an unknown encoding or sheet, or a sheet of a file that is no
 * workbook. Clear with pb_text_file_clear.
 */
bool pb_text_file_open(const char *path, const char *name, const pb_dialect_override *override,
                       pb_text_file *file, GError **error);
/** The same from a copy of bytes. */
bool pb_text_file_from_bytes(const char *name, const void *bytes, size_t n,
                             const pb_dialect_override *override, pb_text_file *file,
                             GError **error);
void pb_text_file_clear(pb_text_file *file);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(pb_text_file, pb_text_file_clear)

/** How the file was understood, for people. g_free. */
char *pb_text_file_dialect(const pb_text_file *file);

/** All bytes of a file; PB_ERROR_INPUT. g_free. */
bool pb_read_bytes(const char *path, const char *name, char **bytes, gsize *n, GError **error);
/** SHA-256 of bytes in hex. g_free. */
char *pb_sha256(const void *bytes, size_t n);

#endif

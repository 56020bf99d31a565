/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * The bytes of a file piece by piece, from the beginning as often as wanted, so that memory does
 * not grow with the file. What cannot be read twice (a pipe, standard input) is kept in memory.
 */
#ifndef PB_IO_BYTE_SOURCE_H
#define PB_IO_BYTE_SOURCE_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

#include "io/progress.h"

/** Bytes of a file that are read at once. */
#define PB_PIECE_BYTES ((size_t)256 * 1024)
/** So many bytes of a piece may be left for the next one. */
#define PB_PIECE_REST 16
/** A pipe, a workbook or a text that must be whole is kept in memory up to this size, bytes. */
#define PB_WHOLE_MAX_BYTES ((size_t)500 * 1000 * 1000)

typedef struct pb_byte_source pb_byte_source;

/** What was left of the piece before, then new bytes; valid until the next call. */
typedef struct {
  const char *bytes;
  size_t n;
  bool last; /**< nothing follows; always without new bytes when a file is read */
} pb_piece;

/** Open a file; `name` is used in messages, `watch` (may be NULL) is told what is read. NULL with
 * PB_ERROR_INPUT for one that is missing or unreadable, or a pipe with too much in it. Free with
 * pb_byte_source_free. */
pb_byte_source *pb_byte_source_open(const char *path, const char *name, pb_watch *watch,
                                    GError **error);
/** Bytes in memory, which must outlive the source, in pieces of `piece` bytes (0: all at once). */
pb_byte_source *pb_byte_source_of_bytes(const char *name, const void *bytes, size_t n,
                                        size_t piece);
void pb_byte_source_free(pb_byte_source *source);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(pb_byte_source, pb_byte_source_free)

/** The next piece. False with PB_ERROR_INPUT when the file cannot be read on, or was changed since
 * it was opened. */
bool pb_byte_source_next(pb_byte_source *source, pb_piece *piece, GError **error);
/** The first `n` bytes of the piece are done with; at most PB_PIECE_REST may be left, none of the
 * last piece. */
void pb_byte_source_take(pb_byte_source *source, size_t n);
/** From the beginning again. */
bool pb_byte_source_rewind(pb_byte_source *source, GError **error);
/** All bytes at once; PB_ERROR_INPUT above PB_WHOLE_MAX_BYTES. They belong to the source. */
bool pb_byte_source_whole(pb_byte_source *source, const char **bytes, size_t *n, GError **error);

/** All bytes of a file, at most PB_WHOLE_MAX_BYTES; PB_ERROR_INPUT. g_free. */
bool pb_read_bytes(const char *path, const char *name, char **bytes, gsize *n, GError **error);
/** SHA-256 of a file in hex, read in pieces; PB_ERROR_INPUT. g_free. */
char *pb_file_sha256(const char *path, GError **error);
/** SHA-256 of bytes in hex. g_free. */
char *pb_sha256(const void *bytes, size_t n);

#endif

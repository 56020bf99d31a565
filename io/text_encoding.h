/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Bytes to UTF-8. What users have: UTF-8 with and without byte order mark, UTF-16 with one,
 * Windows-1252 and ISO-8859-1. A byte order mark decides; else valid UTF-8 is UTF-8; else, when
 * most non-ASCII sequences are valid UTF-8, it is UTF-8 with destroyed characters; else bytes
 * 0x80-0x9F that Windows-1252 defines decide between Windows-1252 and ISO-8859-1.
 */
#ifndef PB_IO_TEXT_ENCODING_H
#define PB_IO_TEXT_ENCODING_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

typedef enum {
  PB_ENCODING_UTF8,
  PB_ENCODING_UTF16LE,
  PB_ENCODING_UTF16BE,
  PB_ENCODING_WINDOWS_1252,
  PB_ENCODING_ISO_8859_1,
} pb_encoding;

typedef struct {
  pb_encoding encoding;
  bool bom;
  size_t
      destroyed; /**< characters U+FFFD: were in the text, or stand for bytes that were invalid */
} pb_encoding_info;

/** A UTF-8 text that may be a part of the bytes it came from. */
typedef struct {
  const char *text; /**< not NUL-terminated */
  size_t length;
  char *owned; /**< NULL when `text` points into the bytes given */
  pb_encoding_info info;
} pb_utf8;

/** Convert; `bytes` must outlive the result. `wanted` NULL: detect, else the name of an encoding.
 * False with PB_ERROR_USAGE for an unknown name. */
bool pb_utf8_from_bytes(const void *bytes, size_t n, const char *wanted, pb_utf8 *utf8,
                        GError **error);
void pb_utf8_clear(pb_utf8 *utf8);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(pb_utf8, pb_utf8_clear)

/** "UTF-8", "UTF-16LE", "Windows-1252", … Letter case and hyphens are free; "latin1" and "cp1252"
 * are known too. False with PB_ERROR_USAGE. */
bool pb_encoding_parse(const char *name, pb_encoding *encoding, GError **error);
const char *pb_encoding_name(pb_encoding encoding);

#endif

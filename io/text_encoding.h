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

/** What all bytes of a text say about its encoding, gathered piece by piece. */
typedef struct {
  bool begun;                       /**< the first bytes have been looked at */
  bool blank;                       /**< nothing but spaces, tabs and line ends so far */
  bool decided;                     /**< by a byte order mark or by the caller */
  pb_encoding_info as;              /**< what is decided */
  size_t valid, invalid;            /**< sequences of bytes above 0x7F: as UTF-8, or not */
  size_t only_1252, undefined_1252; /**< of the invalid ones: 0x80-0x9F that Windows-1252 has */
  size_t destroyed, undefined;      /**< valid U+FFFD; any byte that Windows-1252 has not */
} pb_encoding_evidence;

/** `wanted` NULL: detect, else the name of an encoding. False with PB_ERROR_USAGE for an unknown
 * name. */
bool pb_encoding_begin(pb_encoding_evidence *evidence, const char *wanted, GError **error);
/** Look at bytes; `last`: nothing follows. Returns how many are done with: up to five are left when
 * a character may go on behind them, and must come again. */
size_t pb_encoding_look(pb_encoding_evidence *evidence, const char *bytes, size_t n, bool last);
/** The decision, when all bytes have been looked at. */
pb_encoding_info pb_encoding_decide(const pb_encoding_evidence *evidence);

/** Bytes to UTF-8, piece by piece. Bytes that are no character become U+FFFD, one each. */
typedef struct {
  pb_encoding_info as;
  bool begun; /**< the byte order mark is behind */
} pb_decoder;

/** Append the characters of some bytes to `text`; `last` and the value as for pb_encoding_look. */
size_t pb_decode(pb_decoder *decoder, const char *bytes, size_t n, bool last, GString *text);

/** A whole text. */
typedef struct {
  char *text; /**< not NUL-terminated: it may hold NUL bytes */
  size_t length;
  pb_encoding_info info;
} pb_utf8;

/** Decide and convert all at once. False with PB_ERROR_USAGE for an unknown name. */
bool pb_utf8_from_bytes(const void *bytes, size_t n, const char *wanted, pb_utf8 *utf8,
                        GError **error);
void pb_utf8_clear(pb_utf8 *utf8);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(pb_utf8, pb_utf8_clear)

/** "UTF-8", "UTF-16LE", "Windows-1252", … Letter case and hyphens are free; "latin1" and "cp1252"
 * are known too. False with PB_ERROR_USAGE. */
bool pb_encoding_parse(const char *name, pb_encoding *encoding, GError **error);
const char *pb_encoding_name(pb_encoding encoding);

#endif

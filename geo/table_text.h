/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Which encoding the texts of a dBASE table are in, and their conversion. Inside geo/ only. */
#ifndef PB_GEO_TABLE_TEXT_H
#define PB_GEO_TABLE_TEXT_H

#include <glib.h>
#include <stdbool.h>

/** iconv's name for what a .cpg file says ("UTF-8", "ANSI 1252", "88591", "LDID/87"); NULL: it says
 * nothing definite. Free with g_free. */
char *pb_encoding_from_cpg(const char *cpg);
/** iconv's name for a table's language id (byte 29), or NULL: 0 and 87 ("ANSI") are not definite.
 */
const char *pb_encoding_from_language_id(int id);

/** What the bytes seen so far could be. Zero to start. */
typedef struct {
  gboolean not_ascii;    /**< a byte above 127 was seen */
  gboolean not_utf8;     /**< a text was no valid UTF-8 */
  gboolean only_windows; /**< a byte 0x80-0x9f was seen: letters in Windows-1252 only */
  gboolean dos_letters;  /**< å, ä, ö or é of MS-DOS inside a word was seen */
  gboolean not_dos;      /**< a byte above 127 was seen that is none of those letters */
} pb_text_evidence;

void pb_text_evidence_add(pb_text_evidence *evidence, const char *text);
/** UTF-8, CP850 (MS-DOS in Western Europe), CP1252 or ISO-8859-1. */
const char *pb_encoding_from_evidence(const pb_text_evidence *evidence);

/** Do letters and digits of ASCII mean themselves in it? False too when iconv has none of that
 * name. */
bool pb_encoding_keeps_ascii(const char *encoding);

/** `text` in UTF-8, or NULL when it is not in `encoding` (or iconv has none of that name). A last
 * letter that the width of the field cut in two is left out. Free with g_free. */
char *pb_table_text_decode(const char *text, const char *encoding);

#endif

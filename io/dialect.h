/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * The dialect of a CSV file: delimiter, quote, line end, decimal mark, title lines above the
 * header. Found from the text, each part overridable, printable as "UTF-8 BOM, ;, CRLF, decimal
 * comma".
 */
#ifndef PB_IO_DIALECT_H
#define PB_IO_DIALECT_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

#include "io/number_marks.h"
#include "io/text_encoding.h"

/** So many bytes of text at the beginning of a file, and so many records of them, say what it is
 * like. */
#define PB_DIALECT_SAMPLE_BYTES ((size_t)256 * 1024)
#define PB_DIALECT_SAMPLE_RECORDS 200

typedef enum { PB_LINE_END_LF, PB_LINE_END_CRLF, PB_LINE_END_CR } pb_line_end;

typedef struct {
  char delimiter;       /**< ; , tab or | */
  char quote;           /**< " */
  pb_line_end line_end; /**< the commonest */
  pb_number_marks numbers;
  size_t title_lines;  /**< records above the header */
  size_t header_lines; /**< records that make the header: see io/header_rows.h */
} pb_dialect;

/** Zero fields are detected. */
typedef struct {
  const char *encoding; /**< as in the project file: "UTF-8", "Windows-1252", …; NULL: detect */
  char delimiter;
  char decimal;
  const char *sheet; /**< of a workbook; NULL: the first visible one */
} pb_dialect_override;

/** Dialect of a UTF-8 text; looks at the first PB_DIALECT_SAMPLE_BYTES. `override` may be NULL.
 * Never fails: a text without any delimiter is one column. */
pb_dialect pb_dialect_detect(const char *text, size_t n, const pb_dialect_override *override);

/** Of the records down to the header, the last of `n`, how many are title lines and how many the
 * header. */
void pb_dialect_set_header(pb_dialect *dialect, char *const *const *rows, size_t n,
                           size_t title_lines);

/** Records above the header: the header is the first one as wide as most and at least half filled.
 * Of each record `width` is its cells up to the last filled one, `filled` how many are. */
size_t pb_dialect_title_lines(const size_t *width, const size_t *filled, size_t n);

/** "UTF-8 BOM, ;, CRLF, decimal comma, 1 title line" in the reader's language. g_free. */
char *pb_dialect_text(const pb_encoding_info *encoding, const pb_dialect *dialect);

/** The same of a sheet of a workbook: "XLSX, sheet “2024”, 1 title line". g_free. */
char *pb_dialect_sheet_text(const char *sheet, const pb_dialect *dialect);

/** Read "tab", ";" …, "comma", "point", "," and "." of the project file or a command. False with
 * PB_ERROR_USAGE. Empty or NULL text: 0, detect. */
bool pb_delimiter_parse(const char *text, char *delimiter, GError **error);
bool pb_decimal_parse(const char *text, char *decimal, GError **error);

#endif

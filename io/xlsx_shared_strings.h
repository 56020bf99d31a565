/* SPDX-License-Identifier: GPL-3.0-or-later */
/** The texts that cells of a workbook share, by number. */
#ifndef PB_IO_XLSX_SHARED_STRINGS_H
#define PB_IO_XLSX_SHARED_STRINGS_H

#include "io/xlsx_zip.h"

/** The runs of a text (<is> of a cell or <si> of a shared one), without readings of characters. */
typedef struct {
  GString *text;
  bool in_reading; /**< within <rPh> */
} pb_xlsx_runs;

void pb_xlsx_runs_start(pb_xlsx_runs *runs, const char *element);
void pb_xlsx_runs_end(pb_xlsx_runs *runs, const char *element, const char *text, size_t n);
/** A copy in `chunk` of the text as a reader of CSV would have it: no blanks around it, escaped
 * control characters (_x000D_) left out. */
const char *pb_xlsx_store_text(GStringChunk *chunk, const char *text, size_t n, size_t *length);

/** One text. */
typedef struct {
  const char *text;
  size_t n;
} pb_xlsx_text;

/** GArray of pb_xlsx_text that live in `chunk`; NULL with PB_ERROR_INPUT. `part` NULL: there are
 * none. */
GArray *pb_xlsx_shared_strings_read(pb_xlsx_zip *zip, const char *part, GStringChunk *chunk,
                                    GError **error);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Workbooks (.xlsx; Office Open XML, ECMA-376) as tables: the visible sheets and the cells of one.
 *
 * Cells are texts as a CSV export would have them, but for people's formats: numbers without
 * thousands, dates in ISO form, a formula's last result. Hidden sheets are passed over.
 */
#ifndef PB_IO_XLSX_H
#define PB_IO_XLSX_H

#include "io/xlsx_sheet.h"

/** More than this is not unpacked from one workbook, bytes. */
#define PB_XLSX_MAX_BYTES ((size_t)500 * 1000 * 1000)

/** True for a zip archive or an older office document: not a text, whatever the file is named. */
bool pb_xlsx_looks_like(const void *bytes, size_t n);

typedef struct pb_xlsx pb_xlsx;

/** Open the workbook in `bytes`, which must outlive it; `name` is used in messages; `max_bytes` 0:
 * PB_XLSX_MAX_BYTES. NULL with PB_ERROR_INPUT when it is damaged, encrypted, too large or no
 * workbook, or has no visible sheet. */
pb_xlsx *pb_xlsx_open(const char *name, const void *bytes, size_t n, size_t max_bytes,
                      GError **error);
void pb_xlsx_close(pb_xlsx *book);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(pb_xlsx, pb_xlsx_close)

/** Names of the visible sheets in their order; NULL-terminated, borrowed. */
const char *const *pb_xlsx_sheets(const pb_xlsx *book);
/** The cells of a sheet; `sheet` NULL or "": the first visible one. Letter case does not matter.
 * Numbers get the mark `decimal` (0: point). NULL with PB_ERROR_USAGE for an unknown sheet, with
 * PB_ERROR_INPUT as above and for a sheet without cells. Free with pb_xlsx_sheet_free. */
pb_xlsx_sheet *pb_xlsx_read(pb_xlsx *book, const char *sheet, char decimal, GError **error);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Small workbooks written for tests. */
#ifndef PB_TESTS_IO_WORKBOOK_H
#define PB_TESTS_IO_WORKBOOK_H

#include <glib.h>

/** A file of the archive. */
typedef struct {
  const char *path;
  const char *text;
} test_part;

/** A zip archive of `n` files. */
GBytes *test_zip(const test_part *parts, size_t n);

/** A workbook with a visible sheet “Data” and, before it, the hidden one “Gömt” and the chart
 * “Diagram”; “Två” comes after it. `rows` is the inside of <sheetData> of “Data”. */
GBytes *test_workbook(const char *rows);
/** The same with attributes for <workbookPr> and other XML instead of what stands in “Data”. */
GBytes *test_workbook_with(const char *properties, const char *sheet);

#endif

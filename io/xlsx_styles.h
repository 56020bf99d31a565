/* SPDX-License-Identifier: GPL-3.0-or-later */
/** How a workbook shows its numbers: which are dates, and which are codes with leading zeros. */
#ifndef PB_IO_XLSX_STYLES_H
#define PB_IO_XLSX_STYLES_H

#include "io/xlsx_zip.h"

/** What a number format says. All zero: a plain number. */
typedef struct {
  bool year, month, day; /**< parts of a date that are shown */
  bool time;             /**< a time of day is shown */
  bool elapsed;          /**< hours beyond 24, [h]:mm */
  unsigned zeros;        /**< “0000”: shown with so many digits at least */
} pb_xlsx_format;

/** Of a format code: “yyyy-mm-dd hh:mm”, “0000”, “# ##0,00”. */
pb_xlsx_format pb_xlsx_format_parse(const char *code);
/** Of a built-in number format. */
pb_xlsx_format pb_xlsx_format_builtin(size_t id);

/** The number as shown, as far as it says what the number is: ISO dates and times ("2024-05-01",
 * "2024-05-01 14:21", "2024-05", "14:21"), codes with their zeros, else the number as short as it
 * can be read back, with `decimal` ('.' when 0). g_free. */
char *pb_xlsx_number_text(double number, const pb_xlsx_format *format, bool from_1904,
                          char decimal);

/** The formats of cells by style number: GArray of pb_xlsx_format, empty when the workbook has no
 * styles. NULL with PB_ERROR_INPUT. `part` NULL: there are none. */
GArray *pb_xlsx_styles_read(pb_xlsx_zip *zip, const char *part, GError **error);

#endif

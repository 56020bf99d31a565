/* SPDX-License-Identifier: GPL-3.0-or-later */
/** What there is to find out about the cells of a sheet: where its header is, and the marks of
 * numbers that stand in it as text. */
#ifndef PB_IO_XLSX_DIALECT_H
#define PB_IO_XLSX_DIALECT_H

#include "io/dialect.h"
#include "io/xlsx_sheet.h"

/** Title lines and header by the rule of text files, number marks by the cells that are text.
 * `decimal` 0: find it; cells that are numbers then get the mark that is found. */
pb_dialect pb_xlsx_dialect(pb_xlsx_sheet *sheet, char decimal);

#endif

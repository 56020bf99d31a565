/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Results as one workbook (.xlsx) with typed cells: a sheet that says what the workbook holds and
 * what it rests on, a sheet that says what is in every column, then one sheet a table with its
 * header row fixed. Numbers are numbers, so that the spreadsheet shows them in its reader's form;
 * texts are texts, whatever they begin with. The same results give the same bytes.
 */
#ifndef PB_IO_WORKBOOK_H
#define PB_IO_WORKBOOK_H

#include <glib.h>
#include <stddef.h>

#include "engine/result.h"

/** A sheet's name is cut to this many characters, and numbered when two become equal. */
#define PB_SHEET_NAME_LENGTH 31

/** Borrowed. */
typedef struct {
  const char *name;        /**< of the table, such as "long-series-theft" */
  const char *explanation; /**< what it shows, a text for people; "" when unknown */
  const pb_result *result; /**< with rows */
} pb_workbook_table;

/** Borrowed. */
typedef struct {
  const char *title;        /**< "Örebro kommun 2023–2025" */
  const char *const *facts; /**< paragraphs below it; NULL-terminated */
  const pb_workbook_table *tables;
  size_t n_tables;
} pb_workbook;

/** The whole file. NULL with PB_ERROR_OUTPUT, also when a table has more rows or columns than a
 * sheet can hold. */
GBytes *pb_workbook_bytes(const pb_workbook *book, GError **error);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Tables and results as CSV, for spreadsheets or for programs. Fields are quoted when they must
 * be; a text that a spreadsheet would run as a formula (=, +, @ first, or - and no number) is
 * quoted by an apostrophe in the people's forms. */
#ifndef PB_IO_CSV_WRITER_H
#define PB_IO_CSV_WRITER_H

#include <glib.h>
#include <stdbool.h>

#include "engine/result.h"
#include "engine/table.h"

typedef struct {
  char delimiter;
  char decimal;
  bool bom;
  bool crlf;
  bool for_people; /**< guard texts that look like formulas */
} pb_csv_style;

extern const pb_csv_style pb_csv_swedish; /**< BOM, ;, decimal comma, CRLF: opens in Excel */
extern const pb_csv_style pb_csv_english; /**< BOM, comma, decimal point, CRLF */
extern const pb_csv_style pb_csv_machine; /**< no BOM, comma, decimal point, LF */

/** Header and rows; missing is empty. Free with g_free. */
char *pb_table_to_csv(const pb_table *table, const pb_csv_style *style);
/** The columns of a result; one without columns gives its scalars as name, value, unit. g_free. */
char *pb_result_to_csv(const pb_result *result, const pb_csv_style *style);

#endif

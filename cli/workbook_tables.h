/* SPDX-License-Identifier: GPL-3.0-or-later */
/** The results of a municipality as tables for spreadsheets: which there are, what they are called
 * and what they show; tables.xlsx of all of them. */
#ifndef PB_CLI_WORKBOOK_TABLES_H
#define PB_CLI_WORKBOOK_TABLES_H

#include <glib.h>

#include "plots/context.h"

/** A result is a table when it has rows. */
bool pb_is_table(const pb_result *result);
/** "long-series-theft", "hot-spots-stold": the name of a table's files and sheet. g_free. */
char *pb_table_name(const pb_result *result);
/** "Long series, theft": what a table shows, "" for one that has no words. g_free. */
char *pb_table_explanation(const pb_context *context, const pb_result *result);

/** The workbook. NULL with PB_ERROR_OUTPUT. */
GBytes *pb_tables_workbook(const pb_context *context, GError **error);

#endif

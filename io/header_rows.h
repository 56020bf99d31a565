/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Headers of more than one row, as merged cells above the columns make them:
 *
 *     ;2023;;2024;                             Kommun
 *     Kommun;Antal;Per 100 000;Antal;Per 100 000     →  2023 Antal, 2023 Per 100 000, 2024 Antal …
 *
 * A row above belongs to the header when it has at least two filled cells but fewer than the
 * header, when names of the header repeat without it, and when none does with it. Its cell stands
 * for its own column and for those to the right of it that have none, as long as they have a name
 * below. At most two rows above are joined.
 */
#ifndef PB_IO_HEADER_ROWS_H
#define PB_IO_HEADER_ROWS_H

#include <glib.h>
#include <stddef.h>

#include "io/csv_reader.h"

/** A header has no more rows than this. */
#define PB_HEADER_MAX_ROWS 3

/** The cells of a record as texts. g_strfreev. */
char **pb_record_texts(const pb_record *record);
/** `rows` are `n` records from top to bottom, each NULL-terminated; the last is the header. How
 * many of them, counted from the last, are the header: at least 1. */
size_t pb_header_lines(char *const *const *rows, size_t n);
/** One name for each cell of the last of `n` rows. g_strfreev. */
char **pb_header_join(char *const *const *rows, size_t n);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/** The columns of one source, watched for personal data while its rows are read. */
#ifndef PB_IO_PERSONAL_WATCH_H
#define PB_IO_PERSONAL_WATCH_H

#include "io/csv_reader.h"
#include "io/personal_data.h"
#include "io/roles.h"

typedef struct {
  const pb_source_kind *kind;
  pb_personal_column columns[PB_MAX_ROLES]; /**< by role */
  bool stopped;                             /**< a column holds personal data: read no more */
} pb_personal_watch;

/** A watch over the roles of texts and identifiers of the kind. */
pb_personal_watch pb_personal_watch_new(const pb_source_kind *kind);
/** Look at a row; `n_own`: columns that the file itself has. False when nothing of the file is to
 * be used, now or since an earlier row. */
bool pb_personal_watch_row(pb_personal_watch *watch, const pb_roles *roles, size_t n_own,
                           const pb_record *record);
/** When all rows have been seen: true with PB_ERROR_INPUT, a sentence, if the file holds personal
 * data. */
bool pb_personal_watch_refuses(const pb_personal_watch *watch, const pb_roles *roles,
                               const char *path, char *const *headers, GError **error);

#endif

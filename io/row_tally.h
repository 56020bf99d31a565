/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Rows of one file that are left out for one reason, told once and with a count instead of row by
 * row: those of crime types that are not known, and those with a rate and no count. */
#ifndef PB_IO_ROW_TALLY_H
#define PB_IO_ROW_TALLY_H

#include "io/findings.h"

typedef struct {
  GHashTable *position; /**< text -> position in types + 1 */
  GArray *types;
  size_t rate_only;
} pb_row_tally;

pb_row_tally *pb_row_tally_new(void);
void pb_row_tally_free(pb_row_tally *tally);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(pb_row_tally, pb_row_tally_free)

/** A row of a crime type that is not known; `line` and `column` (1-based) are where it stands. */
void pb_row_tally_add_type(pb_row_tally *tally, const char *type, size_t line, size_t column);
/** Say what was counted, the types in the order in which they stand in the file, and forget it. */
void pb_row_tally_tell(pb_row_tally *tally, const pb_findings *findings);
/** Forget it. */
void pb_row_tally_clear(pb_row_tally *tally);

#endif

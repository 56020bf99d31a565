/* SPDX-License-Identifier: GPL-3.0-or-later */
/** One row of a source as a kind sees it: cells by role. Roles are numbered as in the kind's list.
 */
#ifndef PB_IO_SOURCE_ROW_H
#define PB_IO_SOURCE_ROW_H

#include "io/csv_reader.h"
#include "io/findings.h"
#include "io/names_index.h"
#include "io/roles.h"

struct pb_source_row {
  const pb_source_kind *kind;
  const pb_project *project;
  const pb_project_source *source; /**< the [source] section: crs, codebook, … */
  const pb_known_headers *known;   /**< for tables beside the source */
  const pb_value_marks *marks;     /**< the kind's, and what the project file calls missing */
  const pb_roles *roles;
  const char *const *headers;
  const pb_cell *cells;
  char decimal;
  double rate_per; /**< a published rate is per so many inhabitants */
  int across;      /**< of a wide table: the column that the row is made from; else -1 */
  size_t n_own;    /**< of a wide table: columns that the file itself has */
  uint32_t file;   /**< position in pb_gathered.files */
  uint32_t line;
  pb_findings findings;
  const char **noted; /**< reason of the last note about the row: why it is left out; may be NULL */
};

/** The cell of a role; NULL when the file has no such column. */
const pb_cell *pb_source_cell(const pb_source_row *row, size_t role);
/** The same, NULL also when the cell says that the value is missing. */
const pb_cell *pb_source_present(const pb_source_row *row, size_t role);
/** List the row as not used because of one cell; `format` is a translated sentence. Returns
 * PB_ROW_REJECTED. */
pb_row_fate pb_source_reject(const pb_source_row *row, size_t role, const char *reason,
                             const char *format, ...) G_GNUC_PRINTF(4, 5);
/** The usual sentence for a cell that a parser of values.h refused. */
pb_row_fate pb_source_reject_value(const pb_source_row *row, size_t role, pb_value_status status);
/** The sentence for a name of which letters were destroyed (U+FFFD). */
pb_row_fate pb_source_reject_destroyed(const pb_source_row *row, size_t role);
/** The sentence for a cell that is no municipality: empty, destroyed, nearly one, or no such
 * thing.
 * Returns PB_ROW_REJECTED. */
pb_row_fate pb_source_reject_municipality(const pb_source_row *row, size_t role,
                                          const pb_names_index *names);
/** Something worth knowing about a row that is used or left out. */
void pb_source_note(const pb_source_row *row, size_t role, const char *reason, const char *format,
                    ...) G_GNUC_PRINTF(4, 5);
/** Why the row is left out, where that is told once for many rows. Returns PB_ROW_LEFT_OUT. */
pb_row_fate pb_source_leave_out(const pb_source_row *row, const char *reason);

#endif

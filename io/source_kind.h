/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * A source kind is one constant descriptor in one file of io/sources/, named by one word in
 * io/sources/meson.build, from which the build writes the table below. The reader of files, role
 * recognition, `list sources`, the check of [source] sections and the tests derive from it.
 *
 * A kind knows roles, what a row means and how the rows of all its files become a part of the
 * dataset. It does not know encodings, delimiters or headers: those are found before it, once for
 * all kinds.
 *
 * The life of a kind: new_state once; for each file begin_file, read for every row, end_file (or
 * read_document alone); when all sources are read newest_year, is_after, join; free_state. Only
 * `read` or `read_document`, and `join`, are needed.
 */
#ifndef PB_IO_SOURCE_KIND_H
#define PB_IO_SOURCE_KIND_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "io/values.h"

/** A column that a kind can use. */
typedef struct {
  const char *name;  /**< "municipality"; columns.NAME in the project file */
  const char *title; /**< N_() noun phrase */
  bool required;
  unsigned unless; /**< PB_ROLE_BIT of roles that can stand in for a required one; 0: none can */
} pb_role;

#define PB_ROLE_BIT(role) (1u << (role))

#define PB_MAX_ROLES 16

typedef struct pb_source_row pb_source_row; /**< io/source_row.h */
typedef struct pb_gathered pb_gathered;     /**< io/gathered.h */
struct pb_dataset;

/** What became of a row. */
typedef enum {
  PB_ROW_USED,
  PB_ROW_REJECTED, /**< the kind has listed why: pb_source_row_reject */
  PB_ROW_LEFT_OUT, /**< not wanted, by design; counted */
} pb_row_fate;

/** Which roles may stand across a wide table, one column a period: PB_NO_ROLE where there is none.
 */
typedef struct {
  int period, type; /**< taken from the header */
  int value, rate;  /**< taken from the cell below it */
} pb_wide_roles;

#define PB_NO_ROLE (-1)

typedef struct {
  const char *name;        /**< kebab-case: "reported-crime" */
  const char *title;       /**< N_() noun phrase */
  const char *description; /**< N_() what a row is and which forms are read, a few sentences */
  const char *citation;    /**< where the form is described */
  const pb_role *roles;
  size_t n_roles;
  const pb_wide_roles *wide; /**< NULL: never wide */
  uint32_t text_roles; /**< bit r: cells of role r are texts, to be searched for personal data */
  uint32_t identifier_roles;   /**< the same for identifiers: see io/personal_data.h */
  const pb_value_marks *marks; /**< what cells such as .. and - mean in this kind */

  /** @name Rows
   * Elements of pb_gathered_rows: row_size bytes, beginning with pb_row_origin. Rows of a file that
   * turns out to be unusable are taken away again. 0: the kind keeps its rows in its state. @{ */
  size_t row_size;
  /** @} */
  /** What the kind keeps beside rows (pb_gathered_state), for all its files; may be NULL. */
  void *(*new_state)(const struct pb_dataset *dataset);
  void (*free_state)(void *state);

  /** The header of a file is known: `row` has no cells yet. False with PB_ERROR_INPUT or
   * PB_ERROR_PROJECT when the file cannot be used. May be NULL. */
  bool (*begin_file)(const pb_source_row *row, pb_gathered *gathered, GError **error);
  /** Read one row into `gathered`. Every required role has a cell. */
  pb_row_fate (*read)(const pb_source_row *row, pb_gathered *gathered);
  /** The last row of the file was read; rows may be completed or, with pb_gathered_reject and
   * pb_gathered_leave_out, taken back. `row` has no cells. May be NULL. */
  void (*end_file)(const pb_source_row *row, pb_gathered *gathered);
  /** The file cannot be used after all (personal data, no usable row): what its rows left in the
   * state must go. Rows are taken away by the caller. May be NULL. */
  void (*forget_file)(const pb_source_row *row, pb_gathered *gathered);
  /** A kind whose files are texts, not tables, has this instead of `read`: `text` is UTF-8, `n`
   * bytes, not NUL-terminated. What was used, rejected and left out is counted by
   * pb_gathered_count. False with PB_ERROR_INPUT when the file cannot be used. */
  bool (*read_document)(const pb_source_row *row, const char *text, size_t n, pb_gathered *gathered,
                        GError **error);

  /** The last year that these rows are complete for, if this kind can say what a report is about;
   * 0: no rows. Kinds are asked in the order of the list. May be NULL. */
  int (*newest_year)(const GArray *rows);
  /** True when the row is about a time after the reports' last year: it is left out and counted.
   * NULL: never. */
  bool (*is_after)(const void *row, int period_end);
  /** @name The same for a kind that keeps its rows in its state
   * leave_out_after adds the number of rows of each file (by its position) to `after`. @{ */
  int (*newest_kept_year)(const void *state);
  void (*leave_out_after)(pb_gathered *gathered, int period_end, size_t *after);
  /** @} */
  /** From the rows of all files to the dataset. Called once, also without rows. */
  void (*join)(pb_gathered *gathered, struct pb_dataset *dataset);
} pb_source_kind;

/** All kinds, in the order of the build's list. */
const pb_source_kind *const *pb_source_kinds(size_t *n);
/** NULL when there is none of that name. */
const pb_source_kind *pb_source_kind_find(const char *name);
/** Position in the list of all kinds. */
size_t pb_source_kind_position(const pb_source_kind *kind);

#endif

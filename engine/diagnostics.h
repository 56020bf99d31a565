/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Bad cells are data: every row of a source is used, or counted and listed with file, line, column,
 * field and reason. The list is bounded (the counts are not), so a bad file cannot fill the memory.
 */
#ifndef PB_ENGINE_DIAGNOSTICS_H
#define PB_ENGINE_DIAGNOSTICS_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

typedef enum {
  PB_DIAG_NOTE,     /**< worth knowing; the row is used */
  PB_DIAG_REJECTED, /**< the row is not used */
  PB_DIAG_LEFT_OUT, /**< the row is right but not needed, by design; in tallies only */
} pb_diag_severity;

/** One finding. Texts are owned by the list. `reason` is a constant code in kebab-case such as
 * "count-negative"; `message` is the whole sentence in the reader's language. */
typedef struct {
  pb_diag_severity severity;
  const char *reason;
  char *source;  /**< name of the [source] */
  char *file;    /**< as written in the project file */
  size_t line;   /**< 1-based; 0: the whole file */
  size_t column; /**< 1-based field number; 0: the whole row */
  char *field;   /**< header of the field, or NULL */
  char
      *value; /**< the cell, cut to 40 characters, digits masked where they may identify; or NULL */
  char *message;
  size_t times; /**< rows that the finding stands for, where they are told together; 0 is 1 */
} pb_diagnostic;

typedef struct {
  const char *reason;
  pb_diag_severity severity;
  size_t count;
} pb_diag_count;

/** Rows of one file with one fate for one reason. Borrowed texts. */
typedef struct {
  const char *source, *file, *reason;
  pb_diag_severity severity;
  size_t rows;
} pb_diag_tally;

/** How often a value was found, where its reason begins with "unknown-": a crime type or a place
 * that no table knows. Borrowed texts. */
typedef struct {
  const char *reason;
  const char *value; /**< as in pb_diagnostic */
  size_t count;
} pb_diag_value;

typedef struct pb_diagnostics pb_diagnostics;

/** Keeps at most `limit` findings of each reason, in the order they were added. */
pb_diagnostics *pb_diagnostics_new(size_t limit);
void pb_diagnostics_free(pb_diagnostics *diagnostics);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(pb_diagnostics, pb_diagnostics_free)

/** Counts the finding and keeps a copy while under the limit. `entry` stays the caller's. */
void pb_diagnostics_add(pb_diagnostics *diagnostics, const pb_diagnostic *entry);
size_t pb_diagnostics_length(const pb_diagnostics *diagnostics);
const pb_diagnostic *pb_diagnostics_at(const pb_diagnostics *diagnostics, size_t index);
/** Counts by reason in order of first appearance. */
size_t pb_diagnostics_n_reasons(const pb_diagnostics *diagnostics);
pb_diag_count pb_diagnostics_reason(const pb_diagnostics *diagnostics, size_t index);
/** The values of the findings whose reason begins with "unknown-", most frequent first, then by
 * text. Counts are of the rows of all findings, kept or not, for the first 10 000 distinct values
 * of the list. Free the array with g_free. */
pb_diag_value *pb_diagnostics_unknown(const pb_diagnostics *diagnostics, size_t *n);
/** Count rows that are left out; nothing is listed. `reason` is a constant, the others are copied.
 */
void pb_diagnostics_leave_out(pb_diagnostics *diagnostics, const char *source, const char *file,
                              const char *reason, size_t rows);
/** Rows by file, fate and reason, in order of first appearance: those of every finding that was
 * added and those left out. */
size_t pb_diagnostics_n_tallies(const pb_diagnostics *diagnostics);
pb_diag_tally pb_diagnostics_tally(const pb_diagnostics *diagnostics, size_t index);
/** How many rejected rows were added in all. */
size_t pb_diagnostics_rejected(const pb_diagnostics *diagnostics);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Findings about the rows of one file: what goes into pb_diagnostics, in one form. */
#ifndef PB_IO_FINDINGS_H
#define PB_IO_FINDINGS_H

#include "engine/diagnostics.h"

/** Where findings go and which file they are about. Borrowed texts. */
typedef struct {
  pb_diagnostics *diagnostics; /**< NULL: nowhere */
  const char *source;          /**< name of the [source] */
  const char *file;
} pb_findings;

/** Add one. `column` is 1-based, 0 for the whole row; `field` and `value` may be NULL. The value is
 * cut to 40 characters, its digits masked when there are so many that they may identify
 * someone, letters and digits of a text with an e-mail address. */
void pb_findings_add(const pb_findings *findings, pb_diag_severity severity, const char *reason,
                     size_t line, size_t column, const char *field, const char *value,
                     const char *message);
/** A note about the whole file; `format` is a translated sentence. */
void pb_findings_note(const pb_findings *findings, const char *reason, const char *format, ...)
    G_GNUC_PRINTF(3, 4);
/** The same as pb_findings_add of something that many rows of the file say, told once; `line` is
 * that of the first. */
void pb_findings_add_times(const pb_findings *findings, pb_diag_severity severity,
                           const char *reason, size_t line, const char *value, size_t times,
                           const char *message);
/** "brott.csv:4:4: count: “abc” is not a number; the row is not used." g_free. */
char *pb_diagnostic_text(const pb_diagnostic *diagnostic);
/** Cut and mask a cell as described. g_free. */
char *pb_mask_value(const char *value);

#endif

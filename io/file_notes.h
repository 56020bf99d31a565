/* SPDX-License-Identifier: GPL-3.0-or-later */
/** What is worth knowing about a whole file that was read, as findings without a line. */
#ifndef PB_IO_FILE_NOTES_H
#define PB_IO_FILE_NOTES_H

#include "io/findings.h"
#include "io/text_file.h"

/** A decimal mark that was assumed, cells of a workbook that hold an error, hidden rows. */
void pb_file_notes(const pb_text_file *file, const pb_findings *findings);
/** Characters that were destroyed before the file came here, if any. */
void pb_note_destroyed(size_t destroyed, const pb_findings *findings);

#endif

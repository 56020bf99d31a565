/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * The codebook of a survey: a table (CSV or a sheet of a workbook, in any dialect) with one row for
 * each question and possible answer.
 *
 *     question  header of the column in the data: "q12"
 *     text_sv   the question in Swedish        } on the first row of the question, or on all
 *     text_en   in English                     }
 *     index     sub-index that it belongs to   }
 *     answer    code or text as it stands in the data; empty: what an empty cell means
 *     label     the answer for people; the code where empty
 *     score     0 .. 6, 0 = practically no problem, 6 = alarming; empty: not scored
 *     kind      answer (also when empty), dont-know, not-applicable, missing
 *     share     1 when the answer counts in the share that is reported, such as “unsafe”
 *
 * question and answer are required. Columns are recognised by data/reference/headers.csv (kind
 * "codebook"), in Swedish too: fråga, svar, etikett, poäng, typ, andel, delindex. Others are passed
 * over. Words for `kind` are read in Swedish as well: svar, vet ej, ej aktuellt, saknas.
 *
 * A codebook decides what every number of a survey means, so one with a fault is not used: the
 * error lists what is wrong, a sentence a line, with file, line and column.
 */
#ifndef PB_IO_CODEBOOK_H
#define PB_IO_CODEBOOK_H

#include "engine/survey_data.h"
#include "io/roles.h"

/**
 * The questions of a codebook in the order of their first rows: pb_survey_question, whose elements
 * are the array's (g_array_unref frees them; g_array_steal hands them over). `name` is the file in
 * messages. NULL with PB_ERROR_INPUT: the file cannot be read, lacks a column, or a row is wrong
 * (no question, an answer twice, a score outside 0 .. 6 or of what is no answer, an unknown kind,
 * two texts of one question, more than PB_SURVEY_MAX_ANSWERS answers).
 */
GArray *pb_codebook_read(const char *path, const char *name, const pb_known_headers *known,
                         GError **error);

/** True when two questions give every answer the same meaning: codes, kinds, scores, share and
 * sub-index. Words may differ. */
bool pb_codebook_agrees(const pb_survey_question *one, const pb_survey_question *other);

#endif

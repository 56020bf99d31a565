/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Which marks the numbers of a table use: the one place that decides it.
 *
 * One program wrote all numbers of a file, so what one cell proves holds for all:
 *
 * - “12,5” has a decimal comma, “12.5” a decimal point;
 * - “1.234.567” and “1.234,5” have thousands points, so any decimal mark is a comma; “1,234,567”
 * the reverse. A decimal mark that is known leaves the other mark nothing but to part thousands;
 * - “1'234” and blanks part thousands and say nothing about decimals.
 *
 * “1.234” alone proves nothing. A column in which such cells stand beside whole numbers below 1 000
 * and none of four digits or more parts thousands; one that also has longer whole numbers does not.
 * Where no column tells, the mark is taken for a decimal mark and `assumed` is set: whoever prints
 * how a file was understood says so, and the project file can say otherwise (decimal = comma).
 */
#ifndef PB_IO_NUMBER_MARKS_H
#define PB_IO_NUMBER_MARKS_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

typedef struct {
  char decimal;   /**< ',' or '.'; 0: no number with decimals was seen */
  char thousands; /**< ',' '.' or '\''; 0: blanks or none */
  bool assumed;   /**< the decimal mark may as well part thousands */
} pb_number_marks;

typedef struct pb_number_evidence pb_number_evidence;

pb_number_evidence *pb_number_evidence_new(void);
void pb_number_evidence_free(pb_number_evidence *evidence);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(pb_number_evidence, pb_number_evidence_free)
/** A cell of column `column` (0-based), without its quotation marks. Text is passed over. */
void pb_number_evidence_add(pb_number_evidence *evidence, size_t column, const char *cell,
                            size_t n);
/** What the cells prove. `decimal` ',' or '.' is known already; 0: find it. */
pb_number_marks pb_number_evidence_decide(const pb_number_evidence *evidence, char decimal);

/** Bytes of the blank at `p`: space, tab, U+00A0, U+2009, U+202F; 0: none. */
size_t pb_blank_at(const char *p, size_t n);
/** Bytes of the apostrophe (' or U+2019) that may part thousands at `p`; 0: none. */
size_t pb_apostrophe_at(const char *p, size_t n);
/** True when digits follow in groups of three that `mark` parts, and no digit after them.
 * `n_groups` gets how many. */
bool pb_thousands_follow(const char *p, size_t n, char mark, size_t *n_groups);

#endif

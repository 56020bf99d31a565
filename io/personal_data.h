/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Privacy at the door: a mapped column whose cells look like personal identity numbers, e-mail
 * addresses or telephone numbers must not be read. Only roles that a source kind declares as texts
 * (a type, a place) or as identifiers are searched, so a column of counts never triggers it.
 *
 * What is recognised, anywhere in a cell:
 * - an identity number: 6 or 8 digits, "-", "+" or nothing, 4 digits, not part of a longer number;
 *   the first digits are a date that exists (a day above 60 as in coordination numbers counts, 8
 *   digits begin with 1850 .. 2099) and the last ten pass the check digit (Luhn; Skatteverket);
 * - an e-mail address: name@part.part, the last part of at least two letters;
 * - a telephone number: "+" and 9 .. 15 digits; 0046 and 7 .. 9 digits; a mobile number (070, 072,
 *   073, 076, 079 and seven digits); or an area code of 2 .. 4 digits, then "-", "/" or ")", and at
 *   least five digits, 8 .. 10 in all. Blanks and hyphens may stand between digits.
 *
 * In a text one such cell is enough: nothing else in a type or a place looks like this. An
 * identifier may look so by chance (one in 280 numbers of ten digits, one in ten of those that
 * begin with a date), so there identity numbers and mobile numbers count only when at least one in
 * five of the cells of such a form (identity number or mobile number, right or wrong) is one. An
 * area code is not looked for in identifiers, where 0114-12345 may be a case.
 */
#ifndef PB_IO_PERSONAL_DATA_H
#define PB_IO_PERSONAL_DATA_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

typedef enum {
  PB_PERSONAL_NONE,
  PB_PERSONAL_IDENTITY_NUMBER,
  PB_PERSONAL_EMAIL,
  PB_PERSONAL_PHONE,
} pb_personal_kind;

/** What the text looks like to hold; the rule for texts. */
pb_personal_kind pb_personal_data_in(const char *text, size_t length);

/** A column while it is read. All zero is a column of texts of which nothing is known. */
typedef struct {
  bool identifiers;      /**< set by the caller: the milder rule */
  size_t shaped, likely; /**< identifiers: cells of such a form, and those that pass */
  size_t line;           /**< of the first likely cell, 1-based; 0: none */
  pb_personal_kind kind; /**< of that cell */
} pb_personal_column;

/** Look at a cell. True when the column must not be read: `line` and `kind` say why. */
bool pb_personal_column_add(pb_personal_column *column, const char *text, size_t length,
                            size_t line);
/** The same question when all cells have been seen. */
bool pb_personal_column_stops(const pb_personal_column *column);
/** The sentence for it, without the value: file, line, header and what to do. g_free. */
char *pb_personal_column_sentence(const pb_personal_column *column, const char *file,
                                  const char *header);

#endif

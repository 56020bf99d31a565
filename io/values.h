/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Cells to values. Each parser takes the text of a cell (length in bytes, blanks around it
 * ignored), writes the value and returns PB_VALUE_OK, or says why it is none. Nothing here
 * allocates, and nothing knows of files or columns.
 */
#ifndef PB_IO_VALUES_H
#define PB_IO_VALUES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "engine/period.h"
#include "engine/summer_time.h"

typedef enum {
  PB_VALUE_OK,
  PB_VALUE_MISSING,      /**< one of the missing marks */
  PB_VALUE_NOT_A_NUMBER, /**< text, or blanks in wrong places */
  PB_VALUE_NOT_WHOLE,    /**< decimals in a count */
  PB_VALUE_TOO_LARGE,    /**< beyond 2^53 */
  PB_VALUE_NOT_A_PERIOD,
  PB_VALUE_NOT_A_TIME,
  PB_VALUE_NO_SUCH_TIME, /**< 31 February, 25:00 */
  PB_VALUE_WEEK,         /**< an ISO week, which is no part of a month or a year */
  PB_VALUE_TWO_DIGIT_YEAR,
} pb_value_status;

/** Kebab-case code for diagnostics: "not-a-number". Constant. */
const char *pb_value_reason(pb_value_status status);
/** Which cells are not numbers but say something: NULL-terminated lists, NULL for none. The empty
 * cell is always missing. */
typedef struct {
  const char *const *missing;
  const char *const *zero;
} pb_value_marks;

/** .. . - * and the empty cell are missing. */
extern const pb_value_marks pb_marks_usual;
/** Official Swedish statistics (Brå, SCB): - is zero; .. and . and * are missing. */
extern const pb_value_marks pb_marks_official;

/** True when the cell is empty or one of the missing marks. */
bool pb_is_missing(const char *text, size_t n, const pb_value_marks *marks);

/** Thousands may be parted by blanks (space, U+00A0, U+2009, U+202F): groups of three after the
 * first, which may be longer ("1478 879"); by apostrophes (' or U+2019) and by the one of "." and
 * "," that is not the decimal mark: groups of three after a first of one to three. A minus (- or
 * U+2212) may be followed by blanks. Decimals that are all zero are whole. `decimal` as below. */
pb_value_status pb_parse_integer(const char *text, size_t n, char decimal,
                                 const pb_value_marks *marks, int64_t *value);
/** The same with decimals. `decimal` is ',' or '.'; 0: not known, so either is a decimal mark where
 * it cannot but be ("1.234.567", "1.234,5") part thousands. Exponents are read. See
 * io/number_marks.h for how the mark of a file is found. */
pb_value_status pb_parse_double(const char *text, size_t n, char decimal,
                                const pb_value_marks *marks, double *value);

/** "2025", "2025K3", "2025Q3", "2025 kv 3", "kvartal 3 2025", "2024M05", "2024-05", "202405",
 * "maj 2024", "jan-dec 2024" (the year), "jul-sep 2024" (the quarter); with or without "prel." or
 * "preliminär" after it. Years 1900 to 2199. A week ("2024-W05", "2024v05") is PB_VALUE_WEEK. */
pb_value_status pb_parse_period(const char *text, size_t n, pb_period *period);
/** The same, telling whether the cell says that the figure is preliminary. */
pb_value_status pb_parse_period_flagged(const char *text, size_t n, pb_period *period,
                                        bool *preliminary);
/** A part of a year that is given in another column: a month ("5", "05", "maj", per_year 12) or
 * a quarter ("3", "K3", "kv 3", per_year 4) of the year `year`; also a whole period ("2024M05"). */
pb_value_status pb_parse_part_of_year(const char *text, size_t n, int year, int per_year,
                                      pb_period *period);

/** Number of the month that a lower-case word names, 0: none. Swedish and English, whole or cut to
 * three letters or more. */
int pb_month_of_name(const char *word, size_t n);

/** How exactly a time is known. */
typedef enum {
  PB_PRECISION_MONTH,
  PB_PRECISION_DAY,
  PB_PRECISION_HOUR,
  PB_PRECISION_MINUTE
} pb_precision;
/** "month", "day", "hour" or "minute". Constant. */
const char *pb_precision_text(pb_precision precision);

/** "2022-09-26", "2022-09-26 14", "2022-09-26 14:21", "2022-09-26T14:21:05.3", with or without an
 * offset ("Z", "+02:00", "+0200"), and every other form of pb_parse_time_value (time_values.h) in
 * which it is clear which part is the day. The value is Sweden's wall clock in seconds since
 * 1970-01-01 00:00 (engine/summer_time.h); a time with an offset is moved there. */
pb_value_status pb_parse_time(const char *text, size_t n, int64_t *seconds,
                              pb_precision *precision);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Numbers, dates and names as the report's language writes them; the one formatter for people's
 * numbers. Swedish: decimal comma, thin no-break space (U+202F) between thousands from 1 000 up, −
 * (U+2212) for minus, no-break space before %. English: decimal point, comma between thousands.
 *
 * Every function that returns char * gives a new string: g_free.
 */
#ifndef PB_PLOTS_LANGUAGE_H
#define PB_PLOTS_LANGUAGE_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "engine/dataset.h"
#include "engine/period.h"

typedef struct {
  const char *code; /**< "sv" or "en"; also the document's language tag */
  const char *decimal, *thousands, *minus, *percent; /**< "\u00a0%" and "%" */
} pb_language;

/** NULL for a language that does not exist. Constant; never freed. The gettext language is set by
 * cli/ to the same. */
const pb_language *pb_language_find(const char *code);

/** "1 234,5"; never "-0". */
char *pb_format_number(const pb_language *language, double value, int decimals);
char *pb_format_integer(const pb_language *language, int64_t value);
/** Rates: whole numbers from 10 up, one decimal below. */
char *pb_format_rate(const pb_language *language, double rate);
/** A change as signed per cent from a ratio: 1.123 -> "+12 %", .8 -> "−20 %", 1 -> "0 %". */
char *pb_format_change(const pb_language *language, double ratio);
/** p-values: "0,03", "< 0,001". */
char *pb_format_p(const pb_language *language, double p);
/** "2 468–2 624" with an en dash; "−6 till +2" where a sign makes a dash ambiguous is the caller's.
 */
char *pb_format_range(const pb_language *language, double lower, double upper, int decimals);
/** "januari" / "January" (1-12), "jan"; "måndag" (0 = Monday), "mån". Borrowed, translated. */
const char *pb_month_name(int month);
const char *pb_month_short(int month);
const char *pb_weekday_name(int weekday);
const char *pb_weekday_short(int weekday);
/** "2025", "kvartal 3 2025", "maj 2025". */
char *pb_format_period(const pb_language *language, pb_period period);
/** Small whole numbers in words inside sentences: 2 -> "två", 13 -> "13". Swedish: common gender.
 */
char *pb_format_small_number(const pb_language *language, int value);

/** Labels of a crime type in the language. Borrowed. */
const char *pb_type_label(const pb_language *language, const pb_crime_type *type);
const char *pb_type_noun(const pb_language *language, const pb_crime_type *type);
const char *pb_type_noun_definite(const pb_language *language, const pb_crime_type *type);
const char *pb_break_short(const pb_language *language, const pb_series_break *series_break);
/** "Västerbottens län"; in English "Västerbotten County". A name that does not end in "län" stays.
 */
char *pb_county_name(const pb_language *language, const char *name);
const char *pb_break_text(const pb_language *language, const pb_series_break *series_break);
/** `text` with its first letter in upper case. */
char *pb_capitalise(const char *text);

#endif

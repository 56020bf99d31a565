/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * The small parts that sentences fill in: lists, years, numbers without a sign. Every
 * function that returns char * gives a new string: g_free.
 */
#ifndef PB_PLOTS_REPORT_SENTENCES_WORDS_H
#define PB_PLOTS_REPORT_SENTENCES_WORDS_H

#include "plots/report/sentences/facts.h"

/** "A", "A and B", "A, B and C"; a list whose last item itself holds an "and" takes "and also". */
char *pb_words_list(const char *const *items, size_t n);

/** "2025", "2022–2024". */
char *pb_words_years(int first, int last);
/** The years of an ascending list with runs as ranges: "2020–2021 and 2024". */
char *pb_words_year_list(const int *years, size_t n);

/** How far a ratio is from 1 in per cent, without sign: .88 gives "12". One decimal below 1. */
char *pb_words_percent(const pb_language *language, double ratio);
/** The same with its sign: "+12", "−12", "0". */
char *pb_words_signed_percent(const pb_language *language, double ratio);
/** A mean count: whole from 20 up, one decimal below unless it is whole. */
char *pb_words_mean(const pb_language *language, double mean);
/** A count that is known to be whole. */
char *pb_words_count(const pb_language *language, double count);
/** "2,468–2,624" for rates. */
char *pb_words_rate_range(const pb_language *language, double lower, double upper);

/** "B3 Större stad"; "" when the municipality has no group. */
char *pb_words_group(const pb_type_facts *facts);
/** "22 other municipalities" of a group of 23. */
char *pb_words_others(const pb_language *language, int others);
/** "7 of 23 (5–9)", "7 of 23"; NULL when rank or size is not known. */
char *pb_words_rank(const pb_language *language, pb_optional rank, pb_optional n, pb_optional lower,
                    pb_optional upper);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Sentences about a series over time: reported crime by quarter, or recorded events by month.
 * `control` and `forecast` are the results quarter-… or event-… of the analysis; functions return a
 * new string, or NULL when there is nothing to say. No causal words, and no forecast without "if
 * the pattern holds". */
#ifndef PB_PLOTS_REPORT_SENTENCES_SERIES_H
#define PB_PLOTS_REPORT_SENTENCES_SERIES_H

#include "plots/context.h"
#include "plots/language.h"

/** The page's title: whether the level holds. */
char *pb_headline_series(const pb_result *control, bool crime);
/** Where the limits come from and how often chance alone passes them. */
char *pb_sentence_limits(const pb_result *control, bool crime);
/** How many periods since the first phase lie outside the limits. */
char *pb_sentence_outside(const pb_language *language, const pb_result *control, bool crime);
/** How many in a row lie on one side of the level, from three on. */
char *pb_sentence_run(const pb_language *language, const pb_result *control, bool crime);
/** The year to come with its interval, beside the last year. */
char *pb_sentence_forecast(const pb_language *language, const pb_result *forecast, bool crime);

#endif

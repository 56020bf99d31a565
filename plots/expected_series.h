/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Counts by quarter or month as a line, with the band that the periods before let one expect and
 * marks where a count lies outside it. */
#ifndef PB_PLOTS_EXPECTED_SERIES_H
#define PB_PLOTS_EXPECTED_SERIES_H

#include "plots/chart.h"

/** A result with the columns period, count, expected, lower, upper, unusual and perhaps
 * preliminary. How many rows are unusual in a direction, "high" or "low". */
size_t pb_expected_unusual(const pb_result *series, const char *direction);
/** Has any row an expected value? */
bool pb_expected_is_known(const pb_result *series);

/** What a title says of such a series; whole sentences, translated. */
typedef struct {
  const char *too_short;          /**< no row has an expected value */
  const char *as_expected;        /**< no row is unusual */
  const char *more_in, *fewer_in; /**< one is, "… %s": when */
  const char *several;            /**< "%s quarters lie …": how many */
} pb_expected_words;
/** The one that fits. Free with g_free. */
char *pb_expected_title(const pb_context *context, const pb_result *series,
                        const pb_expected_words *words);

/** Of the figure's data[0], which has rows. */
double pb_expected_series_height(double width_pt);
void pb_expected_series_draw(const pb_figure *figure, pb_canvas *canvas);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/** What charts of a series over time share: reported crime by quarter, or recorded events by month
 * of a problem area or of all. Functions that return char * give a new string: g_free. */
#ifndef PB_PLOTS_SERIES_WORDS_H
#define PB_PLOTS_SERIES_WORDS_H

#include "plots/axis.h"
#include "plots/chart.h"

/** The parameters "series" ("crime" or "events") and "area" (a key; it means events). */
#define PB_SERIES_N_PARAMS 2
extern const pb_param pb_series_params[PB_SERIES_N_PARAMS];

/** Which series it is. */
typedef struct {
  bool crime; /**< else events */
  int area;   /**< of events: a problem area or PB_ALL_AREAS */
} pb_series_choice;

/** A figure about the result "quarter-NAME" or "event-NAME" (data[0]): id, source, and where it was
 * not computed `empty`, title, subtitle and alt. PB_ERROR_USAGE with the nearest key when there is
 * no such area. */
pb_figure *pb_chart_new_series(const pb_chart *chart, const pb_context *context,
                               const pb_params *params, const char *name, pb_series_choice *choice,
                               GError **error);

/** "All reported crimes a quarter, Örebro kommun 2018–2026", "Theft, events a month, Örebro kommun
 * 2021–2025": of the first to the last period with a count. */
char *pb_series_subtitle(const pb_figure *figure, const pb_series_choice *choice);
/** Years of the periods with a count. */
char *pb_series_years(const pb_result *series);
/** Quarters or months a year. */
int pb_series_per_year(const pb_result *series);
/** A number as large as a count, in figures that it is known to: to the nearest ten from 1 000 up
 * and hundred from 10 000 up; `step` -1 rounds down, 1 up, 0 to the nearest (with a decimal below
 * 20). */
char *pb_series_rounded(const pb_language *language, double value, int step);

/** Is some period preliminary? */
bool pb_series_has_preliminary(const pb_result *series);
/** From the lowest to the highest value of these columns; from 0 where that is not far below. One
 * value that dwarfs the rest does not hide them. */
pb_axis pb_series_value_axis(const pb_result *series, const char *const *columns, size_t n);
/** Of a chart with one panel: pb_chart.height. */
double pb_series_chart_height(const pb_figure *figure, double width_pt);

/** A point of a series, of `radius`, hollow when preliminary, with its count as tooltip. */
void pb_series_point_draw(pb_canvas *canvas, const pb_language *language, const pb_result *series,
                          size_t row, double x, double y, double radius);

#endif

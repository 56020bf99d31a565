/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Events a day by month around a circle, with intervals and the mean. */
#ifndef PB_PLOTS_MONTH_WHEEL_H
#define PB_PLOTS_MONTH_WHEEL_H

#include "plots/chart.h"

typedef struct {
  bool known[12]; /**< 0 = January */
  double per_day[12], lower[12], upper[12];
  double mean, most;
} pb_month_wheel;

/** From the columns month, per_day, lower, upper and the scalar mean_per_day. */
pb_month_wheel pb_month_wheel_read(const pb_result *result);
/** Does a month's interval lie wholly above, or below, the mean? */
bool pb_month_wheel_is_above(const pb_month_wheel *months, int m);
bool pb_month_wheel_is_below(const pb_month_wheel *months, int m);
/** The names of the months that a test holds for, "juli och augusti"; *n: how many. g_free. */
char *pb_month_wheel_list(const pb_month_wheel *months, bool (*test)(const pb_month_wheel *, int),
                          size_t *n);
/** What a title says of a wheel; whole sentences, translated. */
typedef struct {
  const char *none;                    /**< no month differs */
  const char *above, *below;           /**< up to four do: "… in %s" */
  const char *many_above, *many_below; /**< "%s months …" */
} pb_month_wheel_words;
/** The one that fits. Free with g_free. */
char *pb_month_wheel_title(const pb_context *context, const pb_month_wheel *months,
                           const pb_month_wheel_words *words);
/** `sentence` with the mean, the month with most and its number, and likewise the fewest; "–" where
 * no month is known. Free with g_free. */
char *pb_month_wheel_alt(const pb_context *context, const pb_month_wheel *months,
                         const char *sentence);
double pb_month_wheel_height(const pb_figure *figure, const pb_month_wheel *months,
                             double width_pt);
void pb_month_wheel_draw(const pb_figure *figure, const pb_month_wheel *months, pb_canvas *canvas);

#endif

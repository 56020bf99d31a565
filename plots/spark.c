/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/spark.h"

#include <math.h>

#include "plots/axis.h"
#include "plots/chart_draw.h"
#include "plots/read.h"

#define SPARK_YEARS 15

pb_canvas *pb_spark(const pb_result *long_series, const pb_theme *theme, double width_pt,
                    double height_pt) {
  size_t n = pb_read_rows(long_series), m = 0;
  double values[SPARK_YEARS], years[SPARK_YEARS], low = INFINITY, high = -INFINITY;
  for (size_t i = n > SPARK_YEARS ? n - SPARK_YEARS : 0; i < n; i++)
    if (pb_read_number(long_series, "rate", i, &values[m]) &&
        pb_read_number(long_series, "year", i, &years[m])) {
      low = fmin(low, values[m]);
      high = fmax(high, values[m]);
      m++;
    }
  if (m < 2 || years[m - 1] <= years[0])
    return NULL;
  pb_canvas *canvas = pb_canvas_new(width_pt, height_pt, theme);
  pb_axis x = {.low = years[0], .high = years[m - 1]};
  /* A flat series stays flat: the range is at least a fifth of the level. */
  double reach = fmax(high - low, high * .2), middle = (low + high) / 2;
  pb_axis y = {.low = middle - reach / 2, .high = middle + reach / 2};
  if (reach <= 0)
    y = (pb_axis){.low = -1, .high = 1};
  pb_axis_place(&x, 2, width_pt - 4);
  pb_axis_place(&y, height_pt - 4, 4);
  double xs[SPARK_YEARS], ys[SPARK_YEARS];
  for (size_t i = 0; i < m; i++) {
    xs[i] = pb_axis_at(&x, years[i]);
    ys[i] = pb_axis_at(&y, values[i]);
  }
  pb_canvas_polyline(canvas, xs, ys, m, pb_stroke(theme->sequential[2], 1.3));
  pb_canvas_circle(canvas, xs[m - 1], ys[m - 1], 2.4, pb_fill(theme->accent));
  return canvas;
}

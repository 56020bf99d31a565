/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/period_axis.h"

#include <math.h>

#include "plots/chart_draw.h"
#include "plots/read.h"

pb_period pb_read_period(const pb_result *series, size_t row) {
  const pb_column *column = pb_result_find(series, "period");
  return column && pb_column_is_valid(column, row) ? pb_column_int(column, row) : 0;
}

double pb_period_position(pb_period period) {
  return (double)pb_period_year(period) * pb_period_per_year(period) + pb_period_number(period) - 1;
}

pb_axis pb_period_axis(pb_period first, pb_period last) {
  return (pb_axis){.low = pb_period_position(first) - .5, .high = pb_period_position(last) + .5};
}

void pb_period_axis_draw(pb_canvas *canvas, const pb_axis *x, int per_year, double y) {
  const pb_theme *theme = pb_canvas_theme(canvas);
  int first = (int)floor((x->low + .5) / per_year), last = (int)floor((x->high - .5) / per_year);
  double width = pb_label_width(theme, "2025", 400), free_from = -1e9;
  double a_year = per_year * (x->at_high - x->at_low) / (x->high - x->low);
  int step = 1;
  while (step * a_year < width + 8)
    step *= 2;
  for (int year = first; year <= last; year++) {
    double from = pb_axis_at(x, fmax(year * per_year - .5, x->low));
    double to = pb_axis_at(x, fmin((year + 1) * per_year - .5, x->high));
    if (year > first)
      pb_canvas_line(canvas, from, y, from, y + 3, pb_stroke(theme->context, .75));
    double middle = fmin((from + to) / 2, pb_canvas_width(canvas) - width / 2);
    if ((last - year) % step || middle - width / 2 < free_from)
      continue;
    g_autofree char *text = g_strdup_printf("%d", year);
    pb_canvas_text(canvas, middle, y + 4, text,
                   pb_style(theme, theme->grey, PB_ALIGN_MIDDLE, PB_VALIGN_TOP));
    free_from = middle + width / 2 + 4;
  }
}

/* On an axis of years a year's middle is whole, so a break lies half a year before it. */
pb_break_labels *pb_period_breaks(const pb_dataset *dataset, const pb_language *language,
                                  const pb_theme *theme, const pb_axis *x, int per_year,
                                  double width) {
  const double rounding = 1e-6; /* the last year's end is no year of its own */
  pb_axis years = {.low = (x->low + .5) / per_year - .5 + rounding,
                   .high = (x->high + .5) / per_year - .5 - rounding};
  pb_axis_place(&years, x->at_low, x->at_high);
  return pb_break_labels_new(dataset, language, theme, &years, width);
}

void pb_period_line(const pb_period_plot *p, const char *column, pb_paint paint) {
  size_t n = pb_read_rows(p->series), m = 0;
  double value, before = 0;
  g_autofree double *xs = g_new(double, n + 1), *ys = g_new(double, n + 1);
  for (size_t i = 0; i <= n; i++) {
    bool here = i < n && pb_read_number(p->series, column, i, &value);
    double at = here ? pb_period_position(pb_read_period(p->series, i)) : 0;
    if (m > 0 && !(here && at == before + 1)) {
      if (m > 1)
        pb_canvas_polyline(p->canvas, xs, ys, m, paint);
      m = 0;
    }
    if (here) {
      xs[m] = pb_axis_at(p->x, at);
      ys[m++] = pb_axis_at(p->y, value);
      before = at;
    }
  }
}

static void fill_band(const pb_period_plot *p, const double *x, const double *low,
                      const double *high, size_t n, uint32_t color) {
  double half = .5 * (p->x->at_high - p->x->at_low) / (p->x->high - p->x->low);
  if (n == 1) {
    pb_canvas_rect(p->canvas, x[0] - half, high[0], 2 * half, low[0] - high[0], pb_fill(color));
    return;
  }
  g_autofree double *xs = g_new(double, 2 * n + 1), *ys = g_new(double, 2 * n + 1);
  for (size_t i = 0; i < n; i++) {
    xs[i] = xs[2 * n - 1 - i] = x[i];
    ys[i] = high[i];
    ys[2 * n - 1 - i] = low[i];
  }
  const uint32_t rings[] = {0, (uint32_t)(2 * n)};
  if (n > 1)
    pb_canvas_polygon(p->canvas, xs, ys, rings, 1, pb_fill(color));
}

void pb_period_band(const pb_period_plot *p, const char *lower, const char *upper, uint32_t color) {
  size_t n = pb_read_rows(p->series), m = 0;
  double low, high, before = 0;
  g_autofree double *xs = g_new(double, n + 1), *lows = g_new(double, n + 1);
  g_autofree double *highs = g_new(double, n + 1);
  for (size_t i = 0; i <= n; i++) {
    bool here = i < n && pb_read_number(p->series, lower, i, &low) &&
                pb_read_number(p->series, upper, i, &high);
    double at = here ? pb_period_position(pb_read_period(p->series, i)) : 0;
    if (m > 0 && !(here && at == before + 1)) {
      fill_band(p, xs, lows, highs, m, color);
      m = 0;
    }
    if (here) {
      xs[m] = pb_axis_at(p->x, at);
      lows[m] = pb_axis_at(p->y, low);
      highs[m++] = pb_axis_at(p->y, high);
      before = at;
    }
  }
}

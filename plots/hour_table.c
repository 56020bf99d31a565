/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/hour_table.h"

#include <math.h>

#include "engine/text.h"
#include "plots/chart_draw.h"
#include "plots/read.h"

#define N_SHADES PB_HOUR_SHADES

pb_hour_table pb_hour_table_read(const pb_result *result, const char *column) {
  pb_hour_table table = {0};
  for (size_t i = 0; i < pb_read_rows(result); i++) {
    int day = (int)pb_read_number_or(result, "weekday", i, -1);
    int hour = (int)pb_read_number_or(result, "hour", i, -1);
    if (day < 0 || day > 6 || hour < 0 || hour > 23)
      continue;
    double value = pb_read_number_or(result, column, i, 0);
    table.count[day][hour] = value > 0 ? MAX(1, (int)lround(value)) : 0;
    table.most = MAX(table.most, table.count[day][hour]);
  }
  /* Four steps of equal width above 0, rounded up so that every number has a place. */
  int step = MAX(1, (table.most + N_SHADES - 2) / (N_SHADES - 1));
  table.upto[0] = 0;
  table.n_shades = 1;
  while (table.n_shades < N_SHADES && table.upto[table.n_shades - 1] < table.most) {
    table.upto[table.n_shades] = table.upto[table.n_shades - 1] + step;
    table.n_shades++;
  }
  if (table.n_shades > 1)
    table.upto[table.n_shades - 1] = table.most;
  return table;
}

static size_t shade_of(const pb_hour_table *table, int count) {
  size_t shade = 0;
  while (shade + 1 < table->n_shades && count > table->upto[shade])
    shade++;
  return shade;
}

/* Shades are spread over the whole ramp, so that few shades still differ clearly. */
static uint32_t shade_color(const pb_theme *theme, const pb_hour_table *table, size_t shade) {
  size_t last = table->n_shades > 1 ? table->n_shades - 1 : 1;
  return theme->sequential[shade * 4 / last];
}

static double label_room(const pb_theme *theme) {
  double room = 0;
  for (int d = 0; d < 7; d++)
    room = fmax(room, pb_label_width(theme, pb_weekday_short(d), 400));
  return room + 6;
}

static double cell_height(double width_pt) {
  return fmin(fmax((width_pt - 30) / 24 * .95, 11), 14);
}

/* "0", "1–4", "5–9": a swatch and its range each; wraps when the line is full. */
static double legend_at(const pb_figure *figure, pb_canvas *canvas, const pb_theme *theme,
                        const pb_hour_table *table, double left, double top, double width) {
  double x = 0, y = 0;
  const char *title = _("events:");
  double title_width = pb_label_width(theme, title, 400) + 8;
  if (canvas)
    pb_canvas_text(canvas, left, top + PB_LABEL_LINE / 2, title,
                   pb_style(theme, theme->grey, PB_ALIGN_START, PB_VALIGN_MIDDLE));
  x = title_width;
  for (size_t s = 0; s < table->n_shades; s++) {
    int from = s == 0 ? 0 : table->upto[s - 1] + 1;
    g_autofree char *text =
        from == table->upto[s]
            ? pb_format_integer(figure->context->language, from)
            : pb_format_range(figure->context->language, from, table->upto[s], 0);
    double needs = 13 + pb_label_width(theme, text, 400);
    if (x > 0 && x + needs > width) {
      x = 0;
      y += PB_LABEL_LINE + 1;
    }
    if (canvas) {
      pb_paint paint = pb_fill(shade_color(theme, table, s));
      paint.stroke_width = s == 0 ? .5 : 0;
      paint.stroke_color = theme->hairline;
      pb_canvas_rect(canvas, left + x, top + y + 1.5, 9, 8, paint);
      pb_canvas_text(canvas, left + x + 13, top + y + PB_LABEL_LINE / 2, text,
                     pb_style(theme, theme->grey, PB_ALIGN_START, PB_VALIGN_MIDDLE));
    }
    x += needs + 10;
  }
  return y + PB_LABEL_LINE;
}

/* Under the cells when it fits on one line there, else over the whole width. */
static double draw_legend(const pb_figure *figure, pb_canvas *canvas, const pb_theme *theme,
                          const pb_hour_table *table, double left, double top, double width) {
  bool fits = legend_at(figure, NULL, theme, table, 0, 0, width - left) <= PB_LABEL_LINE;
  return fits ? legend_at(figure, canvas, theme, table, left, top, width - left)
              : legend_at(figure, canvas, theme, table, 0, top, width);
}

double pb_hour_table_height(const pb_figure *figure, const pb_hour_table *table, double width_pt) {
  const pb_theme *theme = figure->context->theme;
  return PB_LABEL_LINE + 3 + 7 * cell_height(width_pt) + 7 +
         draw_legend(figure, NULL, theme, table, label_room(theme), 0, width_pt);
}

void pb_hour_table_draw(const pb_figure *figure, const pb_hour_table *table, pb_canvas *canvas) {
  const pb_theme *theme = pb_canvas_theme(canvas);
  double width = pb_canvas_width(canvas), left = label_room(theme);
  double cell = (width - left) / 24, top = PB_LABEL_LINE + 3;
  double legend = draw_legend(figure, NULL, theme, table, left, 0, width);
  double tall = (pb_canvas_height(canvas) - top - 7 - legend) / 7;
  tall = fmin(tall, cell_height(width) * 1.5);
  int step = 3;
  while (step * cell < pb_label_width(theme, "00", 400) + 6)
    step *= 2;
  for (int h = 0; h < 24; h += step) {
    g_autofree char *text = g_strdup_printf("%02d", h);
    pb_canvas_text(canvas, left + h * cell, PB_LABEL_LINE / 2, text,
                   pb_style(theme, theme->grey, PB_ALIGN_START, PB_VALIGN_MIDDLE));
  }
  for (int d = 0; d < 7; d++) {
    pb_canvas_text(canvas, left - 6, top + (d + .5) * tall, pb_weekday_short(d),
                   pb_style(theme, theme->grey, PB_ALIGN_END, PB_VALIGN_MIDDLE));
    for (int h = 0; h < 24; h++) {
      g_autofree char *number = pb_format_integer(figure->context->language, table->count[d][h]);
      g_autofree char *tip =
          g_strdup_printf("%s %02d–%02d: %s", pb_weekday_short(d), h, h + 1, number);
      pb_canvas_begin_group(canvas, tip);
      pb_canvas_rect(canvas, left + h * cell + .4, top + d * tall + .4, cell - .8, tall - .8,
                     pb_fill(shade_color(theme, table, shade_of(table, table->count[d][h]))));
      pb_canvas_end_group(canvas);
    }
  }
  draw_legend(figure, canvas, theme, table, left, top + 7 * tall + 7, width);
}

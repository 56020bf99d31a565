/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/expected_series.h"

#include <math.h>
#include <string.h>

#include "engine/text.h"
#include "plots/chart_draw.h"
#include "plots/period_axis.h"
#include "plots/read.h"

size_t pb_expected_unusual(const pb_result *series, const char *direction) {
  size_t n = 0;
  for (size_t i = 0; i < pb_read_rows(series); i++)
    if (strcmp(pb_read_text(series, "unusual", i), direction) == 0)
      n++;
  return n;
}

bool pb_expected_is_known(const pb_result *series) {
  double value;
  for (size_t i = 0; i < pb_read_rows(series); i++)
    if (pb_read_number(series, "expected", i, &value))
      return true;
  return false;
}

typedef struct {
  pb_canvas *canvas;
  const pb_theme *theme;
  const pb_language *language;
  const pb_result *series;
  pb_axis x, y;
  size_t n;
} plot;

#define BAND_LABEL _("the expected, 95% interval")

/* The band's name stands above it; the band ends where the figure ends. */
static void draw_band_label(const plot *p, double y) {
  double value;
  bool any = false;
  for (size_t i = 0; i < p->n; i++)
    any = any || pb_read_number(p->series, "lower", i, &value);
  if (!any)
    return;
  pb_canvas_text(p->canvas, pb_canvas_width(p->canvas), y, BAND_LABEL,
                 pb_style(p->theme, p->theme->grey, PB_ALIGN_END, PB_VALIGN_MIDDLE));
}

static void draw_points(const plot *p, pb_label_place *place) {
  double count;
  for (size_t i = 0; i < p->n; i++) {
    if (!pb_read_number(p->series, "count", i, &count))
      continue;
    double x = pb_axis_at(&p->x, pb_period_position(pb_read_period(p->series, i))),
           y = pb_axis_at(&p->y, count);
    const char *unusual = pb_read_text(p->series, "unusual", i);
    bool high = strcmp(unusual, "high") == 0, low = strcmp(unusual, "low") == 0;
    bool preliminary = pb_read_flag(p->series, "preliminary", i);
    g_autofree char *when = pb_format_period(p->language, pb_read_period(p->series, i));
    g_autofree char *number = pb_format_integer(p->language, (int64_t)count);
    g_autofree char *tip = g_strdup_printf("%s: %s", when, number);
    pb_canvas_begin_group(p->canvas, tip);
    uint32_t color = high ? p->theme->increase : low ? p->theme->decrease : p->theme->accent;
    if (high || low) {
      pb_canvas_mark(p->canvas, high ? PB_MARK_UP : PB_MARK_DOWN, x, y, 8,
                     preliminary ? pb_hollow(p->theme, color, 1.2) : pb_fill(color));
    } else {
      pb_canvas_circle(p->canvas, x, y, preliminary ? 2.4 : 2,
                       preliminary ? pb_hollow(p->theme, color, 1.2) : pb_fill(color));
    }
    pb_canvas_end_group(p->canvas);
    if (!high && !low)
      continue;
    pb_size size = {pb_label_width(p->theme, number, 600), PB_LABEL_LINE};
    pb_label_box box;
    if (pb_label_place_beside(place, x, y, 4, size, &box))
      pb_canvas_text(p->canvas, box.x, box.y + box.height / 2, number,
                     pb_style_strong(p->theme, color, PB_ALIGN_START, PB_VALIGN_MIDDLE));
  }
}

static size_t make_key(const pb_result *series, const pb_theme *theme, pb_key_entry key[4]) {
  size_t n = 0;
  bool preliminary = false;
  for (size_t i = 0; i < pb_read_rows(series); i++) {
    preliminary = preliminary || pb_read_flag(series, "preliminary", i);
  }
  if (pb_expected_unusual(series, "high"))
    key[n++] = (pb_key_entry){PB_KEY_UP, theme->increase, _("more than expected"), false};
  if (pb_expected_unusual(series, "low"))
    key[n++] = (pb_key_entry){PB_KEY_DOWN, theme->decrease, _("fewer than expected"), false};
  if (preliminary)
    key[n++] = (pb_key_entry){PB_KEY_RING, theme->accent, _("preliminary"), false};
  return n;
}

double pb_expected_series_height(double width_pt) {
  return fmin(fmax(width_pt * .45, 150), 200);
}

void pb_expected_series_draw(const pb_figure *figure, pb_canvas *canvas) {
  plot p = {.canvas = canvas,
            .theme = pb_canvas_theme(canvas),
            .language = figure->context->language,
            .series = figure->data[0],
            .n = pb_read_rows(figure->data[0])};
  double width = pb_canvas_width(canvas), high = 0, value;
  static const char *const shown[] = {"count", "upper", "expected"};
  for (size_t i = 0; i < p.n; i++)
    for (size_t k = 0; k < G_N_ELEMENTS(shown); k++)
      if (pb_read_number(p.series, shown[k], i, &value))
        high = fmax(high, value);
  pb_key_entry key[4];
  size_t n_key = make_key(p.series, p.theme, key);
  /* The key and the band's name share a line where both fit. */
  double band_label = pb_label_width(p.theme, BAND_LABEL, 400) + 16, beside = width - band_label;
  bool share = beside > 0 && pb_key_height(p.theme, key, n_key, beside) <= PB_LABEL_LINE;
  double top = share ? 0 : pb_key_height(p.theme, key, n_key, width) + 2;
  pb_key_draw(canvas, key, n_key, 0, 0, share ? beside : width);
  double label_y = top + PB_LABEL_LINE / 2, bottom = pb_canvas_height(canvas) - PB_LABEL_LINE - 6;
  top += PB_LABEL_LINE + 4;
  p.y = pb_axis_from_zero(high, 5);
  pb_axis_place(&p.y, bottom, top);
  double left = pb_value_axis_width(p.theme, p.language, &p.y);
  p.x = pb_period_axis(pb_read_period(p.series, 0), pb_read_period(p.series, p.n - 1));
  pb_axis_place(&p.x, left, width - 2);
  const pb_period_plot drawn = {canvas, p.series, &p.x, &p.y};
  pb_period_band(&drawn, "lower", "upper", p.theme->band);
  draw_band_label(&p, label_y);
  pb_value_axis_draw(canvas, p.language, &p.y, left, width);
  pb_period_line(&drawn, "expected", pb_stroke(p.theme->sequential[2], 1));
  pb_period_line(&drawn, "count", pb_stroke(p.theme->accent, 1.6));
  pb_period_axis_draw(canvas, &p.x, pb_period_per_year(pb_read_period(p.series, 0)), bottom);
  g_autoptr(pb_label_place) place =
      pb_label_place_new((pb_label_box){left, top - 6, width - left, bottom - top + 4});
  double before;
  for (size_t i = 1; i < p.n; i++)
    if (pb_read_number(p.series, "count", i - 1, &before) &&
        pb_read_number(p.series, "count", i, &value))
      pb_label_place_avoid_line(
          place, pb_axis_at(&p.x, pb_period_position(pb_read_period(p.series, i - 1))),
          pb_axis_at(&p.y, before),
          pb_axis_at(&p.x, pb_period_position(pb_read_period(p.series, i))),
          pb_axis_at(&p.y, value));
  draw_points(&p, place);
}

/* The only row that is unusual. */
static size_t unusual_row(const pb_result *series) {
  size_t row = 0;
  while (row + 1 < pb_read_rows(series) && !*pb_read_text(series, "unusual", row))
    row++;
  return row;
}

char *pb_expected_title(const pb_context *context, const pb_result *series,
                        const pb_expected_words *words) {
  size_t high = pb_expected_unusual(series, "high"), low = pb_expected_unusual(series, "low");
  if (!pb_expected_is_known(series))
    return g_strdup(words->too_short);
  if (high + low == 0)
    return g_strdup(words->as_expected);
  if (high + low == 1) {
    g_autofree char *when =
        pb_format_period(context->language, pb_read_period(series, unusual_row(series)));
    return g_strdup_printf(high ? words->more_in : words->fewer_in, when);
  }
  g_autofree char *number = pb_format_small_number(context->language, (int)(high + low));
  g_autofree char *title = g_strdup_printf(words->several, number);
  return pb_capitalise(title);
}

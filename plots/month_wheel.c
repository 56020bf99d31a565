/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/month_wheel.h"

#include <math.h>

#include "engine/text.h"
#include "plots/chart_draw.h"
#include "plots/chart_words.h"
#include "plots/read.h"

pb_month_wheel pb_month_wheel_read(const pb_result *result) {
  pb_month_wheel months = {.mean = pb_result_scalar_or(result, "mean_per_day", 0)};
  for (size_t i = 0; i < pb_read_rows(result); i++) {
    int m = (int)pb_read_number_or(result, "month", i, 0) - 1;
    double per_day;
    if (m < 0 || m > 11 || !pb_read_number(result, "per_day", i, &per_day))
      continue;
    months.known[m] = true;
    months.per_day[m] = per_day;
    months.lower[m] = pb_read_number_or(result, "lower", i, per_day);
    months.upper[m] = pb_read_number_or(result, "upper", i, per_day);
    months.most = fmax(months.most, per_day);
  }
  months.most = fmax(months.most, months.mean);
  return months;
}

bool pb_month_wheel_is_above(const pb_month_wheel *months, int m) {
  return months->known[m] && months->lower[m] > months->mean;
}

bool pb_month_wheel_is_below(const pb_month_wheel *months, int m) {
  return months->known[m] && months->upper[m] < months->mean;
}

char *pb_month_wheel_list(const pb_month_wheel *months, bool (*test)(const pb_month_wheel *, int),
                          size_t *n) {
  g_autoptr(GPtrArray) names = g_ptr_array_new();
  for (int m = 0; m < 12; m++)
    if (test(months, m))
      g_ptr_array_add(names, (gpointer)pb_month_name(m + 1));
  *n = names->len;
  return pb_chart_list((const char *const *)names->pdata, names->len);
}

#define LARGEST_WHEEL 190.0

typedef struct {
  pb_key_entry entries[2];
  size_t n;
  double width;
  bool beside; /* right of the wheel, where the figure is wide */
  char *mean_text;
} wheel_key;

static wheel_key make_key(const pb_figure *figure, const pb_theme *theme,
                          const pb_month_wheel *months, double width) {
  wheel_key key = {.n = 1};
  g_autofree char *mean =
      pb_format_number(figure->context->language, months->mean, months->mean < 10 ? 2 : 1);
  key.mean_text = g_strdup_printf(_("mean %s events a day"), mean);
  key.entries[0] = (pb_key_entry){PB_KEY_DASH, theme->ink, key.mean_text, false};
  for (int m = 0; m < 12 && key.n == 1; m++)
    if (pb_month_wheel_is_above(months, m))
      key.entries[key.n++] =
          (pb_key_entry){PB_KEY_BAND, theme->accent, _("more than the mean"), false};
  for (size_t i = 0; i < key.n; i++)
    key.width = fmax(key.width, pb_label_width(theme, key.entries[i].text, 400) + 14);
  key.beside = width >= LARGEST_WHEEL + 24 + key.width;
  return key;
}

static double key_height(const wheel_key *key, const pb_theme *theme, double width) {
  double total = 0;
  for (size_t i = 0; i < key->n; i++)
    total += pb_key_height(theme, &key->entries[i], 1, fmin(width, key->width + 1));
  return total;
}

double pb_month_wheel_height(const pb_figure *figure, const pb_month_wheel *months,
                             double width_pt) {
  const pb_theme *theme = figure->context->theme;
  wheel_key key = make_key(figure, theme, months, width_pt);
  double total = fmin(width_pt, LARGEST_WHEEL);
  if (!key.beside)
    total += 5 + key_height(&key, theme, width_pt);
  g_free(key.mean_text);
  return total;
}

typedef struct {
  const pb_figure *figure;
  pb_canvas *canvas;
  const pb_month_wheel *months;
  double cx, cy, inner, outer, top, label_half;
} wheel;

static double radius_of(const wheel *w, double per_day) {
  return w->inner + fmin(per_day, w->top) * (w->outer - w->inner) / w->top;
}

static void draw_radial(const wheel *w, double angle, double from, double to, uint32_t color) {
  if (to > from)
    pb_canvas_line(w->canvas, w->cx + from * sin(angle), w->cy - from * cos(angle),
                   w->cx + to * sin(angle), w->cy - to * cos(angle), pb_stroke(color, .8));
}

static void draw_month(const wheel *w, int m) {
  const pb_theme *theme = pb_canvas_theme(w->canvas);
  double middle = (m + .5) * G_PI / 6, ring = w->outer + 3 + w->label_half;
  bool above = pb_month_wheel_is_above(w->months, m);
  if (w->months->known[m]) {
    g_autofree char *number =
        pb_format_number(w->figure->context->language, w->months->per_day[m], 2);
    g_autofree char *tip = g_strdup_printf("%s: %s", pb_month_name(m + 1), number);
    double reach = radius_of(w, w->months->per_day[m]);
    pb_canvas_begin_group(w->canvas, tip);
    if (reach > w->inner + .1)
      pb_canvas_wedge(w->canvas, w->cx, w->cy, w->inner, reach, m * 30 + 1, m * 30 + 29,
                      pb_fill(above ? theme->accent : theme->context));
    draw_radial(w, middle, radius_of(w, w->months->lower[m]), reach,
                above ? theme->paper : theme->grey);
    draw_radial(w, middle, reach, radius_of(w, w->months->upper[m]), theme->grey);
    pb_canvas_end_group(w->canvas);
  }
  pb_text_style style =
      pb_style(theme, above ? theme->accent : theme->grey, PB_ALIGN_MIDDLE, PB_VALIGN_MIDDLE);
  style.weight = above ? 600 : 400;
  pb_canvas_text(w->canvas, w->cx + ring * sin(middle), w->cy - ring * cos(middle),
                 pb_month_short(m + 1), style);
}

void pb_month_wheel_draw(const pb_figure *figure, const pb_month_wheel *months, pb_canvas *canvas) {
  const pb_theme *theme = pb_canvas_theme(canvas);
  double width = pb_canvas_width(canvas), height_pt = pb_canvas_height(canvas);
  wheel_key key = make_key(figure, theme, months, width);
  double below = key.beside ? 0 : 5 + key_height(&key, theme, width);
  double size = fmin(width, height_pt - below);
  wheel w = {.figure = figure, .canvas = canvas, .months = months};
  w.cx = key.beside ? size / 2 : width / 2;
  w.cy = size / 2;
  for (int m = 1; m <= 12; m++)
    w.label_half = fmax(w.label_half, pb_label_width(theme, pb_month_short(m), 600) / 2);
  w.outer = size / 2 - fmax(2 * w.label_half, PB_LABEL_LINE) - 3;
  w.inner = w.outer * .3;
  /* Few events give long intervals: they are cut at a quarter above the longest wedge. */
  w.top = months->most;
  for (int m = 0; m < 12; m++)
    w.top = fmax(w.top, months->known[m] ? fmin(months->upper[m], months->most * 1.25) : 0);
  for (int m = 0; m < 12; m++)
    draw_month(&w, m);
  pb_canvas_circle(canvas, w.cx, w.cy, radius_of(&w, months->mean), pb_dashed(theme->ink, .8));
  double left = key.beside ? size + 24 : fmax(0, w.cx - key.width / 2);
  double y = key.beside ? w.cy - key_height(&key, theme, width) / 2 : size + 5;
  for (size_t i = 0; i < key.n; i++)
    y += pb_key_draw(canvas, &key.entries[i], 1, left, y, fmin(width - left, key.width + 1));
  g_free(key.mean_text);
}

char *pb_month_wheel_title(const pb_context *context, const pb_month_wheel *months,
                           const pb_month_wheel_words *words) {
  size_t n_above, n_below;
  g_autofree char *above = pb_month_wheel_list(months, pb_month_wheel_is_above, &n_above);
  g_autofree char *below = pb_month_wheel_list(months, pb_month_wheel_is_below, &n_below);
  if (n_above == 0 && n_below == 0)
    return g_strdup(words->none);
  if (n_above > 0 && n_above <= 4)
    return g_strdup_printf(words->above, above);
  if (n_above == 0 && n_below <= 4)
    return g_strdup_printf(words->below, below);
  g_autofree char *number =
      pb_format_small_number(context->language, (int)(n_above > 0 ? n_above : n_below));
  g_autofree char *title =
      g_strdup_printf(n_above > 0 ? words->many_above : words->many_below, number);
  return pb_capitalise(title);
}

char *pb_month_wheel_alt(const pb_context *context, const pb_month_wheel *months,
                         const char *sentence) {
  int high = -1, low = -1;
  for (int m = 0; m < 12; m++)
    if (months->known[m]) {
      high = high < 0 || months->per_day[m] > months->per_day[high] ? m : high;
      low = low < 0 || months->per_day[m] < months->per_day[low] ? m : low;
    }
  g_autofree char *mean = pb_format_number(context->language, months->mean, 2);
  g_autofree char *most =
      pb_format_number(context->language, high < 0 ? 0 : months->per_day[high], 2);
  g_autofree char *least =
      pb_format_number(context->language, low < 0 ? 0 : months->per_day[low], 2);
  return g_strdup_printf(sentence, mean, high < 0 ? "–" : pb_month_name(high + 1), most,
                         low < 0 ? "–" : pb_month_name(low + 1), least);
}

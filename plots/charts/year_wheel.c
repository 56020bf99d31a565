/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Published events a day by month, around a circle. */
#include <math.h>

#include "engine/text.h"
#include "plots/chart_draw.h"
#include "plots/chart_words.h"
#include "plots/read.h"

extern const pb_chart pb_chart_year_wheel;

typedef struct {
  bool known[12];
  double per_day[12], lower[12], upper[12];
  double mean, most;
} year_months;

static year_months read_months(const pb_result *result) {
  year_months months = {.mean = pb_result_scalar_or(result, "mean_per_day", 0)};
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

static bool is_above(const year_months *months, int m) {
  return months->known[m] && months->lower[m] > months->mean;
}

static bool is_below(const year_months *months, int m) {
  return months->known[m] && months->upper[m] < months->mean;
}

static char *list_months(const year_months *months, bool (*test)(const year_months *, int),
                         size_t *n) {
  g_autoptr(GPtrArray) names = g_ptr_array_new();
  for (int m = 0; m < 12; m++)
    if (test(months, m))
      g_ptr_array_add(names, (gpointer)pb_month_name(m + 1));
  *n = names->len;
  return pb_chart_list((const char *const *)names->pdata, names->len);
}

static char *make_title(const pb_context *context, const year_months *months) {
  size_t n_above, n_below;
  g_autofree char *above = list_months(months, is_above, &n_above);
  g_autofree char *below = list_months(months, is_below, &n_below);
  if (n_above == 0 && n_below == 0)
    return g_strdup(_("No month differs with certainty from the mean"));
  if (n_above > 0 && n_above <= 4)
    return g_strdup_printf(_("More events than the mean are published in %s"), above);
  if (n_above == 0 && n_below <= 4)
    return g_strdup_printf(_("Fewer events than the mean are published in %s"), below);
  size_t n = n_above > 0 ? n_above : n_below;
  g_autofree char *number = pb_format_small_number(context->language, (int)n);
  g_autofree char *title =
      n_above > 0
          ? g_strdup_printf(_("%s months have more published events a day than the mean"), number)
          : g_strdup_printf(_("%s months have fewer published events a day than the mean"), number);
  return pb_capitalise(title);
}

static char *make_alt(const pb_context *context, const year_months *months) {
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
  return g_strdup_printf(
      _("Year wheel of published events a day: mean %s, most in %s (%s), fewest in %s "
        "(%s)."),
      mean, high < 0 ? "–" : pb_month_name(high + 1), most, low < 0 ? "–" : pb_month_name(low + 1),
      least);
}

static pb_figure *prepare(const pb_context *context, const pb_params *params, GError **error) {
  (void)error;
  pb_figure *figure = pb_chart_new_plain(&pb_chart_year_wheel, context, params);
  const pb_result *result = pb_analysis_find(context->analysis, "year-wheel", -1);
  figure->data[0] = result;
  const char *place = pb_chart_municipality(context)->full_name;
  figure->source = pb_chart_source(context, PB_SOURCE_EVENTS);
  year_months months = read_months(result);
  double n = pb_result_scalar_or(result, "n_events", 0);
  if (pb_read_rows(result) == 0 || months.most <= 0) {
    figure->title = g_strdup(_("There is no pattern over the year to show"));
    figure->subtitle = g_strdup_printf(_("Published events, %s"), place);
    figure->empty = g_strdup_printf(_("There are no published events for %s."), place);
    figure->alt = g_strdup(figure->empty);
    return figure;
  }
  figure->title = make_title(context, &months);
  g_autofree char *years = pb_chart_years((int)pb_result_scalar_or(result, "first_year", 0),
                                          (int)pb_result_scalar_or(result, "last_year", 0));
  g_autofree char *events = pb_format_integer(context->language, (int64_t)n);
  figure->subtitle =
      g_strdup_printf(_("Events published by the police a day observed, by month, %s %s, n = %s"),
                      place, years, events);
  figure->alt = make_alt(context, &months);
  return figure;
}

static double height(const pb_figure *figure, double width_pt) {
  (void)figure;
  return fmin(width_pt, 190) + 2 * PB_LABEL_LINE + 5;
}

static void draw(const pb_figure *figure, pb_canvas *canvas) {
  const pb_theme *theme = pb_canvas_theme(canvas);
  const pb_language *language = figure->context->language;
  year_months months = read_months(figure->data[0]);
  double width = pb_canvas_width(canvas);
  g_autofree char *mean = pb_format_number(language, months.mean, months.mean < 10 ? 2 : 1);
  g_autofree char *mean_text = g_strdup_printf(_("mean %s events a day"), mean);
  pb_key_entry key[] = {{PB_KEY_DASH, theme->ink, mean_text, false},
                        {PB_KEY_BAND, theme->accent, _("more than the mean"), false}};
  bool any_above = false;
  for (int m = 0; m < 12; m++)
    any_above = any_above || is_above(&months, m);
  size_t n_key = any_above ? 2 : 1;
  double key_height = pb_key_height(theme, key, n_key, width);
  double wheel = fmin(width, pb_canvas_height(canvas) - key_height - 5);
  double cx = width / 2, cy = wheel / 2, label_half = 0;
  for (int m = 1; m <= 12; m++)
    label_half = fmax(label_half, pb_label_width(theme, pb_month_short(m), 600) / 2);
  double outer = wheel / 2 - fmax(2 * label_half, PB_LABEL_LINE) - 3, inner = outer * .3;
  double top = 0;
  for (int m = 0; m < 12; m++)
    top = fmax(top, months.known[m] ? fmin(months.upper[m], months.most * 1.25) : 0);
  top = fmax(top, months.most);
  double scale = (outer - inner) / top;
  for (int m = 0; m < 12; m++) {
    double from = m * 30 + 1, to = m * 30 + 29, middle = (m + .5) * G_PI / 6;
    bool above = is_above(&months, m);
    double reach = inner + months.per_day[m] * scale;
    if (months.known[m]) {
      g_autofree char *number = pb_format_number(language, months.per_day[m], 2);
      g_autofree char *tip = g_strdup_printf("%s: %s", pb_month_name(m + 1), number);
      pb_canvas_begin_group(canvas, tip);
      if (reach > inner + .1)
        pb_canvas_wedge(canvas, cx, cy, inner, reach, from, to,
                        pb_fill(above ? theme->accent : theme->context));
      double lower = inner + months.lower[m] * scale;
      double upper = inner + fmin(months.upper[m], top) * scale;
      pb_canvas_line(canvas, cx + lower * sin(middle), cy - lower * cos(middle),
                     cx + upper * sin(middle), cy - upper * cos(middle),
                     pb_stroke(theme->grey, .8));
      pb_canvas_end_group(canvas);
    }
    double ring = outer + 3 + label_half;
    pb_text_style style =
        pb_style(theme, above ? theme->accent : theme->grey, PB_ALIGN_MIDDLE, PB_VALIGN_MIDDLE);
    style.weight = above ? 600 : 400;
    pb_canvas_text(canvas, cx + ring * sin(middle), cy - ring * cos(middle), pb_month_short(m + 1),
                   style);
  }
  double mean_radius = inner + months.mean * scale;
  pb_canvas_circle(canvas, cx, cy, mean_radius, pb_dashed(theme->ink, .8));
  /* The key stands under the wheel's middle. */
  double key_width = 0;
  for (size_t i = 0; i < n_key; i++)
    key_width = fmax(key_width, pb_label_width(theme, key[i].text, 400) + 14);
  double left = fmax(0, cx - key_width / 2);
  double y = wheel + 5;
  for (size_t i = 0; i < n_key; i++)
    y += pb_key_draw(canvas, &key[i], 1, left, y, width - left);
}

const pb_chart pb_chart_year_wheel = {
    .name = "year-wheel",
    .title = N_("Year wheel"),
    .question = N_("Which months recur?"),
    .description =
        N_("The length of each wedge is the number of published events a day in the months that "
           "were observed. The dashed circle is the mean; a month is dark only when its 95% "
           "interval lies above it."),
    .width_mm = 80,
    .prepare = prepare,
    .height = height,
    .draw = draw,
};

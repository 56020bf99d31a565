/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rates of the group against population, with limits that allow for over-dispersion. */
#include <math.h>
#include <string.h>

#include "engine/text.h"
#include "plots/chart_draw.h"
#include "plots/chart_words.h"
#include "plots/read.h"
#include "plots/withheld.h"

extern const pb_chart pb_chart_funnel;

static size_t self_row(const pb_result *funnel) {
  for (size_t i = 0; i < pb_read_rows(funnel); i++)
    if (pb_read_flag(funnel, "self", i))
      return i;
  return SIZE_MAX;
}

/* Other members outside the limits. */
static GPtrArray *outside(const pb_result *funnel) {
  GPtrArray *names = g_ptr_array_new();
  for (size_t i = 0; i < pb_read_rows(funnel); i++) {
    const char *flag = pb_read_text(funnel, "flag", i);
    if ((strcmp(flag, "high") == 0 || strcmp(flag, "low") == 0) && !pb_read_flag(funnel, "self", i))
      g_ptr_array_add(names, (gpointer)pb_read_text(funnel, "name", i));
  }
  return names;
}

/* More names than this outside the limits are left to the dots. */
#define MOST_NAMES 8

static char *make_title(const pb_figure *figure, const pb_result *funnel, const char *group) {
  const pb_context *context = figure->context;
  g_autofree char *nouns = pb_chart_nouns(figure);
  size_t self = self_row(funnel);
  const char *name = pb_chart_municipality(context)->name;
  if (self == SIZE_MAX)
    return g_strdup_printf(pb_no_rate_title(context, figure->type),
                           pb_type_noun(context->language, pb_chart_type(figure)), name);
  const char *flag = pb_read_text(funnel, "flag", self);
  if (strcmp(flag, "high") == 0)
    return g_strdup_printf(_("%s are more than variation in %s explains"), nouns, group);
  if (strcmp(flag, "low") == 0)
    return g_strdup_printf(_("%s are fewer than variation in %s explains"), nouns, group);
  return g_strdup_printf(_("%s lie within the variation in %s"), nouns, group);
}

static char *make_alt(const pb_figure *figure, const pb_result *funnel, const char *group) {
  const pb_language *language = figure->context->language;
  size_t self = self_row(funnel);
  g_autofree char *rate =
      pb_format_rate(language, self == SIZE_MAX ? 0 : pb_read_number_or(funnel, "rate", self, 0));
  g_autofree char *reference =
      pb_format_rate(language, pb_result_scalar_or(funnel, "reference_rate", 0));
  g_autoptr(GPtrArray) names = outside(funnel);
  g_autofree char *list = pb_chart_list((const char *const *)names->pdata, names->len);
  g_autofree char *first = g_strdup_printf(
      _("Funnel plot of rate against population in %s: %s per 100,000 residents in %s, "
        "the group’s level is %s."),
      group, rate, pb_chart_place(figure->context), reference);
  if (names->len == 0)
    return g_strdup_printf(_("%s No other member lies outside the limits."), first);
  return g_strdup_printf(_("%s Outside the limits: %s."), first, list);
}

static pb_figure *prepare(const pb_context *context, const pb_params *params, GError **error) {
  pb_figure *figure = pb_chart_new_typed(&pb_chart_funnel, context, params, error);
  if (!figure)
    return NULL;
  const pb_result *funnel = pb_analysis_find(context->analysis, "funnel", figure->type);
  figure->data[0] = funnel;
  figure->data[1] = pb_analysis_find(context->analysis, "funnel-limits", figure->type);
  const char *label = pb_type_label(context->language, pb_chart_type(figure));
  g_autofree char *group = pb_chart_group(context);
  figure->source =
      pb_chart_source(context, PB_SOURCE_CRIME | PB_SOURCE_POPULATION | PB_SOURCE_GROUPS);
  size_t n = pb_read_rows(funnel);
  if (n < 2 || !group) {
    const char *reason = funnel ? pb_result_reason(funnel) : NULL;
    figure->title = g_strdup_printf(_("%s: no funnel plot"), label);
    figure->subtitle =
        g_strdup_printf(_("%s per 100,000 residents, %s"), label, pb_chart_place(context));
    figure->empty = reason ? g_strdup(_(reason))
                           : g_strdup_printf(_("%s has too few comparable municipalities for a "
                                               "funnel plot."),
                                             pb_chart_place(context));
    figure->alt = g_strdup(figure->empty);
    return figure;
  }
  figure->title = make_title(figure, funnel, group);
  figure->subtitle = g_strdup_printf(
      Q_("%s per 100,000 residents by population in %d, %s (%d municipality)",
         "%s per 100,000 residents by population in %d, %s (%d municipalities)", (unsigned long)n),
      label, context->dataset->period_end, group, (int)n);
  g_autoptr(GPtrArray) names = outside(funnel);
  if (names->len > 0 && names->len <= MOST_NAMES) {
    g_autofree char *list = pb_chart_list((const char *const *)names->pdata, names->len);
    figure->note = g_strdup_printf(_("Dark dots, outside the 99.8%% limits: %s."), list);
  }
  figure->alt = make_alt(figure, funnel, group);
  return figure;
}

static double height(const pb_figure *figure, double width_pt) {
  (void)figure;
  return fmin(fmax(width_pt * .62, 165), 240);
}

typedef struct {
  pb_canvas *canvas;
  const pb_theme *theme;
  const pb_language *language;
  const pb_result *funnel, *limits;
  pb_axis x, y;
  double top, bottom;
  pb_label_place *place;
} plot;

static void draw_limit_band(const plot *p, const char *lower, const char *upper, uint32_t color) {
  size_t n = pb_read_rows(p->limits), m = 0;
  g_autofree double *xs = g_new(double, 2 * n + 2), *ys = g_new(double, 2 * n + 2);
  double at, value;
  for (size_t i = 0; i < n; i++)
    if (pb_read_number(p->limits, "exposure", i, &at) &&
        pb_read_number(p->limits, upper, i, &value)) {
      xs[m] = pb_axis_at(&p->x, at);
      ys[m++] = pb_axis_at(&p->y, value);
    }
  for (size_t i = n; i-- > 0;)
    if (pb_read_number(p->limits, "exposure", i, &at) &&
        pb_read_number(p->limits, upper, i, &value)) {
      xs[m] = pb_axis_at(&p->x, at);
      ys[m++] = pb_axis_at(&p->y, pb_read_number_or(p->limits, lower, i, 0));
    }
  uint32_t rings[] = {0, (uint32_t)m};
  if (m >= 4)
    pb_canvas_polygon(p->canvas, xs, ys, rings, 1, pb_fill(color));
}

/* "5 000", "10 000", …: thinned until the numbers have air. */
static void draw_population_axis(plot *p) {
  double widest = 0;
  for (size_t i = 0; i < p->x.n_ticks; i++) {
    g_autofree char *text = pb_format_integer(p->language, (int64_t)p->x.ticks[i]);
    widest = fmax(widest, pb_label_width(p->theme, text, 400));
  }
  if (p->x.n_ticks)
    pb_axis_thin(&p->x, widest + 8, p->x.ticks[0]);
  for (size_t i = 0; i < p->x.n_ticks; i++) {
    double at = pb_axis_at(&p->x, p->x.ticks[i]);
    g_autofree char *text = pb_format_integer(p->language, (int64_t)p->x.ticks[i]);
    double half = pb_label_width(p->theme, text, 400) / 2;
    pb_canvas_line(p->canvas, at, p->bottom, at, p->bottom + 2.5,
                   pb_stroke(p->theme->context, .75));
    pb_canvas_text(p->canvas, fmin(fmax(at, half), pb_canvas_width(p->canvas) - half),
                   p->bottom + 4, text,
                   pb_style(p->theme, p->theme->grey, PB_ALIGN_MIDDLE, PB_VALIGN_TOP));
  }
  const char *title = _("population, log scale");
  double right = fmax(p->x.at_high, pb_label_width(p->theme, title, 400));
  pb_canvas_text(p->canvas, right, p->bottom + 4 + PB_LABEL_LINE, title,
                 pb_style(p->theme, p->theme->grey, PB_ALIGN_END, PB_VALIGN_TOP));
}

static void draw_label(const plot *p, size_t i, const char *text, double radius, bool must,
                       pb_text_style style) {
  double exposure, rate;
  if (!pb_read_number(p->funnel, "exposure", i, &exposure) ||
      !pb_read_number(p->funnel, "rate", i, &rate))
    return;
  double x = pb_axis_at(&p->x, exposure), y = pb_axis_at(&p->y, rate);
  double left = p->x.at_low + 1, room = p->x.at_high - left - 2;
  g_auto(GStrv) lines = pb_label_wrap(p->theme, text, style.weight, room);
  pb_size size = pb_lines_size(p->theme, lines, style.weight);
  pb_label_box box;
  if (!pb_label_place_beside(p->place, x, y, radius, size, &box)) {
    if (!must)
      return;
    /* The municipality's own name may cover other dots: it stands inside the plot, on a halo. */
    box = (pb_label_box){fmax(left, fmin(x - size.width / 2, left + room - size.width)),
                         y - radius - 2 - size.height, size.width, size.height};
    if (box.y < p->top - 5)
      box.y = y + radius + 2;
    style.halo = 2;
    pb_label_place_avoid(p->place, box);
  }
  pb_leader_draw(p->canvas, x, y, radius, box);
  pb_lines_draw(p->canvas, box.x, box.y + box.height / 2, lines, style);
}

static void draw_points(const plot *p) {
  size_t n = pb_read_rows(p->funnel);
  double exposure, rate;
  for (size_t i = 0; i < n; i++)
    if (pb_read_number(p->funnel, "exposure", i, &exposure) &&
        pb_read_number(p->funnel, "rate", i, &rate))
      pb_label_place_avoid(p->place, (pb_label_box){pb_axis_at(&p->x, exposure) - 2.5,
                                                    pb_axis_at(&p->y, rate) - 2.5, 5, 5});
  for (int pass = 0; pass < 2; pass++) /* the municipality lies on top */
    for (size_t i = 0; i < n; i++) {
      bool self = pb_read_flag(p->funnel, "self", i);
      if (self != (pass == 1) || !pb_read_number(p->funnel, "exposure", i, &exposure) ||
          !pb_read_number(p->funnel, "rate", i, &rate))
        continue;
      const char *flag = pb_read_text(p->funnel, "flag", i);
      bool out = strcmp(flag, "high") == 0 || strcmp(flag, "low") == 0;
      g_autofree char *number = pb_format_rate(p->language, rate);
      g_autofree char *tip = g_strdup_printf("%s: %s", pb_read_text(p->funnel, "name", i), number);
      pb_canvas_begin_group(p->canvas, tip);
      pb_canvas_circle(p->canvas, pb_axis_at(&p->x, exposure), pb_axis_at(&p->y, rate),
                       self ? 4 : 2.4,
                       pb_fill(self  ? p->theme->accent
                               : out ? p->theme->ink
                                     : p->theme->sequential[2]));
      pb_canvas_end_group(p->canvas);
    }
}

/* Names: the municipality first, then members outside the limits, the most deviating first. */
static void draw_names(const plot *p) {
  size_t n = pb_read_rows(p->funnel), self = self_row(p->funnel);
  if (self != SIZE_MAX) {
    g_autofree char *rate =
        pb_format_rate(p->language, pb_read_number_or(p->funnel, "rate", self, 0));
    g_autofree char *text = g_strdup_printf("%s %s", pb_read_text(p->funnel, "name", self), rate);
    draw_label(p, self, text, 4, true,
               pb_style_strong(p->theme, p->theme->accent, PB_ALIGN_START, PB_VALIGN_MIDDLE));
  }
  g_autofree bool *done = g_new0(bool, n + 1);
  for (;;) {
    size_t best = SIZE_MAX;
    double z = 0;
    for (size_t i = 0; i < n; i++) {
      const char *flag = pb_read_text(p->funnel, "flag", i);
      double here = fabs(pb_read_number_or(p->funnel, "z", i, 0));
      if (!done[i] && i != self && (strcmp(flag, "high") == 0 || strcmp(flag, "low") == 0) &&
          (best == SIZE_MAX || here > z)) {
        best = i;
        z = here;
      }
    }
    if (best == SIZE_MAX)
      return;
    done[best] = true;
    draw_label(p, best, pb_read_text(p->funnel, "name", best), 2.4, false,
               pb_style(p->theme, p->theme->ink, PB_ALIGN_START, PB_VALIGN_MIDDLE));
  }
}

/* Direct labels right of the curves' ends, where the population is largest. */
static double end_label_room(const plot *p, char *texts[3]) {
  double reference = pb_result_scalar_or(p->funnel, "reference_rate", 0);
  g_autofree char *number = pb_format_rate(p->language, reference);
  texts[0] = g_strdup_printf(_("group %s"), number);
  g_autofree char *inner = pb_format_number(p->language, 95, 0);
  g_autofree char *outer = pb_format_number(p->language, 99.8, 1);
  texts[1] = g_strdup_printf("%s%s", inner, p->language->percent);
  texts[2] = g_strdup_printf("%s%s", outer, p->language->percent);
  double room = 0;
  for (int i = 0; i < 3; i++)
    room = fmax(room, pb_label_width(p->theme, texts[i], 400));
  return room;
}

static void draw_end_labels(const plot *p, char *texts[3]) {
  size_t last = pb_read_rows(p->limits);
  if (last-- == 0)
    return;
  double values[3] = {pb_result_scalar_or(p->funnel, "reference_rate", 0), 0, 0};
  bool have = pb_read_number(p->limits, "upper_95", last, &values[1]) &&
              pb_read_number(p->limits, "upper_998", last, &values[2]);
  double centre[3], extent[3];
  for (int i = 0; i < 3; i++) {
    centre[i] = pb_axis_at(&p->y, values[i]);
    extent[i] = PB_LABEL_LINE;
  }
  pb_label_spread(centre, extent, have ? 3 : 1, p->top - 4, p->bottom);
  for (int i = 0; i < (have ? 3 : 1); i++)
    pb_canvas_text(p->canvas, p->x.at_high + 5, centre[i], texts[i],
                   pb_style(p->theme, p->theme->grey, PB_ALIGN_START, PB_VALIGN_MIDDLE));
}

static void draw(const pb_figure *figure, pb_canvas *canvas) {
  plot p = {.canvas = canvas,
            .theme = pb_canvas_theme(canvas),
            .language = figure->context->language,
            .funnel = figure->data[0],
            .limits = figure->data[1],
            .top = 6,
            .bottom = pb_canvas_height(canvas) - 2 * PB_LABEL_LINE - 5};
  double low = INFINITY, high = 0, top_rate = 0, rates = 0, value;
  for (size_t i = 0; i < pb_read_rows(p.funnel); i++) {
    if (pb_read_number(p.funnel, "exposure", i, &value) && value > 0) {
      low = fmin(low, value);
      high = fmax(high, value);
    }
    if (pb_read_number(p.funnel, "rate", i, &value))
      rates = fmax(rates, value);
  }
  if (!(high > 0))
    low = high = 1;
  for (size_t i = 0; i < pb_read_rows(p.limits); i++)
    if (pb_read_number(p.limits, "upper_998", i, &value))
      top_rate = fmax(top_rate, value);
  /* Limits at a very small population may be far above every rate: they are cut. */
  top_rate = fmax(rates, fmin(top_rate, rates * 1.6));
  char *texts[3];
  double room = end_label_room(&p, texts);
  p.y = pb_axis_from_zero(top_rate, 5);
  pb_axis_place(&p.y, p.bottom, p.top);
  double left = pb_value_axis_width(p.theme, p.language, &p.y);
  p.x = pb_axis_log(low * .97, high * 1.03);
  pb_axis_place(&p.x, left, pb_canvas_width(canvas) - room - 6);
  p.place = pb_label_place_new(
      (pb_label_box){left + 1, p.top - 5, p.x.at_high - left - 1, p.bottom - p.top + 4});
  draw_limit_band(&p, "lower_998", "upper_998", 0xf0f3f6);
  draw_limit_band(&p, "lower_95", "upper_95", p.theme->band);
  pb_value_axis_draw(canvas, p.language, &p.y, left, p.x.at_high);
  double reference;
  if (pb_result_get_scalar(p.funnel, "reference_rate", &reference)) {
    double at = pb_axis_at(&p.y, reference);
    pb_canvas_line(canvas, left, at, p.x.at_high, at, pb_stroke(p.theme->grey, .9));
    pb_label_place_shun_line(p.place, left, at, p.x.at_high, at);
  }
  draw_population_axis(&p);
  draw_points(&p);
  draw_names(&p);
  draw_end_labels(&p, texts);
  pb_label_place_free(p.place);
  for (int i = 0; i < 3; i++)
    g_free(texts[i]);
}

const pb_chart pb_chart_funnel = {
    .name = "funnel",
    .title = N_("Funnel plot"),
    .question = N_("Is the level unusual for a municipality of this size?"),
    .description =
        N_("Each dot is a municipality of the group. Small populations vary more, so the limits "
           "are wide to the left. Outside the 99.8 per cent limits a level is unlikely to be "
           "chance, also "
           "allowing for the group’s own spread (Spiegelhalter 2005)."),
    .params = &pb_chart_type_param,
    .n_params = 1,
    .width_mm = 160,
    .prepare = prepare,
    .height = height,
    .draw = draw,
};

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/chart_draw.h"

#include <math.h>
#include <string.h>

pb_text_style pb_style(const pb_theme *theme, uint32_t color, pb_align align, pb_valign valign) {
  return (pb_text_style){
      .size = theme->label_size, .weight = 400, .color = color, .align = align, .valign = valign};
}

pb_text_style pb_style_strong(const pb_theme *theme, uint32_t color, pb_align align,
                              pb_valign valign) {
  pb_text_style style = pb_style(theme, color, align, valign);
  style.weight = 600;
  return style;
}

pb_paint pb_fill(uint32_t color) {
  return (pb_paint){.fill = true, .fill_color = color};
}

pb_paint pb_fill_part(uint32_t color, double opacity) {
  return (pb_paint){.fill = true, .fill_color = color, .fill_opacity = opacity};
}

pb_paint pb_stroke(uint32_t color, double width) {
  return (pb_paint){.stroke_width = width, .stroke_color = color};
}

pb_paint pb_dashed(uint32_t color, double width) {
  return (pb_paint){.stroke_width = width, .stroke_color = color, .dash = "dash"};
}

pb_paint pb_hollow(const pb_theme *theme, uint32_t color, double width) {
  return (pb_paint){
      .fill = true, .fill_color = theme->paper, .stroke_width = width, .stroke_color = color};
}

double pb_label_width(const pb_theme *theme, const char *text, int weight) {
  return pb_text_size(theme, text, theme->label_size, weight).width;
}

/* Bytes of the longest start of `text` that fits, at least one character. */
static size_t fitting(const pb_theme *theme, const char *text, int weight, double width) {
  size_t good = 0;
  for (const char *p = g_utf8_next_char(text);; p = g_utf8_next_char(p)) {
    g_autofree char *start = g_strndup(text, (gsize)(p - text));
    if (good && pb_label_width(theme, start, weight) > width)
      return good;
    good = (size_t)(p - text);
    if (!*p)
      return good;
  }
}

/* Split a word that is too wide: after a hyphen when there is one in the part that fits. */
static void break_word(const pb_theme *theme, GPtrArray *lines, GString *line, const char *word,
                       int weight, double width) {
  while (pb_label_width(theme, word, weight) > width && g_utf8_strlen(word, -1) > 1) {
    size_t bytes = fitting(theme, word, weight, width);
    for (size_t i = bytes; i > 1; i--)
      if (word[i - 1] == '-') {
        bytes = i;
        break;
      }
    if (bytes == strlen(word))
      break;
    g_ptr_array_add(lines, g_strndup(word, bytes));
    word += bytes;
  }
  g_string_assign(line, word);
}

char **pb_label_wrap(const pb_theme *theme, const char *text, int weight, double width) {
  g_auto(GStrv) words = g_strsplit(text, " ", -1);
  GPtrArray *lines = g_ptr_array_new();
  g_autoptr(GString) line = g_string_new(NULL);
  for (char **word = words; *word; word++) {
    g_autofree char *longer =
        line->len ? g_strdup_printf("%s %s", line->str, *word) : g_strdup(*word);
    if (pb_label_width(theme, longer, weight) <= width) {
      g_string_assign(line, longer);
      continue;
    }
    if (line->len)
      g_ptr_array_add(lines, g_strdup(line->str));
    break_word(theme, lines, line, *word, weight, width);
  }
  g_ptr_array_add(lines, g_strdup(line->str));
  g_ptr_array_add(lines, NULL);
  return (char **)g_ptr_array_free(lines, FALSE);
}

pb_size pb_lines_size(const pb_theme *theme, char *const *lines, int weight) {
  pb_size size = {0, 0};
  for (; *lines; lines++) {
    size.width = fmax(size.width, pb_label_width(theme, *lines, weight));
    size.height += PB_LABEL_LINE;
  }
  return size;
}

void pb_lines_draw(pb_canvas *canvas, double x, double y, char *const *lines, pb_text_style style) {
  size_t n = 0;
  while (lines[n])
    n++;
  style.valign = PB_VALIGN_MIDDLE;
  for (size_t i = 0; i < n; i++)
    pb_canvas_text(canvas, x, y + PB_LABEL_LINE * ((double)i - ((double)n - 1) / 2), lines[i],
                   style);
}

double pb_value_axis_width(const pb_theme *theme, const pb_language *language,
                           const pb_axis *axis) {
  double width = 0;
  for (size_t i = 0; i < axis->n_ticks; i++) {
    g_autofree char *text = pb_format_number(language, axis->ticks[i], axis->decimals);
    width = fmax(width, pb_label_width(theme, text, 400));
  }
  return width + 5;
}

void pb_value_axis_draw(pb_canvas *canvas, const pb_language *language, const pb_axis *axis,
                        double x0, double x1) {
  const pb_theme *theme = pb_canvas_theme(canvas);
  for (size_t i = 0; i < axis->n_ticks; i++) {
    double y = pb_axis_at(axis, axis->ticks[i]);
    bool base = axis->ticks[i] == 0;
    pb_canvas_line(canvas, x0, y, x1, y,
                   pb_stroke(base ? theme->context : theme->hairline, base ? .75 : .5));
    g_autofree char *text = pb_format_number(language, axis->ticks[i], axis->decimals);
    pb_canvas_text(canvas, x0 - 5, y, text,
                   pb_style(theme, theme->grey, PB_ALIGN_END, PB_VALIGN_MIDDLE));
  }
}

void pb_year_axis_draw(pb_canvas *canvas, const pb_axis *x, double y) {
  const pb_theme *theme = pb_canvas_theme(canvas);
  int first = (int)round(x->low), last = (int)round(x->high);
  double width = pb_label_width(theme, "2025", 400);
  static const int steps[] = {1, 2, 5, 10, 20, 50};
  double a_year = last > first ? fabs(x->at_high - x->at_low) / (last - first) : 0;
  int step = 100;
  for (size_t i = 0; i < G_N_ELEMENTS(steps) && step == 100; i++)
    if (steps[i] * a_year >= width + 10)
      step = steps[i];
  double room = width + 6, at_first = pb_axis_at(x, first), at_last = pb_axis_at(x, last);
  bool show_first = first < last && at_last - at_first >= room;
  for (int year = first; year <= last; year++) {
    double at = pb_axis_at(x, year);
    bool between =
        year % step == 0 && at_last - at >= room && (!show_first || at - at_first >= room);
    if (year == last || (year == first && show_first) || between) {
      g_autofree char *text = g_strdup_printf("%d", year);
      pb_canvas_text(canvas, at, y, text,
                     pb_style(theme, theme->grey, PB_ALIGN_MIDDLE, PB_VALIGN_TOP));
    }
  }
}

void pb_interval_draw(pb_canvas *canvas, double x, double y_lower, double y_upper, uint32_t color,
                      double width) {
  pb_canvas_line(canvas, x, y_lower, x, y_upper, pb_stroke(color, width));
}

void pb_leader_draw(pb_canvas *canvas, double x, double y, double radius, pb_label_box label) {
  double to_x = fmin(fmax(x, label.x - 1), label.x + label.width + 1);
  double to_y = fmin(fmax(y, label.y + 1), label.y + label.height - 1);
  double distance = hypot(to_x - x, to_y - y);
  if (distance < radius + 14)
    return;
  double share = radius / distance;
  pb_canvas_line(canvas, x + share * (to_x - x), y + share * (to_y - y), to_x, to_y,
                 pb_stroke(pb_canvas_theme(canvas)->grey, .5));
}

static const double SIGN_WIDTH = 14, ENTRY_GAP = 12;

static void draw_sign(pb_canvas *canvas, const pb_key_entry *entry, double x, double y) {
  const pb_theme *theme = pb_canvas_theme(canvas);
  switch (entry->sign) {
  case PB_KEY_DOT:
    pb_canvas_circle(canvas, x + 5, y, 2.6, pb_fill(entry->color));
    break;
  case PB_KEY_RING:
    pb_canvas_circle(canvas, x + 5, y, 2.4, pb_hollow(theme, entry->color, 1.1));
    break;
  case PB_KEY_LINE:
    pb_canvas_line(canvas, x, y, x + 10, y, pb_stroke(entry->color, entry->strong ? 2 : 1.1));
    break;
  case PB_KEY_DASH:
    pb_canvas_line(canvas, x, y, x + 10, y, pb_dashed(entry->color, .8));
    break;
  case PB_KEY_BAND:
    pb_canvas_rect(canvas, x, y - 4, 10, 8, pb_fill(entry->color));
    break;
  case PB_KEY_UP:
    pb_canvas_mark(canvas, PB_MARK_UP, x + 5, y, 7, pb_fill(entry->color));
    break;
  case PB_KEY_DOWN:
    pb_canvas_mark(canvas, PB_MARK_DOWN, x + 5, y, 7, pb_fill(entry->color));
    break;
  case PB_KEY_DIAMOND:
    pb_canvas_mark(canvas, PB_MARK_DIAMOND, x + 5, y, 7, pb_fill(entry->color));
    break;
  }
}

/* Flow the entries over lines; draws when there is a canvas. */
static double flow(const pb_theme *theme, pb_canvas *canvas, const pb_key_entry *entries, size_t n,
                   double left, double top, double width) {
  double x = 0, y = 0;
  for (size_t i = 0; i < n; i++) {
    const pb_key_entry *entry = &entries[i];
    int weight = entry->strong ? 600 : 400;
    g_auto(GStrv) lines = pb_label_wrap(theme, entry->text, weight, width - SIGN_WIDTH);
    pb_size size = pb_lines_size(theme, lines, weight);
    if (x > 0 && x + SIGN_WIDTH + size.width > width) {
      x = 0;
      y += PB_LABEL_LINE;
    }
    if (canvas) {
      draw_sign(canvas, entry, left + x, top + y + PB_LABEL_LINE / 2);
      pb_text_style style = pb_style(theme, entry->strong ? entry->color : theme->grey,
                                     PB_ALIGN_START, PB_VALIGN_MIDDLE);
      style.weight = weight;
      pb_lines_draw(canvas, left + x + SIGN_WIDTH, top + y + size.height / 2, lines, style);
    }
    x += SIGN_WIDTH + size.width + ENTRY_GAP;
    if (lines[1]) { /* a broken entry fills its lines */
      x = 0;
      y += size.height;
    }
  }
  return x > 0 ? y + PB_LABEL_LINE : y;
}

double pb_key_height(const pb_theme *theme, const pb_key_entry *entries, size_t n, double width) {
  return flow(theme, NULL, entries, n, 0, 0, width);
}

double pb_key_draw(pb_canvas *canvas, const pb_key_entry *entries, size_t n, double x, double y,
                   double width) {
  return flow(pb_canvas_theme(canvas), canvas, entries, n, x, y, width);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/svg_write.h"

#include <math.h>
#include <stdbool.h>

int64_t pb_svg_hundredths(double value) {
  return (int64_t)llround(value * 100);
}

void pb_svg_number(GString *out, int64_t hundredths) {
  char text[32], *at = text + sizeof text;
  uint64_t size = hundredths < 0 ? (uint64_t)-hundredths : (uint64_t)hundredths;
  uint64_t whole = size / 100, rest = size % 100;
  if (rest) {
    if (rest % 10)
      *--at = (char)('0' + rest % 10);
    *--at = (char)('0' + rest / 10);
    *--at = '.';
  }
  if (whole || !rest) {
    do
      *--at = (char)('0' + whole % 10);
    while (whole /= 10);
  }
  if (hundredths < 0)
    *--at = '-';
  g_string_append_len(out, at, text + sizeof text - at);
}

void pb_svg_attribute(GString *out, const char *name, double value) {
  g_string_append_printf(out, " %s=\"", name);
  pb_svg_number(out, pb_svg_hundredths(value));
  g_string_append_c(out, '"');
}

void pb_svg_color(GString *out, const char *name, uint32_t color) {
  unsigned r = color >> 16 & 0xff, g = color >> 8 & 0xff, b = color & 0xff;
  if (r % 17 == 0 && g % 17 == 0 && b % 17 == 0)
    g_string_append_printf(out, " %s=\"#%x%x%x\"", name, r / 17, g / 17, b / 17);
  else
    g_string_append_printf(out, " %s=\"#%02x%02x%02x\"", name, r, g, b);
}

void pb_svg_escape(GString *out, const char *text) {
  g_autofree char *valid = g_utf8_make_valid(text, -1);
  for (const char *at = valid; *at; at = g_utf8_next_char(at)) {
    gunichar c = g_utf8_get_char(at);
    switch (c) {
    case '&':
      g_string_append(out, "&amp;");
      break;
    case '<':
      g_string_append(out, "&lt;");
      break;
    case '>':
      g_string_append(out, "&gt;");
      break;
    case '"':
      g_string_append(out, "&quot;");
      break;
    default:
      if (c >= 0x20 ? c != 0xfffe && c != 0xffff : c == '\t' || c == '\n')
        g_string_append_unichar(out, c);
    }
  }
}

/** Whether what has been written ends in a number with a decimal point. */
static bool ends_in_decimals(const GString *out) {
  size_t i = out->len;
  while (i > 0 && g_ascii_isdigit(out->str[i - 1]))
    i--;
  return i > 0 && i < out->len && out->str[i - 1] == '.';
}

/** A separator is needed only where two numbers would run together: not before a minus, and not
 * before a point when the number before has one. */
static void next_number(GString *out, int64_t hundredths) {
  bool starts_with_point = hundredths > 0 && hundredths < 100;
  if (hundredths >= 0 && !(starts_with_point && ends_in_decimals(out)))
    g_string_append_c(out, ' ');
  pb_svg_number(out, hundredths);
}

void pb_svg_ring(GString *out, const pb_point *points, size_t n, bool closed) {
  size_t before = out->len;
  int64_t x = 0, y = 0;
  char command = 0;
  for (size_t i = 0; i < n; i++) {
    int64_t px = pb_svg_hundredths(points[i].x), py = pb_svg_hundredths(points[i].y);
    if (i == 0) {
      g_string_append_c(out, 'M');
      pb_svg_number(out, px);
      next_number(out, py);
    } else if (px != x || py != y) {
      char wanted = py == y ? 'h' : px == x ? 'v' : 'l';
      int64_t first = wanted == 'v' ? py - y : px - x;
      if (wanted != command) {
        g_string_append_c(out, wanted);
        pb_svg_number(out, first);
      } else {
        next_number(out, first);
      }
      if (wanted == 'l')
        next_number(out, py - y);
      command = wanted;
    }
    x = px;
    y = py;
  }
  if (!command)
    g_string_truncate(out, before);
  else if (closed)
    g_string_append_c(out, 'z');
}

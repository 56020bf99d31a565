/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Figures are drawn at the width they will have, so that their text keeps its size: those of wide
 * cells twice, for wide screens and for narrow ones; the style sheet shows one of them. */
#include "plots/report/backends/html.h"

#include <string.h>

/** Widths in points at which figures are drawn; screens scale them by little. */
#define PHONE_WIDTH 232.

static double wide_width(int span) {
  return span >= 12 ? 540 : span >= 9 ? 460 : span >= 7 ? 410 : span >= 5 ? 250 : 220;
}

/** The picture without its XML declaration. */
static void put_svg(pb_html *html, const pb_canvas *canvas, const char *id, const char *title,
                    const char *alt, const char *class) {
  GError *error = NULL;
  g_autoptr(GBytes) svg = pb_canvas_to_svg(canvas, id, title, alt, html->language, &error);
  if (svg == NULL) {
    if (!html->failed)
      g_propagate_error(html->error, error);
    else
      g_error_free(error);
    html->failed = true;
    return;
  }
  size_t length;
  const char *data = g_bytes_get_data(svg, &length);
  const char *start = g_strstr_len(data, (gssize)length, "<svg");
  if (start == NULL)
    return;
  g_string_append_printf(html->out, "<div class=\"%s\">", class);
  g_string_append_len(html->out, start, (gssize)(length - (size_t)(start - data)));
  g_string_append(html->out, "</div>\n");
}

static void put_body(pb_html *html, const pb_figure *figure, double width, const char *suffix,
                     const char *class) {
  g_autofree char *id = g_strdup_printf("%s-%s", figure->id, suffix);
  g_autoptr(pb_canvas) body = pb_figure_body(figure, width, pb_figure_height(figure, width));
  g_autofree char *title = g_strdelimit(g_strdup(figure->title ? figure->title : ""), "\n", ' ');
  put_svg(html, body, id, title, figure->alt, class);
}

void pb_html_figure(pb_html *html, const pb_figure *figure, int span) {
  g_string_append_printf(html->out, "<figure id=\"%s\">\n<figcaption>\n", figure->id);
  if (figure->title != NULL) {
    g_string_append(html->out, "<h3>");
    pb_html_lines(html, figure->title);
    g_string_append(html->out, "</h3>\n");
  }
  if (figure->subtitle != NULL) {
    g_string_append(html->out, "<p class=\"subtitle\">");
    pb_html_lines(html, figure->subtitle);
    g_string_append(html->out, "</p>\n");
  }
  g_string_append(html->out, "</figcaption>\n");
  if (figure->empty != NULL) {
    g_string_append(html->out, "<p class=\"empty\">");
    pb_html_lines(html, figure->empty);
    g_string_append(html->out, "</p>\n");
  } else {
    double width = wide_width(span);
    bool both = span >= 7;
    put_body(html, figure, width, "wide", both ? "picture wide" : "picture");
    if (both)
      put_body(html, figure, PHONE_WIDTH, "narrow", "picture narrow");
  }
  if (figure->note != NULL || figure->source != NULL) {
    g_string_append(html->out, "<p class=\"small\">");
    pb_html_lines(html, figure->note);
    if (figure->note != NULL && figure->source != NULL)
      g_string_append(html->out, "<br/>");
    pb_html_lines(html, figure->source);
    g_string_append(html->out, "</p>\n");
  }
  g_string_append(html->out, "</figure>\n");
}

void pb_html_spark(pb_html *html, const pb_canvas *spark) {
  GString *out = html->out;
  g_string_append(out, "<span class=\"spark\" aria-hidden=\"true\">");
  put_svg(html, spark, "spark", NULL, NULL, "line");
  g_string_append(out, "</span>");
}

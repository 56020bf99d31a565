/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Figures as inline SVG. A wide figure is drawn twice, the second time for a narrow screen; the
 * style sheet shows one of the two by the room there is, so that its letters stay readable. */
#include "plots/report/backends/html_blocks.h"
#include "plots/svg_write.h"

#define ROW_WIDTH (180 * PB_MM_TO_PT)
#define GUTTER 18.
#define NARROW_WIDTH (70 * PB_MM_TO_PT)
/** Cells of up to this many columns are narrow enough for every screen. */
#define NARROW_SPAN 5
/** A drawing of a half row with more bytes than this, a map of the whole country, is not repeated:
 * it has few letters, and the page would double. */
#define HALF_SPAN 6
#define HEAVY 40000
/** How far a figure is enlarged on a screen, CSS pixels for a point. */
#define LARGEST_SCALE 2.1

static double span_width(int span) {
  return (ROW_WIDTH - 11 * GUTTER) / 12 * span + GUTTER * (span - 1);
}

static GBytes *draw(pb_html *html, const pb_figure *figure, double width) {
  if (html->error != NULL)
    return NULL;
  g_autoptr(pb_canvas) body = pb_figure_body(figure, width, pb_figure_height(figure, width));
  g_autofree char *id = g_strdup_printf("drawing%u", ++html->n_figures);
  const char *alt = figure->alt != NULL ? figure->alt : figure->title;
  return pb_canvas_to_svg(body, id, NULL, alt, html->language, &html->error);
}

/** The page carries its typeface, so its lines have their lengths already: how to press them is not
 * repeated for every label. */
static void put_svg(pb_html *html, GBytes *bytes) {
  static const char adjust[] = " lengthAdjust=\"spacingAndGlyphs\"";
  gsize size;
  const char *data = g_bytes_get_data(bytes, &size), *end = data + size, *found;
  while ((found = g_strstr_len(data, end - data, adjust)) != NULL) {
    g_string_append_len(html->out, data, found - data);
    data = found + sizeof adjust - 1;
  }
  g_string_append_len(html->out, data, end - data);
}

static void put_drawing(pb_html *html, GBytes *svg, const char *class, double width) {
  if (svg == NULL)
    return;
  g_string_append_printf(html->out, "<div class=\"drawing %s\" style=\"max-width:%dpx\">\n", class,
                         (int)(width * LARGEST_SCALE + .5));
  put_svg(html, svg);
  g_string_append(html->out, "</div>\n");
}

static void put_drawings(pb_html *html, const pb_figure *figure) {
  double width = span_width(html->span);
  g_autoptr(GBytes) svg = draw(html, figure, width);
  bool twice = html->span > NARROW_SPAN && svg != NULL &&
               (html->span > HALF_SPAN || g_bytes_get_size(svg) <= HEAVY);
  put_drawing(html, svg, twice ? "wide" : "single", width);
  if (!twice)
    return;
  g_autoptr(GBytes) narrow = draw(html, figure, NARROW_WIDTH);
  put_drawing(html, narrow, "narrow", NARROW_WIDTH);
}

void pb_html_figure(pb_html *html, const pb_figure *figure) {
  g_string_append_printf(html->out, "<figure class=\"w%d\"", html->span);
  pb_html_id(html, figure);
  g_string_append(html->out, ">\n");
  bool has_title = figure->title != NULL && *figure->title;
  bool has_subtitle = figure->subtitle != NULL && *figure->subtitle;
  if (has_title || has_subtitle)
    g_string_append(html->out, "<figcaption>");
  if (has_title) {
    g_string_append(html->out, "<h3>");
    pb_html_text(html, figure->title);
    g_string_append(html->out, "</h3>");
  }
  if (has_subtitle) {
    g_string_append(html->out, "<p class=\"subtitle\">");
    pb_html_text(html, figure->subtitle);
    g_string_append(html->out, "</p>");
  }
  if (has_title || has_subtitle)
    g_string_append(html->out, "</figcaption>\n");
  if (figure->empty != NULL) {
    g_string_append(html->out, "<p class=\"empty\">");
    pb_html_text(html, figure->empty);
    g_string_append(html->out, "</p>\n");
  } else {
    put_drawings(html, figure);
  }
  for (int i = 0; i < 2; i++) {
    const char *words = i == 0 ? figure->note : figure->source;
    if (words == NULL || *words == '\0')
      continue;
    g_string_append(html->out, "<p class=\"note\">");
    pb_html_text(html, words);
    g_string_append(html->out, "</p>\n");
  }
  g_string_append(html->out, "</figure>\n");
}

void pb_html_spark(pb_html *html, const pb_canvas *spark) {
  if (html->error != NULL)
    return;
  g_autofree char *id = g_strdup_printf("drawing%u", ++html->n_figures);
  g_autoptr(GBytes) svg = pb_canvas_to_svg(spark, id, NULL, NULL, NULL, &html->error);
  if (svg == NULL)
    return;
  g_string_append_printf(html->out,
                         "<span class=\"spark\" aria-hidden=\"true\" "
                         "style=\"width:%dpx\">",
                         (int)(pb_canvas_width(spark) * LARGEST_SCALE * .8 + .5));
  put_svg(html, svg);
  g_string_append(html->out, "</span>");
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/canvas_text.h"

#include <math.h>
#include <string.h>

/** What a thread keeps: making a context and a layout costs more than setting a line. */
static GPrivate thread_layout = G_PRIVATE_INIT(g_object_unref);

static PangoLayout *new_layout(void) {
  PangoContext *context = pango_font_map_create_context(pango_cairo_font_map_get_default());
  cairo_font_options_t *options = cairo_font_options_create();
  cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
  pango_cairo_context_set_font_options(context, options);
  cairo_font_options_destroy(options);
  pango_cairo_context_set_resolution(context, 72);
  pango_context_set_round_glyph_positions(context, FALSE);
  /* Otherwise Pango takes the language, and with it fallback fonts, from the locale. */
  pango_context_set_language(context, pango_language_from_string("sv"));
  pango_context_set_base_dir(context, PANGO_DIRECTION_LTR);
  PangoLayout *layout = pango_layout_new(context);
  g_object_unref(context);
  pango_layout_set_auto_dir(layout, FALSE);
  return layout;
}

static PangoLayout *layout_with(const pb_theme *theme, const char *text, double size, int weight,
                                bool tabular) {
  PangoLayout *layout = g_private_get(&thread_layout);
  if (!layout) {
    layout = new_layout();
    g_private_set(&thread_layout, layout);
  }
  PangoFontDescription *font = pango_font_description_new();
  pango_font_description_set_family_static(font, theme->family);
  pango_font_description_set_weight(font, (PangoWeight)weight);
  pango_font_description_set_absolute_size(font, size * PANGO_SCALE);
  pango_layout_set_font_description(layout, font);
  pango_font_description_free(font);
  PangoAttrList *attributes = NULL;
  if (tabular) {
    attributes = pango_attr_list_new();
    pango_attr_list_insert(attributes, pango_attr_font_features_new("tnum=1"));
  }
  pango_layout_set_attributes(layout, attributes);
  if (attributes)
    pango_attr_list_unref(attributes);
  pango_layout_set_text(layout, text, -1);
  return layout;
}

PangoLayout *pb_text_layout(const pb_theme *theme, const char *text, double size, int weight,
                            bool tabular) {
  PangoLayout *layout = layout_with(theme, text, size, weight, tabular);
  pango_layout_set_width(layout, -1);
  pango_layout_set_single_paragraph_mode(layout, TRUE);
  return layout;
}

pb_text_extent pb_text_measure(const pb_theme *theme, const char *text, double size, int weight,
                               bool tabular) {
  PangoLayout *layout = pb_text_layout(theme, text, size, weight, tabular);
  PangoLayoutLine *line = pango_layout_get_line_readonly(layout, 0);
  PangoRectangle ink, logical;
  pango_layout_line_get_extents(line, &ink, &logical);
  return (pb_text_extent){
      .width = (double)logical.width / PANGO_SCALE,
      .ink_left = (double)ink.x / PANGO_SCALE,
      .ink_top = (double)ink.y / PANGO_SCALE,
      .ink_right = (double)(ink.x + ink.width) / PANGO_SCALE,
      .ink_bottom = (double)(ink.y + ink.height) / PANGO_SCALE,
  };
}

#define SOFT_HYPHEN "\u00ad"
#define NO_BREAK_BLANK "\u00a0"
#define WORD_JOINER "\u2060"
#define EN_DASH "\u2013"

/** A line without the blanks at its end and with a hyphen where the line broke at a soft one. */
static char *line_text(const char *start, size_t length, bool last) {
  while (length && (start[length - 1] == ' ' || start[length - 1] == '\t'))
    length--;
  GString *line = g_string_new_len(start, (gssize)length);
  bool hyphen = !last && g_str_has_suffix(line->str, SOFT_HYPHEN);
  g_string_replace(line, SOFT_HYPHEN, "", 0);
  g_string_replace(line, WORD_JOINER, "", 0);
  if (hyphen)
    g_string_append_c(line, '-');
  return g_string_free(line, FALSE);
}

/** Pango would break "2022–2024" after the dash; a range of numbers stays on one line. */
static char *with_whole_ranges(const char *text) {
  GString *joined = g_string_new(NULL);
  const char *from = text;
  for (const char *dash = strstr(text, EN_DASH); dash; dash = strstr(from, EN_DASH)) {
    const char *end = dash + strlen(EN_DASH);
    g_string_append_len(joined, from, end - from);
    if (dash > text && g_ascii_isdigit(dash[-1]) && g_ascii_isdigit(*end))
      g_string_append(joined, WORD_JOINER);
    from = end;
  }
  g_string_append(joined, from);
  return g_string_free(joined, FALSE);
}

/** A sign stays with the word that it explains: "● ingen säkerställd förändring". */
static char *with_signs_bound(const char *text) {
  static const char *const signs[] = {"▲ ", "▼ ", "● "};
  GString *bound = g_string_new(text);
  for (size_t i = 0; i < G_N_ELEMENTS(signs); i++) {
    g_autofree char *whole = g_strdup_printf("%.*s" NO_BREAK_BLANK, 3, signs[i]);
    g_string_replace(bound, signs[i], whole, 0);
  }
  return g_string_free(bound, FALSE);
}

GPtrArray *pb_text_wrap(const pb_theme *theme, const char *text, double size, int weight,
                        bool tabular, double width) {
  g_autofree char *joined = with_whole_ranges(text);
  g_autofree char *bound = with_signs_bound(joined);
  text = bound;
  PangoLayout *layout = layout_with(theme, text, size, weight, tabular);
  pango_layout_set_single_paragraph_mode(layout, FALSE);
  pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_width(layout, width > 0 ? (int)ceil(width * PANGO_SCALE) : 0);
  GPtrArray *lines = g_ptr_array_new_with_free_func(g_free);
  int n = *text ? pango_layout_get_line_count(layout) : 0;
  for (int i = 0; i < n; i++) {
    PangoLayoutLine *line = pango_layout_get_line_readonly(layout, i);
    g_ptr_array_add(lines, line_text(text + line->start_index, (size_t)line->length, i == n - 1));
  }
  return lines;
}

pb_size pb_text_size(const pb_theme *theme, const char *text, double size, int weight) {
  double width = *text ? pb_text_measure(theme, text, size, weight, false).width : 0;
  return (pb_size){width, size * PB_LINE_HEIGHT};
}

double pb_paragraph_height(const pb_theme *theme, const char *text, double size, int weight,
                           double width) {
  g_autoptr(GPtrArray) lines = pb_text_wrap(theme, text, size, weight, false, width);
  return lines->len * size * PB_LINE_HEIGHT;
}

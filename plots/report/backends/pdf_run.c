/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Glyphs with the characters they stand for. Pango has no glyph for a blank at which it breaks a
 * line and none for a word joiner; Cairo writes such a character as a marked content of its own,
 * inside the paragraph's. That is allowed, but programs that read the structure aloud or print it
 * take the end of the inner one for the end of the paragraph and leave out the rest. So the blank
 * is drawn, which also keeps two lines' words apart, and the word joiner is left out. */
#include <hb.h>
#include <pango/pangocairo.h>
#include <string.h>

#include "plots/report/backends/pdf_text.h"

typedef struct {
  GArray *glyphs, *clusters; /* cairo_glyph_t, cairo_text_cluster_t */
  GString *words;
} shown;

/** The glyph of a blank, or 0. */
static PangoGlyph blank_glyph(PangoFont *font) {
  hb_codepoint_t glyph = 0;
  return hb_font_get_nominal_glyph(pango_font_get_hb_font(font), ' ', &glyph) ? glyph : 0;
}

/** Boxes for characters that no typeface has and text from right to left are Pango's own business.
 */
static bool is_plain(const PangoGlyphItem *run) {
  for (int i = 0; i < run->glyphs->num_glyphs; i++)
    if ((run->glyphs->glyphs[i].glyph & PANGO_GLYPH_UNKNOWN_FLAG) != 0)
      return false;
  return run->item->analysis.level % 2 == 0;
}

/** The glyphs [from, to) of a cluster; returns how many have a shape. */
static int add_glyphs(shown *out, const PangoGlyphItem *run, int from, int to, double *x,
                      double y) {
  int n = 0;
  for (int i = from; i < to; i++) {
    const PangoGlyphInfo *info = &run->glyphs->glyphs[i];
    if (info->glyph != PANGO_GLYPH_EMPTY) {
      cairo_glyph_t glyph = {info->glyph, *x + (double)info->geometry.x_offset / PANGO_SCALE,
                             y + (double)info->geometry.y_offset / PANGO_SCALE};
      g_array_append_val(out->glyphs, glyph);
      n++;
    }
    *x += (double)info->geometry.width / PANGO_SCALE;
  }
  return n;
}

static void add_cluster(shown *out, const char *words, int bytes, int n_glyphs) {
  g_string_append_len(out->words, words, bytes);
  cairo_text_cluster_t cluster = {bytes, n_glyphs};
  g_array_append_val(out->clusters, cluster);
}

static void add_blank(shown *out, PangoFont *font, double x, double y) {
  cairo_glyph_t blank = {blank_glyph(font), x, y};
  if (blank.index == 0)
    return;
  g_array_append_val(out->glyphs, blank);
  add_cluster(out, " ", 1, 1);
}

static shown read_run(const char *plain, PangoGlyphItem *run, double x, double y, bool broken) {
  shown out = {.glyphs = g_array_new(false, false, sizeof(cairo_glyph_t)),
               .clusters = g_array_new(false, false, sizeof(cairo_text_cluster_t)),
               .words = g_string_new(NULL)};
  PangoFont *font = run->item->analysis.font;
  PangoGlyphItemIter iter;
  for (gboolean more = pango_glyph_item_iter_init_start(&iter, run, plain); more;
       more = pango_glyph_item_iter_next_cluster(&iter)) {
    const char *words = plain + iter.start_index;
    double left = x;
    int n = add_glyphs(&out, run, iter.start_glyph, iter.end_glyph, &x, y);
    if (n > 0)
      add_cluster(&out, words, iter.end_index - iter.start_index, n);
    else if (*words == ' ')
      add_blank(&out, font, left, y);
  }
  if (broken)
    add_blank(&out, font, x, y);
  return out;
}

void pb_pdf_show_run(cairo_t *cr, const char *plain, PangoGlyphItem *run, double x, double y,
                     bool broken) {
  if (!is_plain(run)) {
    cairo_move_to(cr, x, y);
    pango_cairo_show_glyph_item(cr, plain, run);
    return;
  }
  shown out = read_run(plain, run, x, y, broken);
  PangoCairoFont *font = PANGO_CAIRO_FONT(run->item->analysis.font);
  cairo_set_scaled_font(cr, pango_cairo_font_get_scaled_font(font));
  cairo_show_text_glyphs(
      cr, out.words->str, (int)out.words->len,
      (const cairo_glyph_t *)(const void *)out.glyphs->data, (int)out.glyphs->len,
      (const cairo_text_cluster_t *)(const void *)out.clusters->data, (int)out.clusters->len, 0);
  g_array_unref(out.glyphs);
  g_array_unref(out.clusters);
  g_string_free(out.words, true);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Marked text set in lines for the PDF: bold, links, page references. Private to the PDF back end.
 */
#ifndef PB_PLOTS_REPORT_BACKENDS_PDF_TEXT_H
#define PB_PLOTS_REPORT_BACKENDS_PDF_TEXT_H

#include "plots/report/backends/pdf_box.h"

/** How a text looks; sizes in points, `leading` is line pitch over size, `tracking` in em. */
typedef struct {
  double size, leading, tracking;
  int weight; /**< 400 or 600 */
  uint32_t color;
  PangoAlignment align;
  bool tabular; /**< figures of one width */
} pb_look;

pb_look pb_look_title(const pb_theme *theme);
pb_look pb_look_heading(const pb_theme *theme);
pb_look pb_look_body(const pb_theme *theme);
pb_look pb_look_small(const pb_theme *theme);
pb_look pb_look_cell(const pb_theme *theme);

typedef struct pb_pdf_text pb_pdf_text;

/** `width` < 0: lines break only where the text says. */
pb_pdf_text *pb_pdf_text_new(pb_pdf *pdf, const char *marked, pb_look look, double width);
/** The same for text without marks. */
pb_pdf_text *pb_pdf_text_plain(const pb_pdf *pdf, const char *text, pb_look look, double width);
/** Lines of about equal length, as few as at the full width. */
void pb_pdf_text_balance(pb_pdf_text *text);
/** One line that ends in … where it does not fit. */
void pb_pdf_text_ellipsize(pb_pdf_text *text, double width);
void pb_pdf_text_free(pb_pdf_text *text);
double pb_pdf_text_height(const pb_pdf_text *text);
double pb_pdf_text_pitch(const pb_pdf_text *text);
/** Width of the longest line. */
double pb_pdf_text_width(const pb_pdf_text *text);
/** Width of the widest part that only breaking a word could divide. Ruins the text's lines. */
double pb_pdf_text_least_width(pb_pdf_text *text);
int pb_pdf_text_n_lines(const pb_pdf_text *text);
/** Draw `n` lines from `first` (n < 0: the rest) with the top at y, as a structure element `tag`
 * (NULL: none). */
void pb_pdf_text_draw(const pb_pdf_text *text, pb_pdf *pdf, const char *tag, double x, double y,
                      int first, int n);

/** pdf_run.c: a run of the text `plain` at (x, y) on its baseline, in the colour set; `broken`: a
 * line break of the text follows, for which a blank is written. Every character that is written has
 * a glyph; see there why. */
void pb_pdf_show_run(cairo_t *cr, const char *plain, PangoGlyphItem *run, double x, double y,
                     bool broken);

#endif

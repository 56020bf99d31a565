/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Private to the HTML back end: the state of one page being written and the writers of its parts.
 *
 * The page is HTML whose every element is closed and every attribute quoted, so that an XML parser
 * reads it too. Widths are the report's own: a full row is 180 mm wide and a figure is drawn at the
 * width of its cell, then scaled by the browser.
 */
#ifndef PB_PLOTS_REPORT_BACKENDS_HTML_BLOCKS_H
#define PB_PLOTS_REPORT_BACKENDS_HTML_BLOCKS_H

#include "plots/report/tree.h"

typedef struct {
  GString *out;
  const pb_context *context;
  const char *language;
  GHashTable *anchors; /**< node, figure, table or &its title -> char *, unique in the page */
  GHashTable *used;    /**< anchors given */
  GHashTable *targets; /**< id -> pb_html_target, first in document order, sections first */
  gsize fonts_at;      /**< where in `out` the typeface is put in when its characters are known */
  guint n_figures;     /**< drawings so far, for the ids inside them */
  int span;            /**< columns of the grid that the current block fills, 1-12 */
  GError *error;       /**< first failure of a drawing */
} pb_html;

/** What a link to an id needs. */
typedef struct {
  char *anchor; /**< id attribute */
  char *words;  /**< what a reference to it is called, without marks */
} pb_html_target;

/* html_text.c */
/** Foreign text, escaped; line breaks become blanks. NULL writes nothing. */
void pb_html_text(pb_html *html, const char *text);
/** Text with marks; a line break becomes <br/>. */
void pb_html_inline(pb_html *html, const char *marked);
/** `<tag class="…">inline</tag>`; nothing for NULL or "". `class` may be NULL. */
void pb_html_element(pb_html *html, const char *tag, const char *class, const char *marked);
/** ` id="…"` of the key when it has an anchor. */
void pb_html_id(pb_html *html, const void *key);
/** Give every node, figure and table of the document its anchor. */
void pb_html_assign_anchors(pb_html *html, const pb_node *document);

/* html_blocks.c, html_figure.c, html_table.c */
void pb_html_blocks(pb_html *html, const pb_node *parent);
void pb_html_figure(pb_html *html, const pb_figure *figure);
/** A small picture that says nothing the text beside it does not. */
void pb_html_spark(pb_html *html, const pb_canvas *spark);
void pb_html_table(pb_html *html, const pb_report_table *table);

/* html_share.c */
/** Outlines that occur more than once in what was written from `from` on are kept once, after it.
 */
void pb_html_share_outlines(pb_html *html, gsize from);

/* html_style.c */
/** The style sheet after the colours; constant. */
extern const char pb_html_css[];
/** The script of the page, constant: html_script.js. */
extern const char pb_html_js[];
/** `:root{--ink:#…}` from the theme. */
void pb_html_colors(GString *out, const pb_theme *theme);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Parts of the HTML back end. Private to it. What they write is also well-formed XML. */
#ifndef PB_PLOTS_REPORT_BACKENDS_HTML_H
#define PB_PLOTS_REPORT_BACKENDS_HTML_H

#include "plots/report/tree.h"

typedef struct {
  const pb_context *context;
  const char *language;
  GString *out;
  GHashTable *labels; /**< id -> label of its section: words for references */
  GError **error;
  bool failed;
} pb_html;

/** Text and attribute values; line breaks become <br/> in `pb_html_lines`. */
void pb_html_text(pb_html *html, const char *plain);
void pb_html_lines(pb_html *html, const char *plain);
/** Marked text: <strong>, links. */
void pb_html_inline(pb_html *html, const char *marked);
/** `text` inside an element with a class (NULL: none). Nothing when the text is NULL or empty. */
void pb_html_element(pb_html *html, const char *element, const char *class, const char *marked);

/** The children of a node. `span`: columns of the grid they have (12: the whole page). */
void pb_html_blocks(pb_html *html, const pb_node *parent, int span);
void pb_html_table(pb_html *html, const pb_report_table *table);
void pb_html_figure(pb_html *html, const pb_figure *figure, int span);
/** A picture without words of its own, hidden from screen readers. */
void pb_html_spark(pb_html *html, const pb_canvas *spark);

/** The page's body with outlines that occur more than once kept once. A new string. */
GString *pb_html_share_outlines(const GString *body);

/** The style sheet. */
extern const char pb_html_style[];

#endif

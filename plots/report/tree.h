/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * The report tree: headings, paragraphs, tables and figures, and no pixels. Sections build it, back
 * ends (pdf, html, text) walk it; a plain-text view of it is what the tests compare.
 *
 * Text inside a paragraph, a cell or a list item carries light marks: **bold**, [words](#id) for an
 * internal link, [[#id]] for a reference to a page ("sidan 5" on paper, a link elsewhere).
 * pb_inline_parse is the one place that understands them; pb_inline_escape protects foreign text.
 *
 * Nodes own their children and texts. Free the root with pb_node_free.
 */
#ifndef PB_PLOTS_REPORT_TREE_H
#define PB_PLOTS_REPORT_TREE_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

#include "plots/canvas.h"
#include "plots/chart.h"

typedef enum {
  PB_NODE_DOCUMENT,  /**< title; children: sections */
  PB_NODE_SECTION,   /**< id, label (bookmark and running head), title (the finding), intro, foot */
  PB_NODE_HEADING,   /**< text, id; inside a section */
  PB_NODE_PARAGRAPH, /**< text, style */
  PB_NODE_LIST,      /**< children: PARAGRAPH */
  PB_NODE_FINDINGS,  /**< children: FINDING, numbered */
  PB_NODE_FINDING,   /**< text, optional spark (a small picture beside it) */
  PB_NODE_GRID,      /**< one row of the 12-column grid; children: CELL */
  PB_NODE_CELL,      /**< span 1-12; children: blocks */
  PB_NODE_FIGURE,    /**< figure */
  PB_NODE_TABLE,     /**< table */
  PB_NODE_DEFINITIONS, /**< children: DEFINITION */
  PB_NODE_DEFINITION,  /**< label (term), text */
  PB_NODE_COMMENT,     /**< analyst's own words, visibly apart; label, children: blocks */
} pb_node_kind;

typedef enum { PB_STYLE_BODY, PB_STYLE_SMALL } pb_paragraph_style;

/** The sign before a cell's text. */
typedef enum { PB_SIGN_NONE, PB_SIGN_INCREASE, PB_SIGN_DECREASE, PB_SIGN_UNDECIDED } pb_sign;

typedef struct {
  char *text; /**< marks allowed; "" for an empty cell */
  pb_sign sign;
  bool strong;
} pb_table_cell;

typedef struct {
  char *header;  /**< may contain one line break */
  bool number;   /**< right-aligned, tabular figures */
  double weight; /**< share of the width relative to the others */
} pb_report_column;

/** A table of texts ready to show, and the file name of the same as CSV (raw numbers). */
typedef struct {
  char *id;                      /**< anchor and CSV file name */
  char *title, *subtitle, *note; /**< NULL: none */
  pb_report_column *columns;
  size_t n_columns;
  GPtrArray *rows; /**< pb_table_cell[n_columns] each */
  GArray *indent;  /**< int per row: 1 for "därav" rows */
} pb_report_table;

typedef struct pb_node pb_node;
struct pb_node {
  pb_node_kind kind;
  char *id, *label, *title, *intro, *text, *foot; /**< as the kind says; NULL otherwise */
  pb_paragraph_style style;
  int span;
  bool page_break;        /**< SECTION: starts on a new page (default true) */
  pb_figure *figure;      /**< FIGURE */
  pb_canvas *spark;       /**< FINDING */
  pb_report_table *table; /**< TABLE */
  GPtrArray *children;    /**< pb_node * */
};

/** Facts of the whole document, on the DOCUMENT node's fields: title; label = running head left;
 * intro = subtitle; id = language code; foot = what stands on every page (synthetic data), or NULL.
 */
pb_node *pb_node_new(pb_node_kind kind);
void pb_node_free(pb_node *node);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(pb_node, pb_node_free)
/** Append; the parent owns the child. Returns `child`. */
pb_node *pb_node_append(pb_node *parent, pb_node *child);

/* Short forms; texts are copied, figures and tables taken over, strings of *_take taken over. */
pb_node *pb_add_section(pb_node *document, const char *id, const char *label);
pb_node *pb_add_heading(pb_node *parent, const char *text);
pb_node *pb_add_paragraph(pb_node *parent, const char *text);
pb_node *pb_add_paragraph_take(pb_node *parent, char *text);
pb_node *pb_add_small(pb_node *parent, const char *text);
pb_node *pb_add_grid(pb_node *parent);
pb_node *pb_add_cell(pb_node *grid, int span);
pb_node *pb_add_figure(pb_node *parent, pb_figure *figure);
pb_node *pb_add_table(pb_node *parent, pb_report_table *table);
pb_node *pb_add_definition(pb_node *definitions, const char *term, const char *text);

pb_report_table *pb_report_table_new(const char *id, const char *title);
void pb_report_table_free(pb_report_table *table);
void pb_report_table_column(pb_report_table *table, const char *header, bool number, double weight);
/** A new row of empty cells; fill with pb_report_table_set. */
size_t pb_report_table_row(pb_report_table *table, int indent);
/** Takes over `text`. */
void pb_report_table_set(pb_report_table *table, size_t row, size_t column, char *text,
                         pb_sign sign, bool strong);
/** The table as a CSV for spreadsheets: UTF-8 with BOM, `;`, CRLF, the words without marks, numbers
 * without blanks between thousands and with a plain minus, the decimal sign of the report's
 * language. Free with g_free. */
char *pb_report_table_csv(const pb_report_table *table);

typedef enum { PB_RUN_TEXT, PB_RUN_LINK, PB_RUN_PAGE } pb_run_kind;
typedef struct {
  pb_run_kind kind;
  bool bold;
  char *text;   /**< TEXT and LINK */
  char *target; /**< LINK and PAGE: id without # */
} pb_run;
/** Array of pb_run with a clear function; unmatched marks stay as text. A backslash before one of
 * \ * [ ] makes it plain. */
GArray *pb_inline_parse(const char *text);
char *pb_inline_escape(const char *text);
/** The words without marks. */
char *pb_inline_plain(const char *text);

#endif

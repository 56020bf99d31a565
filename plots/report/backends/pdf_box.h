/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Boxes: blocks of the report measured at a width, ready to be placed on a page. Private to the PDF
 * back end.
 *
 * A box knows its height at a stretch (figures may grow or shrink a little so that a page closes
 * well), draws itself, and may split at a height. Boxes form stacks (GPtrArray of pb_pdf_box *): a
 * page is a stack, a grid cell is a stack.
 */
#ifndef PB_PLOTS_REPORT_BACKENDS_PDF_BOX_H
#define PB_PLOTS_REPORT_BACKENDS_PDF_BOX_H

#include <cairo.h>
#include <pango/pango.h>

#include "plots/figure_fit.h"
#include "plots/report/tree.h"

#define PB_PAGE_WIDTH (210 * PB_MM_TO_PT)
#define PB_PAGE_HEIGHT (297 * PB_MM_TO_PT)
#define PB_PAGE_MARGIN (15 * PB_MM_TO_PT)
#define PB_PAGE_COLUMN (PB_PAGE_WIDTH - 2 * PB_PAGE_MARGIN)
#define PB_GRID_GUTTER (6 * PB_MM_TO_PT)
/** Longest line of running text: about 85 characters. */
#define PB_TEXT_MEASURE 420.0
/** Figures may shrink and grow within these. */
#define PB_STRETCH_MIN PB_FIGURE_LEAST_SHARE
#define PB_STRETCH_MAX 1.3

/** One rendering. */
typedef struct {
  const pb_context *context;
  const pb_theme *theme;
  PangoContext *pango;
  GHashTable *ids;   /**< every id of the tree: what may be linked to */
  GHashTable *pages; /**< id -> page number of the layout before, or empty */
  GHashTable *least; /**< figure -> its least height, points (double *): found once a rendering */
  bool refers;       /**< set when a text that is measured names a page */
  double room;       /**< height of a page's content */
  cairo_t *cr;       /**< NULL while laying out */
  GPtrArray *alts;   /**< alternative texts of the figures, in the order drawn */
  GHashTable *named; /**< destinations that have been written */
} pb_pdf;

void pb_pdf_init(pb_pdf *pdf, const pb_context *context, const char *language);
void pb_pdf_clear(pb_pdf *pdf);

typedef struct pb_pdf_box pb_pdf_box;

typedef struct {
  double (*height)(const pb_pdf_box *box, double stretch);
  void (*draw)(pb_pdf_box *box, pb_pdf *pdf, double x, double y, double stretch);
  /** Keep what fits into `room` and return the rest, or NULL when no part fits. NULL function: the
   * box never splits. */
  pb_pdf_box *(*split)(pb_pdf_box *box, pb_pdf *pdf, double room);
  void (*clear)(pb_pdf_box *box);
} pb_pdf_box_kind;

/** Common start of every box. */
struct pb_pdf_box {
  const pb_pdf_box_kind *kind;
  const char *id; /**< anchor, borrowed from the tree, or NULL */
  double width;
  double before; /**< space above unless first on the page */
  bool keep_with_next;
  bool continued;               /**< its tail is on the next page */
  bool heading;                 /**< draws what follows close to itself */
  bool opens_list, closes_list; /**< structure: an L element around several boxes */
  double head; /**< figures and tables: height of title and subtitle; a row of the grid aligns on
                  it */
  double head_room;  /**< room given to it: >= head */
  GPtrArray *stacks; /**< containers: GPtrArray of stacks; NULL otherwise */
};

/** Allocate a box of `size` bytes whose first member is a pb_pdf_box. */
void *pb_pdf_box_new(const pb_pdf_box_kind *kind, size_t size, double width);
void pb_pdf_box_free(pb_pdf_box *box);
double pb_pdf_box_height(const pb_pdf_box *box, double stretch);
void pb_pdf_box_draw(pb_pdf_box *box, pb_pdf *pdf, double x, double y, double stretch);
/** `visit` for the box and everything inside it. */
void pb_pdf_box_visit(const pb_pdf_box *box, void (*visit)(const pb_pdf_box *box, void *data),
                      void *data);

/** Space above a block that would have `natural`: a heading keeps what it introduces close. */
double pb_stack_before(const GPtrArray *stack, double natural);
GPtrArray *pb_stack_new(void);
double pb_stack_height(const GPtrArray *stack, double stretch);
void pb_stack_draw(GPtrArray *stack, pb_pdf *pdf, double x, double y, double stretch);
/** Keep what fits into `room` and return the rest (a new stack, empty when all fits). When not even
 * the first box fits, everything is in the rest and `stack` is empty. */
GPtrArray *pb_stack_split(GPtrArray *stack, pb_pdf *pdf, double room);

/** Measure the children of `parent` at a width and append them to `stack`. */
void pb_pdf_add_blocks(pb_pdf *pdf, const pb_node *parent, double width, GPtrArray *stack);

/* One constructor per idea; each appends to `stack`. */
void pb_pdf_add_figure(pb_pdf *pdf, const pb_figure *figure, double width, GPtrArray *stack);
void pb_pdf_add_table(pb_pdf *pdf, const pb_report_table *table, double width, GPtrArray *stack);
void pb_pdf_add_grid(pb_pdf *pdf, const pb_node *grid, double width, GPtrArray *stack);
void pb_pdf_add_findings(pb_pdf *pdf, const pb_node *findings, double width, GPtrArray *stack);
void pb_pdf_add_definitions(pb_pdf *pdf, const pb_node *list, double width, GPtrArray *stack);
void pb_pdf_add_comment(pb_pdf *pdf, const pb_node *comment, double width, GPtrArray *stack);
/** The theme's logo, at the left. */
void pb_pdf_add_logo(pb_pdf *pdf, double width, GPtrArray *stack);
/** Title and introduction of a section. */
void pb_pdf_add_opening(pb_pdf *pdf, const pb_node *section, double width, GPtrArray *stack);

/** Draw a figure's body at (x, y) under a Figure element with its alternative text. */
void pb_pdf_draw_body(pb_pdf *pdf, const pb_figure *figure, double x, double y, double width,
                      double height);
/** The grid asks a figure box for its natural body height (0: none) and sets the one to use. */
double pb_figure_box_body(const pb_pdf_box *box);
void pb_figure_box_set_body(pb_pdf_box *box, double height);

void pb_pdf_set_color(cairo_t *cr, uint32_t color);
void pb_pdf_hairline(pb_pdf *pdf, double x, double y, double width);
/** Name this place as the target of links to `id`. NULL and known ids are ignored. */
void pb_pdf_destination(pb_pdf *pdf, const char *id, double y);
void pb_pdf_begin(pb_pdf *pdf, const char *tag);
void pb_pdf_end(pb_pdf *pdf, const char *tag);

#endif

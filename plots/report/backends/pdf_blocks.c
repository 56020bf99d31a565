/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Boxes of running text: headings, paragraphs and list items, and the walk over a node's children.
 */
#include "plots/report/backends/pdf_box.h"
#include "plots/report/backends/pdf_text.h"

/** Introductions are short and may be wider than running text. */
#define INTRO_MEASURE 480.

/** Lines of a text, perhaps with a bullet before the first. */
typedef struct {
  pb_pdf_box box;
  const pb_node *node;
  pb_pdf_text *text;
  const char *tag;
  int first, n; /* lines of the text that are in this box */
  double indent;
  bool bullet;
} text_box;

static double text_height(const pb_pdf_box *box, double stretch) {
  (void)stretch;
  const text_box *self = (const text_box *)box;
  return self->n * pb_pdf_text_pitch(self->text);
}

static void text_draw(pb_pdf_box *box, pb_pdf *pdf, double x, double y, double stretch) {
  (void)stretch;
  text_box *self = (text_box *)box;
  bool item = self->indent > 0;
  if (item)
    pb_pdf_begin(pdf, "LI");
  if (self->bullet) {
    pb_pdf_set_color(pdf->cr, pdf->theme->grey);
    cairo_new_path(pdf->cr);
    cairo_arc(pdf->cr, x + 3, y + pb_pdf_text_pitch(self->text) / 2, 1.5, 0, 2 * G_PI);
    cairo_fill(pdf->cr);
  }
  pb_pdf_text_draw(self->text, pdf, item ? "LBody" : self->tag, x + self->indent, y, self->first,
                   self->n);
  if (item)
    pb_pdf_end(pdf, "LI");
}

static pb_pdf_box *text_split(pb_pdf_box *box, pb_pdf *pdf, double room);

static void text_clear(pb_pdf_box *box) {
  pb_pdf_text_free(((text_box *)box)->text);
}

static const pb_pdf_box_kind text_kind = {text_height, text_draw, text_split, text_clear};

static pb_look look_of(const pb_pdf *pdf, const pb_node *node) {
  return node->style == PB_STYLE_SMALL ? pb_look_small(pdf->theme) : pb_look_body(pdf->theme);
}

static double measure_of(double width, double indent) {
  return MIN(width, PB_TEXT_MEASURE) - indent;
}

/** Split between lines, at least two on either side. */
static pb_pdf_box *text_split(pb_pdf_box *box, pb_pdf *pdf, double room) {
  text_box *self = (text_box *)box;
  int fit = (int)(room / pb_pdf_text_pitch(self->text));
  fit = MIN(fit, self->n - 2);
  if (fit < 2 || self->node == NULL)
    return NULL;
  text_box *rest = pb_pdf_box_new(&text_kind, sizeof *rest, box->width);
  rest->node = self->node;
  rest->text = pb_pdf_text_new(pdf, self->node->text, look_of(pdf, self->node),
                               measure_of(box->width, self->indent));
  rest->tag = self->tag;
  rest->first = self->first + fit;
  rest->n = self->n - fit;
  rest->indent = self->indent;
  rest->box.closes_list = box->closes_list;
  box->closes_list = false;
  self->n = fit;
  return &rest->box;
}

static text_box *add_text(pb_pdf *pdf, pb_pdf_text *text, const char *tag, double width,
                          GPtrArray *stack) {
  (void)pdf;
  text_box *self = pb_pdf_box_new(&text_kind, sizeof *self, width);
  self->text = text;
  self->tag = tag;
  self->n = pb_pdf_text_n_lines(text);
  g_ptr_array_add(stack, self);
  return self;
}

static void add_heading(pb_pdf *pdf, const char *id, const char *words, double width,
                        GPtrArray *stack) {
  pb_pdf_text *text = pb_pdf_text_new(pdf, words, pb_look_heading(pdf->theme), width);
  text_box *self = add_text(pdf, text, "H2", width, stack);
  self->box.id = id;
  self->box.before = 16;
  self->box.keep_with_next = self->box.heading = true;
  self->box.head = self->box.head_room = pb_pdf_text_height(text);
}

static bool follows_heading(const GPtrArray *stack) {
  return stack->len > 0 &&
         ((const pb_pdf_box *)g_ptr_array_index(stack, stack->len - 1))->keep_with_next;
}

static void add_paragraph(pb_pdf *pdf, const pb_node *node, double indent, double width,
                          GPtrArray *stack) {
  double before = follows_heading(stack) ? 3 : indent > 0 ? 3 : 6;
  pb_pdf_text *text =
      pb_pdf_text_new(pdf, node->text, look_of(pdf, node), measure_of(width, indent));
  text_box *self = add_text(pdf, text, "P", width, stack);
  self->node = node;
  self->indent = indent;
  self->bullet = indent > 0;
  self->box.id = node->id;
  self->box.before = before;
}

static void add_list(pb_pdf *pdf, const pb_node *list, double width, GPtrArray *stack) {
  guint from = stack->len;
  for (guint i = 0; i < list->children->len; i++)
    add_paragraph(pdf, g_ptr_array_index(list->children, i), 11, width, stack);
  if (stack->len == from)
    return;
  ((pb_pdf_box *)g_ptr_array_index(stack, from))->opens_list = true;
  ((pb_pdf_box *)g_ptr_array_index(stack, stack->len - 1))->closes_list = true;
}

/** A page title of at most two lines, set smaller before it takes a third. */
static pb_pdf_text *title_text(pb_pdf *pdf, const char *words, double width) {
  pb_look look = pb_look_title(pdf->theme);
  for (;;) {
    pb_pdf_text *text = pb_pdf_text_new(pdf, words, look, width);
    if (pb_pdf_text_n_lines(text) <= 2 || look.size <= 14) {
      pb_pdf_text_balance(text);
      return text;
    }
    pb_pdf_text_free(text);
    look.size -= 1;
  }
}

void pb_pdf_add_opening(pb_pdf *pdf, const pb_node *section, double width, GPtrArray *stack) {
  const char *words = section->title ? section->title : section->label;
  text_box *title = add_text(pdf, title_text(pdf, words, width), "H1", width, stack);
  title->box.id = section->id;
  title->box.before = 34;
  title->box.keep_with_next = true;
  if (section->intro != NULL && *section->intro) {
    double measure = MIN(width, INTRO_MEASURE);
    pb_pdf_text *text = pb_pdf_text_new(pdf, section->intro, pb_look_body(pdf->theme), measure);
    text_box *intro = add_text(pdf, text, "P", width, stack);
    intro->box.before = 5;
    intro->box.keep_with_next = true;
  }
}

void pb_pdf_add_blocks(pb_pdf *pdf, const pb_node *parent, double width, GPtrArray *stack) {
  for (guint i = 0; i < parent->children->len; i++) {
    const pb_node *node = g_ptr_array_index(parent->children, i);
    switch (node->kind) {
    case PB_NODE_HEADING:
      add_heading(pdf, node->id, node->text, width, stack);
      break;
    case PB_NODE_PARAGRAPH:
      add_paragraph(pdf, node, 0, width, stack);
      break;
    case PB_NODE_LIST:
      add_list(pdf, node, width, stack);
      break;
    case PB_NODE_FINDINGS:
      pb_pdf_add_findings(pdf, node, width, stack);
      break;
    case PB_NODE_GRID:
      pb_pdf_add_grid(pdf, node, width, stack);
      break;
    case PB_NODE_FIGURE:
      pb_pdf_add_figure(pdf, node->figure, width, stack);
      break;
    case PB_NODE_TABLE:
      pb_pdf_add_table(pdf, node->table, width, stack);
      break;
    case PB_NODE_DEFINITIONS:
      pb_pdf_add_definitions(pdf, node, width, stack);
      break;
    case PB_NODE_COMMENT:
      if (node->label != NULL)
        add_heading(pdf, node->id, node->label, width, stack);
      pb_pdf_add_comment(pdf, node, width, stack);
      break;
    case PB_NODE_DOCUMENT:
    case PB_NODE_SECTION:
    case PB_NODE_FINDING:
    case PB_NODE_CELL:
    case PB_NODE_DEFINITION:
      break; /* placed by their parents */
    }
  }
}

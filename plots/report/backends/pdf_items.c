/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows with a mark at the left: numbered findings with a small picture, terms with their meaning;
 * and the analyst's comment behind its bar. */
#include "plots/report/backends/pdf_box.h"
#include "plots/report/backends/pdf_text.h"

#include <math.h>

/** A label at the left, text beside (or below) it, perhaps a picture at the right. */
typedef struct {
  pb_pdf_box box;
  pb_pdf_text *label, *text;
  const pb_canvas *spark;
  double text_x, text_y, padding;
  bool rule; /* hairline below */
} item_box;

static double item_height(const pb_pdf_box *box, double stretch) {
  (void)stretch;
  const item_box *self = (const item_box *)box;
  double height = MAX(self->text_y + pb_pdf_text_height(self->text),
                      self->label != NULL ? pb_pdf_text_height(self->label) : 0);
  if (self->spark != NULL)
    height = MAX(height, pb_canvas_height(self->spark));
  return height + 2 * self->padding;
}

static void draw_spark(const item_box *self, pb_pdf *pdf, double x, double y, double height) {
  double width = pb_canvas_width(self->spark);
  /* Beside one or two lines it hangs by the first line; beside more it is centred. */
  double top = y + MAX(0, (height - pb_canvas_height(self->spark)) / 2);
  cairo_save(pdf->cr);
  cairo_translate(pdf->cr, x + self->box.width - width, top);
  pb_canvas_replay(self->spark, pdf->cr);
  cairo_restore(pdf->cr);
}

static void item_draw(pb_pdf_box *box, pb_pdf *pdf, double x, double y, double stretch) {
  item_box *self = (item_box *)box;
  double height = item_height(box, stretch);
  double top = y + self->padding;
  pb_pdf_begin(pdf, "LI");
  if (self->label != NULL)
    pb_pdf_text_draw(self->label, pdf, "Lbl", x, top, 0, -1);
  pb_pdf_text_draw(self->text, pdf, "LBody", x + self->text_x, top + self->text_y, 0, -1);
  pb_pdf_end(pdf, "LI");
  if (self->spark != NULL)
    draw_spark(self, pdf, x, top, height - 2 * self->padding);
  if (self->rule)
    pb_pdf_hairline(pdf, x, y + height, box->width);
}

static void item_clear(pb_pdf_box *box) {
  item_box *self = (item_box *)box;
  pb_pdf_text_free(self->label);
  pb_pdf_text_free(self->text);
}

static const pb_pdf_box_kind item_kind = {item_height, item_draw, NULL, item_clear};

static void mark_list(GPtrArray *stack, guint from) {
  if (stack->len == from)
    return;
  ((pb_pdf_box *)g_ptr_array_index(stack, from))->opens_list = true;
  ((pb_pdf_box *)g_ptr_array_index(stack, stack->len - 1))->closes_list = true;
}

void pb_pdf_add_findings(pb_pdf *pdf, const pb_node *findings, double width, GPtrArray *stack) {
  guint from = stack->len;
  for (guint i = 0; i < findings->children->len; i++) {
    const pb_node *node = g_ptr_array_index(findings->children, i);
    item_box *self = pb_pdf_box_new(&item_kind, sizeof *self, width);
    pb_look number = pb_look_heading(pdf->theme);
    number.size = pdf->theme->heading_size + 1.5;
    number.color = pdf->theme->accent;
    pb_look body = pb_look_body(pdf->theme);
    number.leading = body.leading * body.size / number.size; /* on the same first line */
    g_autofree char *label = g_strdup_printf("%u", i + 1);
    self->label = pb_pdf_text_plain(pdf, label, number, -1);
    self->text_x = 21;
    self->spark = node->spark;
    double picture = node->spark != NULL ? pb_canvas_width(node->spark) + 18 : 0;
    self->text = pb_pdf_text_new(pdf, node->text, body, width - self->text_x - picture);
    self->padding = 5.5;
    self->rule = true;
    self->box.id = node->id;
    self->box.before = i == 0 ? 8 : 0;
    g_ptr_array_add(stack, self);
  }
  mark_list(stack, from);
}

void pb_pdf_add_definitions(pb_pdf *pdf, const pb_node *list, double width, GPtrArray *stack) {
  guint from = stack->len;
  bool beside = width > 300;
  double term_width = beside ? MIN(width * .26, 120) : width;
  for (guint i = 0; i < list->children->len; i++) {
    const pb_node *node = g_ptr_array_index(list->children, i);
    item_box *self = pb_pdf_box_new(&item_kind, sizeof *self, width);
    pb_look term = pb_look_body(pdf->theme);
    term.weight = 600;
    self->label = pb_pdf_text_plain(pdf, node->label, term, term_width - (beside ? 10 : 0));
    self->text_x = beside ? term_width : 0;
    self->text_y = beside ? 0 : pb_pdf_text_height(self->label);
    self->text = pb_pdf_text_new(pdf, node->text, pb_look_body(pdf->theme),
                                 MIN(width - self->text_x, PB_TEXT_MEASURE));
    self->box.id = node->id;
    self->box.before = 6;
    g_ptr_array_add(stack, self);
  }
  mark_list(stack, from);
}

/** A stack behind an accent bar. */
#define BAR_INDENT 9.

static GPtrArray *comment_stack(const pb_pdf_box *box) {
  return g_ptr_array_index(box->stacks, 0);
}

static double comment_height(const pb_pdf_box *box, double stretch) {
  return pb_stack_height(comment_stack(box), stretch);
}

static void comment_draw(pb_pdf_box *box, pb_pdf *pdf, double x, double y, double stretch) {
  pb_pdf_set_color(pdf->cr, pdf->theme->accent);
  cairo_rectangle(pdf->cr, x, y, 1.6, comment_height(box, stretch));
  cairo_fill(pdf->cr);
  pb_stack_draw(comment_stack(box), pdf, x + BAR_INDENT, y, stretch);
}

static pb_pdf_box *comment_split(pb_pdf_box *box, pb_pdf *pdf, double room);
static const pb_pdf_box_kind comment_kind = {comment_height, comment_draw, comment_split, NULL};

static pb_pdf_box *new_comment(double width, GPtrArray *stack) {
  pb_pdf_box *box = pb_pdf_box_new(&comment_kind, sizeof *box, width);
  box->stacks = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
  g_ptr_array_add(box->stacks, stack);
  return box;
}

static pb_pdf_box *comment_split(pb_pdf_box *box, pb_pdf *pdf, double room) {
  GPtrArray *rest = pb_stack_split(comment_stack(box), pdf, room);
  if (comment_stack(box)->len > 0)
    return new_comment(box->width, rest);
  g_clear_pointer(&g_ptr_array_index(box->stacks, 0), g_ptr_array_unref);
  g_ptr_array_index(box->stacks, 0) = rest;
  return NULL;
}

void pb_pdf_add_comment(pb_pdf *pdf, const pb_node *comment, double width, GPtrArray *stack) {
  GPtrArray *inside = pb_stack_new();
  pb_pdf_add_blocks(pdf, comment, width - BAR_INDENT, inside);
  if (inside->len == 0) {
    g_ptr_array_unref(inside);
    return;
  }
  pb_pdf_box *box = new_comment(width, inside);
  box->before = 5;
  g_ptr_array_add(stack, box);
}

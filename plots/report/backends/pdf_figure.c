/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/figure_fit.h"
#include "plots/report/backends/pdf_box.h"
#include "plots/report/backends/pdf_text.h"

#define BODY_GAP 5.
#define NOTE_GAP 4.

typedef struct {
  pb_pdf_box box;
  const pb_figure *figure;
  pb_pdf_text *title, *subtitle, *note, *empty;
  double body;         /* height used at stretch 1 */
  double natural_body; /* height the chart asks for */
  double least_body;   /* below it texts would touch or leave the figure */
} figure_box;

static double fixed_height(const figure_box *self) {
  double height = MAX(self->box.head, self->box.head_room) + BODY_GAP;
  if (self->empty != NULL)
    height += pb_pdf_text_height(self->empty);
  if (self->note != NULL)
    height += NOTE_GAP + pb_pdf_text_height(self->note);
  return height;
}

static double body_height(const figure_box *self, double stretch) {
  return MAX(self->body * stretch, self->least_body);
}

static double figure_height(const pb_pdf_box *box, double stretch) {
  const figure_box *self = (const figure_box *)box;
  return fixed_height(self) + body_height(self, stretch);
}

static double find_least(pb_pdf *pdf, const pb_figure *figure, double width, double natural) {
  double *known = g_hash_table_lookup(pdf->least, figure);
  if (known == NULL) {
    known = g_new(double, 1);
    *known = pb_figure_least_height(figure, width, natural);
    g_hash_table_insert(pdf->least, (void *)figure, known);
  }
  return *known;
}

void pb_pdf_draw_body(pb_pdf *pdf, const pb_figure *figure, double x, double y, double width,
                      double height) {
  g_autoptr(pb_canvas) body = pb_figure_body(figure, width, height);
  pb_pdf_begin(pdf, "Figure");
  cairo_save(pdf->cr);
  cairo_translate(pdf->cr, x, y);
  pb_canvas_replay(body, pdf->cr);
  cairo_restore(pdf->cr);
  pb_pdf_end(pdf, "Figure");
  g_ptr_array_add(pdf->alts, (void *)(figure->alt != NULL ? figure->alt : ""));
}

static void figure_draw(pb_pdf_box *box, pb_pdf *pdf, double x, double y, double stretch) {
  figure_box *self = (figure_box *)box;
  double top = y;
  if (self->title != NULL) {
    pb_pdf_text_draw(self->title, pdf, "H2", x, top, 0, -1);
    top += pb_pdf_text_height(self->title);
  }
  if (self->subtitle != NULL)
    pb_pdf_text_draw(self->subtitle, pdf, "P", x, top, 0, -1);
  y += MAX(box->head, box->head_room) + BODY_GAP;
  if (self->empty != NULL) {
    pb_pdf_text_draw(self->empty, pdf, "P", x, y, 0, -1);
    y += pb_pdf_text_height(self->empty);
  } else {
    double height = body_height(self, stretch);
    pb_pdf_draw_body(pdf, self->figure, x, y, box->width, height);
    y += height;
  }
  if (self->note != NULL)
    pb_pdf_text_draw(self->note, pdf, "P", x, y + NOTE_GAP, 0, -1);
}

static void figure_clear(pb_pdf_box *box) {
  figure_box *self = (figure_box *)box;
  pb_pdf_text_free(self->title);
  pb_pdf_text_free(self->subtitle);
  pb_pdf_text_free(self->note);
  pb_pdf_text_free(self->empty);
}

static const pb_pdf_box_kind figure_kind = {figure_height, figure_draw, NULL, figure_clear};

double pb_figure_box_body(const pb_pdf_box *box) {
  return box->kind == &figure_kind ? ((const figure_box *)box)->natural_body : 0;
}

void pb_figure_box_set_body(pb_pdf_box *box, double height) {
  if (box->kind == &figure_kind)
    ((figure_box *)box)->body = height;
}

static pb_pdf_text *text_or_null(pb_pdf *pdf, const char *words, pb_look look, double width) {
  return words != NULL && *words ? pb_pdf_text_plain(pdf, words, look, width) : NULL;
}

void pb_pdf_add_figure(pb_pdf *pdf, const pb_figure *figure, double width, GPtrArray *stack) {
  figure_box *self = pb_pdf_box_new(&figure_kind, sizeof *self, width);
  pb_look small = pb_look_small(pdf->theme);
  double measure = MIN(width, PB_TEXT_MEASURE);
  self->figure = figure;
  self->title = text_or_null(pdf, figure->title, pb_look_heading(pdf->theme), width);
  self->subtitle = text_or_null(pdf, figure->subtitle, small, width);
  if (self->title != NULL)
    pb_pdf_text_balance(self->title);
  if (self->subtitle != NULL)
    pb_pdf_text_balance(self->subtitle);
  self->note = text_or_null(pdf, figure->note, small, measure);
  self->empty = text_or_null(pdf, figure->empty, small, measure);
  self->box.id = figure->id;
  self->box.before = pb_stack_before(stack, 20);
  self->box.head = (self->title != NULL ? pb_pdf_text_height(self->title) : 0) +
                   (self->subtitle != NULL ? pb_pdf_text_height(self->subtitle) : 0);
  self->box.head_room = self->box.head;
  if (self->empty == NULL) {
    double room = pdf->room - fixed_height(self);
    self->natural_body = self->body = MIN(pb_figure_height(figure, width), room);
    self->least_body = find_least(pdf, figure, width, self->natural_body);
  }
  g_ptr_array_add(stack, self);
}

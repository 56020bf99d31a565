/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables: right-aligned tabular figures, hairlines between rows, no vertical rules. A table breaks
 * between rows and repeats its header. */
#include "plots/report/backends/pdf_box.h"
#include "plots/report/backends/pdf_text.h"

#define CELL_GAP_LEAST 7.
#define CELL_GAP 11.    /* between columns */
#define ROW_PADDING 3.4 /* above and below */
#define HEAD_PADDING 3.
#define INDENT 10.
#define SIGN_SIZE 6.2
#define SIGN_GAP 3.6
#define TITLE_GAP 3.

/** The texts of one table, shared by the parts it is split into. */
typedef struct {
  int parts;
  const pb_report_table *table;
  size_t n_columns;
  double *x, *width;     /* per column */
  pb_pdf_text **headers; /* per column */
  pb_pdf_text **cells;   /* row-major */
  double *heights;       /* per row, with padding */
  double header_height;
  bool has_header;
} set_table;

typedef struct {
  pb_pdf_box box;
  set_table *set;
  guint first, n; /* rows in this part */
  pb_pdf_text *title, *subtitle, *note;
} table_box;

static const pb_table_cell *cell_at(const set_table *set, guint row, size_t column) {
  return (const pb_table_cell *)g_ptr_array_index(set->table->rows, row) + column;
}

static pb_pdf_text *text_at(const set_table *set, guint row, size_t column) {
  return set->cells[row * set->n_columns + column];
}

static double indent_of(const set_table *set, guint row, size_t column) {
  return column == 0 ? g_array_index(set->table->indent, int, row) * INDENT : 0;
}

static double sign_room(const pb_table_cell *cell) {
  return cell->sign == PB_SIGN_NONE ? 0 : SIGN_SIZE + SIGN_GAP;
}

static double table_height(const pb_pdf_box *box, double stretch) {
  (void)stretch;
  const table_box *self = (const table_box *)box;
  double height = box->head_room + self->set->header_height;
  for (guint r = self->first; r < self->first + self->n; r++)
    height += self->set->heights[r];
  if (self->note != NULL)
    height += 5 + pb_pdf_text_height(self->note);
  return height;
}

static uint32_t sign_color(const pb_theme *theme, pb_sign sign) {
  return sign == PB_SIGN_INCREASE   ? theme->increase
         : sign == PB_SIGN_DECREASE ? theme->decrease
                                    : theme->undecided;
}

static void draw_sign(pb_pdf *pdf, pb_sign sign, double x, double middle) {
  double half = SIGN_SIZE / 2, rise = SIGN_SIZE * .43;
  pb_pdf_set_color(pdf->cr, sign_color(pdf->theme, sign));
  cairo_new_path(pdf->cr);
  if (sign == PB_SIGN_UNDECIDED) {
    cairo_arc(pdf->cr, x + half, middle, half * .8, 0, 2 * G_PI);
  } else {
    double way = sign == PB_SIGN_INCREASE ? 1 : -1;
    cairo_move_to(pdf->cr, x, middle + way * rise);
    cairo_line_to(pdf->cr, x + SIGN_SIZE, middle + way * rise);
    cairo_line_to(pdf->cr, x + half, middle - way * rise);
    cairo_close_path(pdf->cr);
  }
  cairo_fill(pdf->cr);
}

static void draw_header(const set_table *set, pb_pdf *pdf, double x, double y) {
  pb_pdf_begin(pdf, "TR");
  for (size_t c = 0; c < set->n_columns; c++) {
    const pb_pdf_text *text = set->headers[c];
    double bottom = y + set->header_height - HEAD_PADDING;
    pb_pdf_text_draw(text, pdf, "TH", x + set->x[c], bottom - pb_pdf_text_height(text), 0, -1);
  }
  pb_pdf_end(pdf, "TR");
  pb_pdf_hairline(pdf, x, y + set->header_height,
                  set->x[set->n_columns - 1] + set->width[set->n_columns - 1]);
}

static void draw_row(const set_table *set, pb_pdf *pdf, guint row, double x, double y) {
  pb_pdf_begin(pdf, "TR");
  for (size_t c = 0; c < set->n_columns; c++) {
    const pb_table_cell *cell = cell_at(set, row, c);
    const pb_pdf_text *text = text_at(set, row, c);
    double left = x + set->x[c] + indent_of(set, row, c);
    double top = y + ROW_PADDING, sign = sign_room(cell);
    bool number = set->table->columns[c].number;
    if (sign > 0) {
      double text_width = number ? pb_pdf_text_width(text) : 0;
      double sign_x = number ? x + set->x[c] + set->width[c] - text_width - sign : left;
      draw_sign(pdf, cell->sign, sign_x, top + pb_pdf_text_pitch(text) / 2);
    }
    pb_pdf_text_draw(text, pdf, c == 0 ? "TH" : "TD", number ? left : left + sign, top, 0, -1);
  }
  pb_pdf_end(pdf, "TR");
  pb_pdf_hairline(pdf, x, y + set->heights[row],
                  set->x[set->n_columns - 1] + set->width[set->n_columns - 1]);
}

static void table_draw(pb_pdf_box *box, pb_pdf *pdf, double x, double y, double stretch) {
  (void)stretch;
  table_box *self = (table_box *)box;
  double top = y;
  if (self->title != NULL) {
    pb_pdf_text_draw(self->title, pdf, "H2", x, top, 0, -1);
    top += pb_pdf_text_height(self->title);
  }
  if (self->subtitle != NULL)
    pb_pdf_text_draw(self->subtitle, pdf, "P", x, top, 0, -1);
  y += box->head_room;
  pb_pdf_begin(pdf, "Table");
  if (self->set->has_header)
    draw_header(self->set, pdf, x, y);
  y += self->set->header_height;
  for (guint r = self->first; r < self->first + self->n; r++) {
    draw_row(self->set, pdf, r, x, y);
    y += self->set->heights[r];
  }
  pb_pdf_end(pdf, "Table");
  if (self->note != NULL)
    pb_pdf_text_draw(self->note, pdf, "P", x, y + 5, 0, -1);
}

static void free_set(set_table *set) {
  if (--set->parts > 0)
    return;
  for (size_t c = 0; c < set->n_columns; c++)
    pb_pdf_text_free(set->headers[c]);
  for (size_t i = 0; i < set->table->rows->len * set->n_columns; i++)
    pb_pdf_text_free(set->cells[i]);
  g_free(set->headers);
  g_free(set->cells);
  g_free(set->heights);
  g_free(set->x);
  g_free(set->width);
  g_free(set);
}

static void table_clear(pb_pdf_box *box) {
  table_box *self = (table_box *)box;
  pb_pdf_text_free(self->title);
  pb_pdf_text_free(self->subtitle);
  pb_pdf_text_free(self->note);
  free_set(self->set);
}

static pb_pdf_box *table_split(pb_pdf_box *box, pb_pdf *pdf, double room);
static const pb_pdf_box_kind table_kind = {table_height, table_draw, table_split, table_clear};

/** Break before a row that is not part of the row above ("därav"), at least two rows on either
 * side. */
static pb_pdf_box *table_split(pb_pdf_box *box, pb_pdf *pdf, double room) {
  (void)pdf;
  table_box *self = (table_box *)box;
  const set_table *set = self->set;
  double used = box->head_room + set->header_height;
  guint fit = 0;
  while (fit < self->n && used + set->heights[self->first + fit] <= room)
    used += set->heights[self->first + fit++];
  fit = MIN(fit, self->n > 2 ? self->n - 2 : 0);
  guint whole = fit;
  while (whole > 2 && g_array_index(set->table->indent, int, self->first + whole) > 0)
    whole--;
  if (whole >= 2 && g_array_index(set->table->indent, int, self->first + whole) == 0)
    fit = whole;
  if (fit < 2)
    return NULL;

  table_box *rest = pb_pdf_box_new(&table_kind, sizeof *rest, box->width);
  rest->set = self->set;
  rest->set->parts++;
  rest->first = self->first + fit;
  rest->n = self->n - fit;
  rest->note = g_steal_pointer(&self->note);
  self->n = fit;
  return &rest->box;
}

/** A header is one cell's look in grey; its lines end where the figures end. */
static pb_pdf_text *header_text(pb_pdf *pdf, const pb_report_column *column, double width) {
  pb_look look = pb_look_small(pdf->theme);
  look.leading = 1.25;
  look.align = column->number ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT;
  return pb_pdf_text_new(pdf, column->header ? column->header : "", look, width);
}

static pb_pdf_text *cell_text(pb_pdf *pdf, const pb_report_column *column,
                              const pb_table_cell *cell, double width) {
  pb_look look = pb_look_cell(pdf->theme);
  look.align = column->number ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT;
  bool changed = cell->sign == PB_SIGN_INCREASE || cell->sign == PB_SIGN_DECREASE;
  if (cell->strong || changed)
    look.weight = 600;
  if (cell->sign != PB_SIGN_NONE)
    look.color = sign_color(pdf->theme, cell->sign);
  return pb_pdf_text_new(pdf, cell->text, look, width);
}

/** Widths between which a column lies: at the least no word breaks (no number at all), at the most
 * no line. */
typedef struct {
  double least, most;
} span_of_width;

static void widen(span_of_width *span, pb_pdf_text *text, double extra, bool whole) {
  double width = pb_pdf_text_width(text) + extra + .5;
  span->most = MAX(span->most, width);
  span->least = MAX(span->least, whole ? width : pb_pdf_text_least_width(text) + extra + .5);
  pb_pdf_text_free(text);
}

static span_of_width column_span(pb_pdf *pdf, const pb_report_table *table, size_t c) {
  const pb_report_column *column = &table->columns[c];
  span_of_width span = {0, 0};
  widen(&span, header_text(pdf, column, -1), 0, false);
  span.most = MIN(span.most, 2 * span.least); /* a long header may as well take lines */
  for (guint r = 0; r < table->rows->len; r++) {
    const pb_table_cell *cell = (const pb_table_cell *)g_ptr_array_index(table->rows, r) + c;
    double indent = c == 0 ? g_array_index(table->indent, int, r) * INDENT : 0;
    widen(&span, cell_text(pdf, column, cell, -1), sign_room(cell) + indent, column->number);
  }
  return span;
}

/** Columns that are too narrow by their weight take from those that have more than they need. */
static void share_by_weight(const set_table *set, const span_of_width *spans, double room) {
  double weights = 0, lack = 0, spare = 0;
  for (size_t c = 0; c < set->n_columns; c++)
    weights += MAX(set->table->columns[c].weight, .01);
  for (size_t c = 0; c < set->n_columns; c++) {
    set->width[c] = room * MAX(set->table->columns[c].weight, .01) / weights;
    lack += MAX(0, spans[c].most - set->width[c]);
    spare += MAX(0, set->width[c] - spans[c].most);
  }
  double give = spare > 0 ? MIN(1, lack / spare) : 0; /* at most 1: all fit */
  for (size_t c = 0; c < set->n_columns; c++)
    set->width[c] = set->width[c] < spans[c].most
                        ? spans[c].most
                        : set->width[c] - give * (set->width[c] - spans[c].most);
}

/** All cannot have what they want: text wraps before headers do, headers before words break. */
static void share_by_need(const set_table *set, const span_of_width *spans, double room) {
  double text = 0, numbers = 0, least = 0, most = 0;
  for (size_t c = 0; c < set->n_columns; c++) {
    double slack = spans[c].most - spans[c].least;
    *(set->table->columns[c].number ? &numbers : &text) += slack;
    least += spans[c].least;
    most += spans[c].most;
  }
  double press = least > room ? room / least : 1;
  double missing = most - room;
  double from_text = text > 0 ? CLAMP(missing / text, 0, 1) : 0;
  double from_numbers = numbers > 0 ? CLAMP((missing - text) / numbers, 0, 1) : 0;
  for (size_t c = 0; c < set->n_columns; c++) {
    double part = set->table->columns[c].number ? from_numbers : from_text;
    set->width[c] = press * (spans[c].most - part * (spans[c].most - spans[c].least));
  }
}

static void set_widths(pb_pdf *pdf, set_table *set, double width) {
  size_t n = set->n_columns;
  double gaps = (double)(n - 1), most = 0;
  g_autofree span_of_width *spans = g_new(span_of_width, n);
  for (size_t c = 0; c < n; c++) {
    spans[c] = column_span(pdf, set->table, c);
    most += spans[c].most;
  }
  double gap = CLAMP(gaps > 0 ? (width - most) / gaps : 0, CELL_GAP_LEAST, CELL_GAP);
  double room = width - gap * gaps;
  if (most <= room + .01)
    share_by_weight(set, spans, room);
  else
    share_by_need(set, spans, room);
  double x = 0;
  for (size_t c = 0; c < n; c++) {
    set->x[c] = x;
    x += set->width[c] + gap;
  }
}

static void set_texts(pb_pdf *pdf, set_table *set) {
  const pb_report_table *table = set->table;
  for (size_t c = 0; c < set->n_columns; c++) {
    set->headers[c] = header_text(pdf, &table->columns[c], set->width[c]);
    set->has_header = set->has_header || (table->columns[c].header && *table->columns[c].header);
  }
  for (size_t c = 0; set->has_header && c < set->n_columns; c++)
    set->header_height =
        MAX(set->header_height, pb_pdf_text_height(set->headers[c]) + 2 * HEAD_PADDING);
  for (guint r = 0; r < table->rows->len; r++)
    for (size_t c = 0; c < set->n_columns; c++) {
      const pb_table_cell *cell = cell_at(set, r, c);
      double taken = indent_of(set, r, c) + sign_room(cell);
      pb_pdf_text *text = cell_text(pdf, &table->columns[c], cell,
                                    table->columns[c].number ? set->width[c] - indent_of(set, r, c)
                                                             : set->width[c] - taken);
      set->cells[r * set->n_columns + c] = text;
      set->heights[r] = MAX(set->heights[r], pb_pdf_text_height(text) + 2 * ROW_PADDING);
    }
}

void pb_pdf_add_table(pb_pdf *pdf, const pb_report_table *table, double width, GPtrArray *stack) {
  if (table->n_columns == 0)
    return;
  set_table *set = g_new0(set_table, 1);
  set->parts = 1;
  set->table = table;
  set->n_columns = table->n_columns;
  set->x = g_new0(double, set->n_columns);
  set->width = g_new0(double, set->n_columns);
  set->headers = g_new0(pb_pdf_text *, set->n_columns);
  set->cells = g_new0(pb_pdf_text *, set->n_columns * table->rows->len + 1);
  set->heights = g_new0(double, table->rows->len + 1);
  set_widths(pdf, set, width);
  set_texts(pdf, set);

  table_box *self = pb_pdf_box_new(&table_kind, sizeof *self, width);
  self->set = set;
  self->n = table->rows->len;
  pb_look small = pb_look_small(pdf->theme);
  if (table->title != NULL)
    self->title = pb_pdf_text_new(pdf, table->title, pb_look_heading(pdf->theme), width);
  if (table->subtitle != NULL)
    self->subtitle = pb_pdf_text_new(pdf, table->subtitle, small, width);
  if (table->note != NULL)
    self->note = pb_pdf_text_new(pdf, table->note, small, MIN(width, 1.15 * PB_TEXT_MEASURE));
  self->box.id = table->id;
  self->box.before = pb_stack_before(stack, 20);
  if (self->title != NULL)
    self->box.head += pb_pdf_text_height(self->title) + TITLE_GAP;
  if (self->subtitle != NULL)
    self->box.head += pb_pdf_text_height(self->subtitle) + TITLE_GAP;
  self->box.head_room = self->box.head;
  g_ptr_array_add(stack, self);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/report/backends/pdf_box.h"

#include <pango/pangocairo.h>

#include "plots/report/backends/pdf_flow.h"

static PangoContext *new_pango(const char *language) {
  PangoContext *pango = pango_font_map_create_context(pango_cairo_font_map_get_default());
  cairo_font_options_t *options = cairo_font_options_create();
  cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
  pango_cairo_context_set_font_options(pango, options);
  cairo_font_options_destroy(options);
  pango_cairo_context_set_resolution(pango, 72);
  pango_context_set_round_glyph_positions(pango, false);
  pango_context_set_language(pango, pango_language_from_string(language));
  pango_context_set_base_dir(pango, PANGO_DIRECTION_LTR);
  return pango;
}

void pb_pdf_init(pb_pdf *pdf, const pb_context *context, const char *language) {
  *pdf = (pb_pdf){
      .context = context,
      .theme = context->theme,
      .pango = new_pango(language),
      .ids = g_hash_table_new(g_str_hash, g_str_equal),
      .pages = g_hash_table_new(g_str_hash, g_str_equal),
      .named = g_hash_table_new(g_str_hash, g_str_equal),
      .least = g_hash_table_new_full(g_direct_hash, g_direct_equal, NULL, g_free),
      .alts = g_ptr_array_new(),
      .room = PB_PAGE_HEIGHT - PB_PAGE_TOP - PB_PAGE_BOTTOM,
  };
}

void pb_pdf_clear(pb_pdf *pdf) {
  g_object_unref(pdf->pango);
  g_hash_table_unref(pdf->ids);
  g_hash_table_unref(pdf->pages);
  g_hash_table_unref(pdf->named);
  g_hash_table_unref(pdf->least);
  g_ptr_array_unref(pdf->alts);
}

void *pb_pdf_box_new(const pb_pdf_box_kind *kind, size_t size, double width) {
  pb_pdf_box *box = g_malloc0(size);
  box->kind = kind;
  box->width = width;
  return box;
}

void pb_pdf_box_free(pb_pdf_box *box) {
  if (box == NULL)
    return;
  if (box->kind->clear != NULL)
    box->kind->clear(box);
  if (box->stacks != NULL)
    g_ptr_array_unref(box->stacks);
  g_free(box);
}

double pb_pdf_box_height(const pb_pdf_box *box, double stretch) {
  return box->kind->height(box, stretch);
}

void pb_pdf_box_draw(pb_pdf_box *box, pb_pdf *pdf, double x, double y, double stretch) {
  if (box->opens_list)
    pb_pdf_begin(pdf, "L");
  pb_pdf_destination(pdf, box->id, y);
  box->kind->draw(box, pdf, x, y, stretch);
  if (box->closes_list)
    pb_pdf_end(pdf, "L");
}

void pb_pdf_box_visit(const pb_pdf_box *box, void (*visit)(const pb_pdf_box *box, void *data),
                      void *data) {
  visit(box, data);
  for (guint s = 0; box->stacks != NULL && s < box->stacks->len; s++) {
    const GPtrArray *stack = g_ptr_array_index(box->stacks, s);
    for (guint i = 0; i < stack->len; i++)
      pb_pdf_box_visit(g_ptr_array_index(stack, i), visit, data);
  }
}

double pb_stack_before(const GPtrArray *stack, double natural) {
  if (stack->len == 0 || !((const pb_pdf_box *)g_ptr_array_index(stack, stack->len - 1))->heading)
    return natural;
  return MIN(natural, 8);
}

GPtrArray *pb_stack_new(void) {
  return g_ptr_array_new_with_free_func((GDestroyNotify)pb_pdf_box_free);
}

/** Space above a box of a stack. It gives and takes with the figures. */
static double space_before(const GPtrArray *stack, guint i, double stretch) {
  if (i == 0)
    return 0;
  double give = stretch < 1 ? (1 - stretch) / (1 - PB_STRETCH_MIN) : 0;
  double take = stretch > 1 ? (stretch - 1) / (PB_STRETCH_MAX - 1) : 0;
  return ((const pb_pdf_box *)g_ptr_array_index(stack, i))->before * (1 - .45 * give + .25 * take);
}

double pb_stack_height(const GPtrArray *stack, double stretch) {
  double height = 0;
  for (guint i = 0; i < stack->len; i++)
    height +=
        space_before(stack, i, stretch) + pb_pdf_box_height(g_ptr_array_index(stack, i), stretch);
  return height;
}

void pb_stack_draw(GPtrArray *stack, pb_pdf *pdf, double x, double y, double stretch) {
  for (guint i = 0; i < stack->len; i++) {
    pb_pdf_box *box = g_ptr_array_index(stack, i);
    y += space_before(stack, i, stretch);
    pb_pdf_box_draw(box, pdf, x, y, stretch);
    y += pb_pdf_box_height(box, stretch);
  }
}

/** How many boxes fit whole, with figures at their smallest. */
static guint count_fitting(const GPtrArray *stack, double room) {
  double used = 0;
  guint i = 0;
  for (; i < stack->len; i++) {
    used += space_before(stack, i, PB_STRETCH_MIN) +
            pb_pdf_box_height(g_ptr_array_index(stack, i), PB_STRETCH_MIN);
    if (used > room + .01)
      break;
  }
  return i;
}

GPtrArray *pb_stack_split(GPtrArray *stack, pb_pdf *pdf, double room) {
  GPtrArray *rest = pb_stack_new();
  guint n = count_fitting(stack, room);
  if (n == stack->len)
    return rest;

  double used = 0;
  for (guint i = 0; i < n; i++)
    used += space_before(stack, i, 1) + pb_pdf_box_height(g_ptr_array_index(stack, i), 1);
  pb_pdf_box *next = g_ptr_array_index(stack, n);
  double left = room - used - space_before(stack, n, 1);
  pb_pdf_box *tail =
      next->kind->split != NULL && left > 0 ? next->kind->split(next, pdf, left) : NULL;
  if (tail != NULL) {
    next->continued = true;
    g_ptr_array_add(rest, tail);
    n++;
  } else {
    while (n > 0 && ((const pb_pdf_box *)g_ptr_array_index(stack, n - 1))->keep_with_next)
      n--;
  }
  while (stack->len > n)
    g_ptr_array_add(rest, g_ptr_array_steal_index(stack, n));
  return rest;
}

void pb_pdf_set_color(cairo_t *cr, uint32_t color) {
  cairo_set_source_rgb(cr, (color >> 16 & 255) / 255., (color >> 8 & 255) / 255.,
                       (color & 255) / 255.);
}

void pb_pdf_hairline(pb_pdf *pdf, double x, double y, double width) {
  pb_pdf_set_color(pdf->cr, pdf->theme->hairline);
  cairo_set_line_width(pdf->cr, .6);
  cairo_move_to(pdf->cr, x, y);
  cairo_line_to(pdf->cr, x + width, y);
  cairo_stroke(pdf->cr);
}

void pb_pdf_destination(pb_pdf *pdf, const char *id, double y) {
  if (id == NULL || *id == '\0' || !g_hash_table_add(pdf->named, (void *)id))
    return;
  char top[G_ASCII_DTOSTR_BUF_SIZE];
  g_ascii_formatd(top, sizeof top, "%.1f", MAX(y - 12, 0));
  g_autofree char *attributes = g_strdup_printf("name='%s' x=0 y=%s", id, top);
  cairo_tag_begin(pdf->cr, CAIRO_TAG_DEST, attributes);
  cairo_tag_end(pdf->cr, CAIRO_TAG_DEST);
}

void pb_pdf_begin(pb_pdf *pdf, const char *tag) {
  cairo_tag_begin(pdf->cr, tag, NULL);
}

void pb_pdf_end(pb_pdf *pdf, const char *tag) {
  cairo_tag_end(pdf->cr, tag);
}

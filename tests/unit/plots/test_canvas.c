/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "example_canvas.h"
#include "plots/canvas_record.h"

static const pb_theme *theme(void) {
  return pb_theme_default();
}

static void close_to(double a, double b, double tolerance) {
  if (fabs(a - b) > tolerance)
    g_error("%.6f is not %.6f within %g", a, b, tolerance);
}

static void widths_add_up(void) {
  /* Advances are linear: neither hinted nor rounded to pixels. */
  double at_8 = pb_text_size(theme(), "Anmälda brott", 8, 400).width;
  double at_80 = pb_text_size(theme(), "Anmälda brott", 80, 400).width;
  close_to(at_80, 10 * at_8, .05);
  double bold = pb_text_size(theme(), "Anmälda brott", 8, 600).width;
  g_assert_cmpfloat(bold, >, at_8 * 1.02);
  close_to(pb_text_size(theme(), "x", 8, 400).height, 10.4, 1e-9);
  close_to(pb_text_size(theme(), "", 8, 400).width, 0, 0);
}

static void figures_of_one_width(void) {
  g_autoptr(pb_canvas) c = pb_canvas_new(100, 100, theme());
  const char *texts[] = {"111", "000"};
  double proportional[2], tabular[2];
  for (int i = 0; i < 2; i++) {
    pb_canvas_text(c, 0, 50, texts[i], (pb_text_style){.size = 10, .weight = 400});
    pb_canvas_text(c, 0, 50, texts[i], (pb_text_style){.size = 10, .weight = 400, .tabular = true});
    proportional[i] = pb_record_op(c, (guint)(2 * i))->extent.width;
    tabular[i] = pb_record_op(c, (guint)(2 * i + 1))->extent.width;
  }
  g_assert_cmpfloat(proportional[0], <, proportional[1] - 1);
  close_to(tabular[0], tabular[1], 1e-3);
}

/** The thousands blank of Swedish must be a glyph of Inter: narrower than a blank, not nothing. */
static void narrow_blank(void) {
  double with = pb_text_size(theme(), "1\u202f2", 1000, 400).width;
  double without = pb_text_size(theme(), "12", 1000, 400).width;
  double blank = pb_text_size(theme(), "1\u00a02", 1000, 400).width;
  g_assert_cmpfloat(with - without, >, 100);
  g_assert_cmpfloat(with, <, blank);
}

static pb_text_box box_of(pb_text_style style, const char *text) {
  static pb_canvas *canvas;
  if (canvas)
    pb_canvas_free(canvas);
  canvas = pb_canvas_new(200, 200, theme());
  pb_canvas_text(canvas, 100, 100, text, style);
  g_assert_cmpuint(pb_canvas_n_texts(canvas), ==, 1);
  return pb_canvas_text_at(canvas, 0);
}

static void boxes_follow_alignment(void) {
  pb_text_style style = {.size = 20, .weight = 400};
  pb_text_box box = box_of(style, "HHH");
  g_assert_cmpfloat(box.x, >, 100);
  close_to(box.y, 100 - .727 * 20, .1);
  close_to(box.height, .927 * 20, .1); /* room for a g, although there is none */
  style.align = PB_ALIGN_END;
  box = box_of(style, "HHH");
  g_assert_cmpfloat(box.x + box.width, <, 100);
  style.align = PB_ALIGN_MIDDLE;
  style.valign = PB_VALIGN_MIDDLE;
  box = box_of(style, "HHH");
  close_to(box.x + box.width / 2, 100, .1);
  close_to(box.y, 100 - .727 * 10, .1);
  style.valign = PB_VALIGN_TOP;
  box = box_of(style, "HHH");
  g_assert_cmpfloat(box.y, >, 100);
  g_assert_cmpfloat(box.y + box.height, <, 100 + 26);
}

static void rotation_is_counter_clockwise(void) {
  pb_text_style style = {.size = 20, .weight = 400, .angle = 90};
  pb_text_box box = box_of(style, "HHH");
  /* Written upwards: from (100, 100) to a smaller y, the letters left of the line. */
  g_assert_cmpfloat(box.y + box.height, <, 100);
  close_to(box.x, 100 - .727 * 20, .1);
  close_to(box.width, .927 * 20, .1);
  style.angle = -90;
  box = box_of(style, "HHH");
  g_assert_cmpfloat(box.y, >, 100);
  close_to(box.x + box.width, 100 + .727 * 20, .1);
}

static void paragraphs_wrap(void) {
  const char *text = "Anmälda brott per 100\u202f000 invånare och år";
  g_autoptr(pb_canvas) c = pb_canvas_new(300, 100, theme());
  pb_text_style style = {.size = 10, .weight = 400, .align = PB_ALIGN_END};
  double used = pb_canvas_paragraph(c, 10, 20, 90, text, style);
  size_t n = pb_canvas_n_texts(c);
  g_assert_cmpuint(n, >=, 3);
  close_to(used, n * 13., 1e-9);
  close_to(used, pb_paragraph_height(theme(), text, 10, 400, 90), 1e-9);
  for (size_t i = 0; i < n; i++) {
    pb_text_box box = pb_canvas_text_at(c, i);
    g_assert_cmpfloat(box.width, <=, 90.1);
    close_to(box.x + box.width, 100, 1.5);
    g_assert_false(g_str_has_suffix(box.text, " "));
    g_assert_false(g_str_has_suffix(box.text, "100")); /* the narrow blank does not break */
    g_assert_cmpfloat(box.y, >=, 20 + 13. * (double)i);
    g_assert_cmpfloat(box.y + box.height, <=, 20 + 13. * (double)(i + 1) + .5);
  }
  close_to(pb_canvas_paragraph(c, 0, 0, 90, "", style), 0, 0);
  close_to(pb_paragraph_height(theme(), "a\nb", 10, 400, 90), 26, 1e-9);
}

static void soft_hyphens_show_where_they_break(void) {
  g_autoptr(pb_canvas) c = pb_canvas_new(300, 100, theme());
  pb_text_style style = {.size = 10, .weight = 400};
  pb_canvas_paragraph(c, 0, 0, 66, "jämförelse\u00adkommunerna", style);
  g_assert_cmpuint(pb_canvas_n_texts(c), ==, 2);
  g_assert_cmpstr(pb_canvas_text_at(c, 0).text, ==, "jämförelse-");
  g_assert_cmpstr(pb_canvas_text_at(c, 1).text, ==, "kommunerna");
  pb_canvas_paragraph(c, 0, 0, 290, "jämförelse\u00adkommunerna", style);
  g_assert_cmpstr(pb_canvas_text_at(c, 2).text, ==, "jämförelsekommunerna");
}

static void signs_stay_with_their_words(void) {
  for (int width = 60; width < 200; width++) {
    g_autoptr(pb_canvas) c = pb_canvas_new(300, 200, theme());
    pb_canvas_paragraph(c, 0, 0, width, "▲ ökning · ▼ minskning · ● ingen förändring",
                        (pb_text_style){.size = 8, .weight = 400});
    for (size_t i = 0; i < pb_canvas_n_texts(c); i++) {
      const char *line = pb_canvas_text_at(c, i).text;
      g_assert_false(g_str_has_suffix(line, "▲") || g_str_has_suffix(line, "▼") ||
                     g_str_has_suffix(line, "●"));
    }
  }
}

static void ranges_stay_on_one_line(void) {
  const char *text = "jämfört med åren 2022–2024 och 2\u202f468–2\u202f624 – eller mer";
  size_t dashes = 0;
  for (int width = 30; width < 250; width++) {
    g_autoptr(pb_canvas) c = pb_canvas_new(300, 100, theme());
    pb_canvas_paragraph(c, 0, 0, width, text, (pb_text_style){.size = 8, .weight = 400});
    g_autoptr(GString) all = g_string_new(NULL);
    for (size_t i = 0; i < pb_canvas_n_texts(c); i++) {
      const char *line = pb_canvas_text_at(c, i).text;
      g_string_append_printf(all, i ? " %s" : "%s", line);
      /* Only the dash between clauses may end a line. */
      dashes += g_str_has_suffix(line, "–");
      if (width > 60)
        g_assert_false(g_str_has_suffix(line, "2–") || g_str_has_suffix(line, "8–"));
    }
    if (width > 60)
      g_assert_cmpstr(all->str, ==, text);
  }
  g_assert_cmpuint(dashes, >, 0);
}

static void placing_moves_everything(void) {
  g_autoptr(pb_canvas) child = example_canvas();
  g_autoptr(pb_canvas) parent = pb_canvas_new(600, 400, theme());
  pb_canvas_place(parent, child, 10, 20);
  g_assert_cmpuint(pb_canvas_n_texts(parent), ==, pb_canvas_n_texts(child));
  for (size_t i = 0; i < pb_canvas_n_texts(child); i++) {
    pb_text_box a = pb_canvas_text_at(child, i), b = pb_canvas_text_at(parent, i);
    close_to(b.x, a.x + 10, 1e-9);
    close_to(b.y, a.y + 20, 1e-9);
    g_assert_cmpstr(a.text, ==, b.text);
  }
  for (guint i = 0; i < child->ops->len; i++) {
    const pb_op *a = pb_record_op(child, i), *b = pb_record_op(parent, i);
    if (a->kind != PB_OP_PATH)
      continue;
    for (size_t r = 0; r < a->n_rings; r++) {
      size_t n, m;
      const pb_point *p = pb_record_ring(child, a, r, &n), *q = pb_record_ring(parent, b, r, &m);
      g_assert_cmpuint(n, ==, m);
      for (size_t k = 0; k < n; k++) {
        close_to(q[k].x, p[k].x + 10, 1e-9);
        close_to(q[k].y, p[k].y + 20, 1e-9);
      }
    }
  }
}

static void odd_shapes_leave_nothing(void) {
  g_autoptr(pb_canvas) c = pb_canvas_new(100, 100, theme());
  pb_paint paint = {.fill = true};
  double one = 1;
  pb_canvas_circle(c, 5, 5, 0, paint);
  pb_canvas_wedge(c, 5, 5, 0, 3, 90, 90, paint);
  pb_canvas_polyline(c, &one, &one, 1, paint);
  pb_canvas_polygon(c, NULL, NULL, NULL, 0, paint);
  pb_canvas_text(c, 5, 5, "", (pb_text_style){.size = 8, .weight = 400});
  g_assert_cmpuint(c->ops->len, ==, 0);
  pb_canvas_rect(c, 10, 10, -4, -6, paint); /* as drawn from the other corner */
  close_to(pb_record_op(c, 0)->x, 6, 0);
  close_to(pb_record_op(c, 0)->height, 6, 0);
}

static void same_pdf(void) {
  g_autoptr(pb_canvas) a = example_canvas();
  g_autoptr(pb_canvas) b = example_canvas();
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) first = pb_canvas_to_pdf(a, "Stöldbrott", &error);
  g_assert_no_error(error);
  g_autoptr(GBytes) second = pb_canvas_to_pdf(b, "Stöldbrott", &error);
  g_assert_no_error(error);
  g_assert_true(g_bytes_equal(first, second));
  gsize n;
  const char *bytes = g_bytes_get_data(first, &n);
  g_assert_cmpmem(bytes, 5, "%PDF-", 5);
  /* The fixed date is there, the present one is not. */
  g_assert_nonnull(memmem(bytes, n, "20000101000000", 14));
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  require_inter();
  g_test_add_func("/canvas/widths-add-up", widths_add_up);
  g_test_add_func("/canvas/figures-of-one-width", figures_of_one_width);
  g_test_add_func("/canvas/narrow-blank", narrow_blank);
  g_test_add_func("/canvas/boxes-follow-alignment", boxes_follow_alignment);
  g_test_add_func("/canvas/rotation-is-counter-clockwise", rotation_is_counter_clockwise);
  g_test_add_func("/canvas/paragraphs-wrap", paragraphs_wrap);
  g_test_add_func("/canvas/soft-hyphens", soft_hyphens_show_where_they_break);
  g_test_add_func("/canvas/signs-stay", signs_stay_with_their_words);
  g_test_add_func("/canvas/ranges-stay-on-one-line", ranges_stay_on_one_line);
  g_test_add_func("/canvas/placing-moves-everything", placing_moves_everything);
  g_test_add_func("/canvas/odd-shapes-leave-nothing", odd_shapes_leave_nothing);
  g_test_add_func("/canvas/same-pdf", same_pdf);
  return g_test_run();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/** A canvas with one of everything, for the tests of the outputs. */
#ifndef PB_TESTS_EXAMPLE_CANVAS_H
#define PB_TESTS_EXAMPLE_CANVAS_H

#include "plots/canvas.h"

#define EXAMPLE_WIDTH (160 * PB_MM_TO_PT)
#define EXAMPLE_HEIGHT (90 * PB_MM_TO_PT)
#define EXAMPLE_TIP "2025: 2\u202f468 <per> & \"100\u202f000\""

static inline pb_canvas *example_canvas(void) {
  const pb_theme *t = pb_theme_default();
  pb_canvas *c = pb_canvas_new(EXAMPLE_WIDTH, EXAMPLE_HEIGHT, t);
  pb_text_style small = {.size = 8, .weight = 400, .color = t->grey};
  pb_text_style heading = {.size = 10.5, .weight = 600, .color = t->ink};
  pb_canvas_paragraph(c, 6, 6, 200, "Stöldbrotten minskade till 2\u202f468 – lägst på tio år",
                      heading);

  double x[] = {40, 100, 160, 220}, y[] = {90, 120.126, 80, 80};
  pb_canvas_polyline(c, x, y, 4, (pb_paint){.stroke_width = 1.6, .stroke_color = t->accent});
  pb_canvas_line(c, 40, 70, 40, 210,
                 (pb_paint){.stroke_width = .5, .stroke_color = t->grey, .dash = "dash"});
  pb_canvas_line(c, 50, 70, 50, 210,
                 (pb_paint){.stroke_width = .5, .stroke_color = t->grey, .dash = "dot"});
  pb_canvas_rect(c, 230, 80, 60, 40,
                 (pb_paint){.fill = true,
                            .fill_color = t->context,
                            .hatch = true,
                            .stroke_color = t->grey,
                            .stroke_width = .5});
  double rx[] = {230, 290, 290, 230, 245, 245, 275, 275};
  double ry[] = {165, 165, 205, 205, 175, 195, 195, 175};
  pb_canvas_polygon(c, rx, ry, (uint32_t[]){0, 4, 8}, 2,
                    (pb_paint){.fill = true, .fill_color = t->sequential[2]});
  for (int i = 0; i < 12; i++)
    pb_canvas_wedge(c, 340, 120, 12, 20 + i, i * 30, i * 30 + 29,
                    (pb_paint){.fill = true, .fill_color = t->sequential[i % 5]});
  pb_canvas_wedge(c, 400, 120, 8, 14, 0, 360,
                  (pb_paint){.fill = true, .fill_color = t->decrease, .fill_opacity = .5});
  for (int mark = PB_MARK_UP; mark <= PB_MARK_DIAMOND; mark++)
    pb_canvas_mark(c, (pb_mark)mark, 240 + mark * 14, 150, 6,
                   (pb_paint){.fill = true, .fill_color = t->increase});

  pb_canvas_begin_group(c, EXAMPLE_TIP);
  pb_canvas_circle(c, 220, 80, 2.5, (pb_paint){.fill = true, .fill_color = t->accent});
  small.valign = PB_VALIGN_MIDDLE;
  pb_canvas_text(c, 150, 160, "Örebro & Kumla <2025>", small);
  pb_canvas_end_group(c);
  small.align = PB_ALIGN_END;
  small.tabular = true;
  pb_canvas_text(c, 36, 90, "1\u202f234,5", small);
  small.align = PB_ALIGN_MIDDLE;
  small.tabular = false;
  small.angle = 90;
  pb_canvas_text(c, 12, 150, "per 100\u202f000 invånare", small);
  small.angle = 0;
  small.halo = 1.2;
  pb_canvas_text(c, 260, 100, "Glanshammar", small);
  return c;
}

/** All expected widths are Inter's: without it every such test would fail for an unsaid reason. */
static inline void require_inter(void) {
  pb_size size = pb_text_size(pb_theme_default(), "Hamburgefonstiv", 1000, 400);
  if (size.width < 8115 || size.width > 8130)
    g_error(
        "The typeface Inter is not installed: install the package fonts-inter (“Hamburgefonstiv” "
        "is %.0f wide).",
        size.width);
}

#endif

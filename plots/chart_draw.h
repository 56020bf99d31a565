/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * The drawn pieces that charts share, so that all figures look like one hand: text styles, paints,
 * value axes, year axes, intervals, wrapped labels and keys. Everything is in points.
 */
#ifndef PB_PLOTS_CHART_DRAW_H
#define PB_PLOTS_CHART_DRAW_H

#include "plots/axis.h"
#include "plots/canvas.h"
#include "plots/label_place.h"
#include "plots/language.h"

/** Height of a line of label text, with leading. */
#define PB_LABEL_LINE 11.0

pb_text_style pb_style(const pb_theme *theme, uint32_t color, pb_align align, pb_valign valign);
pb_text_style pb_style_strong(const pb_theme *theme, uint32_t color, pb_align align,
                              pb_valign valign);
pb_paint pb_fill(uint32_t color);
pb_paint pb_fill_part(uint32_t color, double opacity);
pb_paint pb_stroke(uint32_t color, double width);
pb_paint pb_dashed(uint32_t color, double width);
/** Paper inside a coloured edge: preliminary and undecided marks. */
pb_paint pb_hollow(const pb_theme *theme, uint32_t color, double width);

/** Width of a label in the theme's label size. */
double pb_label_width(const pb_theme *theme, const char *text, int weight);

/** Text broken at spaces into lines of at most `width`; a single word wider than that stays whole,
 * unless it has a hyphen or must be cut at a letter to stay inside. Free with g_strfreev. */
char **pb_label_wrap(const pb_theme *theme, const char *text, int weight, double width);
/** Width of the widest line and height of all. */
pb_size pb_lines_size(const pb_theme *theme, char *const *lines, int weight);
/** Draw lines with the block's middle at `y`. */
void pb_lines_draw(pb_canvas *canvas, double x, double y, char *const *lines, pb_text_style style);

/** Width that the tick labels of a value axis need, including the gap to the plot. */
double pb_value_axis_width(const pb_theme *theme, const pb_language *language, const pb_axis *axis);
/** Hairlines from x0 to x1 at the ticks, their numbers right-aligned left of x0; the line at 0 is
 * drawn in the context colour. */
void pb_value_axis_draw(pb_canvas *canvas, const pb_language *language, const pb_axis *axis,
                        double x0, double x1);
/** Years below y: the first, the last and round years between, as many as fit. `x` is an axis of
 * years. */
void pb_year_axis_draw(pb_canvas *canvas, const pb_axis *x, double y);
/** A vertical thin stroke for an interval. */
void pb_interval_draw(pb_canvas *canvas, double x, double y_lower, double y_upper, uint32_t color,
                      double width);

/** A hairline from a mark of `radius` to a label placed far from it; nothing when it stands near.
 */
void pb_leader_draw(pb_canvas *canvas, double x, double y, double radius, pb_label_box label);

/** How a key entry's sign is drawn. */
typedef enum {
  PB_KEY_DOT,
  PB_KEY_RING,
  PB_KEY_LINE,
  PB_KEY_DASH,
  PB_KEY_BAND,
  PB_KEY_UP,
  PB_KEY_DOWN,
  PB_KEY_DIAMOND
} pb_key_sign;

typedef struct {
  pb_key_sign sign;
  uint32_t color;
  const char *text;
  bool strong;
} pb_key_entry;

/** Height of the key at a width; entries flow over lines. 0 for none. */
double pb_key_height(const pb_theme *theme, const pb_key_entry *entries, size_t n, double width);
/** Draw the key from (x, y), its top left; returns the height used. */
double pb_key_draw(pb_canvas *canvas, const pb_key_entry *entries, size_t n, double x, double y,
                   double width);

#endif

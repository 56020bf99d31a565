/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * A canvas records what a figure consists of: lines, shapes and texts in points (1/72 inch), origin
 * top left, y downwards. The record is then replayed to PNG, PDF or into a report page through
 * Cairo and Pango, or written as SVG whose text stays text. Since the record is data, tests read
 * it: which texts overlap, which leave the figure, which are too small.
 *
 * Text is measured with Pango in the theme's typeface without hinting, so that every output breaks
 * lines at the same place. Colours are 0xRRGGBB. A canvas belongs to one thread.
 */
#ifndef PB_PLOTS_CANVAS_H
#define PB_PLOTS_CANVAS_H

#include <cairo.h>
#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "plots/theme.h"

#define PB_MM_TO_PT (72.0 / 25.4)

typedef enum { PB_ALIGN_START, PB_ALIGN_MIDDLE, PB_ALIGN_END } pb_align;
/** Where `y` lies on the text: its baseline, the middle of the capital letters, the line's top. */
typedef enum { PB_VALIGN_BASELINE, PB_VALIGN_MIDDLE, PB_VALIGN_TOP } pb_valign;

typedef struct {
  double size; /**< points */
  int weight;  /**< 400 or 600 */
  uint32_t color;
  pb_align align;
  pb_valign valign;
  double angle; /**< degrees, counter-clockwise, about (x, y) */
  double halo;  /**< how far a paper-coloured outline reaches outside the letters, 0: none (maps) */
  bool tabular; /**< figures of one width, for columns of numbers */
} pb_text_style;

/** Paint of a shape: fill and/or stroke. */
typedef struct {
  bool fill;
  uint32_t fill_color;
  double fill_opacity; /**< 0 means 1, so that a zero struct with fill = true is opaque */
  double stroke_width; /**< 0: no stroke */
  uint32_t stroke_color;
  const char *dash; /**< NULL: solid; "dash" or "dot" */
  bool hatch;       /**< diagonal hairlines in stroke_color over the fill */
} pb_paint;

/** A width and height in points. */
typedef struct {
  double width, height;
} pb_size;

/** A placed text, for tests and for placing labels: the box, after rotation, of its ink from the
 * first to the last letter, and at least from the height of capitals down to the depth of g, so
 * that "mean" and "Page" need the same room. */
typedef struct {
  const char *text; /**< borrowed from the canvas */
  double x, y, width, height;
  double size;
  bool on_map; /**< has a halo: other names and numbers stand freely around it */
} pb_text_box;

typedef struct pb_canvas pb_canvas;

pb_canvas *pb_canvas_new(double width_pt, double height_pt, const pb_theme *theme);
void pb_canvas_free(pb_canvas *canvas);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(pb_canvas, pb_canvas_free)
double pb_canvas_width(const pb_canvas *canvas);
double pb_canvas_height(const pb_canvas *canvas);
const pb_theme *pb_canvas_theme(const pb_canvas *canvas);

void pb_canvas_line(pb_canvas *canvas, double x0, double y0, double x1, double y1, pb_paint paint);
void pb_canvas_polyline(pb_canvas *canvas, const double *x, const double *y, size_t n,
                        pb_paint paint);
/** One shape of several closed rings under the even-odd rule; ring r has the vertices
 * first[r] .. first[r+1]-1. */
void pb_canvas_polygon(pb_canvas *canvas, const double *x, const double *y, const uint32_t *first,
                       size_t n_rings, pb_paint paint);
void pb_canvas_rect(pb_canvas *canvas, double x, double y, double width, double height,
                    pb_paint paint);
void pb_canvas_circle(pb_canvas *canvas, double cx, double cy, double radius, pb_paint paint);
/** Part of a ring between two radii; angles in degrees clockwise from 12 o'clock. */
void pb_canvas_wedge(pb_canvas *canvas, double cx, double cy, double inner, double outer,
                     double from, double to, pb_paint paint);
/** Upward or downward triangle or dot: the sign that goes with increase, decrease, undecided. */
typedef enum { PB_MARK_UP, PB_MARK_DOWN, PB_MARK_DOT, PB_MARK_RING, PB_MARK_DIAMOND } pb_mark;
void pb_canvas_mark(pb_canvas *canvas, pb_mark mark, double cx, double cy, double size,
                    pb_paint paint);

/** One line of plain text; an empty one leaves nothing. */
void pb_canvas_text(pb_canvas *canvas, double x, double y, const char *text, pb_text_style style);
/** Wrapped lines below y (y is the top; `valign` and `angle` do not apply); returns the height
 * used. A line breaks at blanks, at soft hyphens (U+00AD) and at '\n'; `align` is within the width.
 */
double pb_canvas_paragraph(pb_canvas *canvas, double x, double y, double width, const char *text,
                           pb_text_style style);
/** Size of one line (the height is the distance between two baselines, 1.3 times the size); height
 * of a paragraph, its lines at that distance. Any thread. */
pb_size pb_text_size(const pb_theme *theme, const char *text, double size, int weight);
double pb_paragraph_height(const pb_theme *theme, const char *text, double size, int weight,
                           double width);

/** A tooltip for what is drawn until the end of the group: <title> in SVG, nothing elsewhere. */
void pb_canvas_begin_group(pb_canvas *canvas, const char *tooltip);
void pb_canvas_end_group(pb_canvas *canvas);
/** Draw `child` at (x, y). Copies its record. */
void pb_canvas_place(pb_canvas *canvas, const pb_canvas *child, double x, double y);

size_t pb_canvas_n_texts(const pb_canvas *canvas);
pb_text_box pb_canvas_text_at(const pb_canvas *canvas, size_t index);

/** Replay at the current origin and scale of `cr`. */
void pb_canvas_replay(const pb_canvas *canvas, cairo_t *cr);
/** Bytes of a whole file. `title` and `description` go into the metadata (SVG <title> and <desc>,
 * PDF Title, PNG tEXt where possible). NULL with PB_ERROR_OUTPUT or PB_ERROR_MEMORY. Same canvas,
 * same bytes. SVG ids are prefixed with `id` so that several fit in one page. */
GBytes *pb_canvas_to_svg(const pb_canvas *canvas, const char *id, const char *title,
                         const char *description, const char *language, GError **error);
GBytes *pb_canvas_to_png(const pb_canvas *canvas, double dpi, const char *title,
                         const char *description, GError **error);
GBytes *pb_canvas_to_pdf(const pb_canvas *canvas, const char *title, GError **error);

#endif

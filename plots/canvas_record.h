/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Private to plots/: the record inside a canvas, which the replay, the SVG writer and the text
 * boxes read. Everything is in canvas points; nothing is clipped or rounded here.
 */
#ifndef PB_PLOTS_CANVAS_RECORD_H
#define PB_PLOTS_CANVAS_RECORD_H

#include "plots/canvas.h"

typedef enum {
  PB_OP_PATH,   /**< rings of points, open or closed */
  PB_OP_RECT,   /**< x, y, width, height */
  PB_OP_CIRCLE, /**< x, y (centre), outer (radius) */
  PB_OP_WEDGE,  /**< x, y (centre), inner, outer, from, to */
  PB_OP_TEXT,   /**< one line */
  PB_OP_GROUP,
  PB_OP_GROUP_END,
} pb_op_kind;

typedef struct {
  double x, y;
} pb_point;

/** Width of a line of text and the box of its ink, from the line's start on its baseline. */
typedef struct {
  double width;
  double ink_left, ink_top, ink_right, ink_bottom;
} pb_text_extent;

typedef struct {
  pb_op_kind kind;
  pb_paint paint;
  double x, y;
  double width, height;
  double inner, outer, from, to;
  bool closed;
  size_t first_ring, n_rings; /**< PATH: ring r ends where ring r + 1 begins */
  char *text;                 /**< TEXT: the line; GROUP: the tooltip or NULL; owned */
  pb_text_style style;
  pb_text_extent extent;
  double start, baseline; /**< TEXT: line's start and baseline from (x, y), before rotation */
} pb_op;

struct pb_canvas {
  double width, height;
  const pb_theme *theme;
  GArray *ops;    /**< pb_op */
  GArray *points; /**< pb_point */
  GArray *rings;  /**< size_t; n_rings + 1 positions in `points` for every PATH */
  GArray *texts;  /**< size_t: positions of the TEXT operations in `ops` */
};

static inline const pb_op *pb_record_op(const pb_canvas *canvas, size_t index) {
  return &g_array_index(canvas->ops, pb_op, index);
}

/** Points of a ring of a PATH; *n is their number. */
static inline const pb_point *pb_record_ring(const pb_canvas *canvas, const pb_op *op, size_t ring,
                                             size_t *n) {
  const size_t *bounds = &g_array_index(canvas->rings, size_t, op->first_ring + ring);
  *n = bounds[1] - bounds[0];
  return &g_array_index(canvas->points, pb_point, bounds[0]);
}

/** Opacity of the fill by the rule that 0 means 1. */
static inline double pb_paint_opacity(const pb_paint *paint) {
  return paint->fill_opacity == 0 ? 1 : paint->fill_opacity;
}

/** What all outputs share, in points. */
#define PB_HATCH_STEP 3.0
#define PB_HATCH_WIDTH .5
#define PB_DASH_ON 3.0
#define PB_DASH_OFF 2.0
#define PB_DOT_ON 1.0
#define PB_DOT_OFF 1.6

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Labels that do not touch: greedy placing beside points, and spreading along one edge.
 *
 * Greedy: ask for the most important label first. Every label is tried to the right, left, above,
 * below and at the corners of its point, inside the frame and clear of everything placed or avoided
 * so far; a label with no free place is not placed. The answer depends on the order of the calls
 * only.
 */
#ifndef PB_PLOTS_LABEL_PLACE_H
#define PB_PLOTS_LABEL_PLACE_H

#include <glib.h>
#include <stdbool.h>

#include "plots/canvas.h"

/** x and y are the top left corner; points. */
typedef struct {
  double x, y, width, height;
} pb_label_box;

bool pb_label_box_overlaps(pb_label_box a, pb_label_box b);

typedef struct pb_label_place pb_label_place;

/** Labels stay inside `frame`. Free with pb_label_place_free. */
pb_label_place *pb_label_place_new(pb_label_box frame);
void pb_label_place_free(pb_label_place *place);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(pb_label_place, pb_label_place_free)

/** Keep labels away from a box; a circle; a straight line (both as small boxes). */
void pb_label_place_avoid(pb_label_place *place, pb_label_box box);
void pb_label_place_avoid_circle(pb_label_place *place, double x, double y, double radius);
void pb_label_place_avoid_line(pb_label_place *place, double x0, double y0, double x1, double y1);
/** The same for a box and for a line that a label may cross when there is no other place. */
void pb_label_place_shun(pb_label_place *place, pb_label_box box);
void pb_label_place_shun_line(pb_label_place *place, double x0, double y0, double x1, double y1);
/** Whether a box is inside the frame and clear of everything that must be avoided. */
bool pb_label_place_is_free(const pb_label_place *place, pb_label_box box);
/** Find a place for a label of `size` beside a mark of `radius` at (x, y); the place is then
 * taken. False when there is none. */
bool pb_label_place_beside(pb_label_place *place, double x, double y, double radius, pb_size size,
                           pb_label_box *placed);

/** Move the centres of `n` extents along one line, as little as the order allows, so that none
 * overlap and all lie in low .. high (when there is room; else they start at low). The order by
 * centre, then index, is kept. */
void pb_label_spread(double *centre, const double *extent, size_t n, double low, double high);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Points of a table within a rectangle, for statistics that ask how points lie in their window. */
#ifndef PB_ENGINE_STATS_POINT_WINDOW_H
#define PB_ENGINE_STATS_POINT_WINDOW_H

#include "engine/random.h"
#include "engine/statistic.h"
#include "engine/text.h"

typedef struct {
  double x_0, x_1, y_0, y_1; /**< metres; x_0 < x_1, y_0 < y_1 */
} pb_window;

static inline double pb_window_area(const pb_window *w) {
  return (w->x_1 - w->x_0) * (w->y_1 - w->y_0);
}

/** Least distance of a point in it to its edge. */
double pb_window_edge(const pb_window *window, double x, double y);
/** `n` points spread evenly at random over it. */
void pb_window_simulate(const pb_window *window, pb_random *random, size_t n, double *x, double *y);

/** The parameter "window". */
#define PB_PARAM_WINDOW                                                                            \
  {                                                                                                \
    .name = "window",                                                                              \
    .title =                                                                                       \
        N_("rectangle that was observed: x from, x to, y from, y to; empty: the smallest one "     \
           "around the points"),                                                                   \
    .unit = N_("metres"), .type = PB_PARAM_TEXT, .def_text = ""                                    \
  }

typedef struct {
  pb_window window;
  bool from_points; /**< the window is the smallest around the points */
  size_t n, n_rows, n_missing, n_outside;
  double *x, *y;
  size_t *row; /**< n: of each point in the table, ascending */
} pb_window_points;

/** Columns "x" and "y" of complete rows within the window (edge included). False with a GError for
 * a window or a coordinate that cannot be. Without points or where they lie on one line, a window
 * from them has no area: check it. Clear with pb_window_points_clear. */
bool pb_window_points_read(const pb_table *table, const pb_params *params, pb_window_points *points,
                           GError **error);
/** Put counts, warnings and the window into the result; the reason, and false, when there are
 * fewer than `least` points or the window has no area. */
bool pb_window_points_report(const pb_window_points *points, size_t least, pb_result *result);
void pb_window_points_clear(pb_window_points *points);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(pb_window_points, pb_window_points_clear)

#endif

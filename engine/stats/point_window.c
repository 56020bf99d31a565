/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stats/point_window.h"

#include <math.h>

#include "engine/error.h"
#include "engine/stats/input.h"
#include "engine/stats/number_list.h"

double pb_window_edge(const pb_window *w, double x, double y) {
  return fmin(fmin(x - w->x_0, w->x_1 - x), fmin(y - w->y_0, w->y_1 - y));
}

void pb_window_simulate(const pb_window *w, pb_random *random, size_t n, double *x, double *y) {
  for (size_t i = 0; i < n; i++) {
    x[i] = w->x_0 + pb_random_unit(random) * (w->x_1 - w->x_0);
    y[i] = w->y_0 + pb_random_unit(random) * (w->y_1 - w->y_0);
  }
}

static bool read_window(const char *text, pb_window *window, GError **error) {
  size_t n;
  g_autofree double *v = pb_number_list("window", text, -1e9, 1e9, false, 4, 4, &n, error);
  if (!v)
    return false;
  *window = (pb_window){v[0], v[1], v[2], v[3]};
  if (v[0] < v[1] && v[2] < v[3])
    return true;
  g_set_error(error, PB_ERROR, PB_ERROR_USAGE,
              _("The window “%s” has no area: give x from, x to, y from, y to."), text);
  return false;
}

static pb_window around(const double *x, const double *y, size_t n) {
  if (n == 0)
    return (pb_window){0};
  pb_window w = {x[0], x[0], y[0], y[0]};
  for (size_t i = 1; i < n; i++)
    w = (pb_window){fmin(w.x_0, x[i]), fmax(w.x_1, x[i]), fmin(w.y_0, y[i]), fmax(w.y_1, y[i])};
  return w;
}

bool pb_window_points_read(const pb_table *table, const pb_params *params, pb_window_points *points,
                           GError **error) {
  const char *text = pb_params_text(params, "window");
  const pb_column *columns[] = {pb_table_find(table, "x"), pb_table_find(table, "y")};
  *points = (pb_window_points){.from_points = !*text, .n_rows = pb_table_n_rows(table)};
  if ((*text && !read_window(text, &points->window, error)) ||
      !pb_input_check_range(columns[0], -1e9, 1e9, error) ||
      !pb_input_check_range(columns[1], -1e9, 1e9, error))
    return false;
  points->x = g_new(double, points->n_rows + 1);
  points->y = g_new(double, points->n_rows + 1);
  points->row = g_new(size_t, points->n_rows + 1);
  for (size_t row = 0; row < points->n_rows; row++) {
    if (!pb_input_complete(columns, 2, row)) {
      points->n_missing++;
      continue;
    }
    double x = pb_column_double(columns[0], row), y = pb_column_double(columns[1], row);
    if (!points->from_points && pb_window_edge(&points->window, x, y) < 0) {
      points->n_outside++;
      continue;
    }
    points->x[points->n] = x;
    points->y[points->n] = y;
    points->row[points->n++] = row;
  }
  if (points->from_points)
    points->window = around(points->x, points->y, points->n);
  return true;
}

bool pb_window_points_report(const pb_window_points *points, size_t least, pb_result *result) {
  pb_result_set_counts(result, points->n, points->n_rows - points->n);
  if (points->n_outside)
    pb_result_add_warning(result, N_("Points outside the window are left out."));
  if (points->n < least) {
    pb_result_set_reason(result, N_("There are too few points."));
    return false;
  }
  if (!(pb_window_area(&points->window) > 0)) {
    pb_result_set_reason(result, N_("All points lie on one line, so their window has no area."));
    return false;
  }
  if (points->from_points)
    pb_result_add_warning(result,
                          N_("No window is given: the smallest rectangle around the points is too "
                             "small a window, which makes them look more spread out than they "
                             "are."));
  pb_result_set_scalar(result, "n_points", (double)points->n, NULL);
  pb_result_set_scalar(result, "window_area", pb_window_area(&points->window), N_("m²"));
  return true;
}

void pb_window_points_clear(pb_window_points *points) {
  g_free(points->x);
  g_free(points->y);
  g_free(points->row);
}

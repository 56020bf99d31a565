/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stats/local_line.h"

#include <glib.h>
#include <math.h>

#include "engine/stats/quantile.h"

#define NEAR .001
#define FAR .999

static double x_at(const pb_local_data *data, size_t i) {
  return data->x ? data->x[i] : (double)i;
}

static double weight_of(const pb_local_data *data, size_t i, double at, double h) {
  double d = fabs(x_at(data, i) - at);
  if (d > FAR * h)
    return 0;
  double ratio = d / h, cube = 1 - ratio * ratio * ratio;
  return (d <= NEAR * h ? 1 : cube * cube * cube) * (data->robust ? data->robust[i] : 1);
}

bool pb_local_line(const pb_local_data *data, size_t first, size_t last, double at, double h,
                   int degree, double *value) {
  double weights = 0, xs = 0, ys = 0, xx = 0, xy = 0;
  for (size_t i = first; i <= last; i++) {
    double w = weight_of(data, i, at, h);
    weights += w;
    xs += w * x_at(data, i);
    ys += w * data->y[i];
  }
  if (!(weights > 0))
    return false;
  xs /= weights;
  *value = ys / weights;
  if (degree == 0 || !(h > 0))
    return true;
  for (size_t i = first; i <= last; i++) {
    double w = weight_of(data, i, at, h), off = x_at(data, i) - xs;
    xx += w * off * off;
    xy += w * off * data->y[i];
  }
  double range = x_at(data, data->n - 1) - x_at(data, 0);
  if (sqrt(xx / weights) > NEAR * range)
    *value += (at - xs) * xy / xx;
  return true;
}

double pb_bisquare_weights(const double *residuals, size_t n, double *weights) {
  for (size_t i = 0; i < n; i++)
    weights[i] = fabs(residuals[i]);
  pb_sort_doubles(weights, n);
  double limit = 6 * pb_quantile_sorted(weights, n, .5);
  for (size_t i = 0; i < n; i++) {
    double r = fabs(residuals[i]), ratio = limit > 0 ? r / limit : 0;
    double part = 1 - ratio * ratio;
    weights[i] = r <= NEAR * limit ? 1 : r <= FAR * limit ? part * part : 0;
  }
  return limit;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stats/density_kernel.h"

#include <math.h>

double pb_kernel_at(pb_kernel kernel, double h, double d2) {
  double u2 = d2 / (h * h);
  if (kernel == PB_KERNEL_GAUSSIAN)
    return u2 <= PB_GAUSSIAN_REACH * PB_GAUSSIAN_REACH ? exp(-u2 / 2) / (2 * M_PI * h * h) : 0;
  if (u2 >= 1)
    return 0;
  switch (kernel) {
  case PB_KERNEL_QUARTIC:
    return 3 / (M_PI * h * h) * (1 - u2) * (1 - u2);
  case PB_KERNEL_EPANECHNIKOV:
    return 2 / (M_PI * h * h) * (1 - u2);
  default:
    return 3 / (M_PI * h * h) * (1 - sqrt(u2));
  }
}

double pb_kernel_reach(pb_kernel kernel, double h) {
  return kernel == PB_KERNEL_GAUSSIAN ? PB_GAUSSIAN_REACH * h : h;
}

double pb_kernel_per_sigma(pb_kernel kernel) {
  static const double variance_of_h2[] = {1, 1 / 8., 1 / 6., 3 / 20.};
  return 1 / sqrt(variance_of_h2[kernel]);
}

double pb_gaussian_inside(double low, double high, double at, double h) {
  double scale = 1 / (h * M_SQRT2);
  return (erf((high - at) * scale) - erf((low - at) * scale)) / 2;
}

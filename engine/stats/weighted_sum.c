/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stats/weighted_sum.h"

#include <math.h>

#include "engine/stats/poisson_rate.h"

void pb_weighted_sum_add(pb_weighted_sum *sum, int64_t count, double weight, double phi) {
  double k = (double)count;
  sum->sum += weight * k;
  sum->variance += weight * weight * k * phi;
  sum->largest_weight = fmax(sum->largest_weight, weight * sqrt(fmax(phi, 1)));
}

pb_interval pb_weighted_sum_interval(const pb_weighted_sum *sum, double confidence) {
  double y = sum->sum, v = sum->variance, m = sum->largest_weight;
  if (!(m > 0))
    return (pb_interval){0, 0};
  double lower_shape = y > 0 && v > 0 ? y * y / v : 0;
  double upper_shape = (y + m) * (y + m) / (v + m * m);
  pb_interval ends = pb_poisson_ends(lower_shape, fmax(0, upper_shape - 1), confidence);
  return (pb_interval){
      .lower = lower_shape > 0 ? v / y * ends.lower : 0,
      .upper = (v + m * m) / (y + m) * ends.upper,
  };
}

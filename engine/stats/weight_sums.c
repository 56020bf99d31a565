/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stats/weight_sums.h"

#include <math.h>

/* Deviations below this part of the largest value are rounding. */
#define ROUNDING 1e-13

/* Weight of the link from i to j; 0 when there is none. */
static double weight_between(const pb_weights *weights, size_t i, uint32_t j) {
  size_t low = weights->first[i], high = weights->first[i + 1], end = high;
  while (low < high) {
    size_t middle = (low + high) / 2;
    if (weights->neighbour[middle] < j)
      low = middle + 1;
    else
      high = middle;
  }
  return low < end && weights->neighbour[low] == j ? weights->weight[low] : 0;
}

pb_weight_sums pb_weight_sums_of(const pb_weights *weights) {
  pb_weight_sums sums = {.links = weights->first[weights->n]};
  g_autofree double *both = g_new0(double, weights->n + 1); /* row sum and column sum of a place */
  for (size_t i = 0; i < weights->n; i++) {
    sums.n += pb_weights_degree(weights, i) > 0;
    for (size_t k = weights->first[i]; k < weights->first[i + 1]; k++) {
      double weight = weights->weight[k];
      uint32_t j = weights->neighbour[k];
      sums.s0 += weight;
      sums.s1 += weight * (weight + weight_between(weights, j, (uint32_t)i));
      both[i] += weight;
      both[j] += weight;
    }
  }
  for (size_t i = 0; i < weights->n; i++)
    sums.s2 += both[i] * both[i];
  return sums;
}

pb_deviations pb_deviations_of(const double *values, size_t n, double *deviation) {
  pb_deviations d = {0};
  double largest = 0, farthest = 0;
  for (size_t i = 0; i < n; i++) {
    d.mean += values[i] / (double)n;
    largest = fmax(largest, fabs(values[i]));
  }
  for (size_t i = 0; i < n; i++) {
    deviation[i] = values[i] - d.mean;
    farthest = fmax(farthest, fabs(deviation[i]));
  }
  bool varies = farthest > ROUNDING * largest;
  for (size_t i = 0; i < n; i++) {
    deviation[i] = varies ? deviation[i] : 0;
    double square = deviation[i] * deviation[i];
    d.squares += square;
    d.fourths += square * square;
  }
  return d;
}

double pb_weights_lag(const pb_weights *weights, size_t i, const double *values) {
  double sum = 0;
  for (size_t k = weights->first[i]; k < weights->first[i + 1]; k++)
    sum += weights->weight[k] * values[weights->neighbour[k]];
  return sum;
}

double pb_weights_product(const pb_weights *weights, const double *values) {
  double sum = 0;
  for (size_t i = 0; i < weights->n; i++)
    sum += values[i] * pb_weights_lag(weights, i, values);
  return sum;
}

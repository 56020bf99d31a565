/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/disclosure/perturbation.h"

#include <math.h>

#include "engine/text.h"

#define SOUND 1e-9
#define HALVINGS 100

static double *row_of(const pb_perturbation *table, int64_t count) {
  size_t row = (size_t)MIN(count, (int64_t)table->n_counts - 1);
  return table->p + row * (size_t)(2 * table->bound + 1);
}

double pb_perturbation_p(const pb_perturbation *table, int64_t count, int noise) {
  return ABS(noise) <= table->bound ? row_of(table, count)[noise + table->bound] : 0;
}

double pb_perturbation_deviation(const pb_perturbation *table, int64_t count) {
  double variance = 0;
  for (int noise = -table->bound; noise <= table->bound; noise++)
    variance += noise * noise * pb_perturbation_p(table, count, noise);
  return sqrt(variance);
}

int pb_perturbation_noise(const pb_perturbation *table, int64_t count, double u) {
  const double *row = row_of(table, count);
  double sum = 0;
  int last = 0;
  for (int noise = -table->bound; noise <= table->bound; noise++) {
    double p = row[noise + table->bound];
    if (p <= 0)
      continue;
    sum += p;
    last = noise;
    if (u < sum)
      return noise;
  }
  return last;
}

static bool is_allowed(const pb_perturbation *table, int64_t count, int noise) {
  int64_t result = count + noise;
  if (count == 0)
    return noise == 0;
  return result == 0 || result > table->smallest;
}

/* Probabilities in proportion to exp(slope d + curve d^2) over what is allowed, with mean 0: the
 * slope by halving. Returns the variance. */
static double shape_row(pb_perturbation *table, int64_t count, double curve) {
  double *row = row_of(table, count), variance = 0;
  double high = 60 + 10 * table->bound, low = -high;
  for (int halving = 0; halving < HALVINGS; halving++) {
    double slope = (low + high) / 2, greatest = -INFINITY, sum = 0, mean = 0;
    for (int d = -table->bound; d <= table->bound; d++)
      if (is_allowed(table, count, d))
        greatest = fmax(greatest, slope * d + curve * d * d);
    variance = 0;
    for (int d = -table->bound; d <= table->bound; d++) {
      double p = is_allowed(table, count, d) ? exp(slope * d + curve * d * d - greatest) : 0;
      row[d + table->bound] = p;
      sum += p;
    }
    for (int d = -table->bound; d <= table->bound; d++) {
      row[d + table->bound] /= sum;
      mean += d * row[d + table->bound];
      variance += d * d * row[d + table->bound];
    }
    if (mean > 0)
      high = slope;
    else
      low = slope;
  }
  return variance;
}

static void make_row(pb_perturbation *table, int64_t count, double variance) {
  double low = -20, high = 5;
  for (int halving = 0; halving < 60; halving++) {
    double curve = (low + high) / 2;
    if (shape_row(table, count, curve) > variance)
      high = curve;
    else
      low = curve;
  }
}

pb_perturbation *pb_perturbation_new(int bound, double variance, int smallest,
                                     const char **reason) {
  if (bound < 1 || bound > PB_PERTURBATION_BOUND_MAX || smallest < 0 || smallest >= bound ||
      !(variance > 0) || variance > (double)bound * bound) {
    *reason = N_("The noise needs a bound above the smallest figure that is kept away from, and a "
                 "variance of at most the square of the bound.");
    return NULL;
  }
  pb_perturbation *table = g_new0(pb_perturbation, 1);
  /* From here on nothing that is allowed depends on the count. */
  table->n_counts = (size_t)(bound + smallest + 2);
  table->bound = bound;
  table->smallest = smallest;
  table->p = g_new0(double, table->n_counts *(size_t)(2 * bound + 1));
  row_of(table, 0)[bound] = 1;
  for (size_t count = 1; count < table->n_counts; count++)
    make_row(table, (int64_t)count, variance);
  return table;
}

void pb_perturbation_free(pb_perturbation *table) {
  if (!table)
    return;
  g_free(table->p);
  g_free(table);
}

const char *pb_perturbation_fault(const pb_perturbation *table) {
  for (size_t count = 0; count < table->n_counts; count++) {
    double sum = 0, mean = 0;
    for (int d = -table->bound; d <= table->bound; d++) {
      double p = pb_perturbation_p(table, (int64_t)count, d);
      if (!(p >= 0 && p <= 1 + SOUND))
        return N_("A probability of the perturbation table is not between 0 and 1.");
      if (p > SOUND && count == 0 && d != 0)
        return N_("In the perturbation table a zero does not stay zero.");
      if (p > SOUND && !is_allowed(table, (int64_t)count, d))
        return N_("The perturbation table leads below 0, or to a figure that should not occur.");
      sum += p;
      mean += d * p;
    }
    if (fabs(sum - 1) > SOUND)
      return N_("The probabilities of a count in the perturbation table do not add up to 1.");
    if (fabs(mean) > SOUND)
      return N_("The noise of a count in the perturbation table is not 0 on average.");
  }
  return NULL;
}

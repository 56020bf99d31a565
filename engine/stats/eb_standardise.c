/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stats/eb_standardise.h"

#include <math.h>

/* A rate nearer to the level than this part of it is the level. */
#define ROUNDING 1e-13

pb_eb_sums pb_eb_sums_of(const pb_count *counts, size_t n) {
  pb_eb_sums s = {.n = n};
  for (size_t i = 0; i < n; i++) {
    s.count += (double)counts[i].count;
    s.exposure += counts[i].exposure;
  }
  for (size_t i = 0; i < n; i++) {
    double deviation = (double)counts[i].count / counts[i].exposure - s.count / s.exposure;
    s.squares += counts[i].exposure * deviation * deviation;
  }
  return s;
}

double pb_eb_excess(pb_eb_sums s) {
  return s.squares / s.exposure - s.count / s.exposure / (s.exposure / (double)s.n);
}

bool pb_eb_standardise(const pb_count *counts, size_t n, double *z) {
  pb_eb_sums s = pb_eb_sums_of(counts, n);
  if (n == 0 || s.count <= 0)
    return false;
  double level = s.count / s.exposure, excess = pb_eb_excess(s);
  for (size_t i = 0; i < n; i++) {
    double chance = level / counts[i].exposure, variance = excess + chance;
    double rate = (double)counts[i].count / counts[i].exposure;
    bool differs = fabs(rate - level) > ROUNDING * level;
    z[i] = differs ? (rate - level) / sqrt(variance < 0 ? chance : variance) : 0;
  }
  return true;
}

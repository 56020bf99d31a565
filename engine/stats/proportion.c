/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stats/proportion.h"

#include <glib.h>
#include <gsl/gsl_cdf.h>
#include <math.h>

#include "engine/stats/tails.h"

pb_interval pb_wilson_interval(double p, double n, double confidence) {
  double z = pb_normal_critical(confidence), z2 = z * z;
  double middle = p + z2 / (2 * n), scale = 1 + z2 / n;
  double reach = z * sqrt(p * (1 - p) / n + z2 / (4 * n * n));
  return (pb_interval){p > 0 ? fmax(0, (middle - reach) / scale) : 0,
                       p < 1 ? fmin(1, (middle + reach) / scale) : 1};
}

typedef struct {
  double a, b, tail;
} beta_target;

static double beta_above(double x, const void *data) {
  const beta_target *target = data;
  return gsl_cdf_beta_P(x, target->a, target->b) - target->tail;
}

pb_interval pb_clopper_pearson_interval(double p, double n, double confidence) {
  double tail = (1 - confidence) / 2, hits = p * n, misses = (1 - p) * n;
  const beta_target lower = {hits, misses + 1, tail}, upper = {hits + 1, misses, 1 - tail};
  return (pb_interval){p > 0 ? pb_solve_increasing(beta_above, &lower, 0, 1) : 0,
                       p < 1 ? pb_solve_increasing(beta_above, &upper, 0, 1) : 1};
}

pb_interval pb_logit_interval(double p, double se, double critical) {
  double at = log(p / (1 - p)), reach = critical * se / (p * (1 - p));
  return (pb_interval){1 / (1 + exp(reach - at)), 1 / (1 + exp(-reach - at))};
}

pb_interval pb_arcsine_interval(double p, double se, double critical) {
  double at = asin(sqrt(p)), reach = critical * se / (2 * sqrt(p * (1 - p)));
  double low = sin(fmax(0, at - reach)), high = sin(fmin(G_PI_2, at + reach));
  return (pb_interval){low * low, high * high};
}

pb_proportion_change pb_newcombe_difference(double p0, double n0, double p1, double n1,
                                            double confidence) {
  pb_interval before = pb_wilson_interval(p0, n0, confidence),
              after = pb_wilson_interval(p1, n1, confidence);
  double pooled = (p0 * n0 + p1 * n1) / (n0 + n1);
  double error = sqrt(pooled * (1 - pooled) * (1 / n0 + 1 / n1));
  pb_proportion_change change = {.difference = p1 - p0, .p = 1};
  change.interval = (pb_interval){change.difference - hypot(p1 - after.lower, before.upper - p0),
                                  change.difference + hypot(after.upper - p1, p0 - before.lower)};
  if (error > 0)
    change.p = pb_normal_p(change.difference / error);
  return change;
}

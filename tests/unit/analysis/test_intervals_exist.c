/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every count has a finite exact interval that grows with it: GSL's inverse alone does not give one
 * at 1736, 2424 and some other ordinary counts. */
#include <math.h>

#include <glib.h>

#include "engine/start.h"
#include "engine/stats/poisson_rate.h"

static void at(double confidence) {
  pb_interval before = {-1, 0};
  for (int64_t k = 0; k < 6000; k++) {
    pb_interval now = pb_poisson_interval(k, confidence, PB_POISSON_EXACT);
    if (!isfinite(now.lower) || !isfinite(now.upper) || now.lower > (double)k ||
        now.upper < (double)k || (k > 1 && now.lower <= before.lower) || now.upper <= before.upper)
      g_error("the interval of %" G_GINT64_FORMAT " is %g to %g", k, now.lower, now.upper);
    before = now;
  }
}

static void intervals_exist(void) {
  at(0.95);
  at(0.99);
  at(0.998);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  pb_engine_start();
  g_test_add_func("/poisson-rate/intervals-exist", intervals_exist);
  return g_test_run();
}

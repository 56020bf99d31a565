/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long the analysis of every municipality of a country takes: 290 places, six types, thirty
 * years, quarters and 85 000 events. Prints milliseconds a municipality: mean and worst. */
#include <stdio.h>

#include "tests/unit/analysis/fixture.h"

int main(void) {
  g_autoptr(pb_dataset) dataset = fixture_random(290, 6, 1996, 2025, 85000, 1);
  gint64 start = g_get_monotonic_time(), worst = 0;
  for (size_t m = 0; m < dataset->n_municipalities; m++) {
    gint64 before = g_get_monotonic_time();
    pb_analysis_free(pb_analysis_new(dataset, (int)m, NULL));
    worst = MAX(worst, g_get_monotonic_time() - before);
  }
  double all = (double)(g_get_monotonic_time() - start) / 1000;
  printf("%zu municipalities: %.0f ms, %.2f ms each, the slowest %.2f ms\n",
         dataset->n_municipalities, all, all / (double)dataset->n_municipalities,
         (double)worst / 1000);
  return 0;
}

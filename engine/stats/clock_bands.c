/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stats/clock_bands.h"

#include <glib.h>

const int pb_clock_bands[PB_N_CLOCK_BANDS] = {1, 2, 3, 4, 6, 8, 12, 24};

int64_t *pb_clock_banded(const pb_two_clocks *clocks, int width) {
  int64_t *count = g_new0(int64_t, 2 * 7 * 24);
  for (int d = 0; d < 7; d++)
    for (int h = 0; h < 24; h++)
      for (int p = 0; p < 2; p++)
        count[2 * (d * (24 / width) + h / width) + p] += clocks->of[p].count[d][h];
  return count;
}

double pb_clock_least_expected(const pb_two_clocks *clocks, int width) {
  g_autofree int64_t *count = pb_clock_banded(clocks, width);
  int64_t least = G_MAXINT64;
  for (int cell = 0; cell < 7 * 24 / width; cell++)
    least = MIN(least, count[2 * cell] + count[2 * cell + 1]);
  int64_t fewer = MIN(clocks->of[0].n, clocks->of[1].n), n = clocks->of[0].n + clocks->of[1].n;
  return n ? (double)least * (double)fewer / (double)n : 0;
}

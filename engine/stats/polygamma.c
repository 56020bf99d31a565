/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stats/polygamma.h"

#include <math.h>

#define SERIES_FROM 10

double pb_digamma(double x) {
  double below = 0;
  for (; x < SERIES_FROM; x++)
    below += 1 / x;
  double s = 1 / (x * x);
  double series =
      s *
      (1. / 12 -
       s * (1. / 120 -
            s * (1. / 252 - s * (1. / 240 - s * (1. / 132 - s * (691. / 32760 - s * (1. / 12)))))));
  return log(x) - 1 / (2 * x) - series - below;
}

double pb_trigamma(double x) {
  double below = 0;
  for (; x < SERIES_FROM; x++)
    below += 1 / (x * x);
  double s = 1 / (x * x);
  double series =
      s * (1. / 6 -
           s * (1. / 30 -
                s * (1. / 42 - s * (1. / 30 - s * (5. / 66 - s * (691. / 2730 - s * (7. / 6)))))));
  return below + (1 + series) / x + s / 2;
}

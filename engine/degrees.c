/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/degrees.h"

#include <math.h>

#define WIDEST 10.0      /* degrees across a region */
#define FROM_ORIGIN 20.0 /* one of the two at least so far from 0 */

typedef struct {
  double least, most;
  size_t fine; /* values with four decimals or more */
} span;

static void see(span *s, double value, size_t n) {
  s->least = n ? fmin(s->least, value) : value;
  s->most = n ? fmax(s->most, value) : value;
  double thousandths = value * 1000;
  s->fine += fabs(thousandths - round(thousandths)) > 1e-6;
}

static bool within(const span *s, double bound) {
  return s->least >= -bound && s->most <= bound && s->most - s->least <= WIDEST;
}

static bool far_from_origin(const span *s) {
  return fmax(fabs(s->least), fabs(s->most)) >= FROM_ORIGIN;
}

bool pb_looks_like_degrees(const pb_column *x, const pb_column *y) {
  span east = {0}, north = {0};
  size_t n = 0;
  for (size_t row = 0; row < pb_column_length(x); row++) {
    if (!pb_column_is_valid(x, row) || !pb_column_is_valid(y, row))
      continue;
    see(&east, pb_column_double(x, row), n);
    see(&north, pb_column_double(y, row), n);
    n++;
  }
  bool in_range =
      (within(&east, 180) && within(&north, 90)) || (within(&east, 90) && within(&north, 180));
  return n >= 2 && in_range && (far_from_origin(&east) || far_from_origin(&north)) &&
         2 * east.fine > n && 2 * north.fine > n;
}

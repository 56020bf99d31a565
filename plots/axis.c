/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/axis.h"

#include <math.h>

#include <glib.h>

/* The smallest of 1, 2, 2.5, 5 times a power of ten that is at least `rough`. */
static double round_step(double rough) {
  double power = pow(10, floor(log10(rough)));
  static const double steps[] = {1, 2, 2.5, 5, 10};
  for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
    /* 2.5 only where it stays a whole number: nobody reads an axis of 2,5 persons. */
    if (steps[i] == 2.5 && power < 10)
      continue;
    if (steps[i] * power >= rough * (1 - 1e-9))
      return steps[i] * power;
  }
  return 10 * power;
}

static int decimals_of(double step) {
  int decimals = 0;
  while (decimals < 6 && fabs(step - round(step)) > 1e-9 * step) {
    step *= 10;
    decimals++;
  }
  return decimals;
}

pb_axis pb_axis_from_zero(double high, size_t max_ticks) {
  pb_axis axis = {.low = 0, .high = high > 0 && isfinite(high) ? high * 1.04 : 1};
  double step = round_step(axis.high / ((double)max_ticks - 1e-6));
  while (axis.high / step >= (double)max_ticks)
    step = round_step(step * 1.5);
  for (double v = 0; v <= axis.high * (1 + 1e-9) && axis.n_ticks < PB_AXIS_MAX_TICKS; v += step)
    axis.ticks[axis.n_ticks++] = v;
  axis.decimals = decimals_of(step);
  return axis;
}

pb_axis pb_axis_between(double low, double high, size_t max_ticks) {
  if (!(high > low)) {
    double reach = fmax(1, fabs(low) * .1);
    low -= reach;
    high += reach;
  }
  double step = round_step((high - low) / ((double)max_ticks - 1));
  while (ceil(high / step) - floor(low / step) + 1 > (double)max_ticks + .5)
    step = round_step(step * 1.5);
  pb_axis axis = {.low = floor(low / step) * step, .high = ceil(high / step) * step};
  for (double k = floor(low / step);
       k <= ceil(high / step) + .5 && axis.n_ticks < PB_AXIS_MAX_TICKS; k++)
    axis.ticks[axis.n_ticks++] = k * step;
  axis.decimals = decimals_of(step);
  return axis;
}

static void tick_multiples(pb_axis *axis, double step) {
  axis->n_ticks = 0;
  for (double k = ceil(axis->low / step - 1e-9);
       k * step <= axis->high * (1 + 1e-9) && axis->n_ticks < PB_AXIS_MAX_TICKS; k++)
    axis->ticks[axis->n_ticks++] = k * step;
}

pb_axis pb_axis_log(double low, double high) {
  if (!(high > low * 1.05)) {
    low *= .8;
    high *= 1.25;
  }
  pb_axis axis = {.low = low, .high = high, .log = true};
  static const double steps[] = {1, 2, 5};
  for (double power = pow(10, floor(log10(low))); power <= high; power *= 10)
    for (size_t i = 0; i < 3; i++) {
      double tick = steps[i] * power;
      if (tick >= low * (1 - 1e-9) && tick <= high * (1 + 1e-9) && axis.n_ticks < PB_AXIS_MAX_TICKS)
        axis.ticks[axis.n_ticks++] = tick;
    }
  /* A step of at most half the span has two multiples inside; rounding up may double it. */
  for (double parts = 3; axis.n_ticks < 2; parts *= 2)
    tick_multiples(&axis, round_step((high - low) / parts));
  return axis;
}

pb_axis pb_axis_ratio(double low, double high) {
  pb_axis axis = {.low = fmin(low, 1 / 1.15), .high = fmax(high, 1.15), .log = true};
  static const double near[] = {.7, .8, .9, 1, 1.1, 1.2, 1.3, 1.4};
  static const double middle[] = {.3, .4, .5, .6, .8, 1, 1.2, 1.4, 1.6, 2, 2.5};
  static const double wide[] = {.1, .25, .5, .75, 1, 1.5, 2, 3, 5};
  static const double far[] = {.01, .05, .1, .2, .5, 1, 2, 5, 10, 20, 50, 100};
  double span = axis.high / axis.low;
  const double *ticks = span < 1.8 ? near : span < 4 ? middle : span < 20 ? wide : far;
  size_t n = span < 1.8  ? G_N_ELEMENTS(near)
             : span < 4  ? G_N_ELEMENTS(middle)
             : span < 20 ? G_N_ELEMENTS(wide)
                         : G_N_ELEMENTS(far);
  for (size_t i = 0; i < n; i++)
    if (ticks[i] >= axis.low && ticks[i] <= axis.high)
      axis.ticks[axis.n_ticks++] = ticks[i];
  return axis;
}

void pb_axis_place(pb_axis *axis, double at_low, double at_high) {
  axis->at_low = at_low;
  axis->at_high = at_high;
}

void pb_axis_thin(pb_axis *axis, double gap, double keep) {
  double kept[PB_AXIS_MAX_TICKS];
  size_t n = 0, anchor = 0;
  for (size_t i = 0; i < axis->n_ticks; i++)
    if (axis->ticks[i] == keep)
      anchor = i;
  double last = pb_axis_at(axis, axis->n_ticks ? axis->ticks[anchor] : 0);
  for (size_t i = anchor; i-- > 0;) {
    double at = pb_axis_at(axis, axis->ticks[i]);
    if (fabs(at - last) >= gap) {
      kept[n++] = axis->ticks[i];
      last = at;
    }
  }
  for (size_t i = 0; i < n / 2; i++) {
    double swap = kept[i];
    kept[i] = kept[n - 1 - i];
    kept[n - 1 - i] = swap;
  }
  for (size_t i = anchor; i < axis->n_ticks; i++) {
    double at = pb_axis_at(axis, axis->ticks[i]);
    if (i == anchor || fabs(at - last) >= gap) {
      kept[n++] = axis->ticks[i];
      last = at;
    }
  }
  for (size_t i = 0; i < n; i++)
    axis->ticks[i] = kept[i];
  axis->n_ticks = n;
}

double pb_axis_at(const pb_axis *axis, double value) {
  double share = axis->log ? log(fmax(value, axis->low) / axis->low) / log(axis->high / axis->low)
                           : (value - axis->low) / (axis->high - axis->low);
  return axis->at_low + fmin(fmax(share, 0), 1) * (axis->at_high - axis->at_low);
}

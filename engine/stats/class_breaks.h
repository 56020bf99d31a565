/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Class limits for maps: where values are cut into k classes.
 *
 * fisher: least sum of squared deviations from the class means (Fisher 1958), limits midway between
 * neighbouring values. jenks: the same classes, limits at the largest value of each (Jenks 1977).
 * quantile: type 7. equal: equal widths. pretty: round numbers (as R's pretty), about k classes.
 * sd: round numbers of standard deviations from the mean.
 *
 * Goodness of variance fit = 1 - sum over classes of squared deviations / the same of all values.
 */
#ifndef PB_ENGINE_STATS_CLASS_BREAKS_H
#define PB_ENGINE_STATS_CLASS_BREAKS_H

#include <stdbool.h>
#include <stddef.h>

typedef enum {
  PB_BREAKS_FISHER,
  PB_BREAKS_JENKS,
  PB_BREAKS_QUANTILE,
  PB_BREAKS_EQUAL,
  PB_BREAKS_PRETTY,
  PB_BREAKS_SD,
} pb_breaks_style;

#define PB_BREAKS_MAX_CLASSES 20

/** Limits of `n` ascending values; `breaks` is newly allocated (g_free), lowest first, with
 * *n_breaks = classes + 1. False when there are fewer different values than classes (pretty and sd:
 * when all are equal). */
bool pb_class_breaks(const double *sorted, size_t n, size_t classes, pb_breaks_style style,
                     double **breaks, size_t *n_breaks);
/** Class of a value: 0 .. n_breaks - 2; a value on a limit belongs to the class above it, with
 * `right_closed` to the one below; values outside to the nearest. */
size_t pb_class_of(const double *breaks, size_t n_breaks, bool right_closed, double value);
/** Goodness of variance fit, 0 .. 1. */
double pb_class_fit(const double *values, size_t n, const double *breaks, size_t n_breaks,
                    bool right_closed);
/** Round limits from at most `low` to at least `high`, about `n` steps (R's pretty). g_free. */
double *pb_round_limits(double low, double high, size_t n, size_t *n_limits);

#endif

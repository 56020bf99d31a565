/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/map_classes.h"

#include "engine/text.h"

#include <glib.h>
#include <math.h>
#include <stdlib.h>

static int compare(const void *a, const void *b) {
  double l = *(const double *)a, r = *(const double *)b;
  return (l > r) - (l < r);
}

static double rounded(double value, int digits) {
  if (value <= 0)
    return 0;
  double step = pow(10, floor(log10(value)) - (digits - 1));
  return round(value / step) * step;
}

/* The limits at a number of digits; those that part nothing are left out. How many remain. */
static size_t limits_of(const double *sorted, size_t n, int digits, double *limits) {
  size_t n_limits = 0;
  for (size_t k = 1; k < PB_MAP_MAX_CLASSES; k++) {
    size_t above = (n * k + PB_MAP_MAX_CLASSES - 1) / PB_MAP_MAX_CLASSES;
    if (above == 0 || above >= n)
      continue;
    double limit = rounded((sorted[above - 1] + sorted[above]) / 2, digits);
    double previous = n_limits > 0 ? limits[n_limits - 1] : sorted[0];
    if (limit > previous && limit <= sorted[n - 1])
      limits[n_limits++] = limit;
  }
  return n_limits;
}

pb_map_classes pb_map_classes_make(const double *values, size_t n) {
  pb_map_classes classes = {.n = 1};
  if (n == 0)
    return classes;
  g_autofree double *sorted = g_memdup2(values, n * sizeof *values);
  qsort(sorted, n, sizeof *sorted, compare);
  size_t best = 0;
  for (int digits = 2; digits <= 4 && best < PB_MAP_MAX_CLASSES - 1; digits++) {
    double limits[PB_MAP_MAX_CLASSES - 1];
    size_t found = limits_of(sorted, n, digits, limits);
    if (found <= best)
      continue;
    best = found;
    for (size_t i = 0; i < found; i++)
      classes.limits[i] = limits[i];
  }
  classes.n = best + 1;
  return classes;
}

size_t pb_map_class_of(const pb_map_classes *classes, double value) {
  size_t class = 0;
  while (class + 1 < classes->n && value >= classes->limits[class])
    class ++;
  return class;
}

char *pb_map_class_text(const pb_language *language, const pb_map_classes *classes, size_t i) {
  g_autofree char *low = i > 0 ? pb_format_rate(language, classes->limits[i - 1]) : NULL;
  g_autofree char *high = i + 1 < classes->n ? pb_format_rate(language, classes->limits[i]) : NULL;
  if (low && high)
    return g_strdup_printf("%s–%s", low, high);
  if (high)
    return g_strdup_printf(_("under %s"), high);
  return low ? g_strdup_printf(_("%s or more"), low) : g_strdup(_("all"));
}

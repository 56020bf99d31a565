/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "engine/contour.h"
#include "engine/stats/quantile.h"

/* The values above 0 of valid cells, ascending. */
static double *sorted_values(const pb_raster *raster, size_t *n) {
  size_t cells = pb_raster_n_cells(&raster->frame);
  double *values = g_new(double, cells + 1);
  *n = 0;
  for (size_t i = 0; i < cells; i++)
    if (raster->valid[i] && raster->value[i] > 0)
      values[(*n)++] = raster->value[i];
  pb_sort_doubles(values, *n);
  return values;
}

bool pb_contour_level_of_volume(const pb_raster *raster, double share, double *level) {
  size_t n;
  g_autofree double *sorted = sorted_values(raster, &n);
  double all = 0, held = 0;
  for (size_t i = 0; i < n; i++)
    all += sorted[i];
  for (size_t i = n; i-- > 0;) {
    held += sorted[i];
    *level = sorted[i];
    if (held >= share * all)
      break;
  }
  return n > 0;
}

bool pb_contour_level_of_quantile(const pb_raster *raster, double share, double *level) {
  size_t n;
  g_autofree double *sorted = sorted_values(raster, &n);
  if (n)
    *level = pb_quantile_sorted(sorted, n, share);
  return n > 0;
}

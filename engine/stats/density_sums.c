/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stats/density_sums.h"

#include <math.h>

/* Kernel values that are computed at once rather than approximated: about a twentieth of a second.
 */
#define LITTLE_WORK 2e7

pb_density_method pb_density_choose(pb_density_method method, pb_kernel kernel, double h, size_t n,
                                    const pb_raster_frame *frame) {
  if (method != PB_DENSITY_AUTO)
    return method;
  double side = 2 * pb_kernel_reach(kernel, h) / frame->cell_m + 1;
  double cells = fmin(side, (double)frame->n_cols) * fmin(side, (double)frame->n_rows);
  bool coarse = kernel != PB_KERNEL_GAUSSIAN && h < 8 * frame->cell_m;
  return coarse || (double)n * cells <= LITTLE_WORK ? PB_DENSITY_EXACT : PB_DENSITY_FAST;
}

void pb_density_sums(const pb_weighted_points *points, pb_kernel kernel, double h,
                     pb_density_method method, const pb_raster_frame *frame, int threads,
                     double *sums) {
  if (pb_density_choose(method, kernel, h, points->n, frame) == PB_DENSITY_EXACT)
    pb_density_direct(points, kernel, h, frame, threads, sums);
  else if (kernel == PB_KERNEL_GAUSSIAN)
    pb_density_by_nodes(points, h, frame, threads, sums, NULL);
  else
    pb_density_by_fourier(points, kernel, h, frame, threads, sums);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stats/density_change.h"

#include "engine/error.h"
#include "engine/text.h"

static pb_raster *common_raster(const pb_raster *before, const pb_raster *after, GError **error) {
  if (!pb_raster_frame_equal(&before->frame, &after->frame)) {
    g_set_error(error, PB_ERROR, PB_ERROR_STATISTIC,
                _("Densities on different rasters cannot be compared."));
    return NULL;
  }
  pb_raster *raster = pb_raster_new(&before->frame, error);
  for (size_t i = 0; raster && i < pb_raster_n_cells(&raster->frame); i++)
    raster->valid[i] = before->valid[i] && after->valid[i];
  return raster;
}

pb_raster *pb_density_difference(const pb_raster *before, double before_factor,
                                 const pb_raster *after, double after_factor, GError **error) {
  pb_raster *raster = common_raster(before, after, error);
  for (size_t i = 0; raster && i < pb_raster_n_cells(&raster->frame); i++)
    if (raster->valid[i])
      raster->value[i] = after->value[i] / after_factor - before->value[i] / before_factor;
  return raster;
}

pb_raster *pb_density_ratio(const pb_raster *before, double before_factor, const pb_raster *after,
                            double after_factor, double floor_per_m2, GError **error) {
  pb_raster *raster = common_raster(before, after, error);
  for (size_t i = 0; raster && i < pb_raster_n_cells(&raster->frame); i++) {
    double base = before->value[i] / before_factor;
    raster->valid[i] = raster->valid[i] && base > 0 && base >= floor_per_m2;
    raster->value[i] = raster->valid[i] ? after->value[i] / after_factor / base : 0;
  }
  return raster;
}

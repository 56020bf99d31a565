/* SPDX-License-Identifier: GPL-3.0-or-later */
/** How far apart two places are: as the crow flies, or along streets at right angles. */
#ifndef PB_ENGINE_POINT_DISTANCE_H
#define PB_ENGINE_POINT_DISTANCE_H

#include <math.h>

typedef enum { PB_METRIC_EUCLIDEAN, PB_METRIC_MANHATTAN } pb_metric;

static inline double pb_distance(pb_metric metric, double dx, double dy) {
  return metric == PB_METRIC_MANHATTAN ? fabs(dx) + fabs(dy) : sqrt(dx * dx + dy * dy);
}

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Parameters that the scan statistics share. */
#ifndef PB_ENGINE_STATS_SCAN_PARAMS_H
#define PB_ENGINE_STATS_SCAN_PARAMS_H

#include "engine/stats/shared_params.h"

#define PB_PARAM_MAX_CLUSTERS                                                                      \
  {                                                                                                \
    .name = "max_clusters", .title = N_("how many clusters to report at most"),                    \
    .type = PB_PARAM_INT, .def = 10, .min = 1, .max = 1000                                         \
  }

#endif

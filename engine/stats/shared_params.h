/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Parameters that several statistics take, so that they mean and allow the same everywhere. */
#ifndef PB_ENGINE_STATS_SHARED_PARAMS_H
#define PB_ENGINE_STATS_SHARED_PARAMS_H

#include "engine/params.h"
#include "engine/text.h"

/** "confidence": of the intervals. */
#define PB_PARAM_CONFIDENCE                                                                        \
  {                                                                                                \
    .name = "confidence", .title = N_("confidence of the intervals"), .type = PB_PARAM_DOUBLE,     \
    .def = 0.95, .min = 0.5, .max = 0.9999                                                         \
  }

/** "phi" and "df": over-dispersion, and how well it is known. See count_change.h. */
#define PB_PARAM_PHI                                                                               \
  {                                                                                                \
    .name = "phi",                                                                                 \
    .title = N_("over-dispersion of the counts; above 1.5 the quasi-Poisson ratio is used"),       \
    .type = PB_PARAM_DOUBLE, .def = 1, .min = 1e-6, .max = 1e9                                     \
  }
#define PB_PARAM_PHI_DF                                                                            \
  {                                                                                                \
    .name = "df",                                                                                  \
    .title = N_("degrees of freedom that phi was estimated with; 0 uses the normal distribution"), \
    .type = PB_PARAM_DOUBLE, .def = 0, .min = 0, .max = 1e6                                        \
  }

#endif

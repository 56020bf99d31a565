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

/** "phi" where it multiplies the variance, whatever it is. */
#define PB_PARAM_PHI_FACTOR                                                                        \
  {                                                                                                \
    .name = "phi", .title = N_("over-dispersion of the counts; multiplies the variance"),          \
    .type = PB_PARAM_DOUBLE, .def = 1, .min = 1e-6, .max = 1e9                                     \
  }

/** "per": of rates. */
#define PB_PARAM_PER                                                                               \
  {                                                                                                \
    .name = "per", .title = N_("the rate is per this much exposure"), .type = PB_PARAM_DOUBLE,     \
    .def = 100000, .min = 1e-9, .max = 1e12                                                        \
  }

/** "trend" and "min-years": how a series is carried on. See baseline.h. */
#define PB_PARAM_CARRY_TREND                                                                       \
  { .name = "trend", .title = N_("carry the earlier trend on"), .type = PB_PARAM_BOOL, .def = 0 }
#define PB_PARAM_MIN_YEARS                                                                         \
  {                                                                                                \
    .name = "min-years", .title = N_("how many earlier years each season needs"),                  \
    .unit = N_("years"), .type = PB_PARAM_INT, .def = 3, .min = 1, .max = 100                      \
  }

/** "permutations", "seed" and "threads": of p-values found by chance repeated. p = (b + 1) / (R +
 * 1), b of R replicates as extreme as what was observed; the seed goes into the result; any number
 * of threads gives the same bits. */
#define PB_PARAM_PERMUTATIONS                                                                      \
  {                                                                                                \
    .name = "permutations", .title = N_("how many times chance is repeated for the p-values"),     \
    .type = PB_PARAM_INT, .def = 999, .min = 19, .max = 999999                                     \
  }
#define PB_PARAM_SEED                                                                              \
  {                                                                                                \
    .name = "seed",                                                                                \
    .title = N_("start of the random numbers; the same seed gives the same result"),               \
    .type = PB_PARAM_INT, .def = 1, .min = 0, .max = 2147483647                                    \
  }
#define PB_PARAM_THREADS                                                                           \
  {                                                                                                \
    .name = "threads",                                                                             \
    .title = N_("how many threads work at once; the result is the same with any number"),          \
    .type = PB_PARAM_INT, .def = 1, .min = 1, .max = 64                                            \
  }

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * How much more a series varies than Poisson: Pearson phi = X2 / df around a log-linear trend, with
 * a level for each quarter or month when the series is not yearly. Years that a single case
 * explains are left out first (single_case.h): a bend in one year would make every change look like
 * chance.
 */
#ifndef PB_ENGINE_STATS_OVERDISPERSION_H
#define PB_ENGINE_STATS_OVERDISPERSION_H

#include <stdbool.h>
#include <stddef.h>

#include "engine/stats/series.h"
#include "engine/statistic.h"

typedef struct {
  double phi; /**< Pearson; may be below 1 */
  double df;
  double p; /**< upper tail of chi2: chance of as much if the series were Poisson */
} pb_dispersion;

/** Estimate from n >= 5 points (yearly) or with at least 3 degrees of freedom left (others). False
 * with *reason when too few, or nothing but zeros. `per_year` 1, 4 or 12. */
bool pb_overdispersion(const pb_series_point *points, size_t n, int per_year,
                       pb_dispersion *dispersion, const char **reason);

/** How a dispersion is estimated: pb_overdispersion with its period, or another estimator. */
typedef bool (*pb_dispersion_estimator)(const pb_series_point *points, size_t n, int per_year,
                                        pb_dispersion *dispersion, const char **reason);
/** The result of an estimator on a table of a series: scalars phi, df, p, overdispersed. */
pb_result *pb_dispersion_result(const char *name, const pb_table *input,
                                pb_dispersion_estimator estimate, GError **error);

#endif

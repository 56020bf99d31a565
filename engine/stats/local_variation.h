/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * How much more a yearly series jumps between neighbouring years than Poisson, whatever slow course
 * its level takes.
 *
 * Each year is compared with the mean of its two neighbours (Gasser, Sroka & Jennen-Steinmetz 1986,
 * Biometrika 73:625): e_t = r_t - (r_{t-1} + r_{t+1}) / 2 has mean 0 on any straight stretch and,
 * for Poisson counts, the variance r (1/N_t + 1/(4 N_{t-1}) + 1/(4 N_{t+1})), r the rate of the
 * three years together. phi is the mean of e_t^2 / variance. Neighbouring e overlap, so m of them
 * are worth fewer degrees of freedom (Satterthwaite): df = m^2 / (m + 8/9 pairs one year apart +
 * 1/18 pairs two years apart).
 *
 * Why not the residuals of one trend line over all years: a level that wanders for ten years leaves
 * large residuals, and then no change of any year is told from chance. What a comparison of
 * neighbouring years needs is the noise at that distance.
 */
#ifndef PB_ENGINE_STATS_LOCAL_VARIATION_H
#define PB_ENGINE_STATS_LOCAL_VARIATION_H

#include "engine/stats/overdispersion.h"

/** Points in time order, t in whole periods; years left out leave gaps, and only runs of three
 * neighbouring years count. Needs three such runs; false with *reason when there are fewer, or
 * nothing but zeros. */
bool pb_local_variation(const pb_series_point *points, size_t n, pb_dispersion *dispersion,
                        const char **reason);

#endif

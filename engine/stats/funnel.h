/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Funnel plot: which places differ from their group by more than places do (Spiegelhalter 2005,
 * Stat Med 24:1185).
 *
 * z = 2 (sqrt O - sqrt E). Extreme z are set (not dropped) to the 10 and 90 percent quantiles, phi
 * is their mean square. Where phi passes (I-1)/I the places vary among themselves by tau2, which
 * widens the limits (additive random effects) on the sqrt(O/E) scale, s = 1/(2 sqrt E), or on the
 * O/E scale, s = 1/sqrt E. Lower limits are never below 0.
 *
 * Winsorising at 10 percent makes phi .68 of what it is where no place is an outlier and z is
 * normal, so over-dispersed limits of 95 percent leave about 10 percent of such places outside
 * (bench_calibration_places; CONTRIBUTING.md). The paper has it so, and so do its other users.
 */
#ifndef PB_ENGINE_STATS_FUNNEL_H
#define PB_ENGINE_STATS_FUNNEL_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

#include "engine/stats/count.h"

/** No member is left out of the reference. */
#define PB_FUNNEL_NO_SELF G_MAXSIZE

typedef enum { PB_FUNNEL_SQRT, PB_FUNNEL_PEARSON } pb_funnel_transform;
typedef enum { PB_FUNNEL_SCALE_SQRT, PB_FUNNEL_SCALE_RATIO } pb_funnel_scale;

typedef struct {
  pb_funnel_transform transform; /**< of z; default sqrt */
  pb_funnel_scale scale;         /**< of tau2 and the additive limits; default sqrt(O/E) */
  double winsor_share;           /**< 0: 0.1; below 0: none */
} pb_funnel_options;

typedef struct {
  size_t n;              /**< members behind phi and tau2 (self left out) */
  double reference_rate; /**< sum of counts / sum of exposures of those; E = rate * exposure */
  double winsor_low, winsor_high; /**< the z values the extremes were set to */
  double phi;                     /**< mean square of the winsorised z */
  double tau2;                    /**< 0: no more variation than chance */
  pb_funnel_transform transform;
  pb_funnel_scale scale;
} pb_funnel;

/** Which variance the limits hold. */
typedef enum {
  PB_LIMIT_EXACT,          /**< Poisson, interpolated (paper, A.1.1) */
  PB_LIMIT_NORMAL,         /**< 1 +- z / sqrt E */
  PB_LIMIT_MULTIPLICATIVE, /**< 1 +- z sqrt(max(1, phi) / E) */
  PB_LIMIT_ADDITIVE,       /**< with tau2, on the funnel's scale */
} pb_limit_kind;

/** Estimate from a group; members[self] is left out of the reference (PB_FUNNEL_NO_SELF: nobody).
 * False when fewer than 3 members remain, they have no crimes, or an exposure is not positive. */
bool pb_funnel_fit(const pb_count *members, size_t n, size_t self, const pb_funnel_options *options,
                   pb_funnel *funnel);

/** z of a member against the reference, without regard to phi and tau2. */
double pb_funnel_z(const pb_funnel *funnel, pb_count member);
/** z with tau2 in it: beyond +-3.09 is outside the 99.8 % additive limits. */
double pb_funnel_z_additive(const pb_funnel *funnel, pb_count member);
/** Limits of the ratio O/E at an exposure, `coverage` 0.95 or 0.998; times reference_rate they are
 * rates. */
pb_interval pb_funnel_limits(const pb_funnel *funnel, double exposure, double coverage,
                             pb_limit_kind kind);
/** One interpolated exact Poisson limit of O/E for an expected count and a lower-tail share; at
 * least 0. */
double pb_funnel_exact_limit(double expected, double share);

#endif

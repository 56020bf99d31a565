/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Has a count changed against an earlier one, exposures taken into account?
 *
 * Exact: given their sum K, the later count is Bin(K, N1/(N0 + N1)) if nothing changed
 * (Przyborowski & Wilenski 1940). The two-sided p sums every outcome no likelier than the one seen,
 * with R's tolerance 1 + 1e-7; the doubled one-sided p and mid-p stand beside it. The interval of
 * the ratio comes from Clopper & Pearson.
 *
 * Crime counts vary more than Poisson. When phi > 1.5 the exact test would call chance a change, so
 * the quasi-Poisson ratio exp(ln RR +- z sqrt(phi (1/k1 + 1/k0))) takes its place; when phi was
 * estimated from few years, t with its degrees of freedom takes the place of z. It needs both
 * counts above zero; with a zero the exact test is used and `fell_back` says so.
 */
#ifndef PB_ENGINE_STATS_COUNT_CHANGE_H
#define PB_ENGINE_STATS_COUNT_CHANGE_H

#include <stddef.h>

#include "engine/stats/count.h"

/** Over-dispersion above which the exact Poisson test is no longer used. */
#define PB_PHI_LIMIT 1.5

typedef enum { PB_CHANGE_EXACT, PB_CHANGE_QUASI_POISSON } pb_change_method;

typedef struct {
  double confidence; /**< of the ratio's interval; 0: 0.95 */
  double phi;        /**< over-dispersion; 0: 1 */
  double df; /**< degrees of freedom that phi was estimated with; 0: known, use the normal */
} pb_change_options;

/** Values that the data do not define are absent by their bool, never NaN. */
typedef struct {
  bool assessable;    /**< false: both counts zero, or an exposure not positive; see reason */
  const char *reason; /**< N_() sentence, NULL when assessable */
  pb_change_method method;
  bool fell_back; /**< phi asked for quasi-Poisson, but a count is zero: exact used instead */
  double p;       /**< two-sided, of `method`: the one to report */

  bool has_ratio;       /**< false when the earlier count is 0 (ratio infinite) */
  double ratio;         /**< (k1/N1) / (k0/N0) */
  double ratio_lower;   /**< of `method` */
  bool has_ratio_upper; /**< false: unbounded */
  double ratio_upper;   /**< of `method` */

  double p_exact;           /**< two-sided, minimum-likelihood rule */
  double p_doubled;         /**< min(1, 2 min(p_greater, p_less)) */
  double p_mid;             /**< doubled mid-p, at most 1 */
  double p_greater, p_less; /**< one-sided: the later rate is higher, lower */
  bool has_wald;            /**< false when a count is 0 */
  double wald_z;            /**< ln RR / sqrt(1/k1 + 1/k0), without phi */
} pb_change;

/** Compare `now` with `base`. `options` NULL: defaults. Never fails: see `assessable`. */
pb_change pb_count_change(pb_count now, pb_count base, const pb_change_options *options);

/** The two-sided p alone: quasi-Poisson above the phi limit when neither count is 0, else mid-p or
 * the exact p. 1 when nothing can be assessed. Much quicker than pb_count_change. */
double pb_count_change_p(pb_count now, pb_count base, double phi, double df, bool mid_p);

/** Compare `now` with several earlier years together: their counts and their exposures summed, so
 * that K splits as 1 : m when populations are equal. */
pb_change pb_count_change_against(pb_count now, const pb_count *earlier, size_t m,
                                  const pb_change_options *options);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Kulldorff's spatial scan statistic (1997): where are there more cases than expected, in which
 * circle of any size, and would chance alone show as much somewhere?
 *
 * Circles are centred on places and hold at most `max_share` of the population (scan_circles.h).
 * With C cases in all, a circle with c cases where E are expected has the log likelihood ratio
 *   Poisson: c ln(c/E) + (C-c) ln((C-c)/(C-E)) if c > E, else 0
 * E being proportional to the population, or to the place's expected cases, such as those by age
 * and sex, scaled so that they add up to C. The binomial ratio looks at persons with and without
 * the case: it is for cases that are not rare. The circle with the largest ratio is the most likely
 * cluster; the next largest that shares no place with those before is a secondary one.
 *
 * p = (b + 1) / (R + 1), b of R replicates whose largest ratio anywhere is at least the cluster's,
 * so p is adjusted for all circles looked at. Replicates share the C cases out at random: in
 * proportion to E (Poisson), or among persons (binomial). Crime varies more than that: with phi
 * > 1.5 the cases are drawn as negative binomial counts of variance phi E given their sum (a
 * Dirichlet-multinomial of parameters E/(phi - 1)), so that lumpy counts do not pass for clusters.
 *
 * Places are put in the order of their coordinates first: neither the order of the rows nor the
 * number of threads changes a bit of the result.
 */
#ifndef PB_ENGINE_STATS_SCAN_H
#define PB_ENGINE_STATS_SCAN_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** Counts that vary less than this times their mean pass for Poisson. */
#define PB_SCAN_PHI_LIMIT 1.5

typedef enum { PB_SCAN_POISSON, PB_SCAN_BINOMIAL } pb_scan_model;

typedef struct {
  double x, y;       /**< metres */
  double count;      /**< whole number of cases, at least 0 */
  double population; /**< greater than 0; binomial: persons, at least the cases */
  double expected;   /**< greater than 0; binomial: not used */
} pb_scan_place;

typedef struct {
  pb_scan_model model;
  double max_share;    /**< of the population in a circle: 0.5 */
  double max_radius_m; /**< 0: any */
  double phi;          /**< over-dispersion, used above PB_SCAN_PHI_LIMIT (Poisson only) */
  size_t max_clusters; /**< the most to report, at least 1 */
  size_t replicates;   /**< 0: no p */
  uint64_t seed;
  int threads;
} pb_scan_options;

typedef struct {
  size_t n;        /**< places in it */
  size_t *places;  /**< their positions, nearest to the centre first; the centre itself first */
  double radius_m; /**< from the centre to the farthest */
  double cases, expected, population;
  double ratio;  /**< (cases / expected) inside over the same outside; 0 when all are inside */
  double llr, p; /**< p 0 without replicates */
} pb_scan_cluster;

typedef struct {
  size_t n_circles, n_clusters;
  double n_cases;
  pb_scan_cluster *clusters; /**< by llr, the largest first */
} pb_scan;

/** Of n places; NULL with a reason (an N_() sentence) when nothing can be said. Free with
 * pb_scan_free. */
pb_scan *pb_scan_of(const pb_scan_place *places, size_t n, const pb_scan_options *options,
                    const char **reason);
void pb_scan_free(pb_scan *scan);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(pb_scan, pb_scan_free)

#endif

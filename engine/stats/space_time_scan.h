/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * The space-time permutation scan (Kulldorff, Heffernan, Hartman, Assuncao & Mostashari 2005):
 * where and when were there more events than the place and the time alone let expect? It needs
 * events only, no population: a place with many events all the time is no cluster, nor is a day
 * with many events everywhere.
 *
 * Cylinders: circles around the events' places that hold at most `max_share` of the events
 * (scan_circles.h), over at most `max_days` days in a row. Of C events, of which n are in the
 * circle and d on the days, n d / C are expected in the cylinder; the log likelihood ratio is that
 * of the Poisson scan (scan_ratio.h). Cylinders have at least two events, and begin and end on a
 * day with one of theirs: any other is worse than the one within it. Secondary clusters share no
 * event with those before.
 *
 * p = (b + 1) / (R + 1); replicates share the days out among the events anew. Events are put in the
 * order of their coordinates and days first: neither the order of the rows nor the number of
 * threads changes a bit of the result.
 */
#ifndef PB_ENGINE_STATS_SPACE_TIME_SCAN_H
#define PB_ENGINE_STATS_SPACE_TIME_SCAN_H

#include <glib.h>
#include <stddef.h>
#include <stdint.h>

typedef struct {
  double max_share;    /**< of the events in a circle: 0.5 */
  double max_radius_m; /**< 0: any */
  int max_days;        /**< at least 1 */
  size_t max_clusters; /**< the most to report, at least 1 */
  size_t replicates;   /**< 0: no p */
  uint64_t seed;
  int threads;
} pb_space_time_options;

typedef struct {
  double x, y, radius_m;       /**< of the circle: centre, and distance to the farthest event */
  int64_t first_day, last_day; /**< as given */
  size_t n;                    /**< events in it */
  size_t *events;              /**< their positions, ascending */
  double expected, llr, p;     /**< p 0 without replicates */
} pb_space_time_cluster;

typedef struct {
  size_t n_places, n_days, n_clusters; /**< places with events; days from the first to the last */
  pb_space_time_cluster *clusters;     /**< by llr, the largest first */
} pb_space_time;

/** Of n events: coordinates in metres and a whole day number. NULL with a reason (an N_() sentence)
 * when nothing can be said. Free with pb_space_time_free. */
pb_space_time *pb_space_time_of(const double *x, const double *y, const int64_t *day, size_t n,
                                const pb_space_time_options *options, const char **reason);
void pb_space_time_free(pb_space_time *found);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(pb_space_time, pb_space_time_free)

#endif

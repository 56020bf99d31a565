/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Is this week unusually high? Quasi-Poisson regression of the same time of earlier years.
 *
 * Original (Farrington et al. 1996): weeks within `half_window` of this week in each of `years`
 * earlier years; trend kept if p < 0.05, at least three years, and the prediction is no higher than
 * anything seen; weeks with large Anscombe residuals s > 1 get the weight ~ 1/s^2, so that an old
 * outbreak does not hide a new one; upper limit from the prediction variance phi mu + var(mu) on
 * the 2/3 power scale, two-sided alpha.
 *
 * Improved (Noufaily et al. 2013): all weeks of those years, with a season of `periods` levels a
 * year; weights from s > 2.58; the last `skip` weeks left out, so that an outbreak does not become
 * its own baseline; limit one-sided, PB_FARRINGTON_DELTA as above, NB_PLUGIN the quantile of the
 * negative binomial with mean mu and variance phi mu, MUAN the same with the upper limit of mu.
 *
 * Weeks: a year is 52 of them, or, where the day of the first week is known, the week nearest to
 * the same date of the earlier year: years of 53 weeks then move nothing.
 *
 * Fewer than `min_cases` in the last `min_periods` weeks: nothing is judged ("too few").
 *
 * How often a week in which nothing changed alarms (bench_calibration, 1 000 series of five years
 * with a wave of 30 percent; mean 2 and 20 a week, phi 1 | 5): improved with nb-plugin 0.6, 0.7 |
 * 4.2, 1.6 percent where 1 was wanted; original 1.6, 0.9 | 8.3, 5.1 where 0.5 was: its weights take
 * so much of the usual variation for old outbreaks that phi comes out too small. Use the improved.
 *
 * PB_FARRINGTON_SE_PEER: R's surveillance (1.20) takes the residual scale of the improved method
 * from the case weights instead of phi, and ends its regressions at a change of 1e-8; for
 * comparison with it only.
 */
#ifndef PB_ENGINE_STATS_FARRINGTON_H
#define PB_ENGINE_STATS_FARRINGTON_H

#include "engine/stats/count_run.h"

typedef enum {
  PB_FARRINGTON_DELTA,
  PB_FARRINGTON_NB_PLUGIN,
  PB_FARRINGTON_MUAN
} pb_farrington_limit;
typedef enum { PB_FARRINGTON_SE_PHI, PB_FARRINGTON_SE_PEER } pb_farrington_se;

typedef struct {
  int per_year;    /**< 52 or 12 */
  int years;       /**< of baseline */
  int half_window; /**< periods on each side */
  bool improved;
  int periods;    /**< levels of season a year (improved); 1: only the windows, as the original */
  int skip;       /**< latest periods that are no baseline (improved) */
  double p_trend; /**< the trend is kept below this p */
  pb_farrington_limit limit;
  pb_farrington_se se;
  double alpha;
  int min_cases, min_periods;
  bool has_first_day; /**< periods are weeks, the first of which has the day: */
  int64_t first_day;  /**< days since 1970-01-01 */
} pb_farrington_options;

/** Original: 52, 4 years, window 3, alpha 0.01, trend at 0.05, 5 cases in 4 periods. Improved:
 * also 10 periods, 26 skipped, nb-plugin. */
pb_farrington_options pb_farrington_defaults(bool improved);

typedef enum {
  PB_WATCH_NOT_JUDGED, /**< missing count, too little history, or no fit: see reason */
  PB_WATCH_TOO_FEW,
  PB_WATCH_NORMAL,
  PB_WATCH_ALARM
} pb_watch_status;

typedef struct {
  pb_watch_status status;
  const char *reason;     /**< when not judged */
  double expected, upper; /**< counts; there when NORMAL or ALARM, or TOO_FEW */
  double p;               /**< chance of as many or more; there with expected */
  double score;           /**< (count - expected) / (upper - expected): alarm above 1 */
  double phi;
  double se_log; /**< standard error of ln expected */
  bool trend;    /**< the trend was kept */
} pb_farrington;

/** Judge period `now` of the run (0 .. n-1). */
pb_farrington pb_farrington_judge(const pb_count_run *run, size_t now,
                                  const pb_farrington_options *options);

/** "alarm", "normal", "too few" or "not judged". */
const char *pb_watch_status_text(pb_watch_status status);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stats/local_variation.h"

#include "engine/stats/series_fit.h"
#include "engine/stats/tails.h"
#include "engine/text.h"

#define MIN_RUNS 3
/* Squared correlations of neighbouring and next-but-one pseudo-residuals, twice over. */
#define OVERLAP_ONE (8. / 9)
#define OVERLAP_TWO (1. / 18)

/* Squared standardised difference of the middle year from its neighbours. */
static bool squared_jump(const pb_series_point *run, double *jump) {
  double count = run[0].count + run[1].count + run[2].count;
  double rate = count / (run[0].exposure + run[1].exposure + run[2].exposure);
  if (!(rate > 0))
    return false;
  double off = run[1].count / run[1].exposure - run[0].count / run[0].exposure / 2 -
               run[2].count / run[2].exposure / 2;
  double variance = rate * (1 / run[1].exposure + .25 / run[0].exposure + .25 / run[2].exposure);
  *jump = off * off / variance;
  return true;
}

static bool neighbours(const pb_series_point *run) {
  return run[1].t - run[0].t == 1 && run[2].t - run[1].t == 1;
}

bool pb_local_variation(const pb_series_point *points, size_t n, pb_dispersion *dispersion,
                        const char **reason) {
  double sum = 0, m = 0, pairs_one = 0, pairs_two = 0;
  bool before = false, before_that = false;
  for (size_t i = 0; i + 2 < n; i++) {
    double jump;
    bool usable = neighbours(points + i) && squared_jump(points + i, &jump);
    if (usable) {
      sum += jump;
      m++;
      pairs_one += before;
      pairs_two += before_that;
    }
    before_that = before;
    before = usable;
  }
  if (m < MIN_RUNS) {
    *reason = N_("Too few periods to tell how much the counts usually vary.");
    return false;
  }
  double phi = sum / m, df = m * m / (m + OVERLAP_ONE * pairs_one + OVERLAP_TWO * pairs_two);
  *dispersion = (pb_dispersion){.phi = phi, .df = df, .p = pb_chi2_p(phi * df, df)};
  return true;
}

static bool estimate(const pb_series_point *points, size_t n, int per_year,
                     pb_dispersion *dispersion, const char **reason) {
  (void)per_year;
  return pb_local_variation(points, n, dispersion, reason);
}

static pb_result *run(const pb_table *input, const pb_params *values, GError **error) {
  (void)values;
  return pb_dispersion_result("local-variation", input, estimate, error);
}

const pb_statistic pb_statistic_local_variation = {
    .name = "local-variation",
    .title = N_("How much neighbouring years differ beyond chance"),
    .description = N_(
        "Compares each year with the mean of the year before and the year after. Phi is the size "
        "of these differences in relation to what chance gives, so a level that slowly rises or "
        "falls does not count as variation. It decides how large a change must be to be told "
        "from the usual variation."),
    .citation = "Gasser T, Sroka L, Jennen-Steinmetz C (1986) Biometrika 73:625",
    .inputs = pb_series_inputs,
    .n_inputs = PB_SERIES_N_INPUTS,
    .run = run,
};

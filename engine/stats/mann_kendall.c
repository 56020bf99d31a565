/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stats/mann_kendall.h"

#include <math.h>

#include "engine/stats/quantile.h"
#include "engine/stats/rank_sums.h"
#include "engine/stats/tails.h"
#include "engine/text.h"

bool pb_mann_kendall_test(const pb_value_point *points, size_t n, pb_mann_kendall *test,
                          const char **reason) {
  if (n < PB_MANN_KENDALL_MIN) {
    *reason = N_("Too few periods: a trend test by ranks needs at least five, since fewer can "
                 "never be told from chance.");
    return false;
  }
  pb_rank_sums sums = {0};
  pb_rank_sums_add(&sums, points, n);
  bool judged = pb_rank_sums_judge(&sums, test);
  if (!judged)
    *reason = N_("All values are equal.");
  pb_rank_sums_clear(&sums);
  return judged;
}

void pb_mann_kendall_put(pb_result *result, const pb_mann_kendall *test) {
  pb_result_set_scalar(result, "s", (double)test->s, NULL);
  pb_result_set_scalar(result, "variance", test->variance, NULL);
  pb_result_set_scalar(result, "z", test->z, NULL);
  pb_result_set_scalar(result, "p", test->p, NULL);
  pb_result_set_scalar(result, "p_normal", test->p_normal, NULL);
  pb_result_set_scalar_maybe(result, "p_exact", test->exact, test->p_exact, NULL);
  pb_result_set_scalar(result, "tau", test->tau, NULL);
  pb_result_set_method(result, test->exact ? N_("exact distribution of the ranks")
                                           : N_("normal approximation with continuity correction"));
}

static pb_result *run(const pb_table *input, const pb_params *values, GError **error) {
  (void)values;
  pb_value_series series;
  if (!pb_value_series_read(input, &series, error))
    return NULL;
  pb_result *result = pb_result_new("mann-kendall");
  pb_result_set_counts(result, series.n, series.n_rows - series.n);
  pb_mann_kendall test;
  const char *reason = NULL;
  if (pb_mann_kendall_test(series.points, series.n, &test, &reason))
    pb_mann_kendall_put(result, &test);
  else
    pb_result_set_reason(result, reason);
  pb_value_series_clear(&series);
  return result;
}

const pb_statistic pb_statistic_mann_kendall = {
    .name = "mann-kendall",
    .title = N_("Rising or falling: trend test by ranks"),
    .description = N_(
        "Does a series tend to rise or fall, whatever the shape of the rise? Only the order of the "
        "values counts, so a single extreme period has little weight. For series without season: "
        "yearly values, or values that are adjusted for season. Exact for at most ten values; "
        "fewer than five are refused."),
    .citation = "Mann HB (1945) Econometrica 13:245; Kendall MG (1975) Rank Correlation Methods",
    .inputs = pb_value_inputs,
    .n_inputs = PB_VALUE_N_INPUTS,
    .run = run,
};

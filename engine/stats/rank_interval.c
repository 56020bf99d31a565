/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stats/rank_interval.h"

#include "engine/stats/empirical_bayes.h"
#include "engine/stats/input.h"
#include "engine/stats/shared_params.h"
#include "engine/text.h"

static const pb_input inputs[] = {
    {"count", PB_TYPE_INT64, true, N_("number of crimes in a member of the group")},
    {"exposure", PB_TYPE_DOUBLE, true, N_("population, or other exposure")},
};
static const char *const priors[] = {"jeffreys", "group", NULL};
static const pb_param params[] = {
    PB_PARAM_CONFIDENCE,
    {.name = "prior",
     .title = N_("what is known of a rate before its count: next to nothing (jeffreys), or how the "
                 "rates of the group are spread (group)"),
     .type = PB_PARAM_CHOICE,
     .def_text = "jeffreys",
     .choices = priors},
    {.name = "phi",
     .title = N_("over-dispersion of the counts; widens the intervals"),
     .type = PB_PARAM_DOUBLE,
     .def = 1,
     .min = 1e-6,
     .max = 1e9},
    {.name = "n_top",
     .title = N_("how many of the highest are the top; 0: the highest tenth, rounded up"),
     .type = PB_PARAM_INT,
     .def = 0,
     .min = 0,
     .max = 1e6},
    {.name = "replicates",
     .title = N_("how many times the ranks are drawn"),
     .type = PB_PARAM_INT,
     .def = 1000,
     .min = 100,
     .max = 100000},
    PB_PARAM_SEED,
    PB_PARAM_THREADS,
};

/* More ranks than this in memory are refused: 800 MB. */
#define MOST_RANKS 200000000.0

static const char *reason_not(const pb_count *counts, size_t n, const pb_params *values,
                              pb_rank_options *options) {
  int64_t total = 0;
  for (size_t i = 0; i < n; i++)
    total += counts[i].count;
  if (n < 2)
    return N_("There is no other member of the group to compare with.");
  if (total == 0)
    return N_("No member has any crimes.");
  if ((double)n * (double)options->replicates > MOST_RANKS)
    return N_("There are too many places for so many replicates: set replicates lower.");
  if (g_str_equal(pb_params_text(values, "prior"), "jeffreys"))
    return NULL;
  g_autofree pb_eb_rate *rates = g_new(pb_eb_rate, n);
  return pb_eb_gamma(counts, n, rates, &options->shape, &options->rate)
             ? NULL
             : N_("The rates of the group differ no more than chance alone would make them: there "
                  "is no order to rank.");
}

static void put_ranks(pb_result *result, const pb_rank_interval *ranks, const size_t *row_of,
                      size_t n, size_t n_rows) {
  static const char *const names[] = {"rank", "rank_lower", "rank_upper"};
  pb_column *ints[G_N_ELEMENTS(names)];
  for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
    ints[i] = pb_result_add_column(result, names[i], PB_TYPE_INT64, NULL);
  pb_column *median = pb_result_add_column(result, "rank_median", PB_TYPE_DOUBLE, NULL);
  pb_column *p_top = pb_result_add_column(result, "p_top", PB_TYPE_DOUBLE, NULL);
  for (size_t row = 0, next = 0; row < n_rows; row++) {
    bool used = next < n && row_of[next] == row;
    const pb_rank_interval one = used ? ranks[next++] : (pb_rank_interval){0};
    const size_t whole[] = {one.rank, one.lower, one.upper};
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
      if (used)
        pb_column_append_int(ints[i], (int64_t)whole[i]);
      else
        pb_column_append_missing(ints[i]);
    pb_column_append_maybe(median, used, one.median);
    pb_column_append_maybe(p_top, used, one.p_top);
  }
}

static void put_summary(pb_result *result, const pb_rank_interval *ranks, size_t n, size_t n_top) {
  double width = 0;
  size_t sure = 0;
  for (size_t i = 0; i < n; i++) {
    width += (double)(ranks[i].upper - ranks[i].lower + 1);
    sure += ranks[i].p_top >= 0.95;
  }
  pb_result_set_scalar(result, "n_top", (double)n_top, NULL);
  pb_result_set_scalar(result, "n_surely_top", (double)sure, NULL);
  pb_result_set_scalar(result, "mean_width", width / (double)n, N_("ranks"));
  if (width / (double)n > 0.5 * (double)n)
    pb_result_add_warning(result, N_("The intervals span more than half of the ranks on average: "
                                     "the order says little."));
}

static pb_result *run(const pb_table *input, const pb_params *values, GError **error) {
  const pb_column *columns[] = {pb_table_find(input, "count"), pb_table_find(input, "exposure")};
  if (!pb_input_check_counts(columns[0], error) || !pb_input_check_positive(columns[1], error))
    return NULL;
  size_t n_rows = pb_table_n_rows(input), n = 0;
  g_autofree pb_count *counts = g_new(pb_count, n_rows + 1);
  g_autofree size_t *row_of = g_new(size_t, n_rows + 1);
  for (size_t row = 0; row < n_rows; row++)
    if (pb_input_complete(columns, 2, row)) {
      row_of[n] = row;
      counts[n++] =
          (pb_count){(int64_t)pb_column_double(columns[0], row), pb_column_double(columns[1], row)};
    }
  pb_result *result = pb_result_new("rank-interval");
  pb_result_set_counts(result, n, n_rows - n);
  pb_rank_options options = {
      .replicates = (size_t)pb_params_int(values, "replicates"),
      .seed = (uint64_t)pb_params_int(values, "seed"),
      .phi = pb_params_double(values, "phi"),
      .confidence = pb_params_double(values, "confidence"),
      .n_top = (size_t)pb_params_int(values, "n_top"),
      .threads = pb_params_int(values, "threads"),
  };
  const char *reason = reason_not(counts, n, values, &options);
  if (reason) {
    pb_result_set_reason(result, reason);
    return result;
  }
  if (options.n_top == 0)
    options.n_top = pb_rank_top(n);
  g_autofree pb_rank_interval *ranks = g_new(pb_rank_interval, n);
  pb_rank_intervals(counts, n, &options, ranks);
  pb_result_set_seed(result, options.seed);
  put_ranks(result, ranks, row_of, n, n_rows);
  put_summary(result, ranks, n, options.n_top);
  return result;
}

const pb_statistic pb_statistic_rank_interval = {
    .name = "rank-interval",
    .title = N_("Rank with its uncertainty"),
    .description =
        N_("The rank of each place by its rate (1 is highest) with the interval that chance leaves "
           "it, and the probability of being among the highest. Every place's rate is drawn from "
           "what its count says of it and all places are ranked, a thousand times."),
    .citation = "Goldstein H, Spiegelhalter DJ (1996) J R Stat Soc A 159:385; Laird NM, Louis TA "
                "(1989) J Educ Stat 14:29",
    .inputs = inputs,
    .n_inputs = G_N_ELEMENTS(inputs),
    .params = params,
    .n_params = G_N_ELEMENTS(params),
    .run = run,
};

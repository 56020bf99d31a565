/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stats/leave_one_out.h"

#include <math.h>

#include "engine/stats/input.h"
#include "engine/stats/quantile.h"
#include "engine/stats/shared_params.h"
#include "engine/text.h"

static double pooled(const pb_count *counts, size_t n, size_t out) {
  double count = 0, exposure = 0;
  for (size_t i = 0; i < n; i++) {
    if (i == out)
      continue;
    count += (double)counts[i].count;
    exposure += counts[i].exposure;
  }
  return count / exposure;
}

/* Median of the n - 1 values of `sorted` other than the one at `out`. */
static double median_without(const double *sorted, size_t n, size_t out) {
  size_t high = (n - 1) / 2, low = (n - 2) / 2; /* of the n - 1 that stay */
  return (sorted[low + (low >= out)] + sorted[high + (high >= out)]) / 2;
}

static void leave_from_median(const pb_count *counts, size_t n, double *without, double *all) {
  g_autofree double *sorted = g_new(double, n);
  for (size_t i = 0; i < n; i++)
    sorted[i] = (double)counts[i].count / counts[i].exposure;
  g_autofree double *rates = g_memdup2(sorted, n * sizeof *sorted);
  pb_sort_doubles(sorted, n);
  *all = pb_quantile_sorted(sorted, n, 0.5);
  for (size_t i = 0; i < n; i++) {
    size_t low = 0, high = n; /* where the rate of i stands first */
    while (low < high) {
      size_t middle = low + (high - low) / 2;
      if (sorted[middle] < rates[i])
        low = middle + 1;
      else
        high = middle;
    }
    without[i] = median_without(sorted, n, low);
  }
}

bool pb_leave_one_out(const pb_count *counts, size_t n, pb_left_out_measure measure,
                      double *without, pb_left_out *summary) {
  if (n < 2)
    return false;
  pb_left_out found = {0};
  if (measure == PB_LEFT_OUT_MEDIAN) {
    leave_from_median(counts, n, without, &found.all);
  } else {
    found.all = pooled(counts, n, n);
    for (size_t i = 0; i < n; i++)
      without[i] = pooled(counts, n, i);
  }
  for (size_t i = 1; i < n; i++)
    if (fabs(without[i] - found.all) > fabs(without[found.most] - found.all))
      found.most = i;
  *summary = found;
  return true;
}

static const pb_input inputs[] = {
    {"id", PB_TYPE_STRING, false, N_("name of the member")},
    {"count", PB_TYPE_INT64, true, N_("number of crimes in a member of the group")},
    {"exposure", PB_TYPE_DOUBLE, true, N_("population, or other exposure")},
};
static const char *const measures[] = {"pooled", "median", NULL};
static const pb_param params[] = {
    {.name = "measure",
     .title = N_("the rate of all together (pooled) or the median of the members' rates"),
     .type = PB_PARAM_CHOICE,
     .def_text = "pooled",
     .choices = measures},
    PB_PARAM_PER,
};

static void put_members(pb_result *result, const double *without, const size_t *row_of, size_t n,
                        size_t n_rows, double all, double per) {
  pb_column *rates = pb_result_add_column(result, "without", PB_TYPE_DOUBLE, NULL);
  pb_column *changes = pb_result_add_column(result, "change", PB_TYPE_DOUBLE, NULL);
  pb_column *shares = pb_result_add_column(result, "change_share", PB_TYPE_DOUBLE, NULL);
  for (size_t row = 0, next = 0; row < n_rows; row++) {
    bool used = next < n && row_of[next] == row;
    double rate = used ? without[next++] : 0;
    pb_column_append_maybe(rates, used, rate * per);
    pb_column_append_maybe(changes, used, (rate - all) * per);
    pb_column_append_maybe(shares, used && all > 0, all > 0 ? (rate - all) / all : 0);
  }
}

static void put_summary(pb_result *result, const double *without, size_t n,
                        const pb_left_out *summary, double per) {
  double lowest = without[0], highest = without[0];
  for (size_t i = 1; i < n; i++) {
    lowest = fmin(lowest, without[i]);
    highest = fmax(highest, without[i]);
  }
  pb_result_set_scalar(result, "all", summary->all * per, NULL);
  pb_result_set_scalar(result, "lowest_without", lowest * per, NULL);
  pb_result_set_scalar(result, "highest_without", highest * per, NULL);
  double change = without[summary->most] - summary->all;
  pb_result_set_scalar(result, "largest_change", fabs(change) * per, NULL);
  if (summary->all > 0)
    pb_result_set_scalar(result, "largest_change_share", fabs(change) / summary->all, NULL);
  else
    pb_result_set_scalar_missing(result, "largest_change_share", NULL);
}

static pb_result *run(const pb_table *input, const pb_params *values, GError **error) {
  const pb_column *id = pb_table_find(input, "id");
  const pb_column *columns[] = {pb_table_find(input, "count"), pb_table_find(input, "exposure")};
  if (!pb_input_check_counts(columns[0], error) || !pb_input_check_positive(columns[1], error))
    return NULL;
  size_t n_rows = pb_table_n_rows(input), n = 0;
  g_autofree pb_count *counts = g_new(pb_count, n_rows + 1);
  g_autofree size_t *row_of = g_new(size_t, n_rows + 1);
  int64_t total = 0;
  for (size_t row = 0; row < n_rows; row++) {
    if (!pb_input_complete(columns, 2, row))
      continue;
    row_of[n] = row;
    counts[n] =
        (pb_count){(int64_t)pb_column_double(columns[0], row), pb_column_double(columns[1], row)};
    total += counts[n++].count;
  }
  pb_result *result = pb_result_new("leave-one-out");
  pb_result_set_counts(result, n, n_rows - n);
  g_autofree double *without = g_new(double, n + 1);
  bool median = g_str_equal(pb_params_text(values, "measure"), "median");
  pb_left_out summary;
  if (!pb_leave_one_out(counts, n, median ? PB_LEFT_OUT_MEDIAN : PB_LEFT_OUT_POOLED, without,
                        &summary)) {
    pb_result_set_reason(result, N_("Leaving one out needs at least two members with a count and "
                                    "an exposure."));
    return result;
  }
  if (total == 0) {
    pb_result_set_reason(result, N_("No member has any crimes."));
    return result;
  }
  double per = pb_params_double(values, "per");
  put_members(result, without, row_of, n, n_rows, summary.all, per);
  put_summary(result, without, n, &summary, per);
  bool moves = fabs(without[summary.most] - summary.all) > 1e-12 * summary.all; /* not rounding */
  if (id && moves && pb_column_is_valid(id, row_of[summary.most]))
    pb_result_set_text(result, "most", pb_column_string(id, row_of[summary.most]));
  return result;
}

const pb_statistic pb_statistic_leave_one_out = {
    .name = "leave-one-out",
    .title = N_("The whole without each member"),
    .description =
        N_("The rate of several places together, or the median of their rates, without each of "
           "them in turn, and which member moves it most: whether the joint picture is one "
           "member's picture."),
    .citation = "Hyndman RJ, Fan Y (1996) Am Stat 50:361 (median)",
    .inputs = inputs,
    .n_inputs = G_N_ELEMENTS(inputs),
    .params = params,
    .n_params = G_N_ELEMENTS(params),
    .run = run,
};

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stats/group_comparison.h"

#include "engine/stats/input.h"
#include "engine/stats/quantile.h"
#include "engine/text.h"

bool pb_group_compare(const pb_member *members, size_t n, size_t self, pb_comparison *comparison) {
  if (n < 2 || self >= n)
    return false;
  g_autofree double *others = g_new(double, n - 1);
  size_t higher = 0, wholly_above = 0, wholly_below = 0, n_others = 0;
  for (size_t i = 0; i < n; i++) {
    if (i == self)
      continue;
    others[n_others++] = members[i].value;
    higher += members[i].value > members[self].value;
    wholly_above += members[i].interval.lower > members[self].interval.upper;
    wholly_below += members[i].interval.upper < members[self].interval.lower;
  }
  pb_sort_doubles(others, n_others);
  pb_comparison found = {
      .n = n,
      .n_reference = n_others,
      .q1 = pb_quantile_sorted(others, n_others, 0.25),
      .median = pb_quantile_sorted(others, n_others, 0.5),
      .q3 = pb_quantile_sorted(others, n_others, 0.75),
      .rank = 1 + higher,
      .rank_lower = 1 + wholly_above,
      .rank_upper = n - wholly_below,
  };
  found.has_ratio = found.median > 0;
  if (found.has_ratio)
    found.ratio_to_median = members[self].value / found.median;
  *comparison = found;
  return true;
}

static const pb_input inputs[] = {
    {"value", PB_TYPE_DOUBLE, true, N_("value of a member of the group, a rate for example")},
    {"lower", PB_TYPE_DOUBLE, false, N_("lower end of its interval; the value if left out")},
    {"upper", PB_TYPE_DOUBLE, false, N_("upper end of its interval; the value if left out")},
};

enum { MEDIAN, Q1, Q3, RATIO, N_DOUBLES };
enum { RANK, RANK_LOWER, RANK_UPPER, N_REFERENCE, N_INTS };

static pb_result *run(const pb_table *input, const pb_params *values, GError **error) {
  (void)values;
  (void)error;
  const pb_column *columns[G_N_ELEMENTS(inputs)];
  pb_input_find(input, inputs, G_N_ELEMENTS(inputs), columns);
  size_t n_rows = pb_table_n_rows(input), n = 0;
  g_autofree pb_member *members = g_new(pb_member, n_rows + 1);
  g_autofree bool *complete = g_new(bool, n_rows + 1);
  for (size_t row = 0; row < n_rows; row++) {
    complete[row] = pb_input_complete(columns, G_N_ELEMENTS(columns), row);
    if (!complete[row])
      continue;
    double value = pb_column_double(columns[0], row);
    members[n++] = (pb_member){
        value, {pb_input_or(columns[1], row, value), pb_input_or(columns[2], row, value)}};
  }
  pb_result *result = pb_result_new("group-comparison");
  pb_result_set_counts(result, n, n_rows - n);
  if (n < 2) {
    pb_result_set_reason(result, N_("There is no other member of the group to compare with."));
    return result;
  }
  static const char *const double_names[] = {"median", "q1", "q3", "ratio_to_median"};
  static const char *const int_names[] = {"rank", "rank_lower", "rank_upper", "n_reference"};
  pb_column *doubles[N_DOUBLES], *ints[N_INTS];
  for (int i = 0; i < N_INTS; i++)
    ints[i] = pb_result_add_column(result, int_names[i], PB_TYPE_INT64, NULL);
  for (int i = 0; i < N_DOUBLES; i++)
    doubles[i] = pb_result_add_column(result, double_names[i], PB_TYPE_DOUBLE, NULL);
  for (size_t row = 0, self = 0; row < n_rows; row++) {
    if (!complete[row]) {
      for (int i = 0; i < N_INTS; i++)
        pb_column_append_missing(ints[i]);
      for (int i = 0; i < N_DOUBLES; i++)
        pb_column_append_missing(doubles[i]);
      continue;
    }
    pb_comparison comparison = {0};
    pb_group_compare(members, n, self++, &comparison);
    pb_column_append_int(ints[RANK], (int64_t)comparison.rank);
    pb_column_append_int(ints[RANK_LOWER], (int64_t)comparison.rank_lower);
    pb_column_append_int(ints[RANK_UPPER], (int64_t)comparison.rank_upper);
    pb_column_append_int(ints[N_REFERENCE], (int64_t)comparison.n_reference);
    pb_column_append_double(doubles[MEDIAN], comparison.median);
    pb_column_append_double(doubles[Q1], comparison.q1);
    pb_column_append_double(doubles[Q3], comparison.q3);
    pb_column_append_maybe(doubles[RATIO], comparison.has_ratio, comparison.ratio_to_median);
  }
  return result;
}

const pb_statistic pb_statistic_group_comparison = {
    .name = "group-comparison",
    .title = N_("Place in a group"),
    .description =
        N_("Each member against all the others: their median and quartiles, its rank (1 is "
           "highest), and the best and worst rank that the intervals allow. A member is never part "
           "of its own yardstick."),
    .citation = "Goldstein H, Spiegelhalter DJ (1996) J R Stat Soc A 159:385; Hyndman RJ, Fan Y "
                "(1996) Am Stat 50:361",
    .inputs = inputs,
    .n_inputs = G_N_ELEMENTS(inputs),
    .run = run,
};

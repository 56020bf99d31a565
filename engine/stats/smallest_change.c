/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stats/smallest_change.h"

#include <math.h>

#include "engine/stats/count_input.h"
#include "engine/stats/input.h"
#include "engine/stats/shared_params.h"
#include "engine/text.h"

typedef struct {
  pb_count base;
  double exposure;
  pb_smallest_options options;
} question;

static bool significant(const question *q, int64_t count) {
  pb_count now = {count, q->exposure};
  return pb_count_change_p(now, q->base, q->options.phi, q->options.df, q->options.mid_p) <=
         q->options.alpha;
}

/* The minimum-likelihood p does not fall quite monotonically: after bisection, step back over any
 * significant neighbours. */
static int64_t lowest_significant(const question *q, int64_t from) {
  int64_t lo = from, step = 1 + (int64_t)sqrt((double)from);
  while (!significant(q, lo + step)) {
    lo += step;
    step *= 2;
    if (lo > INT64_C(1) << 50)
      return -1;
  }
  int64_t hi = lo + step;
  while (hi - lo > 1) {
    int64_t middle = lo + (hi - lo) / 2;
    if (significant(q, middle))
      hi = middle;
    else
      lo = middle;
  }
  for (int64_t near = hi - 1; near > from && hi - near < 4; near--)
    if (significant(q, near))
      hi = near;
  return hi;
}

static int64_t highest_significant(const question *q, int64_t from) {
  int64_t lo = -1, hi = from; /* lo significant or -1, hi not */
  while (hi - lo > 1) {
    int64_t middle = lo + (hi - lo) / 2;
    if (significant(q, middle))
      lo = middle;
    else
      hi = middle;
  }
  for (int64_t near = lo + 1; near < from && near - lo < 4; near++)
    if (significant(q, near))
      lo = near;
  return lo;
}

pb_smallest pb_smallest_change(pb_count base, double exposure_now,
                               const pb_smallest_options *options) {
  question q = {base, exposure_now, options ? *options : (pb_smallest_options){0}};
  if (!(q.options.alpha > 0))
    q.options.alpha = 0.05;
  pb_smallest smallest = {0};
  if (base.count < 0 || !(base.exposure > 0) || !(exposure_now > 0))
    return smallest;
  double expected = (double)base.count * exposure_now / base.exposure;
  double base_rate = (double)base.count / base.exposure;
  int64_t up = lowest_significant(&q, (int64_t)floor(expected));
  if (up >= 0) {
    smallest.has_up = true;
    smallest.count_up = up;
    smallest.has_ratio_up = base.count > 0;
    if (smallest.has_ratio_up)
      smallest.ratio_up = (double)up / exposure_now / base_rate;
  }
  int64_t down = base.count > 0 ? highest_significant(&q, (int64_t)ceil(expected)) : -1;
  if (down >= 0) {
    smallest.has_down = true;
    smallest.count_down = down;
    smallest.ratio_down = (double)down / exposure_now / base_rate;
  }
  return smallest;
}

static const pb_input inputs[] = {
    {"base_count", PB_TYPE_INT64, true, N_("number of crimes in the earlier period")},
    {"base_exposure", PB_TYPE_DOUBLE, false, N_("population of the earlier period; 1 if left out")},
    {"now_exposure", PB_TYPE_DOUBLE, false, N_("population of the later period; 1 if left out")},
};
static const char *const judges[] = {"exact", "mid-p", NULL};
static const pb_param params[] = {
    {.name = "alpha",
     .title = N_("significance level"),
     .type = PB_PARAM_DOUBLE,
     .def = 0.05,
     .min = 1e-6,
     .max = 0.5},
    PB_PARAM_PHI,
    PB_PARAM_PHI_DF,
    {.name = "judge",
     .title = N_("the p value that judges"),
     .type = PB_PARAM_CHOICE,
     .def_text = "exact",
     .choices = judges},
};

static pb_result *run(const pb_table *input, const pb_params *values, GError **error) {
  const pb_column *columns[G_N_ELEMENTS(inputs)];
  pb_input_find(input, inputs, G_N_ELEMENTS(inputs), columns);
  if (!pb_input_check_counts(columns[0], error) || !pb_input_check_positive(columns[1], error) ||
      !pb_input_check_positive(columns[2], error))
    return NULL;
  pb_smallest_options options = {
      .alpha = pb_params_double(values, "alpha"),
      .phi = pb_params_double(values, "phi"),
      .df = pb_params_double(values, "df"),
      .mid_p = g_str_equal(pb_params_text(values, "judge"), "mid-p"),
  };
  pb_result *result = pb_result_new("smallest-change");
  pb_column *base = pb_result_add_column(result, "base_count", PB_TYPE_INT64, N_("crimes"));
  pb_column *up = pb_result_add_column(result, "count_up", PB_TYPE_INT64, N_("crimes"));
  pb_column *ratio_up = pb_result_add_column(result, "ratio_up", PB_TYPE_DOUBLE, NULL);
  pb_column *down = pb_result_add_column(result, "count_down", PB_TYPE_INT64, N_("crimes"));
  pb_column *ratio_down = pb_result_add_column(result, "ratio_down", PB_TYPE_DOUBLE, NULL);
  size_t n = pb_table_n_rows(input), used = 0;
  for (size_t row = 0; row < n; row++) {
    bool complete = pb_input_complete(columns, G_N_ELEMENTS(columns), row);
    pb_smallest smallest = {0};
    if (complete) {
      pb_count from = {(int64_t)pb_column_double(columns[0], row), pb_input_or(columns[1], row, 1)};
      smallest = pb_smallest_change(from, pb_input_or(columns[2], row, 1), &options);
      pb_column_append_int(base, from.count);
      used++;
    } else {
      pb_column_append_missing(base);
    }
    if (smallest.has_up)
      pb_column_append_int(up, smallest.count_up);
    else
      pb_column_append_missing(up);
    pb_column_append_maybe(ratio_up, smallest.has_ratio_up, smallest.ratio_up);
    if (smallest.has_down)
      pb_column_append_int(down, smallest.count_down);
    else
      pb_column_append_missing(down);
    pb_column_append_maybe(ratio_down, smallest.has_down, smallest.ratio_down);
  }
  if (used == 0)
    pb_result_set_reason(result, PB_NO_COMPLETE_ROW);
  pb_result_set_counts(result, used, n - used);
  return result;
}

const pb_statistic pb_statistic_smallest_change = {
    .name = "smallest-change",
    .title = N_("Smallest change that could have been seen"),
    .description =
        N_("How many crimes a later period would have needed, or how few, for the change "
           "to be told from chance. With small counts only very large changes can be."),
    .citation = "Przyborowski J, Wilenski H (1940) Biometrika 31:313",
    .inputs = inputs,
    .n_inputs = G_N_ELEMENTS(inputs),
    .params = params,
    .n_params = G_N_ELEMENTS(params),
    .run = run,
};

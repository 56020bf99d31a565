/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stats/wdd.h"

#include <math.h>

#include "engine/stats/input.h"
#include "engine/stats/shared_params.h"
#include "engine/stats/tails.h"
#include "engine/text.h"

static double or_one(double weight) {
  return weight > 0 ? weight : 1;
}

static pb_wdd_part part_of(const pb_wdd_pair *pair, double before, double after, double phi) {
  double t = or_one(pair->treated_area), c = or_one(pair->control_area);
  double t0 = (double)pair->treated_before, t1 = (double)pair->treated_after;
  double c0 = (double)pair->control_before, c1 = (double)pair->control_after;
  double w_t0 = before * t, w_t1 = after * t, w_c0 = before * c, w_c1 = after * c;
  return (pb_wdd_part){
      .difference = (t1 / w_t1 - t0 / w_t0) - (c1 / w_c1 - c0 / w_c0),
      .variance =
          phi * (t1 / (w_t1 * w_t1) + t0 / (w_t0 * w_t0) + c1 / (w_c1 * w_c1) + c0 / (w_c0 * w_c0)),
  };
}

void pb_wdd_judge(pb_wdd *wdd, double total, double variance, double confidence) {
  wdd->total = total;
  wdd->se = sqrt(variance);
  wdd->z = wdd->se > 0 ? total / wdd->se : 0;
  wdd->p = wdd->se > 0 ? pb_normal_p(wdd->z) : 1;
  wdd->smallest_effect =
      pb_normal_critical(confidence > 0 ? confidence : PB_DEFAULT_CONFIDENCE) * wdd->se;
  wdd->interval = (pb_interval){total - wdd->smallest_effect, total + wdd->smallest_effect};
}

bool pb_wdd_compute(const pb_wdd_pair *local, const pb_wdd_pair *displacement,
                    const pb_wdd_options *options, pb_wdd *wdd) {
  const pb_wdd_options o = options ? *options : (pb_wdd_options){0};
  double before = or_one(o.time_before), after = or_one(o.time_after), phi = or_one(o.phi);
  *wdd = (pb_wdd){.local = part_of(local, before, after, phi)};
  if (displacement)
    wdd->displacement = part_of(displacement, before, after, phi);
  double variance = wdd->local.variance + wdd->displacement.variance;
  pb_wdd_judge(wdd, wdd->local.difference + wdd->displacement.difference, variance, o.confidence);
  return variance > 0;
}

enum {
  T0,
  T1,
  C0,
  C1,
  DT0,
  DT1,
  DC0,
  DC1,
  N_COUNTS,
  TIME_BEFORE = N_COUNTS,
  TIME_AFTER,
  AREA_T,
  AREA_C,
  AREA_DT,
  AREA_DC,
  HARM,
  N_INPUTS
};
static const pb_input inputs[N_INPUTS] = {
    [T0] = {"treated_before", PB_TYPE_INT64, true, N_("crimes in the treated area before")},
    [T1] = {"treated_after", PB_TYPE_INT64, true, N_("crimes in the treated area after")},
    [C0] = {"control_before", PB_TYPE_INT64, true, N_("crimes in the comparison area before")},
    [C1] = {"control_after", PB_TYPE_INT64, true, N_("crimes in the comparison area after")},
    [DT0] = {"displacement_treated_before", PB_TYPE_INT64, false,
             N_("crimes before where they may have moved to; 0 if left out")},
    [DT1] = {"displacement_treated_after", PB_TYPE_INT64, false,
             N_("crimes after where they may have moved to; 0 if left out")},
    [DC0] = {"displacement_control_before", PB_TYPE_INT64, false,
             N_("crimes before in the area compared with that; 0 if left out")},
    [DC1] = {"displacement_control_after", PB_TYPE_INT64, false,
             N_("crimes after in the area compared with that; 0 if left out")},
    [TIME_BEFORE] = {"time_before", PB_TYPE_DOUBLE, false,
                     N_("weight of the time before, such as its months; 1 if left out")},
    [TIME_AFTER] = {"time_after", PB_TYPE_DOUBLE, false,
                    N_("weight of the time after; 1 if left out")},
    [AREA_T] = {"area_treated", PB_TYPE_DOUBLE, false,
                N_("weight of the treated area, such as its size; 1 if left out")},
    [AREA_C] = {"area_control", PB_TYPE_DOUBLE, false,
                N_("weight of the comparison area; 1 if left out")},
    [AREA_DT] = {"area_displacement_treated", PB_TYPE_DOUBLE, false,
                 N_("weight of the area that crimes may have moved to; 1 if left out")},
    [AREA_DC] = {"area_displacement_control", PB_TYPE_DOUBLE, false,
                 N_("weight of the area compared with that; 1 if left out")},
    [HARM] = {"harm", PB_TYPE_DOUBLE, false,
              N_("harm of one crime of the row, for the sum over rows; 1 if left out")},
};
static const pb_param params[] = {
    PB_PARAM_CONFIDENCE,
    PB_PARAM_PHI_FACTOR,
};

enum { LOCAL, SE_LOCAL, MOVED, SE_MOVED, TOTAL, SE, Z, P, LOWER, UPPER, SMALLEST, N_NUMBERS };
static const char *const number_names[N_NUMBERS] = {
    "local", "se_local", "displacement", "se_displacement", "total",          "se",
    "z",     "p",        "lower",        "upper",           "smallest_effect"};

static void append(pb_column *const *numbers, const pb_wdd *wdd, bool present) {
  const double all[N_NUMBERS] = {wdd->local.difference,
                                 sqrt(wdd->local.variance),
                                 wdd->displacement.difference,
                                 sqrt(wdd->displacement.variance),
                                 wdd->total,
                                 wdd->se,
                                 wdd->z,
                                 wdd->p,
                                 wdd->interval.lower,
                                 wdd->interval.upper,
                                 wdd->smallest_effect};
  for (int i = 0; i < N_NUMBERS; i++)
    pb_column_append_maybe(numbers[i], present, all[i]);
}

static bool check(const pb_column *const *columns, GError **error) {
  for (int i = 0; i < N_INPUTS; i++)
    if (!(i < N_COUNTS ? pb_input_check_counts(columns[i], error)
                       : pb_input_check_positive(columns[i], error)))
      return false;
  return true;
}

static int64_t count_at(const pb_column *column, size_t row) {
  return (int64_t)pb_input_or(column, row, 0);
}

static bool compute_row(const pb_column *const *columns, size_t row, pb_wdd_options options,
                        pb_wdd *wdd) {
  const pb_wdd_pair local = {
      count_at(columns[T0], row),           count_at(columns[T1], row),
      count_at(columns[C0], row),           count_at(columns[C1], row),
      pb_input_or(columns[AREA_T], row, 1), pb_input_or(columns[AREA_C], row, 1)};
  const pb_wdd_pair moved = {
      count_at(columns[DT0], row),           count_at(columns[DT1], row),
      count_at(columns[DC0], row),           count_at(columns[DC1], row),
      pb_input_or(columns[AREA_DT], row, 1), pb_input_or(columns[AREA_DC], row, 1)};
  options.time_before = pb_input_or(columns[TIME_BEFORE], row, 1);
  options.time_after = pb_input_or(columns[TIME_AFTER], row, 1);
  return pb_wdd_compute(&local, &moved, &options, wdd);
}

static void set_sum(pb_result *result, const pb_wdd *sum) {
  pb_result_set_scalar(result, "sum_total", sum->total, NULL);
  pb_result_set_scalar(result, "sum_se", sum->se, NULL);
  pb_result_set_scalar(result, "sum_z", sum->z, NULL);
  pb_result_set_scalar(result, "sum_p", sum->p, NULL);
  pb_result_set_scalar(result, "sum_lower", sum->interval.lower, NULL);
  pb_result_set_scalar(result, "sum_upper", sum->interval.upper, NULL);
  pb_result_set_scalar(result, "sum_smallest_effect", sum->smallest_effect, NULL);
}

static pb_result *run(const pb_table *input, const pb_params *values, GError **error) {
  const pb_column *columns[N_INPUTS];
  pb_input_find(input, inputs, N_INPUTS, columns);
  if (!check(columns, error))
    return NULL;
  const pb_wdd_options options = {.phi = pb_params_double(values, "phi"),
                                  .confidence = pb_params_double(values, "confidence")};
  pb_result *result = pb_result_new("wdd");
  pb_column *numbers[N_NUMBERS];
  for (int i = 0; i < N_NUMBERS; i++)
    numbers[i] = pb_result_add_column(result, number_names[i], PB_TYPE_DOUBLE, NULL);
  size_t n = pb_table_n_rows(input), used = 0;
  double total = 0, variance = 0;
  bool empty = false;
  for (size_t row = 0; row < n; row++) {
    pb_wdd wdd = {0};
    bool complete = pb_input_complete(columns, N_INPUTS, row);
    bool computed = complete && compute_row(columns, row, options, &wdd);
    used += complete;
    empty |= complete && !computed;
    append(numbers, &wdd, computed);
    double harm = complete ? pb_input_or(columns[HARM], row, 1) : 0;
    total += harm * wdd.total;
    variance += harm * harm * wdd.se * wdd.se;
  }
  pb_wdd sum = {0};
  pb_wdd_judge(&sum, total, variance, options.confidence);
  if (variance > 0)
    set_sum(result, &sum);
  else
    pb_result_set_reason(result, N_("There are no crimes in any of the areas, before or after; "
                                    "nothing can be compared."));
  if (empty && variance > 0)
    pb_result_add_warning(result, N_("Rows without crimes in any area cannot be compared."));
  pb_result_set_counts(result, used, n - used);
  return result;
}

const pb_statistic pb_statistic_wdd = {
    .name = "wdd",
    .title = N_("Weighted displacement difference"),
    .description =
        N_("Follow-up of a measure: how many crimes more or fewer afterwards than the change of a "
           "comparison area lets expect, together with the areas that crime may have moved to. "
           "Assumes that both areas would otherwise have changed by the same number. Choose the "
           "comparison area before the measure. Rows may be offences of unequal harm; their sum "
           "stands beside them."),
    .citation = "Wheeler AP, Ratcliffe JH (2018) Crime Science 7:11",
    .inputs = inputs,
    .n_inputs = G_N_ELEMENTS(inputs),
    .params = params,
    .n_params = G_N_ELEMENTS(params),
    .run = run,
};

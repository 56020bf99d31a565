/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stats/ears.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

#include "engine/text.h"

#define LAG 2 /* of C2's baseline, and terms of C3 beside the period's own */

/* Mean and standard deviation of the baseline that ends `lag` periods before the one before now. */
static bool baseline(const pb_count_run *run, size_t now, size_t lag, const pb_ears_options *o,
                     pb_ears *e) {
  size_t length = (size_t)o->baseline;
  if (now < length + lag || !run->present[now])
    return false;
  size_t first = now - lag - length;
  double sum = 0, squares = 0;
  for (size_t i = first; i < first + length; i++) {
    if (!run->present[i])
      return false;
    sum += run->count[i];
  }
  e->mean = sum / (double)length;
  for (size_t i = first; i < first + length; i++)
    squares += (run->count[i] - e->mean) * (run->count[i] - e->mean);
  e->sd = fmax(sqrt(squares / (double)(length - 1)), o->min_sigma);
  return e->sd > 0;
}

static bool above_mean(const pb_count_run *run, size_t now, size_t lag, const pb_ears_options *o,
                       pb_ears *e) {
  if (!baseline(run, now, lag, o, e))
    return false;
  e->c = (run->count[now] - e->mean) / e->sd;
  return true;
}

pb_ears pb_ears_judge(const pb_count_run *run, size_t now, pb_ears_method method,
                      const pb_ears_options *o) {
  double z = gsl_cdf_ugaussian_Qinv(o->alpha), before = 0;
  pb_ears e = {0};
  if (!above_mean(run, now, method == PB_EARS_C1 ? 0 : LAG, o, &e))
    return (pb_ears){0};
  e.judged = true;
  e.upper = e.mean + z * e.sd;
  if (method == PB_EARS_C3) {
    for (size_t back = 1; back <= LAG; back++) {
      pb_ears earlier = {0};
      if (now < back || !above_mean(run, now - back, LAG, o, &earlier))
        return (pb_ears){0};
      before += fmax(0, earlier.c - 1);
    }
    e.c = fmax(0, e.c - 1) + before;
    e.upper = before > z ? 0 : e.mean + (1 + z - before) * e.sd;
  }
  e.alarm = e.c > z;
  return e;
}

static const char *const methods[] = {"C1", "C2", "C3", NULL};
static const pb_param params[] = {
    PB_PARAM_LAST,
    {.name = "method",
     .title = N_("C1: the periods just before; C2: with two periods between; C3: three in a row"),
     .type = PB_PARAM_CHOICE,
     .def_text = "C2",
     .choices = methods},
    {.name = "baseline",
     .title = N_("periods that a period is compared with"),
     .unit = N_("periods"),
     .type = PB_PARAM_INT,
     .def = 7,
     .min = 3,
     .max = 1000},
    {.name = "alpha",
     .title = N_("share of normal periods that may raise an alarm"),
     .type = PB_PARAM_DOUBLE,
     .def = .001,
     .min = 1e-6,
     .max = .5},
    {.name = "min-sigma",
     .title = N_("the standard deviation is taken as at least this"),
     .type = PB_PARAM_DOUBLE,
     .def = 0,
     .min = 0,
     .max = 1e9},
};

static pb_result *run_watch(const pb_table *input, const pb_params *values, GError **error) {
  pb_count_run run;
  if (!pb_count_run_read(input, &run, error))
    return NULL;
  pb_ears_options options = {
      .baseline = pb_params_int(values, "baseline"),
      .alpha = pb_params_double(values, "alpha"),
      .min_sigma = pb_params_double(values, "min-sigma"),
  };
  pb_ears_method method = (pb_ears_method)(pb_params_text(values, "method")[1] - '0');
  pb_result *result = pb_result_new("ears");
  pb_result_set_counts(result, run.n_present, run.n_rows - run.n_present);
  static const char *const names[] = {"expected", "sd", "upper", "c"};
  pb_column *columns[4];
  for (int i = 0; i < 4; i++)
    columns[i] =
        pb_result_add_column(result, names[i], PB_TYPE_DOUBLE, i < 3 ? N_("crimes") : NULL);
  pb_column *status = pb_result_add_column(result, "status", PB_TYPE_STRING, NULL);
  size_t last = (size_t)pb_params_int(values, "last"), first = run.n - MIN(run.n, last);
  size_t judged = 0, alarms = 0;
  g_autofree gssize *period = pb_count_run_period_of_row(&run);
  for (size_t row = 0; row < run.n_rows; row++) {
    bool wanted = period[row] >= 0 && (size_t)period[row] >= first;
    pb_ears e = {0};
    if (wanted)
      e = pb_ears_judge(&run, (size_t)period[row], method, &options);
    const double numbers[] = {e.mean, e.sd, e.upper, e.c};
    for (int i = 0; i < 4; i++)
      pb_column_append_maybe(columns[i], e.judged, numbers[i]);
    pb_column_append_string(status, !wanted     ? NULL
                                    : !e.judged ? "not judged"
                                    : e.alarm   ? "alarm"
                                                : "normal");
    judged += e.judged;
    alarms += e.alarm;
  }
  pb_result_set_scalar(result, "alarms", (double)alarms, N_("periods"));
  pb_result_set_scalar(result, "judged", (double)judged, N_("periods"));
  if (judged == 0)
    pb_result_set_reason(result, N_("No period can be judged: too few periods before it, or all of "
                                    "them equal."));
  pb_count_run_clear(&run);
  return result;
}

const pb_statistic pb_statistic_ears = {
    .name = "ears",
    .title = N_("Unusually many against the last weeks"),
    .description = N_("For series without years of history: how far a period lies above the mean "
                      "of the few before it. Knows nothing of season, so expect alarms when a "
                      "season begins; with years of history use farrington."),
    .citation = "Hutwagner L et al. (2003) J Urban Health 80:i89; Fricker RD, Hegler BL, Dunfee DA "
                "(2008) Stat Med 27:3407",
    .inputs = pb_count_run_inputs,
    .n_inputs = PB_COUNT_RUN_N_INPUTS,
    .params = params,
    .n_params = G_N_ELEMENTS(params),
    .run = run_watch,
};

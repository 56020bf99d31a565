/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stats/cusum.h"

#include <math.h>

#include "engine/stats/count_change.h"
#include "engine/stats/count_run.h"
#include "engine/text.h"

#define MIN_BASELINE 12

static const char *const forms[] = {"poisson", "standard", "rossi", NULL};
static const pb_param params[] = {
    PB_PARAM_LAST,
    {.name = "form",
     .title = N_("counts as they are, or standardised (two ways)"),
     .type = PB_PARAM_CHOICE,
     .def_text = "poisson",
     .choices = forms},
    {.name = "ratio",
     .title = N_("increase that should be found, as a ratio to the usual level"),
     .type = PB_PARAM_DOUBLE,
     .def = 1.5,
     .min = 1.01,
     .max = 100},
    {.name = "run-length",
     .title = N_("periods between false alarms when nothing changes, on average"),
     .unit = N_("periods"),
     .type = PB_PARAM_DOUBLE,
     .def = 200,
     .min = 2,
     .max = 1e6},
    {.name = "k",
     .title = N_("reference value, taken off each period; 0: from the ratio, 0.5 if standardised"),
     .type = PB_PARAM_DOUBLE,
     .def = 0,
     .min = 0,
     .max = 1e9},
    {.name = "h",
     .title = N_("limit of the sum; 0: from the run length, 4 if standardised"),
     .type = PB_PARAM_DOUBLE,
     .def = 0,
     .min = 0,
     .max = 1e9},
};

/* Mean and Pearson dispersion of the periods before the judged ones. */
typedef struct {
  double mean, phi;
  size_t n;
} usual;

static usual usual_level(const pb_count_run *run, size_t end) {
  usual u = {0};
  double squares = 0;
  for (size_t i = 0; i < end; i++) {
    u.mean += run->count[i];
    u.n += run->present[i];
  }
  u.mean = u.n > 0 ? u.mean / (double)u.n : 0;
  for (size_t i = 0; i < end; i++)
    if (run->present[i])
      squares += (run->count[i] - u.mean) * (run->count[i] - u.mean);
  u.phi = u.n > 1 && u.mean > 0 ? squares / (double)(u.n - 1) / u.mean : 1;
  return u;
}

static const char *set_up(const usual *u, const pb_params *values, pb_cusum *cusum) {
  const char *form = pb_params_text(values, "form");
  if (u->n < MIN_BASELINE)
    return N_("Too little history: at least twelve periods before the judged ones are needed.");
  if (!(u->mean > 0))
    return N_("There are no crimes before the judged periods.");
  *cusum = (pb_cusum){
      .form = g_str_equal(form, "poisson")    ? PB_CUSUM_POISSON
              : g_str_equal(form, "standard") ? PB_CUSUM_STANDARD
                                              : PB_CUSUM_ROSSI,
      .level = u->mean,
      .phi = 1,
      .k = pb_params_double(values, "k"),
      .h = pb_params_double(values, "h"),
  };
  bool free_k = cusum->k == 0, free_h = cusum->h == 0;
  if (cusum->form != PB_CUSUM_POISSON) {
    cusum->k = free_k ? .5 : cusum->k;
    cusum->h = free_h ? 4 : cusum->h;
    return NULL;
  }
  cusum->phi = free_k && u->phi > PB_PHI_LIMIT ? u->phi : 1;
  double level = u->mean / cusum->phi;
  if (free_k)
    cusum->k =
        rint(PB_CUSUM_GRID * pb_cusum_reference(level, level * pb_params_double(values, "ratio"))) /
        PB_CUSUM_GRID;
  if (free_h && !pb_cusum_limit(level, cusum->k, pb_params_double(values, "run-length"), &cusum->h))
    return N_("The level is too low or too high for a limit by run length: set h.");
  return NULL;
}

typedef struct {
  double sum, upper;
  bool judged, alarm;
} step;

static step *follow(const pb_count_run *run, size_t first, const pb_cusum *cusum) {
  step *steps = g_new0(step, run->n + 1);
  double sum = 0;
  for (size_t i = first; i < run->n; i++) {
    steps[i].upper = pb_cusum_upper(cusum, sum);
    steps[i].judged = run->present[i];
    if (run->present[i])
      sum = pb_cusum_step(cusum, sum, run->count[i]);
    steps[i].sum = sum;
    steps[i].alarm = run->present[i] && sum >= cusum->h;
  }
  return steps;
}

static void put(pb_result *result, const pb_count_run *run, const step *steps) {
  pb_column *sum = pb_result_add_column(result, "sum", PB_TYPE_DOUBLE, NULL);
  pb_column *upper = pb_result_add_column(result, "upper", PB_TYPE_DOUBLE, N_("crimes"));
  pb_column *status = pb_result_add_column(result, "status", PB_TYPE_STRING, NULL);
  g_autofree gssize *period = pb_count_run_period_of_row(run);
  double alarms = 0;
  for (size_t row = 0; row < run->n_rows; row++) {
    step none = {0}, at = period[row] >= 0 ? steps[period[row]] : none;
    pb_column_append_maybe(sum, at.judged, at.sum);
    pb_column_append_maybe(upper, at.judged, at.upper);
    pb_column_append_string(status, !at.judged ? NULL : at.alarm ? "alarm" : "normal");
    alarms += at.alarm;
  }
  pb_result_set_scalar(result, "alarms", alarms, N_("periods"));
}

static pb_result *run_watch(const pb_table *input, const pb_params *values, GError **error) {
  pb_count_run run;
  if (!pb_count_run_read(input, &run, error))
    return NULL;
  size_t first = run.n - MIN(run.n, (size_t)pb_params_int(values, "last"));
  usual u = usual_level(&run, first);
  pb_result *result = pb_result_new("cusum");
  pb_result_set_counts(result, run.n_present, run.n_rows - run.n_present);
  pb_cusum cusum;
  const char *reason = set_up(&u, values, &cusum);
  if (reason) {
    pb_result_set_reason(result, reason);
  } else {
    g_autofree step *steps = follow(&run, first, &cusum);
    put(result, &run, steps);
    pb_result_set_scalar(result, "level", cusum.level, N_("crimes"));
    pb_result_set_scalar(result, "phi", u.phi, NULL);
    pb_result_set_scalar(result, "divided_by", cusum.phi, NULL);
    pb_result_set_scalar(result, "k", cusum.k, NULL);
    pb_result_set_scalar(result, "h", cusum.h, NULL);
    double length;
    if (cusum.form == PB_CUSUM_POISSON &&
        pb_cusum_run_length(cusum.level / cusum.phi, cusum.k, cusum.h, &length))
      pb_result_set_scalar(result, "run_length", length, N_("periods"));
    else
      pb_result_set_scalar_missing(result, "run_length", N_("periods"));
  }
  pb_count_run_clear(&run);
  return result;
}

const pb_statistic pb_statistic_cusum = {
    .name = "cusum",
    .title = N_("Small increases that last"),
    .description =
        N_("Adds up what each of the last periods has above the usual level of the periods before; "
           "an alarm when the sum passes its limit. Finds a lasting rise of, say, a half sooner "
           "than limits for single periods do. Season is not taken into account. Where the counts "
           "vary more than chance (phi above 1.5), they are divided by phi first."),
    .citation = "Lucas JM (1985) Technometrics 27:129; Brook D, Evans DA (1972) Biometrika 59:539; "
                "Rossi G et al. (1999) Stat Med 18:2111",
    .inputs = pb_count_run_inputs,
    .n_inputs = PB_COUNT_RUN_N_INPUTS,
    .params = params,
    .n_params = G_N_ELEMENTS(params),
    .run = run_watch,
};

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stats/farrington.h"

#include "engine/error.h"
#include "engine/holidays.h"
#include "engine/text.h"

static const char *const methods[] = {"improved", "original", NULL};
static const char *const limits[] = {"nb-plugin", "muan", "delta", NULL};
static const char *const errors[] = {"phi", "peer", NULL};
static const pb_param params[] = {
    PB_PARAM_LAST,
    {.name = "method",
     .title = N_("the original method or the improved one"),
     .type = PB_PARAM_CHOICE,
     .def_text = "improved",
     .choices = methods},
    {.name = "limit",
     .title = N_("how the improved method sets its limit"),
     .type = PB_PARAM_CHOICE,
     .def_text = "nb-plugin",
     .choices = limits},
    {.name = "alpha",
     .title = N_("share of normal periods that may raise an alarm"),
     .type = PB_PARAM_DOUBLE,
     .def = .01,
     .min = 1e-6,
     .max = .5},
    {.name = "per-year",
     .title = N_("periods a year: 52 weeks or 12 months"),
     .type = PB_PARAM_INT,
     .def = 52,
     .min = 4,
     .max = 366},
    {.name = "years",
     .title = N_("earlier years that are the baseline"),
     .unit = N_("years"),
     .type = PB_PARAM_INT,
     .def = 4,
     .min = 1,
     .max = 50},
    {.name = "half-window",
     .title = N_("periods on each side of the same time in earlier years"),
     .unit = N_("periods"),
     .type = PB_PARAM_INT,
     .def = 3,
     .min = 0,
     .max = 100},
    {.name = "season-levels",
     .title = N_("levels of season a year in the improved method"),
     .type = PB_PARAM_INT,
     .def = 10,
     .min = 1,
     .max = 50},
    {.name = "skip",
     .title = N_("latest periods that the improved method leaves out of the baseline"),
     .unit = N_("periods"),
     .type = PB_PARAM_INT,
     .def = 26,
     .min = 0,
     .max = 1000},
    {.name = "p-trend",
     .title = N_("a trend is kept when its p is below this"),
     .type = PB_PARAM_DOUBLE,
     .def = .05,
     .min = 0,
     .max = 1},
    {.name = "min-cases",
     .title = N_("crimes that the latest periods must hold before anything is judged"),
     .type = PB_PARAM_INT,
     .def = 5,
     .min = 0,
     .max = 1000000},
    {.name = "min-periods",
     .title = N_("how many latest periods must hold them"),
     .unit = N_("periods"),
     .type = PB_PARAM_INT,
     .def = 4,
     .min = 1,
     .max = 1000},
    {.name = "errors",
     .title = N_("scale of the standard errors: by phi, or as R’s surveillance for comparison"),
     .type = PB_PARAM_CHOICE,
     .def_text = "phi",
     .choices = errors},
    {.name = "first-day",
     .title = N_("a day of the first week, such as 2020-01-06, so that earlier years are found by "
                 "the calendar; empty: a year is 52 weeks"),
     .type = PB_PARAM_TEXT,
     .def_text = ""},
};

static pb_farrington_options read_options(const pb_params *values) {
  bool improved = g_str_equal(pb_params_text(values, "method"), "improved");
  const char *limit = pb_params_text(values, "limit");
  return (pb_farrington_options){
      .per_year = pb_params_int(values, "per-year"),
      .years = pb_params_int(values, "years"),
      .half_window = pb_params_int(values, "half-window"),
      .improved = improved,
      .periods = improved ? pb_params_int(values, "season-levels") : 1,
      .skip = pb_params_int(values, "skip"),
      .p_trend = pb_params_double(values, "p-trend"),
      .limit = !improved || g_str_equal(limit, "delta") ? PB_FARRINGTON_DELTA
               : g_str_equal(limit, "muan")             ? PB_FARRINGTON_MUAN
                                                        : PB_FARRINGTON_NB_PLUGIN,
      .se = g_str_equal(pb_params_text(values, "errors"), "peer") ? PB_FARRINGTON_SE_PEER
                                                                  : PB_FARRINGTON_SE_PHI,
      .alpha = pb_params_double(values, "alpha"),
      .min_cases = pb_params_int(values, "min-cases"),
      .min_periods = pb_params_int(values, "min-periods"),
  };
}

static bool read_first_day(const pb_params *values, pb_farrington_options *options,
                           GError **error) {
  const char *text = pb_params_text(values, "first-day");
  options->has_first_day = *text != '\0';
  if (!options->has_first_day ||
      (options->per_year == 52 && pb_day_of_text(text, &options->first_day)))
    return true;
  g_set_error(
      error, PB_ERROR, PB_ERROR_STATISTIC,
      _("first-day is “%s”. Give a date such as 2020-01-06, and only with 52 periods a year."),
      text);
  return false;
}

enum { EXPECTED, UPPER, P, SCORE, PHI, SE_LOG, TREND, N_COLUMNS };

static void add_row(pb_column **columns, pb_column *status, const pb_farrington *f, bool judged) {
  bool fitted = judged && f->status != PB_WATCH_NOT_JUDGED;
  bool limit = fitted && f->status != PB_WATCH_TOO_FEW;
  const double numbers[N_COLUMNS] = {f->expected, f->upper,  f->p,    f->score,
                                     f->phi,      f->se_log, f->trend};
  for (int i = 0; i < N_COLUMNS; i++) {
    bool needs_cases = i == UPPER || i == P || i == SCORE;
    pb_column_append_maybe(columns[i], needs_cases ? limit : fitted, numbers[i]);
  }
  pb_column_append_string(status, judged ? pb_watch_status_text(f->status) : NULL);
}

static pb_result *run_watch(const pb_table *input, const pb_params *values, GError **error) {
  static const char *const names[N_COLUMNS] = {"expected", "upper",  "p",    "score",
                                               "phi",      "se_log", "trend"};
  pb_count_run run;
  pb_farrington_options options = read_options(values);
  if (!read_first_day(values, &options, error) || !pb_count_run_read(input, &run, error))
    return NULL;
  pb_result *result = pb_result_new("farrington");
  pb_result_set_counts(result, run.n_present, run.n_rows - run.n_present);
  size_t last = (size_t)pb_params_int(values, "last"), first = run.n - MIN(run.n, last);
  pb_column *columns[N_COLUMNS];
  for (int i = 0; i < N_COLUMNS; i++)
    columns[i] =
        pb_result_add_column(result, names[i], PB_TYPE_DOUBLE, i <= UPPER ? N_("crimes") : NULL);
  pb_column *status = pb_result_add_column(result, "status", PB_TYPE_STRING, NULL);
  g_autofree gssize *period = pb_count_run_period_of_row(&run);
  size_t counts[4] = {0};
  const char *reason = N_("No period was judged.");
  for (size_t row = 0; row < run.n_rows; row++) {
    bool judged = period[row] >= (gssize)first && period[row] >= 0;
    pb_farrington f = {0};
    if (judged)
      f = pb_farrington_judge(&run, (size_t)period[row], &options);
    add_row(columns, status, &f, judged);
    counts[f.status] += judged;
    reason = f.reason ? f.reason : reason;
  }
  pb_result_set_scalar(result, "alarms", (double)counts[PB_WATCH_ALARM], N_("periods"));
  pb_result_set_scalar(result, "too_few", (double)counts[PB_WATCH_TOO_FEW], N_("periods"));
  pb_result_set_scalar(result, "not_judged", (double)counts[PB_WATCH_NOT_JUDGED], N_("periods"));
  if (counts[PB_WATCH_ALARM] + counts[PB_WATCH_NORMAL] + counts[PB_WATCH_TOO_FEW] == 0)
    pb_result_set_reason(result, reason);
  pb_count_run_clear(&run);
  return result;
}

const pb_statistic pb_statistic_farrington = {
    .name = "farrington",
    .title = N_("Unusually many this week"),
    .description =
        N_("Compares each of the latest weeks with the same time of earlier years, season and "
           "trend taken into account and old peaks weighted down. With fewer crimes than "
           "min-cases in the latest weeks nothing is judged: the status is “too few”, not "
           "“normal”. Needs at least four years of weeks."),
    .citation = "Farrington CP et al. (1996) J R Stat Soc A 159:547; Noufaily A et al. (2013) Stat "
                "Med 32:1206",
    .inputs = pb_count_run_inputs,
    .n_inputs = PB_COUNT_RUN_N_INPUTS,
    .params = params,
    .n_params = G_N_ELEMENTS(params),
    .run = run_watch,
};

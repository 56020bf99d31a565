/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stats/control_chart.h"

#include <math.h>

#include "engine/error.h"
#include "engine/stats/count_change.h"
#include "engine/text.h"

#define MIN_BASELINE 12
#define MEAN_RANGE 1.128 /* of two standard normals */

/* Deviation of one value when only chance varies. */
static double deviation(pb_chart_kind kind, double centre, double exposure) {
  return sqrt(centre * (kind == PB_CHART_P ? 1 - centre : 1) / exposure);
}

static double standardised(const pb_count_run *run, size_t i, pb_chart_kind kind, double centre) {
  double exposure = run->exposure[i];
  return (run->count[i] / exposure - centre) / deviation(kind, centre, exposure);
}

bool pb_chart_fit(const pb_count_run *run, const pb_chart_options *options, pb_chart_centre *centre,
                  const char **reason) {
  double counts = 0, exposures = 0, squares = 0, ranges = 0, n_ranges = 0;
  *centre = (pb_chart_centre){0};
  size_t end = 0;
  for (; end < run->n && centre->n_baseline < (size_t)options->baseline; end++)
    if (run->present[end]) {
      counts += run->count[end];
      exposures += run->exposure[end];
      centre->n_baseline++;
    }
  centre->centre = exposures > 0 ? counts / exposures : 0;
  if (centre->n_baseline < MIN_BASELINE) {
    *reason = N_("Too few periods for a control chart: the first phase needs at least twelve.");
    return false;
  }
  if (!(centre->centre > 0) || (options->kind == PB_CHART_P && !(centre->centre < 1))) {
    *reason = N_("The first phase has no crimes, or nothing else: there is nothing to vary.");
    return false;
  }
  for (size_t i = 0; i < end; i++) {
    if (!run->present[i])
      continue;
    double z = standardised(run, i, options->kind, centre->centre);
    squares += z * z;
    if (i > 0 && run->present[i - 1]) {
      ranges += fabs(z - standardised(run, i - 1, options->kind, centre->centre));
      n_ranges++;
    }
  }
  centre->phi = squares / (double)(centre->n_baseline - 1);
  centre->sigma_z = n_ranges > 0 ? ranges / n_ranges / MEAN_RANGE : 1;
  centre->laney = options->laney == PB_LANEY_YES ||
                  (options->laney == PB_LANEY_AUTO && centre->phi > PB_PHI_LIMIT);
  return true;
}

pb_chart_point *pb_chart_points(const pb_count_run *run, const pb_chart_options *options,
                                const pb_chart_centre *centre) {
  pb_chart_point *points = g_new0(pb_chart_point, run->n + 1);
  int side = 0, length = 0;
  for (size_t i = 0; i < run->n; i++) {
    if (!run->present[i]) {
      length = 0;
      continue;
    }
    double sd = deviation(options->kind, centre->centre, run->exposure[i]);
    sd *= centre->laney ? centre->sigma_z : 1;
    double value = run->count[i] / run->exposure[i], reach = options->width * sd;
    pb_chart_point *p = &points[i];
    *p = (pb_chart_point){
        .judged = true,
        .value = value,
        .lower = fmax(0, centre->centre - reach),
        .upper = centre->centre + reach,
        .z = sd > 0 ? (value - centre->centre) / sd : 0,
    };
    if (options->kind == PB_CHART_P)
      p->upper = fmin(1, p->upper);
    p->beyond = value < p->lower || value > p->upper;
    int now = (value > centre->centre) - (value < centre->centre);
    length = now != 0 && now == side ? length + 1 : now != 0;
    side = now;
    p->run = length >= options->run;
  }
  return points;
}

static const char *const kinds[] = {"u", "p", NULL};
static const char *const laneys[] = {"auto", "yes", "no", NULL};
static const pb_param params[] = {
    {.name = "kind",
     .title = N_("u: crimes per exposure; p: share of the exposure"),
     .type = PB_PARAM_CHOICE,
     .def_text = "u",
     .choices = kinds},
    {.name = "laney",
     .title =
         N_("widen the limits by how much the level itself varies; auto: when phi is above 1.5"),
     .type = PB_PARAM_CHOICE,
     .def_text = "auto",
     .choices = laneys},
    {.name = "baseline",
     .title = N_("first periods, which set the centre and the limits"),
     .unit = N_("periods"),
     .type = PB_PARAM_INT,
     .def = 24,
     .min = 12,
     .max = 100000},
    {.name = "width",
     .title = N_("standard deviations from the centre to the limits"),
     .type = PB_PARAM_DOUBLE,
     .def = 3,
     .min = .5,
     .max = 10},
    {.name = "run",
     .title = N_("periods in a row on one side of the centre that are a signal"),
     .unit = N_("periods"),
     .type = PB_PARAM_INT,
     .def = 8,
     .min = 2,
     .max = 100},
};

static bool shares_possible(const pb_count_run *run, GError **error) {
  for (size_t i = 0; i < run->n; i++)
    if (run->present[i] && run->count[i] > run->exposure[i]) {
      g_set_error(error, PB_ERROR, PB_ERROR_STATISTIC,
                  _("The count in data row %zu is larger than the exposure. A share needs the "
                    "number it is a share of."),
                  (size_t)run->row[i] + 1);
      return false;
    }
  return true;
}

static void put(pb_result *result, const pb_count_run *run, const pb_chart_point *points) {
  static const char *const names[] = {"value", "lower", "upper", "z"};
  pb_column *columns[4];
  for (int i = 0; i < 4; i++)
    columns[i] = pb_result_add_column(result, names[i], PB_TYPE_DOUBLE, NULL);
  pb_column *signal = pb_result_add_column(result, "signal", PB_TYPE_STRING, NULL);
  g_autofree gssize *period = pb_count_run_period_of_row(run);
  double beyond = 0, runs = 0;
  for (size_t row = 0; row < run->n_rows; row++) {
    pb_chart_point none = {0}, at = period[row] >= 0 ? points[period[row]] : none;
    const double numbers[] = {at.value, at.lower, at.upper, at.z};
    for (int i = 0; i < 4; i++)
      pb_column_append_maybe(columns[i], at.judged, numbers[i]);
    pb_column_append_string(signal, !at.judged ? NULL : at.beyond ? "beyond" : at.run ? "run" : "");
    beyond += at.beyond;
    runs += at.run;
  }
  pb_result_set_scalar(result, "beyond", beyond, N_("periods"));
  pb_result_set_scalar(result, "runs", runs, N_("periods"));
}

static pb_result *run_chart(const pb_table *input, const pb_params *values, GError **error) {
  pb_count_run run;
  if (!pb_count_run_read(input, &run, error))
    return NULL;
  const char *laney = pb_params_text(values, "laney");
  pb_chart_options options = {
      .kind = g_str_equal(pb_params_text(values, "kind"), "p") ? PB_CHART_P : PB_CHART_U,
      .laney = g_str_equal(laney, "auto")  ? PB_LANEY_AUTO
               : g_str_equal(laney, "yes") ? PB_LANEY_YES
                                           : PB_LANEY_NO,
      .baseline = pb_params_int(values, "baseline"),
      .width = pb_params_double(values, "width"),
      .run = pb_params_int(values, "run"),
  };
  if (options.kind == PB_CHART_P && !shares_possible(&run, error)) {
    pb_count_run_clear(&run);
    return NULL;
  }
  pb_result *result = pb_result_new("control-chart");
  pb_result_set_counts(result, run.n_present, run.n_rows - run.n_present);
  pb_chart_centre centre;
  const char *reason = NULL;
  if (pb_chart_fit(&run, &options, &centre, &reason)) {
    g_autofree pb_chart_point *points = pb_chart_points(&run, &options, &centre);
    put(result, &run, points);
    pb_result_set_scalar(result, "centre", centre.centre, NULL);
    pb_result_set_scalar(result, "phi", centre.phi, NULL);
    pb_result_set_scalar(result, "sigma_z", centre.sigma_z, NULL);
    pb_result_set_scalar(result, "n_baseline", (double)centre.n_baseline, N_("periods"));
    pb_result_set_method(result, centre.laney ? N_("limits widened by Laney’s sigma")
                                              : N_("limits of chance alone"));
  } else {
    pb_result_set_reason(result, reason);
  }
  pb_count_run_clear(&run);
  return result;
}

const pb_statistic pb_statistic_control_chart = {
    .name = "control-chart",
    .title = N_("Control chart"),
    .description =
        N_("Limits around the level of the first periods: a later period beyond them, or eight in "
           "a row on one side, is more than the usual variation. Give population or days as "
           "exposure. Large counts vary more than chance, and the limits are then widened "
           "(Laney). Season is not taken into account."),
    .citation = "Laney DB (2002) Qual Eng 14:531; Montgomery DC (2013) Introduction to Statistical "
                "Quality Control, 7th ed.",
    .inputs = pb_count_run_inputs,
    .n_inputs = PB_COUNT_RUN_N_INPUTS,
    .params = params,
    .n_params = G_N_ELEMENTS(params),
    .run = run_chart,
};

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stats/baseline.h"

#include <math.h>

#include "engine/stats/series_fit.h"
#include "engine/stats/shared_params.h"
#include "engine/text.h"

static bool enough(const pb_series_point *history, size_t n, int per_year, int min_years) {
  size_t seen[12] = {0};
  for (size_t i = 0; i < n; i++)
    if (history[i].season >= 1 && history[i].season <= per_year)
      seen[history[i].season - 1]++;
  for (int s = 0; s < per_year; s++)
    if (seen[s] < (size_t)min_years)
      return false;
  return true;
}

pb_baseline *pb_baseline_fit(const pb_series_point *history, size_t n,
                             const pb_baseline_options *options, const char **reason) {
  pb_baseline_options chosen = options ? *options : (pb_baseline_options){0};
  pb_design design = {
      .per_year = chosen.per_year > 0 ? chosen.per_year : 4,
      .trend = chosen.trend,
      .season = PB_SEASON_DUMMIES,
  };
  int min_years = chosen.min_years > 0 ? chosen.min_years : 3;
  size_t terms = pb_design_terms(&design);
  if (!enough(history, n, MIN(design.per_year, 12), min_years) || n <= terms) {
    *reason = N_("Too little history for an expected level: there are too few earlier periods.");
    return NULL;
  }
  pb_glm *fit = pb_series_fit(history, n, &design, reason);
  if (!fit)
    return NULL;
  pb_baseline *baseline = g_new0(pb_baseline, 1);
  baseline->fit = fit;
  baseline->design = design;
  baseline->phi = fmax(1, fit->dispersion);
  baseline->critical = pb_t_critical(
      chosen.confidence > 0 ? chosen.confidence : PB_DEFAULT_CONFIDENCE, (double)fit->df_residual);
  baseline->n = n;
  return baseline;
}

void pb_baseline_free(pb_baseline *baseline) {
  if (!baseline)
    return;
  pb_glm_free(baseline->fit);
  g_free(baseline);
}

pb_expected pb_baseline_expect(const pb_baseline *baseline, const pb_series_point *point) {
  double x[PB_DESIGN_MAX_TERMS] = {0};
  pb_design_row(&baseline->design, point, x);
  pb_glm_point at = pb_glm_predict(baseline->fit, x, log(point->exposure));
  double mu = at.mu, phi = baseline->phi;
  double variance = phi * mu + mu * mu * phi * at.log_var;
  /* On the 2/3 power scale: sd = 2/3 mu^(-1/3) sd(count). */
  double centre = cbrt(mu * mu), sd = 2. / 3 * sqrt(variance) / cbrt(mu);
  double low = fmax(0, centre - baseline->critical * sd), high = centre + baseline->critical * sd;
  pb_expected expected = {.expected = mu, .lower = low * sqrt(low), .upper = high * sqrt(high)};
  expected.side = point->count > expected.upper ? 1 : point->count < expected.lower ? -1 : 0;
  return expected;
}

static const pb_param params[] = {
    {.name = "predict",
     .title = N_("how many of the last periods are compared with the earlier ones"),
     .unit = N_("periods"),
     .type = PB_PARAM_INT,
     .def = 4,
     .min = 0,
     .max = 1000},
    PB_PARAM_CARRY_TREND,
    PB_PARAM_MIN_YEARS,
    PB_PARAM_CONFIDENCE,
};

typedef struct {
  pb_column *expected, *lower, *upper, *unusual;
} baseline_columns;

static void add_row(const baseline_columns *c, const pb_expected *at, bool seen) {
  pb_column_append_maybe(c->expected, at, at ? at->expected : 0);
  pb_column_append_maybe(c->lower, at, at ? at->lower : 0);
  pb_column_append_maybe(c->upper, at, at ? at->upper : 0);
  pb_column_append_string(c->unusual, !at || !seen   ? NULL
                                      : at->side > 0 ? "high"
                                      : at->side < 0 ? "low"
                                                     : "");
}

/* A row a row of the table: the compared periods and those to come have an expected level. */
static void add_rows(pb_result *result, const pb_series *series, size_t n_history,
                     const pb_baseline *baseline) {
  baseline_columns c = {
      pb_result_add_column(result, "expected", PB_TYPE_DOUBLE, N_("crimes")),
      pb_result_add_column(result, "lower", PB_TYPE_DOUBLE, N_("crimes")),
      pb_result_add_column(result, "upper", PB_TYPE_DOUBLE, N_("crimes")),
      pb_result_add_column(result, "unusual", PB_TYPE_STRING, NULL),
  };
  g_autofree const pb_series_point **later = g_new0(const pb_series_point *, series->n_rows + 1);
  for (size_t i = n_history; i < series->n; i++)
    later[series->row[i]] = &series->points[i];
  for (size_t i = 0; i < series->n_coming; i++)
    if (series->coming[i].t > series->points[n_history - 1].t)
      later[series->coming_row[i]] = &series->coming[i];
  g_autofree gssize *point_of = pb_series_point_of_row(series);
  for (size_t row = 0; row < series->n_rows; row++) {
    pb_expected at = {0};
    if (later[row])
      at = pb_baseline_expect(baseline, later[row]);
    add_row(&c, later[row] ? &at : NULL, point_of[row] >= 0);
  }
}

static pb_result *run(const pb_table *input, const pb_params *values, GError **error) {
  pb_series series;
  if (!pb_series_read(input, &series, error))
    return NULL;
  pb_baseline_options options = {
      .per_year = series.per_year,
      .trend = pb_params_bool(values, "trend"),
      .min_years = pb_params_int(values, "min-years"),
      .confidence = pb_params_double(values, "confidence"),
  };
  size_t later = (size_t)pb_params_int(values, "predict");
  size_t n_history = series.n > later ? series.n - later : 0;
  pb_result *result = pb_result_new("baseline");
  pb_result_set_counts(result, series.n, series.n_rows - series.n);
  const char *reason = NULL;
  pb_baseline *baseline = pb_baseline_fit(series.points, n_history, &options, &reason);
  if (!baseline) {
    pb_result_set_reason(result, reason);
  } else {
    add_rows(result, &series, n_history, baseline);
    pb_result_set_scalar(result, "phi", baseline->phi, NULL);
    pb_result_set_scalar(result, "n_baseline", (double)baseline->n, N_("periods"));
    if (options.trend)
      pb_result_set_scalar(result, "ratio_per_year", exp(series.per_year * baseline->fit->coef[1]),
                           NULL);
  }
  pb_baseline_free(baseline);
  pb_series_clear(&series);
  return result;
}

const pb_statistic pb_statistic_baseline = {
    .name = "baseline",
    .title = N_("Expected level from the series’ own history"),
    .description =
        N_("What the latest months or quarters would have been if they had followed the years "
           "before: level, season and population, with an interval that holds both chance and how "
           "much the series usually varies. A row without a count is a period to come: it gets its "
           "expected level too."),
    .citation = "Farrington CP et al. (1996) J R Stat Soc A 159:547; McCullagh P, Nelder JA (1989)",
    .inputs = pb_series_inputs,
    .n_inputs = PB_SERIES_N_INPUTS,
    .params = params,
    .n_params = G_N_ELEMENTS(params),
    .run = run,
};

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "engine/stats/count_change.h"
#include "engine/stats/robust_errors.h"
#include "engine/stats/series_fit.h"
#include "engine/stats/trend.h"
#include "engine/text.h"

#define MIN_POINTS 5

static pb_interval ratio_interval(double slope, double reach, int per_year) {
  return (pb_interval){exp(per_year * (slope - reach)), exp(per_year * (slope + reach))};
}

static void infer(pb_trend *trend, double confidence) {
  const pb_glm *fit = trend->fit;
  int per_year = trend->design.per_year;
  double df = (double)fit->df_residual, z = pb_normal_critical(confidence);
  double se = pb_glm_se(fit, 1, 1), se_quasi = pb_glm_se(fit, 1, fit->dispersion);
  trend->slope = fit->coef[1];
  trend->ratio = exp(per_year * trend->slope);
  trend->poisson = ratio_interval(trend->slope, z * se, per_year);
  trend->quasi = ratio_interval(trend->slope, z * se_quasi, per_year);
  trend->quasi_t = ratio_interval(trend->slope, pb_t_critical(confidence, df) * se_quasi, per_year);
  trend->p_poisson = pb_normal_p(trend->slope / se);
  trend->p_quasi = se_quasi > 0 ? pb_t_p(trend->slope / se_quasi, df) : 0;
  trend->overdispersed = fit->dispersion > PB_PHI_LIMIT;
}

static pb_trend_model choose(const pb_trend *trend, pb_trend_model wanted) {
  if (wanted == PB_TREND_POISSON)
    return PB_TREND_POISSON;
  if (wanted == PB_TREND_NEGBIN && trend->negbin)
    return PB_TREND_NEGBIN;
  if (!trend->overdispersed)
    return PB_TREND_POISSON;
  bool square = trend->has_equidispersion && trend->equidispersion.square;
  return wanted == PB_TREND_AUTO && trend->negbin && square ? PB_TREND_NEGBIN : PB_TREND_QUASI;
}

/* What is reported of the fits: errors of all terms, then the yearly ratio. */
static void report(pb_trend *trend, pb_trend_model wanted, double confidence) {
  trend->chosen = choose(trend, wanted);
  trend->best = trend->chosen == PB_TREND_NEGBIN ? trend->negbin->fit : trend->fit;
  trend->newey_west = (wanted == PB_TREND_AUTO || wanted == PB_TREND_NEGBIN) &&
                      trend->autocorrelation > PB_AUTOCORRELATION_LIMIT;
  double phi = trend->chosen == PB_TREND_QUASI    ? trend->fit->dispersion
               : trend->chosen == PB_TREND_NEGBIN ? fmax(1, trend->best->dispersion)
                                                  : 1;
  size_t p = trend->best->n_terms;
  trend->se = g_new(double, p);
  for (size_t j = 0; j < p; j++) {
    trend->se[j] = pb_glm_se(trend->best, j, phi);
    if (trend->chosen == PB_TREND_NEGBIN && trend->overdispersed)
      trend->se[j] = fmax(trend->se[j], pb_glm_se(trend->fit, j, trend->fit->dispersion));
    if (trend->newey_west)
      trend->se[j] = fmax(trend->se[j], trend->se_newey_west[j]);
  }
  bool by_t = trend->chosen != PB_TREND_POISSON || trend->newey_west;
  trend->df = by_t ? (double)trend->best->df_residual : 0;
  trend->critical = by_t ? pb_t_critical(confidence, trend->df) : pb_normal_critical(confidence);
  double slope = trend->best->coef[1], se = trend->se[1];
  int per_year = trend->design.per_year;
  trend->reported_ratio = exp(per_year * slope);
  trend->reported = ratio_interval(slope, trend->critical * se, per_year);
  trend->p_reported = pb_trend_p(trend, 1);
}

double pb_trend_p(const pb_trend *trend, size_t term) {
  if (!(trend->se[term] > 0))
    return 0;
  double z = trend->best->coef[term] / trend->se[term];
  return trend->df > 0 ? pb_t_p(z, trend->df) : pb_normal_p(z);
}

/* The further fits and tests that only PB_TREND_AUTO and PB_TREND_NEGBIN look at. */
static void look_closer(pb_trend *trend, const pb_series_point *points, size_t n, size_t lags,
                        const pb_design *without) {
  pb_series_design d = pb_series_design_new(points, n, &trend->design);
  pb_series_design smaller = pb_series_design_new(points, n, without);
  g_autofree double *t = g_new(double, n + 1);
  const char *ignored = NULL;
  for (size_t i = 0; i < n; i++)
    t[i] = points[i].t;
  trend->negbin = pb_negbin_glm(&d.data, &ignored);
  g_autoptr(pb_negbin) null = trend->negbin ? pb_negbin_glm(&smaller.data, &ignored) : NULL;
  if (null)
    trend->lr_negbin = fmax(0, 2 * (trend->negbin->fit->loglik - null->fit->loglik));
  trend->has_equidispersion = pb_cameron_trivedi(trend->fit, d.y, &trend->equidispersion);
  trend->autocorrelation = pb_residual_autocorrelation(trend->fit, &d.data, t);
  trend->lags = lags > 0 ? lags : pb_newey_west_lags(n);
  trend->se_newey_west = pb_robust_errors(trend->fit, &d.data, t, trend->lags);
  trend->se_white = pb_robust_errors(trend->fit, &d.data, t, 0);
  pb_series_design_clear(&d);
  pb_series_design_clear(&smaller);
}

pb_trend *pb_trend_fit(const pb_series_point *points, size_t n, const pb_trend_options *options,
                       const char **reason) {
  pb_trend_options o = options ? *options : (pb_trend_options){0};
  pb_design design = {
      .per_year = o.per_year > 0 ? o.per_year : 12,
      .trend = true,
      .season = o.season,
      .harmonics = o.harmonics,
      .n_shifts = MIN(o.n_shifts, PB_MAX_SHIFTS),
      .bends = o.bends,
  };
  for (size_t i = 0; i < design.n_shifts; i++)
    design.shifts[i] = o.shifts[i];
  size_t terms = pb_design_terms(&design);
  if (n < MIN_POINTS || n <= terms) {
    *reason = N_("Too few periods for a trend: at least five are needed, and more with seasons.");
    return NULL;
  }
  pb_glm *fit = pb_series_fit(points, n, &design, reason);
  if (!fit)
    return NULL;
  pb_design without = design;
  without.trend = false;
  g_autoptr(pb_glm) smaller = pb_series_fit(points, n, &without, reason);
  if (!smaller) {
    pb_glm_free(fit);
    return NULL;
  }
  double confidence = o.confidence > 0 ? o.confidence : PB_DEFAULT_CONFIDENCE;
  pb_trend *trend = g_new0(pb_trend, 1);
  trend->fit = fit;
  trend->design = design;
  trend->lr_chi2 = fmax(0, smaller->deviance - fit->deviance);
  trend->lr_p = pb_chi2_p(trend->lr_chi2, 1);
  infer(trend, confidence);
  if (o.model == PB_TREND_AUTO || o.model == PB_TREND_NEGBIN)
    look_closer(trend, points, n, o.lags, &without);
  report(trend, o.model, confidence);
  return trend;
}

void pb_trend_free(pb_trend *trend) {
  if (!trend)
    return;
  pb_glm_free(trend->fit);
  pb_negbin_free(trend->negbin);
  g_free(trend->se_newey_west);
  g_free(trend->se_white);
  g_free(trend->se);
  g_free(trend);
}

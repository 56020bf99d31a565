/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gsl/gsl_cdf.h>
#include <math.h>

#include "engine/holidays.h"
#include "engine/stats/farrington.h"
#include "engine/stats/poisson_glm.h"
#include "engine/text.h"

#define RESIDUAL_ORIGINAL 1
#define RESIDUAL_IMPROVED 2.58
#define POWER (2. / 3)
#define MIN_YEARS_OF_TREND 3
#define PEER_TOLERANCE 1e-8
#define HIGHEST_MEAN 1e9
#define EPOCH_JULIAN 719163 /* 1970-01-01 in days of GDate */

pb_farrington_options pb_farrington_defaults(bool improved) {
  return (pb_farrington_options){
      .per_year = 52,
      .years = 4,
      .half_window = 3,
      .improved = improved,
      .periods = improved ? 10 : 1,
      .skip = improved ? 26 : 0,
      .p_trend = .05,
      .limit = improved ? PB_FARRINGTON_NB_PLUGIN : PB_FARRINGTON_DELTA,
      .alpha = .01,
      .min_cases = 5,
      .min_periods = 4,
  };
}

const char *pb_watch_status_text(pb_watch_status status) {
  static const char *const texts[] = {"not judged", "too few", "normal", "alarm"};
  return texts[status];
}

/* The periods of the baseline: time and level of season, the level of the window being 0. */
typedef struct {
  double *y, *t, *offset;
  int *level;
  size_t n;
  int levels;
} reference;

static void reference_clear(reference *r) {
  g_free(r->y);
  g_free(r->t);
  g_free(r->offset);
  g_free(r->level);
}

/* How many periods before `now` the same time of an earlier year lies. */
static size_t periods_back(const pb_farrington_options *o, size_t now, size_t years) {
  if (!o->has_first_day)
    return years * (size_t)o->per_year;
  int64_t day = o->first_day + 7 * (int64_t)now;
  GDate date;
  g_date_clear(&date, 1);
  g_date_set_julian(&date, (guint32)(day + EPOCH_JULIAN));
  int64_t earlier = pb_day_of_date(g_date_get_year(&date) - (int)years,
                                   (int)g_date_get_month(&date), g_date_get_day(&date));
  return (size_t)((day - earlier + 3) / 7);
}

/* Level of each period back from `now`: 0 near the same time of a year, 1 .. periods-1 between, in
 * equal stretches of which the first are longer by one; -1 before the first window. */
static int *season_levels(const pb_farrington_options *o, size_t now) {
  int *level = g_new(int, now + 1);
  size_t width = (size_t)o->half_window, later = now;
  for (size_t i = 0; i <= now; i++)
    level[i] = i + width >= now ? 0 : -1;
  for (size_t back = 1; back <= (size_t)o->years; back++) {
    size_t centre = now - periods_back(o, now, back), between = later - centre - 2 * width - 1;
    for (size_t i = centre - width; i <= centre + width; i++)
      level[i] = 0;
    size_t parts = (size_t)o->periods - 1, at = centre + width + 1;
    for (size_t part = 0; part < parts; part++) {
      size_t length = between / parts + (part < between % parts);
      for (size_t i = 0; i < length; i++)
        level[at++] = (int)part + 1;
    }
    later = centre;
  }
  return level;
}

static reference collect(const pb_count_run *run, size_t now, const pb_farrington_options *o) {
  g_autofree int *level = season_levels(o, now);
  size_t end = o->improved ? now - MIN(now, (size_t)o->skip) : now - (size_t)o->half_window;
  reference r = {
      .y = g_new(double, now + 1),
      .t = g_new(double, now + 1),
      .offset = g_new(double, now + 1),
      .level = g_new(int, now + 1),
      .levels = o->periods,
  };
  for (size_t i = 0; i < end; i++) {
    if (level[i] < 0 || !run->present[i])
      continue;
    r.y[r.n] = run->count[i];
    r.t[r.n] = (double)i - (double)now;
    r.offset[r.n] = log(run->exposure[i]);
    r.level[r.n++] = level[i];
  }
  return r;
}

typedef struct {
  pb_glm *fit;
  double phi;   /**< at least 1 */
  double scale; /**< of standard errors */
} model;

static pb_glm *regress(const reference *r, bool trend, const double *weight,
                       const pb_farrington_options *o, const char **reason) {
  size_t p = 1 + trend + (size_t)(r->levels - 1), n = r->n;
  g_autofree double *x = g_new0(double, n *p + 1);
  for (size_t i = 0; i < n; i++) {
    double *row = x + i * p;
    row[0] = 1;
    if (trend)
      row[1] = r->t[i];
    if (r->level[i] > 0)
      row[trend + r->level[i]] = 1;
  }
  pb_glm_data data = {
      .n = n, .n_terms = p, .y = r->y, .x = x, .offset = r->offset, .weight = weight};
  if (o->se == PB_FARRINGTON_SE_PEER)
    data.tolerance = PEER_TOLERANCE;
  return pb_poisson_glm(&data, reason);
}

/* Weights 1/s^2 of standardised Anscombe residuals above the threshold, 1 below, times what keeps
 * their sum. */
static double *weigh(const reference *r, const pb_glm *fit, double phi, double threshold) {
  double *weight = g_new(double, r->n + 1), sum = 0;
  for (size_t i = 0; i < r->n; i++) {
    double mu = fit->fitted[i], rest = fmax(1 - fit->leverage[i], 1e-12);
    double s = 1.5 * (pow(r->y[i], POWER) * pow(mu, -1. / 6) - sqrt(mu)) / sqrt(phi * rest);
    weight[i] = s > threshold ? 1 / (s * s) : 1;
    sum += weight[i];
  }
  for (size_t i = 0; i < r->n; i++)
    weight[i] *= (double)r->n / sum;
  return weight;
}

/* R's residual scale of the reweighted fit: case weights in place of working weights. */
static double peer_scale(const reference *r, const pb_glm *fit, const double *weight) {
  double sum = 0;
  for (size_t i = 0; i < r->n; i++) {
    double working = (r->y[i] - fit->fitted[i]) / fit->fitted[i];
    sum += weight[i] * working * working;
  }
  return sum / (double)fit->df_residual;
}

static bool fit_model(const reference *r, bool trend, const pb_farrington_options *o, model *m,
                      const char **reason) {
  g_autoptr(pb_glm) first = regress(r, trend, NULL, o, reason);
  if (!first || first->df_residual == 0)
    return false;
  double phi = fmax(1, first->dispersion);
  g_autofree double *weight =
      weigh(r, first, phi, o->improved ? RESIDUAL_IMPROVED : RESIDUAL_ORIGINAL);
  m->fit = regress(r, trend, weight, o, reason);
  if (!m->fit)
    return false;
  m->phi = fmax(1, m->fit->dispersion);
  m->scale = o->improved && o->se == PB_FARRINGTON_SE_PEER ? peer_scale(r, m->fit, weight) : m->phi;
  return true;
}

static pb_glm_point predict(const model *m, double exposure) {
  g_autofree double *x = g_new0(double, m->fit->n_terms);
  x[0] = 1;
  return pb_glm_predict(m->fit, x, log(exposure));
}

static bool keep_trend(const reference *r, const model *m, double exposure,
                       const pb_farrington_options *o) {
  double scale = o->improved && o->se == PB_FARRINGTON_SE_PEER ? m->scale : m->fit->dispersion;
  double se = pb_glm_se(m->fit, 1, scale), highest = 0;
  for (size_t i = 0; i < r->n; i++)
    highest = fmax(highest, r->y[i]);
  bool clear = se > 0 && pb_t_p(m->fit->coef[1] / se, (double)m->fit->df_residual) < o->p_trend;
  return clear && o->years >= MIN_YEARS_OF_TREND && predict(m, exposure).mu <= highest;
}

/* P(X >= y) of mean mu and variance phi mu. */
static double upper_tail(double y, double mu, double phi) {
  if (y <= 0)
    return 1;
  unsigned k = (unsigned)fmin(y - 1, 4e9);
  return phi > 1 ? gsl_cdf_negative_binomial_Q(k, 1 / phi, mu / (phi - 1))
                 : gsl_cdf_poisson_Q(k, mu);
}

/* Smallest x with P(X > x) <= alpha. */
static double upper_quantile(double alpha, double mu, double phi) {
  double low = -1, high = ceil(fmax(8, 2 * mu)); /* whole numbers throughout */
  while (upper_tail(high + 1, mu, phi) > alpha && high < 1e9)
    high *= 2;
  while (high - low > 1) {
    double middle = floor((low + high) / 2);
    if (upper_tail(middle + 1, mu, phi) > alpha * (1 + 1e-12))
      low = middle;
    else
      high = middle;
  }
  return high;
}

/* False when the expected count is too uncertain for a limit: no crime at all at this time of the
 * earlier years. */
static bool set_limit(pb_farrington *f, double y, const pb_farrington_options *o) {
  double mu = f->expected, se = mu * f->se_log;
  if (o->limit == PB_FARRINGTON_DELTA) {
    double sd = POWER * sqrt(cbrt(mu) * (f->phi + se * se / mu));
    double z = gsl_cdf_ugaussian_Qinv(o->improved ? o->alpha : o->alpha / 2);
    f->upper = pow(pow(mu, POWER) + z * sd, 1 / POWER);
    f->p = gsl_cdf_ugaussian_Q((pow(y, POWER) - pow(mu, POWER)) / sd);
  } else {
    double z = o->limit == PB_FARRINGTON_MUAN ? gsl_cdf_ugaussian_Qinv(o->alpha) : 0;
    double mean = mu * exp(z * f->se_log);
    if (!(mean < HIGHEST_MEAN))
      return false;
    f->upper = upper_quantile(o->alpha, mean, f->phi);
    f->p = upper_tail(y, mean, f->phi);
  }
  f->score = f->upper > mu ? (y - mu) / (f->upper - mu) : 0;
  return f->upper < HIGHEST_MEAN;
}

static bool enough_cases(const pb_count_run *run, size_t now, const pb_farrington_options *o) {
  double cases = 0;
  for (size_t back = 0; back < (size_t)o->min_periods && back <= now; back++)
    cases += run->count[now - back];
  return cases >= o->min_cases;
}

static pb_farrington not_judged(const char *reason) {
  return (pb_farrington){.status = PB_WATCH_NOT_JUDGED, .reason = reason};
}

pb_farrington pb_farrington_judge(const pb_count_run *run, size_t now,
                                  const pb_farrington_options *o) {
  if (!run->present[now])
    return not_judged(N_("The period has no count."));
  if (now < periods_back(o, now, (size_t)o->years) + (size_t)o->half_window ||
      o->per_year < 2 * o->half_window + o->periods)
    return not_judged(N_("Too little history: too few earlier years."));
  reference r = collect(run, now, o);
  const char *reason = N_("Too little history: too few earlier years.");
  model m = {0}, without = {0};
  bool trend = false, fitted = fit_model(&r, true, o, &m, &reason);
  if (fitted)
    trend = keep_trend(&r, &m, run->exposure[now], o);
  if (!trend) {
    reason = N_("Too little history: too few earlier years.");
    fitted = fit_model(&r, false, o, &without, &reason);
    pb_glm_free(m.fit);
    m = without;
  }
  pb_farrington f = not_judged(reason);
  if (fitted) {
    pb_glm_point at = predict(&m, run->exposure[now]);
    f = (pb_farrington){.expected = at.mu, .phi = m.phi, .trend = trend};
    f.se_log = sqrt(at.log_var * m.scale);
    if (!set_limit(&f, run->count[now], o))
      f = not_judged(N_("The earlier years have no crimes at this time of the year."));
    else
      f.status = !enough_cases(run, now, o)  ? PB_WATCH_TOO_FEW
                 : run->count[now] > f.upper ? PB_WATCH_ALARM
                                             : PB_WATCH_NORMAL;
  }
  pb_glm_free(m.fit);
  reference_clear(&r);
  return f;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stats/poisson_glm.h"

#include <math.h>
#include <string.h>

#include "engine/text.h"

#define MAX_ITERATIONS 200
#define CONVERGED 1e-14 /* relative change of the deviance */
#define GOOD_ENOUGH 1e-8
#define ROUNDING 1e-12

/* Work space of one fit: q holds the weighted design, then its orthogonal factor Q; r the upper
 * triangle R; weight the square roots of the working weights. */
typedef struct {
  size_t n, p;
  double *q, *r, *z, *weight, *eta, *mu, *coef;
} workspace;

static workspace workspace_new(size_t n, size_t p) {
  workspace w = {.n = n, .p = p};
  w.q = g_new0(double, n *p);
  w.r = g_new0(double, p *p);
  w.z = g_new0(double, n);
  w.weight = g_new0(double, n);
  w.eta = g_new0(double, n);
  w.mu = g_new0(double, n);
  w.coef = g_new0(double, p);
  return w;
}

static void workspace_clear(workspace *w) {
  g_free(w->q);
  g_free(w->r);
  g_free(w->z);
  g_free(w->weight);
  g_free(w->eta);
  g_free(w->mu);
  g_free(w->coef);
}

static double deviance_part(double y, double mu) {
  return 2 * ((y > 0 ? y * log(y / mu) : 0) - (y - mu));
}

/* Of one row, weighted. */
static double row_deviance(const pb_glm_data *data, size_t i, double mu) {
  double y = data->y[i], alpha = data->alpha, prior = data->weight ? data->weight[i] : 1;
  if (alpha == 0)
    return prior * deviance_part(y, mu);
  double ratio = log1p(alpha * (y - mu) / (1 + alpha * mu));
  return 2 * prior * ((y > 0 ? y * log(y / mu) : 0) - (y + 1 / alpha) * ratio);
}

static double row_loglik(const pb_glm_data *data, size_t i, double mu) {
  double y = data->y[i], alpha = data->alpha, prior = data->weight ? data->weight[i] : 1;
  if (alpha == 0)
    return prior * ((y > 0 ? y * log(mu) : 0) - mu - lgamma(y + 1));
  double theta = 1 / alpha;
  return prior * (lgamma(y + theta) - lgamma(theta) - lgamma(y + 1) +
                  y * log(alpha * mu / (1 + alpha * mu)) - theta * log1p(alpha * mu));
}

double pb_poisson_pearson_residual(double y, double mu) {
  return (y - mu) / sqrt(mu);
}

double pb_poisson_deviance_residual(double y, double mu) {
  double part = sqrt(fmax(0, deviance_part(y, mu)));
  return y > mu ? part : -part;
}

/* Modified Gram-Schmidt, twice over for orthogonality near machine precision: q becomes Q, r is R.
 * False when a column is (nearly) a combination of those before it. */
static bool factorise(workspace *w) {
  size_t n = w->n, p = w->p;
  memset(w->r, 0, p * p * sizeof *w->r);
  for (size_t j = 0; j < p; j++) {
    double before = 0, after = 0;
    for (size_t i = 0; i < n; i++)
      before += w->q[i * p + j] * w->q[i * p + j];
    for (int pass = 0; pass < 2; pass++) {
      for (size_t k = 0; k < j; k++) {
        double dot = 0;
        for (size_t i = 0; i < n; i++)
          dot += w->q[i * p + k] * w->q[i * p + j];
        for (size_t i = 0; i < n; i++)
          w->q[i * p + j] -= dot * w->q[i * p + k];
        w->r[k * p + j] += dot;
      }
    }
    for (size_t i = 0; i < n; i++)
      after += w->q[i * p + j] * w->q[i * p + j];
    if (!(after > 1e-22 * before) || !isfinite(after))
      return false;
    double norm = sqrt(after);
    w->r[j * p + j] = norm;
    for (size_t i = 0; i < n; i++)
      w->q[i * p + j] /= norm;
  }
  return true;
}

/* Weighted least squares step: coef from the working response. */
static bool step(workspace *w, const pb_glm_data *data) {
  size_t n = w->n, p = w->p;
  for (size_t i = 0; i < n; i++) {
    double offset = data->offset ? data->offset[i] : 0;
    double prior = data->weight ? data->weight[i] : 1;
    w->weight[i] = sqrt(prior * w->mu[i] / (1 + data->alpha * w->mu[i]));
    w->z[i] = w->weight[i] * (w->eta[i] - offset + (data->y[i] - w->mu[i]) / w->mu[i]);
    for (size_t j = 0; j < p; j++)
      w->q[i * p + j] = w->weight[i] * data->x[i * p + j];
  }
  if (!factorise(w))
    return false;
  for (size_t j = p; j-- > 0;) {
    double sum = 0;
    for (size_t i = 0; i < n; i++)
      sum += w->q[i * p + j] * w->z[i];
    for (size_t k = j + 1; k < p; k++)
      sum -= w->r[j * p + k] * w->coef[k];
    w->coef[j] = sum / w->r[j * p + j];
  }
  return true;
}

/* eta, mu and deviance at the coefficients. */
static double evaluate(workspace *w, const pb_glm_data *data) {
  double deviance = 0;
  for (size_t i = 0; i < w->n; i++) {
    double eta = data->offset ? data->offset[i] : 0;
    for (size_t j = 0; j < w->p; j++)
      eta += data->x[i * w->p + j] * w->coef[j];
    w->eta[i] = eta;
    w->mu[i] = fmax(exp(eta), 1e-300);
    deviance += row_deviance(data, i, w->mu[i]);
  }
  return deviance;
}

/* Intercept and offset only: mu = exposure * sum y / sum exposure. */
static double null_deviance(const pb_glm_data *data) {
  double counts = 0, exposures = 0, deviance = 0;
  if (data->weight || data->alpha > 0)
    return 0;
  for (size_t i = 0; i < data->n; i++) {
    counts += data->y[i];
    exposures += data->offset ? exp(data->offset[i]) : 1;
  }
  for (size_t i = 0; i < data->n; i++)
    deviance +=
        deviance_part(data->y[i], counts / exposures * (data->offset ? exp(data->offset[i]) : 1));
  return deviance;
}

/* cov = (R'R)^-1, from R^-1 column by column. */
static void covariance(const workspace *w, double *cov) {
  size_t p = w->p;
  g_autofree double *inverse = g_new0(double, p *p);
  for (size_t c = 0; c < p; c++)
    for (size_t j = c + 1; j-- > 0;) {
      double sum = j == c ? 1 : 0;
      for (size_t k = j + 1; k <= c; k++)
        sum -= w->r[j * p + k] * inverse[k * p + c];
      inverse[j * p + c] = sum / w->r[j * p + j];
    }
  for (size_t a = 0; a < p; a++)
    for (size_t b = 0; b < p; b++) {
      double sum = 0;
      for (size_t k = MAX(a, b); k < p; k++)
        sum += inverse[a * p + k] * inverse[b * p + k];
      cov[a * p + b] = sum;
    }
}

static pb_glm *collect(const workspace *w, const pb_glm_data *data, double deviance,
                       int iterations) {
  size_t n = w->n, p = w->p;
  pb_glm *fit = g_new0(pb_glm, 1);
  fit->n = n;
  fit->n_terms = p;
  fit->df_residual = n - p;
  fit->iterations = iterations;
  fit->deviance = deviance;
  fit->null_deviance = null_deviance(data);
  fit->coef = g_memdup2(w->coef, p * sizeof *w->coef);
  fit->fitted = g_memdup2(w->mu, n * sizeof *w->mu);
  fit->leverage = g_new0(double, n);
  fit->score = g_new0(double, n);
  fit->cov_unscaled = g_new0(double, p *p);
  covariance(w, fit->cov_unscaled);
  double working = 0;
  for (size_t i = 0; i < n; i++) {
    double y = data->y[i], mu = w->mu[i], residual = pb_poisson_pearson_residual(y, mu);
    double working_residual = w->weight[i] * (y - mu) / mu;
    double prior = data->weight ? data->weight[i] : 1, spread = 1 + data->alpha * mu;
    fit->pearson_chi2 += prior * residual * residual / spread;
    fit->score[i] = prior * (y - mu) / spread;
    working += working_residual * working_residual;
    fit->loglik += row_loglik(data, i, mu);
    for (size_t j = 0; j < p; j++)
      fit->leverage[i] += w->q[i * p + j] * w->q[i * p + j];
  }
  fit->dispersion = n > p ? working / (double)(n - p) : 0;
  fit->aic = -2 * fit->loglik + 2 * (double)p;
  fit->bic = -2 * fit->loglik + log((double)n) * (double)p;
  return fit;
}

static const char *why_not(const pb_glm_data *data) {
  double sum = 0;
  for (size_t i = 0; i < data->n; i++) {
    bool usable = data->y[i] >= 0 && (!data->offset || isfinite(data->offset[i]));
    if (!usable || !isfinite(data->y[i]))
      return N_("The regression needs counts of at least 0 and exposures above 0.");
    sum += data->y[i];
  }
  if (data->n < data->n_terms || data->n_terms == 0)
    return N_("Too few periods for the regression.");
  return sum > 0 ? NULL : N_("There are no crimes in any period.");
}

pb_glm *pb_poisson_glm(const pb_glm_data *data, const char **reason) {
  *reason = why_not(data);
  if (*reason)
    return NULL;
  workspace w = workspace_new(data->n, data->n_terms);
  double deviance = 0, change = 1, noise = 0; /* noise: rounding in sums of large counts */
  for (size_t i = 0; i < data->n; i++) {
    noise += ROUNDING * data->y[i];
    w.mu[i] = data->start ? data->start[i] : data->y[i] + 0.1;
    w.eta[i] = log(w.mu[i]);
    deviance += row_deviance(data, i, w.mu[i]);
  }
  g_autofree double *previous = g_new0(double, data->n_terms);
  int iteration = 0;
  double enough = data->tolerance > 0 ? data->tolerance : CONVERGED;
  while (iteration < MAX_ITERATIONS && !(change < enough)) {
    memcpy(previous, w.coef, data->n_terms * sizeof *previous);
    if (!step(&w, data)) {
      *reason = N_("The periods do not tell the parts of the regression apart.");
      break;
    }
    double next = evaluate(&w, data);
    for (int half = 0; half < 60 && iteration > 0 && !isfinite(next); half++) {
      for (size_t j = 0; j < data->n_terms; j++)
        w.coef[j] = (w.coef[j] + previous[j]) / 2;
      next = evaluate(&w, data);
    }
    change = fabs(next - deviance) / (fabs(next) + 0.1);
    deviance = next;
    iteration++;
  }
  if (!*reason && !(change * (fabs(deviance) + 0.1) < GOOD_ENOUGH * (fabs(deviance) + 0.1) + noise))
    *reason = N_("The regression finds no solution.");
  pb_glm *fit = *reason ? NULL : collect(&w, data, deviance, iteration);
  workspace_clear(&w);
  return fit;
}

void pb_glm_free(pb_glm *fit) {
  if (!fit)
    return;
  g_free(fit->coef);
  g_free(fit->cov_unscaled);
  g_free(fit->fitted);
  g_free(fit->leverage);
  g_free(fit->score);
  g_free(fit);
}

double pb_glm_se(const pb_glm *fit, size_t term, double phi) {
  return sqrt(phi * fit->cov_unscaled[term * fit->n_terms + term]);
}

pb_glm_point pb_glm_predict(const pb_glm *fit, const double *x, double offset) {
  double eta = offset, variance = 0;
  for (size_t a = 0; a < fit->n_terms; a++) {
    eta += x[a] * fit->coef[a];
    for (size_t b = 0; b < fit->n_terms; b++)
      variance += x[a] * x[b] * fit->cov_unscaled[a * fit->n_terms + b];
  }
  return (pb_glm_point){exp(eta), fmax(0, variance)};
}

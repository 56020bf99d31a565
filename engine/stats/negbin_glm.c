/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stats/negbin_glm.h"

#include <gsl/gsl_linalg.h>
#include <math.h>

#include "engine/stats/polygamma.h"
#include "engine/text.h"

#define MAX_ROUNDS 200
#define CONVERGED 1e-12 /* change of theta, relative */
/* Beyond this theta nothing tells the counts from Poisson. */
#define THETA_LOW 1e-8
#define THETA_HIGH 1e7

/* Minus the derivative of the log likelihood by theta. */
static double theta_score(const pb_glm_data *data, const double *mu, double theta) {
  double sum = 0, at_zero = pb_digamma(theta);
  for (size_t i = 0; i < data->n; i++) {
    double y = data->y[i];
    sum += pb_digamma(y + theta) - at_zero + log(theta / (mu[i] + theta)) +
           (mu[i] - y) / (mu[i] + theta);
  }
  return -sum;
}

/* Minus the second derivative by theta. */
static double theta_information(const pb_glm_data *data, const double *mu, double theta) {
  double sum = 0, at_zero = pb_trigamma(theta);
  for (size_t i = 0; i < data->n; i++) {
    double y = data->y[i], m = mu[i] + theta;
    sum += at_zero - pb_trigamma(y + theta) - 1 / theta + 2 / m - (y + theta) / (m * m);
  }
  return sum;
}

/* Newton's steps for ln theta, kept inside a bracket that shrinks; from `theta`, 0: the middle. */
static bool find_theta(const pb_glm_data *data, const double *mu, double *theta) {
  double low = log(THETA_LOW), high = log(THETA_HIGH);
  if (!(theta_score(data, mu, THETA_LOW) < 0 && theta_score(data, mu, THETA_HIGH) > 0))
    return false;
  double at = *theta > 0 ? log(*theta) : log(10), step = 1;
  for (int i = 0; i < MAX_ROUNDS && fabs(step) > CONVERGED / 10; i++) {
    double score = theta_score(data, mu, exp(at));
    double slope = theta_information(data, mu, exp(at)) * exp(at);
    if (score < 0)
      low = at;
    else
      high = at;
    double next = at - score / slope;
    if (!(slope > 0) || !(next > low && next < high))
      next = (low + high) / 2;
    step = next - at;
    at = next;
  }
  *theta = exp(at);
  return true;
}

/* The likelihood rises from Poisson towards more variance when this is positive. */
static bool more_than_poisson(const pb_glm_data *data, const double *mu) {
  double excess = 0;
  for (size_t i = 0; i < data->n; i++)
    excess += (data->y[i] - mu[i]) * (data->y[i] - mu[i]) - data->y[i];
  return excess > 0;
}

/* Of the coefficients: the observed information less what theta takes of it (Schur). */
static bool observed_errors(pb_negbin *negbin, const pb_glm_data *data) {
  size_t n = data->n, p = data->n_terms;
  double theta = negbin->theta, of_theta = theta_information(data, negbin->fit->fitted, theta);
  g_autofree double *information = g_new0(double, p *p), *cross = g_new0(double, p);
  for (size_t i = 0; i < n; i++) {
    double y = data->y[i], mu = negbin->fit->fitted[i], m = (mu + theta) * (mu + theta);
    const double *x = data->x + i * p;
    for (size_t a = 0; a < p; a++) {
      cross[a] -= x[a] * (y - mu) * mu / m;
      for (size_t b = 0; b < p; b++)
        information[a * p + b] += x[a] * x[b] * theta * mu * (y + theta) / m;
    }
  }
  for (size_t a = 0; a < p; a++)
    for (size_t b = 0; b < p; b++)
      information[a * p + b] -= cross[a] * cross[b] / of_theta;
  gsl_matrix_view matrix = gsl_matrix_view_array(information, p, p);
  if (!(of_theta > 0) || gsl_linalg_cholesky_decomp1(&matrix.matrix) ||
      gsl_linalg_cholesky_invert(&matrix.matrix))
    return false;
  negbin->theta_se = 1 / sqrt(of_theta);
  negbin->se_observed = g_new(double, p);
  for (size_t a = 0; a < p; a++)
    negbin->se_observed[a] = sqrt(information[a * p + a]);
  return true;
}

pb_negbin *pb_negbin_glm(const pb_glm_data *data, const char **reason) {
  pb_glm_data at = *data;
  at.weight = NULL;
  at.alpha = 0;
  pb_glm *fit = pb_poisson_glm(&at, reason);
  if (!fit)
    return NULL;
  double theta = 0, change = 1;
  bool found = more_than_poisson(data, fit->fitted);
  for (int round = 0; found && round < MAX_ROUNDS && !(change < CONVERGED); round++) {
    double before = theta;
    found = find_theta(data, fit->fitted, &theta);
    if (!found)
      break;
    change = fabs(theta - before) / theta;
    at.alpha = 1 / theta;
    g_autoptr(pb_glm) from = g_steal_pointer(&fit);
    at.start = from->fitted;
    fit = pb_poisson_glm(&at, reason);
    found = fit != NULL;
  }
  pb_negbin *negbin = g_new0(pb_negbin, 1);
  *negbin = (pb_negbin){.fit = fit, .theta = theta, .alpha = found ? 1 / theta : 0};
  if (found && observed_errors(negbin, data)) {
    fit->aic += 2;
    fit->bic += log((double)data->n);
    return negbin;
  }
  pb_negbin_free(negbin);
  *reason = N_("The counts do not vary more than chance: the Poisson regression is enough.");
  return NULL;
}

void pb_negbin_free(pb_negbin *negbin) {
  if (!negbin)
    return;
  pb_glm_free(negbin->fit);
  g_free(negbin->se_observed);
  g_free(negbin);
}

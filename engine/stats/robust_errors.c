/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stats/robust_errors.h"

#include <math.h>

size_t pb_newey_west_lags(size_t n) {
  return (size_t)fmax(1, floor(4 * pow((double)n / 100, 2. / 9)));
}

/* Row by row x_i score_i, turned by the covariance: the sandwich is the sum of products of these.
 */
static double *influences(const pb_glm *fit, const pb_glm_data *data) {
  size_t p = fit->n_terms;
  double *turned = g_new0(double, fit->n *p + 1);
  for (size_t i = 0; i < fit->n; i++)
    for (size_t a = 0; a < p; a++)
      for (size_t b = 0; b < p; b++)
        turned[i * p + a] += fit->cov_unscaled[a * p + b] * data->x[i * p + b] * fit->score[i];
  return turned;
}

double *pb_robust_errors(const pb_glm *fit, const pb_glm_data *data, const double *t, size_t lags) {
  size_t n = fit->n, p = fit->n_terms;
  g_autofree double *part = influences(fit, data);
  double *errors = g_new0(double, p);
  for (size_t i = 0; i < n; i++)
    for (size_t j = i; j < n; j++) {
      double apart = fabs(t[j] - t[i]);
      if (apart > (double)lags)
        continue;
      double weight = (i == j ? 1 : 2) * (1 - apart / (double)(lags + 1));
      for (size_t a = 0; a < p; a++)
        errors[a] += weight * part[i * p + a] * part[j * p + a];
    }
  for (size_t a = 0; a < p; a++)
    errors[a] = sqrt(fmax(0, errors[a]));
  return errors;
}

static double residual(const pb_glm *fit, const pb_glm_data *data, size_t i) {
  double mu = fit->fitted[i];
  return pb_poisson_pearson_residual(data->y[i], mu) / sqrt(1 + data->alpha * mu);
}

double pb_residual_autocorrelation(const pb_glm *fit, const pb_glm_data *data, const double *t) {
  double products = 0, squares = 0;
  for (size_t i = 0; i < fit->n; i++) {
    double here = residual(fit, data, i);
    squares += here * here;
    for (size_t j = i + 1; j < fit->n; j++)
      if (fabs(t[j] - t[i]) == 1)
        products += here * residual(fit, data, j);
  }
  return squares > 0 ? products / squares : 0;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gsl/gsl_linalg.h>
#include <gsl/gsl_randist.h>
#include <glib.h>
#include <math.h>

#include "engine/stats/cusum.h"

/* Largest grid of the chain: the equations grow with its cube. */
#define MAX_STATES 400

double pb_cusum_reference(double low, double high) {
  return (high - low) / log(high / low);
}

/* The chain's states are the sums 0, 1/GRID, 2/GRID … below h; a count y moves by y * GRID - k. */
static gsl_matrix *chain(double level, size_t states, gint64 k) {
  gsl_matrix *m = gsl_matrix_alloc(states, states);
  gsl_matrix_set_identity(m);
  for (size_t from = 0; from < states; from++)
    for (unsigned y = 0;; y++) {
      gint64 to = MAX(0, (gint64)from + (gint64)y * PB_CUSUM_GRID - k);
      if (to >= (gint64)states)
        break;
      double *cell = gsl_matrix_ptr(m, from, (size_t)to);
      *cell -= gsl_ran_poisson_pdf(y, level);
    }
  return m;
}

bool pb_cusum_run_length(double level, double k, double h, double *periods) {
  gint64 whole_k = (gint64)rint(k * PB_CUSUM_GRID);
  double wanted = rint(h * PB_CUSUM_GRID);
  if (!(level > 0) || !(wanted >= 1) || wanted > MAX_STATES)
    return false;
  size_t states = (size_t)wanted;
  gsl_matrix *m = chain(level, states, whole_k);
  gsl_vector *ones = gsl_vector_alloc(states), *lengths = gsl_vector_alloc(states);
  gsl_permutation *order = gsl_permutation_alloc(states);
  int sign;
  gsl_vector_set_all(ones, 1);
  bool solved =
      !gsl_linalg_LU_decomp(m, order, &sign) && !gsl_linalg_LU_solve(m, order, ones, lengths);
  *periods = solved ? gsl_vector_get(lengths, 0) : 0;
  gsl_permutation_free(order);
  gsl_vector_free(ones);
  gsl_vector_free(lengths);
  gsl_matrix_free(m);
  return solved && isfinite(*periods) && *periods >= 1;
}

bool pb_cusum_limit(double level, double k, double periods, double *h) {
  size_t low = 0, high = MAX_STATES; /* in grid steps: low is too short, high long enough */
  double length;
  if (!pb_cusum_run_length(level, k, (double)high / PB_CUSUM_GRID, &length) || length < periods)
    return false;
  while (high - low > 1) {
    size_t middle = (low + high) / 2;
    bool told = pb_cusum_run_length(level, k, (double)middle / PB_CUSUM_GRID, &length);
    if (told && length < periods)
      low = middle;
    else
      high = middle;
  }
  *h = (double)high / PB_CUSUM_GRID;
  return true;
}

double pb_cusum_step(const pb_cusum *cusum, double before, double count) {
  double level = cusum->level, x = count / cusum->phi;
  if (cusum->form == PB_CUSUM_STANDARD)
    x = (count - level) / sqrt(level);
  else if (cusum->form == PB_CUSUM_ROSSI)
    x = (count - 3 * level + 2 * sqrt(count * level)) / (2 * sqrt(level));
  return fmax(0, before + x - cusum->k);
}

double pb_cusum_upper(const pb_cusum *cusum, double before) {
  double level = cusum->level, x = cusum->h + cusum->k - before;
  if (cusum->form == PB_CUSUM_POISSON)
    return fmax(0, x * cusum->phi);
  if (cusum->form == PB_CUSUM_STANDARD)
    return fmax(0, sqrt(level) * x + level);
  double inside = 4 * level + 2 * sqrt(level) * x;
  double root = inside > 0 ? sqrt(inside) - sqrt(level) : 0;
  return root > 0 ? root * root : 0;
}

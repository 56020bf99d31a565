/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stats/rank_sums.h"

#include <math.h>

#include "engine/stats/quantile.h"
#include "engine/stats/tails.h"

/* Multiply the distribution of inversions by another one. */
static void convolve(pb_rank_sums *sums, const double *other, size_t n_other) {
  size_t n = sums->n_share + n_other - 1;
  double *product = g_new0(double, n);
  for (size_t i = 0; i < sums->n_share; i++)
    for (size_t j = 0; j < n_other; j++)
      product[i + j] += sums->share[i] * other[j];
  g_free(sums->share);
  sums->share = product;
  sums->n_share = n;
}

/* Inversions when `more` equal values are spread among `before` others: the q-binomial coefficient,
 * by Pascal's rule [b + m, m] = [b + m - 1, m - 1] + q^m [b + m - 1, m], as shares. */
static void spread(pb_rank_sums *sums, size_t before, size_t more) {
  size_t n = before * more + 1;
  g_autofree double *table = g_new0(double, (more + 1) * n);
  for (size_t m = 0; m <= more; m++)
    table[m * n] = 1;
  for (size_t b = 1; b <= before; b++)
    for (size_t m = 1; m <= more; m++)
      for (size_t k = n; k-- > 0;)
        table[m * n + k] = table[(m - 1) * n + k] + (k >= m ? table[m * n + k - m] : 0);
  double total = 0;
  for (size_t k = 0; k < n; k++)
    total += table[more * n + k];
  for (size_t k = 0; k < n; k++)
    table[more * n + k] /= total;
  convolve(sums, table + more * n, n);
}

void pb_rank_sums_add(pb_rank_sums *sums, const pb_value_point *points, size_t n) {
  if (!sums->share) {
    sums->share = g_new0(double, 1);
    sums->share[0] = 1;
    sums->n_share = 1;
  }
  g_autofree double *sorted = g_new(double, n + 1);
  for (size_t i = 0; i < n; i++) {
    sorted[i] = points[i].value;
    for (size_t j = i + 1; j < n; j++)
      sums->s += (points[j].value > points[i].value) - (points[j].value < points[i].value);
  }
  pb_sort_doubles(sorted, n);
  double m = (double)n, variance = m * (m - 1) * (2 * m + 5), pairs = m * (m - 1) / 2;
  sums->n += n;
  sums->pairs += pairs;
  sums->inexact |= n > PB_MANN_KENDALL_EXACT;
  for (size_t first = 0, next; first < n; first = next) {
    for (next = first + 1; next < n && sorted[next] == sorted[first];)
      next++;
    double ties = (double)(next - first);
    variance -= ties * (ties - 1) * (2 * ties + 5);
    pairs -= ties * (ties - 1) / 2;
    if (!sums->inexact)
      spread(sums, first, next - first);
  }
  sums->variance += variance / 18;
  sums->differing += pairs;
}

/* Share of orders whose S is at least as far from 0. */
static double exact_p(const pb_rank_sums *sums) {
  double p = 0, extreme = fabs((double)sums->s);
  for (size_t k = 0; k < sums->n_share; k++)
    if (fabs(sums->differing - 2 * (double)k) >= extreme - .5)
      p += sums->share[k];
  return fmin(1, p);
}

bool pb_rank_sums_judge(const pb_rank_sums *sums, pb_mann_kendall *test) {
  if (!(sums->variance > 0))
    return false;
  double sign = (sums->s > 0) - (sums->s < 0);
  *test = (pb_mann_kendall){
      .n = sums->n,
      .s = sums->s,
      .variance = sums->variance,
      .z = ((double)sums->s - sign) / sqrt(sums->variance),
      .exact = !sums->inexact,
      .tau = (double)sums->s / sqrt(sums->pairs * sums->differing),
  };
  test->p_normal = pb_normal_p(test->z);
  test->p_exact = test->exact ? exact_p(sums) : 0;
  test->p = test->exact ? test->p_exact : test->p_normal;
  return true;
}

void pb_rank_sums_clear(pb_rank_sums *sums) {
  g_clear_pointer(&sums->share, g_free);
}

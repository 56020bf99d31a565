/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>
#include <math.h>
#include <stdlib.h>

#include "engine/stats/cell_stability.h"

pb_stability_class pb_stability_class_of(const bool *hot_by_year, int n_years) {
  int earlier = 0;
  for (int year = 0; year + 1 < n_years; year++)
    earlier += hot_by_year[year];
  if (!hot_by_year[n_years - 1])
    return earlier ? PB_STABILITY_FORMER : PB_STABILITY_NEVER;
  if (earlier == 0)
    return PB_STABILITY_NEW;
  return earlier == n_years - 1 ? PB_STABILITY_PERSISTENT : PB_STABILITY_INTERMITTENT;
}

const char *pb_stability_key(pb_stability_class stability) {
  static const char *const keys[PB_N_STABILITY] = {"never", "new", "persistent", "former",
                                                   "intermittent"};
  return keys[stability];
}

typedef struct {
  double value;
  size_t index;
} ranked;

static int descending(const void *a, const void *b) {
  double x = ((const ranked *)a)->value, y = ((const ranked *)b)->value;
  return (x < y) - (x > y);
}

void pb_hot_by_share(const int64_t *counts, const double *area, size_t n, double share, bool *hot) {
  g_autofree ranked *places = g_new(ranked, n + 1);
  double all = 0, taken = 0;
  for (size_t i = 0; i < n; i++) {
    double own = area ? area[i] : 1;
    places[i] = (ranked){(double)counts[i] / own, i};
    all += own;
    hot[i] = false;
  }
  qsort(places, n, sizeof *places, descending);
  for (size_t begin = 0, end; begin < n && places[begin].value > 0; begin = end) {
    for (end = begin; end < n && places[end].value == places[begin].value; end++)
      taken += area ? area[places[end].index] : 1;
    if (taken > share * all * (1 + 1e-9))
      return;
    for (size_t k = begin; k < end; k++)
      hot[places[k].index] = true;
  }
}

bool pb_jaccard(const bool *a, const bool *b, size_t n, double *index) {
  size_t both = 0, any = 0;
  for (size_t i = 0; i < n; i++) {
    both += a[i] && b[i];
    any += a[i] || b[i];
  }
  *index = any ? (double)both / (double)any : 0;
  return any > 0;
}

/* Mean ranks less their mean; their sum of squares. */
static double centred_ranks(const int64_t *values, size_t n, double *ranks) {
  g_autofree ranked *order = g_new(ranked, n + 1);
  for (size_t i = 0; i < n; i++)
    order[i] = (ranked){(double)values[i], i};
  qsort(order, n, sizeof *order, descending);
  double squares = 0, middle = ((double)n - 1) / 2;
  for (size_t begin = 0, end; begin < n; begin = end) {
    for (end = begin + 1; end < n && order[end].value == order[begin].value;)
      end++;
    double rank = (double)(begin + end - 1) / 2 - middle;
    for (size_t k = begin; k < end; k++)
      ranks[order[k].index] = rank;
    squares += rank * rank * (double)(end - begin);
  }
  return squares;
}

bool pb_spearman(const int64_t *a, const int64_t *b, size_t n, double *correlation) {
  g_autofree double *x = g_new(double, n + 1), *y = g_new(double, n + 1);
  double squares_a = centred_ranks(a, n, x), squares_b = centred_ranks(b, n, y), products = 0;
  for (size_t i = 0; i < n; i++)
    products += x[i] * y[i];
  bool differ = squares_a > 0 && squares_b > 0;
  *correlation = differ ? products / sqrt(squares_a * squares_b) : 0;
  return differ;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>

#include "engine/stats/priority.h"
#include "engine/stats/quantile.h"

void pb_priority_fifths(const double *values, const bool *known, size_t n,
                        double cuts[PB_PRIORITY_CUTS]) {
  g_autofree double *sorted = g_new(double, n + 1);
  size_t k = 0;
  for (size_t i = 0; i < n; i++)
    if (known[i])
      sorted[k++] = values[i];
  pb_sort_doubles(sorted, k);
  for (int c = 0; c < PB_PRIORITY_CUTS; c++)
    cuts[c] = k ? pb_quantile_sorted(sorted, k, 0.2 * (c + 1)) : 0;
}

int pb_priority_points(double value, const double cuts[PB_PRIORITY_CUTS]) {
  int points = 0;
  for (int c = 0; c < PB_PRIORITY_CUTS; c++)
    points += value > cuts[c];
  return points;
}

static void score(const pb_criterion *criteria, size_t n_criteria, const double *set,
                  const bool *is_set, size_t n, pb_priority *areas) {
  for (size_t i = 0; i < n; i++) {
    int points = 0;
    size_t known = 0;
    for (size_t c = 0; c < n_criteria; c++)
      if (criteria[c].known[i]) {
        points += pb_priority_points(criteria[c].values[i], criteria[c].cuts);
        known++;
      }
    double mean = known ? (double)points / (double)known : 0;
    areas[i] = (pb_priority){.score = is_set[i] ? set[i] : mean,
                             .has_score = is_set[i] || known > 0,
                             .set = is_set[i],
                             .n_criteria = known};
  }
}

void pb_priority_order(const pb_criterion *criteria, size_t n_criteria, const double *set,
                       const bool *is_set, size_t n, pb_priority *areas) {
  score(criteria, n_criteria, set, is_set, n, areas);
  for (size_t i = 0; i < n; i++) {
    areas[i].place = 1;
    for (size_t k = 0; k < n; k++) {
      if (k == i || !areas[k].has_score)
        continue;
      areas[i].place += areas[k].score > areas[i].score;
      areas[i].tied = areas[i].tied || (areas[i].has_score && areas[k].score == areas[i].score);
    }
  }
}

static int sign(double x) {
  return (x > 0) - (x < 0);
}

/* Share of the pairs that stand in another order; a tie made or broken is another order. */
static double changed(const pb_priority *before, const pb_priority *after, size_t n) {
  size_t pairs = 0, moved = 0;
  for (size_t i = 0; i < n; i++)
    for (size_t k = 0; k < i; k++) {
      if (!before[i].has_score || !before[k].has_score)
        continue;
      pairs++;
      moved += sign(before[i].score - before[k].score) != sign(after[i].score - after[k].score);
    }
  return pairs ? (double)moved / (double)pairs : 0;
}

bool pb_priority_sensitivity_of(const pb_criterion *criteria, size_t n_criteria, const double *set,
                                const bool *is_set, size_t n, double share,
                                pb_priority_sensitivity *sensitivity) {
  g_autofree pb_criterion *moved = g_memdup2(criteria, n_criteria * sizeof *criteria);
  g_autofree pb_priority *before = g_new(pb_priority, n + 1), *after = g_new(pb_priority, n + 1);
  score(criteria, n_criteria, set, is_set, n, before);
  size_t scored = 0;
  for (size_t i = 0; i < n; i++)
    scored += before[i].has_score;
  pb_priority_sensitivity found = {0};
  double sum = 0;
  for (size_t c = 0; c < n_criteria && scored > 1; c++)
    for (int cut = 0; cut < PB_PRIORITY_CUTS; cut++)
      for (int way = -1; way <= 1 && criteria[c].cuts[cut] != 0; way += 2) {
        moved[c].cuts[cut] = criteria[c].cuts[cut] * (1 + way * share);
        score(moved, n_criteria, set, is_set, n, after);
        moved[c].cuts[cut] = criteria[c].cuts[cut];
        double one = changed(before, after, n);
        found.n_moves++;
        sum += one;
        if (one > found.largest_share) {
          found.largest_share = one;
          found.most = c;
        }
      }
  if (found.n_moves == 0)
    return false;
  found.mean_share = sum / (double)found.n_moves;
  *sensitivity = found;
  return true;
}

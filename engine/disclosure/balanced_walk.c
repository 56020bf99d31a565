/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/disclosure/balanced_walk.h"

#include <math.h>
#include <stdbool.h>

#define PIVOT_TOLERANCE 1e-9
#define END_TOLERANCE 1e-9

/* What holds a row of the inverse: a share on its way, nothing (its sum must not change, FIXED), or
 * a sum that was given up (FREE: it takes any value). */
enum { FIXED = -1, FREE = -2 };

struct pb_balanced_walk {
  size_t n_rows;
  double *share;
  pb_random *random;
  double *inverse;   /* n_rows x n_rows */
  double *direction; /* what one unit of a further column is in terms of those held */
  int64_t *holder;   /* by row: a share, FIXED or FREE */
};

pb_balanced_walk *pb_balanced_walk_new(size_t n_rows, double *share, pb_random *random) {
  pb_balanced_walk *walk = g_new0(pb_balanced_walk, 1);
  *walk = (pb_balanced_walk){n_rows,
                             share,
                             random,
                             g_new0(double, n_rows *n_rows + 1),
                             g_new0(double, n_rows + 1),
                             g_new0(int64_t, n_rows + 1)};
  for (size_t r = 0; r < n_rows; r++) {
    walk->inverse[r * n_rows + r] = 1;
    walk->holder[r] = FIXED;
  }
  return walk;
}

void pb_balanced_walk_free(pb_balanced_walk *walk) {
  if (!walk)
    return;
  g_free(walk->inverse);
  g_free(walk->direction);
  g_free(walk->holder);
  g_free(walk);
}

static bool on_its_way(double share) {
  return share > END_TOLERANCE && share < 1 - END_TOLERANCE;
}

/* The column that `direction` describes takes the place of what holds `row`. */
static void take_place(pb_balanced_walk *walk, size_t row, int64_t holder) {
  size_t n = walk->n_rows;
  double pivot = walk->direction[row], *of_row = walk->inverse + row * n;
  for (size_t k = 0; k < n; k++)
    of_row[k] /= pivot;
  for (size_t r = 0; r < n; r++) {
    double factor = walk->direction[r];
    if (r == row || factor == 0)
      continue;
    for (size_t k = 0; k < n; k++)
      walk->inverse[r * n + k] -= factor * of_row[k];
  }
  walk->holder[row] = holder;
}

/* How far a share can go at a speed before it is 0 or 1. */
static double room(double share, double speed) {
  return speed > 0 ? (1 - share) / speed : share / -speed;
}

static double settle(double share) {
  return share < END_TOLERANCE ? 0 : share > 1 - END_TOLERANCE ? 1 : share;
}

/* One step along the direction (the further column +1, each held share - its direction), forwards
 * or back with the probabilities that leave the expected shares as they are. Returns a row whose
 * share arrived, or n_rows when it was the further one's. `further` is NULL for a sum given up. */
static size_t step(pb_balanced_walk *walk, double *further) {
  double forwards = further ? room(*further, 1) : INFINITY;
  double back = further ? room(*further, -1) : INFINITY;
  for (size_t r = 0; r < walk->n_rows; r++) {
    double speed = -walk->direction[r];
    if (walk->holder[r] < 0 || fabs(speed) < PIVOT_TOLERANCE)
      continue;
    forwards = fmin(forwards, room(walk->share[walk->holder[r]], speed));
    back = fmin(back, room(walk->share[walk->holder[r]], -speed));
  }
  bool ahead = pb_random_unit(walk->random) * (forwards + back) < back;
  double length = ahead ? forwards : -back;
  size_t arrived = walk->n_rows;
  if (further)
    *further = settle(*further + length);
  for (size_t r = 0; r < walk->n_rows; r++) {
    if (walk->holder[r] < 0 || fabs(walk->direction[r]) < PIVOT_TOLERANCE)
      continue;
    double *share = &walk->share[walk->holder[r]];
    *share = settle(*share - walk->direction[r] * length);
    if (!on_its_way(*share) &&
        (arrived == walk->n_rows || fabs(walk->direction[r]) > fabs(walk->direction[arrived])))
      arrived = r;
  }
  return arrived;
}

/* A sum that may not change, or one given up, that the further column would change. */
static size_t row_held_by(const pb_balanced_walk *walk, int64_t holder) {
  size_t best = walk->n_rows;
  for (size_t r = 0; r < walk->n_rows; r++)
    if (walk->holder[r] == holder && fabs(walk->direction[r]) > PIVOT_TOLERANCE &&
        (best == walk->n_rows || fabs(walk->direction[r]) > fabs(walk->direction[best])))
      best = r;
  return best;
}

/* Shares that have arrived hold rows that others could have. */
static size_t row_of_arrived(const pb_balanced_walk *walk) {
  size_t best = walk->n_rows;
  for (size_t r = 0; r < walk->n_rows; r++)
    if (walk->holder[r] >= 0 && !on_its_way(walk->share[walk->holder[r]]) &&
        fabs(walk->direction[r]) > PIVOT_TOLERANCE &&
        (best == walk->n_rows || fabs(walk->direction[r]) > fabs(walk->direction[best])))
      best = r;
  return best;
}

void pb_balanced_walk_add(pb_balanced_walk *walk, uint32_t item, const pb_balance_term *terms,
                          size_t n) {
  if (!on_its_way(walk->share[item]))
    return;
  for (size_t r = 0; r < walk->n_rows; r++) {
    double sum = 0;
    for (size_t t = 0; t < n; t++)
      sum += walk->inverse[r * walk->n_rows + terms[t].row] * terms[t].weight;
    walk->direction[r] = sum;
  }
  while (on_its_way(walk->share[item])) {
    size_t row = row_held_by(walk, FIXED);
    if (row == walk->n_rows)
      row = row_of_arrived(walk);
    if (row < walk->n_rows) {
      take_place(walk, row, item);
      return;
    }
    step(walk, &walk->share[item]);
  }
}

static bool is_any_on_its_way(const pb_balanced_walk *walk) {
  for (size_t r = 0; r < walk->n_rows; r++)
    if (walk->holder[r] >= 0 && on_its_way(walk->share[walk->holder[r]]))
      return true;
  return false;
}

/* Give up one sum: what it holds together may move. False when it holds nothing on its way. */
static bool give_up(pb_balanced_walk *walk, size_t sum) {
  bool moves = false;
  for (size_t r = 0; r < walk->n_rows; r++) {
    walk->direction[r] = walk->inverse[r * walk->n_rows + sum];
    moves = moves || (fabs(walk->direction[r]) > PIVOT_TOLERANCE && walk->holder[r] >= 0 &&
                      on_its_way(walk->share[walk->holder[r]]));
  }
  if (!moves)
    return false;
  size_t row = row_held_by(walk, FIXED);
  if (row == walk->n_rows)
    row = row_of_arrived(walk);
  if (row == walk->n_rows)
    row = step(walk, NULL);
  take_place(walk, row, FREE);
  return true;
}

void pb_balanced_walk_end(pb_balanced_walk *walk) {
  bool gave_up = true;
  while (gave_up && is_any_on_its_way(walk)) { /* a sum may come to matter when others are gone */
    gave_up = false;
    for (size_t sum = walk->n_rows; sum-- > 0 && is_any_on_its_way(walk);)
      gave_up = give_up(walk, sum) || gave_up;
  }
  for (size_t r = 0; r < walk->n_rows; r++) /* nothing is left, but for rounding errors */
    if (walk->holder[r] >= 0 && on_its_way(walk->share[walk->holder[r]]))
      walk->share[walk->holder[r]] =
          pb_random_unit(walk->random) < walk->share[walk->holder[r]] ? 1 : 0;
}

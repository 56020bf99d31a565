/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stats/series.h"

#include <math.h>

/* Mean length of the Gregorian year. */
#define DAYS_A_YEAR 365.2425

pb_series_point pb_series_point_at(pb_period period, pb_period origin, double count,
                                   double persons) {
  int per_year = pb_period_per_year(period);
  int years = pb_period_year(period) - pb_period_year(origin);
  int numbers = pb_period_number(period) - pb_period_number(origin);
  return (pb_series_point){
      .count = count,
      .exposure = persons * pb_period_days(period) * per_year / DAYS_A_YEAR,
      .t = (double)years * per_year + numbers,
      .season = pb_period_number(period),
  };
}

static int harmonic_pairs(const pb_design *design) {
  int wanted = design->harmonics > 0 ? design->harmonics : design->per_year == 4 ? 1 : 2;
  return wanted < design->per_year / 2 ? wanted : design->per_year / 2;
}

/* The sine of the fastest pair is 0 everywhere and is left out. */
static size_t season_terms(const pb_design *design) {
  if (design->per_year <= 1 || design->season == PB_SEASON_NONE)
    return 0;
  if (design->season == PB_SEASON_DUMMIES)
    return (size_t)design->per_year - 1;
  int pairs = harmonic_pairs(design);
  return (size_t)(2 * pairs - (2 * pairs == design->per_year));
}

size_t pb_design_terms(const pb_design *design) {
  return 1 + (design->trend ? 1 : 0) + season_terms(design) +
         design->n_shifts * (design->bends ? 2 : 1);
}

static void season_row(const pb_design *design, const pb_series_point *point, double *x) {
  size_t n = season_terms(design);
  if (n > 0 && design->season == PB_SEASON_DUMMIES) {
    for (int level = 2; level <= design->per_year; level++)
      *x++ = point->season == level;
    return;
  }
  for (size_t i = 0; i < n; i++) {
    double angle = 2 * M_PI * (double)(i / 2 + 1) * point->season / design->per_year;
    *x++ = i % 2 == 0 ? cos(angle) : sin(angle);
  }
}

void pb_design_row(const pb_design *design, const pb_series_point *point, double *x) {
  *x++ = 1;
  if (design->trend)
    *x++ = point->t;
  season_row(design, point, x);
  x += season_terms(design);
  for (size_t i = 0; i < design->n_shifts; i++)
    *x++ = point->t >= design->shifts[i];
  for (size_t i = 0; design->bends && i < design->n_shifts; i++)
    *x++ = fmax(0, point->t - design->shifts[i]);
}

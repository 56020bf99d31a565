/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Random datasets, masked, and an attack on each that shares nothing with the choice but the
 * solver: what can each small count be, given what the copy shows and what everybody knows? */
#include <math.h>

#include "engine/disclosure/linear.h"
#include "engine/disclosure/masked_dataset.h"
#include "fixture.h"

enum { PLACES = 4, TYPES = 4, YEARS = 3, TOTAL = 0, THEFT = 1, BURGLARY = 2, OTHER = 3 };
enum {
  QUARTERS = 4 * YEARS,
  YEAR_CELLS = PLACES * TYPES * YEARS,
  QUARTER_CELLS = PLACES * QUARTERS,
  RESTS = 2 * PLACES * YEARS,
  VARIABLES = YEAR_CELLS + QUARTER_CELLS + RESTS
};

static uint32_t at_year(size_t m, size_t t, size_t y) {
  return (uint32_t)((m * TYPES + t) * YEARS + y);
}
static uint32_t at_quarter(size_t m, size_t q) {
  return (uint32_t)(YEAR_CELLS + m * QUARTERS + q);
}
static uint32_t at_rest(size_t m, size_t y, size_t which) {
  return (uint32_t)(YEAR_CELLS + QUARTER_CELLS + (m * YEARS + y) * 2 + which);
}

/* Small counts are common; the last place is large. */
static int64_t draw(GRand *rand, size_t m) {
  int kind = g_rand_int_range(rand, 0, 10);
  int64_t count = kind < 1   ? 0
                  : kind < 4 ? g_rand_int_range(rand, 1, 9)
                             : g_rand_int_range(rand, 5, 80);
  return m + 1 == PLACES ? count * 50 + 100 : count;
}

static pb_dataset *make(uint32_t seed) {
  g_autoptr(GRand) rand = g_rand_new_with_seed(seed);
  bool divided = g_rand_boolean(rand); /* do the types make up the total? */
  pb_dataset *dataset = fixture_new(PLACES, TYPES, 2021, 2020 + YEARS);
  dataset->types[BURGLARY].parent = THEFT;
  fixture_quarters(dataset, 2021, 2020 + YEARS);
  for (size_t m = 0; m < PLACES; m++)
    for (int y = 0; y < YEARS; y++) {
      int64_t burglary = draw(rand, m), theft = burglary + draw(rand, m), other = draw(rand, m);
      int64_t total = theft + other + (divided ? 0 : draw(rand, m) + 10), left = total;
      fixture_set(dataset, m, BURGLARY, 2021 + y, burglary, 1000);
      fixture_set(dataset, m, THEFT, 2021 + y, theft, 1000);
      fixture_set(dataset, m, OTHER, 2021 + y, other, 1000);
      fixture_set(dataset, m, TOTAL, 2021 + y, total, 1000);
      for (int q = 1; q <= 4; q++) {
        int64_t count = q == 4 ? left : g_rand_int_range(rand, 0, (gint32)left + 1);
        left -= count;
        fixture_set_quarter(dataset, m, 2021 + y, q, count, 1000);
      }
    }
  return dataset;
}

static void row(pb_linear *linear, uint32_t whole, const uint32_t *parts, size_t n, double sum) {
  uint32_t cells[PLACES + 8];
  double weights[PLACES + 8];
  size_t used = 0;
  if (whole != UINT32_MAX) {
    cells[used] = whole;
    weights[used++] = -1;
  }
  for (size_t i = 0; i < n; i++) {
    cells[used] = parts[i];
    weights[used++] = 1;
  }
  pb_linear_row(linear, cells, weights, used, sum, sum);
}

/* Every cell a variable: what is shown is fixed, the rest is at least 0. */
static pb_linear *what_is_known(const pb_dataset *dataset, const pb_dataset *copy) {
  pb_linear *linear = pb_linear_new(VARIABLES);
  const pb_crime_panel *panels[] = {copy->yearly, copy->quarterly};
  for (size_t k = 0; k < 2; k++)
    for (size_t m = 0; m < PLACES; m++)
      for (size_t t = 0; t < (k ? 1 : TYPES); t++)
        for (size_t p = 0; p < panels[k]->n_periods; p++) {
          const pb_crime_cell *cell = pb_crime_panel_cell(panels[k], m, t, p);
          uint32_t at = k ? at_quarter(m, p) : at_year(m, t, p);
          if (cell->present)
            pb_linear_bounds(linear, at, (double)cell->count, (double)cell->count);
        }
  for (size_t y = 0; y < YEARS; y++) {
    for (size_t m = 0; m < PLACES; m++) {
      const uint32_t theft[] = {at_year(m, BURGLARY, y), at_rest(m, y, 0)};
      const uint32_t total[] = {at_year(m, THEFT, y), at_year(m, OTHER, y), at_rest(m, y, 1)};
      const uint32_t quarters[] = {at_quarter(m, 4 * y), at_quarter(m, 4 * y + 1),
                                   at_quarter(m, 4 * y + 2), at_quarter(m, 4 * y + 3)};
      row(linear, at_year(m, THEFT, y), theft, 2, 0);
      row(linear, at_year(m, TOTAL, y), total, 3, 0);
      row(linear, at_year(m, TOTAL, y), quarters, 4, 0);
      int64_t rest = pb_crime_panel_cell(dataset->yearly, m, TOTAL, y)->count -
                     pb_crime_panel_cell(dataset->yearly, m, THEFT, y)->count -
                     pb_crime_panel_cell(dataset->yearly, m, OTHER, y)->count;
      if (rest == 0) /* what a reader may guess in a table that always adds up */
        pb_linear_bounds(linear, at_rest(m, y, 1), 0, 0);
    }
    for (size_t t = 0; t < TYPES; t++) {
      uint32_t places[PLACES];
      double sum = 0;
      for (size_t m = 0; m < PLACES; m++) {
        places[m] = at_year(m, t, y);
        sum += (double)pb_crime_panel_cell(dataset->yearly, m, t, y)->count;
      }
      row(linear, UINT32_MAX, places, PLACES, sum);
    }
  }
  for (size_t q = 0; q < QUARTERS; q++) {
    uint32_t places[PLACES];
    double sum = 0;
    for (size_t m = 0; m < PLACES; m++) {
      places[m] = at_quarter(m, q);
      sum += (double)pb_crime_panel_cell(dataset->quarterly, m, TOTAL, q)->count;
    }
    row(linear, UINT32_MAX, places, PLACES, sum);
  }
  return linear;
}

static void check_reach(pb_linear *linear, uint32_t at, uint32_t seed) {
  pb_linear_cost(linear, at, 1);
  g_assert_cmpint(pb_linear_solve(linear, false), ==, PB_LINEAR_SOLVED);
  double lower = pb_linear_objective(linear);
  pb_linear_status up = pb_linear_solve(linear, true);
  double upper = up == PB_LINEAR_UNBOUNDED ? INFINITY : pb_linear_objective(linear);
  pb_linear_cost(linear, at, 0);
  if (lower > 1e-6 || upper < 5 - 1e-6)
    g_error("seed %u: a small count lies between %g and %g", seed, lower, upper);
}

static bool attack(uint32_t seed, size_t *n_small) {
  g_autoptr(pb_dataset) dataset = make(seed);
  const pb_mask_options usual = {0};
  g_autoptr(GError) error = NULL;
  g_autoptr(pb_masked_dataset) masked = pb_masked_dataset_new(dataset, &usual, &error);
  if (!masked)
    return false;
  g_autoptr(pb_linear) linear = what_is_known(dataset, &masked->dataset);
  const pb_crime_panel *panels[] = {dataset->yearly, dataset->quarterly};
  const pb_crime_panel *copies[] = {masked->dataset.yearly, masked->dataset.quarterly};
  for (size_t k = 0; k < 2; k++)
    for (size_t m = 0; m < PLACES; m++)
      for (size_t t = 0; t < (k ? 1 : TYPES); t++)
        for (size_t p = 0; p < panels[k]->n_periods; p++) {
          int64_t count = pb_crime_panel_cell(panels[k], m, t, p)->count;
          const pb_crime_cell *shown = pb_crime_panel_cell(copies[k], m, t, p);
          g_assert_true(shown->present != shown->withheld);
          g_assert_true(!shown->present || shown->count == count);
          if (count < 1 || count > 4)
            continue;
          g_assert_true(shown->withheld);
          check_reach(linear, k ? at_quarter(m, p) : at_year(m, t, p), seed);
          ++*n_small;
        }
  return true;
}

static void test_attack(void) {
  size_t made = 0, n_small = 0;
  for (uint32_t seed = 1; seed <= 40; seed++)
    made += attack(seed, &n_small);
  g_assert_cmpuint(made, >=, 25);
  g_assert_cmpuint(n_small, >=, 200);
}

/* The 290 municipalities: nearly everything stays, and the copy is made from the data alone. */
static void test_real(void) {
  g_autoptr(pb_dataset) dataset = fixture_real();
  if (!dataset) {
    g_test_skip("the data are not there");
    return;
  }
  const pb_mask_options usual = {0};
  GError *error = NULL;
  g_autoptr(pb_masked_dataset) masked = pb_masked_dataset_new(dataset, &usual, &error);
  g_assert_no_error(error);
  g_autoptr(pb_masked_dataset) again = pb_masked_dataset_new(dataset, &usual, &error);
  g_assert_no_error(error);
  size_t n = dataset->n_municipalities * dataset->n_types * dataset->yearly->n_periods;
  size_t withheld = 0;
  for (size_t i = 0; i < n; i++) {
    const pb_crime_cell *cell = &dataset->yearly->cells[i];
    const pb_crime_cell *shown = &masked->dataset.yearly->cells[i];
    g_assert_true(!cell->present || cell->count == 0 || cell->count > 4 || shown->withheld);
    g_assert_true(shown->withheld == again->dataset.yearly->cells[i].withheld);
    withheld += shown->withheld;
  }
  g_assert_cmpuint(withheld, ==, masked->n_primary + masked->n_secondary);
  g_assert_cmpuint(masked->n_primary, ==, 27);
  g_assert_cmpuint(masked->n_secondary, <=, 15);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/masked/attack", test_attack);
  g_test_add_func("/masked/real", test_real);
  return g_test_run();
}

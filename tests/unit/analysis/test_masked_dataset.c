/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a copy for the public leaves out: small ones with known answers. */
#include <string.h>

#include "engine/disclosure/masked_dataset.h"
#include "fixture.h"

enum { TOTAL, THEFT, OTHER };

static const pb_mask_options usual = {0};

static pb_masked_dataset *mask(const pb_dataset *dataset, const pb_mask_options *options) {
  GError *error = NULL;
  pb_masked_dataset *masked = pb_masked_dataset_new(dataset, options, &error);
  g_assert_no_error(error);
  return masked;
}

static const pb_crime_cell *year_of(const pb_masked_dataset *masked, size_t m, size_t t, int year) {
  const pb_crime_panel *panel = masked->dataset.yearly;
  int p = pb_crime_panel_period(panel, pb_period_make(year, 1, 1));
  return pb_crime_panel_cell(panel, m, t, (size_t)p);
}

static bool hidden(const pb_masked_dataset *masked, size_t m, size_t t, int year) {
  const pb_crime_cell *cell = year_of(masked, m, t, year);
  if (cell->withheld) /* nothing of it is left */
    g_assert_true(!cell->present && !cell->has_rate && cell->count == 0 && cell->rate == 0 &&
                  cell->exposure == 0 && cell->origin == PB_EXPOSURE_NONE);
  return cell->withheld;
}

/* Far from a partition: the rest is hidden, and a small count needs no complement. */
static void test_rest_protects(void) {
  g_autoptr(pb_dataset) dataset = fixture_new(1, 3, 2020, 2020);
  fixture_set(dataset, 0, TOTAL, 2020, 100, 1000);
  fixture_set(dataset, 0, THEFT, 2020, 4, 1000);
  fixture_set(dataset, 0, OTHER, 2020, 60, 1000);
  g_autoptr(pb_masked_dataset) masked = mask(dataset, &usual);
  g_assert_true(hidden(masked, 0, THEFT, 2020));
  g_assert_false(hidden(masked, 0, TOTAL, 2020));
  g_assert_false(hidden(masked, 0, OTHER, 2020));
  g_assert_cmpint(year_of(masked, 0, TOTAL, 2020)->count, ==, 100);
  g_assert_cmpuint(masked->n_primary, ==, 1);
  g_assert_cmpuint(masked->n_secondary, ==, 0);
  g_assert_cmpint(masked->dataset.disclosure->threshold, ==, 5);
  g_assert_null(dataset->disclosure);
}

/* The parts make up the total: the other part would give the small one back. */
static void test_complement(void) {
  g_autoptr(pb_dataset) dataset = fixture_new(1, 3, 2020, 2020);
  fixture_set(dataset, 0, TOTAL, 2020, 64, 1000);
  fixture_set(dataset, 0, THEFT, 2020, 4, 1000);
  fixture_set(dataset, 0, OTHER, 2020, 60, 1000);
  g_autoptr(pb_masked_dataset) masked = mask(dataset, &usual);
  g_assert_true(hidden(masked, 0, THEFT, 2020));
  g_assert_true(hidden(masked, 0, OTHER, 2020) || hidden(masked, 0, TOTAL, 2020));
  g_assert_cmpuint(masked->n_secondary, ==, 1);
}

/* “Of which” types: a small rest of a type is a small count too. */
static void test_small_rest(void) {
  g_autoptr(pb_dataset) dataset = fixture_new(1, 3, 2020, 2020);
  dataset->types[OTHER].parent = THEFT;
  fixture_set(dataset, 0, TOTAL, 2020, 300, 1000);
  fixture_set(dataset, 0, THEFT, 2020, 100, 1000);
  fixture_set(dataset, 0, OTHER, 2020, 97, 1000);
  g_autoptr(pb_masked_dataset) masked = mask(dataset, &usual);
  g_assert_true(hidden(masked, 0, THEFT, 2020) || hidden(masked, 0, OTHER, 2020));
  g_assert_false(hidden(masked, 0, TOTAL, 2020));
}

static const pb_crime_cell *quarter_of(const pb_masked_dataset *masked, int quarter) {
  return pb_crime_panel_cell(masked->dataset.quarterly, 0, TOTAL, (size_t)quarter - 1);
}

/* The year less three quarters is the fourth. */
static void test_quarters(void) {
  static const int64_t counts[] = {3, 20, 30, 40};
  for (int final = 0; final < 2; final++) {
    g_autoptr(pb_dataset) dataset = fixture_new(1, 1, 2020, 2020);
    fixture_quarters(dataset, 2020, 2020);
    for (int q = 1; q <= 4; q++)
      fixture_set_quarter(dataset, 0, 2020, q, counts[q - 1], 1000);
    fixture_set(dataset, 0, TOTAL, 2020, final ? 93 : 113, 1000);
    g_autoptr(pb_masked_dataset) masked = mask(dataset, &usual);
    size_t n = 0;
    for (int q = 1; q <= 4; q++)
      n += quarter_of(masked, q)->withheld;
    g_assert_true(quarter_of(masked, 1)->withheld);
    /* a year that differs from its quarters by 20 leaves the quarter free */
    g_assert_cmpuint(n + hidden(masked, 0, TOTAL, 2020), ==, final ? 2 : 1);
  }
}

/* Months differ by too little from quarters to be worth what protecting them costs. */
static void test_months(void) {
  g_autoptr(pb_dataset) dataset = fixture_new(1, 1, 2020, 2020);
  fixture_set(dataset, 0, TOTAL, 2020, 300, 1000);
  dataset->monthly = pb_crime_panel_new(1, 1, pb_period_make(2020, 12, 1), 12);
  for (size_t p = 0; p < 12; p++)
    *pb_crime_panel_cell(dataset->monthly, 0, TOTAL, p) =
        (pb_crime_cell){.count = 25, .present = true};
  g_autoptr(pb_masked_dataset) masked = mask(dataset, &usual);
  g_assert_null(masked->dataset.monthly);
  g_assert_false(hidden(masked, 0, TOTAL, 2020));
}

/* Everybody can look up the country. */
static void test_country(void) {
  static const int64_t counts[] = {2, 9, 500};
  g_autoptr(pb_dataset) dataset = fixture_new(3, 1, 2020, 2021);
  for (size_t m = 0; m < 3; m++) {
    fixture_set(dataset, m, TOTAL, 2020, counts[m], 1000);
    if (m < 2)
      fixture_set(dataset, m, TOTAL, 2021, counts[m], 1000);
  }
  g_autoptr(pb_masked_dataset) masked = mask(dataset, &usual);
  g_assert_true(hidden(masked, 0, TOTAL, 2020));
  g_assert_true(hidden(masked, 1, TOTAL, 2020)); /* the cheaper of the two */
  g_assert_false(hidden(masked, 2, TOTAL, 2020));
  /* not every municipality has a figure: there is no sum */
  g_assert_true(hidden(masked, 0, TOTAL, 2021));
  g_assert_false(hidden(masked, 1, TOTAL, 2021));
}

/* A population worked out from a withheld count and its rate goes with the count. */
static void test_published_rate(void) {
  g_autoptr(pb_dataset) dataset = fixture_new(1, 3, 2020, 2020);
  pb_crime_cell cells[] = {
      {.count = 4, .rate = 160, .has_rate = true, .present = true},
      {.count = 0, .rate = 0, .has_rate = true, .present = true},
  };
  for (size_t t = 0; t < 2; t++)
    *pb_crime_panel_cell(dataset->yearly, 0, t, 0) = cells[t];
  pb_dataset_finish(dataset);
  g_assert_cmpfloat(pb_crime_panel_cell(dataset->yearly, 0, THEFT, 0)->exposure, ==, 2500);
  g_autoptr(pb_masked_dataset) masked = mask(dataset, &usual);
  g_assert_true(hidden(masked, 0, TOTAL, 2020));
  const pb_crime_cell *zero = year_of(masked, 0, THEFT, 2020);
  g_assert_true(zero->present && zero->has_rate);
  g_assert_cmpint(zero->origin, ==, PB_EXPOSURE_NONE);
  g_assert_cmpfloat(zero->exposure, ==, 0);
}

/* What the country's figures leave between a type and its part is known: at most 3 in each place.
 */
static void test_refused(void) {
  static const int64_t theft[] = {20, 30}, part[] = {18, 29};
  g_autoptr(pb_dataset) dataset = fixture_new(2, 3, 2020, 2020);
  dataset->types[OTHER].parent = THEFT;
  for (size_t m = 0; m < 2; m++) {
    fixture_set(dataset, m, TOTAL, 2020, 100, 1000);
    fixture_set(dataset, m, THEFT, 2020, theft[m], 1000);
    fixture_set(dataset, m, OTHER, 2020, part[m], 1000);
  }
  g_autoptr(GError) error = NULL;
  g_assert_null(pb_masked_dataset_new(dataset, &usual, &error));
  g_assert_nonnull(error);
  g_assert_nonnull(strstr(error->message, "theft (other), Place 1 (0001), 2020"));
}

static void test_threshold(void) {
  g_autoptr(pb_dataset) dataset = fixture_new(1, 1, 2020, 2023);
  static const int64_t counts[] = {0, 1, 9, 10};
  for (int k = 0; k < 4; k++)
    fixture_set(dataset, 0, TOTAL, 2020 + k, counts[k], 1000);
  const pb_mask_options ten = {.rule = {.threshold = 10}};
  g_autoptr(pb_masked_dataset) masked = mask(dataset, &ten);
  static const bool wanted[] = {false, true, true, false};
  for (int k = 0; k < 4; k++)
    g_assert_cmpint(hidden(masked, 0, TOTAL, 2020 + k), ==, wanted[k]);
}

static void test_noise(void) {
  static const pb_disclosure_method methods[] = {PB_DISCLOSURE_RANDOM_ROUNDING,
                                                 PB_DISCLOSURE_CELL_KEY};
  for (size_t i = 0; i < G_N_ELEMENTS(methods); i++) {
    g_autoptr(pb_dataset) one = fixture_new(1, 1, 1900, 1999), many = fixture_new(3, 2, 1900, 1999);
    for (int k = 0; k < 100; k++) {
      fixture_set(one, 0, TOTAL, 1900 + k, k, 1000);
      for (size_t m = 0; m < 3; m++)
        fixture_set(many, m, TOTAL, 1900 + k, m == 0 ? k : 7, 1000);
    }
    pb_mask_options options = {.method = methods[i], .secret = "known to nobody else"};
    g_autoptr(pb_masked_dataset) first = mask(one, &options), second = mask(many, &options);
    options.secret = "known to somebody else";
    g_autoptr(pb_masked_dataset) third = mask(one, &options);
    int64_t sum = 0;
    int moved = 0, other = 0;
    for (int k = 0; k < 100; k++) {
      int64_t shown = year_of(first, 0, TOTAL, 1900 + k)->count;
      g_assert_false(hidden(first, 0, TOTAL, 1900 + k));
      g_assert_cmpint(shown, ==, year_of(second, 0, TOTAL, 1900 + k)->count);
      if (methods[i] == PB_DISCLOSURE_RANDOM_ROUNDING)
        g_assert_cmpint(shown % 3, ==, 0);
      else
        g_assert_true(shown == 0 || shown >= 5);
      g_assert_cmpint(ABS(shown - k), <=, 5);
      sum += shown;
      moved += shown != k;
      other += shown != year_of(third, 0, TOTAL, 1900 + k)->count;
    }
    g_assert_cmpint(year_of(first, 0, TOTAL, 1900)->count, ==, 0);
    g_assert_cmpint(ABS(sum - 4950), <=, 60);
    g_assert_cmpint(moved, >, 40);
    g_assert_cmpint(other, >, 20);
    g_assert_cmpint(first->dataset.disclosure_method, ==, methods[i]);
    options.secret = "";
    g_autoptr(GError) error = NULL;
    g_assert_null(pb_masked_dataset_new(one, &options, &error));
    g_assert_nonnull(error);
  }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/masked/rest", test_rest_protects);
  g_test_add_func("/masked/complement", test_complement);
  g_test_add_func("/masked/small-rest", test_small_rest);
  g_test_add_func("/masked/quarters", test_quarters);
  g_test_add_func("/masked/months", test_months);
  g_test_add_func("/masked/country", test_country);
  g_test_add_func("/masked/published-rate", test_published_rate);
  g_test_add_func("/masked/refused", test_refused);
  g_test_add_func("/masked/threshold", test_threshold);
  g_test_add_func("/masked/noise", test_noise);
  return g_test_run();
}

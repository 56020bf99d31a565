/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Results that manuals, papers and other programs print of well-known data sets. The data sets
 * stand in published/, where the README names where each is from. */
#include "engine/holidays.h"
#include "engine/start.h"
#include "engine/stats/concentration.h"
#include "engine/stats/empirical_bayes.h"
#include "engine/stats/farrington.h"
#include "engine/stats/negbin_glm.h"
#include "engine/stats/proportion.h"
#include "engine/stats/survey_share.h"
#include "tests/unit/engine/helpers.h"

/* A file of numbers (letters: the character's number), row by row without its header. g_free. */
static double *read_numbers(const char *path, size_t *rows, size_t *columns) {
  g_autofree char *file = g_build_filename(PB_SOURCE_ROOT, "tests", path, NULL), *text = NULL;
  g_assert_true(g_file_get_contents(file, &text, NULL, NULL));
  g_auto(GStrv) lines = g_strsplit(g_strchomp(text), "\n", -1);
  g_auto(GStrv) header = g_strsplit(lines[0], ",", -1);
  *rows = g_strv_length(lines) - 1;
  *columns = g_strv_length(header);
  double *numbers = g_new(double, *rows **columns);
  for (size_t row = 0; row < *rows; row++) {
    g_auto(GStrv) cells = g_strsplit(lines[row + 1], ",", -1);
    for (size_t c = 0; c < *columns; c++)
      numbers[row * *columns + c] =
          g_ascii_isalpha(*cells[c]) ? *cells[c] : g_ascii_strtod(cells[c], NULL);
  }
  return numbers;
}

static double *column_of(const double *numbers, size_t rows, size_t columns, size_t which) {
  double *column = g_new(double, rows);
  for (size_t row = 0; row < rows; row++)
    column[row] = numbers[row * columns + which];
  return column;
}

/* Sudden deaths and births, or deaths and children, of a reference case: id, n, x. */
static pb_count *places_of(const char *name, double factor, size_t *n) {
  size_t columns;
  g_autofree char *path = g_strdup_printf("oracle/cases/06_empirical_bayes/input_%s.csv", name);
  g_autofree double *numbers = read_numbers(path, n, &columns);
  pb_count *places = g_new(pb_count, *n);
  for (size_t i = 0; i < *n; i++)
    places[i] = (pb_count){(int64_t)numbers[3 * i + 1], factor * numbers[3 * i + 2]};
  return places;
}

/* Marshall's rates of North Carolina as esda's tests have them, and of Auckland's in spdep's help,
 * where nine years of children are the exposure. */
static void test_marshall(void) {
  static const struct {
    size_t county;
    double per_1000;
  } known[] = {{0, 1.697297}, {1, 1.705378}, {2, 1.773087},
               {3, 2.012868}, {4, 3.534913}, {84, 4.838804}};
  size_t n;
  g_autofree pb_count *counties = places_of("sids_SID74", 1, &n);
  g_autofree pb_eb_rate *rates = g_new(pb_eb_rate, n);
  g_assert_true(pb_eb_poisson(counties, n, rates));
  for (size_t i = 0; i < G_N_ELEMENTS(known); i++)
    g_assert_cmpfloat_with_epsilon(1000 * rates[known[i].county].eb, known[i].per_1000, 5.1e-7);
  assert_near(rates[0].spread, 7.692931e-7, 1e-6);
  assert_near(rates[0].level, .002021445, 2e-7);
  g_autofree pb_count *areas = places_of("auckland_M77_85", 9, &n);
  g_autofree pb_eb_rate *of_areas = g_new(pb_eb_rate, n);
  g_assert_true(pb_eb_poisson(areas, n, of_areas));
  assert_near(of_areas[0].spread, 7.284173e-7, 1e-7);
  assert_near(of_areas[0].level, .002633436, 2e-7);
}

/* Moran's I of the standardised rates, neighbours of Cressie and Chan, every link alike (spdep). */
static void test_moran_of_rates(void) {
  size_t n, links, columns;
  g_autofree pb_count *counties = places_of("sids_SID74", 1, &n);
  g_autofree double *ends =
      read_numbers("unit/engine/published/counties_neighbours.csv", &links, &columns);
  g_autofree uint32_t(*pairs)[2] = g_malloc_n(links, sizeof *pairs);
  for (size_t i = 0; i < 2 * links; i++)
    pairs[i / 2][i % 2] = (uint32_t)ends[i] - 1;
  g_autoptr(pb_weights) weights = pb_weights_from_pairs(n, pairs, links);
  double moran;
  g_assert_true(pb_eb_moran(counties, n, weights, &moran));
  assert_near(moran, .2578896, 2e-7);
}

/* Choynowski's map: how odd is each count under the common rate? */
static void test_choynowski(void) {
  size_t n, high = 0, low = 0, oddest = 0;
  g_autofree pb_count *counties = places_of("sids_SID74", 1, &n);
  g_autofree double *p = g_new(double, n);
  g_assert_true(pb_eb_choynowski(counties, n, p));
  for (size_t i = 0; i < n; i++) {
    bool above = (double)counties[i].count >= .002021445 * counties[i].exposure;
    high += above && p[i] < .05;
    low += !above && p[i] < .05;
    oddest = p[i] < p[oddest] ? i : oddest;
  }
  g_assert_cmpuint(oddest, ==, 84); /* Anson */
  assert_near(p[84], 1.327886e-6, 1e-6);
  g_assert_cmpuint(high, ==, 10);
  g_assert_cmpuint(low, ==, 7);
}

/* surveillance's farringtonFlexible: four years, ten levels of season, nbPlugin, alpha .01. */
static void test_improved_farrington(void) {
  static const struct {
    size_t week;
    double count, mean, upper, p;
  } known[] = {
      {400, 6, 1.9365, 6, .02250}, {404, 2, 1.9893, 6, .57761}, {460, 8, 4.9487, 14, .18105}};
  static const size_t alarms[] = {409, 410, 411, 412, 416, 419, 421, 424};
  size_t n, columns, found = 0;
  g_autofree double *counts =
      read_numbers("unit/engine/published/salmonella_newport.csv", &n, &columns);
  g_autoptr(pb_table) table = pb_table_new();
  g_autoptr(GError) error = NULL;
  pb_count_run run;
  add_numbers(table, "count", n, counts);
  g_assert_true(pb_count_run_read(table, &run, &error));
  pb_farrington_options options = pb_farrington_defaults(true);
  options.p_trend = 1;
  options.has_first_day = pb_day_of_text("2004-01-05", &options.first_day);
  options.se = PB_FARRINGTON_SE_PEER;
  for (size_t i = 0; i < G_N_ELEMENTS(known); i++) {
    pb_farrington f = pb_farrington_judge(&run, known[i].week - 1, &options);
    g_assert_cmpfloat(counts[known[i].week - 1], ==, known[i].count);
    g_assert_cmpfloat_with_epsilon(f.expected, known[i].mean, 5.1e-5);
    g_assert_cmpfloat(f.upper, ==, known[i].upper);
    g_assert_cmpfloat_with_epsilon(f.p, known[i].p, 5.1e-6);
  }
  for (size_t week = 400; week <= 460; week++)
    if (pb_farrington_judge(&run, week - 1, &options).status == PB_WATCH_ALARM) {
      g_assert_cmpuint(found, <, G_N_ELEMENTS(alarms));
      g_assert_cmpuint(week, ==, alarms[found]);
      found++;
    }
  g_assert_cmpuint(found, ==, G_N_ELEMENTS(alarms));
  pb_count_run_clear(&run);
}

/* MASS::glm.nb of Quine's children: sex, age, group and learning, no interactions. */
static void test_school_days(void) {
  size_t n, columns;
  g_autofree double *numbers = read_numbers("unit/engine/published/school_days.csv", &n, &columns);
  g_autofree double *days = column_of(numbers, n, columns, 0);
  for (size_t i = 0; i < n; i++)
    numbers[i * columns] = 1; /* the intercept stands where the days stood */
  const pb_glm_data data = {.n = n, .n_terms = columns, .y = days, .x = numbers};
  const char *reason = NULL;
  g_autoptr(pb_glm) poisson = pb_poisson_glm(&data, &reason);
  g_autoptr(pb_negbin) negbin = pb_negbin_glm(&data, &reason);
  g_assert_true(poisson && negbin);
  assert_near(poisson->dispersion, 13.16684, 1e-6);
  assert_near(negbin->theta, 1.274893, 1e-6);
  g_assert_cmpfloat_with_epsilon(negbin->theta_se, .161035, 1e-6);
  assert_near(negbin->fit->aic, 1109.151, 1e-6);
  assert_near(negbin->fit->coef[0], 2.894580, 1e-6);
  assert_near(negbin->fit->coef[5], -.569372, 2e-6);
}

/* A survey's drawing from columns: value, 0 or 1, weight, stratum or cluster, population. */
typedef struct {
  size_t n;
  double *value, *yes, *weight, *size;
  uint32_t *part;
} sample;

static sample read_sample(const char *path) {
  size_t n, columns;
  g_autofree double *numbers = read_numbers(path, &n, &columns);
  g_autofree double *parts = column_of(numbers, n, columns, 3);
  sample s = {n,
              column_of(numbers, n, columns, 0),
              column_of(numbers, n, columns, 1),
              column_of(numbers, n, columns, 2),
              column_of(numbers, n, columns, 4),
              g_new(uint32_t, n)};
  for (size_t i = 0; i < n; i++)
    s.part[i] = (uint32_t)parts[i];
  return s;
}

static void sample_clear(sample *s) {
  g_free(s->value);
  g_free(s->yes);
  g_free(s->weight);
  g_free(s->size);
  g_free(s->part);
}

/* survey's svymean with deff on apistrat. */
static void test_stratified_survey(void) {
  sample s = read_sample("unit/engine/published/schools_strata.csv");
  const pb_survey_drawing drawing = {
      .n = s.n, .weight = s.weight, .stratum = s.part, .stratum_size = s.size};
  g_autoptr(pb_survey_design) design = pb_survey_design_new(&drawing);
  pb_survey_mean mean, share;
  g_assert_true(pb_survey_mean_of(design, s.value, NULL, &mean));
  assert_near(mean.mean, 662.287363, 1e-9);
  assert_near(mean.se, 9.408941, 1e-7);
  assert_near(mean.deff, 1.20446, 5e-6);
  g_assert_true(pb_survey_mean_of(design, s.yes, NULL, &share));
  g_assert_cmpfloat_with_epsilon(share.mean, .638936, 5.1e-7);
  g_assert_cmpfloat_with_epsilon(share.se, .034406, 5.1e-7);
  g_assert_cmpfloat_with_epsilon(share.deff, 1.05519, 5.1e-6);
  assert_near((double)s.n / mean.n_kish, 1.186371, 1e-6);
  assert_near(mean.n_kish, 168.5813, 1e-6);
  sample_clear(&s);
}

/* The same and svyciprop on apiclus1: whole districts were drawn. */
static void test_clustered_survey(void) {
  sample s = read_sample("unit/engine/published/schools_clusters.csv");
  const pb_survey_drawing drawing = {
      .n = s.n, .weight = s.weight, .cluster = s.part, .stratum_size = s.size};
  g_autoptr(pb_survey_design) design = pb_survey_design_new(&drawing);
  pb_survey_mean mean, share;
  pb_interval logit;
  g_assert_true(pb_survey_mean_of(design, s.value, NULL, &mean));
  assert_near(mean.mean, 644.16940, 1e-8);
  assert_near(mean.se, 23.54224, 1e-7);
  assert_near(mean.deff, 9.34587, 1e-6);
  g_assert_true(pb_survey_mean_of(design, s.yes, NULL, &share));
  g_assert_cmpfloat_with_epsilon(share.mean, .874317, 5.1e-7);
  g_assert_true(pb_survey_share_interval(&share, PB_SHARE_LOGIT, false, 0, &logit));
  g_assert_cmpfloat_with_epsilon(logit.lower, .82380, 5.1e-6);
  g_assert_cmpfloat_with_epsilon(logit.upper, .91190, 5.1e-6);
  sample_clear(&s);
}

/* Newcombe 1998, the paper's four proportions. */
static void test_wilson(void) {
  static const struct {
    double yes, n, lower, upper;
  } known[] = {{81, 263, .255289, .366210},
               {15, 148, .062386, .160487},
               {0, 20, 0, .161125},
               {1, 29, .006113, .171755}};
  for (size_t i = 0; i < G_N_ELEMENTS(known); i++) {
    pb_interval found = pb_wilson_interval(known[i].yes / known[i].n, known[i].n, .95);
    g_assert_cmpfloat_with_epsilon(found.lower, known[i].lower, 5.1e-7);
    g_assert_cmpfloat_with_epsilon(found.upper, known[i].upper, 5.1e-7);
  }
}

/* Counts 6 7 3 2 1 0: 17 of 38, and R as well. */
static void test_gini(void) {
  int64_t counts[] = {6, 7, 3, 2, 1, 0};
  pb_concentration all;
  g_assert_true(pb_concentration_of(counts, 6, 6, &all));
  g_assert_cmpfloat_with_epsilon(all.gini, .4473684, 5.1e-8);
}

int main(int argc, char **argv) {
  pb_engine_start();
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/published/marshall", test_marshall);
  g_test_add_func("/published/moran-of-rates", test_moran_of_rates);
  g_test_add_func("/published/choynowski", test_choynowski);
  g_test_add_func("/published/improved-farrington", test_improved_farrington);
  g_test_add_func("/published/school-days", test_school_days);
  g_test_add_func("/published/stratified-survey", test_stratified_survey);
  g_test_add_func("/published/clustered-survey", test_clustered_survey);
  g_test_add_func("/published/wilson", test_wilson);
  g_test_add_func("/published/gini", test_gini);
  return g_test_run();
}

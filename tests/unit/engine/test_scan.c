/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/error.h"
#include "engine/random_draw.h"
#include "engine/stats/scan.h"
#include "engine/stats/scan_ratio.h"
#include "tests/unit/engine/points.h"

#define COUNTIES 67
#define CASES 10279

typedef struct {
  char name[COUNTIES][16];
  pb_scan_place place[COUNTIES];
} counties;

/* Lung cancer in the counties of Pennsylvania, 2002 (R package SpatialEpi, GPL-2), population of
 * the census of 2000, centres in UTM zone 18 of the outlines in R's maps. */
static counties read_counties(void) {
  counties c;
  g_autofree char *text = NULL;
  g_assert_true(g_file_get_contents(
      PB_SOURCE_ROOT "/tests/unit/engine/data/pennsylvania_lung_2002.csv", &text, NULL, NULL));
  g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
  for (size_t i = 0; i < COUNTIES; i++) {
    g_auto(GStrv) cells = g_strsplit(lines[i + 1], ",", -1);
    double population = g_ascii_strtod(cells[4], NULL);
    g_strlcpy(c.name[i], cells[0], sizeof c.name[i]);
    c.place[i] = (pb_scan_place){g_ascii_strtod(cells[1], NULL), g_ascii_strtod(cells[2], NULL),
                                 g_ascii_strtod(cells[3], NULL), population, population};
  }
  return c;
}

static pb_scan_options defaults(void) {
  return (pb_scan_options){
      .max_share = 0.5, .phi = 1, .max_clusters = 10, .replicates = 99, .seed = 1, .threads = 1};
}

static pb_scan *scan_of(const pb_scan_place *places, size_t n, const pb_scan_options *options) {
  const char *reason = NULL;
  pb_scan *scan = pb_scan_of(places, n, options, &reason);
  g_assert_null(reason);
  return scan;
}

/* SpatialEpi's kulldorff(): Washington, Greene, Allegheny, Beaver, Fayette, Westmoreland, Butler,
 * 2359 cases where 2008.22286 are expected, binomial 36.5705106. */
static void test_reference(void) {
  static const char *const most_likely[] = {"washington", "greene",       "allegheny", "beaver",
                                            "fayette",    "westmoreland", "butler"};
  counties c = read_counties();
  pb_scan_options options = defaults();
  for (int model = PB_SCAN_POISSON; model <= PB_SCAN_BINOMIAL; model++) {
    options.model = (pb_scan_model)model;
    options.replicates = model == PB_SCAN_POISSON ? 999 : 99; /* persons are drawn one by one */
    g_autoptr(pb_scan) scan = scan_of(c.place, COUNTIES, &options);
    g_assert_cmpuint(scan->clusters[0].n, ==, 7);
    for (size_t i = 0; i < 7; i++)
      g_assert_cmpstr(c.name[scan->clusters[0].places[i]], ==, most_likely[i]);
    g_assert_cmpfloat(scan->clusters[0].cases, ==, 2359);
    assert_near(scan->clusters[0].expected, 2008.22286, 1e-9);
    assert_near(scan->clusters[0].llr, model == PB_SCAN_BINOMIAL ? 36.5705106 : 36.53861580882,
                2e-9);
    g_assert_cmpfloat(scan->clusters[0].p, ==, model == PB_SCAN_POISSON ? 0.001 : 0.01);
  }
}

/* The stratified run: Delaware and Philadelphia, 1900 cases where age, sex and race let 1673.64867
 * expect, 17.6628831. The strata are not to be had here: the expected cases of these two are given,
 * the rest in proportion to the population. */
static void test_expected_cases_are_given(void) {
  counties c = read_counties();
  double others = 0;
  for (size_t i = 0; i < COUNTIES; i++)
    others += c.place[i].population;
  others -= 550864 + 1517550;
  for (size_t i = 0; i < COUNTIES; i++) {
    bool one = g_str_equal(c.name[i], "delaware") || g_str_equal(c.name[i], "philadelphia");
    c.place[i].expected = one ? 1673.64867 * c.place[i].population / (550864 + 1517550)
                              : (CASES - 1673.64867) * c.place[i].population / others;
  }
  pb_scan_options options = defaults();
  options.replicates = 0;
  g_autoptr(pb_scan) scan = scan_of(c.place, COUNTIES, &options);
  bool found = false;
  for (size_t k = 0; k < scan->n_clusters; k++)
    if (scan->clusters[k].n == 2 && scan->clusters[k].cases == 1900) {
      found = true;
      assert_near(scan->clusters[k].llr, 17.6628831, 1e-7);
      assert_near(scan->clusters[k].expected, 1673.64867, 1e-9);
    }
  g_assert_true(found);
}

/* SpatialEpi keeps the sum of the expected cases in an int: 10278.99999 becomes 10278, and the
 * ratio 36.4962134 where it is 36.5386158. Ours does not depend on how the sum rounds. */
static void test_sum_of_expected_cases_is_not_truncated(void) {
  double truncated = 2359 * log(2359 / 2008.2228604320119) +
                     2359 * log((10278 - 2008.2228604320119) / (CASES - 2359)) +
                     CASES * log((CASES - 2359) / (10278 - 2008.2228604320119)) +
                     CASES * log(10278. / CASES);
  assert_near(truncated, 36.4962134, 2e-9);
  counties c = read_counties();
  pb_scan_options options = defaults();
  options.replicates = 0;
  static const double scales[] = {1, 1e-7, 3.3};
  for (size_t s = 0; s < 3; s++) {
    for (size_t i = 0; i < COUNTIES; i++)
      c.place[i].expected = scales[s] * c.place[i].population;
    g_autoptr(pb_scan) scan = scan_of(c.place, COUNTIES, &options);
    assert_near(scan->clusters[0].llr, 36.538615808825, 1e-12);
  }
}

/* Every circle, ties in distance together, counted anew. */
static double brute(const pb_scan_place *places, size_t n, double max_share, pb_scan_model model) {
  double total = 0, everybody = 0, best = 0;
  for (size_t i = 0; i < n; i++) {
    total += places[i].count;
    everybody += places[i].population;
  }
  for (size_t i = 0; i < n; i++)
    for (size_t k = 0; k < n; k++) {
      double cases = 0, population = 0;
      double dx = places[i].x - places[k].x, dy = places[i].y - places[k].y;
      double reach2 = dx * dx + dy * dy;
      for (size_t j = 0; j < n; j++) {
        double ex = places[i].x - places[j].x, ey = places[i].y - places[j].y;
        cases += ex * ex + ey * ey <= reach2 ? places[j].count : 0;
        population += ex * ex + ey * ey <= reach2 ? places[j].population : 0;
      }
      if (population <= max_share * everybody)
        best = fmax(best, model == PB_SCAN_POISSON
                              ? pb_scan_poisson(cases, total * population / everybody, total)
                              : pb_scan_binomial(cases, population, total, everybody));
    }
  return best;
}

/* A grid with many places at equal distances; counts of the given variance over mean. */
static void make_places(pb_scan_place *places, size_t side, double phi, uint64_t seed) {
  pb_random random = pb_random_start(seed, 0);
  for (size_t i = 0; i < side * side; i++) {
    double population = floor(500 + 2000 * pb_random_unit(&random));
    double mean = population / 100;
    if (phi > 1)
      mean *= pb_random_gamma(&random, mean / (phi - 1), (phi - 1) / mean);
    double count = pb_random_binomial(&random, 4000, mean / 4000);
    places[i] = (pb_scan_place){250. * (double)(i % side), 250. * (double)(i / side), count,
                                population, population};
  }
}

static void test_against_every_circle(void) {
  for (uint64_t seed = 1; seed <= 3; seed++)
    for (int model = PB_SCAN_POISSON; model <= PB_SCAN_BINOMIAL; model++) {
      pb_scan_place places[64];
      make_places(places, 8, 3, seed);
      pb_scan_options options = defaults();
      options.replicates = 0;
      options.model = (pb_scan_model)model;
      g_autoptr(pb_scan) scan = scan_of(places, 64, &options);
      assert_near(scan->clusters[0].llr, brute(places, 64, 0.5, options.model), 1e-10);
      bool seen[64] = {false};
      for (size_t k = 0; k < scan->n_clusters; k++) {
        double cases = 0;
        for (size_t i = 0; i < scan->clusters[k].n; i++) {
          g_assert_false(seen[scan->clusters[k].places[i]]); /* no overlap */
          seen[scan->clusters[k].places[i]] = true;
          cases += places[scan->clusters[k].places[i]].count;
        }
        g_assert_cmpfloat(cases, ==, scan->clusters[k].cases);
        g_assert_cmpfloat(scan->clusters[k].ratio, >, 1);
        if (k)
          g_assert_cmpfloat(scan->clusters[k].llr, <=, scan->clusters[k - 1].llr);
      }
      g_assert_cmpuint(scan->n_clusters, >, 2);
    }
}

static void assert_same(const pb_scan *a, const pb_scan *b, const uint32_t *order) {
  g_assert_cmpuint(a->n_clusters, ==, b->n_clusters);
  for (size_t k = 0; k < a->n_clusters; k++) {
    g_assert_cmpuint(a->clusters[k].n, ==, b->clusters[k].n);
    g_assert_cmpfloat(a->clusters[k].llr, ==, b->clusters[k].llr);
    g_assert_cmpfloat(a->clusters[k].p, ==, b->clusters[k].p);
    for (size_t i = 0; i < a->clusters[k].n; i++) {
      size_t other = b->clusters[k].places[i];
      g_assert_cmpuint(a->clusters[k].places[i], ==, order ? order[other] : other);
    }
  }
}

static void test_threads_and_row_order_change_no_bit(void) {
  pb_scan_place places[64], mixed[64];
  uint32_t order[64];
  for (int model = PB_SCAN_POISSON; model <= PB_SCAN_BINOMIAL; model++) {
    make_places(places, 8, 3, 7);
    pb_random random = pb_random_start(4, 0);
    for (uint32_t i = 0; i < 64; i++)
      order[i] = i;
    pb_random_shuffle(&random, order, 64);
    for (size_t i = 0; i < 64; i++)
      mixed[i] = places[order[i]];
    pb_scan_options options = defaults();
    options.model = (pb_scan_model)model;
    options.phi = model == PB_SCAN_POISSON ? 3 : 1;
    g_autoptr(pb_scan) one = scan_of(places, 64, &options);
    options.threads = 2;
    g_autoptr(pb_scan) two = scan_of(places, 64, &options);
    g_autoptr(pb_scan) shuffled = scan_of(mixed, 64, &options);
    assert_same(one, two, NULL);
    assert_same(one, shuffled, order);
    options.seed = 2;
    g_autoptr(pb_scan) other = scan_of(places, 64, &options);
    g_assert_cmpfloat(other->clusters[0].llr, ==, one->clusters[0].llr);
  }
}

/* How often a scan of counts without any cluster says p <= 0.05. */
static double false_alarms(double made_phi, double assumed_phi) {
  size_t alarms = 0, n = 200;
  for (uint64_t seed = 1; seed <= n; seed++) {
    pb_scan_place places[25];
    make_places(places, 5, made_phi, seed);
    pb_scan_options options = defaults();
    options.phi = assumed_phi;
    options.max_clusters = 1;
    options.seed = seed;
    g_autoptr(pb_scan) scan = scan_of(places, 25, &options);
    alarms += scan->n_clusters && scan->clusters[0].p <= 0.05;
  }
  return (double)alarms / (double)n;
}

/* 200 tests at 5 %: 0.05 +- 3 standard errors of 0.0154. */
static void test_lumpy_counts_do_not_pass_for_clusters(void) {
  double honest = false_alarms(1, 1), naive = false_alarms(4, 1), lumpy = false_alarms(4, 4);
  g_test_message("false alarms: %.3f, %.3f, %.3f", honest, naive, lumpy);
  g_assert_cmpfloat(honest, <, 0.1);
  g_assert_cmpfloat(honest, >, 0.005);
  g_assert_cmpfloat(naive, >, 0.4);
  g_assert_cmpfloat(lumpy, <, 0.1);
  g_assert_cmpfloat(lumpy, >, 0.005);
}

static void test_draws(void) {
  pb_random random = pb_random_start(3, 0);
  double weight[] = {1, 0, 3, 6}, sums[4] = {0}, gamma = 0;
  for (int r = 0; r < 2000; r++) {
    double count[4], all = 0;
    pb_random_multinomial(&random, 50, weight, 4, count);
    for (size_t i = 0; i < 4; i++) {
      sums[i] += count[i];
      all += count[i];
    }
    g_assert_cmpfloat(all, ==, 50);
    gamma += pb_random_gamma(&random, 2, 3);
  }
  for (size_t i = 0; i < 4; i++)
    g_assert_cmpfloat(fabs(sums[i] / 100000 - weight[i] / 10), <, 0.01);
  g_assert_cmpfloat(fabs(gamma / 2000 - 6), <, 0.5);
  g_assert_cmpuint(pb_random_binomial(&random, 7, 1), ==, 7);
  g_assert_cmpuint(pb_random_binomial(&random, 7, 0), ==, 0);
}

static pb_table *table_of(const pb_scan_place *places, size_t n) {
  static const char *const names[] = {"x", "y", "count", "population"};
  pb_table *table = pb_table_new();
  for (size_t k = 0; k < 4; k++) {
    g_autofree double *values = g_new(double, n + 1);
    for (size_t i = 0; i < n; i++)
      values[i] = ((const double *)&places[i])[k];
    if (k == 2) {
      pb_column *count = pb_column_new("count", PB_TYPE_INT64, NULL);
      for (size_t i = 0; i < n; i++)
        pb_column_append_int(count, (int64_t)values[i]);
      pb_table_add(table, count);
    } else {
      add_numbers(table, names[k], n, values);
    }
  }
  return table;
}

static void test_listed(void) {
  static const char *const clusters[] = {"list", "clusters", "permutations", "99", NULL};
  static const char *const places[] = {"permutations", "99", NULL};
  counties c = read_counties();
  g_autoptr(pb_table) table = table_of(c.place, COUNTIES);
  g_autoptr(pb_result) listed = run_statistic("scan", table, clusters, NULL);
  g_autoptr(pb_result) rows = run_statistic("scan", table, places, NULL);
  g_assert_cmpuint(pb_result_n_rows(rows), ==, COUNTIES);
  assert_near(cell(listed, "llr", 0), 36.5386158088, 1e-9);
  assert_near(cell(listed, "relative_risk", 0), 2359 / 2008.22286 * (CASES - 2008.22286) / 7920,
              1e-8);
  size_t members = 0;
  for (size_t i = 0; i < COUNTIES; i++)
    members += !is_missing(rows, "cluster", i) && cell(rows, "cluster", i) == 1;
  g_assert_cmpuint(members, ==, 7);
  uint64_t seed;
  g_assert_true(pb_result_seed(rows, &seed));
}

static void test_not_computable(void) {
  pb_scan_place places[4] = {
      {0, 0, 0, 10, 10}, {1, 0, 0, 10, 10}, {2, 0, 0, 10, 10}, {3, 0, 0, 10, 10}};
  const char *reason;
  pb_scan_options options = defaults();
  for (size_t n = 0; n < 5; n++) {
    reason = NULL;
    g_assert_null(pb_scan_of(places, n, &options, &reason));
    g_assert_nonnull(reason);
  }
  for (size_t i = 0; i < 4; i++)
    places[i].count = 10;
  options.model = PB_SCAN_BINOMIAL;
  g_assert_null(pb_scan_of(places, 4, &options, &reason)); /* everybody is a case */
  options.model = PB_SCAN_POISSON;
  options.max_share = 0.1;
  g_assert_null(pb_scan_of(places, 4, &options, &reason)); /* no circle is small enough */
  options.max_share = 0.5;
  g_autoptr(pb_scan) even = scan_of(places, 4, &options);
  g_assert_cmpuint(even->n_clusters, ==, 0);
  for (size_t i = 0; i < 4; i++)
    places[i] = (pb_scan_place){5, 5, (double)i, 10, 10};
  g_assert_null(pb_scan_of(places, 4, &options, &reason)); /* all at one place */
  places[0].count = places[1].count = 0;
  places[2].x = 9;
  places[2].count = 11;
  options.model = PB_SCAN_BINOMIAL;
  g_assert_null(pb_scan_of(places, 4, &options, &reason)); /* more cases than persons */
  options.model = PB_SCAN_POISSON;
  places[3].count = 0;
  g_autoptr(pb_scan) all = scan_of(places, 4, &options);
  g_assert_cmpuint(all->n_clusters, ==, 1); /* all cases in one: a ratio without an outside */
  g_assert_cmpfloat(all->clusters[0].ratio, ==, 0);
  g_assert_true(isfinite(all->clusters[0].llr));
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/stats/scan/reference", test_reference);
  g_test_add_func("/stats/scan/expected-cases-are-given", test_expected_cases_are_given);
  g_test_add_func("/stats/scan/sum-of-expected-cases-is-not-truncated",
                  test_sum_of_expected_cases_is_not_truncated);
  g_test_add_func("/stats/scan/against-every-circle", test_against_every_circle);
  g_test_add_func("/stats/scan/threads-and-row-order-change-no-bit",
                  test_threads_and_row_order_change_no_bit);
  g_test_add_func("/stats/scan/lumpy-counts-do-not-pass-for-clusters",
                  test_lumpy_counts_do_not_pass_for_clusters);
  g_test_add_func("/random/draws", test_draws);
  g_test_add_func("/stats/scan/listed", test_listed);
  g_test_add_func("/stats/scan/not-computable", test_not_computable);
  return g_test_run();
}

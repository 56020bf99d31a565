/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long clusters take: DBSCAN and nearest-neighbour clusters of 100 000 points spread in three
 * ways, the scan of 290 places and the space-time scan of 1 000 events with 999 replicates each.
 * Prints seconds of one processor and a checksum. With a folder as argument, the points are written
 * there for the peers (peers/dbscan.py). */
#include <math.h>
#include <stdio.h>
#include <time.h>

#include "engine/random.h"
#include "engine/stats/dbscan.h"
#include "engine/stats/nearest_neighbour_clusters.h"
#include "engine/stats/scan.h"
#include "engine/stats/space_time_scan.h"

enum { POINTS = 100000, PLACES = 290, EVENTS = 1000 };

static double x[POINTS], y[POINTS];

/* `town`: three in four normally around 40 places; `crowd`: all around one; `few places`: all on 2
 * 000 addresses. Side 20 km, centimetres. */
static void make_points(const char *how) {
  pb_random random = pb_random_start(11, 0);
  double centre_x[2000], centre_y[2000];
  for (size_t k = 0; k < 2000; k++) {
    centre_x[k] = 20000 * pb_random_unit(&random);
    centre_y[k] = 20000 * pb_random_unit(&random);
  }
  for (size_t i = 0; i < POINTS; i++) {
    bool crowd = g_str_equal(how, "crowd"), few = g_str_equal(how, "few places");
    size_t k = few ? pb_random_below(&random, 2000) : crowd ? 0 : i % 40;
    double far = sqrt(-2 * log(1 - pb_random_unit(&random))) * (few ? 0 : 400);
    double angle = 2 * G_PI * pb_random_unit(&random);
    bool alone = !few && !crowd && i % 4 == 0;
    x[i] = alone ? 20000 * pb_random_unit(&random) : centre_x[k] + far * cos(angle);
    y[i] = alone ? 20000 * pb_random_unit(&random) : centre_y[k] + far * sin(angle);
    x[i] = floor(100 * x[i]) / 100;
    y[i] = floor(100 * y[i]) / 100;
  }
}

static void write_points(const char *folder, const char *how) {
  g_autofree char *path = g_strdup_printf("%s/%s.csv", folder, how);
  FILE *file = fopen(path, "w");
  if (!file)
    g_error("%s cannot be written", path);
  fputs("x,y\n", file);
  for (size_t i = 0; i < POINTS; i++)
    fprintf(file, "%.2f,%.2f\n", x[i], y[i]);
  fclose(file);
}

static void report(const char *name, clock_t since, double sum) {
  printf("%-44s %8.3f s  %.10g\n", name, (double)(clock() - since) / CLOCKS_PER_SEC, sum);
}

static void bench_points(const char *how, const char *folder) {
  make_points(how);
  if (folder)
    write_points(folder, how);
  pb_dbscan_options options = {100, 10, PB_BORDER_NEAREST};
  clock_t since = clock();
  g_autoptr(pb_dbscan) found = pb_dbscan_of(x, y, NULL, POINTS, &options);
  g_autofree char *name = g_strdup_printf("dbscan, %s", how);
  report(name, since, (double)found->n_clusters * 1e6 + (double)found->n_noise);
  pb_nnh_options nnh = {.area_m2 = 4e8, .min_points = 10, .min_clusters = 2};
  since = clock();
  g_autoptr(pb_nnh) groups = pb_nnh_of(x, y, POINTS, &nnh);
  g_autofree char *other = g_strdup_printf("nearest-neighbour-clusters, %s", how);
  report(other, since, (double)groups->n_clusters * 1e6 + (double)groups->n_second);
}

static void bench_scan(pb_scan_model model, double phi, const char *name) {
  pb_scan_place places[PLACES];
  pb_random random = pb_random_start(5, 0);
  for (size_t i = 0; i < PLACES; i++) {
    double rank = (double)i / (PLACES - 1);
    double population = floor(2400 * exp(3.9 * rank + 2.1 * pow(rank, 12)));
    places[i] = (pb_scan_place){4e5 * pb_random_unit(&random), 1.5e6 * pb_random_unit(&random),
                                floor(population / 500 * (0.8 + 0.4 * pb_random_unit(&random))),
                                population, population};
  }
  pb_scan_options options = {.model = model,
                             .max_share = 0.5,
                             .phi = phi,
                             .max_clusters = 10,
                             .replicates = 999,
                             .seed = 1,
                             .threads = 1};
  const char *reason;
  clock_t since = clock();
  g_autoptr(pb_scan) scan = pb_scan_of(places, PLACES, &options, &reason);
  report(name, since, scan->clusters[0].llr + scan->clusters[0].p);
}

static void bench_space_time(void) {
  make_points("town");
  int64_t day[EVENTS];
  pb_random random = pb_random_start(6, 0);
  for (size_t i = 0; i < EVENTS; i++)
    day[i] = pb_random_below(&random, 365);
  pb_space_time_options options = {.max_share = 0.5,
                                   .max_radius_m = 1000,
                                   .max_days = 7,
                                   .max_clusters = 10,
                                   .replicates = 999,
                                   .seed = 1,
                                   .threads = 1};
  const char *reason;
  clock_t since = clock();
  g_autoptr(pb_space_time) found = pb_space_time_of(x, y, day, EVENTS, &options, &reason);
  report("space-time-scan, 1 000 events x 999", since,
         found->clusters[0].llr + found->clusters[0].p);
}

int main(int argc, char **argv) {
  static const char *const ways[] = {"town", "crowd", "few places"};
  for (size_t i = 0; i < G_N_ELEMENTS(ways); i++)
    bench_points(ways[i], argc > 1 ? argv[1] : NULL);
  bench_scan(PB_SCAN_POISSON, 1, "scan, Poisson, 290 places x 999");
  bench_scan(PB_SCAN_POISSON, 5, "scan, over-dispersed, 290 places x 999");
  bench_scan(PB_SCAN_BINOMIAL, 1, "scan, binomial, 290 places x 999");
  bench_space_time();
  return 0;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The Knox test on made events: half of them spread over a town of 15 x 15 km, half around sixty
 * corners of it, over three years. `bench_knox EVENTS PERMUTATIONS THREADS FILE` takes other sizes
 * and writes the events for tests/bench/peers/knox.py and knox.R. With a last word `corners` all
 * events lie on a few hundred coordinates, as where an address register rounds them. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "engine/random.h"
#include "engine/start.h"
#include "engine/stats/knox.h"

#define TOWN_M 15000.0
#define CORNERS 60
#define DAYS 1096

static double normal(pb_random *random) {
  return sqrt(-2 * log(1 - pb_random_unit(random))) * cos(2 * G_PI * pb_random_unit(random));
}

static void make(size_t n, bool coarse, double *x, double *y, double *day) {
  pb_random random = pb_random_start(7, 0);
  double corner[CORNERS][2];
  for (int c = 0; c < CORNERS; c++)
    for (int k = 0; k < 2; k++)
      corner[c][k] = TOWN_M * pb_random_unit(&random);
  for (size_t i = 0; i < n; i++) {
    const double *at = corner[pb_random_below(&random, CORNERS)];
    bool spread = i % 2 == 0;
    x[i] = spread ? TOWN_M * pb_random_unit(&random) : at[0] + 300 * normal(&random);
    y[i] = spread ? TOWN_M * pb_random_unit(&random) : at[1] + 300 * normal(&random);
    double step = coarse ? 1000 : 0.01;
    x[i] = step * round(x[i] / step);
    y[i] = step * round(y[i] / step);
    day[i] = pb_random_below(&random, DAYS);
  }
}

static double now_s(clockid_t clock) {
  struct timespec time;
  clock_gettime(clock, &time);
  return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

static bool write_events(const char *path, size_t n, const double *x, const double *y,
                         const double *day) {
  FILE *file = fopen(path, "w");
  if (!file)
    return false;
  fputs("x,y,day\n", file);
  for (size_t i = 0; i < n; i++)
    fprintf(file, "%.2f,%.2f,%.0f\n", x[i], y[i], day[i]);
  return fclose(file) == 0;
}

int main(int argc, char **argv) {
  static const double space[] = {0, 100, 200, 300, 400}, time_days[] = {0, 7, 14, 21, 28};
  size_t n = argc > 1 ? strtoul(argv[1], NULL, 10) : 20000;
  pb_knox_options options = {.space = space,
                             .time = time_days,
                             .n_space = 5,
                             .n_time = 5,
                             .same_place = true,
                             .whole_days = true,
                             .permutations = argc > 2 ? strtoul(argv[2], NULL, 10) : 999,
                             .seed = 1,
                             .threads = argc > 3 ? atoi(argv[3]) : 1};
  g_autofree double *x = g_new(double, n), *y = g_new(double, n), *day = g_new(double, n);
  pb_engine_start();
  make(n, argc > 5 && strcmp(argv[5], "corners") == 0, x, y, day);
  if (argc > 4 && !write_events(argv[4], n, x, y, day))
    return 1;
  const char *reason = NULL;
  double cpu = now_s(CLOCK_PROCESS_CPUTIME_ID), wall = now_s(CLOCK_MONOTONIC);
  const pb_knox_events events = {x, y, day, NULL, n};
  g_autoptr(pb_knox) knox = pb_knox_of(&events, &options, &reason);
  if (!knox) {
    printf("%s\n", reason);
    return 0;
  }
  double pairs = 0;
  for (size_t s = 0; s < knox->n_space; s++)
    pairs += (double)knox->space_pairs[s];
  printf("%zu events, %zu places, %.0f close pairs, %zu permutations, %d threads: %.2f s of "
         "processor, %.2f s\n",
         n, knox->n_places, pairs, options.permutations, options.threads,
         now_s(CLOCK_PROCESS_CPUTIME_ID) - cpu, now_s(CLOCK_MONOTONIC) - wall);
  printf("first cell: %" G_GINT64_FORMAT " pairs, mean %.3f, p %.3f; last: %" G_GINT64_FORMAT
         " pairs, mean %.3f, p %.3f\n",
         knox->cells[0].observed, knox->cells[0].mean, knox->cells[0].p,
         knox->cells[knox->n_space * knox->n_time - 1].observed,
         knox->cells[knox->n_space * knox->n_time - 1].mean,
         knox->cells[knox->n_space * knox->n_time - 1].p);
  return 0;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A hundred thousand clustered points on 512 x 512 cells: every kernel, the fast way and with one
 * and two threads, with and without correction for the edge. Prints the median of nine runs, and
 * how far the fast sums are from the exact ones, in parts of the highest value. A path as argument:
 * write the points there, for tests/bench/peers/kernel_density.{R,py}. */
#include <math.h>
#include <stdio.h>
#include <sys/resource.h>

#include "engine/random.h"
#include "engine/start.h"
#include "engine/stats/density_bandwidth.h"
#include "engine/stats/kernel_density.h"
#include "engine/stats/quantile.h"

enum { N = 100000, REPEATS = 9, CENTRES = 40 };

static const pb_raster_frame frame = {0, 0, 20, 512, 512};
static const double side = 10240;

static void make_points(double *x, double *y) {
  pb_random random = pb_random_start(11, 0);
  double cx[CENTRES], cy[CENTRES];
  for (int k = 0; k < CENTRES; k++) {
    cx[k] = side * pb_random_unit(&random);
    cy[k] = side * pb_random_unit(&random);
  }
  for (size_t i = 0; i < N;) {
    double u = pb_random_unit(&random), v = pb_random_unit(&random);
    uint32_t centre = pb_random_below(&random, CENTRES), spread = pb_random_below(&random, 4);
    double far = spread == 0 ? side : 150. * spread, r = far * sqrt(-2 * log(1 - u));
    x[i] = cx[centre] + r * cos(2 * M_PI * v);
    y[i] = cy[centre] + r * sin(2 * M_PI * v);
    i += x[i] > 0 && x[i] < side && y[i] > 0 && y[i] < side;
  }
}

static double wall_ms(void) {
  return (double)g_get_monotonic_time() / 1000;
}

static double cpu_ms(void) {
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1000 +
         (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1000;
}

static void bench(const pb_weighted_points *points, pb_kernel kernel, double h,
                  pb_edge_correction edge) {
  static const char *const names[] = {"gaussian", "quartic", "epanechnikov", "triangular"};
  pb_density_window window = pb_density_window_of_frame(&frame);
  double wall[2][REPEATS], cpu[2][REPEATS], most = 0, off = 0;
  for (int t = 0; t < 2; t++)
    for (int i = 0; i < REPEATS; i++) {
      const pb_density_settings settings = {kernel, h, edge, PB_DENSITY_AUTO, t + 1};
      double from = wall_ms(), cpu_from = cpu_ms();
      g_autoptr(pb_raster) raster =
          pb_kernel_density(points, &frame, &window, &settings, NULL, NULL);
      wall[t][i] = wall_ms() - from;
      cpu[t][i] = cpu_ms() - cpu_from;
    }
  const pb_density_settings fast = {kernel, h, edge, PB_DENSITY_AUTO, 1},
                            exact = {kernel, h, edge, PB_DENSITY_EXACT, 1};
  double from = cpu_ms();
  g_autoptr(pb_raster) a = pb_kernel_density(points, &frame, &window, &exact, NULL, NULL);
  double exact_ms = cpu_ms() - from;
  g_autoptr(pb_raster) b = pb_kernel_density(points, &frame, &window, &fast, NULL, NULL);
  for (size_t i = 0; i < pb_raster_n_cells(&frame); i++) {
    most = fmax(most, a->value[i]);
    off = fmax(off, fabs(a->value[i] - b->value[i]));
  }
  for (int t = 0; t < 2; t++) {
    pb_sort_doubles(wall[t], REPEATS);
    pb_sort_doubles(cpu[t], REPEATS);
  }
  printf("%-12s h %4.0f %-7s 1 thread: %6.1f ms (cpu %6.1f)   2 threads: %6.1f ms   "
         "exact: %7.0f ms   off by %.1g\n",
         names[kernel], h, edge ? "uniform" : "none", wall[0][REPEATS / 2], cpu[0][REPEATS / 2],
         wall[1][REPEATS / 2], exact_ms, off / most);
}

int main(int argc, char **argv) {
  pb_engine_start();
  g_autofree double *x = g_new(double, N + 1), *y = g_new(double, N + 1);
  make_points(x, y);
  FILE *out = argc > 1 ? fopen(argv[1], "w") : NULL;
  for (size_t i = 0; out && i < N; i++)
    fprintf(out, "%s%.3f,%.3f\n", i ? "" : "x,y\n", x[i], y[i]);
  if (out)
    fclose(out);
  const pb_weighted_points points = {x, y, NULL, N};
  for (pb_edge_correction edge = PB_EDGE_NONE; edge <= PB_EDGE_UNIFORM; edge++)
    for (pb_kernel kernel = PB_KERNEL_GAUSSIAN; kernel <= PB_KERNEL_TRIANGULAR; kernel++)
      bench(&points, kernel, kernel == PB_KERNEL_GAUSSIAN ? 300 : 848, edge);
  pb_density_window window = pb_density_window_of_frame(&frame);
  g_auto(pb_places) places = pb_places_of(x, y, N);
  double sigma = 0, from = cpu_ms();
  bool found = pb_bandwidth_berman_diggle(&places, &window, 1, &sigma);
  printf("berman-diggle %s %.1f m: %.0f ms\n", found ? "" : "(none)", sigma, cpu_ms() - from);
  from = cpu_ms();
  found = pb_bandwidth_likelihood(&places, &window, 1, &sigma, NULL);
  printf("likelihood %s %.1f m: %.0f ms\n", found ? "" : "(none)", sigma, cpu_ms() - from);
  return 0;
}

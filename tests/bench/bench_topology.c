/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How fast points find their polygon, grids are laid, an index is built and asked, and neighbours
 * are found. `bench_topology points FILE` also writes the points for peers/points_in_polygons.py,
 * which places the same ones, and `bench_topology neighbours FILE` those for peers/neighbours.R.
 * Only the work itself is timed. */
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "engine/neighbours.h"
#include "engine/random.h"
#include "geo/adjacency.h"
#include "geo/grid_of_polygon.h"
#include "geo/polygon_finder.h"
#include "geo/shapefile.h"
#include "geo/spatial_index.h"

#define N_POINTS 10000000
#define REPEATS 3

static double cpu_s(void) {
  struct timespec now;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static double wall_s(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static int by_value(const void *a, const void *b) {
  double l = *(const double *)a, r = *(const double *)b;
  return (l > r) - (l < r);
}

/* Uniform in the box of the layer. */
static double *random_points(pb_box box) {
  double *xy = g_new(double, 2 * (size_t)N_POINTS);
  pb_random random = pb_random_start(17, 0);
  for (size_t i = 0; i < N_POINTS; i++) {
    xy[2 * i] = box.min_x + (box.max_x - box.min_x) * pb_random_unit(&random);
    xy[2 * i + 1] = box.min_y + (box.max_y - box.min_y) * pb_random_unit(&random);
  }
  return xy;
}

static void bench_points(const pb_layer *layer, const char *file) {
  g_autofree double *xy = random_points(pb_layer_bounds(layer));
  double cpu[REPEATS], wall[REPEATS];
  size_t inside = 0;
  uint64_t sum = 0; /* of position and answer: equal answers, equal sums */
  for (int r = 0; r < REPEATS; r++) {
    cpu[r] = -cpu_s();
    wall[r] = -wall_s();
    g_autoptr(pb_polygon_finder) finder = pb_polygon_finder_new(layer, NULL);
    if (r == 0)
      printf("finder made in %.1f ms\n", (cpu[0] + cpu_s()) * 1000);
    inside = sum = 0;
    for (size_t i = 0; i < N_POINTS; i++) {
      int feature = pb_polygon_finder_at(finder, xy[2 * i], xy[2 * i + 1]);
      inside += feature >= 0;
      sum += (uint64_t)(feature + 1) * (i % 1009 + 1);
    }
    cpu[r] += cpu_s();
    wall[r] += wall_s();
  }
  qsort(cpu, REPEATS, sizeof *cpu, by_value);
  qsort(wall, REPEATS, sizeof *wall, by_value);
  printf("%d points in %zu polygons (making the finder included): %.3f s CPU, %.3f s wall; "
         "%zu inside, check sum %" G_GUINT64_FORMAT "\n",
         N_POINTS, layer->n_features, cpu[REPEATS / 2], wall[REPEATS / 2], inside, sum);
  FILE *stream = file ? fopen(file, "wb") : NULL;
  if (stream) {
    fwrite(xy, sizeof *xy, 2 * (size_t)N_POINTS, stream);
    fclose(stream);
  }
}

static size_t feature_named(const pb_layer *layer, const char *name) {
  const pb_column *names = pb_table_find(layer->attributes, "KnNamn");
  for (size_t f = 0; f < layer->n_features; f++)
    if (pb_column_is_valid(names, f) && strcmp(pb_column_string(names, f), name) == 0)
      return f;
  return 0;
}

static void bench_grids(const pb_layer *layer) {
  static const struct {
    const char *name;
    double size_m;
  } grids[] = {{"Kiruna", 250}, {"Kiruna", 50}, {"Kiruna", 20}, {"Norrtälje", 50}};
  for (size_t g = 0; g < G_N_ELEMENTS(grids); g++)
    for (int shape = PB_CELL_SQUARE; shape <= PB_CELL_HEXAGON; shape++) {
      double start = cpu_s();
      g_autoptr(pb_cell_grid) grid = pb_grid_of_polygon(
          layer, feature_named(layer, grids[g].name), (pb_cell_shape)shape, grids[g].size_m, NULL);
      double bytes = (double)grid->run_first[grid->n_rows] * sizeof(pb_cell_run) +
                     (double)grid->n_rows * 4 + (double)grid->n_edge * 12;
      printf("%s in %s of %.0f m: %zu cells, %zu on the edge, %.0f kB, %.1f ms CPU\n",
             grids[g].name, shape == PB_CELL_SQUARE ? "squares" : "hexagons", grids[g].size_m,
             grid->n_cells, grid->n_edge, bytes / 1000, (cpu_s() - start) * 1000);
    }
}

/* 100 000 squares beside each other, as small statistical areas or buildings are. */
static pb_layer *many_squares(size_t side) {
  pb_layer *layer = pb_layer_new(PB_GEOMETRY_POLYGON);
  layer->n_features = layer->n_parts = side * side;
  layer->n_vertices = 5 * side * side;
  layer->part_first = g_new(uint32_t, layer->n_features + 1);
  layer->vertex_first = g_new(uint32_t, layer->n_features + 1);
  layer->x = g_new(double, layer->n_vertices);
  layer->y = g_new(double, layer->n_vertices);
  layer->box = g_new(pb_box, layer->n_features);
  for (size_t f = 0; f <= layer->n_features; f++) {
    layer->part_first[f] = (uint32_t)f;
    layer->vertex_first[f] = (uint32_t)(5 * f);
    for (size_t v = 0; v < 5 && f < layer->n_features; v++) {
      layer->x[5 * f + v] = (double)(f % side + (v == 2 || v == 3)) * 300;
      layer->y[5 * f + v] = (double)(f / side + (v == 1 || v == 2)) * 300;
    }
  }
  pb_layer_update_boxes(layer);
  return layer;
}

static void bench_index(const pb_layer *layer) {
  double start = cpu_s();
  g_autoptr(pb_spatial_index) index = pb_spatial_index_new(layer);
  double built = cpu_s();
  g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(uint32_t));
  pb_box box = pb_layer_bounds(layer);
  pb_random random = pb_random_start(3, 0);
  size_t n = 0, n_queries = 1000000;
  for (size_t i = 0; i < n_queries; i++) {
    double x = box.max_x * pb_random_unit(&random), y = box.max_y * pb_random_unit(&random);
    pb_spatial_index_query_box(index, (pb_box){x, y, x + 500, y + 500}, found);
    n += found->len;
  }
  printf(
      "index of %zu features: built in %.1f ms, %zu boxes asked in %.2f s CPU, %.2f found each\n",
      layer->n_features, (built - start) * 1000, n_queries, cpu_s() - built,
      (double)n / (double)n_queries);
}

static void say(const char *what, const pb_weights *weights, double start) {
  printf("%s: %zu places, %zu links, %.0f ms CPU\n", what, weights->n, weights->first[weights->n],
         (cpu_s() - start) * 1000);
}

static void bench_adjacency(const char *name, const pb_layer *layer) {
  for (int c = PB_CONTIGUITY_QUEEN; c <= PB_CONTIGUITY_ROOK; c++) {
    double start = cpu_s();
    g_autoptr(pb_weights) weights = pb_adjacency(layer, (pb_contiguity)c, 1);
    g_autofree char *what =
        g_strdup_printf("%s, %s", name, c == PB_CONTIGUITY_QUEEN ? "queen" : "rook");
    say(what, weights, start);
  }
}

/* As peers/neighbours.R: 100 000 points of a square of 100 km. */
static void bench_neighbours(const char *file) {
  enum { N = 100000 };
  g_autofree double *x = g_new(double, N), *y = g_new(double, N);
  pb_random random = pb_random_start(29, 0);
  for (size_t i = 0; i < N; i++) {
    x[i] = 1e5 * pb_random_unit(&random);
    y[i] = 1e5 * pb_random_unit(&random);
  }
  double start = cpu_s();
  g_autoptr(pb_weights) nearest = pb_neighbours_nearest(x, y, N, 8, NULL);
  say("8 nearest", nearest, start);
  start = cpu_s();
  g_autoptr(pb_weights) within = pb_neighbours_within(x, y, N, 500, NULL);
  say("within 500 m", within, start);
  FILE *stream = file ? fopen(file, "w") : NULL;
  for (size_t i = 0; stream && i < N; i++)
    fprintf(stream, "%.17g,%.17g\n", x[i], y[i]);
  if (stream)
    fclose(stream);
}

int main(int argc, char **argv) {
  g_autoptr(GError) error = NULL;
  g_autoptr(pb_layer) layer =
      pb_shapefile_read(PB_SOURCE_ROOT "/data/boundaries/Kommun_Sweref99TM.shp", NULL, &error);
  if (!layer) {
    fprintf(stderr, "%s\n", error->message);
    return 1;
  }
  bench_points(layer, argc == 3 && strcmp(argv[1], "points") == 0 ? argv[2] : NULL);
  bench_grids(layer);
  g_autoptr(pb_layer) squares = many_squares(316);
  bench_index(squares);
  bench_adjacency("municipalities", layer);
  bench_adjacency("squares", squares);
  bench_neighbours(argc == 3 && strcmp(argv[1], "neighbours") == 0 ? argv[2] : NULL);
  return 0;
}

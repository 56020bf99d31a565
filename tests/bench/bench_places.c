/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How fast a million events are placed: all points different and spread over Sweden's built-up
 * areas, in each kind of system, with and without a stated municipality. Best of three; the peak of
 * memory is what the system has given the process, before and after. */
#include <malloc.h>
#include <math.h>
#include <stdio.h>
#include <sys/resource.h>
#include <time.h>

#include "geo/event_places.h"
#include "geo/load_geography.h"
#include "geo/projection.h"
#include "io/reference.h"

#define N_EVENTS 1000000
#define REPEATS 3

static pb_geography *layers(const pb_dataset *dataset, GError **error) {
  const pb_layer_spec specs[] = {
      {.role = "municipalities", .path = PB_SOURCE_ROOT "/data/boundaries/Kommun_Sweref99TM.shp"},
      {.role = "counties", .path = PB_SOURCE_ROOT "/data/boundaries/swemapdata_lan.shp"},
      {.role = "places", .path = PB_SOURCE_ROOT "/data/boundaries/swemapdata_tatorter.shp"}};
  return pb_load_geography(specs, 3, dataset, error);
}

static pb_dataset *events_in(int epsg, bool stated, const pb_geography *geography) {
  static const char *const types[] = {"Stöld", "Rån", "Hot", "Misshandel", "Skadegörelse"};
  pb_dataset *dataset = pb_dataset_new();
  pb_reference_load(PB_SOURCE_ROOT "/data", dataset, NULL);
  dataset->n_sources = 1;
  dataset->sources = g_new0(pb_source_info, 1);
  dataset->sources[0].name = g_strdup("handelser");
  dataset->sources[0].kind = g_strdup("events");
  dataset->sources[0].path = g_strdup("handelser.csv");
  dataset->sources[0].crs = g_strdup_printf("EPSG:%d", epsg);
  pb_column *municipality = pb_column_new("municipality", PB_TYPE_INT64, NULL),
            *time = pb_column_new("time", PB_TYPE_TIME, NULL),
            *type = pb_column_new("type", PB_TYPE_STRING, NULL),
            *source = pb_column_new("source", PB_TYPE_INT64, NULL),
            *line = pb_column_new("line", PB_TYPE_INT64, NULL),
            *x = pb_column_new("x", PB_TYPE_DOUBLE, NULL),
            *y = pb_column_new("y", PB_TYPE_DOUBLE, NULL);
  g_autoptr(pb_projection) projection = pb_projection_new(3006, epsg, NULL);
  GRand *random = g_rand_new_with_seed(5);
  for (int i = 0; i < N_EVENTS; i++) {
    const pb_place *place = &geography->places[(int)(pow(g_rand_double(random), 3) * 2000)];
    double px = place->x + g_rand_double_range(random, -1500, 1500);
    double py = place->y + g_rand_double_range(random, -1500, 1500);
    pb_projection_point(projection, &px, &py);
    if (stated && place->municipality >= 0)
      pb_column_append_int(municipality, place->municipality);
    else
      pb_column_append_missing(municipality);
    pb_column_append_int(time, 1700000000 + (int64_t)i * 60);
    pb_column_append_string(type, types[i % 5]);
    pb_column_append_int(source, 0);
    pb_column_append_int(line, i + 2);
    pb_column_append_double(x, px);
    pb_column_append_double(y, py);
  }
  g_rand_free(random);
  pb_column *columns[] = {municipality, time, type, source, line, x, y};
  dataset->events = pb_table_new();
  for (size_t i = 0; i < G_N_ELEMENTS(columns); i++)
    pb_table_add(dataset->events, columns[i]);
  pb_dataset_finish(dataset);
  return dataset;
}

/* The processor's time: other programs on the machine do not count. */
static double cpu_s(void) {
  return (double)clock() / CLOCKS_PER_SEC;
}

static double peak_mb(void) {
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  return (double)usage.ru_maxrss / 1024;
}

static bool bench(int epsg, bool stated, const pb_geography *geography) {
  double best = INFINITY;
  double grown = 0;
  for (int i = 0; i < REPEATS; i++) {
    g_autoptr(pb_dataset) dataset = events_in(epsg, stated, geography);
    malloc_trim(0);
    double before = peak_mb();
    double start = cpu_s();
    if (!pb_locate_events(dataset, geography, NULL))
      return false;
    best = fmin(best, cpu_s() - start);
    grown = MAX(grown, peak_mb() - before);
    if (i == 0)
      printf("EPSG:%d, municipality %s: %zu exact, %zu default, %zu outside, %zu found; ", epsg,
             stated ? "stated" : "from the point",
             dataset->sources[0].points.tally.by_quality[PB_POINT_EXACT],
             dataset->sources[0].points.tally.by_quality[PB_POINT_DEFAULT],
             dataset->sources[0].points.tally.by_quality[PB_POINT_OUTSIDE_MUNICIPALITY],
             dataset->sources[0].points.municipality_found);
  }
  printf("%.0f ms, peak grows by %.1f MB\n", best * 1000, grown);
  return true;
}

int main(void) {
  g_autoptr(GError) error = NULL;
  g_autoptr(pb_dataset) reference = pb_dataset_new();
  g_autoptr(pb_geography) geography = pb_reference_load(PB_SOURCE_ROOT "/data", reference, &error)
                                          ? layers(reference, &error)
                                          : NULL;
  if (!geography) {
    fprintf(stderr, "%s\n", error->message);
    return 1;
  }
  return bench(3006, false, geography) && bench(3006, true, geography) &&
                 bench(4326, false, geography) && bench(3021, true, geography) &&
                 bench(3021, false, geography)
             ? 0
             : 1;
}

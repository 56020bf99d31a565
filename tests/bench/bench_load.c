/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How fast files are read: the CSV reader alone on events made here, and the whole sample project
 * with its 85 000 events. Prints the best of five. */
#include <stdio.h>

#include "io/csv_reader.h"
#include "io/load_dataset.h"

#define REPEATS 5

static bool count(const pb_record *record, void *data) {
  *(size_t *)data += record->n_cells;
  return true;
}

static void bench_csv(void) {
  GString *text = g_string_new("id;publicerad;handelsetid;typ;plats;lat;lon\r\n");
  for (int i = 0; i < 400000; i++)
    g_string_append_printf(text,
                           "%d;2025-09-26 15:55:23 +02:00;2025-09-26 14:21;Trafikolycka;Örebro;"
                           "59,329324;18,068581\r\n",
                           i);
  gint64 best = G_MAXINT64;
  for (int i = 0; i < REPEATS; i++) {
    size_t cells = 0;
    gint64 start = g_get_monotonic_time();
    pb_csv_read("bench.csv", text->str, text->len, ';', '"', count, &cells, NULL);
    best = MIN(best, g_get_monotonic_time() - start);
  }
  printf("CSV: 400 000 rows, %.0f MB/s, %.1f million rows/s\n", (double)text->len / (double)best,
         0.4e6 / (double)best);
  g_string_free(text, TRUE);
}

static bool bench_project(void) {
  gint64 best = G_MAXINT64;
  size_t rows = 0;
  for (int i = 0; i < REPEATS; i++) {
    g_autoptr(GError) error = NULL;
    gint64 start = g_get_monotonic_time();
    g_autoptr(pb_project) project =
        pb_project_load(PB_SOURCE_ROOT "/data/orebro/problembild.ini", &error);
    g_autoptr(pb_dataset) dataset =
        project ? pb_load_dataset(project, PB_SOURCE_ROOT "/data", &error) : NULL;
    if (!dataset) {
      fprintf(stderr, "%s\n", error->message);
      return false;
    }
    best = MIN(best, g_get_monotonic_time() - start);
    rows = 0;
    for (size_t s = 0; s < dataset->n_sources; s++)
      rows += dataset->sources[s].rows_read;
  }
  printf("sample project: %zu rows in %.0f ms\n", rows, (double)best / 1000);
  return true;
}

int main(void) {
  bench_csv();
  return bench_project() ? 0 : 1;
}

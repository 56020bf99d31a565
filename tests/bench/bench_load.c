/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How fast files are read: a table of events made here, by the reader alone and with every cell in
 * quotation marks, and the whole sample project with its 85 000 events. Prints the best of five.
 * With a number, the reader alone reads a table of so many rows once and the peak of memory is
 * printed: it does not depend on the number. */
#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

#include "io/load_dataset.h"
#include "io/table_reader.h"

#define REPEATS 5
#define ROWS 400000

static void write_row(FILE *file, unsigned row, bool quoted) {
  static const char *const types[] = {"Trafikolycka", "Stöld", "Misshandel, grov", "Skadegörelse"};
  static const char *const places[] = {"1880", "0180", "Malmö", "1480"};
  unsigned mixed = row * 2654435761u; /* the same for every run */
  const char *q = quoted ? "\"" : "";
  fprintf(file,
          "%s%04u-K%07u-25%s;%s2025-%02u-%02u %02u:%02u:00%s;%s%s%s;%s%s%s;%s%u,%u%s;%s%u,5%s\n", q,
          mixed % 9000 + 1000, row, q, q, mixed / 7 % 12 + 1, mixed / 89 % 28 + 1, mixed / 13 % 24,
          mixed / 31 % 60, q, q, types[mixed >> 30], q, q, places[mixed >> 28 & 3], q, q,
          300000 + mixed % 400000, mixed % 10, q, q, 6200000 + mixed / 3 % 900000, q);
}

static gint64 write_table(const char *path, unsigned rows, bool quoted) {
  FILE *file = g_fopen(path, "w");
  if (!file)
    return -1;
  fputs("id;start;typ;plats;x;y\n", file);
  for (unsigned row = 0; row < rows; row++)
    write_row(file, row, quoted);
  gint64 size = ftell(file);
  return fclose(file) == 0 ? size : -1;
}

static void count_row(const pb_record *record, void *data) {
  *(size_t *)data += record->n_cells > 0;
}

static void no_bad_row(const pb_bad_row *bad, void *data) {
  (void)data;
  fprintf(stderr, "line %zu: %s\n", bad->line, bad->message);
}

/* Microseconds, or -1: both readings, for encoding and hash and for the rows. */
static gint64 read_once(const char *path, unsigned rows) {
  static const pb_table_handler handler = {.on_row = count_row, .on_bad_row = no_bad_row};
  g_autoptr(GError) error = NULL;
  g_auto(pb_text_file) file = {0};
  size_t seen = 0;
  gint64 start = g_get_monotonic_time();
  if (pb_text_file_open(path, NULL, NULL, &file, &error))
    pb_table_read(&file, &handler, &seen, &error);
  if (error)
    fprintf(stderr, "%s\n", error->message);
  return error || seen != rows ? -1 : g_get_monotonic_time() - start;
}

static bool bench_reader(const char *path, unsigned rows, bool quoted, int repeats) {
  gint64 size = write_table(path, rows, quoted), best = G_MAXINT64;
  for (int i = 0; i < repeats && best >= 0; i++)
    best = MIN(best, read_once(path, rows));
  g_unlink(path);
  if (size < 0 || best < 0)
    return false;
  struct rusage used;
  getrusage(RUSAGE_SELF, &used);
  printf("reader, %s: %u rows, %.0f MB, %.2f million rows/s, %.0f MB/s, peak %.1f MB of memory\n",
         quoted ? "all quoted" : "plain", rows, (double)size / 1e6, (double)rows / (double)best,
         (double)size / (double)best, (double)used.ru_maxrss / 1024);
  return true;
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

int main(int argc, char **argv) {
  g_autofree char *folder = g_dir_make_tmp("problembild-bench-XXXXXX", NULL);
  if (!folder)
    return 1;
  g_autofree char *path = g_build_filename(folder, "events.csv", NULL);
  bool done = argc > 1 ? bench_reader(path, (unsigned)atol(argv[1]), false, 1)
                       : bench_reader(path, ROWS, false, REPEATS) &&
                             bench_reader(path, ROWS, true, REPEATS) && bench_project();
  g_rmdir(folder);
  return done ? 0 : 1;
}

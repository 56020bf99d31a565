/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sample project on real data: what is read of each file, against counts of its lines made
 * without this reader. */
#include <string.h>

#include "helpers.h"
#include "io/load_dataset.h"

static pb_dataset *load(void) {
  GError *error = NULL;
  g_autoptr(pb_project) project =
      pb_project_load(PB_SOURCE_ROOT "/data/orebro/problembild.ini", &error);
  g_assert_no_error(error);
  pb_dataset *dataset = pb_load_dataset(project, PB_SOURCE_ROOT "/data", &error);
  g_assert_no_error(error);
  return dataset;
}

/* Lines below the header, by counting line ends. */
static size_t lines_of(const char *path) {
  g_autofree char *name = g_build_filename("data", "orebro", path, NULL);
  g_autofree char *text = test_read(PB_SOURCE_ROOT, name);
  size_t n = 0;
  for (const char *p = text; *p; p++)
    n += *p == '\n';
  return n - 1;
}

static void test_every_row_counts(void) {
  g_autoptr(pb_dataset) d = load();
  g_assert_cmpint(d->period_end, ==, 2025);
  g_assert_cmpuint(d->n_sources, >=, 5);
  for (size_t i = 0; i < d->n_sources; i++) {
    const pb_source_info *s = &d->sources[i];
    g_assert_cmpuint(s->rows_read, ==, lines_of(s->path) - s->synthetic); /* a line says so */
    g_assert_true(s->synthetic == (strstr(s->path, "syntetisk_") != NULL));
    g_assert_cmpuint(s->rows_read, ==, s->rows_used + s->rows_rejected + s->rows_left_out);
    g_assert_cmpuint(s->rows_rejected, ==, 0);
  }
  g_assert_false(pb_dataset_fell_short(d, NULL));
}

static int64_t sum(const pb_crime_panel *panel, int type, pb_period period, size_t *present) {
  int64_t total = 0;
  int p = pb_crime_panel_period(panel, period);
  for (size_t m = 0; m < panel->n_municipalities; m++) {
    const pb_crime_cell *cell = pb_crime_panel_cell(panel, m, (size_t)type, (size_t)p);
    total += cell->present ? cell->count : 0;
    *present += cell->present;
  }
  return total;
}

/* awk -F';' '$2==2024 && $3=="total" {s+=$4} END {print s}' bra_crime_290kommuner_2015_2025.csv */
static void test_totals(void) {
  g_autoptr(pb_dataset) d = load();
  size_t present = 0;
  int total = pb_dataset_type(d, "total");
  g_assert_cmpint(sum(d->yearly, total, pb_period_make(2024, 1, 1), &present), ==, 1295202);
  g_assert_cmpuint(present, ==, 290);
  present = 0;
  g_assert_cmpint(sum(d->quarterly, total, pb_period_make(2015, 4, 3), &present), >, 0);
  g_assert_cmpuint(present, ==, 5);
  int orebro = pb_dataset_municipality(d, "1880");
  int p = pb_crime_panel_period(d->yearly, pb_period_make(1996, 1, 1));
  const pb_crime_cell *cell = pb_crime_panel_cell(d->yearly, (size_t)orebro,
                                                  (size_t)pb_dataset_type(d, "theft"), (size_t)p);
  g_assert_cmpint(cell->count, ==, 12092);
  g_assert_cmpfloat(cell->rate, ==, 10060);
}

static void test_events(void) {
  g_autoptr(pb_dataset) d = load();
  const pb_column *municipality = pb_table_find(d->events, "municipality"),
                  *digest = pb_table_find(d->events, "digest"),
                  *time = pb_table_find(d->events, "time"),
                  *source = pb_table_find(d->events, "source");
  size_t digests = 0, unplaced = 0, n = 0, synthetic = 0;
  for (size_t row = 0; row < pb_table_n_rows(d->events); row++) {
    if (d->sources[pb_column_int(source, row)].synthetic) {
      synthetic++;
      continue;
    }
    n++;
    digests += pb_column_int(digest, row) == 1;
    unplaced += !pb_column_is_valid(municipality, row);
  }
  g_assert_cmpuint(pb_column_missing(time), ==, 0);
  g_assert_cmpuint(synthetic, ==, 100000);
  g_assert_cmpuint(digests, >, n / 10);
  /* awk: 18 174 of 70 289 places end in "län", 149 of them Gotland, which is one municipality. */
  g_assert_cmpfloat_with_epsilon((double)unplaced / (double)n, .2585, .003);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/sample-project/every-row-counts", test_every_row_counts);
  g_test_add_func("/sample-project/totals", test_totals);
  g_test_add_func("/sample-project/events", test_events);
  return g_test_run();
}

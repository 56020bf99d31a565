/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fixture.h"

#include <stdlib.h>
#include <string.h>

pb_dataset *fixture_new(size_t n_municipalities, size_t n_types, int first, int last) {
  pb_dataset *dataset = pb_dataset_new();
  dataset->period_end = last;
  dataset->n_municipalities = n_municipalities;
  dataset->municipalities = g_new0(pb_municipality, n_municipalities);
  for (size_t m = 0; m < n_municipalities; m++)
    dataset->municipalities[m] = (pb_municipality){
        .code = g_strdup_printf("%04zu", m + 1),
        .name = g_strdup_printf("Place %zu", m + 1),
        .full_name = g_strdup_printf("Place %zu municipality", m + 1),
        .county_code = g_strdup("01"),
        .county_name = g_strdup("County"),
        .group_code = g_strdup("G"),
        .group_name = g_strdup("Group"),
    };
  dataset->n_types = n_types;
  dataset->types = g_new0(pb_crime_type, n_types);
  for (size_t t = 0; t < n_types; t++) {
    dataset->types[t].key = t == 0   ? g_strdup("total")
                            : t == 1 ? g_strdup("theft")
                                     : g_strdup_printf("type-%zu", t);
    dataset->types[t].is_total = t == 0;
    dataset->types[t].parent = -1;
  }
  dataset->yearly = pb_crime_panel_new(n_municipalities, n_types, pb_period_make(first, 1, 1),
                                       (size_t)(last - first + 1));
  return dataset;
}

static void put(pb_crime_panel *panel, size_t m, size_t t, pb_period period, int64_t count,
                double population) {
  int p = pb_crime_panel_period(panel, period);
  g_assert_cmpint(p, >=, 0);
  *pb_crime_panel_cell(panel, m, t, (size_t)p) = (pb_crime_cell){
      .count = count,
      .exposure = population,
      .origin = population > 0 ? PB_EXPOSURE_POPULATION : PB_EXPOSURE_NONE,
      .present = true,
  };
}

void fixture_set(pb_dataset *dataset, size_t m, size_t t, int year, int64_t count,
                 double population) {
  put(dataset->yearly, m, t, pb_period_make(year, 1, 1), count, population);
}

void fixture_quarters(pb_dataset *dataset, int first_year, int last_year) {
  dataset->quarterly = pb_crime_panel_new(dataset->n_municipalities, dataset->n_types,
                                          pb_period_make(first_year, 4, 1),
                                          4 * (size_t)(last_year - first_year + 1));
}

void fixture_set_quarter(pb_dataset *dataset, size_t m, int year, int quarter, int64_t count,
                         double population) {
  put(dataset->quarterly, m, 0, pb_period_make(year, 4, quarter), count, population);
}

static char **lines_of(const char *path) {
  g_autofree char *full = g_build_filename(PB_SOURCE_ROOT, path, NULL);
  g_autofree char *text = NULL;
  if (!g_file_get_contents(full, &text, NULL, NULL))
    return NULL;
  return g_strsplit(text, "\n", -1);
}

static const char *const real_types[] = {"total",    "person",    "theft",
                                         "burglary", "vandalism", "drugs_weapons"};

static bool read_municipalities(pb_dataset *dataset) {
  g_auto(GStrv) lines = lines_of("data/reference/municipalities.csv");
  if (!lines)
    return false;
  size_t n = g_strv_length(lines), used = 0;
  dataset->municipalities = g_new0(pb_municipality, n);
  for (size_t i = 1; i < n; i++) {
    g_auto(GStrv) f = g_strsplit(g_strchomp(lines[i]), ";", -1);
    if (g_strv_length(f) < 7)
      continue;
    dataset->municipalities[used++] =
        (pb_municipality){g_strdup(f[0]), g_strdup(f[1]), g_strdup(f[2]), g_strdup(f[3]),
                          g_strdup(f[4]), g_strdup(f[5]), g_strdup(f[6])};
  }
  dataset->n_municipalities = used;
  return true;
}

static void read_counts(pb_dataset *dataset, const char *path, pb_crime_panel *panel) {
  g_auto(GStrv) lines = lines_of(path);
  for (size_t i = 1; lines && lines[i]; i++) {
    g_auto(GStrv) f = g_strsplit(g_strchomp(lines[i]), ";", -1);
    if (g_strv_length(f) < 5)
      continue;
    int m = pb_dataset_municipality(dataset, f[0]), t = pb_dataset_type(dataset, f[2]);
    const char *quarter = strchr(f[1], 'K');
    int p = pb_crime_panel_period(
        panel, pb_period_make(atoi(f[1]), quarter ? 4 : 1, quarter ? atoi(quarter + 1) : 1));
    g_assert_true(m >= 0 && t >= 0 && p >= 0);
    *pb_crime_panel_cell(panel, (size_t)m, (size_t)t, (size_t)p) = (pb_crime_cell){
        .count = atoi(f[3]),
        .rate = g_ascii_strtod(f[4], NULL),
        .has_rate = true,
        .present = true,
        .preliminary = f[5] && atoi(f[5]),
    };
  }
}

pb_dataset *fixture_real(void) {
  g_autoptr(pb_dataset) dataset = pb_dataset_new();
  dataset->period_end = 2025;
  if (!read_municipalities(dataset))
    return NULL;
  size_t n = dataset->n_municipalities;
  dataset->n_types = G_N_ELEMENTS(real_types);
  dataset->types = g_new0(pb_crime_type, dataset->n_types);
  for (size_t t = 0; t < dataset->n_types; t++) {
    dataset->types[t].key = g_strdup(real_types[t]);
    dataset->types[t].is_total = t == 0;
    dataset->types[t].parent = -1;
  }
  dataset->yearly = pb_crime_panel_new(n, dataset->n_types, pb_period_make(2015, 1, 1), 11);
  read_counts(dataset, "data/bra/bra_crime_290kommuner_2015_2025.csv", dataset->yearly);
  dataset->quarterly = pb_crime_panel_new(n, dataset->n_types, pb_period_make(2014, 4, 1), 52);
  read_counts(dataset, "data/bra/bra_crime_quarterly_5kommuner_2014_2026.csv", dataset->quarterly);
  pb_dataset_finish(dataset);
  return g_steal_pointer(&dataset);
}

/* Mostly Poisson-like around a level, with what real series have of zeros, holes and large cases.
 */
static int64_t random_count(GRand *rand, double mean) {
  if (g_rand_double(rand) < 0.004)
    return (int64_t)(mean * 5) + 30;
  double spread = mean + g_rand_double_range(rand, -2, 2) * (mean > 0 ? mean / 8 + 1 : 0);
  return MAX(0, (int64_t)spread);
}

static void random_panel(pb_crime_panel *panel, const double *persons, GRand *rand,
                         double per_person) {
  for (size_t m = 0; m < panel->n_municipalities; m++)
    for (size_t t = 0; t < panel->n_types; t++)
      for (size_t p = 0; p < panel->n_periods; p++) {
        if (g_rand_double(rand) < 0.02)
          continue; /* absent */
        double mean = persons[m] * per_person / (double)((t + 1) * (t + 1));
        int64_t count = random_count(rand, mean);
        *pb_crime_panel_cell(panel, m, t, p) = (pb_crime_cell){
            .count = count,
            .present = true,
            .has_rate = true,
            .rate = (double)(int64_t)((double)count / persons[m] * 1e5 + 0.5),
        };
      }
}

static void random_events(pb_dataset *dataset, size_t n, GRand *rand) {
  const char *const precisions[] = {"minute", "hour", "day", "month"};
  pb_column *place = pb_column_new("municipality", PB_TYPE_INT64, NULL);
  pb_column *time = pb_column_new("time", PB_TYPE_TIME, NULL);
  pb_column *published = pb_column_new("published", PB_TYPE_TIME, NULL);
  pb_column *type = pb_column_new("type", PB_TYPE_STRING, NULL);
  pb_column *digest = pb_column_new("digest", PB_TYPE_INT64, NULL);
  pb_column *precision = pb_column_new("precision", PB_TYPE_STRING, NULL);
  pb_column *county = pb_column_new("county", PB_TYPE_STRING, NULL);
  int64_t start = (int64_t)19000 * 86400;
  for (size_t i = 0; i < n; i++) {
    int64_t at = start + (int64_t)i * 1400;
    bool county_only = g_rand_double(rand) < 0.35;
    if (county_only)
      pb_column_append_missing(place);
    else
      pb_column_append_int(place, g_rand_int_range(rand, 0, (gint32)dataset->n_municipalities));
    pb_column_append_string(county, "01");
    if (g_rand_double(rand) < 0.05)
      pb_column_append_missing(time);
    else
      pb_column_append_int(time, at - g_rand_int_range(rand, 0, 90000));
    pb_column_append_int(published, at);
    pb_column_append_string(type, i % 3 ? "Brand" : "Rån");
    pb_column_append_int(digest, g_rand_double(rand) < 0.1);
    pb_column_append_string(
        precision, precisions[g_rand_double(rand) < 0.9 ? 0 : g_rand_int_range(rand, 1, 4)]);
  }
  pb_column *columns[] = {place, time, published, type, digest, precision, county};
  dataset->events = pb_table_new();
  for (size_t i = 0; i < G_N_ELEMENTS(columns); i++)
    pb_table_add(dataset->events, columns[i]);
}

pb_dataset *fixture_random(size_t n_municipalities, size_t n_types, int first, int last,
                           size_t n_events, uint32_t seed) {
  pb_dataset *dataset = fixture_new(n_municipalities, n_types, first, last);
  GRand *rand = g_rand_new_with_seed(seed);
  g_autofree double *persons = g_new(double, n_municipalities);
  for (size_t m = 0; m < n_municipalities; m++) {
    double u = g_rand_double(rand);
    persons[m] = (double)(int64_t)(2400 + 150000 * u * u * u * u);
    char *group = g_strdup_printf("%c", (char)('A' + g_rand_int_range(rand, 0, 9)));
    g_free(dataset->municipalities[m].group_code);
    dataset->municipalities[m].group_code = group;
    g_free(dataset->municipalities[m].county_code);
    dataset->municipalities[m].county_code = g_strdup_printf("%02d", g_rand_int_range(rand, 1, 22));
  }
  random_panel(dataset->yearly, persons, rand, 0.14);
  fixture_quarters(dataset, last - 11, last);
  random_panel(dataset->quarterly, persons, rand, 0.035);
  dataset->population = pb_population_new(n_municipalities, first, (size_t)(last - first - 1));
  for (size_t m = 0; m < n_municipalities; m++)
    for (size_t y = 0; y < dataset->population->n_years; y++)
      if (g_rand_double(rand) > 0.1)
        dataset->population->persons[m * dataset->population->n_years + y] = (int64_t)persons[m];
  if (n_events)
    random_events(dataset, n_events, rand);
  g_rand_free(rand);
  pb_dataset_finish(dataset);
  return dataset;
}

static const pb_column *valid_column(const pb_result *result, const char *name, size_t row) {
  const pb_column *column = pb_result_find(result, name);
  if (!column)
    g_error("%s has no column %s", pb_result_name(result), name);
  if (!pb_column_is_valid(column, row))
    g_error("%s %s is missing in row %zu", pb_result_name(result), name, row);
  return column;
}

double fixture_number(const pb_result *result, const char *column, size_t row) {
  return pb_column_double(valid_column(result, column, row), row);
}
const char *fixture_text(const pb_result *result, const char *column, size_t row) {
  return pb_column_string(valid_column(result, column, row), row);
}
bool fixture_missing(const pb_result *result, const char *column, size_t row) {
  return !pb_column_is_valid(pb_result_find(result, column), row);
}

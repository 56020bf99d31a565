/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart_places.h"

#include <math.h>

#define LAST_YEAR 2025
#define N_TYPES 6

static const char *const names[N_PLACES_KINDS] = {
    "ordinary", "zeros", "tiny", "dominated",  "three-years", "gaps",
    "alone",    "pair",  "many", "long-names", "preliminary", "silent"};

const char *places_name(places_kind kind) {
  return names[kind];
}

static double noise(uint32_t a, uint32_t b, uint32_t c) {
  uint32_t h = a * 2654435761u ^ b * 2246822519u ^ c * 3266489917u;
  h = (h ^ h >> 15) * 2246822519u;
  h = (h ^ h >> 13) * 3266489917u;
  return (h ^ h >> 16) / 4294967296.;
}

static size_t members_of(places_kind kind) {
  return kind == PLACES_ALONE ? 1 : kind == PLACES_PAIR ? 2 : kind == PLACES_MANY ? 63 : 23;
}

static void add_places(pb_dataset *dataset, places_kind kind) {
  size_t n = members_of(kind);
  dataset->n_municipalities = n;
  dataset->municipalities = g_new0(pb_municipality, n);
  dataset->population = pb_population_new(n, 2004, 22);
  for (uint32_t m = 0; m < n; m++) {
    char *name = kind == PLACES_LONG_NAMES
                     ? g_strdup_printf("Upplands-Bro och Malung-Sälen %u", m)
                     : g_strdup_printf("%s%u", m % 3 ? "Smedjebacken" : "Ås", m);
    dataset->municipalities[m] = (pb_municipality){
        .code = g_strdup_printf("%04u", 1000 + m),
        .name = name,
        .full_name = g_strdup_printf("%s kommun", name),
        .county_code = g_strdup("10"),
        .county_name = g_strdup("Mellersta län"),
        .group_code = g_strdup("B5"),
        .group_name = g_strdup("Lågpendlingskommun nära större stad"),
    };
    double persons = kind == PLACES_TINY && m == 0 ? 2400 : 4000 * pow(1.0 + noise(m, 1, 1), 5);
    for (size_t y = 0; y < 22; y++)
      dataset->population->persons[m * 22 + y] = (int64_t)persons + (int64_t)y;
  }
}

static void add_types(pb_dataset *dataset) {
  static const char *const types[N_TYPES][4] = {
      {"total", "Samtliga brott", "anmälda brott", "de anmälda brotten"},
      {"person", "Brott mot person", "brott mot person", "brotten mot person"},
      {"theft", "Stöldbrott", "stöldbrott", "stöldbrotten"},
      {"burglary", "Inbrottsstöld", "inbrottsstölder", "inbrottsstölderna"},
      {"vandalism", "Skadegörelsebrott", "skadegörelsebrott", "skadegörelsebrotten"},
      {"drugs_weapons", "Narkotika- och vapenbrott", "narkotika- och vapenbrott",
       "narkotika- och vapenbrotten"}};
  dataset->n_types = N_TYPES;
  dataset->types = g_new0(pb_crime_type, N_TYPES);
  for (int t = 0; t < N_TYPES; t++)
    dataset->types[t] = (pb_crime_type){.key = g_strdup(types[t][0]),
                                        .label_sv = g_strdup(types[t][1]),
                                        .label_en = g_strdup(types[t][1]),
                                        .noun_sv = g_strdup(types[t][2]),
                                        .noun_en = g_strdup(types[t][2]),
                                        .noun_def_sv = g_strdup(types[t][3]),
                                        .noun_def_en = g_strdup(types[t][3]),
                                        .problem_area = g_strdup(""),
                                        .parent = t == 3 ? 2 : -1,
                                        .is_total = t == 0,
                                        .note_sv = g_strdup(""),
                                        .note_en = g_strdup("")};
}

static void add_breaks(pb_dataset *dataset, places_kind kind) {
  size_t n = kind == PLACES_PRELIMINARY ? 5 : 2;
  dataset->breaks = g_new0(pb_series_break, n);
  for (size_t i = 0; i < n; i++)
    dataset->breaks[dataset->n_breaks++] =
        (pb_series_break){2013 + 2 * (int)i,
                          g_strdup(i == 4 ? "population" : "reported-crime"),
                          g_strdup("ny kommunkodning"),
                          g_strdup("new municipal coding"),
                          g_strdup("Kodningen ändrades."),
                          g_strdup("The coding changed.")};
}

static bool is_present(places_kind kind, uint32_t m, int year) {
  if (m > 0)
    return true;
  switch (kind) {
  case PLACES_THREE_YEARS:
    return year > LAST_YEAR - 3;
  case PLACES_GAPS:
    return year % 3 != 0 && year != LAST_YEAR - 1;
  case PLACES_SILENT:
    return year < LAST_YEAR - 4;
  default:
    return true;
  }
}

static double factor(places_kind kind, uint32_t m, uint32_t t, int year) {
  if (kind == PLACES_ZEROS && m == 0)
    return 0;
  if (kind == PLACES_DOMINATED)
    return m == 0 && year == LAST_YEAR - 3 ? 100 : m == 5 ? 40 : 1;
  if (m == 0 && t == 2)
    return year == LAST_YEAR ? .4 : 1; /* a sure decrease */
  return m == 0 && t == 5 && year == LAST_YEAR ? 2.4 : 1;
}

static void add_yearly(pb_dataset *dataset, places_kind kind) {
  static const double per_100k[N_TYPES] = {11000, 2500, 4100, 700, 1200, 1700};
  uint32_t n_years = 20;
  dataset->yearly = pb_crime_panel_new(dataset->n_municipalities, N_TYPES,
                                       pb_period_make(LAST_YEAR - 19, 1, 1), n_years);
  for (uint32_t m = 0; m < dataset->n_municipalities; m++)
    for (uint32_t t = 0; t < N_TYPES; t++)
      for (uint32_t y = 0; y < n_years; y++) {
        int year = LAST_YEAR - 19 + (int)y;
        pb_crime_cell *cell = pb_crime_panel_cell(dataset->yearly, m, t, y);
        double persons = (double)pb_population_at(dataset->population, m, year);
        double level = (kind == PLACES_TINY && m == 0 ? .02 : 1) * per_100k[t] / 1e5 * persons;
        cell->count = (int64_t)(level * (.6 + .8 * noise(m, t, 7)) * (.93 + .14 * noise(m, t, y)) *
                                factor(kind, m, t, year));
        cell->present = is_present(kind, m, year);
        cell->preliminary = kind == PLACES_PRELIMINARY || year == LAST_YEAR;
      }
}

static void add_quarterly(pb_dataset *dataset, places_kind kind) {
  uint32_t n = kind == PLACES_THREE_YEARS ? 12 : 46;
  if (kind == PLACES_SILENT)
    return;
  dataset->quarterly =
      pb_crime_panel_new(dataset->n_municipalities, N_TYPES,
                         pb_period_make(kind == PLACES_THREE_YEARS ? 2023 : 2015, 4, 1), n);
  for (uint32_t q = 0; q < n; q++) {
    pb_crime_cell *cell = pb_crime_panel_cell(dataset->quarterly, 0, 0, q);
    double unusual = q == n - 6 ? 1.6 : q == n - 4 ? .4 : 1;
    double level = kind == PLACES_ZEROS ? 0 : kind == PLACES_TINY ? 3 : 2200;
    cell->count = (int64_t)(level * (.95 + .1 * noise(q, 3, 3)) * unusual *
                            (kind == PLACES_DOMINATED && q == 7 ? 60 : 1));
    cell->present = kind != PLACES_GAPS || q % 5 != 2;
    cell->preliminary = kind == PLACES_PRELIMINARY || q + 3 >= n;
  }
}

static void add_events(pb_dataset *dataset, places_kind kind) {
  static const char *const strings[] = {"type", "precision"};
  static const char *const numbers[] = {"municipality", "digest"};
  pb_column *number[2], *text[2];
  pb_column *time = pb_column_new("time", PB_TYPE_TIME, NULL);
  pb_column *published = pb_column_new("published", PB_TYPE_TIME, NULL);
  for (int i = 0; i < 2; i++) {
    number[i] = pb_column_new(numbers[i], PB_TYPE_INT64, NULL);
    text[i] = pb_column_new(strings[i], PB_TYPE_STRING, NULL);
  }
  uint32_t days = kind == PLACES_THREE_YEARS ? 40 : 900;
  for (uint32_t d = 0; d < days; d++)
    for (uint32_t i = 0; i < (kind == PLACES_TINY ? d % 200 == 0 : 1 + (d % 365 > 240)); i++) {
      int64_t at = (19358 + (int64_t)d) * 86400 + (int64_t)(24 * noise(d, i, 5)) * 3600;
      if (kind == PLACES_DOMINATED && d % 2)
        at = (19359 + 7 * (int64_t)(d / 7)) * 86400 + 15 * 3600;
      pb_column_append_int(number[0], 0);
      pb_column_append_int(time, at);
      pb_column_append_int(published, at);
      pb_column_append_string(text[0], "Stöld");
      pb_column_append_int(number[1], d % 50 == 0);
      pb_column_append_string(text[1], d % 40 == 3 ? "day" : "minute");
    }
  dataset->events = pb_table_new();
  pb_table_add(dataset->events, time);
  pb_table_add(dataset->events, published);
  for (int i = 0; i < 2; i++) {
    pb_table_add(dataset->events, number[i]);
    pb_table_add(dataset->events, text[i]);
  }
}

static void add_sources(pb_dataset *dataset, places_kind kind) {
  static const char *const sources[][2] = {
      {"reported-crime", "Brå"}, {"population", "SCB"}, {"events", "Polisen"}};
  dataset->n_sources = 3;
  dataset->sources = g_new0(pb_source_info, 3);
  for (size_t i = 0; i < 3; i++) {
    dataset->sources[i].name = g_strdup(sources[i][0]);
    dataset->sources[i].kind = g_strdup(sources[i][0]);
    dataset->sources[i].publisher = g_strdup(kind == PLACES_PAIR ? "" : sources[i][1]);
    dataset->sources[i].synthetic = kind != PLACES_ORDINARY;
  }
}

pb_dataset *places_dataset(places_kind kind) {
  pb_dataset *dataset = pb_dataset_new();
  dataset->period_end = LAST_YEAR;
  add_places(dataset, kind);
  add_types(dataset);
  add_breaks(dataset, kind);
  add_yearly(dataset, kind);
  add_quarterly(dataset, kind);
  if (kind != PLACES_SILENT)
    add_events(dataset, kind);
  add_sources(dataset, kind);
  pb_dataset_finish(dataset);
  return dataset;
}

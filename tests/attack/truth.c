/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The true counts of reported crime, from the inputs, and what everybody knows of them. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "tests/attack/attack.h"

char *crime_id(const char *type, const char *place, int year) {
  return g_strdup_printf("crime/%s/%s/%d", type, place, year);
}

static char **read_lines(const char *path) {
  char *text = NULL;
  if (!g_file_get_contents(path, &text, NULL, NULL))
    return NULL;
  char **lines = g_strsplit(g_str_has_prefix(text, "\xEF\xBB\xBF") ? text + 3 : text, "\n", -1);
  g_free(text);
  for (size_t i = 0; lines[i]; i++)
    g_strchomp(lines[i]);
  return lines;
}

static bool is_in(const GPtrArray *texts, const char *text) {
  for (guint i = 0; i < texts->len; i++)
    if (g_str_equal(texts->pdata[i], text))
      return true;
  return false;
}

world *world_new(const char *places_csv) {
  g_auto(GStrv) lines = read_lines(places_csv);
  if (!lines)
    return NULL;
  world *w = g_new0(world, 1);
  w->types = g_ptr_array_new_with_free_func(g_free);
  w->places = g_ptr_array_new_with_free_func(g_free);
  w->place_names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
  w->groups = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
  w->exposure = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
  for (size_t i = 1; lines[i]; i++) { /* code;name;full_name;county_code;county_name;group_code */
    g_auto(GStrv) fields = g_strsplit(lines[i], ";", -1);
    if (g_strv_length(fields) < 6)
      continue;
    g_ptr_array_add(w->places, g_strdup(fields[0]));
    g_hash_table_insert(w->place_names, g_strdup(fields[0]), g_strdup(fields[1]));
    g_hash_table_insert(w->groups, g_strdup(fields[0]), g_strdup(fields[5]));
  }
  return w;
}

void world_free(world *w) {
  g_ptr_array_unref(w->types);
  g_ptr_array_unref(w->places);
  g_hash_table_unref(w->place_names);
  g_hash_table_unref(w->groups);
  g_hash_table_unref(w->exposure);
  g_free(w);
}

static void put_exposure(world *w, const char *place, int year, double persons) {
  char *key = g_strdup_printf("%s/%d", place, year);
  g_hash_table_insert(w->exposure, key, g_memdup2(&persons, sizeof persons));
}

double world_exposure(const world *w, const char *place, int year) {
  g_autofree char *key = g_strdup_printf("%s/%d", place, year);
  const double *persons = g_hash_table_lookup(w->exposure, key);
  return persons ? *persons : 0;
}

/* Mean of 31 December of the year before and of the year. */
bool world_read_population(world *w, const char *path) {
  g_auto(GStrv) lines = read_lines(path);
  if (!lines)
    return false;
  char delimiter[2] = {strchr(lines[0], ';') ? ';' : ',', '\0'};
  g_auto(GStrv) head = g_strsplit(lines[0], delimiter, -1);
  int year_at = -1, persons_at = -1;
  for (int c = 0; head[c]; c++) {
    year_at = g_str_equal(head[c], "ar") ? c : year_at;
    persons_at = g_str_equal(head[c], "folkmangd") ? c : persons_at;
  }
  g_autoptr(GHashTable) residents = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  for (int pass = 0; pass < 2; pass++)
    for (size_t i = 1; lines[i] && *lines[i]; i++) {
      g_auto(GStrv) fields = g_strsplit(lines[i], delimiter, -1);
      int year = atoi(fields[year_at]), persons = atoi(fields[persons_at]);
      g_autofree char *before = g_strdup_printf("%s/%d", fields[0], year - 1);
      int earlier = GPOINTER_TO_INT(g_hash_table_lookup(residents, before));
      if (pass == 0)
        g_hash_table_insert(residents, g_strdup_printf("%s/%d", fields[0], year),
                            GINT_TO_POINTER(persons));
      else if (earlier > 0 && persons > 0)
        put_exposure(w, fields[0], year, (persons + earlier) / 2.);
    }
  return true;
}

/* Where the population of a year is not known, the published rate of all crimes gives it. */
static void exposure_by_rate(world *w, char **fields, int year) {
  if (g_strv_length(fields) < 5 || !g_str_equal(fields[2], "total") ||
      world_exposure(w, fields[0], year) > 0)
    return;
  double rate = g_ascii_strtod(fields[4], NULL);
  if (rate > 0)
    put_exposure(w, fields[0], year, g_ascii_strtod(fields[3], NULL) / rate * 1e5);
}

bool world_read_counts(world *w, knowledge *k, const char *path) {
  g_auto(GStrv) lines = read_lines(path);
  if (!lines)
    return false;
  for (size_t i = 1; lines[i] && *lines[i]; i++) {
    g_auto(GStrv) fields = g_strsplit(lines[i], ";", -1);
    if (g_strv_length(fields) < 4 || !*fields[3])
      continue;
    if (!is_in(w->types, fields[2]))
      g_ptr_array_add(w->types, g_strdup(fields[2]));
    g_autofree char *id = g_strdup_printf("crime/%s/%s/%s", fields[2], fields[0], fields[1]);
    know_truth(k, id, g_ascii_strtoll(fields[3], NULL, 10));
    int year = atoi(fields[1]);
    if (strlen(fields[1]) != 4)
      continue;
    w->first_year = w->first_year ? MIN(w->first_year, year) : year;
    w->last_year = MAX(w->last_year, year);
    exposure_by_rate(w, fields, year);
  }
  return true;
}

/* A whole, its parts and the rest, which stands nowhere but is a count like any other. */
static void add_whole(knowledge *k, const char *whole, const char *const *parts, const char *place,
                      int year) {
  g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func(g_free);
  const double weights[8] = {1, -1, -1, -1, -1, -1, -1, -1};
  int64_t rest = 0, count;
  g_ptr_array_add(ids, crime_id(whole, place, year));
  if (!truth_of(k, ids->pdata[0], &rest))
    return;
  for (size_t i = 0; parts[i]; i++) {
    g_ptr_array_add(ids, crime_id(parts[i], place, year));
    if (truth_of(k, ids->pdata[ids->len - 1], &count))
      rest -= count;
    else
      g_ptr_array_set_size(ids, (gint)ids->len - 1);
  }
  if (rest > 0) {
    g_autofree char *other = g_strdup_printf("other than %s", whole);
    g_ptr_array_add(ids, crime_id(other, place, year));
    know_truth(k, ids->pdata[ids->len - 1], rest);
  }
  know_relation(k, ids, weights, 0, 0, WAY_SUM, IN_CSV, NULL, NULL);
}

/* The sum over all municipalities, which others publish. */
static void add_country(const world *w, knowledge *k, const char *type, const char *period) {
  g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func(g_free);
  int64_t sum = 0, count;
  for (guint p = 0; p < w->places->len; p++) {
    char *id = g_strdup_printf("crime/%s/%s/%s", type, (char *)w->places->pdata[p], period);
    g_ptr_array_add(ids, id);
    if (!truth_of(k, id, &count))
      return;
    sum += count;
  }
  if (sum >= 5)
    know_relation(k, ids, NULL, (double)sum, (double)sum, WAY_SUM, IN_CSV, NULL, NULL);
}

static void add_quarters(knowledge *k, const char *place, int year) {
  g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func(g_free);
  const double weights[] = {1, -1, -1, -1, -1};
  g_ptr_array_add(ids, crime_id("total", place, year));
  for (int q = 1; q <= 4; q++)
    g_ptr_array_add(ids, g_strdup_printf("crime/total/%s/%dK%d", place, year, q));
  know_relation(k, ids, weights, 0, 0, WAY_SUM, IN_CSV, NULL, NULL);
}

void world_relations(const world *w, knowledge *k) {
  static const char *const parts[] = {"person", "theft", "vandalism", "drugs_weapons", NULL};
  static const char *const burglary[] = {"burglary", NULL};
  for (int year = w->first_year; year <= w->last_year; year++) {
    g_autofree char *period = g_strdup_printf("%d", year);
    for (guint t = 0; t < w->types->len; t++)
      add_country(w, k, w->types->pdata[t], period);
    for (guint p = 0; p < w->places->len; p++) {
      add_whole(k, "total", parts, w->places->pdata[p], year);
      add_whole(k, "theft", burglary, w->places->pdata[p], year);
      add_quarters(k, w->places->pdata[p], year);
    }
  }
}

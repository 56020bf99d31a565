/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>

#include "tests/attack/attack.h"

/* The problem areas of the codes that make_world uses. */
static const char *const areas[][2] = {
    {"0357", "vald-i-offentlig-miljo"}, {"0807", "stold"}, {"0825", "stold-genom-inbrott"},
    {"1201", "skadegorelse"},           {"5010", "andt"},  {"3005", "trafik"},
    {"0412", "vald-i-nara-relation"},
};
#define N_AREAS G_N_ELEMENTS(areas)

typedef struct {
  int64_t count[N_AREAS + 1][2][4]; /* the last: all; by weekend and six hours */
} place_parts;

static void put(knowledge *k, const char *place, const place_parts *parts) {
  for (int weekend = 0; weekend < 2; weekend++)
    for (int part = 0; part < 4; part++) {
      g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func(g_free);
      double weights[N_AREAS + 1];
      for (size_t a = 0; a <= N_AREAS; a++) {
        char *id =
            g_strdup_printf("event-day-parts/%s/%s/%s,%d,/count", a < N_AREAS ? areas[a][1] : "",
                            place, weekend ? "weekend" : "weekday", part * 6);
        know_truth(k, id, parts->count[a][weekend][part]);
        weights[ids->len] = a < N_AREAS ? -1 : 1;
        g_ptr_array_add(ids, id);
      }
      know_relation(k, ids, weights, 0, 0, WAY_SUM, IN_JSON, NULL, NULL);
    }
  for (size_t a = 0; a <= N_AREAS; a++) {
    g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func(g_free);
    const double weights[] = {1, -1, -1, -1, -1, -1, -1, -1, -1};
    const char *area = a < N_AREAS ? areas[a][1] : "";
    g_ptr_array_add(ids, g_strdup_printf("placed/%s/%s//n_events", area, place));
    for (int part = 0; part < 8; part++)
      g_ptr_array_add(ids, g_strdup_printf("event-day-parts/%s/%s/%s,%d,/count", area, place,
                                           part < 4 ? "weekday" : "weekend", part % 4 * 6));
    know_relation(k, ids, weights, 0, 0, WAY_SUM, IN_JSON, NULL, NULL);
  }
}

static void add(GHashTable *places, char **fields, int first, int last) {
  int year, month, day, hour, minute, end_hour, end_minute;
  if (g_strv_length(fields) < 7 ||
      sscanf(fields[2], "%d-%d-%d %d:%d", &year, &month, &day, &hour, &minute) != 5 ||
      year < first || year > last)
    return;
  /* The middle of the window; make_world's end on the same day. */
  if (sscanf(fields[3], "%*d-%*d-%*d %d:%d", &end_hour, &end_minute) == 2)
    hour = (hour * 60 + minute + end_hour * 60 + end_minute) / 2 / 60;
  place_parts *parts = g_hash_table_lookup(places, fields[6]);
  if (!parts)
    g_hash_table_insert(places, g_strdup(fields[6]), parts = g_new0(place_parts, 1));
  GDate date;
  g_date_clear(&date, 1);
  g_date_set_dmy(&date, (GDateDay)day, (GDateMonth)month, (GDateYear)year);
  bool weekend = g_date_get_weekday(&date) >= G_DATE_SATURDAY;
  for (size_t a = 0; a < N_AREAS; a++)
    parts->count[a][weekend][hour / 6] += g_str_equal(areas[a][0], fields[1]);
  parts->count[N_AREAS][weekend][hour / 6]++;
}

bool truth_of_day_parts(knowledge *k, const char *path, int first, int last) {
  g_autofree char *text = NULL;
  if (!g_file_get_contents(path, &text, NULL, NULL))
    return false;
  g_autoptr(GHashTable) places = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
  g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
  for (size_t i = 1; lines[i]; i++) {
    g_auto(GStrv) fields = g_strsplit(lines[i], ";", -1);
    add(places, fields, first, last);
  }
  GHashTableIter iter;
  gpointer place, parts;
  g_hash_table_iter_init(&iter, places);
  while (g_hash_table_iter_next(&iter, &place, &parts))
    put(k, place, parts);
  return true;
}

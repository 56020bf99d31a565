/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Events that stand there more than once.
 *
 * With an identifier: rows of one identifier and one type that agree in everything are one event;
 * when they disagree none can be chosen. Rows of one identifier and different types are different
 * offences of one report: all are counted, and how many there are is said.
 *
 * Without: rows that agree in everything are one event when its start is known to the minute and it
 * has a point, or an end as well: that two events share all of it by chance is unlikely. Rows that
 * agree but say less are all counted: each that is known to the minute is listed as a possible
 * duplicate, of the others only the number is told (a file of months is full of them).
 */
#include "engine/wall_clock.h"
#include "engine/text.h"
#include "io/join_sources.h"
#include "io/sources/events.h"

static uint64_t mix(uint64_t hash, uint64_t value) {
  hash ^= value;
  hash *= UINT64_C(0x9E3779B97F4A7C15);
  return hash ^ hash >> 29;
}

static uint64_t mix_double(uint64_t hash, const pb_column *column, size_t row) {
  if (!column || !pb_column_is_valid(column, row))
    return mix(hash, 1);
  const union {
    double number;
    uint64_t bits;
  } value = {pb_column_double(column, row) + 0.0}; /* -0 is 0 */
  return mix(hash, value.bits);
}

static uint64_t mix_int(uint64_t hash, const pb_column *column, size_t row) {
  return mix(mix(hash, pb_column_is_valid(column, row)), (uint64_t)pb_column_int(column, row));
}

/* A key of everything that a row says. */
static uint64_t whole_key(const pb_event_store *store, size_t row) {
  uint64_t hash = mix(17, (uint64_t)pb_packed_at(&store->type, row));
  hash = mix_int(hash, store->time, row);
  hash = mix_int(hash, store->end, row);
  hash = mix_int(hash, store->published, row);
  hash = mix_int(hash, store->municipality, row);
  hash = mix(hash, pb_column_is_valid(store->county, row) ? pb_column_code(store->county, row) + 1
                                                          : UINT64_C(0));
  hash = mix_double(hash, store->x, row);
  hash = mix_double(hash, store->y, row);
  return hash ? hash : 1;
}

static uint64_t id_of(const pb_event_store *store, size_t row) {
  return (uint64_t)pb_packed_at(&store->id, row);
}

static uint64_t event_key(const void *data, size_t row) {
  const pb_event_store *store = data;
  uint64_t id = id_of(store, row);
  if (!id)
    return whole_key(store, row);
  uint64_t key = mix(mix(31, id), (uint64_t)pb_packed_at(&store->type, row));
  return key ? key : 1;
}

static bool same_int(const pb_column *column, size_t a, size_t b) {
  return pb_column_is_valid(column, a) == pb_column_is_valid(column, b) &&
         pb_column_int(column, a) == pb_column_int(column, b);
}

static bool same_double(const pb_column *column, size_t a, size_t b) {
  return !column || (pb_column_is_valid(column, a) == pb_column_is_valid(column, b) &&
                     pb_column_double(column, a) == pb_column_double(column, b));
}

static bool agree(void *data, size_t a, size_t b) {
  const pb_event_store *store = data;
  return pb_packed_at(&store->type, a) == pb_packed_at(&store->type, b) &&
         same_int(store->time, a, b) && same_int(store->end, a, b) &&
         same_int(store->published, a, b) && same_int(store->municipality, a, b) &&
         g_strcmp0(pb_column_string(store->county, a), pb_column_string(store->county, b)) == 0 &&
         same_double(store->x, a, b) && same_double(store->y, a, b);
}

static pb_row_origin origin_of(const void *data, size_t row) {
  return pb_event_store_origin(data, row);
}

static char *subject(const pb_dataset *dataset, const void *data, size_t row) {
  (void)dataset, (void)data, (void)row;
  return g_strdup(_("An event with the same identifier"));
}

static const char *place_of(const pb_dataset *dataset, const pb_event_store *store, size_t row) {
  if (pb_column_is_valid(store->municipality, row))
    return dataset->municipalities[pb_column_int(store->municipality, row)].name;
  const char *county = pb_column_string(store->county, row);
  for (size_t m = 0; county && m < dataset->n_municipalities; m++)
    if (g_str_equal(dataset->municipalities[m].county_code, county))
      return dataset->municipalities[m].county_name;
  return "–";
}

/* "2024-05-03 08:05, Örebro" */
static char *value(const pb_dataset *dataset, const void *data, size_t row) {
  const pb_event_store *store = data;
  const pb_column *from = pb_column_is_valid(store->time, row) ? store->time : store->published;
  int64_t time = pb_column_int(from, row);
  pb_wall_clock at = pb_wall_clock_of(time);
  int minute = (int)(((time % 3600) + 3600) % 3600 / 60);
  return g_strdup_printf("%04d-%02d-%02d %02d:%02d, %s", at.year, at.month, at.day, at.hour, minute,
                         place_of(dataset, store, row));
}

static bool is_known_to_minute(const pb_event_store *store, size_t row) {
  return pb_column_is_valid(store->time, row) &&
         (pb_packed_at(&store->marks, row) & PB_EVENT_PRECISION) == PB_PRECISION_MINUTE;
}

/* Does a row without an identifier say so much that it hardly happened twice? */
static bool is_telling(const pb_event_store *store, size_t row) {
  return is_known_to_minute(store, row) &&
         ((store->x && pb_column_is_valid(store->x, row)) || pb_column_is_valid(store->end, row));
}

static void note_possible(pb_gathered *gathered, const pb_row_origin *row,
                          const pb_row_origin *other) {
  g_autofree char *message = g_strdup_printf(
      _("The row says the same as line %u and has no identifier; both are counted. If it is the "
        "same event, remove one."),
      other->line);
  pb_gathered_note(gathered, row, "possible-duplicate", message);
}

static void note_alike(pb_gathered *gathered, const size_t *alike) {
  for (guint f = 0; f < gathered->files->len; f++) {
    if (!alike[f])
      continue;
    const pb_row_origin whole_file = {0, f, 0};
    g_autofree char *count = pb_count_text(alike[f]);
    g_autofree char *message = g_strdup_printf(
        Q_("%s row without an identifier says the same as another row, to the hour, day or month; "
           "it is counted.",
           "%s rows without an identifier say the same as another row, to the hour, day or month; "
           "they are counted.",
           (gulong)alike[f]),
        count);
    pb_gathered_note(gathered, &whole_file, "alike-rows", message);
  }
}

/* Rows that agree but say too little: they stay. */
static void keep_possible(pb_gathered *gathered, const pb_event_store *store, pb_join *joins) {
  g_autofree size_t *alike = g_new0(size_t, MAX(gathered->files->len, 1));
  for (size_t i = 0; i < store->n; i++) {
    if (joins[i].fate == PB_JOIN_FIRST || id_of(store, i))
      continue;
    if (joins[i].fate == PB_JOIN_CONTRADICTED) { /* two keys were equal by chance */
      joins[i].fate = PB_JOIN_FIRST;
      continue;
    }
    if (is_telling(store, i))
      continue;
    const pb_row_origin row = pb_event_store_origin(store, i),
                        other = pb_event_store_origin(store, joins[i].other);
    joins[i].fate = PB_JOIN_FIRST;
    if (row.file == other.file && is_known_to_minute(store, i))
      note_possible(gathered, &row, &other);
    else
      alike[row.file]++;
  }
  note_alike(gathered, alike);
}

static uint64_t id_key(const void *data, size_t row) {
  return id_of(data, row);
}

static bool same_type(void *data, size_t a, size_t b) {
  const pb_event_store *store = data;
  return pb_packed_at(&store->type, a) == pb_packed_at(&store->type, b);
}

/* How many rows have the identifier of another row and another type than it. */
static void note_shared_identifiers(pb_gathered *gathered, const pb_event_store *store) {
  if (!store->id.width)
    return; /* no event has an identifier */
  const pb_keyed_rows by_id = {store->n, (void *)(uintptr_t)store, id_key, same_type};
  g_autofree pb_join *joins = pb_find_duplicates_keyed(&by_id);
  g_autofree size_t *shared = g_new0(size_t, MAX(gathered->files->len, 1));
  for (size_t i = 0; i < store->n; i++)
    if (joins[i].fate == PB_JOIN_CONTRADICTED)
      shared[pb_event_store_origin(store, i).file]++;
  for (guint f = 0; f < gathered->files->len; f++) {
    if (!shared[f])
      continue;
    const pb_row_origin whole_file = {0, f, 0};
    g_autofree char *message = g_strdup_printf(
        Q_("%zu row has the same identifier as a row of another type; it is counted as an event of "
           "its own.",
           "%zu rows have the same identifier as a row of another type; each is counted as an "
           "event "
           "of its own.",
           (gulong)shared[f]),
        shared[f]);
    pb_gathered_note(gathered, &whole_file, "shared-identifier", message);
  }
}

void pb_events_settle_duplicates(pb_gathered *gathered, const pb_event_store *store,
                                 uint8_t *keep) {
  note_shared_identifiers(gathered, store);
  const pb_keyed_rows rows = {store->n, (void *)(uintptr_t)store, event_key, agree};
  g_autofree pb_join *joins = pb_find_duplicates_keyed(&rows);
  keep_possible(gathered, store, joins);
  const pb_keyed_words words = {origin_of, subject, value};
  pb_settle_duplicates_keyed(gathered, &rows, joins, &words);
  for (size_t i = 0; i < store->n; i++)
    keep[i] = joins[i].fate == PB_JOIN_FIRST;
}

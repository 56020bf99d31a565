/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/event_index.h"
#include "engine/text.h"
#include "io/join_sources.h"
#include "io/sources/events.h"

static bool agree(void *first, const void *other) {
  const pb_event_row *a = first, *b = other;
  return a->has_time == b->has_time && a->time == b->time && a->type == b->type &&
         a->has_end == b->has_end && a->end == b->end && a->has_published == b->has_published &&
         a->published == b->published && a->municipality == b->municipality &&
         a->county == b->county && a->x == b->x && a->y == b->y;
}

static char *subject(const pb_dataset *dataset, const void *data) {
  (void)dataset, (void)data;
  return g_strdup(_("An event with the same identifier"));
}

static char *value(const pb_dataset *dataset, const void *data) {
  const pb_event_row *row = data;
  pb_wall_clock at = pb_wall_clock_of(row->has_time ? row->time : row->published);
  const char *place = row->municipality >= 0 ? dataset->municipalities[row->municipality].name
                      : row->county >= 0     ? dataset->municipalities[row->county].county_name
                                             : "–";
  return g_strdup_printf("%04d-%02d-%02d, %s", at.year, at.month, at.day, place);
}

static const pb_row_words words = {subject, value};

/* A digest of several events, as the public feed posts them: "Sammanfattning natt". */
static bool is_digest(const char *type) {
  g_autofree char *folded = g_utf8_casefold(type, -1);
  return g_str_has_prefix(folded, "sammanfattning");
}

typedef struct {
  pb_column *municipality, *county, *time, *end, *published, *type, *digest, *precision, *source,
      *line, *x, *y;
} columns;

static columns make_columns(void) {
  return (columns){.municipality = pb_column_new("municipality", PB_TYPE_INT64, NULL),
                   .county = pb_column_new("county", PB_TYPE_STRING, NULL),
                   .time = pb_column_new("time", PB_TYPE_TIME, NULL),
                   .end = pb_column_new("end", PB_TYPE_TIME, NULL),
                   .published = pb_column_new("published", PB_TYPE_TIME, NULL),
                   .type = pb_column_new("type", PB_TYPE_STRING, NULL),
                   .digest = pb_column_new("digest", PB_TYPE_INT64, NULL),
                   .precision = pb_column_new("precision", PB_TYPE_STRING, NULL),
                   .source = pb_column_new("source", PB_TYPE_INT64, NULL),
                   .line = pb_column_new("line", PB_TYPE_INT64, NULL),
                   .x = pb_column_new("x", PB_TYPE_DOUBLE, NULL),
                   .y = pb_column_new("y", PB_TYPE_DOUBLE, NULL)};
}

static void append_int(pb_column *column, bool present, int64_t value) {
  if (present)
    pb_column_append_int(column, value);
  else
    pb_column_append_missing(column);
}

static void append_event(columns *to, const pb_dataset *dataset, const pb_event_row *event,
                         const char *type, bool digest) {
  append_int(to->municipality, event->municipality >= 0, event->municipality);
  pb_column_append_string(
      to->county, event->county >= 0 ? dataset->municipalities[event->county].county_code : NULL);
  append_int(to->time, event->has_time, event->time);
  append_int(to->end, event->has_end, event->end);
  append_int(to->published, event->has_published, event->published);
  pb_column_append_string(to->type, type);
  pb_column_append_int(to->digest, digest);
  pb_column_append_string(
      to->precision, event->has_time ? pb_precision_text((pb_precision)event->precision) : NULL);
  pb_column_append_int(to->source, event->origin.file);
  pb_column_append_int(to->line, event->origin.line);
  pb_column_append_maybe(to->x, event->has_point, event->x);
  pb_column_append_maybe(to->y, event->has_point, event->y);
}

static void describe_months(pb_dataset *dataset, const GArray *rows, const pb_join *joins) {
  for (size_t f = 0; f < dataset->n_sources; f++) {
    int64_t first = INT64_MAX, last = INT64_MIN;
    for (guint i = 0; i < rows->len; i++) {
      const pb_event_row *row = &g_array_index(rows, pb_event_row, i);
      if (row->origin.file != f || joins[i].fate == PB_JOIN_CONTRADICTED)
        continue;
      int64_t at = row->has_published ? row->published : row->time;
      first = MIN(first, at);
      last = MAX(last, at);
    }
    if (first > last)
      continue;
    pb_wall_clock a = pb_wall_clock_of(first), b = pb_wall_clock_of(last);
    dataset->sources[f].first_period = pb_period_text(pb_period_make(a.year, 12, a.month));
    dataset->sources[f].last_period = pb_period_text(pb_period_make(b.year, 12, b.month));
  }
}

int pb_events_newest_year(const GArray *rows) {
  int newest = 0;
  for (guint i = 0; i < rows->len; i++) {
    const pb_event_row *row = &g_array_index(rows, pb_event_row, i);
    newest = MAX(newest, pb_wall_clock_of(row->has_published ? row->published : row->time).year);
  }
  return newest;
}

bool pb_events_is_after(const void *row, int period_end) {
  const pb_event_row *event = row;
  int64_t end = pb_wall_seconds(period_end + 1, 1, 1, 0, 0, 0);
  return (event->has_published ? event->published : event->time) >= end;
}

void pb_events_join(pb_gathered *gathered, pb_dataset *dataset) {
  GArray *rows = pb_gathered_rows(gathered, &pb_source_kind_events);
  const pb_event_state *state = pb_gathered_state(gathered, &pb_source_kind_events);
  if (!rows->len)
    return;
  g_autofree pb_join *joins = pb_find_duplicates(rows, agree);
  pb_settle_duplicates(gathered, rows, joins, &words);
  g_autofree bool *digest = g_new0(bool, MAX(state->types->len, 1));
  for (guint t = 0; t < state->types->len; t++)
    digest[t] = is_digest(g_ptr_array_index(state->types, t));
  columns to = make_columns();
  bool any_point = false, any_end = false;
  for (guint i = 0; i < rows->len; i++) {
    const pb_event_row *row = &g_array_index(rows, pb_event_row, i);
    if (joins[i].fate != PB_JOIN_FIRST)
      continue;
    append_event(&to, dataset, row, g_ptr_array_index(state->types, row->type), digest[row->type]);
    any_point = any_point || row->has_point;
    any_end = any_end || row->has_end;
  }
  dataset->events = pb_table_new();
  pb_column *always[] = {to.municipality, to.county,    to.time,   to.published, to.type,
                         to.digest,       to.precision, to.source, to.line};
  for (size_t i = 0; i < G_N_ELEMENTS(always); i++)
    pb_table_add(dataset->events, always[i]);
  if (any_end)
    pb_table_add(dataset->events, to.end);
  else
    pb_column_free(to.end);
  if (any_point) {
    pb_table_add(dataset->events, to.x);
    pb_table_add(dataset->events, to.y);
  } else {
    pb_column_free(to.x);
    pb_column_free(to.y);
  }
  describe_months(dataset, rows, joins);
}

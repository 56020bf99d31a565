/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Events: one row an event, with a time, a type and a place by name. */
#include "io/sources/events.h"

#include "engine/text.h"
#include "io/source_row.h"

enum { ID, START, PUBLISHED, TYPE, PLACE, X, Y, END };

static const pb_role roles[] = {
    [ID] = {"id", N_("identifier of the event"), false, 0},
    [START] = {"start", N_("when it happened, or began"), true, 0},
    [PUBLISHED] = {"published", N_("when it was published"), false, 0},
    [TYPE] = {"type", N_("type of event"), true, 0},
    [PLACE] = {"place", N_("municipality or county"), false, 0},
    [X] = {"x", N_("longitude or easting"), false, 0},
    [Y] = {"y", N_("latitude or northing"), false, 0},
    [END] = {"end", N_("when it ended, at the latest"), false, 0},
};

/* One of the two times; a missing one is no error. */
static pb_row_fate read_time(const pb_source_row *row, size_t role, int64_t *time, bool *has,
                             pb_precision *precision) {
  const pb_cell *cell = pb_source_cell(row, role);
  if (!cell || pb_is_missing(cell->text, cell->length, &pb_marks_usual))
    return PB_ROW_USED;
  pb_value_status status = pb_parse_time(cell->text, cell->length, time, precision);
  if (status != PB_VALUE_OK)
    return pb_source_reject_value(row, role, status);
  *has = true;
  return PB_ROW_USED;
}

/* The latest moment that the cell allows: an end known to the day is the midnight after it. */
static pb_row_fate read_end(const pb_source_row *row, pb_event_row *event) {
  static const int64_t length_s[] = {
      [PB_PRECISION_DAY] = 86400, [PB_PRECISION_HOUR] = 3600, [PB_PRECISION_MINUTE] = 0};
  pb_precision precision = PB_PRECISION_MINUTE;
  pb_row_fate fate = read_time(row, END, &event->end, &event->has_end, &precision);
  event->end += event->has_end ? length_s[precision] : 0;
  return fate;
}

static void read_point(const pb_source_row *row, pb_event_row *event) {
  const pb_cell *x = pb_source_cell(row, X), *y = pb_source_cell(row, Y);
  if (!x || !y)
    return;
  pb_value_status sx =
      pb_parse_double(x->text, x->length, row->decimal, &pb_marks_usual, &event->x);
  pb_value_status sy =
      pb_parse_double(y->text, y->length, row->decimal, &pb_marks_usual, &event->y);
  event->has_point = sx == PB_VALUE_OK && sy == PB_VALUE_OK;
  if (!event->has_point && (sx > PB_VALUE_MISSING || sy > PB_VALUE_MISSING))
    pb_source_note(row, sx > PB_VALUE_MISSING ? X : Y, "not-a-coordinate",
                   _("The coordinate is not a number; the event is used without its point."));
}

/* Gotland: to name the county is to name the municipality. */
static bool is_alone_in_county(const pb_dataset *dataset, int m) {
  const char *county = dataset->municipalities[m].county_code;
  return (size_t)m + 1 >= dataset->n_municipalities ||
         !g_str_equal(dataset->municipalities[m + 1].county_code, county);
}

static void read_place(const pb_source_row *row, pb_gathered *gathered, pb_event_row *event) {
  event->municipality = event->county = -1;
  const pb_cell *cell = pb_source_cell(row, PLACE);
  if (!cell || cell->length == 0)
    return;
  pb_place_found place = pb_names_place(gathered->names, cell);
  if (place.kind == PB_PLACE_MUNICIPALITY) {
    event->municipality = event->county = (int16_t)place.index;
  } else if (place.kind == PB_PLACE_COUNTY) {
    event->county = (int16_t)place.index;
    if (is_alone_in_county(gathered->dataset, place.index))
      event->municipality = event->county;
  } else if (place.kind == PB_PLACE_UNKNOWN) {
    g_autofree char *shown = pb_mask_value(cell->text);
    pb_source_note(row, PLACE, "unknown-place",
                   _("“%s” is neither a municipality nor a county; the event is counted nowhere."),
                   shown);
  }
}

/* Code of an event type, new or known. */
static uint32_t type_code(pb_event_state *state, const pb_cell *cell) {
  gpointer found = g_hash_table_lookup(state->codes, cell->text);
  if (found)
    return GPOINTER_TO_UINT(found) - 1;
  char *copy = g_strdup(cell->text);
  g_ptr_array_add(state->types, copy);
  g_hash_table_insert(state->codes, copy, GUINT_TO_POINTER(state->types->len));
  return state->types->len - 1;
}

static pb_row_fate read_row(const pb_source_row *row, pb_gathered *gathered) {
  pb_event_row event = {.origin = {0, row->file, row->line}};
  pb_precision precision = PB_PRECISION_DAY, ignored;
  pb_row_fate fate = read_time(row, START, &event.time, &event.has_time, &precision);
  if (fate == PB_ROW_USED)
    fate = read_time(row, PUBLISHED, &event.published, &event.has_published, &ignored);
  if (fate != PB_ROW_USED)
    return fate;
  event.precision = (uint8_t)precision;
  fate = read_end(row, &event);
  if (fate != PB_ROW_USED)
    return fate;
  if (!event.has_time && !event.has_published)
    return pb_source_reject(row, START, "time-missing",
                            _("The event has no time; the row is not used."));
  const pb_cell *cell = pb_source_cell(row, TYPE);
  if (cell->length == 0)
    return pb_source_reject(row, TYPE, "type-missing",
                            _("The event has no type; the row is not used."));
  event.type = type_code(pb_gathered_state(gathered, row->kind), cell);
  read_place(row, gathered, &event);
  read_point(row, &event);
  cell = pb_source_cell(row, ID);
  event.origin.key = cell ? pb_identifier_key(cell) : 0;
  g_array_append_val(pb_gathered_rows(gathered, row->kind), event);
  return PB_ROW_USED;
}

static void *new_state(const pb_dataset *dataset) {
  (void)dataset;
  pb_event_state *state = g_new0(pb_event_state, 1);
  state->codes = g_hash_table_new(g_str_hash, g_str_equal);
  state->types = g_ptr_array_new_with_free_func(g_free);
  return state;
}

static void free_state(void *data) {
  pb_event_state *state = data;
  g_hash_table_unref(state->codes);
  g_ptr_array_unref(state->types);
  g_free(state);
}

const pb_source_kind pb_source_kind_events = {
    .name = "events",
    .title = N_("events"),
    .description = N_("A row is one event with the time it happened, its type and the municipality "
                      "or county it happened in. Texts about events are never read."),
    .citation = "Polisen, öppna data: polisens händelser, polisen.se/api/events",
    .roles = roles,
    .n_roles = G_N_ELEMENTS(roles),
    .text_roles = 1u << TYPE | 1u << PLACE,
    .identifier_roles = 1u << ID,
    .marks = &pb_marks_usual,
    .row_size = sizeof(pb_event_row),
    .new_state = new_state,
    .free_state = free_state,
    .read = read_row,
    .newest_year = pb_events_newest_year,
    .is_after = pb_events_is_after,
    .join = pb_events_join,
};

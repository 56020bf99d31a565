/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Events: one row an event, with a time or a window, a type and a place by name or point. */
#include "io/sources/events.h"

#include <string.h>

#include "engine/text.h"

#define DISTINCT_PLACES 1000 /* unknown places that are told one by one, of a file */

static const pb_role roles[] = {
    [PB_EVENT_ID] = {"id", N_("identifier of the event"), false, 0},
    [PB_EVENT_START] = {"start", N_("when it happened, or began"), true,
                        PB_ROLE_BIT(PB_EVENT_DATE) | PB_ROLE_BIT(PB_EVENT_PUBLISHED)},
    [PB_EVENT_DATE] = {"date", N_("date of the start, beside its time of day"), false, 0},
    [PB_EVENT_CLOCK] = {"clock", N_("time of day of the start"), false, 0},
    [PB_EVENT_END] = {"end", N_("when it ended, at the latest"), false, 0},
    [PB_EVENT_END_DATE] = {"end_date", N_("date of the end, beside its time of day"), false, 0},
    [PB_EVENT_END_CLOCK] = {"end_clock", N_("time of day of the end"), false, 0},
    [PB_EVENT_PUBLISHED] = {"published", N_("when it was published"), false, 0},
    [PB_EVENT_TYPE] = {"type", N_("type of event"), true, PB_ROLE_BIT(PB_EVENT_CODE)},
    [PB_EVENT_CODE] = {"code", N_("crime code; it decides before the type"), false, 0},
    [PB_EVENT_PLACE] = {"place", N_("municipality or county"), false, 0},
    [PB_EVENT_X] = {"x", N_("longitude or easting"), false, 0},
    [PB_EVENT_Y] = {"y", N_("latitude or northing"), false, 0},
};

static void read_point(const pb_source_row *row, pb_event_row *event) {
  const pb_cell *x = pb_source_cell(row, PB_EVENT_X), *y = pb_source_cell(row, PB_EVENT_Y);
  if (!x || !y)
    return;
  pb_value_status sx = pb_parse_double(x->text, x->length, row->decimal, row->marks, &event->x);
  pb_value_status sy = pb_parse_double(y->text, y->length, row->decimal, row->marks, &event->y);
  event->has_point = sx == PB_VALUE_OK && sy == PB_VALUE_OK;
  if (!event->has_point && (sx > PB_VALUE_MISSING || sy > PB_VALUE_MISSING))
    pb_source_note(row, sx > PB_VALUE_MISSING ? PB_EVENT_X : PB_EVENT_Y, "not-a-coordinate",
                   _("The coordinate is not a number; the event is used without its point."));
}

/* Gotland: to name the county is to name the municipality. */
static bool is_alone_in_county(const pb_dataset *dataset, int m) {
  const char *county = dataset->municipalities[m].county_code;
  return (size_t)m + 1 >= dataset->n_municipalities ||
         !g_str_equal(dataset->municipalities[m + 1].county_code, county);
}

/* Counted by text: a district in the column of municipalities stands there in every row. */
static void count_unknown_place(const pb_source_row *row, pb_event_file *file, const char *text) {
  guint at = GPOINTER_TO_UINT(g_hash_table_lookup(file->place_at, text));
  if (at) {
    g_array_index(file->places, pb_unknown_place, at - 1).n++;
  } else if (file->places->len < DISTINCT_PLACES) {
    const pb_unknown_place place = {g_strdup(text), row->line, 1};
    g_array_append_val(file->places, place);
    g_hash_table_insert(file->place_at, place.text, GUINT_TO_POINTER(file->places->len));
  } else {
    file->n_places_not_kept++;
  }
}

static void read_place(const pb_source_row *row, pb_gathered *gathered, pb_event_file *file,
                       pb_event_row *event) {
  event->municipality = event->county = -1;
  const pb_cell *cell = pb_source_present(row, PB_EVENT_PLACE);
  if (!cell)
    return;
  pb_place_found place = pb_names_place(gathered->names, cell);
  if (place.kind == PB_PLACE_MUNICIPALITY) {
    event->municipality = event->county = place.index;
  } else if (place.kind == PB_PLACE_COUNTY) {
    event->county = place.index;
    if (is_alone_in_county(gathered->dataset, place.index))
      event->municipality = event->county;
  } else if (place.kind == PB_PLACE_UNKNOWN) {
    count_unknown_place(row, file, cell->text);
  }
}

/* From the columns of code and text. */
static pb_row_fate read_type(const pb_source_row *row, pb_event_state *state, pb_event_row *event) {
  const pb_cell *type = pb_source_cell(row, PB_EVENT_TYPE),
                *code = pb_source_cell(row, PB_EVENT_CODE);
  if ((!type || type->length == 0) && (!code || code->length == 0))
    return pb_source_reject(row, type ? PB_EVENT_TYPE : PB_EVENT_CODE, "type-missing",
                            _("The event has no type; the row is not used."));
  event->type = pb_event_dictionary_add(state->types, code, type);
  return PB_ROW_USED;
}

static pb_row_fate read_row(const pb_source_row *row, pb_gathered *gathered) {
  pb_event_state *state = pb_gathered_state(gathered, row->kind);
  pb_event_row event = {.file = row->file, .line = row->line};
  pb_row_fate fate = pb_events_read_times(row, &state->file, &event);
  if (fate == PB_ROW_USED)
    fate = read_type(row, state, &event);
  if (fate != PB_ROW_USED)
    return fate;
  read_place(row, gathered, &state->file, &event);
  read_point(row, &event);
  const pb_cell *cell = pb_source_cell(row, PB_EVENT_ID);
  event.id = cell ? pb_identifier_key(cell) : 0;
  pb_event_store_append(state->store, gathered->dataset, &event);
  return PB_ROW_USED;
}

static void clear_place(gpointer place) {
  g_free(((pb_unknown_place *)place)->text);
}

static void clear_file(pb_event_file *file) {
  g_clear_pointer(&file->place_at, g_hash_table_unref);
  g_clear_pointer(&file->places, g_array_unref);
}

static bool begin_file(const pb_source_row *row, pb_gathered *gathered, GError **error) {
  (void)error;
  pb_event_state *state = pb_gathered_state(gathered, row->kind);
  clear_file(&state->file);
  state->file = (pb_event_file){.first_row = state->store->n};
  state->file.place_at = g_hash_table_new(g_str_hash, g_str_equal);
  state->file.places = g_array_new(FALSE, FALSE, sizeof(pb_unknown_place));
  g_array_set_clear_func(state->file.places, clear_place);
  if (row->source->date_order)
    pb_date_order_parse(row->source->date_order, &state->file.order);
  return true;
}

static void forget_file(const pb_source_row *row, pb_gathered *gathered) {
  pb_event_state *state = pb_gathered_state(gathered, row->kind);
  pb_event_store_truncate(state->store, state->file.first_row);
}

static void *new_state(const pb_dataset *dataset) {
  (void)dataset;
  pb_event_state *state = g_new0(pb_event_state, 1);
  state->types = pb_event_dictionary_new();
  state->store = pb_event_store_new();
  return state;
}

static void free_state(void *data) {
  pb_event_state *state = data;
  pb_event_dictionary_free(state->types);
  pb_event_store_free(state->store);
  clear_file(&state->file);
  g_free(state);
}

const pb_source_kind pb_source_kind_events = {
    .name = "events",
    .title = N_("events"),
    .description =
        N_("A row is one event: when it happened or began (and ended), its type or crime code, and "
           "the municipality or county, the coordinates or both. Dates and times of day may stand "
           "in one column or two; dates with the year last are read when the file, or date_order, "
           "tells which part is the day. Where no column holds the type, constant.type of the "
           "source gives it. Texts about events are never read."),
    .citation = "Polisen, öppna data: polisens händelser, polisen.se/api/events",
    .roles = roles,
    .n_roles = G_N_ELEMENTS(roles),
    .text_roles =
        1u << PB_EVENT_TYPE | 1u << PB_EVENT_PLACE | 1u << PB_EVENT_CODE | 1u << PB_EVENT_CLOCK,
    .identifier_roles = 1u << PB_EVENT_ID,
    .marks = &pb_marks_usual,
    .new_state = new_state,
    .free_state = free_state,
    .begin_file = begin_file,
    .read = read_row,
    .end_file = pb_events_finish_file,
    .forget_file = forget_file,
    .newest_kept_year = pb_events_newest_year,
    .leave_out_after = pb_events_leave_out_after,
    .join = pb_events_join,
};

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What only all rows of a file together tell: the order of its dates, how exactly its columns know
 * the time; then ends as the last moment that is possible. */
#include "engine/error.h"
#include "engine/wall_clock.h"
#include "engine/text.h"
#include "io/findings.h"
#include "io/sources/events.h"

/* So many rows at least must agree before a column is taken to hold days, or months, only. */
#define PB_EVENTS_PROVING 3

static const int open_bits = PB_EVENT_START_OPEN | PB_EVENT_END_OPEN | PB_EVENT_PUBLISHED_OPEN;

static int64_t marks_at(const pb_event_store *store, size_t row) {
  return pb_packed_at(&store->marks, row);
}

/* --- The order of day and month --- */

static void reject_open_rows(pb_gathered *gathered, pb_event_state *state, const char *reason,
                             const char *message) {
  pb_event_store *store = state->store;
  g_autofree uint8_t *keep = g_new(uint8_t, store->n + 1);
  for (size_t i = 0; i < store->n; i++) {
    keep[i] = i < state->file.first_row || !(marks_at(store, i) & open_bits);
    if (keep[i])
      continue;
    const pb_row_origin origin = pb_event_store_origin(store, i);
    pb_gathered_reject(gathered, &origin, reason, message);
  }
  pb_event_store_keep(store, keep);
  if (store->n > state->file.first_row || gathered->refused)
    return;
  const pb_gathered_file *file =
      &g_array_index(gathered->files, pb_gathered_file, gathered->files->len - 1);
  g_set_error(&gathered->refused, PB_ERROR, PB_ERROR_INPUT, "%s: %s", file->path, message);
}

static void swap_if(pb_column *column, size_t row, bool open) {
  if (!open)
    return;
  int64_t time = pb_column_int(column, row);
  if (pb_wall_clock_of(time).day <= 12)
    pb_column_set_int(column, row, pb_swap_day_and_month(time));
}

static void swap_open_rows(pb_event_state *state) {
  pb_event_store *store = state->store;
  for (size_t i = state->file.first_row; i < store->n; i++) {
    int64_t marks = marks_at(store, i), before = pb_column_int(store->time, i);
    swap_if(store->time, i, marks & PB_EVENT_START_OPEN);
    swap_if(store->end, i, marks & PB_EVENT_END_OPEN);
    if (state->file.ends_by_clock && pb_column_is_valid(store->end, i) &&
        !(marks & PB_EVENT_END_OPEN)) /* its day is that of the start */
      pb_column_set_int(store->end, i,
                        pb_column_int(store->end, i) + pb_column_int(store->time, i) - before);
    swap_if(store->published, i, marks & PB_EVENT_PUBLISHED_OPEN);
  }
}

static void settle_order(const pb_source_row *row, pb_gathered *gathered, pb_event_state *state) {
  const pb_event_file *file = &state->file;
  g_autofree char *message = NULL;
  if (file->line_dmy && file->line_mdy) {
    message = g_strdup_printf(
        _("Dates stand in two orders: the day first in line %u, the month first in line %u, so "
          "none of them is sure. Export dates as 2024-05-03, or write date_order = dmy (day first) "
          "or date_order = mdy (month first) in [source %s] of the project file; dates that do not "
          "fit are then rejected."),
        file->line_dmy, file->line_mdy, row->source->name);
    reject_open_rows(gathered, state, "contradicting-date-order", message);
  } else if (file->line_mdy) {
    swap_open_rows(state);
    pb_findings_note(
        &row->findings, "month-first",
        _("Dates are read with the month first, as line %u proves (its day is above 12)."),
        file->line_mdy);
  } else if (file->line_open && !file->line_dmy) {
    message = g_strdup_printf(
        _("The date may have its day or its month first, and no date of the file tells which. "
          "Write date_order = dmy (day first) or date_order = mdy (month first) in [source %s] of "
          "the project file."),
        row->source->name);
    reject_open_rows(gathered, state, "date-order-unknown", message);
  }
}

/* --- How exactly a column knows the time --- */

/* One of the two columns of a window. */
typedef struct {
  pb_column *column;
  int shift; /* of its precision in the marks */
} timed;

static pb_precision precision_at(const pb_event_store *store, const timed *of, size_t row) {
  return (pb_precision)(marks_at(store, row) >> of->shift & 3);
}

static void set_precision(pb_event_store *store, const timed *of, size_t row,
                          pb_precision precision) {
  int64_t marks = marks_at(store, row) & ~(INT64_C(3) << of->shift);
  pb_packed_set(&store->marks, row, marks | (int64_t)precision << of->shift);
}

/* Rows with a time of which every one is at midnight, or on the first of a month. */
static size_t count_if_all(const pb_event_store *store, const timed *of, size_t first,
                           bool months) {
  size_t n = 0;
  for (size_t i = first; i < store->n; i++) {
    if (!pb_column_is_valid(of->column, i))
      continue;
    int64_t time = pb_column_int(of->column, i);
    if (time % 86400 != 0 || (months && pb_wall_clock_of(time).day != 1))
      return 0;
    n++;
  }
  return n;
}

/* Coarsen what is finer than `to`; false: nothing was. */
static bool coarsen(pb_event_store *store, const timed *of, size_t first, pb_precision to) {
  bool any = false;
  for (size_t i = first; i < store->n; i++)
    if (pb_column_is_valid(of->column, i) && precision_at(store, of, i) > to) {
      set_precision(store, of, i, to);
      any = true;
    }
  return any;
}

/* A database writes a date without a time of day as midnight, and a month as its first day. */
static void judge_precision(const pb_source_row *row, pb_event_state *state, const timed *of,
                            bool is_end) {
  const size_t first = state->file.first_row;
  pb_event_store *store = state->store;
  bool months = count_if_all(store, of, first, true) >= PB_EVENTS_PROVING;
  if (!months && count_if_all(store, of, first, false) < PB_EVENTS_PROVING)
    return;
  if (!coarsen(store, of, first, months ? PB_PRECISION_MONTH : PB_PRECISION_DAY) || is_end)
    return;
  pb_findings_note(
      &row->findings, months ? "only-months" : "only-days",
      months ? _("Every event stands on the first of a month: only the month is taken as known.")
             : _("Every event stands at midnight: only the day is taken as known."));
}

/* --- Ends --- */

/* From the beginning of what is known to its end: of the hour, the day or the month. */
static int64_t last_moment(int64_t time, pb_precision precision) {
  pb_wall_clock at = pb_wall_clock_of(time);
  switch (precision) {
  case PB_PRECISION_MONTH:
    return time + INT64_C(86400) * pb_days_in_month(at.year, at.month);
  case PB_PRECISION_DAY:
    return time + 86400;
  case PB_PRECISION_HOUR:
    return time + 3600;
  case PB_PRECISION_MINUTE:
    break;
  }
  return time;
}

/* The clock was set back between them, or the start was moved on out of the hour that the clock
 * skipped: the end only looks earlier. */
static bool is_between_clocks(int64_t end, int64_t start) {
  bool back = pb_wall_times_of(end) == PB_WALL_TWICE && pb_wall_times_of(start) == PB_WALL_TWICE;
  return start - end < 3600 && (back || pb_wall_times_of(start - 3600) == PB_WALL_NEVER);
}

static void settle_ends(pb_gathered *gathered, pb_event_state *state) {
  pb_event_store *store = state->store;
  const timed ends = {store->end, PB_EVENT_END_SHIFT};
  for (size_t i = state->file.first_row; i < store->n; i++) {
    if (!pb_column_is_valid(store->end, i))
      continue;
    int64_t end = last_moment(pb_column_int(store->end, i), precision_at(store, &ends, i));
    pb_column_set_int(store->end, i, end);
    int64_t start = pb_column_int(store->time, i);
    if (!pb_column_is_valid(store->time, i) || end >= start)
      continue;
    if (is_between_clocks(end, start)) {
      pb_column_set_int(store->end, i, start);
      continue;
    }
    const pb_row_origin origin = pb_event_store_origin(store, i);
    pb_gathered_note(gathered, &origin, "end-before-start",
                     _("The event ends before it begins. It is counted by its beginning and left "
                       "out of the hours between beginning and end."));
  }
}

/* --- What was counted --- */

static void tell_counts(const pb_source_row *row, const pb_event_file *file) {
  if (file->n_twice)
    pb_findings_note(
        &row->findings, "doubled-hour",
        Q_("%zu time is in the hour that the clock shows twice when summer time ends; it is kept "
           "as written.",
           "%zu times are in the hour that the clock shows twice when summer time ends; they are "
           "kept as written.",
           (gulong)file->n_twice),
        file->n_twice);
  if (file->n_next_day)
    pb_findings_note(
        &row->findings, "end-next-day",
        Q_("%zu end has a time of day earlier than its start and no date; it is taken to be of the "
           "next day.",
           "%zu ends have a time of day earlier than their start and no date; they are taken to be "
           "of the next day.",
           (gulong)file->n_next_day),
        file->n_next_day);
}

static void tell_places(const pb_source_row *row, const pb_event_file *file) {
  for (guint i = 0; i < file->places->len; i++) {
    const pb_unknown_place *place = &g_array_index(file->places, pb_unknown_place, i);
    g_autofree char *shown = pb_mask_value(place->text);
    g_autofree char *message = g_strdup_printf(
        Q_("“%1$s” is neither a municipality nor a county; %2$zu event has no municipality by "
           "name.",
           "“%1$s” is neither a municipality nor a county; %2$zu events have no municipality by "
           "name.",
           (gulong)place->n),
        shown, place->n);
    pb_findings_add_times(&row->findings, PB_DIAG_NOTE, "unknown-place", place->line, place->text,
                          place->n, message);
  }
  if (file->n_places_not_kept) {
    g_autofree char *message = g_strdup_printf(
        Q_("%zu more event stands in a further place that is neither a municipality nor a county.",
           "%zu more events stand in further places that are neither municipalities nor counties.",
           (gulong)file->n_places_not_kept),
        file->n_places_not_kept);
    pb_findings_add_times(&row->findings, PB_DIAG_NOTE, "unknown-place", 0, NULL,
                          file->n_places_not_kept, message);
  }
}

void pb_events_finish_file(const pb_source_row *row, pb_gathered *gathered) {
  pb_event_state *state = pb_gathered_state(gathered, row->kind);
  settle_order(row, gathered, state);
  const timed starts = {state->store->time, 0}, ends = {state->store->end, PB_EVENT_END_SHIFT};
  judge_precision(row, state, &starts, false);
  judge_precision(row, state, &ends, true);
  settle_ends(gathered, state);
  tell_counts(row, &state->file);
  tell_places(row, &state->file);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Times of an event: whole in one column, or date and time of day in two, or an end with a time of
 * day only. */
#include "engine/text.h"
#include "io/sources/events.h"

/* Columns that one time may stand in: whole, or in two. */
typedef struct {
  pb_event_role whole, date, clock;
} time_roles;

static const time_roles start_roles = {PB_EVENT_START, PB_EVENT_DATE, PB_EVENT_CLOCK};
static const time_roles end_roles = {PB_EVENT_END, PB_EVENT_END_DATE, PB_EVENT_END_CLOCK};

static pb_row_fate read_date(const pb_source_row *row, pb_event_role role,
                             const pb_event_file *file, pb_time_value *value, bool *has) {
  const pb_cell *cell = pb_source_present(row, role);
  if (!cell)
    return PB_ROW_USED;
  pb_value_status status = pb_parse_time_value(cell->text, cell->length, file->order, value);
  if (status != PB_VALUE_OK)
    return pb_source_reject_value(row, role, status);
  *has = true;
  return PB_ROW_USED;
}

/* The time of day of a cell; databases put day 0 of theirs before it ("1899-12-30 08:05:00"), and
 * some exports repeat the date. */
static bool parse_clock(const pb_cell *cell, int *seconds, pb_precision *precision) {
  static const char day_0[] = "1899-12-30";
  const size_t skip = g_str_has_prefix(cell->text, day_0) ? sizeof day_0 - 1 : 0;
  if (pb_parse_clock(cell->text + skip, cell->length - skip, seconds, precision) == PB_VALUE_OK)
    return true;
  pb_time_value whole;
  if (pb_parse_time_value(cell->text, cell->length, PB_DATE_ORDER_YMD, &whole) != PB_VALUE_OK ||
      whole.precision < PB_PRECISION_HOUR)
    return false;
  *seconds = (int)(((whole.seconds % 86400) + 86400) % 86400);
  *precision = whole.precision;
  return true;
}

/* A time of day for a value that is a date alone. One that cannot be read leaves the day. */
static void add_clock(const pb_source_row *row, pb_event_role role, const pb_event_file *file,
                      pb_time_value *value) {
  const pb_cell *cell = pb_source_present(row, role);
  if (!cell || value->precision == PB_PRECISION_MONTH)
    return;
  int64_t of_day = value->seconds % 86400;
  if (value->precision >= PB_PRECISION_HOUR && of_day != 0)
    return; /* the date column has the time of day already */
  int seconds;
  pb_precision precision;
  bool day_is_open = file->order == PB_DATE_ORDER_UNKNOWN && value->order == PB_DATE_ORDER_UNKNOWN;
  if (parse_clock(cell, &seconds, &precision) &&
      !(day_is_open && seconds == 86400)) { /* day and month could not change places */
    pb_time_value_set_clock(value, seconds, precision);
  } else {
    g_autofree char *shown = pb_mask_value(cell->text);
    pb_source_note(row, role, "not-a-time-of-day",
                   _("“%s” is not a time of day; the event is used with its day only."), shown);
  }
}

/* The time of day of a column that was taken for the whole time: "08:05" beside a date. */
static bool is_clock_alone(const pb_cell *cell) {
  int seconds;
  pb_precision precision;
  return pb_parse_clock(cell->text, cell->length, &seconds, &precision) == PB_VALUE_OK;
}

static bool has_column(const pb_source_row *row, pb_event_role role) {
  return row->roles->column[role] >= 0;
}

static pb_row_fate read_time(const pb_source_row *row, const time_roles *roles,
                             const pb_event_file *file, pb_time_value *value, bool *has) {
  const pb_cell *whole = pb_source_present(row, roles->whole);
  if (whole && !(has_column(row, roles->date) && is_clock_alone(whole)))
    return read_date(row, roles->whole, file, value, has);
  pb_row_fate fate = read_date(row, roles->date, file, value, has);
  if (fate == PB_ROW_USED && *has)
    add_clock(row, whole ? roles->whole : roles->clock, file, value);
  return fate;
}

/* An end with a time of day only is of the day of the start, or of the next when it is before it.
 */
static bool read_end_of_day(const pb_source_row *row, pb_event_file *file,
                            const pb_time_value *start, pb_time_value *end) {
  pb_event_role role =
      pb_source_present(row, PB_EVENT_END_CLOCK) ? PB_EVENT_END_CLOCK : PB_EVENT_END;
  const pb_cell *cell = pb_source_present(row, role);
  int seconds;
  pb_precision precision;
  if (!cell || has_column(row, PB_EVENT_END_DATE) ||
      pb_parse_clock(cell->text, cell->length, &seconds, &precision) != PB_VALUE_OK ||
      start->precision == PB_PRECISION_MONTH)
    return false;
  int64_t of_day = ((start->seconds % 86400) + 86400) % 86400;
  bool next = start->precision >= PB_PRECISION_HOUR && seconds < of_day;
  file->ends_by_clock = true;
  file->n_next_day += next;
  *end = (pb_time_value){.seconds = start->seconds - of_day + (next ? 86400 : 0),
                         .order = PB_DATE_ORDER_YMD};
  pb_time_value_set_clock(end, seconds, precision);
  return true;
}

/* What a time shows of the order of dates, and of the clock. */
static void learn(const pb_source_row *row, pb_event_role role, pb_event_file *file,
                  const pb_time_value *value, pb_event_time *out) {
  out->has = true;
  out->seconds = value->seconds;
  out->precision = (uint8_t)value->precision;
  out->order_open = file->order == PB_DATE_ORDER_UNKNOWN && value->order != PB_DATE_ORDER_YMD;
  uint32_t *first = value->order == PB_DATE_ORDER_DMY   ? &file->line_dmy
                    : value->order == PB_DATE_ORDER_MDY ? &file->line_mdy
                                                        : &file->line_open;
  if (out->order_open && *first == 0)
    *first = row->line;
  file->n_twice += value->twice;
  if (value->no_such_hour)
    pb_source_note(row, role, "skipped-hour",
                   _("The clock skipped this hour when summer time began; the time is read one "
                     "hour later."));
}

static pb_event_role shown_role(const pb_source_row *row, const time_roles *roles) {
  return has_column(row, roles->whole) ? roles->whole : roles->date;
}

pb_row_fate pb_events_read_times(const pb_source_row *row, pb_event_file *file,
                                 pb_event_row *event) {
  pb_time_value start = {0}, end = {0}, published = {0};
  bool has_start = false, has_end = false, has_published = false;
  pb_row_fate fate = read_time(row, &start_roles, file, &start, &has_start);
  if (fate == PB_ROW_USED)
    fate = read_date(row, PB_EVENT_PUBLISHED, file, &published, &has_published);
  if (fate != PB_ROW_USED)
    return fate;
  if (has_start && read_end_of_day(row, file, &start, &end))
    has_end = true;
  else
    fate = read_time(row, &end_roles, file, &end, &has_end);
  if (fate != PB_ROW_USED)
    return fate;
  if (!has_start && !has_published)
    return pb_source_reject(row, shown_role(row, &start_roles), "time-missing",
                            _("The event has no time; the row is not used."));
  if (has_start)
    learn(row, shown_role(row, &start_roles), file, &start, &event->start);
  if (has_end)
    learn(row, shown_role(row, &end_roles), file, &end, &event->end);
  if (has_published)
    learn(row, PB_EVENT_PUBLISHED, file, &published, &event->published);
  return PB_ROW_USED;
}

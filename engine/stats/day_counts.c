/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stats/day_counts.h"

#include "engine/error.h"
#include "engine/holidays.h"
#include "engine/stats/input.h"

#define DAY_S INT64_C(86400)

/* The days of the rows; a bad date is an error. */
typedef struct {
  int64_t *day;
  bool *has;
  size_t n;
} row_days;

static bool days_of_texts(const pb_column *date, row_days *rows, GError **error) {
  for (size_t row = 0; row < rows->n; row++) {
    const char *text = pb_column_string(date, row);
    rows->has[row] = text != NULL;
    if (text && !pb_day_of_text(text, &rows->day[row])) {
      g_set_error(error, PB_ERROR, PB_ERROR_STATISTIC,
                  _("The column “%s” holds “%s” in data row %zu. Write dates as 2024-06-21."),
                  pb_column_name(date), text, row + 1);
      return false;
    }
  }
  return true;
}

static void days_of_times(const pb_column *time, row_days *rows) {
  for (size_t row = 0; row < rows->n; row++) {
    rows->has[row] = pb_column_is_valid(time, row);
    if (!rows->has[row])
      continue;
    int64_t seconds = pb_column_int(time, row);
    rows->day[row] = seconds / DAY_S - (seconds % DAY_S < 0);
  }
}

/* A parameter that is a date; *given is false when it is empty. */
static bool read_bound(const pb_params *params, const char *name, bool *given, int64_t *day,
                       GError **error) {
  const char *text = pb_params_text(params, name);
  *given = text && *text;
  if (!*given || pb_day_of_text(text, day))
    return true;
  g_set_error(error, PB_ERROR, PB_ERROR_USAGE,
              _("The parameter “%s” is “%s”, which is not a date. Write it as 2024-06-21."), name,
              text);
  return false;
}

/* First and last day: what was asked for, else of the rows. False with an error, or none and
 * first > last when there is nothing to count. */
static bool find_span(const row_days *rows, const pb_params *params, int64_t *first, int64_t *last,
                      GError **error) {
  bool has_first, has_last;
  if (!read_bound(params, "from", &has_first, first, error) ||
      !read_bound(params, "to", &has_last, last, error))
    return false;
  if (has_first && has_last && *first > *last) {
    g_set_error(error, PB_ERROR, PB_ERROR_USAGE,
                _("The last day, %s, is before the first, %s. Exchange “from” and “to”."),
                pb_params_text(params, "to"), pb_params_text(params, "from"));
    return false;
  }
  int64_t low = G_MAXINT64, high = G_MININT64;
  for (size_t row = 0; row < rows->n; row++)
    if (rows->has[row]) {
      low = MIN(low, rows->day[row]);
      high = MAX(high, rows->day[row]);
    }
  if (!has_first)
    *first = low;
  if (!has_last)
    *last = high;
  return true;
}

static void count_rows(pb_day_counts *days, const row_days *rows, const pb_column *count) {
  for (size_t row = 0; row < rows->n; row++) {
    if (!rows->has[row] || (count && !pb_column_is_valid(count, row))) {
      days->n_missing++;
      continue;
    }
    int64_t at = rows->day[row] - days->first;
    if (at < 0 || (size_t)at >= days->n) {
      days->n_outside++;
      continue;
    }
    int64_t events = count ? (int64_t)pb_column_double(count, row) : 1;
    days->count[at] += events;
    days->observed[at] = true;
    days->row[at] = row;
    days->n_events += events;
    days->n_rows++;
  }
  for (size_t i = 0; i < days->n; i++) {
    days->observed[i] |= days->by_event;
    days->n_observed += days->observed[i];
  }
}

pb_day_counts *pb_day_counts_read(const pb_table *input, const pb_params *params, GError **error) {
  const pb_column *time = pb_table_find(input, "time"), *date = pb_table_find(input, "date");
  const pb_column *count = pb_table_find(input, "count");
  if (!time == !date || (time && count)) {
    g_set_error_literal(error, PB_ERROR, PB_ERROR_STATISTIC,
                        _("Give either a column “time” with one row an event, or a column “date” "
                          "with or without “count”."));
    return NULL;
  }
  if (!pb_input_check_counts(count, error))
    return NULL;
  size_t n = pb_table_n_rows(input);
  g_autofree int64_t *day = g_new0(int64_t, n + 1);
  g_autofree bool *has = g_new0(bool, n + 1);
  row_days rows = {day, has, n};
  if (time)
    days_of_times(time, &rows);
  else if (!days_of_texts(date, &rows, error))
    return NULL;
  int64_t first = 0, last = 0;
  if (!find_span(&rows, params, &first, &last, error))
    return NULL;
  pb_day_counts *days = g_new0(pb_day_counts, 1);
  days->by_event = !count;
  days->first = first;
  days->n = first <= last ? (size_t)(last - first) + 1 : 0;
  days->count = g_new0(int64_t, days->n + 1);
  days->observed = g_new0(bool, days->n + 1);
  days->row = g_new(size_t, days->n + 1);
  for (size_t i = 0; i < days->n; i++)
    days->row[i] = G_MAXSIZE;
  count_rows(days, &rows, count);
  return days;
}

void pb_day_counts_free(pb_day_counts *days) {
  if (!days)
    return;
  g_free(days->count);
  g_free(days->observed);
  g_free(days->row);
  g_free(days);
}

void pb_day_counts_put(pb_result *result, const pb_day_counts *days) {
  pb_result_set_counts(result, days->n_rows, days->n_missing);
  pb_result_set_scalar(result, "n_events", (double)days->n_events, N_("events"));
  pb_result_set_scalar(result, "days_observed", (double)days->n_observed, N_("days"));
  pb_result_set_scalar(result, "rows_outside", (double)days->n_outside, N_("rows"));
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stats/value_series.h"

#include <stdlib.h>

#include "engine/error.h"
#include "engine/stats/input.h"
#include "engine/text.h"

/* Larger values would lose their fractions and overflow when squared. */
#define VALUE_LIMIT 1e100

const pb_input pb_value_inputs[PB_VALUE_N_INPUTS] = {
    {"value", PB_TYPE_DOUBLE, true, N_("the value of the period: a count, a rate or an index")},
    {"t", PB_TYPE_DOUBLE, false, N_("periods since the first; the row order if left out")},
    {"month", PB_TYPE_INT64, false, N_("month 1 to 12, for monthly series")},
    {"quarter", PB_TYPE_INT64, false, N_("quarter 1 to 4, for quarterly series")},
    {"leave_out", PB_TYPE_INT64, false, N_("1 for a period that must not be used")},
};

enum { VALUE, T, MONTH, QUARTER, LEAVE_OUT, N_COLUMNS };

static bool check(const pb_column *const *columns, GError **error) {
  if (columns[MONTH] && columns[QUARTER]) {
    g_set_error(error, PB_ERROR, PB_ERROR_STATISTIC,
                _("The table has both a column “month” and a column “quarter”. Keep one of them."));
    return false;
  }
  return pb_input_check_range(columns[VALUE], -VALUE_LIMIT, VALUE_LIMIT, error) &&
         pb_input_check_range(columns[T], -VALUE_LIMIT, VALUE_LIMIT, error) &&
         pb_input_check_whole(columns[MONTH], 1, 12, error) &&
         pb_input_check_whole(columns[QUARTER], 1, 4, error) &&
         pb_input_check_whole(columns[LEAVE_OUT], 0, 1, error);
}

typedef struct {
  pb_value_point point;
  size_t row;
} placed;

static int by_time(const void *a, const void *b) {
  double x = ((const placed *)a)->point.t, y = ((const placed *)b)->point.t;
  return (x > y) - (x < y);
}

static bool distinct_times(const placed *points, size_t n, GError **error) {
  for (size_t i = 1; i < n; i++)
    if (points[i].point.t == points[i - 1].point.t) {
      g_set_error(error, PB_ERROR, PB_ERROR_STATISTIC,
                  _("The data rows %zu and %zu have the same time in the column “t”. Give every "
                    "period one row."),
                  MIN(points[i].row, points[i - 1].row) + 1,
                  MAX(points[i].row, points[i - 1].row) + 1);
      return false;
    }
  return true;
}

bool pb_value_series_read(const pb_table *input, pb_value_series *series, GError **error) {
  const pb_column *columns[N_COLUMNS];
  pb_input_find(input, pb_value_inputs, N_COLUMNS, columns);
  if (!check(columns, error))
    return false;
  const pb_column *season = columns[MONTH] ? columns[MONTH] : columns[QUARTER];
  size_t n_rows = pb_table_n_rows(input), n = 0;
  g_autofree placed *points = g_new0(placed, n_rows + 1);
  for (size_t row = 0; row < n_rows; row++) {
    if (!pb_input_complete(columns, N_COLUMNS, row) || pb_input_or(columns[LEAVE_OUT], row, 0) != 0)
      continue;
    points[n].row = row;
    points[n++].point = (pb_value_point){
        .value = pb_column_double(columns[VALUE], row),
        .t = pb_input_or(columns[T], row, (double)row),
        .season = (int)pb_input_or(season, row, 1),
    };
  }
  qsort(points, n, sizeof *points, by_time);
  if (!distinct_times(points, n, error))
    return false;
  *series = (pb_value_series){
      .points = g_new0(pb_value_point, n + 1),
      .row = g_new0(size_t, n + 1),
      .n = n,
      .n_rows = n_rows,
      .per_year = columns[MONTH]     ? 12
                  : columns[QUARTER] ? 4
                                     : 1,
  };
  for (size_t i = 0; i < n; i++) {
    series->points[i] = points[i].point;
    series->row[i] = points[i].row;
  }
  return true;
}

void pb_value_series_clear(pb_value_series *series) {
  g_clear_pointer(&series->points, g_free);
  g_clear_pointer(&series->row, g_free);
}

const char *pb_value_series_seasonal(const pb_value_series *series) {
  if (series->per_year == 1)
    return N_("A column “month” or “quarter” is needed.");
  for (size_t i = 1; i < series->n; i++) {
    const pb_value_point *now = &series->points[i], *before = now - 1;
    if (now->t - before->t != 1 || now->season != before->season % series->per_year + 1)
      return N_("The periods do not follow each other: every one needs a value.");
  }
  return NULL;
}

double *pb_value_series_times(const pb_value_series *series) {
  double *times = g_new(double, series->n + 1);
  for (size_t i = 0; i < series->n; i++)
    times[i] = series->points[i].t;
  return times;
}

double *pb_value_series_values(const pb_value_series *series) {
  double *values = g_new(double, series->n + 1);
  for (size_t i = 0; i < series->n; i++)
    values[i] = series->points[i].value;
  return values;
}

void pb_value_series_put(pb_result *result, const char *name, const pb_value_series *series,
                         const double *values, const bool *present) {
  g_autofree gssize *point_of = g_new(gssize, series->n_rows + 1);
  for (size_t row = 0; row < series->n_rows; row++)
    point_of[row] = -1;
  for (size_t i = 0; i < series->n; i++)
    point_of[series->row[i]] = (gssize)i;
  pb_column *column = pb_result_add_column(result, name, PB_TYPE_DOUBLE, NULL);
  for (size_t row = 0; row < series->n_rows; row++) {
    gssize i = point_of[row];
    bool there = i >= 0 && (!present || present[i]);
    pb_column_append_maybe(column, there, there ? values[i] : 0);
  }
}

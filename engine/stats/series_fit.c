/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stats/series_fit.h"

#include <math.h>
#include <stdlib.h>

#include "engine/error.h"
#include "engine/stats/input.h"
#include "engine/text.h"

pb_series_design pb_series_design_new(const pb_series_point *points, size_t n,
                                      const pb_design *design) {
  size_t p = pb_design_terms(design);
  pb_series_design d = {
      .y = g_new(double, n + 1),
      .x = g_new(double, n *p + 1),
      .offset = g_new(double, n + 1),
  };
  for (size_t i = 0; i < n; i++) {
    d.y[i] = points[i].count;
    d.offset[i] = log(points[i].exposure);
    pb_design_row(design, &points[i], d.x + i * p);
  }
  d.data = (pb_glm_data){.n = n, .n_terms = p, .y = d.y, .x = d.x, .offset = d.offset};
  return d;
}

void pb_series_design_clear(pb_series_design *design) {
  g_clear_pointer(&design->y, g_free);
  g_clear_pointer(&design->x, g_free);
  g_clear_pointer(&design->offset, g_free);
}

pb_glm *pb_series_fit(const pb_series_point *points, size_t n, const pb_design *design,
                      const char **reason) {
  pb_series_design d = pb_series_design_new(points, n, design);
  pb_glm *fit = pb_poisson_glm(&d.data, reason);
  pb_series_design_clear(&d);
  return fit;
}

const pb_input pb_series_inputs[PB_SERIES_N_INPUTS] = {PB_SERIES_INPUT_ROWS};

enum { COUNT, EXPOSURE, DAYS, T, MONTH, QUARTER, LEAVE_OUT, YEAR, N_COLUMNS };

static bool check(const pb_column *const *columns, GError **error) {
  if (columns[MONTH] && columns[QUARTER]) {
    g_set_error(error, PB_ERROR, PB_ERROR_STATISTIC,
                _("The table has both a column “month” and a column “quarter”. Keep one of them."));
    return false;
  }
  return pb_input_check_counts(columns[COUNT], error) &&
         pb_input_check_positive(columns[EXPOSURE], error) &&
         pb_input_check_positive(columns[DAYS], error) &&
         pb_input_check_whole(columns[MONTH], 1, 12, error) &&
         pb_input_check_whole(columns[QUARTER], 1, 4, error) &&
         pb_input_check_whole(columns[LEAVE_OUT], 0, 1, error) &&
         pb_input_check_whole(columns[YEAR], 1, 9999, error);
}

/* A point as the columns give it. By the calendar where a year is given. */
static pb_series_point point_at(const pb_column *const *columns, int per_year, size_t row) {
  const pb_column *season = columns[MONTH] ? columns[MONTH] : columns[QUARTER];
  int number = (int)pb_input_or(season, row, 1), year = (int)pb_input_or(columns[YEAR], row, 0);
  pb_series_point point = {
      .count = pb_column_is_valid(columns[COUNT], row) ? pb_column_double(columns[COUNT], row) : 0,
      .exposure = pb_input_or(columns[EXPOSURE], row, 1) * pb_input_or(columns[DAYS], row, 1),
      .t = pb_input_or(columns[T], row, (double)row),
      .season = number,
  };
  if (!columns[YEAR])
    return point;
  pb_period period = pb_period_make(year, per_year, number);
  pb_series_point calendar = pb_series_point_at(period, period, point.count, point.exposure);
  if (!columns[DAYS])
    point.exposure = calendar.exposure;
  if (!columns[T])
    point.t = (double)year * per_year + number - 1;
  return point;
}

typedef struct {
  pb_series_point point;
  size_t row;
} placed;

static int by_time(const void *a, const void *b) {
  const placed *x = a, *y = b;
  if (x->point.t != y->point.t)
    return x->point.t > y->point.t ? 1 : -1;
  return (x->row > y->row) - (x->row < y->row);
}

/* Sorted copies of the points and their rows. */
static void take(placed *from, size_t n, pb_series_point **points, size_t **rows) {
  qsort(from, n, sizeof *from, by_time);
  *points = g_new0(pb_series_point, n + 1);
  *rows = g_new0(size_t, n + 1);
  for (size_t i = 0; i < n; i++) {
    (*points)[i] = from[i].point;
    (*rows)[i] = from[i].row;
  }
}

/* Calendar years are large numbers: t counts from the first period. */
static void from_first(pb_series *series) {
  double first = series->n > 0 ? series->points[0].t : 0;
  for (size_t i = 0; i < series->n; i++)
    series->points[i].t -= first;
  for (size_t i = 0; i < series->n_coming; i++)
    series->coming[i].t -= first;
  series->dated = series->n > 0;
  series->zero = (int64_t)first;
}

pb_period pb_series_period(const pb_series *series, double t) {
  int64_t number = series->zero + (int64_t)t;
  return pb_period_make((int)(number / series->per_year), series->per_year,
                        (int)(number % series->per_year) + 1);
}

bool pb_series_read(const pb_table *input, pb_series *series, GError **error) {
  const pb_column *columns[N_COLUMNS];
  pb_input_find(input, pb_series_inputs, N_COLUMNS, columns);
  if (!check(columns, error))
    return false;
  *series = (pb_series){
      .n_rows = pb_table_n_rows(input),
      .per_year = columns[MONTH]     ? 12
                  : columns[QUARTER] ? 4
                                     : 1,
  };
  g_autofree placed *used = g_new0(placed, series->n_rows + 1);
  g_autofree placed *coming = g_new0(placed, series->n_rows + 1);
  for (size_t row = 0; row < series->n_rows; row++) {
    if (!pb_input_complete(columns + 1, N_COLUMNS - 1, row) ||
        pb_input_or(columns[LEAVE_OUT], row, 0) != 0)
      continue;
    bool seen = pb_column_is_valid(columns[COUNT], row);
    placed *at = seen ? &used[series->n++] : &coming[series->n_coming++];
    *at = (placed){point_at(columns, series->per_year, row), row};
  }
  take(used, series->n, &series->points, &series->row);
  take(coming, series->n_coming, &series->coming, &series->coming_row);
  if (columns[YEAR] && !columns[T])
    from_first(series);
  return true;
}

void pb_series_clear(pb_series *series) {
  g_clear_pointer(&series->points, g_free);
  g_clear_pointer(&series->row, g_free);
  g_clear_pointer(&series->coming, g_free);
  g_clear_pointer(&series->coming_row, g_free);
}

gssize *pb_series_point_of_row(const pb_series *series) {
  gssize *point = g_new(gssize, series->n_rows + 1);
  for (size_t row = 0; row < series->n_rows; row++)
    point[row] = -1;
  for (size_t i = 0; i < series->n; i++)
    point[series->row[i]] = (gssize)i;
  return point;
}

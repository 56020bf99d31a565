/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stats/series_fit.h"

#include <math.h>

#include "engine/error.h"
#include "engine/stats/input.h"
#include "engine/text.h"

pb_glm *pb_series_fit(const pb_series_point *points, size_t n, const pb_design *design,
                      const char **reason) {
  size_t p = pb_design_terms(design);
  g_autofree double *y = g_new(double, n + 1), *offset = g_new(double, n + 1);
  g_autofree double *x = g_new(double, n *p + 1);
  for (size_t i = 0; i < n; i++) {
    y[i] = points[i].count;
    offset[i] = log(points[i].exposure);
    pb_design_row(design, &points[i], x + i * p);
  }
  pb_glm_data data = {n, p, y, x, offset};
  return pb_poisson_glm(&data, reason);
}

const pb_input pb_series_inputs[PB_SERIES_N_INPUTS] = {
    {"count", PB_TYPE_INT64, true, N_("number of crimes in the period")},
    {"exposure", PB_TYPE_DOUBLE, false, N_("population of the period; 1 if left out")},
    {"days", PB_TYPE_DOUBLE, false, N_("days of the period, multiplied into the exposure")},
    {"t", PB_TYPE_DOUBLE, false, N_("periods since the first; the row order if left out")},
    {"month", PB_TYPE_INT64, false, N_("month 1 to 12, for monthly series")},
    {"quarter", PB_TYPE_INT64, false, N_("quarter 1 to 4, for quarterly series")},
    {"leave_out", PB_TYPE_INT64, false, N_("1 for a period that must not be used")},
};

enum { COUNT, EXPOSURE, DAYS, T, MONTH, QUARTER, LEAVE_OUT, N_COLUMNS };

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
         pb_input_check_whole(columns[LEAVE_OUT], 0, 1, error);
}

bool pb_series_read(const pb_table *input, pb_series *series, GError **error) {
  const pb_column *columns[N_COLUMNS];
  for (size_t i = 0; i < N_COLUMNS; i++)
    columns[i] = pb_table_find(input, pb_series_inputs[i].name);
  if (!check(columns, error))
    return false;
  const pb_column *season = columns[MONTH] ? columns[MONTH] : columns[QUARTER];
  size_t n = pb_table_n_rows(input);
  *series = (pb_series){
      .points = g_new0(pb_series_point, n + 1),
      .row = g_new0(size_t, n + 1),
      .n_rows = n,
      .per_year = columns[MONTH]     ? 12
                  : columns[QUARTER] ? 4
                                     : 1,
  };
  for (size_t row = 0; row < n; row++) {
    if (!pb_input_complete(columns, N_COLUMNS, row) || pb_input_or(columns[LEAVE_OUT], row, 0) != 0)
      continue;
    series->row[series->n] = row;
    series->points[series->n++] = (pb_series_point){
        .count = pb_column_double(columns[COUNT], row),
        .exposure = pb_input_or(columns[EXPOSURE], row, 1) * pb_input_or(columns[DAYS], row, 1),
        .t = pb_input_or(columns[T], row, (double)row),
        .season = (int)pb_input_or(season, row, 1),
    };
  }
  return true;
}

void pb_series_clear(pb_series *series) {
  g_clear_pointer(&series->points, g_free);
  g_clear_pointer(&series->row, g_free);
}

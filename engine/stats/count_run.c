/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stats/count_run.h"

#include "engine/error.h"
#include "engine/stats/input.h"
#include "engine/text.h"

/* A run longer than this is a mistake in t: days since 1970, say, mixed with weeks. */
#define MAX_PERIODS 200000

const pb_input pb_count_run_inputs[PB_COUNT_RUN_N_INPUTS] = {
    {"count", PB_TYPE_INT64, true, N_("number of crimes in the period")},
    {"exposure", PB_TYPE_DOUBLE, false, N_("population of the period; 1 if left out")},
    {"t", PB_TYPE_INT64, false, N_("number of the period; the row order if left out")},
};

enum { COUNT, EXPOSURE, T, N_COLUMNS };

static bool check(const pb_column *const *columns, GError **error) {
  return pb_input_check_counts(columns[COUNT], error) &&
         pb_input_check_positive(columns[EXPOSURE], error) &&
         pb_input_check_whole(columns[T], -MAX_PERIODS, MAX_PERIODS, error);
}

static bool find_range(const pb_column *const *columns, size_t n_rows, double *first, size_t *n) {
  double last = 0;
  bool any = false;
  for (size_t row = 0; row < n_rows; row++) {
    if (columns[T] && !pb_column_is_valid(columns[T], row))
      continue;
    double t = pb_input_or(columns[T], row, (double)row);
    *first = any ? MIN(*first, t) : t;
    last = any ? MAX(last, t) : t;
    any = true;
  }
  *n = any ? (size_t)(last - *first) + 1 : 0;
  return any;
}

static bool twice(size_t a, size_t b, GError **error) {
  g_set_error(error, PB_ERROR, PB_ERROR_STATISTIC,
              _("The data rows %zu and %zu have the same time in the column “t”. Give every "
                "period one row."),
              MIN(a, b) + 1, MAX(a, b) + 1);
  return false;
}

bool pb_count_run_read(const pb_table *input, pb_count_run *run, GError **error) {
  const pb_column *columns[N_COLUMNS];
  pb_input_find(input, pb_count_run_inputs, N_COLUMNS, columns);
  if (!check(columns, error))
    return false;
  double first = 0;
  *run = (pb_count_run){.n_rows = pb_table_n_rows(input)};
  find_range(columns, run->n_rows, &first, &run->n);
  run->count = g_new0(double, run->n + 1);
  run->exposure = g_new0(double, run->n + 1);
  run->present = g_new0(bool, run->n + 1);
  run->row = g_new0(gssize, run->n + 1);
  for (size_t i = 0; i < run->n; i++) {
    run->row[i] = -1;
    run->exposure[i] = 1;
  }
  for (size_t row = 0; row < run->n_rows; row++) {
    if (columns[T] && !pb_column_is_valid(columns[T], row))
      continue;
    size_t i = (size_t)(pb_input_or(columns[T], row, (double)row) - first);
    if (run->row[i] >= 0) {
      twice((size_t)run->row[i], row, error);
      pb_count_run_clear(run);
      return false;
    }
    run->row[i] = (gssize)row;
    if (!pb_input_complete(columns, N_COLUMNS, row))
      continue;
    run->present[i] = true;
    run->n_present++;
    run->count[i] = pb_column_double(columns[COUNT], row);
    run->exposure[i] = pb_input_or(columns[EXPOSURE], row, 1);
  }
  return true;
}

void pb_count_run_clear(pb_count_run *run) {
  g_clear_pointer(&run->count, g_free);
  g_clear_pointer(&run->exposure, g_free);
  g_clear_pointer(&run->present, g_free);
  g_clear_pointer(&run->row, g_free);
}

gssize *pb_count_run_period_of_row(const pb_count_run *run) {
  gssize *period = g_new(gssize, run->n_rows + 1);
  for (size_t row = 0; row < run->n_rows; row++)
    period[row] = -1;
  for (size_t i = 0; i < run->n; i++)
    if (run->row[i] >= 0)
      period[run->row[i]] = (gssize)i;
  return period;
}

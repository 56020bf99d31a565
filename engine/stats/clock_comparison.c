/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/error.h"
#include "engine/stats/clock_bands.h"
#include "engine/stats/contingency.h"
#include "engine/stats/cross_table.h"
#include "engine/stats/input.h"
#include "engine/text.h"

/* The narrowest width that keeps every expected count up, or 0. */
static int choose_width(const pb_two_clocks *clocks, double least) {
  for (size_t i = 0; i < PB_N_CLOCK_BANDS; i++)
    if (pb_clock_least_expected(clocks, pb_clock_bands[i]) >= least)
      return pb_clock_bands[i];
  return 0;
}

static void add_cells(pb_result *result, const pb_contingency *test, const int64_t *count,
                      const GPtrArray *columns) {
  static const char *const names[] = {"share", "expected", "residual", "p", "p_adjusted"};
  pb_column *label = pb_result_add_column(result, "column", PB_TYPE_STRING, NULL);
  pb_column *counts = pb_result_add_column(result, "count", PB_TYPE_INT64, N_("events"));
  pb_column *numbers[G_N_ELEMENTS(names)];
  for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
    numbers[i] = pb_result_add_column(result, names[i], PB_TYPE_DOUBLE, NULL);
  g_autofree int64_t *sum = g_new0(int64_t, test->n_columns);
  for (size_t cell = 0; cell < test->n_rows * test->n_columns; cell++)
    sum[cell % test->n_columns] += count[cell];
  for (size_t cell = 0; cell < test->n_rows * test->n_columns; cell++) {
    size_t c = cell % test->n_columns;
    bool tested = test->tested[cell];
    pb_column_append_string(label, columns->pdata[c]);
    pb_column_append_int(counts, count[cell]);
    pb_column_append_maybe(numbers[0], sum[c] > 0, (double)count[cell] / (double)MAX(sum[c], 1));
    pb_column_append_maybe(numbers[1], tested, test->expected[cell]);
    pb_column_append_maybe(numbers[2], tested, test->residual[cell]);
    pb_column_append_maybe(numbers[3], tested, test->p_cell[cell]);
    pb_column_append_maybe(numbers[4], tested, test->p_adjusted[cell]);
  }
}

static void add_totals(pb_result *result, const pb_contingency *test) {
  size_t significant = 0;
  for (size_t cell = 0; cell < test->n_rows * test->n_columns; cell++)
    significant += test->tested[cell] && test->p_adjusted[cell] <= 0.05;
  pb_result_set_scalar(result, "chi2", test->chi2, NULL);
  pb_result_set_scalar(result, "df", test->df, NULL);
  pb_result_set_scalar(result, "p", test->p, NULL);
  pb_result_set_scalar(result, "cramers_v", test->cramers_v, NULL);
  pb_result_set_scalar(result, "least_expected", test->least_expected, N_("events"));
  pb_result_set_scalar(result, "significant_cells", (double)significant, NULL);
  pb_result_set_scalar(result, "n_events", (double)test->n, N_("events"));
  if (test->least_expected < PB_LEAST_EXPECTED)
    pb_result_add_warning(result, N_("Some expected counts are below five: the probabilities are "
                                     "only approximate there."));
}

static void add_week(pb_result *result, int width) {
  pb_column *weekday = pb_result_add_column(result, "weekday", PB_TYPE_INT64, NULL);
  pb_column *from = pb_result_add_column(result, "hour_from", PB_TYPE_INT64, NULL);
  pb_column *to = pb_result_add_column(result, "hour_to", PB_TYPE_INT64, NULL);
  for (int cell = 0; cell < 2 * 7 * 24 / width; cell++) {
    int band = cell / 2 % (24 / width);
    pb_column_append_int(weekday, cell / 2 / (24 / width));
    pb_column_append_int(from, band * width);
    pb_column_append_int(to, (band + 1) * width);
  }
}

/* Counts the two periods' clocks; the labels sorted. False when there are not two periods. */
static bool read_clocks(const pb_cross_table *periods, const pb_column *time,
                        const pb_column *period, pb_two_clocks *clocks, GError **error) {
  if (periods->columns->len > 2) {
    g_set_error(error, PB_ERROR, PB_ERROR_STATISTIC,
                _("The column “%s” holds %u different values. Two periods are compared: keep the "
                  "rows of two."),
                pb_column_name(period), periods->columns->len);
    return false;
  }
  for (size_t row = 0; row < pb_column_length(time); row++) {
    if (!pb_column_is_valid(time, row) || !pb_column_is_valid(period, row))
      continue;
    bool second = !g_str_equal(pb_column_string(period, row), periods->columns->pdata[0]);
    pb_week_clock_add(&clocks->of[second], pb_column_int(time, row));
  }
  return true;
}

/* Rows with a period, where the time is there too, as a cross table of the period by itself. */
static pb_cross_table *periods_of(const pb_column *time, const pb_column *period) {
  g_autoptr(pb_column) timed = pb_column_new("period", PB_TYPE_STRING, NULL);
  for (size_t row = 0; row < pb_column_length(time); row++)
    pb_column_append_string(timed,
                            pb_column_is_valid(time, row) ? pb_column_string(period, row) : NULL);
  return pb_cross_table_new(timed, timed, NULL);
}

static pb_result *run_clocks(const pb_column *time, const pb_column *period,
                             const pb_params *values, GError **error) {
  g_autoptr(pb_cross_table) periods = periods_of(time, period);
  pb_two_clocks clocks = {0};
  if (!read_clocks(periods, time, period, &clocks, error))
    return NULL;
  pb_result *result = pb_result_new("clock-comparison");
  pb_result_set_counts(result, periods->n_used, periods->n_missing);
  const char *reason = N_("There must be events with a time in two periods to compare them.");
  const char *asked = pb_params_text(values, "band");
  bool automatic = g_str_equal(asked, "auto");
  int width = automatic ? choose_width(&clocks, pb_params_double(values, "least"))
                        : (int)g_ascii_strtoll(asked, NULL, 10);
  if (periods->columns->len == 2 && width == 0)
    reason = N_("There are too few events to compare even whole weekdays.");
  g_autoptr(pb_contingency) test = NULL;
  if (periods->columns->len == 2 && width > 0) {
    g_autofree int64_t *count = pb_clock_banded(&clocks, width);
    test = pb_contingency_test(count, (size_t)(7 * 24 / width), 2, &reason);
    if (test) {
      add_week(result, width);
      add_cells(result, test, count, periods->columns);
      pb_result_set_scalar(result, "band", width, N_("hours"));
      add_totals(result, test);
      if (automatic && width > 1)
        pb_result_add_warning(result, N_("Hours are put together in bands, so that every cell has "
                                         "enough expected events for the test."));
    }
  }
  if (!test)
    pb_result_set_reason(result, reason);
  return result;
}

static pb_result *run_table(const pb_table *input, const pb_params *values, GError **error) {
  const pb_column *count = pb_table_find(input, "count");
  if (!pb_input_check_counts(count, error))
    return NULL;
  g_autoptr(pb_cross_table) table =
      pb_cross_table_new(pb_table_find(input, "row"), pb_table_find(input, "column"), count);
  pb_cross_table_merge(table, pb_params_double(values, "least"));
  pb_result *result = pb_result_new("clock-comparison");
  pb_result_set_counts(result, table->n_used, table->n_missing);
  const char *reason = NULL;
  g_autoptr(pb_contingency) test =
      pb_contingency_test(table->count, table->rows->len, table->columns->len, &reason);
  if (!test) {
    pb_result_set_reason(result, reason);
    return result;
  }
  pb_column *row = pb_result_add_column(result, "row", PB_TYPE_STRING, NULL);
  for (size_t cell = 0; cell < test->n_rows * test->n_columns; cell++)
    pb_column_append_string(row, table->rows->pdata[cell / test->n_columns]);
  add_cells(result, test, table->count, table->columns);
  add_totals(result, test);
  pb_result_set_scalar(result, "rows_merged", (double)table->n_merged, N_("rows"));
  if (table->n_merged)
    pb_result_add_warning(result, N_("Rows with too few expected events for the test are put "
                                     "together in one row, “merged”."));
  return result;
}

static pb_result *run(const pb_table *input, const pb_params *values, GError **error) {
  const pb_column *time = pb_table_find(input, "time"), *period = pb_table_find(input, "period");
  bool table = pb_table_find(input, "row") && pb_table_find(input, "column");
  if (time && period && !table)
    return run_clocks(time, period, values, error);
  if (table && !time)
    return run_table(input, values, error);
  g_set_error_literal(error, PB_ERROR, PB_ERROR_STATISTIC,
                      _("Give either the columns “time” and “period” with one row an event, or the "
                        "columns “row” and “column” with or without “count”."));
  return NULL;
}

static const char *const bands[] = {"auto", "1", "2", "3", "4", "6", "8", "12", "24", NULL};
static const pb_input inputs[] = {
    {"time", PB_TYPE_TIME, false, N_("date and time of an event on the wall clock")},
    {"period", PB_TYPE_STRING, false, N_("the period of the event: two different values")},
    {"row", PB_TYPE_STRING, false, N_("row of a table, such as an hour, in place of time")},
    {"column", PB_TYPE_STRING, false, N_("column of a table, such as a year, in place of period")},
    {"count", PB_TYPE_INT64, false, N_("number of events in the cell; one row an event without")},
};
static const pb_param params[] = {
    {.name = "band",
     .title = N_("width of the bands of hours; auto takes the narrowest with enough events"),
     .unit = N_("hours"),
     .type = PB_PARAM_CHOICE,
     .def_text = "auto",
     .choices = bands},
    {.name = "least",
     .title = N_("least expected count of a cell; below it cells are put together"),
     .type = PB_PARAM_DOUBLE,
     .def = PB_LEAST_EXPECTED,
     .min = 0,
     .max = 1000},
};

const pb_statistic pb_statistic_clock_comparison = {
    .name = "clock-comparison",
    .title = N_("Two periods’ clocks compared"),
    .description =
        N_("Whether events fall at other hours of the week in one period than in another, or "
           "otherwise whether the rows of a table are spread alike over its columns: chi-square "
           "test, Cramér’s V and, for each cell, the adjusted residual with its probability "
           "allowed for the number of cells. It compares how events are spread, not how many "
           "there are. Many events of one series make differences look surer than they are."),
    .citation = "Pearson K (1900) Philos Mag 50:157; Haberman SJ (1973) Biometrics 29:205; "
                "Benjamini Y, Hochberg Y (1995) J R Stat Soc B 57:289",
    .inputs = inputs,
    .n_inputs = G_N_ELEMENTS(inputs),
    .params = params,
    .n_params = G_N_ELEMENTS(params),
    .run = run,
};

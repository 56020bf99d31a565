/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stats/quadrat_test.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

#include "engine/stats/tails.h"

static size_t cell_of(double value, double low, double high, size_t n) {
  double at = (value - low) / (high - low) * (double)n;
  return at <= 0 ? 0 : MIN((size_t)at, n - 1);
}

pb_quadrat_test pb_quadrat_test_of(const pb_window *w, const double *x, const double *y, size_t n,
                                   size_t columns, size_t rows, int64_t *counts) {
  size_t n_cells = columns * rows;
  for (size_t c = 0; c < n_cells; c++)
    counts[c] = 0;
  for (size_t i = 0; i < n; i++)
    counts[cell_of(y[i], w->y_0, w->y_1, rows) * columns +
           cell_of(x[i], w->x_0, w->x_1, columns)]++;
  pb_quadrat_test test = {.df = n_cells - 1, .expected = (double)n / (double)n_cells};
  for (size_t c = 0; c < n_cells; c++) {
    double difference = (double)counts[c] - test.expected;
    test.chi2 += difference * difference / test.expected;
  }
  test.p_clustered = pb_chi2_p(test.chi2, (double)test.df);
  test.p_regular = gsl_cdf_chisq_P(test.chi2, (double)test.df);
  test.p = fmin(1, 2 * fmin(test.p_clustered, test.p_regular));
  return test;
}

static const pb_input inputs[] = {
    {"x", PB_TYPE_DOUBLE, true, N_("easting in metres")},
    {"y", PB_TYPE_DOUBLE, true, N_("northing in metres")},
};
static const pb_param params[] = {
    PB_PARAM_WINDOW,
    {.name = "columns",
     .title = N_("rectangles side by side"),
     .type = PB_PARAM_INT,
     .def = 5,
     .min = 1,
     .max = 1000},
    {.name = "rows",
     .title = N_("rectangles one above the other"),
     .type = PB_PARAM_INT,
     .def = 5,
     .min = 1,
     .max = 1000},
};

static void add_counts(pb_result *result, const pb_window *w, const int64_t *counts, size_t columns,
                       size_t rows) {
  pb_column *x = pb_result_add_column(result, "x_from", PB_TYPE_DOUBLE, N_("metres"));
  pb_column *y = pb_result_add_column(result, "y_from", PB_TYPE_DOUBLE, N_("metres"));
  pb_column *count = pb_result_add_column(result, "count", PB_TYPE_INT64, NULL);
  for (size_t row = 0; row < rows; row++)
    for (size_t column = 0; column < columns; column++) {
      pb_column_append_double(x, w->x_0 + (w->x_1 - w->x_0) * (double)column / (double)columns);
      pb_column_append_double(y, w->y_0 + (w->y_1 - w->y_0) * (double)row / (double)rows);
      pb_column_append_int(count, counts[row * columns + column]);
    }
}

static pb_result *run(const pb_table *input, const pb_params *values, GError **error) {
  g_auto(pb_window_points) points = {0};
  if (!pb_window_points_read(input, values, &points, error))
    return NULL;
  pb_result *result = pb_result_new("quadrat-test");
  if (!pb_window_points_report(&points, 1, result))
    return result;
  size_t columns = (size_t)pb_params_int(values, "columns");
  size_t rows = (size_t)pb_params_int(values, "rows");
  if (columns * rows < 2) {
    pb_result_set_reason(result, N_("The counts of at least two rectangles can be compared."));
    return result;
  }
  g_autofree int64_t *counts = g_new(int64_t, columns * rows);
  pb_quadrat_test test =
      pb_quadrat_test_of(&points.window, points.x, points.y, points.n, columns, rows, counts);
  pb_result_set_scalar(result, "expected", test.expected, NULL);
  pb_result_set_scalar(result, "chi2", test.chi2, NULL);
  pb_result_set_scalar(result, "df", (double)test.df, NULL);
  pb_result_set_scalar(result, "p", test.p, NULL);
  pb_result_set_scalar(result, "p_clustered", test.p_clustered, NULL);
  pb_result_set_scalar(result, "p_regular", test.p_regular, NULL);
  if (test.expected < 5)
    pb_result_add_warning(result, N_("Fewer than 5 points are expected in each rectangle: the p is "
                                     "rough, larger rectangles are better."));
  add_counts(result, &points.window, counts, columns, rows);
  return result;
}

const pb_statistic pb_statistic_quadrat_test = {
    .name = "quadrat-test",
    .title = N_("Quadrat test of complete spatial randomness"),
    .description =
        N_("Points counted in equal rectangles of a window: whether the counts differ more "
           "(clustered) or less (regular) than those of points spread at random."),
    .citation = "Diggle PJ (2003) Statistical Analysis of Spatial Point Patterns, 2nd ed.",
    .inputs = inputs,
    .n_inputs = G_N_ELEMENTS(inputs),
    .params = params,
    .n_params = G_N_ELEMENTS(params),
    .run = run,
};

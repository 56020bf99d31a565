/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stats/naus_scan.h"

#include <glib.h>
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <math.h>

#include "engine/stats/input.h"
#include "engine/text.h"

/* Poisson probability of `k` and of at most `k`: 0 below 0. */
static double exactly(int64_t k, double mean) {
  return k < 0 ? 0 : gsl_ran_poisson_pdf((unsigned int)k, mean);
}

static double at_most(int64_t k, double mean) {
  return k < 0 ? 0 : gsl_cdf_poisson_P((unsigned int)k, mean);
}

/* No window within two windows holds n (Naus 1982, theorem 1). */
static double none_in_two(int64_t n, double mean) {
  double k = (double)n, p = exactly(n, mean), below = at_most(n - 1, mean);
  return below * below - (k - 1) * p * exactly(n - 2, mean) -
         (k - 1 - mean) * p * at_most(n - 3, mean);
}

/* No window within three windows holds n. */
static double none_in_three(int64_t n, double mean) {
  double k = (double)n, p = exactly(n, mean), below = at_most(n - 1, mean);
  double a1 = 2 * p * below * ((k - 1) * at_most(n - 2, mean) - mean * at_most(n - 3, mean));
  double a2 = 0.5 * p * p *
              ((k - 1) * (k - 2) * at_most(n - 3, mean) -
               2 * (k - 2) * mean * at_most(n - 4, mean) + mean * mean * at_most(n - 5, mean));
  double a3 = 0, a4 = 0;
  for (int64_t r = 1; r < n; r++) {
    double far = exactly(2 * n - r, mean), few = at_most(r - 1, mean);
    a3 += far * few * few;
    a4 += far * exactly(r, mean) *
          ((double)(r - 1) * at_most(r - 2, mean) - mean * at_most(r - 3, mean));
  }
  return below * below * below - a1 + a2 + a3 - a4;
}

double pb_naus_scan_p(int64_t count, double mean, double windows, double known) {
  if (count < 1)
    return 1;
  if (count == 1) /* nothing at all in the whole time */
    return -expm1(-mean * windows);
  double two = none_in_two(count, mean), three = none_in_three(count, mean);
  if (!(two > 0) || !(three > 0)) /* such a window is certain */
    return 1;
  return CLAMP(-expm1(log(two) + (windows - known) * log(fmin(three / two, 1))), 0, 1);
}

static const pb_input inputs[] = {
    {"count", PB_TYPE_INT64, true, N_("events in the window")},
    {"mean", PB_TYPE_DOUBLE, true, N_("events that a window has on average")},
    {"windows", PB_TYPE_DOUBLE, true, N_("how many windows the whole time is long, at least 2")},
};
static const pb_param params[] = {
    {.name = "known",
     .title = N_("windows whose probability is known exactly: 2 (Naus)"),
     .type = PB_PARAM_INT,
     .def = 2,
     .min = 1,
     .max = 2},
};

static pb_result *run(const pb_table *input, const pb_params *values, GError **error) {
  const pb_column *columns[G_N_ELEMENTS(inputs)];
  pb_input_find(input, inputs, G_N_ELEMENTS(inputs), columns);
  if (!pb_input_check_whole(columns[0], 0, 10000, error) ||
      !pb_input_check_positive(columns[1], error) || !pb_input_check_positive(columns[2], error))
    return NULL;
  size_t n_rows = pb_table_n_rows(input), n = 0;
  pb_result *result = pb_result_new("naus-scan");
  pb_column *p = pb_result_add_column(result, "p", PB_TYPE_DOUBLE, NULL);
  pb_column *fixed = pb_result_add_column(result, "p_fixed_window", PB_TYPE_DOUBLE, NULL);
  for (size_t row = 0; row < n_rows; row++) {
    bool used = pb_input_complete(columns, G_N_ELEMENTS(columns), row) &&
                pb_column_double(columns[2], row) >= 2;
    int64_t count = used ? pb_column_int(columns[0], row) : 0;
    double mean = used ? pb_column_double(columns[1], row) : 1;
    double windows = used ? pb_column_double(columns[2], row) : 2;
    pb_column_append_maybe(p, used,
                           pb_naus_scan_p(count, mean, windows, pb_params_int(values, "known")));
    pb_column_append_maybe(fixed, used,
                           count ? gsl_cdf_poisson_Q((unsigned int)count - 1, mean) : 1);
    n += used;
  }
  pb_result_set_counts(result, n, n_rows - n);
  if (n == 0)
    pb_result_set_reason(result,
                         N_("No row has a count, a mean and a time of at least two windows."));
  return result;
}

const pb_statistic pb_statistic_naus_scan = {
    .name = "naus-scan",
    .title = N_("Scan of time: how unusual the worst window is"),
    .description =
        N_("The probability that chance alone puts at least so many events into some window of a "
           "given length, such as a fortnight, anywhere in a long time. A window that was picked "
           "because it is the worst is not judged as if it had been picked beforehand."),
    .citation = "Naus JI (1982) J Am Stat Assoc 77:177",
    .inputs = inputs,
    .n_inputs = G_N_ELEMENTS(inputs),
    .params = params,
    .n_params = G_N_ELEMENTS(params),
    .run = run,
};

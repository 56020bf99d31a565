/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stats/poisson_rate.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <math.h>

#include "engine/stats/count_input.h"
#include "engine/stats/tails.h"
#include "engine/stats/shared_params.h"
#include "engine/text.h"

static pb_interval byar(double k, double tail) {
  double z = gsl_cdf_ugaussian_Qinv(tail);
  double low = 1 - 1 / (9 * k) - z / (3 * sqrt(k));
  double high = 1 - 1 / (9 * (k + 1)) + z / (3 * sqrt(k + 1));
  return (pb_interval){
      .lower = k > 0 ? fmax(0, k * low * low * low) : 0,
      .upper = (k + 1) * high * high * high,
  };
}

typedef struct {
  double k, tail;
} tail_target;

static double exact_lower(double mean, const void *data) {
  const tail_target *target = data;
  return gsl_cdf_gamma_P(mean, target->k, 1) - target->tail;
}

static double exact_upper(double mean, const void *data) {
  const tail_target *target = data;
  return target->tail - gsl_cdf_gamma_Q(mean, target->k + 1, 1);
}

/* Newton from Byar's approximation, whose error is below a thousandth of a standard deviation from
 * 30 crimes: two or three steps. GSL's own inverses are NaN at some ordinary counts (lower end of
 * 1736 at 95 %) and wrong without a sign at others (upper end of 2250). */
static double solve_near(double (*f)(double, const void *), const tail_target *target, double shape,
                         double guess) {
  double x = guess;
  for (int i = 0; i < 20; i++) {
    double step = f(x, target) / gsl_ran_gamma_pdf(x, shape, 1);
    if (!isfinite(step))
      break;
    x = fmax(x / 2, fmin(2 * x, x - step));
    if (fabs(step) <= 1e-7 * sqrt(x)) /* what is left is near the square of that */
      return x;
  }
  return pb_solve_increasing(f, target, 0, 4 * shape + 1000);
}

/* Quantile of the gamma distribution of a large shape by Cornish & Fisher's expansion: good to the
 * last digits from here on, and quick. */
#define LARGE_COUNT 10000

static double large_quantile(double shape, double z) {
  double root = sqrt(shape), z2 = z * z;
  return shape + z * root + (z2 - 1) / 3 + z * (z2 - 7) / (36 * root) -
         (z2 * (3 * z2 + 7) - 16) / (810 * shape) +
         z * (z2 * (9 * z2 + 256) - 433) / (38880 * shape * root);
}

static pb_interval exact(double k, double tail) {
  if (k >= LARGE_COUNT) {
    double z = gsl_cdf_ugaussian_Qinv(tail);
    return (pb_interval){large_quantile(k, -z), large_quantile(k + 1, z)};
  }
  tail_target target = {k, tail};
  pb_interval near = byar(k, tail);
  return (pb_interval){
      .lower = k > 0 ? solve_near(exact_lower, &target, k, fmax(near.lower, tail)) : 0,
      .upper = solve_near(exact_upper, &target, k + 1, near.upper),
  };
}

/* P(X > k) + P(X = k)/2 - tail, which grows with the mean. */
static double mid_lower(double mean, const void *data) {
  const tail_target *target = data;
  return gsl_cdf_gamma_P(mean, target->k + 1, 1) + 0.5 * gsl_ran_gamma_pdf(mean, target->k + 1, 1) -
         target->tail;
}

static double mid_upper(double mean, const void *data) {
  const tail_target *target = data;
  double below = target->k > 0 ? gsl_cdf_gamma_Q(mean, target->k, 1) : 0;
  return target->tail - below - 0.5 * gsl_ran_gamma_pdf(mean, target->k + 1, 1);
}

static pb_interval mid_p(double k, double tail) {
  tail_target target = {k, tail};
  pb_interval wide = exact(k, tail); /* the mid-P interval lies inside the exact one */
  return (pb_interval){
      .lower = k > 0 ? pb_solve_increasing(mid_lower, &target, wide.lower, k + 1) : 0,
      .upper = pb_solve_increasing(mid_upper, &target, k > 0 ? k : 1e-9, wide.upper),
  };
}

pb_interval pb_poisson_interval(int64_t count, double confidence, pb_poisson_method method) {
  double tail = (1 - (confidence > 0 ? confidence : PB_DEFAULT_CONFIDENCE)) / 2;
  double k = (double)count;
  switch (method) {
  case PB_POISSON_BYAR:
    return byar(k, tail);
  case PB_POISSON_MID_P:
    return mid_p(k, tail);
  case PB_POISSON_EXACT:
  default:
    return exact(k, tail);
  }
}

pb_interval pb_poisson_ends(double lower_count, double upper_count, double confidence) {
  double tail = (1 - (confidence > 0 ? confidence : PB_DEFAULT_CONFIDENCE)) / 2;
  return (pb_interval){exact(lower_count, tail).lower, exact(upper_count, tail).upper};
}

bool pb_poisson_rate(pb_count count, double per, double confidence, pb_rate *rate) {
  if (count.count < 0 || !(count.exposure > 0))
    return false;
  pb_interval interval = pb_poisson_interval(count.count, confidence, PB_POISSON_EXACT);
  double scale = per / count.exposure;
  *rate = (pb_rate){
      .rate = (double)count.count * scale,
      .lower = interval.lower * scale,
      .upper = interval.upper * scale,
      .unreliable = count.count < PB_UNRELIABLE_BELOW,
  };
  return true;
}

static const pb_input inputs[] = {
    PB_COUNT_INPUTS,
};
static const char *const methods[] = {"exact", "byar", "mid-p", "all", NULL};
static const pb_param params[] = {
    PB_PARAM_CONFIDENCE,
    {.name = "method",
     .title = N_("how the interval is made"),
     .type = PB_PARAM_CHOICE,
     .def_text = "exact",
     .choices = methods},
    PB_PARAM_PER,
};

/* One interval method's four columns; `prefix` tells the methods apart when all are asked for. */
typedef struct {
  pb_poisson_method method;
  pb_column *count_lower, *count_upper, *rate_lower, *rate_upper;
} interval_columns;

static interval_columns add_interval(pb_result *result, pb_poisson_method method,
                                     const char *prefix) {
  pb_column *columns[4];
  static const char *const names[4] = {"count_lower", "count_upper", "rate_lower", "rate_upper"};
  for (int i = 0; i < 4; i++) {
    g_autofree char *name = g_strconcat(prefix, names[i], NULL);
    columns[i] = pb_result_add_column(result, name, PB_TYPE_DOUBLE, i < 2 ? N_("crimes") : NULL);
  }
  return (interval_columns){method, columns[0], columns[1], columns[2], columns[3]};
}

/* `interval` NULL: a missing row. */
static void append_interval(const interval_columns *set, const pb_interval *interval,
                            double scale) {
  pb_interval counts = interval ? *interval : (pb_interval){0, 0};
  pb_column_append_maybe(set->count_lower, interval, counts.lower);
  pb_column_append_maybe(set->count_upper, interval, counts.upper);
  pb_column_append_maybe(set->rate_lower, interval, counts.lower * scale);
  pb_column_append_maybe(set->rate_upper, interval, counts.upper * scale);
}

static pb_result *run(const pb_table *table, const pb_params *values, GError **error) {
  g_auto(pb_count_input) input = {0};
  if (!pb_count_input_read(table, &input, error))
    return NULL;
  double per = pb_params_double(values, "per"), confidence = pb_params_double(values, "confidence");
  const char *method = pb_params_text(values, "method");
  pb_result *result = pb_result_new("poisson-rate");
  pb_column *count = pb_result_add_column(result, "count", PB_TYPE_INT64, N_("crimes"));
  pb_column *rate = pb_result_add_column(result, "rate", PB_TYPE_DOUBLE, NULL);
  pb_column *unreliable = pb_result_add_column(result, "unreliable", PB_TYPE_INT64, NULL);
  interval_columns sets[3];
  size_t n_sets = 0;
  bool all = g_str_equal(method, "all");
  for (int i = 0; i < 3; i++)
    if (all || g_str_equal(method, methods[i]))
      sets[n_sets++] = add_interval(result, (pb_poisson_method)i,
                                    !all || i == 0 ? ""
                                    : i == 1       ? "byar_"
                                                   : "mid_p_");
  for (size_t row = 0, at = 0; row < input.n_rows; row++) {
    if (at == input.n || input.row[at] != row) {
      pb_column_append_missing(count);
      pb_column_append_missing(rate);
      pb_column_append_missing(unreliable);
      for (size_t i = 0; i < n_sets; i++)
        append_interval(&sets[i], NULL, 0);
      continue;
    }
    int64_t k = input.counts[at].count;
    double scale = per / input.counts[at++].exposure;
    pb_column_append_int(count, k);
    pb_column_append_double(rate, (double)k * scale);
    pb_column_append_int(unreliable, k < PB_UNRELIABLE_BELOW);
    for (size_t i = 0; i < n_sets; i++) {
      pb_interval interval = pb_poisson_interval(k, confidence, sets[i].method);
      append_interval(&sets[i], &interval, scale);
    }
  }
  if (input.n == 0)
    pb_result_set_reason(result, N_("No row has both a count and an exposure."));
  pb_result_set_counts(result, input.n, input.n_rows - input.n);
  return result;
}

const pb_statistic pb_statistic_poisson_rate = {
    .name = "poisson-rate",
    .title = N_("Rate with an interval"),
    .description =
        N_("The number of crimes in relation to the population, with the interval within "
           "which chance alone lets the rate vary. Rates built on fewer than 20 crimes "
           "are marked as unreliable."),
    .citation = "Garwood F (1936) Biometrika 28:437; Ulm K (1990) Am J Epidemiol 131:373",
    .inputs = inputs,
    .n_inputs = G_N_ELEMENTS(inputs),
    .params = params,
    .n_params = G_N_ELEMENTS(params),
    .run = run,
};

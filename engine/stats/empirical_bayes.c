/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stats/empirical_bayes.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

#include "engine/stats/count_input.h"
#include "engine/stats/eb_standardise.h"
#include "engine/stats/polygamma.h"
#include "engine/stats/tails.h"
#include "engine/stats/weight_sums.h"
#include "engine/text.h"

static double rate_of(pb_count one) {
  return (double)one.count / one.exposure;
}

static pb_eb_rate shrink(pb_count one, double level, double spread, double weight) {
  double raw = rate_of(one);
  return (pb_eb_rate){raw, level + weight * (raw - level), weight, level, spread};
}

/* Weight of a place whose common level and spread are known. */
static pb_eb_rate shrink_poisson(pb_count one, double level, double spread) {
  double total = spread + level / one.exposure;
  return shrink(one, level, spread, total > 0 ? spread / total : 0);
}

bool pb_eb_poisson(const pb_count *counts, size_t n, pb_eb_rate *rates) {
  pb_eb_sums s = pb_eb_sums_of(counts, n);
  if (n == 0 || s.count <= 0)
    return false;
  for (size_t i = 0; i < n; i++)
    rates[i] = shrink_poisson(counts[i], s.count / s.exposure, MAX(pb_eb_excess(s), 0));
  return true;
}

bool pb_eb_binomial(const pb_count *counts, size_t n, pb_eb_rate *rates) {
  pb_eb_sums s = pb_eb_sums_of(counts, n);
  if (n == 0 || s.count <= 0 || s.count >= s.exposure)
    return false;
  double m = s.count / s.exposure, s2 = s.squares / s.exposure;
  double between = s2 - m * (1 - m) / (s.exposure / (double)n);
  for (size_t i = 0; i < n; i++) {
    double x = counts[i].exposure;
    double weight = between > 0 ? x / (x + (m * (1 - m) - s2) / between) : 0;
    rates[i] = shrink(counts[i], m, s2, weight);
  }
  return true;
}

bool pb_eb_local(const pb_count *counts, size_t n, const pb_weights *neighbours,
                 pb_eb_rate *rates) {
  if (n == 0 || pb_eb_sums_of(counts, n).count <= 0)
    return false;
  g_autofree pb_count *around = g_new(pb_count, n);
  for (size_t i = 0; i < n; i++) {
    size_t k = 0;
    around[k++] = counts[i];
    for (size_t j = neighbours->first[i]; j < neighbours->first[i + 1]; j++)
      around[k++] = counts[neighbours->neighbour[j]];
    pb_eb_sums s = pb_eb_sums_of(around, k);
    rates[i] = shrink_poisson(counts[i], s.count / s.exposure, MAX(pb_eb_excess(s), 0));
  }
  return true;
}

/* The likelihood of the gamma-Poisson model at one shape. */
typedef struct {
  const pb_count *counts;
  size_t n;
  double shape;
} gamma_model;

/* Increasing in the rate of the gamma; 0 at its best value for the shape. */
static double rate_score(double rate, const void *data) {
  const gamma_model *model = data;
  double sum = -(double)model->n * model->shape;
  for (size_t i = 0; i < model->n; i++)
    sum +=
        ((double)model->counts[i].count + model->shape) * rate / (rate + model->counts[i].exposure);
  return sum;
}

static double best_rate(const gamma_model *model, pb_eb_sums s) {
  double guess = model->shape * s.exposure / s.count, lo = guess, hi = guess;
  while (rate_score(lo, model) > 0)
    lo /= 4;
  while (rate_score(hi, model) < 0)
    hi *= 4;
  return pb_solve_increasing(rate_score, model, lo, hi);
}

typedef struct {
  gamma_model model;
  pb_eb_sums all;
} shape_problem;

/* Minus the slope of the profile likelihood by the shape, at exp(log_shape). */
static double shape_score(double log_shape, const void *data) {
  shape_problem problem = *(const shape_problem *)data;
  gamma_model *model = &problem.model;
  model->shape = exp(log_shape);
  double rate = best_rate(model, problem.all), slope = 0;
  for (size_t i = 0; i < model->n; i++) {
    double count = (double)model->counts[i].count;
    slope += pb_digamma(count + model->shape) - pb_digamma(model->shape) -
             log1p(model->counts[i].exposure / rate);
  }
  return -slope;
}

bool pb_eb_gamma(const pb_count *counts, size_t n, pb_eb_rate *rates, double *shape, double *rate) {
  const double lowest = log(1e-4), highest = log(1e7);
  shape_problem problem = {{counts, n, 0}, pb_eb_sums_of(counts, n)};
  if (n < 2 || problem.all.count <= 0 || pb_eb_excess(problem.all) <= 0 ||
      shape_score(lowest, &problem) > 0 || shape_score(highest, &problem) < 0)
    return false;
  problem.model.shape = exp(pb_solve_increasing(shape_score, &problem, lowest, highest));
  *shape = problem.model.shape;
  *rate = best_rate(&problem.model, problem.all);
  for (size_t i = 0; i < n; i++)
    rates[i] = shrink(counts[i], *shape / *rate, *shape / (*rate * *rate),
                      counts[i].exposure / (counts[i].exposure + *rate));
  return true;
}

bool pb_eb_choynowski(const pb_count *counts, size_t n, double *p) {
  pb_eb_sums s = pb_eb_sums_of(counts, n);
  if (n == 0 || s.count <= 0)
    return false;
  for (size_t i = 0; i < n; i++) {
    double expected = counts[i].exposure * s.count / s.exposure, count = (double)counts[i].count;
    /* The chance of so many events is that of so little waiting: of a gamma distribution. */
    if (count < expected)
      p[i] = gsl_cdf_gamma_Q(expected, count + 1, 1);
    else
      p[i] = gsl_cdf_gamma_P(expected, count, 1);
  }
  return true;
}

bool pb_eb_moran(const pb_count *counts, size_t n, const pb_weights *weights, double *moran) {
  double links = pb_weights_sum(weights);
  g_autofree double *z = g_new(double, n + 1);
  if (links <= 0 || !pb_eb_standardise(counts, n, z))
    return false;
  pb_deviations d = pb_deviations_of(z, n, z);
  if (d.squares <= 0)
    return false;
  *moran = (double)n / links * pb_weights_product(weights, z) / d.squares;
  return true;
}

static const pb_input inputs[] = {
    PB_COUNT_INPUTS,
    {"id", PB_TYPE_STRING, false, N_("identifier of the place, for neighbours")},
    {"neighbours", PB_TYPE_STRING, false,
     N_("identifiers of the neighbouring places, parted by blanks")},
};
static const char *const methods[] = {"poisson", "binomial", "local", "gamma", NULL};
static const pb_param params[] = {
    {.name = "method",
     .title = N_("common level of all places (poisson, binomial, gamma) or of the neighbours "
                 "(local)"),
     .type = PB_PARAM_CHOICE,
     .def_text = "poisson",
     .choices = methods},
};

static void add_columns(pb_result *result, const pb_eb_rate *rates, const pb_count_input *input) {
  static const char *const names[] = {"raw", "eb", "weight", "level", "spread", "p_common"};
  g_autofree double *p = g_new0(double, input->n + 1);
  pb_eb_choynowski(input->counts, input->n, p);
  for (size_t c = 0; c < G_N_ELEMENTS(names); c++) {
    pb_column *column = pb_result_add_column(result, names[c], PB_TYPE_DOUBLE, NULL);
    size_t next = 0;
    for (size_t row = 0; row < input->n_rows; row++) {
      bool used = next < input->n && input->row[next] == row;
      const pb_eb_rate one = used ? rates[next] : (pb_eb_rate){0};
      const double values[] = {one.raw,   one.eb,     one.weight,
                               one.level, one.spread, used ? p[next] : 0};
      pb_column_append_maybe(column, used, values[c]);
      next += used;
    }
  }
}

/* Neighbours among all rows; NULL without the columns. Links that are wrong are an error where the
 * method needs them, else a warning. */
static bool read_neighbours(const pb_table *input, size_t used, bool needed,
                            pb_weights **neighbours, pb_result *result, GError **error) {
  const pb_column *id = pb_table_find(input, "id"), *names = pb_table_find(input, "neighbours");
  *neighbours = NULL;
  if (!id || !names || used < pb_table_n_rows(input))
    return true;
  *neighbours = pb_weights_from_columns(id, names, needed ? error : NULL);
  if (!*neighbours && !needed)
    pb_result_add_warning(result, N_("The columns id and neighbours do not fit each other; Moran's "
                                     "I is left out."));
  return *neighbours || !needed;
}

static pb_result *run(const pb_table *table, const pb_params *values, GError **error) {
  g_auto(pb_count_input) input = {0};
  if (!pb_count_input_read(table, &input, error))
    return NULL;
  const pb_count *counts = input.counts;
  const size_t used = input.n;
  const char *method = pb_params_text(values, "method");
  bool local = g_str_equal(method, "local");
  g_autoptr(pb_weights) neighbours = NULL;
  pb_result *result = pb_result_new("empirical-bayes");
  pb_result_set_counts(result, used, input.n_rows - used);
  if (!read_neighbours(table, used, local, &neighbours, result, error)) {
    pb_result_free(result);
    return NULL;
  }
  g_autofree pb_eb_rate *rates = g_new0(pb_eb_rate, used + 1);
  double shape = 0, rate = 0, moran = 0;
  bool done = false;
  if (local && !neighbours)
    pb_result_set_reason(result, N_("The local method needs the columns id and neighbours, and a "
                                    "count and exposure in every row."));
  else if (local)
    done = pb_eb_local(counts, used, neighbours, rates);
  else if (g_str_equal(method, "gamma"))
    done = pb_eb_gamma(counts, used, rates, &shape, &rate);
  else
    done = g_str_equal(method, "binomial") ? pb_eb_binomial(counts, used, rates)
                                           : pb_eb_poisson(counts, used, rates);
  if (!done) {
    if (!pb_result_reason(result))
      pb_result_set_reason(result, N_("There are no crimes, or the places differ no more than "
                                      "chance alone would make them."));
    return result;
  }
  add_columns(result, rates, &input);
  if (!local) {
    pb_result_set_scalar(result, "level", rates[0].level, NULL);
    pb_result_set_scalar(result, "spread", rates[0].spread, NULL);
  }
  if (g_str_equal(method, "gamma")) {
    pb_result_set_scalar(result, "shape", shape, NULL);
    pb_result_set_scalar(result, "rate", rate, NULL);
  }
  if (neighbours) {
    pb_weights_standardise(neighbours);
    bool found = pb_eb_moran(counts, used, neighbours, &moran);
    pb_result_set_scalar_maybe(result, "moran", found, moran, NULL);
  }
  return result;
}

const pb_statistic pb_statistic_empirical_bayes = {
    .name = "empirical-bayes",
    .title = N_("Rates drawn towards a common level"),
    .description = N_(
        "The rate of a small place jumps by chance alone. Empirical Bayes draws it towards the "
        "level of all places, or of its neighbours, the more the fewer inhabitants it has; the "
        "weight says how much is the place's own rate, and p_common how odd the count would be if "
        "all places had the common rate. With neighbours the result tells whether "
        "high rates lie beside high ones (Moran's I of the standardised rates)."),
    .citation = "Choynowski M (1959) J Am Stat Assoc 54:385; Marshall RJ (1991) Appl Stat 40:283; "
                "Clayton D, Kaldor J (1987) Biometrics 43:671; "
                "Martuzzi M, Elliott P (1996) Stat Med 15:1867; Assuncao RM, Reis EA (1999) Stat "
                "Med 18:2147",
    .inputs = inputs,
    .n_inputs = G_N_ELEMENTS(inputs),
    .params = params,
    .n_params = G_N_ELEMENTS(params),
    .run = run,
};

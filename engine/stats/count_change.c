/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stats/count_change.h"

#include <math.h>

#include "engine/stats/count_input.h"
#include "engine/stats/tails.h"
#include "engine/stats/shared_params.h"
#include "engine/text.h"

/* Outcomes within this of the observed probability count as equally likely, as in R. */
#define RELATIVE_TIE (1 + 1e-7)

/* First outcome from `from` to n whose probability is at most `limit`; on that side probabilities
 * only fall. n + 1 when there is none. */
static int64_t first_unlikely_above(int64_t from, int64_t n, double p, double limit) {
  int64_t lo = from, hi = n + 1;
  while (lo < hi) {
    int64_t middle = lo + (hi - lo) / 2;
    if (pb_binomial_pmf(middle, n, p) <= limit)
      hi = middle;
    else
      lo = middle + 1;
  }
  return lo;
}

/* Two-sided p: the sum over all outcomes no likelier than k. */
static double minimum_likelihood_p(int64_t k, int64_t n, double p) {
  double mean = (double)n * p, limit = pb_binomial_pmf(k, n, p) * RELATIVE_TIE;
  if ((double)k == mean)
    return 1;
  if ((double)k < mean) {
    int64_t other = first_unlikely_above((int64_t)ceil(mean), n, p, limit);
    return fmin(1, pb_binomial_lower(k, n, p) + pb_binomial_upper(other, n, p));
  }
  /* The same seen from the other end. */
  int64_t other = first_unlikely_above(n - (int64_t)floor(mean), n, 1 - p, limit);
  return fmin(1, pb_binomial_upper(k, n, p) + pb_binomial_upper(other, n, 1 - p));
}

typedef struct {
  int64_t k, n;
  double tail;
} share_target;

static double share_upper_tail(double share, const void *data) {
  const share_target *target = data;
  return pb_binomial_upper(target->k, target->n, share) - target->tail;
}

/* Share at which P(X >= k) = tail: the lower Clopper-Pearson limit, 1 <= k <= n. */
static double share_limit(int64_t k, int64_t n, double tail) {
  share_target target = {k, n, tail};
  return pb_solve_increasing(share_upper_tail, &target, 1e-300, (double)k / (double)n);
}

static void exact_ratio_interval(pb_change *change, pb_count now, pb_count base, double tail) {
  int64_t k = now.count, n = now.count + base.count;
  double scale = base.exposure / now.exposure;
  double low = k > 0 ? share_limit(k, n, tail) : 0;
  change->ratio_lower = k > 0 ? low / (1 - low) * scale : 0;
  if (k < n) {
    /* The upper limit of a share is 1 - the lower limit of its complement. */
    double rest = share_limit(n - k, n, tail);
    change->has_ratio_upper = true;
    change->ratio_upper = (1 - rest) / rest * scale;
  }
}

static double quasi_p(double z, double df) {
  return df > 0 ? pb_t_p(z, df) : pb_normal_p(z);
}

static void use_quasi_poisson(pb_change *change, double se, double phi,
                              const pb_change_options *options) {
  double confidence = options->confidence > 0 ? options->confidence : PB_DEFAULT_CONFIDENCE;
  double critical =
      options->df > 0 ? pb_t_critical(confidence, options->df) : pb_normal_critical(confidence);
  double reach = critical * sqrt(phi) * se;
  change->method = PB_CHANGE_QUASI_POISSON;
  change->p = quasi_p(change->wald_z / sqrt(phi), options->df);
  change->ratio_lower = exp(log(change->ratio) - reach);
  change->ratio_upper = exp(log(change->ratio) + reach);
}

/* Why the two cannot be compared, or NULL. */
static const char *not_assessable(pb_count now, pb_count base) {
  if (!(now.exposure > 0) || !(base.exposure > 0) || now.count < 0 || base.count < 0)
    return N_("A change cannot be assessed without a population for both periods.");
  if (now.count == 0 && base.count == 0)
    return N_("No change can be assessed: there are no crimes in either period.");
  return NULL;
}

static double standard_error(pb_count now, pb_count base) {
  return sqrt(1 / (double)now.count + 1 / (double)base.count);
}

static double ratio_of(pb_count now, pb_count base) {
  return ((double)now.count / now.exposure) / ((double)base.count / base.exposure);
}

double pb_count_change_p(pb_count now, pb_count base, double phi, double df, bool mid_p) {
  if (not_assessable(now, base))
    return 1;
  if (phi > PB_PHI_LIMIT && now.count > 0 && base.count > 0)
    return quasi_p(log(ratio_of(now, base)) / (sqrt(phi) * standard_error(now, base)), df);
  int64_t k = now.count, n = now.count + base.count;
  double share = now.exposure / (now.exposure + base.exposure);
  if (!mid_p)
    return minimum_likelihood_p(k, n, share);
  double smaller = fmin(pb_binomial_upper(k, n, share), pb_binomial_lower(k, n, share));
  return fmin(1, 2 * (smaller - pb_binomial_pmf(k, n, share) / 2));
}

pb_change pb_count_change(pb_count now, pb_count base, const pb_change_options *options) {
  double confidence =
      options && options->confidence > 0 ? options->confidence : PB_DEFAULT_CONFIDENCE;
  double phi = options && options->phi > 0 ? options->phi : 1;
  pb_change change = {.method = PB_CHANGE_EXACT, .p = 1, .reason = not_assessable(now, base)};
  if (change.reason)
    return change;
  int64_t k = now.count, n = now.count + base.count;
  double share = now.exposure / (now.exposure + base.exposure);
  double at = pb_binomial_pmf(k, n, share);
  change.assessable = true;
  change.p_greater = pb_binomial_upper(k, n, share);
  change.p_less = pb_binomial_lower(k, n, share);
  double smaller = fmin(change.p_greater, change.p_less);
  change.p_doubled = fmin(1, 2 * smaller);
  change.p_mid = fmin(1, 2 * (smaller - at / 2));
  change.p_exact = minimum_likelihood_p(k, n, share);
  change.p = change.p_exact;
  exact_ratio_interval(&change, now, base, (1 - confidence) / 2);
  change.has_ratio = base.count > 0;
  if (change.has_ratio)
    change.ratio = ratio_of(now, base);
  change.has_wald = now.count > 0 && base.count > 0;
  if (change.has_wald)
    change.wald_z = log(change.ratio) / standard_error(now, base);
  if (phi > PB_PHI_LIMIT) {
    if (change.has_wald)
      use_quasi_poisson(&change, standard_error(now, base), phi, options);
    else
      change.fell_back = true;
  }
  return change;
}

pb_change pb_count_change_against(pb_count now, const pb_count *earlier, size_t m,
                                  const pb_change_options *options) {
  pb_count sum = {0, 0};
  for (size_t i = 0; i < m; i++) {
    if (!(earlier[i].exposure > 0) || earlier[i].count < 0)
      return pb_count_change(now, (pb_count){0, 0}, options);
    sum.count += earlier[i].count;
    sum.exposure += earlier[i].exposure;
  }
  return pb_count_change(now, sum, options);
}

static const pb_input inputs[] = {
    PB_COUNT_PAIR_INPUTS,
};
static const pb_param params[] = {
    PB_PARAM_CONFIDENCE,
    PB_PARAM_PHI,
    PB_PARAM_PHI_DF,
};

enum { RATIO, LOWER, UPPER, P, P_EXACT, P_DOUBLED, P_MID, P_GREATER, P_LESS, WALD_Z, N_NUMBERS };
static const char *const number_names[N_NUMBERS] = {
    "ratio",     "ratio_lower", "ratio_upper", "p",      "p_exact",
    "p_doubled", "p_mid",       "p_greater",   "p_less", "wald_z"};

static void append(pb_column *const *numbers, pb_column *method, const pb_change *change) {
  bool ok = change->assessable;
  pb_column_append_maybe(numbers[RATIO], ok && change->has_ratio, change->ratio);
  pb_column_append_maybe(numbers[LOWER], ok, change->ratio_lower);
  pb_column_append_maybe(numbers[UPPER], ok && change->has_ratio_upper, change->ratio_upper);
  pb_column_append_maybe(numbers[P], ok, change->p);
  pb_column_append_maybe(numbers[P_EXACT], ok, change->p_exact);
  pb_column_append_maybe(numbers[P_DOUBLED], ok, change->p_doubled);
  pb_column_append_maybe(numbers[P_MID], ok, change->p_mid);
  pb_column_append_maybe(numbers[P_GREATER], ok, change->p_greater);
  pb_column_append_maybe(numbers[P_LESS], ok, change->p_less);
  pb_column_append_maybe(numbers[WALD_Z], ok && change->has_wald, change->wald_z);
  pb_column_append_string(method, !ok                                         ? "not-assessed"
                                  : change->method == PB_CHANGE_QUASI_POISSON ? "quasi-poisson"
                                                                              : "exact");
}

static pb_result *run(const pb_table *input, const pb_params *values, GError **error) {
  pb_count_pairs pairs;
  if (!pb_count_pairs_find(input, &pairs, error))
    return NULL;
  pb_change_options options = {pb_params_double(values, "confidence"),
                               pb_params_double(values, "phi"), pb_params_double(values, "df")};
  pb_result *result = pb_result_new("count-change");
  pb_column *numbers[N_NUMBERS];
  for (int i = 0; i < N_NUMBERS; i++)
    numbers[i] = pb_result_add_column(result, number_names[i], PB_TYPE_DOUBLE, NULL);
  pb_column *method = pb_result_add_column(result, "method", PB_TYPE_STRING, NULL);
  size_t n = pb_table_n_rows(input), used = 0;
  bool fell_back = false, not_assessed = false;
  for (size_t row = 0; row < n; row++) {
    pb_count now, base;
    if (!pb_count_pairs_at(&pairs, row, &now, &base)) {
      for (int i = 0; i < N_NUMBERS; i++)
        pb_column_append_missing(numbers[i]);
      pb_column_append_missing(method);
      continue;
    }
    used++;
    pb_change change = pb_count_change(now, base, &options);
    fell_back |= change.fell_back;
    not_assessed |= !change.assessable;
    append(numbers, method, &change);
  }
  if (fell_back)
    pb_result_add_warning(result,
                          N_("Where a count is zero the quasi-Poisson ratio does not exist; "
                             "the exact test is shown instead."));
  if (used == 0)
    pb_result_set_reason(result, PB_NO_COMPLETE_ROW);
  if (not_assessed)
    pb_result_add_warning(result, PB_NOT_ASSESSED);
  pb_result_set_counts(result, used, n - used);
  return result;
}

const pb_statistic pb_statistic_count_change = {
    .name = "count-change",
    .title = N_("Change between two counts"),
    .description =
        N_("Whether a count has changed against an earlier one, with respect to population: ratio "
           "with interval and the probability of at least as large a difference if nothing "
           "changed. Exact conditional test, two-sided by the likelihood of the outcomes."),
    .citation =
        "Przyborowski J, Wilenski H (1940) Biometrika 31:313; Clopper CJ, Pearson ES (1934) "
        "Biometrika 26:404",
    .inputs = inputs,
    .n_inputs = G_N_ELEMENTS(inputs),
    .params = params,
    .n_params = G_N_ELEMENTS(params),
    .run = run,
};

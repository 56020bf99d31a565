/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stats/common_ratio.h"

#include <math.h>

#include "engine/stats/input.h"
#include "engine/stats/shared_params.h"
#include "engine/stats/tails.h"
#include "engine/text.h"

/* What a member adds to the Mantel-Haenszel sums. */
typedef struct {
  double above, below, variance, surplus; /* surplus: a - E(a) when nothing changed */
  double a, b, x, y;
} sums;

static void add_member(sums *s, pb_count now, pb_count base) {
  double a = (double)now.count, b = (double)base.count, x = now.exposure, y = base.exposure;
  double share = x / (x + y); /* of the exposure; products of exposures could overflow */
  s->above += a * (1 - share);
  s->below += b * share;
  s->variance += (a + b) * share * (1 - share);
  s->surplus += a - (a + b) * share;
  s->a += a;
  s->b += b;
  s->x += x;
  s->y += y;
}

static void test_homogeneity(const pb_count *now, const pb_count *base, size_t n, double phi,
                             pb_common_ratio *common) {
  double squares = 0, surplus = 0, variance = 0, log_squares = 0;
  bool no_zero = true;
  for (size_t i = 0; i < n; i++) {
    double a = (double)now[i].count, b = (double)base[i].count;
    if (a + b <= 0)
      continue;
    double odds = common->ratio * (now[i].exposure / base[i].exposure);
    double share = odds / (1 + odds), v = (a + b) * share / (1 + odds);
    squares += (a - (a + b) * share) * (a - (a + b) * share) / v;
    surplus += a - (a + b) * share;
    variance += v;
    no_zero = no_zero && a > 0 && b > 0;
    if (no_zero)
      log_squares += pow(log(a / b / odds), 2) / (1 / a + 1 / b);
  }
  double df = (double)common->n_members - 1;
  common->has_homogeneity = df > 0;
  common->has_homogeneity_log = df > 0 && no_zero;
  if (!common->has_homogeneity)
    return;
  common->homogeneity_chi2 = fmax(squares - surplus * surplus / variance, 0) / phi;
  common->homogeneity_p = pb_chi2_p(common->homogeneity_chi2, df);
  if (!common->has_homogeneity_log)
    return;
  common->homogeneity_log = log_squares / phi;
  common->homogeneity_log_p = pb_chi2_p(common->homogeneity_log, df);
}

bool pb_common_ratio_compute(const pb_count *now, const pb_count *base, size_t n, double phi,
                             double confidence, pb_common_ratio *common, const char **reason) {
  phi = phi > 0 ? phi : 1;
  confidence = confidence > 0 ? confidence : PB_DEFAULT_CONFIDENCE;
  sums s = {0};
  pb_common_ratio found = {0};
  for (size_t i = 0; i < n; i++) {
    add_member(&s, now[i], base[i]);
    found.n_members += now[i].count + base[i].count > 0;
  }
  *reason = s.a <= 0 && s.b <= 0 ? N_("There are no crimes in either period.")
            : s.a <= 0 ? N_("There are no crimes in the later period, so the ratio has no "
                            "interval.")
            : s.b <= 0 ? N_("There are no crimes in the earlier period to compare with.")
                       : NULL;
  if (*reason)
    return false;
  found.ratio = s.above / s.below;
  found.crude = s.a / s.x / (s.b / s.y);
  found.log_se = sqrt(phi * s.variance / (s.above * s.below));
  double step = pb_normal_critical(confidence) * found.log_se;
  found.interval = (pb_interval){found.ratio * exp(-step), found.ratio * exp(step)};
  found.chi2 = s.surplus * s.surplus / s.variance / phi;
  found.p = pb_chi2_p(found.chi2, 1);
  test_homogeneity(now, base, n, phi, &found);
  *common = found;
  return true;
}

static const pb_input inputs[] = {
    {"now_count", PB_TYPE_INT64, true, N_("number of crimes of a member in the later period")},
    {"now_exposure", PB_TYPE_DOUBLE, false, N_("population of the later period; 1 if left out")},
    {"base_count", PB_TYPE_INT64, true, N_("number of crimes of the member in the earlier period")},
    {"base_exposure", PB_TYPE_DOUBLE, false, N_("population of the earlier period; 1 if left out")},
};
static const pb_param params[] = {
    PB_PARAM_CONFIDENCE,
    {.name = "phi",
     .title = N_("over-dispersion of the counts; multiplies the variance"),
     .type = PB_PARAM_DOUBLE,
     .def = 1,
     .min = 1e-6,
     .max = 1e9},
};

static void put(pb_result *result, const pb_common_ratio *common) {
  pb_result_set_scalar(result, "n_members", (double)common->n_members, NULL);
  pb_result_set_scalar(result, "ratio", common->ratio, NULL);
  pb_result_set_scalar(result, "lower", common->interval.lower, NULL);
  pb_result_set_scalar(result, "upper", common->interval.upper, NULL);
  pb_result_set_scalar(result, "log_se", common->log_se, NULL);
  pb_result_set_scalar(result, "chi2", common->chi2, NULL);
  pb_result_set_scalar(result, "p", common->p, NULL);
  pb_result_set_scalar(result, "crude_ratio", common->crude, NULL);
  const struct {
    const char *name;
    bool present;
    double value;
  } tests[] = {
      {"homogeneity_chi2", common->has_homogeneity, common->homogeneity_chi2},
      {"homogeneity_df", common->has_homogeneity, (double)common->n_members - 1},
      {"homogeneity_p", common->has_homogeneity, common->homogeneity_p},
      {"homogeneity_log_chi2", common->has_homogeneity_log, common->homogeneity_log},
      {"homogeneity_log_p", common->has_homogeneity_log, common->homogeneity_log_p},
  };
  for (size_t i = 0; i < G_N_ELEMENTS(tests); i++)
    if (tests[i].present)
      pb_result_set_scalar(result, tests[i].name, tests[i].value, NULL);
    else
      pb_result_set_scalar_missing(result, tests[i].name, NULL);
  if (common->has_homogeneity && common->homogeneity_p < 0.05)
    pb_result_add_warning(result, N_("The members have not changed alike: show each beside the "
                                     "common ratio."));
}

static pb_result *run(const pb_table *input, const pb_params *values, GError **error) {
  const pb_column *columns[G_N_ELEMENTS(inputs)];
  for (size_t i = 0; i < G_N_ELEMENTS(inputs); i++)
    columns[i] = pb_table_find(input, inputs[i].name);
  if (!pb_input_check_counts(columns[0], error) || !pb_input_check_positive(columns[1], error) ||
      !pb_input_check_counts(columns[2], error) || !pb_input_check_positive(columns[3], error))
    return NULL;
  size_t n_rows = pb_table_n_rows(input), n = 0;
  g_autofree pb_count *now = g_new(pb_count, n_rows + 1), *base = g_new(pb_count, n_rows + 1);
  for (size_t row = 0; row < n_rows; row++) {
    if (!pb_input_complete(columns, G_N_ELEMENTS(columns), row))
      continue;
    now[n] =
        (pb_count){(int64_t)pb_column_double(columns[0], row), pb_input_or(columns[1], row, 1)};
    base[n++] =
        (pb_count){(int64_t)pb_column_double(columns[2], row), pb_input_or(columns[3], row, 1)};
  }
  pb_result *result = pb_result_new("common-ratio");
  pb_result_set_counts(result, n, n_rows - n);
  pb_common_ratio common;
  const char *reason;
  if (pb_common_ratio_compute(now, base, n, pb_params_double(values, "phi"),
                              pb_params_double(values, "confidence"), &common, &reason))
    put(result, &common);
  else
    pb_result_set_reason(result, reason);
  return result;
}

const pb_statistic pb_statistic_common_ratio = {
    .name = "common-ratio",
    .title = N_("Common change of several members"),
    .description =
        N_("One ratio of later to earlier rates for several places together, each compared with "
           "itself (Mantel-Haenszel), with interval, and a test of whether they have changed "
           "alike. Where they have not, one common ratio hides more than it says."),
    .citation = "Greenland S, Robins JM (1985) Biometrics 41:55; Breslow NE, Day NE (1987) "
                "Statistical Methods in Cancer Research II, IARC; Tarone RE (1985) Biometrika "
                "72:91",
    .inputs = inputs,
    .n_inputs = G_N_ELEMENTS(inputs),
    .params = params,
    .n_params = G_N_ELEMENTS(params),
    .run = run,
};

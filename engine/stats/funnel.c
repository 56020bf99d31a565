/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stats/funnel.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

#include "engine/stats/count_input.h"
#include "engine/stats/quantile.h"
#include "engine/stats/tails.h"
#include "engine/text.h"

#define MIN_MEMBERS 3

static double raw_z(pb_funnel_transform transform, double observed, double expected) {
  return transform == PB_FUNNEL_PEARSON ? (observed - expected) / sqrt(expected)
                                        : 2 * (sqrt(observed) - sqrt(expected));
}

/* Variance of the ratio, or of its square root, by chance alone. */
static double chance_variance(pb_funnel_scale scale, double expected) {
  return scale == PB_FUNNEL_SCALE_RATIO ? 1 / expected : 1 / (4 * expected);
}

/* Set the extremes of z to the quantiles; phi is the mean square. */
static void winsorise(double *z, double share, pb_funnel *funnel) {
  size_t n = funnel->n;
  g_autofree double *sorted = g_memdup2(z, n * sizeof *z);
  pb_sort_doubles(sorted, n);
  funnel->winsor_low = pb_quantile_sorted(sorted, n, share);
  funnel->winsor_high = pb_quantile_sorted(sorted, n, 1 - share);
  double sum = 0;
  for (size_t i = 0; i < n; i++) { /* in sorted order, so that the order of rows cannot matter */
    double set = fmin(fmax(sorted[i], funnel->winsor_low), funnel->winsor_high);
    sum += set * set;
  }
  funnel->phi = sum / (double)n;
}

bool pb_funnel_fit(const pb_count *members, size_t n, size_t self, const pb_funnel_options *options,
                   pb_funnel *funnel) {
  pb_funnel_options chosen = options ? *options : (pb_funnel_options){0};
  int64_t counts = 0;
  double exposures = 0;
  size_t used = 0;
  for (size_t i = 0; i < n; i++) {
    if (i == self)
      continue;
    if (members[i].count < 0 || !(members[i].exposure > 0))
      return false;
    counts += members[i].count;
    exposures += members[i].exposure;
    used++;
  }
  if (used < MIN_MEMBERS || counts == 0)
    return false;
  *funnel = (pb_funnel){
      .n = used,
      .reference_rate = (double)counts / exposures,
      .transform = chosen.transform,
      .scale = chosen.scale,
  };
  g_autofree double *z = g_new(double, used);
  double weights = 0, squares = 0;
  for (size_t i = 0, at = 0; i < n; i++) {
    if (i == self)
      continue;
    double expected = members[i].exposure * funnel->reference_rate;
    double weight = 1 / chance_variance(chosen.scale, expected);
    z[at++] = raw_z(chosen.transform, (double)members[i].count, expected);
    weights += weight;
    squares += weight * weight;
  }
  double share = chosen.winsor_share > 0 ? chosen.winsor_share : chosen.winsor_share < 0 ? 0 : 0.1;
  winsorise(z, share, funnel);
  double size = (double)used;
  funnel->tau2 = fmax(0, (size * funnel->phi - (size - 1)) / (weights - squares / weights));
  return true;
}

double pb_funnel_z(const pb_funnel *funnel, pb_count member) {
  return raw_z(funnel->transform, (double)member.count, member.exposure * funnel->reference_rate);
}

double pb_funnel_z_additive(const pb_funnel *funnel, pb_count member) {
  double expected = member.exposure * funnel->reference_rate;
  double ratio = (double)member.count / expected;
  double distance = funnel->scale == PB_FUNNEL_SCALE_RATIO ? ratio - 1 : sqrt(ratio) - 1;
  return distance / sqrt(chance_variance(funnel->scale, expected) + funnel->tau2);
}

/* Smallest r with P(X <= r) > share. */
static double smallest_above(double expected, double share) {
  double z = gsl_cdf_ugaussian_Pinv(share);
  double r = fmax(0, floor(expected + z * sqrt(expected) + (z * z - 1) / 6));
  while (r > 0 && gsl_cdf_poisson_P((unsigned)r - 1, expected) > share)
    r--;
  while (!(gsl_cdf_poisson_P((unsigned)r, expected) > share))
    r++;
  return r;
}

double pb_funnel_exact_limit(double expected, double share) {
  double r = smallest_above(expected, share);
  double at = gsl_cdf_poisson_P((unsigned)r, expected);
  double below = r > 0 ? gsl_cdf_poisson_P((unsigned)r - 1, expected) : 0;
  return fmax(0, (r - (at - share) / (at - below)) / expected);
}

pb_interval pb_funnel_limits(const pb_funnel *funnel, double exposure, double coverage,
                             pb_limit_kind kind) {
  double expected = exposure * funnel->reference_rate, tail = (1 - coverage) / 2;
  if (kind == PB_LIMIT_EXACT)
    return (pb_interval){pb_funnel_exact_limit(expected, tail),
                         pb_funnel_exact_limit(expected, 1 - tail)};
  double z = pb_normal_critical(coverage);
  if (kind == PB_LIMIT_ADDITIVE && funnel->scale == PB_FUNNEL_SCALE_SQRT) {
    double reach = z * sqrt(chance_variance(funnel->scale, expected) + funnel->tau2);
    double low = fmax(0, 1 - reach);
    return (pb_interval){low * low, (1 + reach) * (1 + reach)};
  }
  double variance = kind == PB_LIMIT_MULTIPLICATIVE ? fmax(1, funnel->phi) / expected
                    : kind == PB_LIMIT_ADDITIVE     ? 1 / expected + funnel->tau2
                                                    : 1 / expected;
  double reach = z * sqrt(variance);
  return (pb_interval){fmax(0, 1 - reach), 1 + reach};
}

static const pb_input inputs[] = {
    {"count", PB_TYPE_INT64, true, N_("number of crimes in a member of the group")},
    {"exposure", PB_TYPE_DOUBLE, true, N_("population, or other exposure")},
};
static const char *const transforms[] = {"sqrt", "pearson", NULL};
static const char *const scales[] = {"sqrt", "ratio", NULL};
static const pb_param params[] = {
    {.name = "transform",
     .title = N_("how z is made: from square roots or from plain differences"),
     .type = PB_PARAM_CHOICE,
     .def_text = "sqrt",
     .choices = transforms},
    {.name = "scale",
     .title = N_("scale of the additive limits: the ratio’s square root or the ratio"),
     .type = PB_PARAM_CHOICE,
     .def_text = "sqrt",
     .choices = scales},
    {.name = "winsor",
     .title = N_("share of the z values at either end that is set to the quantile"),
     .type = PB_PARAM_DOUBLE,
     .def = 0.1,
     .min = 0,
     .max = 0.45},
};

/* The four limits of each kind, in the order of the names' suffixes. */
static const char *const kind_names[] = {"exact", "normal", "multiplicative", "additive"};
static const double coverages[] = {0.95, 0.998};
enum { N_KINDS = 4, N_COVERAGES = 2 };

typedef struct {
  pb_column *expected, *ratio, *z, *z_additive, *flag;
  pb_column *limit[N_KINDS][N_COVERAGES][2];
} funnel_columns;

static funnel_columns add_columns(pb_result *result) {
  funnel_columns c = {
      .expected = pb_result_add_column(result, "expected", PB_TYPE_DOUBLE, N_("crimes")),
      .ratio = pb_result_add_column(result, "ratio", PB_TYPE_DOUBLE, NULL),
      .z = pb_result_add_column(result, "z", PB_TYPE_DOUBLE, NULL),
      .z_additive = pb_result_add_column(result, "z_additive", PB_TYPE_DOUBLE, NULL),
      .flag = pb_result_add_column(result, "flag", PB_TYPE_STRING, NULL),
  };
  for (int kind = 0; kind < N_KINDS; kind++)
    for (int level = 0; level < N_COVERAGES; level++)
      for (int side = 0; side < 2; side++) {
        g_autofree char *name = g_strdup_printf(
            "%s_%s_%s", kind_names[kind], side == 0 ? "lower" : "upper", level == 0 ? "95" : "998");
        c.limit[kind][level][side] = pb_result_add_column(result, name, PB_TYPE_DOUBLE, NULL);
      }
  return c;
}

/* `member` NULL: a missing row. */
static void add_row(const funnel_columns *c, const pb_funnel *funnel, const pb_count *member) {
  bool there = member != NULL;
  pb_count at = there ? *member : (pb_count){0, 1};
  double expected = at.exposure * funnel->reference_rate;
  double z_additive = pb_funnel_z_additive(funnel, at);
  double far = pb_normal_critical(coverages[1]);
  pb_column_append_maybe(c->expected, there, expected);
  pb_column_append_maybe(c->ratio, there, (double)at.count / expected);
  pb_column_append_maybe(c->z, there, pb_funnel_z(funnel, at));
  pb_column_append_maybe(c->z_additive, there, z_additive);
  pb_column_append_string(c->flag, !there              ? NULL
                                   : z_additive > far  ? "high"
                                   : z_additive < -far ? "low"
                                                       : "within");
  for (int kind = 0; kind < N_KINDS; kind++)
    for (int level = 0; level < N_COVERAGES; level++) {
      pb_interval limits =
          pb_funnel_limits(funnel, at.exposure, coverages[level], (pb_limit_kind)kind);
      pb_column_append_maybe(c->limit[kind][level][0], there, limits.lower);
      pb_column_append_maybe(c->limit[kind][level][1], there, limits.upper);
    }
}

static pb_result *run(const pb_table *table, const pb_params *values, GError **error) {
  g_auto(pb_count_input) input = {0};
  if (!pb_count_input_read(table, &input, error))
    return NULL;
  double winsor = pb_params_double(values, "winsor");
  pb_funnel_options options = {
      .transform = g_str_equal(pb_params_text(values, "transform"), "pearson") ? PB_FUNNEL_PEARSON
                                                                               : PB_FUNNEL_SQRT,
      .scale = g_str_equal(pb_params_text(values, "scale"), "ratio") ? PB_FUNNEL_SCALE_RATIO
                                                                     : PB_FUNNEL_SCALE_SQRT,
      .winsor_share = winsor > 0 ? winsor : -1,
  };
  pb_result *result = pb_result_new("funnel");
  pb_result_set_counts(result, input.n, input.n_rows - input.n);
  pb_funnel funnel;
  if (!pb_funnel_fit(input.counts, input.n, PB_FUNNEL_NO_SELF, &options, &funnel)) {
    pb_result_set_reason(result, N_("A funnel needs at least three members and some crimes."));
    return result;
  }
  funnel_columns c = add_columns(result);
  for (size_t row = 0, at = 0; row < input.n_rows; row++)
    add_row(&c, &funnel, at < input.n && input.row[at] == row ? &input.counts[at++] : NULL);
  pb_result_set_scalar(result, "reference_rate", funnel.reference_rate, NULL);
  pb_result_set_scalar(result, "winsor_low", funnel.winsor_low, NULL);
  pb_result_set_scalar(result, "winsor_high", funnel.winsor_high, NULL);
  pb_result_set_scalar(result, "phi", funnel.phi, NULL);
  pb_result_set_scalar(result, "tau2", funnel.tau2, NULL);
  return result;
}

const pb_statistic pb_statistic_funnel = {
    .name = "funnel",
    .title = N_("Funnel: who differs from the group"),
    .description =
        N_("Small places vary more by chance than large ones. The limits show how far from the "
           "common rate a place of a given size can be by chance (exact, normal), and with the "
           "usual variation between places taken into account (multiplicative, additive). "
           "The reference is the whole table."),
    .citation = "Spiegelhalter DJ (2005) Stat Med 24:1185",
    .inputs = inputs,
    .n_inputs = G_N_ELEMENTS(inputs),
    .params = params,
    .n_params = G_N_ELEMENTS(params),
    .run = run,
};

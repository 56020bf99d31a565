/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 13: watching the latest weeks. flexible_LIMIT_pthrP.KEY, farrington.KEY, ears_METHOD.KEY,
 * cusum_FORM.KEY, plain_cusum.KEY; the judged weeks are `range` of params.json. */
#include <math.h>
#include <gsl/gsl_cdf.h>
#include <string.h>

#include "tests/oracle/binding.h"
#include "tests/oracle/give.h"

static const char *skip(const char *const *path, size_t n) {
  static const char *const echoes[] = {"control", "start", "range", "note", "k", "h", "ref", NULL};
  if (g_strv_contains(echoes, path[n - 1]))
    return "an input";
  if (n == 2 && g_str_equal(path[0], "farrington") && g_str_equal(path[1], "expected"))
    return "the reference has none";
  return NULL;
}

static double param(oracle_case *c, const char *group, const char *key) {
  return json_object_get_double_member(json_object_get_object_member(c->params, group), key);
}

static int last_weeks(oracle_case *c) {
  JsonArray *range = json_object_get_array_member(c->params, "range");
  return (int)(json_array_get_int_element(range, 1) - json_array_get_int_element(range, 0)) + 1;
}

/* Run on the weeks up to the end of the range; pairs of settings, NULL-terminated, without "last".
 */
static const pb_result *watch(oracle_case *c, const char *key, const char *statistic,
                              const char *const *settings) {
  const char *all[24] = {"last"};
  g_autofree char *last = g_strdup_printf("%d", last_weeks(c));
  all[1] = last;
  for (size_t i = 0; settings[i]; i++)
    all[2 + i] = settings[i];
  return oracle_case_run(c, key, statistic, oracle_case_table(c, "input.csv", NULL), all);
}

static const pb_column *column(const pb_result *result, const char *name) {
  return pb_result_find(result, name);
}

/* Values of the judged weeks: the last ones. */
static void give_last(oracle_case *c, oracle_answer *answer, const pb_column *values) {
  size_t n = pb_column_length(values);
  for (size_t i = n - (size_t)last_weeks(c); i < n; i++) {
    bool present = pb_column_is_valid(values, i);
    give(answer, present, present ? pb_column_double(values, i) : 0);
  }
}

static void give_alarms(oracle_case *c, oracle_answer *answer, const pb_result *result) {
  const pb_column *status = column(result, "status");
  size_t n = pb_column_length(status);
  for (size_t i = n - (size_t)last_weeks(c); i < n; i++)
    give(answer, true, g_str_equal(pb_column_string(status, i), "alarm"));
}

static double count_at(oracle_case *c, size_t row) {
  g_autoptr(pb_table) table = oracle_case_table(c, "input.csv", NULL);
  return pb_column_double(pb_table_find(table, "count"), row);
}

static const pb_result *farrington(oracle_case *c, const char *method, const char *limit,
                                   const char *p_trend) {
  const char *group = g_str_equal(method, "improved") ? "ff" : "f";
  bool improved = g_str_equal(group, "ff");
  g_autofree char *years = g_strdup_printf("%g", param(c, group, "b"));
  g_autofree char *window = g_strdup_printf("%g", param(c, group, "w"));
  g_autofree char *alpha = g_strdup_printf("%g", param(c, group, "alpha"));
  g_autofree char *levels = g_strdup_printf("%g", improved ? param(c, group, "noPeriods") : 1);
  g_autofree char *past = g_strdup_printf("%g", improved ? param(c, group, "past") : 0);
  g_autofree char *key = g_strdup_printf("%s/%s/%s", method, limit, p_trend);
  const char *const settings[] = {"method",        method,        "limit", limit,   "years",
                                  years,           "half-window", window,  "alpha", alpha,
                                  "season-levels", levels,        "skip",  past,    "p-trend",
                                  p_trend,         "errors",      "peer",  NULL};
  return watch(c, key, "farrington", settings);
}

/* The reference's score and threshold mean of the negative binomial limits are on the scale of the
 * logarithm, and the threshold mean of the other is the exponential of a count. */
static void give_in_logs(oracle_case *c, oracle_answer *answer, const pb_result *result,
                         const char *key, const char *limit) {
  const pb_column *expected = column(result, "expected"), *se = column(result, "se_log");
  bool delta = g_str_equal(limit, "delta"), plug_in = g_str_equal(limit, "nb-plugin");
  double z = gsl_cdf_ugaussian_Qinv(param(c, "ff", "alpha"));
  for (size_t i = pb_column_length(expected) - (size_t)last_weeks(c);
       i < pb_column_length(expected); i++) {
    double mu = pb_column_double(expected, i), error = pb_column_double(se, i);
    double upper = pb_column_double(column(result, "upper"), i), y = count_at(c, i);
    if (g_str_equal(key, "score"))
      give(answer, true,
           delta ? pb_column_double(column(result, "score"), i)
                 : (y - log(mu)) / (upper - log(mu)));
    else
      give(answer, true, delta ? exp(mu + z * mu * error) : plug_in ? mu : mu * exp(z * error));
  }
}

static void answer_flexible(oracle_case *c, const char *name, const char *key,
                            oracle_answer *answer) {
  static const char *const columns[] = {"upperbound", "upper", "expected", "expected",
                                        "pvalue",     "p",     "trend",    "trend",
                                        "phi",        "phi",   NULL};
  g_auto(GStrv) parts = g_strsplit(name, "_", -1);
  const char *limit = g_str_equal(parts[1], "nbPlugin") ? "nb-plugin" : parts[1];
  const pb_result *result = farrington(c, "improved", limit, parts[2] + strlen("pthr"));
  if (g_str_equal(key, "alarm"))
    give_alarms(c, answer, result);
  else if (g_str_equal(key, "score") || g_str_equal(key, "mu0Vector"))
    give_in_logs(c, answer, result, key, limit);
  else if (lookup(columns, key))
    give_last(c, answer, column(result, lookup(columns, key)));
  else
    answer->skip = "not built";
}

/* The reference's limit of C3 stands around the observed count, not the mean, and its alarm follows
 * from that: both from the engine's C2, whose standard deviation and distance they are made of. */
static void answer_ears(oracle_case *c, const char *method, const char *key,
                        oracle_answer *answer) {
  bool c3 = g_str_equal(method, "C3");
  g_autofree char *last = g_strdup_printf("%d", last_weeks(c) + 2);
  const char *const settings[] = {"method", c3 ? "C2" : method, "alpha", "0.001", NULL};
  const char *const longer[] = {"last", last, "method", "C2", "alpha", "0.001", NULL};
  const pb_result *result =
      c3 ? watch(c, "ears C3", "ears", longer) : watch(c, method, "ears", settings);
  if (!c3) {
    if (g_str_equal(key, "alarm"))
      give_alarms(c, answer, result);
    else
      give_last(c, answer, column(result, "upper"));
    return;
  }
  const pb_column *sd = column(result, "sd"), *c2 = column(result, "c");
  double z = gsl_cdf_ugaussian_Qinv(.001);
  for (size_t n = pb_column_length(sd), i = n - (size_t)last_weeks(c); i < n; i++) {
    double before =
        fmax(0, pb_column_double(c2, i - 1) - 1) + fmax(0, pb_column_double(c2, i - 2) - 1);
    double y = count_at(c, i), upper = fmax(0, y + pb_column_double(sd, i) * (z - before));
    give(answer, true, g_str_equal(key, "alarm") ? y > upper : upper);
  }
}

static void answer_cusum(oracle_case *c, const char *form, const char *key, oracle_answer *answer) {
  g_autofree char *k = g_strdup_printf("%g", param(c, "cusum", "k"));
  g_autofree char *h = g_strdup_printf("%g", param(c, "cusum", "h"));
  const char *const settings[] = {"form", form, "k", k, "h", h, NULL};
  const pb_result *result = watch(c, form, "cusum", settings);
  const pb_column *upper = column(result, "upper");
  if (g_str_equal(key, "m"))
    give_scalar(answer, result, "level");
  else if (g_str_equal(key, "alarm"))
    give_alarms(c, answer, result);
  else if (g_str_equal(form, "standard")) /* the reference rounds up */
    for (size_t n = pb_column_length(upper), i = n - (size_t)last_weeks(c); i < n; i++)
      give(answer, true, ceil(pb_column_double(upper, i)));
  else
    give_last(c, answer, upper);
}

/* m and S: sums over the mean and a share of its root. */
static void answer_plain(oracle_case *c, const char *key, oracle_answer *answer) {
  const char *const settings[] = {"form", "standard", "k", "1", "h", "1", NULL};
  double level = pb_result_scalar_or(watch(c, "level", "cusum", settings), "level", 0);
  g_autofree char *k = g_strdup_printf("%.17g", level + param(c, "cusum", "ref") * sqrt(level));
  const char *const plain[] = {"form", "poisson", "k", k, "h", "10", NULL};
  const pb_result *result = watch(c, "plain", "cusum", plain);
  if (g_str_equal(key, "m"))
    give_scalar(answer, result, "level");
  else
    give_last(c, answer, column(result, "sum"));
}

static void answer_watch(oracle_case *c, const char *const *path, size_t n, JsonNode *node,
                         oracle_answer *answer) {
  (void)node;
  answer->relative = answer->absolute = 1e-6;
  if (n != 2) {
    answer->skip = "not built";
  } else if (g_str_has_prefix(path[0], "flexible_")) {
    answer_flexible(c, path[0], path[1], answer);
  } else if (g_str_equal(path[0], "farrington")) {
    const pb_result *result = farrington(c, "original", "delta", ".05");
    if (g_str_equal(path[1], "alarm"))
      give_alarms(c, answer, result);
    else
      give_last(c, answer, column(result, "upper"));
  } else if (g_str_has_prefix(path[0], "ears_")) {
    answer_ears(c, path[0] + strlen("ears_"), path[1], answer);
  } else if (g_str_has_prefix(path[0], "cusum_")) {
    answer_cusum(c, path[0] + strlen("cusum_"), path[1], answer);
  } else if (g_str_equal(path[0], "plain_cusum")) {
    answer_plain(c, path[1], answer);
  } else {
    answer->skip = "not built";
  }
}

const oracle_binding oracle_binding_watch = {"13_farrington", "farrington", skip, answer_watch};

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stats/p_adjust.h"

#include <math.h>
#include <stdlib.h>

#include "engine/stats/input.h"
#include "engine/text.h"

const char *const pb_adjust_method_names[] = {"BH",     "BY",         "holm", "hochberg",
                                              "hommel", "bonferroni", NULL};

pb_adjust_method pb_adjust_method_named(const char *name) {
  int method = PB_ADJUST_BH;
  while (pb_adjust_method_names[method] && !g_str_equal(pb_adjust_method_names[method], name))
    method++;
  return (pb_adjust_method)method;
}

typedef struct {
  double p;
  size_t index;
} ranked;

static int by_p(const void *a, const void *b) {
  const ranked *x = a, *y = b;
  if (x->p != y->p)
    return x->p < y->p ? -1 : 1;
  return (x->index > y->index) - (x->index < y->index);
}

/* Step up: from the largest p down, the running minimum of factor(i) * p. */
static void step_up(ranked *r, size_t m, pb_adjust_method method) {
  double harmonic = 1;
  if (method == PB_ADJUST_BY) {
    harmonic = 0;
    for (size_t i = 1; i <= m; i++)
      harmonic += 1 / (double)i;
  }
  double least = 1;
  for (size_t i = m; i-- > 0;) {
    double factor =
        method == PB_ADJUST_HOCHBERG ? (double)(m - i) : harmonic * (double)m / (double)(i + 1);
    least = fmin(least, factor * r[i].p);
    r[i].p = least;
  }
}

static void holm(ranked *r, size_t m) {
  double most = 0;
  for (size_t i = 0; i < m; i++) {
    most = fmax(most, (double)(m - i) * r[i].p);
    r[i].p = fmin(1, most);
  }
}

/* Hommel's closed Simes procedure in Wright's (1992) form. */
static void hommel(ranked *r, size_t m) {
  g_autofree double *adjusted = g_new(double, m), *q = g_new(double, m);
  double start = INFINITY;
  for (size_t i = 0; i < m; i++)
    start = fmin(start, (double)m * r[i].p / (double)(i + 1));
  for (size_t i = 0; i < m; i++)
    adjusted[i] = q[i] = start;
  for (size_t j = m - 1; j >= 2 && j < m; j--) {
    size_t head = m - j + 1; /* the first `head` tests, and the j - 1 last */
    double least = INFINITY;
    for (size_t i = head; i < m; i++)
      least = fmin(least, (double)j * r[i].p / (double)(i - head + 2));
    for (size_t i = 0; i < head; i++)
      q[i] = fmin((double)j * r[i].p, least);
    for (size_t i = head; i < m; i++)
      q[i] = q[head - 1];
    for (size_t i = 0; i < m; i++)
      adjusted[i] = fmax(adjusted[i], q[i]);
  }
  for (size_t i = 0; i < m; i++)
    r[i].p = fmin(1, fmax(adjusted[i], r[i].p));
}

void pb_p_adjust(const double *p, const bool *present, size_t n, pb_adjust_method method,
                 double *adjusted) {
  g_autofree ranked *r = g_new(ranked, n + 1);
  size_t m = 0;
  for (size_t i = 0; i < n; i++)
    if (!present || present[i])
      r[m++] = (ranked){p[i], i};
  qsort(r, m, sizeof *r, by_p);
  switch (method) {
  case PB_ADJUST_HOLM:
    holm(r, m);
    break;
  case PB_ADJUST_HOMMEL:
    if (m > 1)
      hommel(r, m);
    break;
  case PB_ADJUST_BONFERRONI:
    for (size_t i = 0; i < m; i++)
      r[i].p = fmin(1, (double)m * r[i].p);
    break;
  case PB_ADJUST_BH:
  case PB_ADJUST_BY:
  case PB_ADJUST_HOCHBERG:
  default:
    step_up(r, m, method);
  }
  for (size_t i = 0; i < m; i++)
    adjusted[r[i].index] = r[i].p;
}

static const pb_input inputs[] = {
    {"p", PB_TYPE_DOUBLE, true, N_("p value of one test, 0 to 1")},
};
static const char *const methods[] = {"BH",     "BY",         "holm", "hochberg",
                                      "hommel", "bonferroni", "all",  NULL};
static const pb_param params[] = {
    {.name = "method",
     .title = N_("how the p values are adjusted"),
     .type = PB_PARAM_CHOICE,
     .def_text = "BH",
     .choices = methods},
    {.name = "alpha",
     .title = N_("a test is counted as significant at or below this"),
     .type = PB_PARAM_DOUBLE,
     .def = 0.05,
     .min = 1e-9,
     .max = 1},
};

static void add_method(pb_result *result, const pb_column *p, int method, bool all, double alpha) {
  size_t n = pb_column_length(p), significant = 0;
  g_autofree double *values = g_new0(double, n + 1), *adjusted = g_new0(double, n + 1);
  g_autofree bool *present = g_new0(bool, n + 1);
  for (size_t i = 0; i < n; i++) {
    present[i] = pb_column_is_valid(p, i);
    values[i] = present[i] ? pb_column_double(p, i) : 0;
  }
  pb_p_adjust(values, present, n, (pb_adjust_method)method, adjusted);
  pb_column *column =
      pb_result_add_column(result, all ? methods[method] : "adjusted", PB_TYPE_DOUBLE, NULL);
  for (size_t i = 0; i < n; i++) {
    pb_column_append_maybe(column, present[i], adjusted[i]);
    significant += present[i] && adjusted[i] <= alpha;
  }
  g_autofree char *name =
      all ? g_strconcat("significant_", methods[method], NULL) : g_strdup("significant");
  pb_result_set_scalar(result, name, (double)significant, NULL);
}

static pb_result *run(const pb_table *input, const pb_params *values, GError **error) {
  const pb_column *p = pb_table_find(input, "p");
  if (!pb_input_check_range(p, 0, 1, error))
    return NULL;
  const char *method = pb_params_text(values, "method");
  bool all = g_str_equal(method, "all");
  pb_result *result = pb_result_new("p-adjust");
  pb_column *raw = pb_result_add_column(result, "p", PB_TYPE_DOUBLE, NULL);
  for (size_t i = 0; i < pb_column_length(p); i++)
    pb_column_append_maybe(raw, pb_column_is_valid(p, i), pb_column_double(p, i));
  for (int i = PB_ADJUST_BH; i <= PB_ADJUST_BONFERRONI; i++)
    if (all || g_str_equal(method, methods[i]))
      add_method(result, p, i, all, pb_params_double(values, "alpha"));
  size_t missing = pb_column_missing(p);
  pb_result_set_counts(result, pb_column_length(p) - missing, missing);
  return result;
}

const pb_statistic pb_statistic_p_adjust = {
    .name = "p-adjust",
    .title = N_("p values adjusted for many tests"),
    .description =
        N_("Of twenty tests where nothing has happened, one is expected to come out significant. "
           "The adjustment allows for the number of tests in a table."),
    .citation = "Benjamini Y, Hochberg Y (1995) J R Stat Soc B 57:289; Benjamini Y, Yekutieli D "
                "(2001) Ann Stat 29:1165; Wright SP (1992) Biometrics 48:1005",
    .inputs = inputs,
    .n_inputs = G_N_ELEMENTS(inputs),
    .params = params,
    .n_params = G_N_ELEMENTS(params),
    .run = run,
};

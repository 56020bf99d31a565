/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Rao & Scott's test of independence in a survey. With p the cell shares of the table of answers by
 * groups and V their covariance under the design, Delta compares V with that of a simple random
 * sample in the directions of interaction: Delta = (C' D^-1 S D^-1 C)^-1 (C' D^-1 V D^-1 C), where
 * S = D / n, D = diag(p), and C spans the interactions that are orthogonal to rows and columns.
 * Pearson's X2 on n answers over tr(Delta) is F with df tr(Delta)^2 / tr(Delta^2) and that times
 * the degrees of freedom of the design (second order, Satterthwaite; as R's svychisq).
 */
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_linalg.h>
#include <math.h>

#include "engine/stats/input.h"
#include "engine/stats/survey_input.h"
#include "engine/text.h"

/* The table of answers by groups; cell a * n_groups + g. */
typedef struct {
  size_t n_answers, n_groups, n_cells;
  const pb_survey_input *input;
  double *share; /* of the cells */
  double *cov;   /* n_cells x n_cells */
  double weight;
  size_t n;
} cross;

static size_t cell_of(const cross *t, size_t i) {
  return (size_t)t->input->y[i] * t->n_groups + t->input->group[i];
}

static bool is_in(const cross *t, size_t i) {
  return t->input->in[i] && t->input->group[i] != UINT32_MAX;
}

/* Shares of the cells and their linearised covariance. */
static void fill(cross *t) {
  const pb_survey_input *input = t->input;
  for (size_t i = 0; i < input->n; i++)
    if (is_in(t, i)) {
      t->share[cell_of(t, i)] += input->weight[i];
      t->weight += input->weight[i];
      t->n++;
    }
  if (!t->n)
    return;
  g_autofree double *z = g_new0(double, input->n * t->n_cells + 1);
  for (size_t c = 0; c < t->n_cells; c++)
    t->share[c] /= t->weight;
  for (size_t i = 0; i < input->n; i++)
    for (size_t c = 0; is_in(t, i) && c < t->n_cells; c++)
      z[i * t->n_cells + c] =
          input->weight[i] * ((cell_of(t, i) == c ? 1 : 0) - t->share[c]) / t->weight;
  pb_survey_design_covariance(input->design, z, t->n_cells, t->cov);
}

/* Contrast k of 0 .. n - 2 over n levels (Helmert): orthogonal to 1 and to the others. */
static double helmert(size_t k, size_t level) {
  return level <= k ? 1 : level == k + 1 ? -(double)(k + 1) : 0;
}

static double contrast(const cross *t, size_t k, size_t cell) {
  size_t columns = t->n_groups - 1;
  return helmert(k / columns, cell / t->n_groups) * helmert(k % columns, cell % t->n_groups);
}

/* C' D^-1 M D^-1 C for M = D/n (of a simple random sample; `cov` NULL) or M = V. */
static gsl_matrix *project(const cross *t, const double *cov) {
  size_t k = (t->n_answers - 1) * (t->n_groups - 1);
  gsl_matrix *m = gsl_matrix_calloc(k, k);
  for (size_t a = 0; a < k; a++)
    for (size_t b = 0; b < k; b++) {
      double sum = 0;
      for (size_t c = 0; c < t->n_cells; c++)
        for (size_t d = cov ? 0 : c; d < (cov ? t->n_cells : c + 1); d++) {
          if (!(t->share[c] > 0 && t->share[d] > 0))
            continue;
          double middle = cov ? cov[c * t->n_cells + d] / (t->share[c] * t->share[d])
                              : 1 / (t->share[c] * (double)t->n);
          sum += contrast(t, a, c) * middle * contrast(t, b, d);
        }
      gsl_matrix_set(m, a, b, sum);
    }
  return m;
}

/* Traces of Delta and of its square; false when the table has empty directions. */
static bool find_traces(const cross *t, double *trace, double *trace2) {
  gsl_matrix *random = project(t, NULL), *design = project(t, t->cov);
  size_t k = random->size1;
  *trace = *trace2 = 0;
  bool done = gsl_linalg_cholesky_decomp1(random) == 0;
  for (size_t j = 0; done && j < k; j++) {
    gsl_vector_view column = gsl_matrix_column(design, j);
    done = gsl_linalg_cholesky_svx(random, &column.vector) == 0;
  }
  for (size_t a = 0; done && a < k; a++) {
    *trace += gsl_matrix_get(design, a, a);
    for (size_t b = 0; b < k; b++)
      *trace2 += gsl_matrix_get(design, a, b) * gsl_matrix_get(design, b, a);
  }
  gsl_matrix_free(random);
  gsl_matrix_free(design);
  return done && *trace > 0 && *trace2 > 0;
}

static double pearson(const cross *t) {
  double sum = 0;
  for (size_t a = 0; a < t->n_answers; a++)
    for (size_t g = 0; g < t->n_groups; g++) {
      double row = 0, column = 0;
      for (size_t other = 0; other < t->n_groups; other++)
        row += t->share[a * t->n_groups + other];
      for (size_t other = 0; other < t->n_answers; other++)
        column += t->share[other * t->n_groups + g];
      double expected = row * column, gap = t->share[a * t->n_groups + g] - expected;
      sum += expected > 0 ? gap * gap / expected : 0;
    }
  return (double)t->n * sum;
}

static bool has_empty_margin(const cross *t) {
  for (size_t a = 0; a < t->n_answers; a++) {
    double row = 0;
    for (size_t g = 0; g < t->n_groups; g++)
      row += t->share[a * t->n_groups + g];
    if (row <= 0)
      return true;
  }
  for (size_t g = 0; g < t->n_groups; g++) {
    double column = 0;
    for (size_t a = 0; a < t->n_answers; a++)
      column += t->share[a * t->n_groups + g];
    if (column <= 0)
      return true;
  }
  return false;
}

static void test(const cross *t, pb_result *result) {
  g_autofree uint8_t *used = g_new(uint8_t, t->input->n);
  for (size_t i = 0; i < t->input->n; i++)
    used[i] = is_in(t, i);
  double trace, trace2, df = pb_survey_design_df(t->input->design, used);
  if (df < 1 || !find_traces(t, &trace, &trace2)) {
    pb_result_set_reason(result, N_("The answers do not vary enough between respondents for a "
                                    "test."));
    return;
  }
  double x2 = pearson(t), ndf = trace * trace / trace2;
  pb_result_set_scalar(result, "x2", x2, NULL);
  pb_result_set_scalar(result, "f", x2 / trace, NULL);
  pb_result_set_scalar(result, "ndf", ndf, NULL);
  pb_result_set_scalar(result, "ddf", ndf * df, NULL);
  pb_result_set_scalar(result, "p", gsl_cdf_fdist_Q(x2 / trace, ndf, ndf * df), NULL);
}

#define MOST_CELLS 400
#define HIGHEST_ANSWER 250

static const pb_input inputs[] = {
    {"value", PB_TYPE_INT64, true, N_("number of the answer, from 0; empty: no answer")},
    PB_SURVEY_INPUTS,
};

static pb_result *run(const pb_table *table, const pb_params *values, GError **error) {
  (void)values;
  g_auto(pb_survey_input) input = {0};
  if (!pb_input_check_whole(pb_table_find(table, "value"), 0, HIGHEST_ANSWER, error) ||
      !pb_survey_input_read(table, "value", &input, error))
    return NULL;
  pb_result *result = pb_result_new("rao-scott");
  cross t = {.input = &input, .n_groups = input.n_groups};
  for (size_t i = 0; i < input.n; i++)
    if (input.in[i])
      t.n_answers = MAX(t.n_answers, (size_t)input.y[i] + 1);
  t.n_cells = t.n_answers * t.n_groups;
  if (t.n_cells > MOST_CELLS) {
    pb_result_set_reason(result, N_("There are too many groups for a test."));
    return result;
  }
  t.share = g_new0(double, t.n_cells + 1);
  t.cov = g_new0(double, t.n_cells *t.n_cells + 1);
  fill(&t);
  pb_result_set_counts(result, t.n, input.n - t.n);
  if (t.n_answers < 2 || t.n_groups < 2 || !t.n || has_empty_margin(&t))
    pb_result_set_reason(result, N_("A test needs at least two answers and two groups, each of "
                                    "them used."));
  else if (pb_survey_design_is_singular(input.design))
    pb_result_set_reason(result, PB_SURVEY_SINGULAR);
  else
    test(&t, result);
  g_free(t.share);
  g_free(t.cov);
  return result;
}

const pb_statistic pb_statistic_rao_scott = {
    .name = "rao-scott",
    .title = N_("Do groups answer differently?"),
    .description =
        N_("Tests whether the answers to a question depend on the group (sex, age, area) when the "
           "respondents were drawn by a design with weights, strata or clusters. An ordinary "
           "chi-square test would take the answers for a simple random sample."),
    .citation = "Rao JNK, Scott AJ (1984) Ann Stat 12:46; Thomas DR, Rao JNK (1987) JASA 82:630",
    .inputs = inputs,
    .n_inputs = G_N_ELEMENTS(inputs),
    .run = run,
};

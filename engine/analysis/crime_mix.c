/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which crime types make up the reported crimes of the last year: those that are part of no other,
 * most frequent first, and what none of them covers. */
#include <stdlib.h>

#include "engine/analysis/build.h"

/* The remainder is no type. */
#define REMAINDER SIZE_MAX

typedef struct {
  size_t type; /* position, or REMAINDER */
  int64_t count;
} mix_row;

/* Falling count; equal ones in the order of the reports, the remainder last. */
static int by_count(const void *a, const void *b) {
  const mix_row *p = a, *q = b;
  bool p_rest = p->type == REMAINDER, q_rest = q->type == REMAINDER;
  if (p_rest != q_rest)
    return p_rest - q_rest;
  if (p->count != q->count)
    return p->count > q->count ? -1 : 1;
  return (p->type > q->type) - (p->type < q->type);
}

/* A type that is part of no other than the total. */
static bool is_top(const pb_dataset *dataset, size_t t) {
  int parent = dataset->types[t].parent;
  return !dataset->types[t].is_total && (parent < 0 || dataset->types[parent].is_total);
}

static void put_rows(pb_result *result, const pb_dataset *dataset, const mix_row *rows, size_t n,
                     int64_t all) {
  pb_column *type = pb_result_add_column(result, "type", PB_TYPE_STRING, NULL);
  pb_column *count = pb_result_add_column(result, "count", PB_TYPE_INT64, N_("crimes"));
  pb_column *share = pb_result_add_column(result, "share", PB_TYPE_DOUBLE, NULL);
  pb_column *sum = pb_result_add_column(result, "cumulative", PB_TYPE_INT64, N_("crimes"));
  pb_column *sum_share = pb_result_add_column(result, "cumulative_share", PB_TYPE_DOUBLE, NULL);
  int64_t held = 0;
  for (size_t i = 0; i < n; i++) {
    held += rows[i].count;
    pb_column_append_string(type,
                            rows[i].type == REMAINDER ? "" : dataset->types[rows[i].type].key);
    pb_column_append_int(count, rows[i].count);
    pb_column_append_double(share, (double)rows[i].count / (double)all);
    pb_column_append_int(sum, held);
    pb_column_append_double(sum_share, (double)held / (double)all);
  }
}

void pb_build_crime_mix(pb_analysis *analysis) {
  const pb_dataset *dataset = analysis->dataset;
  pb_result *result = pb_analysis_put(analysis, "crime-mix", -1);
  g_autofree mix_row *rows = g_new(mix_row, dataset->n_types + 1);
  const pb_crime_cell *total = NULL;
  size_t n = 0, absent = 0;
  int64_t sum = 0;
  for (size_t t = 0; t < dataset->n_types; t++) {
    const pb_crime_cell *cell = pb_present_cell(dataset->yearly, analysis->m, t, analysis->last);
    if (dataset->types[t].is_total)
      total = cell;
    if (!is_top(dataset, t))
      continue;
    absent += !cell;
    if (cell) {
      rows[n++] = (mix_row){t, cell->count};
      sum += cell->count;
    }
  }
  bool has_rest = total && total->count >= sum;
  int64_t all = has_rest ? total->count : sum;
  if (has_rest && all > sum)
    rows[n++] = (mix_row){REMAINDER, all - sum};
  qsort(rows, n, sizeof *rows, by_count);
  bool any = all > 0 && sum > 0;
  if (any)
    put_rows(result, dataset, rows, n, all);
  else
    pb_result_set_reason(result,
                         n > 0 && all == 0
                             ? N_("No crime was reported in the municipality in the last year.")
                             : N_("There are no crimes by type for the municipality in the last "
                                  "year."));
  pb_put_scalar(result, "total", any && has_rest, (double)all, N_("crimes"));
  pb_put_scalar(result, "n_crimes", any, (double)all, N_("crimes"));
  pb_result_set_scalar(result, "n_absent", (double)absent, NULL);
  pb_result_set_scalar(result, "year", dataset->period_end, NULL);
  pb_result_set_counts(result, any ? n : 0, absent);
  pb_result_set_method(result, N_("Counts of crime types that are part of no other, as shares of "
                                  "all reported crimes"));
  pb_result_set_citation(result, "Juran 1975");
  if (any && total && !has_rest)
    pb_result_add_warning(result, N_("The crime types add up to more than all crimes: the shares "
                                     "are of their sum."));
}

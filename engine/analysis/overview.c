/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/analysis/overview.h"

#include "engine/stats/pooled_rate.h"
#include "engine/text.h"

#define PB_SPIKE_YEARS 10

typedef struct {
  const char *name;
  pb_type type;
  const char *unit;
  size_t offset; /* in pb_overview_row: a pb_maybe, or a text where type is STRING */
} field;

#define FIELD(name, type, unit, member)                                                            \
  { name, PB_TYPE_##type, unit, offsetof(pb_overview_row, member) }
#define PERSONS N_("persons")
#define CRIMES N_("crimes")

static const field fields[] = {
    FIELD("type", STRING, NULL, type),
    FIELD("count_1", INT64, CRIMES, count_1),
    FIELD("count_2", INT64, CRIMES, count_2),
    FIELD("count_3", INT64, CRIMES, count_3),
    FIELD("rate", DOUBLE, PB_PER_100K, rate),
    FIELD("rate_lower", DOUBLE, PB_PER_100K, rate_lower),
    FIELD("rate_upper", DOUBLE, PB_PER_100K, rate_upper),
    FIELD("unreliable", INT64, NULL, unreliable),
    FIELD("exposure", DOUBLE, PERSONS, exposure),
    FIELD("preliminary", INT64, NULL, preliminary),
    FIELD("pooled_rate", DOUBLE, PB_PER_100K, pooled_rate),
    FIELD("pooled_lower", DOUBLE, PB_PER_100K, pooled_lower),
    FIELD("pooled_upper", DOUBLE, PB_PER_100K, pooled_upper),
    FIELD("base_count", DOUBLE, CRIMES, base_count),
    FIELD("base_rate", DOUBLE, PB_PER_100K, base_rate),
    FIELD("base_years", INT64, NULL, base_years),
    FIELD("base_excluded", INT64, NULL, base_excluded),
    FIELD("ratio", DOUBLE, NULL, against_base.ratio),
    FIELD("ratio_lower", DOUBLE, NULL, against_base.lower),
    FIELD("ratio_upper", DOUBLE, NULL, against_base.upper),
    FIELD("p", DOUBLE, NULL, against_base.p),
    FIELD("p_adjusted", DOUBLE, NULL, against_base.adjusted),
    FIELD("verdict", STRING, NULL, against_base.verdict),
    FIELD("verdict_reason", STRING, NULL, against_base.reason),
    FIELD("method", STRING, NULL, against_base.method),
    FIELD("phi", DOUBLE, NULL, phi),
    FIELD("phi_origin", STRING, NULL, phi_origin),
    FIELD("previous_count", INT64, CRIMES, previous_count),
    FIELD("previous_rate", DOUBLE, PB_PER_100K, previous_rate),
    FIELD("previous_spike", INT64, NULL, previous_spike),
    FIELD("previous_ratio", DOUBLE, NULL, against_previous.ratio),
    FIELD("previous_lower", DOUBLE, NULL, against_previous.lower),
    FIELD("previous_upper", DOUBLE, NULL, against_previous.upper),
    FIELD("previous_p", DOUBLE, NULL, against_previous.p),
    FIELD("previous_adjusted", DOUBLE, NULL, against_previous.adjusted),
    FIELD("previous_verdict", STRING, NULL, against_previous.verdict),
    FIELD("previous_reason", STRING, NULL, against_previous.reason),
    FIELD("previous_method", STRING, NULL, against_previous.method),
    FIELD("smallest_ratio_up", DOUBLE, NULL, smallest_ratio_up),
    FIELD("smallest_ratio_down", DOUBLE, NULL, smallest_ratio_down),
    FIELD("smallest_count_up", INT64, CRIMES, smallest_count_up),
    FIELD("smallest_count_down", INT64, CRIMES, smallest_count_down),
    FIELD("spike", INT64, NULL, spike),
    FIELD("spike_year", INT64, NULL, spike_year),
    FIELD("group_n", INT64, NULL, group_n),
    FIELD("group_median", DOUBLE, PB_PER_100K, group_median),
    FIELD("group_q1", DOUBLE, PB_PER_100K, group_q1),
    FIELD("group_q3", DOUBLE, PB_PER_100K, group_q3),
    FIELD("rank", INT64, NULL, rank),
    FIELD("rank_lower", INT64, NULL, rank_lower),
    FIELD("rank_upper", INT64, NULL, rank_upper),
    FIELD("county_n", INT64, NULL, county_n),
    FIELD("county_median", DOUBLE, PB_PER_100K, county_median),
    FIELD("county_rank", INT64, NULL, county_rank),
    FIELD("country_n", INT64, NULL, country_n),
    FIELD("country_median", DOUBLE, PB_PER_100K, country_median),
    FIELD("country_rank", INT64, NULL, country_rank),
    FIELD("comparison", STRING, NULL, comparison),
    FIELD("comparison_95", STRING, NULL, comparison_95),
    FIELD("ratio_to_median", DOUBLE, NULL, ratio_to_median),
};

static void write_column(pb_result *result, const field *f, const pb_overview_row *rows, size_t n) {
  pb_column *column = pb_result_add_column(result, f->name, f->type, f->unit);
  for (size_t i = 0; i < n; i++) {
    const char *at = (const char *)&rows[i] + f->offset;
    if (f->type == PB_TYPE_STRING) {
      pb_column_append_string(column, *(const char *const *)(const void *)at);
      continue;
    }
    pb_maybe value = *(const pb_maybe *)(const void *)at;
    if (f->type == PB_TYPE_INT64)
      pb_append_int_maybe(column, value.has, (int64_t)value.value);
    else
      pb_column_append_maybe(column, value.has, value.value);
  }
}

static pb_maybe count_at(const pb_analysis *analysis, size_t t, int p) {
  const pb_crime_cell *cell = pb_present_cell(analysis->dataset->yearly, analysis->m, t, p);
  return pb_some_if(cell != NULL, cell ? (double)cell->count : 0);
}

static void fill_pooled(const pb_analysis *analysis, pb_overview_row *row) {
  pb_count counts[3];
  for (int i = 0; i < 3; i++)
    if (!pb_cell_count(
            pb_present_cell(analysis->dataset->yearly, analysis->m, row->t, analysis->last - 2 + i),
            &counts[i]))
      return;
  pb_rate rate;
  if (!pb_pooled_rate(counts, 3, 1e5, analysis->options.confidence, &rate))
    return;
  row->pooled_rate = pb_some(rate.rate);
  row->pooled_lower = pb_some(rate.lower);
  row->pooled_upper = pb_some(rate.upper);
}

static void fill_spikes(const pb_analysis *analysis, pb_overview_row *row) {
  const bool *spike = &analysis->spike[row->t * analysis->dataset->yearly->n_periods];
  int last = analysis->last;
  row->spike = pb_some(spike[last]);
  for (int p = MAX(0, last - PB_SPIKE_YEARS + 1); p <= last; p++)
    if (spike[p])
      row->spike_year =
          pb_some(pb_period_year(pb_crime_panel_period_at(analysis->dataset->yearly, (size_t)p)));
}

static void fill_row(const pb_analysis *analysis, const pb_crime_cell *cell, pb_overview_row *row) {
  row->type = analysis->dataset->types[row->t].key;
  row->count_1 = count_at(analysis, row->t, analysis->last - 2);
  row->count_2 = count_at(analysis, row->t, analysis->last - 1);
  row->count_3 = pb_some((double)cell->count);
  row->unreliable = pb_some(cell->count < PB_UNRELIABLE_BELOW);
  row->preliminary = pb_some(cell->preliminary);
  pb_count count;
  pb_rate rate;
  if (pb_cell_count(cell, &count) &&
      pb_poisson_rate(count, 1e5, analysis->options.confidence, &rate)) {
    row->exposure = pb_some(count.exposure);
    row->rate = pb_some(rate.rate);
    row->rate_lower = pb_some(rate.lower);
    row->rate_upper = pb_some(rate.upper);
  }
  fill_pooled(analysis, row);
  fill_spikes(analysis, row);
  pb_overview_change(analysis, row);
  pb_overview_place(analysis, row);
}

void pb_build_overview(pb_analysis *analysis) {
  const pb_dataset *dataset = analysis->dataset;
  pb_result *result = pb_analysis_put(analysis, "overview", -1);
  g_autofree pb_overview_row *rows = g_new0(pb_overview_row, dataset->n_types + 1);
  size_t n = 0;
  for (size_t t = 0; t < dataset->n_types; t++) {
    const pb_crime_cell *cell = pb_present_cell(dataset->yearly, analysis->m, t, analysis->last);
    if (!cell)
      continue;
    rows[n].t = t;
    fill_row(analysis, cell, &rows[n]);
    n++;
  }
  pb_overview_judge(analysis, rows, n);
  for (size_t i = 0; i < G_N_ELEMENTS(fields); i++)
    write_column(result, &fields[i], rows, n);
  pb_put_group(result, analysis);
  pb_result_set_scalar(result, "year", dataset->period_end, NULL);
  pb_result_set_scalar(result, "confidence", analysis->options.confidence, NULL);
  pb_result_set_scalar(result, "alpha", analysis->options.alpha, NULL);
  pb_result_set_counts(result, n, dataset->n_types - n);
  pb_result_set_method(
      result, N_("Exact Poisson intervals; changes by the exact conditional test, or quasi-Poisson "
                 "where counts vary more than chance; Benjamini–Hochberg over the table"));
  pb_result_set_citation(result, "Garwood 1936; Przyborowski & Wilenski 1940; McCullagh & Nelder "
                                 "1989; Benjamini & Hochberg 1995; Spiegelhalter 2005");
  if (n == 0)
    pb_result_set_reason(
        result,
        pb_absent_reason(analysis, dataset->yearly, -1, analysis->last, analysis->last,
                         N_("There is no reported crime for this municipality in the last year.")));
}

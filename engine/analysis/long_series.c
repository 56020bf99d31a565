/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every year of a type, with the middle half of the comparison group beside. */
#include "engine/analysis/build.h"
#include "engine/analysis/peers.h"
#include "engine/stats/poisson_rate.h"
#include "engine/stats/quantile.h"
#include "engine/text.h"

typedef struct {
  size_t n, n_all; /* the other members with data; all others */
  bool has;
  double q1, median, q3;
} band;

/* The other members of the group; at least half of them must have data. */
static band group_band(const pb_analysis *analysis, size_t t, int p) {
  g_autoptr(pb_peers) peers = pb_peers_new(analysis->dataset, analysis->m, PB_SCOPE_GROUP, t, p,
                                           analysis->options.confidence, false);
  g_autofree double *rates = g_new(double, peers->n + 1);
  band b = {.n_all = peers->n_all - 1};
  for (size_t i = 0; i < peers->n; i++)
    if (peers->peers[i].m != analysis->m)
      rates[b.n++] = peers->peers[i].rate.value;
  b.has = b.n > 0 && 2 * b.n >= b.n_all;
  if (b.has) {
    pb_sort_doubles(rates, b.n);
    b.q1 = pb_quantile_sorted(rates, b.n, 0.25);
    b.median = pb_quantile_sorted(rates, b.n, 0.5);
    b.q3 = pb_quantile_sorted(rates, b.n, 0.75);
  }
  return b;
}

typedef struct {
  pb_column *year, *count, *rate, *lower, *upper, *origin, *preliminary, *spike, *group_n,
      *group_q1, *group_median, *group_q3;
} columns;

static columns add_columns(pb_result *result) {
  return (columns){
      .year = pb_result_add_column(result, "year", PB_TYPE_INT64, NULL),
      .count = pb_result_add_column(result, "count", PB_TYPE_INT64, N_("crimes")),
      .rate = pb_result_add_column(result, "rate", PB_TYPE_DOUBLE, PB_PER_100K),
      .lower = pb_result_add_column(result, "lower", PB_TYPE_DOUBLE, PB_PER_100K),
      .upper = pb_result_add_column(result, "upper", PB_TYPE_DOUBLE, PB_PER_100K),
      .origin = pb_result_add_column(result, "origin", PB_TYPE_STRING, NULL),
      .preliminary = pb_result_add_column(result, "preliminary", PB_TYPE_INT64, NULL),
      .spike = pb_result_add_column(result, "spike", PB_TYPE_INT64, NULL),
      .group_n = pb_result_add_column(result, "group_n", PB_TYPE_INT64, NULL),
      .group_q1 = pb_result_add_column(result, "group_q1", PB_TYPE_DOUBLE, PB_PER_100K),
      .group_median = pb_result_add_column(result, "group_median", PB_TYPE_DOUBLE, PB_PER_100K),
      .group_q3 = pb_result_add_column(result, "group_q3", PB_TYPE_DOUBLE, PB_PER_100K),
  };
}

static void append_year(const pb_analysis *analysis, size_t t, int p, const pb_crime_cell *cell,
                        columns *c) {
  const pb_crime_panel *panel = analysis->dataset->yearly;
  pb_column_append_int(c->year, pb_period_year(pb_crime_panel_period_at(panel, (size_t)p)));
  pb_column_append_int(c->count, cell->count);
  pb_count count;
  pb_rate rate = {0};
  bool has = pb_cell_count(cell, &count) &&
             pb_poisson_rate(count, 1e5, analysis->options.confidence, &rate);
  pb_column_append_maybe(c->rate, has, rate.rate);
  pb_column_append_maybe(c->lower, has, rate.lower);
  pb_column_append_maybe(c->upper, has, rate.upper);
  pb_column_append_string(c->origin, has ? pb_origin_text(cell->origin) : NULL);
  pb_column_append_int(c->preliminary, cell->preliminary);
  pb_column_append_int(c->spike, analysis->spike[t * panel->n_periods + (size_t)p]);
  band b = group_band(analysis, t, p);
  pb_column_append_int(c->group_n, (int64_t)b.n);
  pb_column_append_maybe(c->group_q1, b.has, b.q1);
  pb_column_append_maybe(c->group_median, b.has, b.median);
  pb_column_append_maybe(c->group_q3, b.has, b.q3);
}

void pb_build_long_series(pb_analysis *analysis) {
  for (size_t t = 0; t < analysis->dataset->n_types; t++) {
    pb_result *result = pb_analysis_put(analysis, "long-series", (int)t);
    columns c = add_columns(result);
    size_t n = 0, absent = 0;
    for (int p = 0; p <= analysis->last; p++) {
      const pb_crime_cell *cell = pb_present_cell(analysis->dataset->yearly, analysis->m, t, p);
      if (cell) {
        append_year(analysis, t, p, cell, &c);
        n++;
      } else if (n > 0) {
        absent++;
      }
    }
    pb_put_group(result, analysis);
    pb_result_set_counts(result, n, absent);
    pb_result_set_method(result,
                         N_("Exact Poisson intervals; quartiles of the other members of the "
                            "comparison group, where at least half of them have data"));
    pb_result_set_citation(result, "Garwood 1936; Hyndman & Fan 1996, type 7");
    if (n == 0)
      pb_result_set_reason(
          result,
          pb_absent_reason(analysis, analysis->dataset->yearly, (int)t, 0, analysis->last,
                           N_("There is no reported crime of this type for this municipality.")));
  }
}

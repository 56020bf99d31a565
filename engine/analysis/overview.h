/* SPDX-License-Identifier: GPL-3.0-or-later */
/** One row of the overview while it is being made. Not for others. */
#ifndef PB_ENGINE_ANALYSIS_OVERVIEW_H
#define PB_ENGINE_ANALYSIS_OVERVIEW_H

#include "engine/analysis/build.h"

/** A number that may be missing. */
typedef struct {
  bool has;
  double value;
} pb_maybe;

static inline pb_maybe pb_some(double value) {
  return (pb_maybe){true, value};
}
static inline pb_maybe pb_some_if(bool has, double value) {
  return (pb_maybe){has, has ? value : 0};
}

/** The last year against an earlier period. */
typedef struct {
  bool assessable;
  const char *reason; /**< code why not, "" when it is */
  pb_maybe ratio, lower, upper, p, adjusted;
  const char *verdict, *method;
} pb_row_change;

typedef struct {
  size_t t;
  const char *type;
  pb_maybe count_1, count_2, count_3;
  pb_maybe rate, rate_lower, rate_upper, unreliable, exposure;
  pb_maybe pooled_rate, pooled_lower, pooled_upper;
  pb_maybe preliminary, spike, spike_year;

  pb_maybe phi;
  double phi_df; /**< 0: use the normal */
  const char *phi_origin;
  pb_maybe base_count, base_rate, base_years, base_excluded;
  pb_row_change against_base;
  pb_maybe smallest_ratio_up, smallest_ratio_down, smallest_count_up, smallest_count_down;
  pb_maybe previous_count, previous_rate, previous_spike;
  pb_row_change against_previous;

  pb_maybe group_n, group_median, group_q1, group_q3, rank, rank_lower, rank_upper;
  pb_maybe county_n, county_median, county_rank, country_n, country_median, country_rank;
  pb_maybe ratio_to_median;
  const char *comparison, *comparison_95;
} pb_overview_row;

/** Against the years before: bases, ratios, p values, smallest visible changes. */
void pb_overview_change(const pb_analysis *analysis, pb_overview_row *row);
/** Adjusted p values and verdicts, once all rows are there. */
void pb_overview_judge(const pb_analysis *analysis, pb_overview_row *rows, size_t n);
/** Against other municipalities. */
void pb_overview_place(const pb_analysis *analysis, pb_overview_row *row);

#endif

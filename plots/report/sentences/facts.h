/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * What the analysis says about one crime type, read once from the "overview" result so that
 * sentences and tables are pure functions of a plain struct: tests fill it by hand.
 */
#ifndef PB_PLOTS_REPORT_SENTENCES_FACTS_H
#define PB_PLOTS_REPORT_SENTENCES_FACTS_H

#include <stdbool.h>
#include <stddef.h>

#include "plots/chart_words.h"

/** A number that may be missing. */
typedef struct {
  bool known;
  double value;
} pb_optional;

typedef enum { PB_LEVEL_NOT_ASSESSED, PB_LEVEL_WITHIN, PB_LEVEL_HIGH, PB_LEVEL_LOW } pb_level;

/** Rates are per 100 000 residents, ratios are of rates, years are calendar years. */
typedef struct {
  int type; /**< position in the dataset */
  const pb_crime_type *crime;
  int last_year;
  int base_first_year;  /**< first of the years before that the last one is compared with */
  pb_optional count[3]; /**< the last three years, oldest first */
  pb_optional rate, rate_lower, rate_upper;
  pb_optional pooled, pooled_lower, pooled_upper; /**< three years together */

  /* the last year against the mean of the three before it */
  pb_optional base_count, base_rate, ratio, ratio_lower, ratio_upper;
  pb_verdict verdict;
  const char *verdict_reason; /**< why it is not assessed: "zero", "no-rate", …; borrowed */
  pb_optional base_excluded;  /**< earlier years left out as single cases */
  bool base_withheld;         /**< some of the earlier years are not shown to the public */
  pb_optional smallest_up, smallest_down, smallest_count_up;
  bool over_dispersed; /**< the interval allows for more variation than chance alone */

  /* against the year before */
  pb_optional previous_count, previous_rate, previous_ratio, previous_lower, previous_upper;
  pb_verdict previous_verdict;

  bool spike;     /**< the last year may be a single large case */
  int spike_year; /**< the latest such year of the last ten, 0: none */

  /* against other municipalities, the last year */
  const char *group_code, *group_name; /**< borrowed; "" without a group */
  pb_optional group_n, group_median, group_q1, group_q3, rank, rank_lower, rank_upper;
  pb_optional county_n, county_median, county_rank, country_n, country_median, country_rank;
  pb_optional ratio_to_median;
  pb_level level;
} pb_type_facts;

/** Facts of a crime type; false when the overview has no row for it. */
bool pb_type_facts_read(const pb_context *context, int type, pb_type_facts *facts);

/** True when sentences about the change must give counts: a count below PB_COUNTS_BELOW on either
 * side, or a side that is not known. */
bool pb_type_facts_small(const pb_type_facts *facts);

/** Where the level lies for certain: 1 when every rank that the intervals allow is in the highest
 * quarter of the group, -1 in the lowest, else 0. 0 for groups of fewer than eight. */
int pb_type_facts_quarter(const pb_type_facts *facts);

/** A cell or a scalar of a result. */
pb_optional pb_result_cell(const pb_result *result, const char *column, size_t row);
pb_optional pb_result_scalar_maybe(const pb_result *result, const char *name);

#endif

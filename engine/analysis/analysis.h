/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * The analysis of one municipality: every result that its report, figures, CSV tables and
 * results.json show, each a pb_result, computed once from the dataset. One file of this folder
 * answers one question.
 *
 * Results by name (rows and columns):
 *
 *  overview       one row a crime type with data in the last year. type STRING; label positions by
 *                 pb_dataset_type. count_1 count_2 count_3 INT64: the last three years, oldest
 * first (missing where absent); rate rate_lower rate_upper (per 100 000, last year, exact);
 *                 unreliable INT64 (1: fewer than 20 crimes); pooled_rate pooled_lower pooled_upper
 * (three years). Change of the last year against the mean of the three years before it: base_count
 * (mean count a year) base_rate ratio ratio_lower ratio_upper (of rates) p p_adjusted verdict
 * STRING "increase" | "decrease" | "undecided" | "not-assessed", method STRING "exact" |
 * "quasi-poisson", phi. The same against the year before: previous_count previous_rate
 * previous_ratio previous_lower previous_upper previous_p previous_adjusted previous_verdict.
 * smallest_ratio_up smallest_ratio_down: the smallest change against the three years' mean that
 * could have been told from chance; smallest_count_up. spike INT64 (1: the last year is more than
 * twice both neighbours, or than the year before when it is the last) spike_year (the latest such
 * year of the ten last). Comparison, last year: group_n group_median group_q1 group_q3 rank
 * rank_lower rank_upper (1 = highest rate; bounds from the intervals) county_n county_median
 * county_rank country_n country_median country_rank; comparison STRING "high" | "low" | "within" |
 * "not-assessed" (outside the funnel's over-dispersed 99.8 % limits of its group), ratio_to_median.
 *  long-series    per type. year INT64, count, rate, lower, upper, origin STRING ("population" |
 * "rate"), preliminary INT64, spike INT64, group_n INT64, group_q1, group_median, group_q3. Rows:
 * every year with data for the municipality. The band is missing where fewer than half of the group
 *                 has data.
 *  recent-years   per type. The last three years of the above: year, count, rate, lower, upper,
 * spike. group          per type. The municipality and its SKR group, highest rate first: code
 * STRING, name STRING, count, exposure, rate, lower, upper, self INT64. Scalars median, q1, q3,
 * rank, rank_lower, rank_upper. funnel         per type. The same members: code, name, exposure,
 * rate, z, flag STRING ("high" | "low" | "within"), self. Scalars reference_rate, phi, tau2, n.
 *  funnel-limits  per type. exposure (from the smallest to the largest, 60 steps even in log),
 * lower_95, upper_95, lower_998, upper_998 (rates per 100 000). map            per type. All
 * municipalities with data: code, name, count, rate, unreliable, spike. quarterly      total only.
 * period PERIOD, count, preliminary, expected, lower, upper (95 % prediction from the baseline;
 * missing before it), unusual STRING ("high" | "low" | ""). Scalars trend_per_year, trend_lower,
 * trend_upper (ratio a year), phi, baseline_first, baseline_last (years), n_baseline. Not
 * computable when the municipality has no quarters. week-clock     weekday INT64 (0 = Monday), hour
 * INT64, count INT64: 168 rows. Scalars n_events, n_digests (left out), n_without_hour, n_county
 * (placed only in the county), first_year, last_year. year-wheel     month INT64, count,
 * months_observed INT64, per_day (events a day in the months observed), lower, upper (exact).
 * Scalars n_events, mean_per_day, first_year, last_year. population     year INT64, persons INT64:
 * residents on 31 December where known. Scalar latest_exposure: mean population of the last year as
 * used in rates; text latest_origin.
 *
 * Per-type results carry the texts type (key) and, where a group is compared, group_code and
 * group_name.
 */
#ifndef PB_ENGINE_ANALYSIS_H
#define PB_ENGINE_ANALYSIS_H

#include "engine/dataset.h"
#include "engine/result.h"

typedef struct pb_analysis pb_analysis;

/** What can be chosen; zero fields mean the defaults. */
typedef struct {
  double confidence; /**< 0.95 */
  double alpha;      /**< false-discovery rate of a table, 0.05 */
} pb_analysis_options;

/** Analyse one municipality; `dataset` must outlive the analysis. Never fails: what cannot be
 * computed is a result with a reason. Thread-safe. Free with pb_analysis_free. */
pb_analysis *pb_analysis_new(const pb_dataset *dataset, int municipality,
                             const pb_analysis_options *options);
void pb_analysis_free(pb_analysis *analysis);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(pb_analysis, pb_analysis_free)

/** The result by name; `type` is a crime type position, or -1 for results that have none. Always
 * non-NULL for the names above. Borrowed. */
const pb_result *pb_analysis_find(const pb_analysis *analysis, const char *name, int type);
size_t pb_analysis_length(const pb_analysis *analysis);
const pb_result *pb_analysis_at(const pb_analysis *analysis, size_t index);
/** Row of a crime type in "overview", or -1 when it has no data. */
int pb_analysis_overview_row(const pb_analysis *analysis, int type);

#endif

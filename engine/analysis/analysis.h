/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * The analysis of one municipality: every result that its report, figures, CSV tables and
 * results.json show, each a pb_result, computed once from the dataset. One file of this folder
 * answers one question.
 *
 * A dataset masked for the public (engine/disclosure/masked_dataset.h) is analysed like any other:
 * what is withheld in it is missing, and results that lack it say so. Survey breakdowns with fewer
 * than 30 answers in any of their groups are then not in "survey-groups", questions and indexes
 * with fewer not in "survey" and "survey-index", and n_dont_know is missing.
 *
 * The last year is the dataset's period_end. Rates are per 100 000 of the mean population, with
 * exact intervals. A group is the SKR comparison group; a year is a "spike" when one case may
 * explain it (engine/stats/single_case.h and engine/analysis/yearly.h; judged with all years known,
 * also later ones; the total has one when a part's large case lifts it).
 *
 * Of a copy of the dataset for the public (pb_dataset.disclosure) the same questions are asked, but
 * results that rest on single recorded events hold only what release.h lets through: often nothing
 * but a reason.
 *
 * ## overview: one row a crime type with data in the last year
 *
 *   type STRING (see pb_analysis_overview_row); count_1 count_2 count_3 INT64: the last
 *   three years, oldest first (missing where absent); rate rate_lower rate_upper;
 *   exposure (persons behind the rate); unreliable INT64 (1: fewer than 20 crimes);
 *   preliminary INT64; pooled_rate pooled_lower pooled_upper (three years; missing unless
 *   all three have a rate).
 *
 *   Change against the years before (dataset->years of them, three): base_count (mean
 *   count a year) base_rate; base_years INT64 (how many are in the base), base_excluded
 *   INT64 (left out as single cases); ratio ratio_lower ratio_upper (of rates; an upper
 *   bound is missing when there is none, the ratio when the base is 0) p p_adjusted;
 *   verdict STRING "increase" | "decrease" | "undecided" | "not-assessed"; verdict_reason
 *   STRING, why not assessed: "zero" (no crime in either period) | "single-case" (the
 *   last year is a spike; its ratio is given, no p) | "base-single-case" (every earlier
 *   year is) | "no-base" (no earlier year with data) | "no-rate" (no population); else
 *   ""; method STRING "exact" | "quasi-poisson"; phi (>= 1) and phi_origin STRING "own" |
 *   "group" | "none" (see engine/analysis/yearly.h: from yearly counts, for the total
 *   too).
 *   Against the year before: previous_count previous_rate previous_spike INT64
 *   previous_ratio previous_lower previous_upper previous_p previous_adjusted
 *   previous_verdict previous_reason previous_method (when that year is a spike:
 *   "not-assessed", "base-single-case").
 *   "increase" and "decrease" need an adjusted p below alpha and an interval without 1.
 *   Adjusted by Benjamini & Hochberg over the rows that were tested, each of the two
 *   comparisons by itself.
 *   smallest_ratio_up smallest_ratio_down: the smallest change against the years before
 *   that could have been told from chance, same phi; smallest_count_up
 *   smallest_count_down INT64: as crimes in the last year (down is missing when not even
 *   0 would do).
 *
 *   spike INT64 (the last year), spike_year INT64 (the latest such year of the ten last; missing
 *   when none).
 *
 *   Comparison, last year: group_n (members with data, itself included) group_median group_q1
 *   group_q3 (of the others) rank rank_lower rank_upper (1 = highest rate, of group_n; bounds from
 *   the intervals) county_n county_median county_rank country_n country_median country_rank
 *   (likewise); comparison STRING "high" | "low" | "within" | "not-assessed": outside the funnel's
 *   99.8 % limits of its group (not assessed with fewer than five members; a spike is compared like
 *   any other year, so look at `spike` too); comparison_95: the same with the 95 % limits, which
 *   one place in twenty passes by chance; ratio_to_median (missing when the median is 0).
 *
 *   Scalars year, confidence, alpha.
 *
 * ## Per type
 *
 *  long-series    year INT64, count, rate, lower, upper, origin STRING ("population" | "rate"),
 *                 preliminary INT64, spike INT64, group_n INT64 (the other members with data),
 *                 group_q1, group_median, group_q3 (of the others; missing where fewer than half of
 *                 them have data). Rows: every year with data up to the last.
 *  recent-years   the last three years of it: year, count, rate, lower, upper, spike, preliminary.
 *  group          the municipality and its group, highest rate first (equal: code order): code
 *                 STRING, name STRING, count, exposure, rate, lower, upper, self INT64. Scalars
 *                 median, q1, q3 (of the others), rank, rank_lower, rank_upper, n.
 *  funnel         the same members: code, name, exposure, rate, z (with tau2 in it), flag STRING
 *                 ("high" | "low" | "within"), self. Scalars reference_rate (per 100 000, without
 *                 the municipality itself), phi, tau2 (0: limits are exact Poisson), n. Not
 *                 computable with fewer than five members with a rate.
 *  funnel-limits  exposure (from the smallest to the largest, 60 steps even in log), lower_95,
 *                 upper_95, lower_998, upper_998 (rates per 100 000). Scalars as funnel.
 *  map            all municipalities with data: code, name, count, rate, unreliable, spike,
 *                 differs_county differs_country INT64 (1: the exact interval of the rate does not
 *                 hold the median of the own county's, or of all, municipalities; missing in other
 *                 counties).
 *
 * They carry the texts type (key) and, where a group is compared, group_code and group_name.
 *
 * ## Once
 *
 *  crime-mix      the types that are part of no other, most crimes of the last year first, and last
 *                 what none of them covers (type ""; also the types without data): type STRING,
 *                 count INT64, share (of n_crimes), cumulative INT64, cumulative_share. Scalars
 *                 total (missing where the total has no data or is less than its parts), n_crimes
 *                 (the total, else the sum), n_absent (types without data), year.
 *  quarterly      total only: period PERIOD, count, preliminary, expected, lower, upper (95 %
 *                 prediction; missing before and in the baseline's years), unusual STRING ("high" |
 *                 "low" | ""). Scalars trend_per_year, trend_lower, trend_upper (ratio a year),
 *                 trend_p, trend_first, trend_last (years of the trend, the last five), phi (around
 *                 it), baseline_first, baseline_last (years), n_baseline, baseline_phi. Not
 *                 computable when the municipality has no quarters.
 *  quarter-control quarter-forecast quarter-parts
 *                 of the same quarters; see below.
 *  week-clock     weekday INT64 (0 = Monday), hour INT64, count INT64: 168 rows. Scalars n_events
 *                 (in the table), n_digests (left out), n_without_hour (known by day or month; left
 *                 out), n_published_only (counted when published, in n_events), n_undated (left
 *                 out), n_county (placed only in the county; left out), first_year, last_year.
 *  year-wheel     month INT64 (1 = January), count, months_observed INT64, days_observed INT64,
 *                 per_day (events a day in the days observed; missing when none), lower, upper
 *                 (exact). Only months that the source covers (pb_event_month). Scalars n_events,
 *                 n_outside (left out: months not covered), n_digests, n_undated, n_county,
 *                 mean_per_day, days_observed, first_year, last_year (of the covered months).
 *  population     year INT64, persons INT64: residents on 31 December where known. Scalar
 *                 latest_exposure: mean population of the last year as used in rates; text
 *                 latest_origin ("population" | "rate" | "").
 *
 * ## A series over time: all reported crime by quarter and incidents by month
 *
 * The first are named quarter-… and exist once, the second event-…, for all and by problem area.
 * Not computable with a reason where the series is too short. What was counted in another way
 * before the latest break in reported crime is never used.
 *
 *  quarter-control event-control
 *                 period PERIOD, count, preliminary, first_phase INT64 (1: sets level and limits);
 *                 expected (by season, days and population of the first phase); adjusted (the count
 *                 as it would be at the level: level * count / expected); lower_95, upper_95,
 *                 lower_998, upper_998 (limits for adjusted); signal STRING ("beyond-high" |
 *                 "beyond-low": outside the limits of 99.8 per cent; "run-high" | "run-low": at
 *                 least the eighth in a row on that side of the level; ""). Scalars level (mean
 *                 count of the first phase), phi, sigma_z, laney (1: sigma_z is in the limits),
 *                 n_first_phase, first_phase_first, first_phase_last (years), n_judged (later
 *                 periods), n_above, n_below (of them, outside 99.8 per cent), run_side (1, -1 or
 *                 0: where the last period lies), run_length (judged periods in a row there, to the
 *                 end).
 *  quarter-forecast event-forecast
 *                 period, count, preliminary of the last five years; then the year to come, count
 *                 missing: expected, lower_50 upper_50 lower_80 upper_80 lower_95 upper_95, naive
 *                 (by the same period a year before). Scalars total_expected and total_lower_50 …
 *                 total_upper_95 (of the year to come; engine/stats/forecast.h), total_phi,
 *                 total_before (the year before; missing with gaps), n_tested, n_within (periods of
 *                 the last two
 *                 years, and those within the 95 per cent interval of the forecast made before
 *                 their year), error_model, error_naive (mean absolute error over n_compared),
 *                 bias, phi, n_history; text better ("model" | "naive" | "equal" | "not-tested").
 *  quarter-parts event-parts
 *                 period, count, preliminary, trend, season, remainder (the last three missing
 *                 before the latest break; they add up to count). Scalars season_low, season_high
 *                 (from the trend) and season_low_number, season_high_number (which quarter or
 *                 month), trend_lowest, trend_highest, trend_first, trend_last, season_strength,
 *                 trend_strength (0 to 1), first_year.
 *
 * ## Hours of recorded events, by problem area and for all (pb_analysis_find_area)
 *
 *  event-clock-change  how the last year's events are spread over the week against those of the
 *                 years before: weekday INT64 (0 = Monday), hour_from INT64, hour_to INT64, before
 *                 INT64 (all years before), now INT64, as_before (events of the last year had it
 *                 been spread like the years before), residual (adjusted), p_adjusted (missing
 *                 where fewer than 5 are expected), verdict STRING "more" | "fewer" | "undecided":
 * a larger or smaller share of the week than before, corrected over the week. The bands are the
 * narrowest of 1 to 12 hours that keep four expected counts of five at 5 and all at 1, and that can
 * use three quarters of the events that bands of 12 can: an event known only to lie between two
 * times is used when both are in one band. Not computable with too few events, or when most have no
 * hour known so well. Scalars band (hours), n_more, n_fewer, p (of any difference), cramers_v,
 *                 alpha, n_before, n_now, n_without_hour and n_wide (left out: not in one band),
 *                 first_year, last_year.
 *
 * ## Follow-up
 *
 *  measures       one row a measure of the register: measure, goal, title, place, comparison,
 *                 displacement (as written), counted STRING "reported-crime" (of `type`, against
 * other municipalities) | "events" (recorded ones of problem area `area`, in parts of the
 *                 municipality against other parts), reason (why there is no effect, else ""), the
 *                 window (before_first ... after_last PERIOD), counts treated_ and
 * comparison_before and _after, displacement_before and _after (events alone, not tested), wdd and
 * ratio with intervals, p and verdicts (see engine/analysis/measure_effect.h).
 *
 * ## Places of recorded events, by problem area and for all (pb_analysis_find_area)
 *
 * Each carries the scalars of pb_put_cell_counts: n_events, n_located, n_without_point, n_default,
 * n_elsewhere, n_off_grid, missing_share, first_year, last_year (the report's years).
 *
 *  place-concentration  the Lorenz curve over the cells, those with most events first, and the
 *                 curve of as many events spread over the cells by chance alone
 *                 (engine/stats/concentration.h): curve STRING "observed" | "chance",
 *                 share_of_cells, share_of_events (of the corners, from 0, 0). Scalars share_25
 *                 share_50 share_80 (smallest share of the cells with so many per cent of the
 *                 events), cells_25 … (as cells, not rounded), chance_cells_25 … (by chance alone),
 *                 gini, gini_adjusted, pairs (of events in the same cell), pairs_expected, p (of as
 *                 many by chance alone), n_cells, n_with_events; text verdict "more" |
 *                 "undecided" (more concentrated than chance).
 *  hot-cells of the council's version (pb_analysis_options.audience) show no cell with fewer than
 *  smallest_on_map events, but 0, by itself: cell (missing for a square of several), x, y (middle),
 *  size_m (side), patch INT64 (which rows are one area), count (of the patch, in one of its rows),
 *  patch_count (in all), merged INT64 (1: the cell itself has fewer, or is a square of several), z,
 *  p_adjusted, verdict, stability, place as for the house, of cells. Cells that were only hot in
 *  some year have neither patch nor count. Scalars smallest_on_map, n_not_drawn (too far from
 *  others). cell-changes then has cell, x, y, count, verdict of cells with enough; hot-spots places
 *  with enough.
 *
 *  cell-changes   the last year against those before it, one row a cell with events: cell INT64, x,
 *                 y (middle), count INT64 (all years), base (mean a year before), now INT64, p,
 *                 p_adjusted (missing where not tested), verdict STRING "increase" | "decrease" |
 *                 "undecided" | "not-assessed" (fewer than `fewest` events in all). Scalars
 * n_tested, n_more, n_fewer, fewest, phi (scatter of the cells around their common change), cell_m,
 * alpha. event-sub-areas  one row a part of the municipality, in the layer's order: code, name,
 * feature INT64 (of the layer), km2, count INT64, share, per_km2, lower, upper (exact Poisson
 * interval, per km2), verdict STRING "high" | "low" | "undecided" (against the median of the parts)
 * | "n/a" (no area), count_YEAR INT64. Scalars median_per_km2, n_outside_parts (placed, but in no
 * part).
 */
#ifndef PB_ENGINE_ANALYSIS_H
#define PB_ENGINE_ANALYSIS_H

#include "engine/audience.h"
#include "engine/dataset.h"
#include "engine/result.h"
#include "engine/study_area.h"

/** So many periods in a row on one side of the level are a signal of a control chart. */
#define PB_CONTROL_RUN 8

typedef struct pb_analysis pb_analysis;

/** What can be chosen; zero fields mean the defaults. */
typedef struct {
  double confidence; /**< 0.95 */
  double alpha;      /**< false-discovery rate of a table, 0.05 */
  /** The municipality's ground, read while the analysis is made; NULL: results about places say
   * that there is none. */
  const pb_study_area *study_area;
  /** INTERNAL; for the others nothing is about a restricted problem area, nor says that there is
   * one: its incidents are only in those of all areas together. */
  pb_audience audience;
  /** The council's maps show no area with fewer events, but for none; 0: PB_DISCLOSURE_THRESHOLD.
   */
  int64_t smallest_on_map;
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
/** The result about a problem area, or about all incidents (PB_ALL_AREAS, -1); NULL when the area
 * has no incidents. Borrowed. */
const pb_result *pb_analysis_find_area(const pb_analysis *analysis, const char *name, int area);
/** The areas that such results are about: -1 first, then problem areas in their order. 0: none. */
size_t pb_analysis_n_event_areas(const pb_analysis *analysis);
int pb_analysis_event_area(const pb_analysis *analysis, size_t index);
size_t pb_analysis_length(const pb_analysis *analysis);
const pb_result *pb_analysis_at(const pb_analysis *analysis, size_t index);
/** Row of a crime type in "overview", or -1 when it has no data. */
int pb_analysis_overview_row(const pb_analysis *analysis, int type);

#endif

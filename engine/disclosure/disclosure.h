/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Disclosure control: what a copy for the public may say about small counts.
 *
 *   problem.h          cells (counts) and the relations that everybody knows between them
 *   table.h            a table with all its margins as cells and sums of a problem
 *   rule.h             which cells are sensitive (1 to 4, unless told otherwise), what must stay
 *                      possible for them (anything from 0 to 5)
 *   suppress.h         which further cells to leave out
 *   audit.h            the attack: what a reader can work out from everything together
 *   random_rounding.h  instead: every count to a multiple of 3, at random and right on average
 *   cell_key.h         instead: noise that is the same wherever the same records are counted, with
 *   perturbation.h     the tables it is drawn from
 *   merge_areas.h      areas of a map put together until they have enough
 *   public_problem.h   the problem of a whole dataset: its counts and what is known between them
 *   masked_dataset.h   the copy of a dataset that a public report is made from
 *
 * ## How a report uses it
 *
 * Through pb_masked_dataset_new, which does 1 to 4; the ordinary analysis of the copy is 5. What
 * rests on recorded events is decided by engine/analysis/release.h, shares of respondents by the
 * survey's results. The rules behind:
 *
 * One problem for everything that leaves the house at once: all municipalities of a batch, the
 * country and county totals, and the release before. Every number that stands anywhere is looked up
 * by the id of its cell and written only if the cell is shown; so one decision holds for tables,
 * charts, texts and files. In short:
 *
 *   1. Build the problem from the dataset (not from one analysis), with the relations below. Ids:
 *      "type/municipality/year" with PB_DISCLOSURE_TOTAL for a sum, as table.h makes them.
 *   2. Cells of an earlier public release, and what others have published exactly (official counts
 *      of crimes reported, whatever their size), are PB_RELEASE_FIXED. A FIXED count below the
 *      threshold cannot be protected: the report says that it is official statistics.
 *   3. pb_disclosure_suppress; if `unprotected` is not empty, say which and stop: no public copy.
 *   4. pb_disclosure_audit_new over the same problem; `n_narrow` must be 0.
 *   5. Make the analysis anew from the masked dataset. A result that rests on a cell left out is
 * not computable with the reason, never a value with a blank beside it: rates, intervals, ratios,
 *      p-values, z, ranks, medians and expected values give counts back as well as counts do (a
 *      rate with one decimal and a known population; an exact interval has one count; a ratio with
 *      one count known gives the other). Linear programmes do not see ranks and quantiles, so the
 *      rule for these is the blunt one.
 *   6. Attack the files as they are: read every number back from the CSV, JSON, HTML and DOCX,
 * match it to its cell, run the audit with these as shown.
 *
 * A mark in a public table never says why a cell was left out: “small” beside “to protect another”
 * tells that the first is from 1 to 4. The lists of what was sensitive, seeds and secrets stay in
 * the house.
 *
 * ## Relations in our outputs
 *
 *   crime types      the total and its parts by level ("of which" types sum to at most their
 * parent: one sum with a HIDDEN remainder) places           municipality, county, country; the SKR
 * group's sum where it is shown; sub-areas and the municipality; cells of the grid, places ("hot
 * spots") and their sum; events without a point are the remainder and are printed time three years
 * and their pooled count; quarters and the year; months, and the year; preliminary and final
 * figures of the same year are two releases: two ids events           168 hours of the week, 24
 * hour sums, 7 day sums; 12 months x years; events used + left out = all, each reason of leaving
 * out printed rates            count = rate x exposure / per, up to rounding
 * (pb_disclosure_rate_range); exposure is printed or public change           ratio and rate of base
 * years with one count known; base_count is a mean of base_years counts shares percentages with a
 * known denominator: as rates; survey shares with n; n < 30 is the threshold of survey cells joint
 * picture    sum of several municipalities and each member; leave-one-out is the difference
 *
 * ## Every place where a count or something like it comes out
 *
 * Results (tables/NAME.csv, results.json, and `chart`, `stat` and the index of a batch read the
 * same)
 *
 *   overview         count_1..3, rate and bounds, pooled_*, base_count, base_rate, ratio and
 * bounds, p, previous_*, smallest_count_*, exposure, group_median/q1/q3, rank*, county_*,
 * country_*, ratio_to_median, phi, spike (one case may explain it) long-series      count, rate,
 * lower, upper of every year; group quartiles recent-years     count, rate, lower, upper group,
 * funnel,   count, exposure, rate, z of every member, other municipalities too; map reference_rate
 * (everybody but this one: a difference); funnel-limits: none quarterly        count, expected,
 * lower, upper, phi, trend by quarter population       persons: public statistics, the denominator
 * of everything week-clock       count of 168 hours; n_events, n_digests, n_without_hour,
 * n_undated, n_county year-wheel       count, per_day, lower, upper, months and days observed; n_*
 *   event-areas      count_YEAR, ratio, bounds, p, smallest_count_* of each problem area
 *   event-series     count, expected, lower, upper by month of an area; trend, phi
 *   event-clock      weight (aoristic, fractions of events), n_events, n_windows, n_*
 *   event-wheel      count, per_day, lower, upper; mean_per_day; n_events
 *   hot-cells        cell, x, y, count, count_YEAR, z, p; n_cells, n_events, unplaced events
 *   hot-spots        x, y, cells, hectares, count, count_YEAR, share, z_max, name and distance
 *   cell-changes     base, now, p of each cell
 *   density-contours rings: few events make a ring around each; a floor of 30 holds already
 *   place-concentration, place-stability   shares of few cells with few events: counts again
 *   near-repeat      observed, expected pairs, share_in_pairs, n_dated
 *
 * Report (PDF, HTML, DOCX, text; plots/report/sections and sentences)
 *
 *   summary          findings with counts and rates, data gaps with the number of rows left out
 *   municipality     population; locator map
 *   overview         three-years table, comparison table, change forest, priority matrix
 *   crime-types      key table, long series, recent years, group dots, funnel, maps of county and
 *                    country, sentences on level, change, comparison, spikes, records
 *   problem-areas    table of places, event series, clock and wheel, maps (hot spots, symbols,
 *                    density, changes, years, stability), near-repeat table, shares in words
 *   time             quarters, week clock, year wheel
 *   comments         the analyst's own words: no program checks them; say so before printing
 *   data-and-method  rows read and used of each source, events that could not be placed
 *
 * Charts as files (figures/NN-*.svg, .png, .pdf): numbers as text, bar lengths, axes ("0 to 4"),
 * alt texts, titles that state the finding; in HTML also tooltips, sort keys and the table behind a
 * figure; in DOCX also captions, alt texts and the figures' own vector data. Lengths are counts: a
 * chart of a suppressed cell has a gap, not a bar, and its axis is not chosen from it.
 *
 * Files: gis/platser.*, gis/rutor.* (.shp, .dbf, .geojson) and attribut.csv; index.html of a batch;
 * file names carry types and areas that exist at all. Points never leave the house.
 *
 * Commands: `stat`, `table`, `layer`, `check` print what is in the sources; they are for the house,
 * and no audience applies to them. `chart` shows what the report of the project's audience would.
 */
#ifndef PB_ENGINE_DISCLOSURE_DISCLOSURE_H
#define PB_ENGINE_DISCLOSURE_DISCLOSURE_H

#include "engine/disclosure/audit.h"
#include "engine/disclosure/cell_key.h"
#include "engine/disclosure/merge_areas.h"
#include "engine/disclosure/problem.h"
#include "engine/disclosure/random_rounding.h"
#include "engine/disclosure/rule.h"
#include "engine/disclosure/suppress.h"
#include "engine/disclosure/table.h"

#endif

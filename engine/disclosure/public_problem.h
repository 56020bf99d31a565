/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Everything that a public copy of a dataset shows as counts, as one problem: reported crime by
 * year and quarter (its months are left out), and indicators that are counts. What everybody knows
 * between them:
 *
 *   crime types  a type and its "of which" types, the total and the types that stand under none:
 *                the whole = the parts + a hidden rest. A rest of 1 to 4 is a small count like any
 *                other. Where the parts make up the whole in nine of ten places and periods, the
 *                reader knows that they do, and there is no rest where there is none. Where the
 *                parts are more than the whole in the source, nothing is known between them.
 *   time         four quarters and their year, where all are there. Where they differ in the source
 * (preliminary and final figures) by d, the reader is taken to know that they differ by at most 2
 * d. places       the sum over all municipalities of a type and period: the country's figure can be
 *                looked up. Only where every municipality has one, and the sum is not itself below
 *                the threshold: what others publish of so few, nobody here can hide.
 *   indicators   all = women + men; months or quarters = their year; the municipalities of a county
 *                and the county, and of the country, where the source has both: each where it
 * holds.
 *
 * Published shares, rates and indexes of others are no cells. All figures that a report works out
 * come from what is shown, so they need none.
 */
#ifndef PB_ENGINE_DISCLOSURE_PUBLIC_PROBLEM_H
#define PB_ENGINE_DISCLOSURE_PUBLIC_PROBLEM_H

#include "engine/dataset.h"
#include "engine/disclosure/problem.h"

#define PB_NO_CELL UINT32_MAX

/** The panels of reported crime, by length of their periods. */
enum { PB_PANEL_YEARS, PB_PANEL_QUARTERS, PB_N_PANELS };

typedef struct {
  const pb_dataset *dataset;
  pb_disclosure_problem *problem;
  const pb_crime_panel *panels[PB_N_PANELS]; /**< NULL: the dataset has none */
  uint32_t
      *crime[PB_N_PANELS]; /**< by cell of the panel: its position in the problem, PB_NO_CELL */
  uint32_t *indicator;     /**< by value of the indicators, likewise */
} pb_public_problem;

/** `dataset` must outlive it. PB_ERROR_STATISTIC when a count cannot be one. Free with
 * pb_public_problem_free. */
pb_public_problem *pb_public_problem_new(const pb_dataset *dataset, const pb_disclosure_rule *rule,
                                         GError **error);
void pb_public_problem_free(pb_public_problem *all);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(pb_public_problem, pb_public_problem_free)

/** The parts, for pb_public_problem_new. */
bool pb_public_add_crime(pb_public_problem *all, const pb_disclosure_rule *rule, GError **error);
bool pb_public_add_indicators(pb_public_problem *all, GError **error);

/** A whole and its parts: with a hidden rest named `rest_id` (NULL: where they are not equal,
 * nothing is known); `no_rest`: where they are equal, the reader knows that there is none. Nothing
 * when the parts are more than the whole. */
bool pb_public_add_whole(pb_disclosure_problem *problem, uint32_t whole, const uint32_t *parts,
                         size_t n, bool no_rest, const char *rest_id, GError **error);
/** A sum over time: they differ by no more than twice what they do. */
void pb_public_add_near_sum(pb_disclosure_problem *problem, uint32_t whole, const uint32_t *parts,
                            size_t n);

/** Is the indicator a count of people or cases? By its unit: "antal", "number of cases"; without a
 * unit when all its values are whole numbers. */
bool pb_indicator_is_count(const pb_indicators *indicators, size_t indicator);

#endif

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
 * A public report is the ordinary analysis of a masked dataset. What may not be told is absent from
 * the copy, so tables, charts, sentences and files carry nothing beyond what is shown, and the
 * choice of what is shown is the one place that has to be right:
 *
 *   1. one problem over the whole dataset, so that every report, batch and shard agrees
 *      (public_problem.h lists the relations);
 *   2. pb_disclosure_suppress; cells that cannot be protected are named and there is no public
 * copy;
 *   3. pb_disclosure_audit_new over the same problem, with which it shares no step: `n_narrow` is
 * 0;
 *   4. rates, intervals, ratios, p-values, ranks and medians are made anew by the analysis. What
 *      rests on a cell left out is not computable, with the reason: such values give counts back as
 *      well as counts do, and linear programmes do not see ranks and quantiles.
 *
 * Recorded events are one problem a municipality, made when they are counted
 * (engine/analysis/event_problem.h). engine/analysis/release.c says of every result what the public
 * may see of it; a result that is not named there is not shown. Shares of few respondents are left
 * out by the survey's results. tests/attack reads all files of a report back and attacks them.
 *
 * A mark in a public table never says why a cell was left out: “small” beside “to protect another”
 * tells that the first is from 1 to 4. The lists of what was sensitive, seeds and secrets stay in
 * the house. So do fingerprints of the sources, with which a reader could try out small counts, and
 * points. Comments are the analyst's own words; no program checks them.
 *
 * The commands `stat`, `table`, `layer` and `check` print what is in the sources; they are for the
 * house, and no audience applies to them. `chart` shows what the report of the project's audience
 * would.
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

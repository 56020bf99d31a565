/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * A dataset for the public: the same as the original but for what may not be told, which is absent.
 * Everything that a public report says is computed from it by the ordinary analysis and so carries
 * nothing beyond what it shows: the choice of what it shows, made here, is the one place where
 * disclosure control has to be right. The choice looks at the whole dataset and at nothing else, so
 * it is the same for one report, a batch and a part of one.
 *
 *   months of reported crime
 *       Left out whole: nothing that the public reads is made of them, and protecting them for a
 *       whole country takes very long.
 *   reported crime by year and quarter, indicators that are counts
 *       By suppression: a count below the threshold, and what would give it back by the relations
 *       of public_problem.h, is withheld: reported crime is `withheld` and not present, an
 *       indicator has no value in that period. The published rate goes with the count, and where
 *       populations are worked out from count and rate (PB_EXPOSURE_RATE) this is done anew from
 *       what is left. Afterwards the audit attacks the choice.
 *       By random rounding and cell-key: every count above 0 is changed, the published rates go,
 *       and populations worked out from rates are rounded to three figures.
 *   published survey shares
 *       Fewer than 30 answers: not shown; then none of the same breakdown (sex, age, subgroup) of
 *       that question, area and wave, since the whole and the others give it back.
 *   goals
 *       Baseline and target as typed are withheld where they are counts below the threshold, or
 *       stand for a count that is withheld.
 *
 * Answers of respondents and events are the same as in the original: what is shown of them is known
 * only when it is counted, so engine/analysis withholds it where `disclosure` is set: survey.c,
 * survey_index.c and the results about events. Texts of people (comments, titles of goals, what a
 * measure is) are as written.
 */
#ifndef PB_ENGINE_DISCLOSURE_MASKED_DATASET_H
#define PB_ENGINE_DISCLOSURE_MASKED_DATASET_H

#include "engine/dataset.h"

/** Zero fields mean the defaults. */
typedef struct {
  pb_disclosure_rule rule;
  pb_disclosure_method method;
  const char *secret; /**< of rounding and noise: known to the house alone; else NULL */
} pb_mask_options;

typedef struct {
  pb_dataset dataset;  /**< to read; shares what is not masked with the original */
  size_t n_cells;      /**< counts that could be shown */
  size_t n_primary;    /**< left out because they are small */
  size_t n_secondary;  /**< left out to protect others */
  size_t n_programmes; /**< linear programmes solved, in the choice and the audit */
} pb_masked_dataset;

/** Mask a finished dataset, which must outlive the copy. PB_ERROR_STATISTIC when counts cannot be
 * protected (the message names them), or when the method has no secret. Free with
 * pb_masked_dataset_free, and the copy's dataset not by itself. */
pb_masked_dataset *pb_masked_dataset_new(const pb_dataset *original, const pb_mask_options *options,
                                         GError **error);
void pb_masked_dataset_free(pb_masked_dataset *masked);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(pb_masked_dataset, pb_masked_dataset_free)

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Masked copies of the parts of a dataset, for masked_dataset.c. */
#ifndef PB_ENGINE_DISCLOSURE_MASK_PARTS_H
#define PB_ENGINE_DISCLOSURE_MASK_PARTS_H

#include "engine/disclosure/masked_dataset.h"
#include "engine/disclosure/public_problem.h"

/** What is to be shown of a cell of the problem. */
typedef struct {
  const bool *withheld;   /**< by cell */
  const int64_t *changed; /**< by cell: what is shown instead; NULL: the counts themselves */
} pb_mask;

/** A panel with the cells of `which` as the mask says. */
pb_crime_panel *pb_mask_panel(const pb_public_problem *all, int which, const pb_mask *mask);
/** Indicators without the values withheld. */
pb_indicators *pb_mask_indicators(const pb_public_problem *all, const pb_mask *mask);
/** Shares without those of few answers and their complements. */
pb_survey_shares *pb_mask_shares(const pb_survey_shares *shares);
/** Goals without small baselines and targets; measures as they are. `masked` has its panels and
 * indicators. */
pb_registers *pb_mask_registers(const pb_dataset *original, const pb_dataset *masked,
                                const pb_disclosure_rule *rule);

/** Instead of leaving out: rounded counts or counts with noise, by cell, the same for the same
 * count under the same secret. NULL with PB_ERROR_STATISTIC. Free with g_free. */
int64_t *pb_mask_noise(const pb_disclosure_problem *problem, const pb_mask_options *options,
                       GError **error);

#endif

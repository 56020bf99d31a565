/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Two tables of data/reference/ about problem areas: which words in a survey question point to one
 * (area_questions.csv), and examples of paired commitments (area_commitments.csv). */
#ifndef PB_IO_AREA_GUIDANCE_H
#define PB_IO_AREA_GUIDANCE_H

#include "engine/dataset.h"

/** Fill area_questions and area_commitments of a dataset that has its areas. PB_ERROR_INPUT. */
bool pb_area_guidance_load(const char *data_dir, pb_dataset *dataset, GError **error);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/** The analysis of one municipality with what its layers add. */
#ifndef PB_CLI_ANALYSE_H
#define PB_CLI_ANALYSE_H

#include "engine/analysis/analysis.h"
#include "geo/geography.h"

/** As pb_analysis_new; the municipality's ground is made where it has incidents to place on it.
 * `geography` may be NULL. `smallest_on_map`: as in pb_analysis_options. Thread-safe. Free with
 * pb_analysis_free. */
pb_analysis *pb_analyse(const pb_dataset *dataset, const pb_geography *geography, int municipality,
                        pb_audience audience, int smallest_on_map);

#endif

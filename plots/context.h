/* SPDX-License-Identifier: GPL-3.0-or-later */
/** What charts and sections see of one municipality's report. Everything is borrowed and read-only.
 */
#ifndef PB_PLOTS_CONTEXT_H
#define PB_PLOTS_CONTEXT_H

#include "engine/analysis/analysis.h"
#include "engine/audience.h"
#include "engine/dataset.h"
#include "geo/geography.h"
#include "plots/language.h"
#include "plots/theme.h"

typedef struct {
  const pb_dataset *dataset;
  const pb_analysis *analysis; /**< of the municipality */
  const pb_geography
      *geography; /**< NULL: the project has no layers; maps are then left out, said */
  const pb_language *language;
  const pb_theme *theme;
  pb_audience audience;
  int municipality; /**< position in the dataset */
} pb_context;

#endif

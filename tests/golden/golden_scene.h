/* SPDX-License-Identifier: GPL-3.0-or-later */
/** The example places, analysed, for tests that compare figures with stored ones. */
#ifndef PB_TESTS_GOLDEN_SCENE_H
#define PB_TESTS_GOLDEN_SCENE_H

#include "plots/chart.h"

enum {
  GOLDEN_LARGE, /**< has everything */
  GOLDEN_SMALL, /**< lacks most */
  GOLDEN_FEW,   /**< few records of events */
  GOLDEN_N_PLACES
};

/** Open the scene: locale, translations from GOLDEN_LOCALES, the places. Ends the program when the
 * typeface that the stored figures are set in is another: Inter as Debian 12 has it. */
void golden_scene_open(void);
void golden_scene_close(void);

/** "large", "small", "few". */
const char *golden_scene_name(int place);
/** The context of a place; from now on texts are in this language. */
pb_context golden_scene_context(int place, const char *language);
/** The chart's figure, of thefts where it takes a crime type; with `events` of recorded events
 * where it takes a series of either. */
pb_figure *golden_scene_figure(const pb_context *context, const pb_chart *chart, bool events);
/** Does the chart have the parameter? */
bool golden_scene_takes(const pb_chart *chart, const char *param);

#endif

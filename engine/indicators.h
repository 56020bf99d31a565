/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Indicators of others: social services, schools, alcohol permits, guest nights. One series for
 * each indicator, area, sex and length of period, all values in one array.
 *
 * An indicator is a name with its unit: the same name in two units is two indicators, since their
 * values cannot be compared. Values that are missing are not there.
 */
#ifndef PB_ENGINE_INDICATORS_H
#define PB_ENGINE_INDICATORS_H

#include <glib.h>
#include <stddef.h>

#include "engine/area.h"
#include "engine/period.h"

/** Texts as they stand in the source, owned by pb_indicators. */
typedef struct {
  char *name;   /**< "Orosanmälningar, barn och unga" */
  char *unit;   /**< "per 1 000 barn"; "" when the source does not say */
  char *source; /**< who publishes it; "" when neither row nor project file says */
} pb_indicator;

typedef enum { PB_INDICATOR_ALL, PB_INDICATOR_WOMEN, PB_INDICATOR_MEN } pb_indicator_sex;

typedef struct {
  pb_period period;
  double value;
} pb_indicator_value;

typedef struct {
  size_t indicator; /**< position in indicators */
  pb_area area;
  pb_indicator_sex sex;
  int per_year;    /**< length of the periods: 1, 4 or 12 a year */
  size_t first, n; /**< values[first] .. values[first + n - 1], in time order; gaps are absent */
} pb_indicator_series;

typedef struct {
  pb_indicator *indicators; /**< in the order in which the sources name them */
  size_t n_indicators;
  pb_indicator_series *series; /**< by indicator, kind of area, area, sex, per_year */
  size_t n_series;
  pb_indicator_value *values;
  size_t n_values;
} pb_indicators;

void pb_indicators_free(pb_indicators *indicators);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(pb_indicators, pb_indicators_free)

/** Position of the first indicator of that name, whatever its unit; -1: none. Letter case does not
 * matter. `indicators` may be NULL. */
int pb_indicators_find(const pb_indicators *indicators, const char *name);
/** The series, or NULL. */
const pb_indicator_series *pb_indicators_series(const pb_indicators *indicators, size_t indicator,
                                                pb_area area, pb_indicator_sex sex, int per_year);

#endif

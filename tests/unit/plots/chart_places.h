/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Datasets at the edges of what charts must bear: groups of one and of sixty, three years, gaps,
 * zeros, one value that dwarfs the rest, long names. Made from a fixed formula.
 */
#ifndef PB_TESTS_CHART_PLACES_H
#define PB_TESTS_CHART_PLACES_H

#include "engine/dataset.h"

typedef enum {
  PLACES_ORDINARY,    /**< 23 members, 20 years, quarters and events */
  PLACES_ZEROS,       /**< the municipality has no crime in any year */
  PLACES_TINY,        /**< a handful of crimes a year */
  PLACES_DOMINATED,   /**< one year a hundred times the others, one member far above */
  PLACES_THREE_YEARS, /**< nothing before */
  PLACES_GAPS,        /**< every third year absent, the year before the last too */
  PLACES_ALONE,       /**< no other member */
  PLACES_PAIR,        /**< one other member */
  PLACES_MANY,        /**< 63 members */
  PLACES_LONG_NAMES,  /**< joint pictures of two municipalities each */
  PLACES_PRELIMINARY, /**< everything preliminary, many breaks */
  PLACES_SILENT,      /**< no last year, no quarters, no events */
  N_PLACES_KINDS
} places_kind;

/** Name of a kind, for test paths. */
const char *places_name(places_kind kind);
/** Finished; the municipality to look at is at position 0. Free with pb_dataset_free. */
pb_dataset *places_dataset(places_kind kind);

#endif

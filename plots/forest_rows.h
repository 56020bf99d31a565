/* SPDX-License-Identifier: GPL-3.0-or-later */
/** The rows of a table of changes as a forest plot shows them: numbers for the marks, texts for the
 * columns, and in a few words why a row has no marks. */
#ifndef PB_PLOTS_FOREST_ROWS_H
#define PB_PLOTS_FOREST_ROWS_H

#include "plots/chart_words.h"

/** Texts are translated; `change` and `interval` belong to the row. Ratios are of rates. */
typedef struct {
  const pb_crime_type *type;
  const char *label;
  pb_verdict verdict, previous_verdict;
  bool has_ratio, has_previous, few;
  double ratio, lower, upper, previous, previous_lower, previous_upper;
  char *change, *interval; /* what the text columns say */
  const char *reason;      /* why nothing is drawn; NULL: drawn */
} pb_forest_row;

/** One row a crime type of an "overview" result, in its order; the array clears its rows. Changes
 * with fewer than PB_COUNTS_BELOW crimes on either side are told in counts. */
GArray *pb_forest_rows_read(const pb_context *context, const pb_result *overview);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/** From gathered rows to the panels and the table of events of a dataset. */
#ifndef PB_IO_JOIN_SOURCES_H
#define PB_IO_JOIN_SOURCES_H

#include "io/duplicates.h"
#include "io/gathered.h"

/**
 * Finds the last year when dataset->period_end is 0; leaves out yearly counts, population and
 * events after it (quarters go on); joins rows of all files; fills yearly, quarterly, population
 * and events, and the counts and periods of dataset->sources, which are in the order of
 * gathered->files. Repetitions and contradictions are listed in dataset->diagnostics.
 */
void pb_join_sources(pb_gathered *gathered, pb_dataset *dataset);

/* The parts, one file each. */
void pb_join_crime(pb_gathered *gathered, pb_dataset *dataset);
void pb_join_population(pb_gathered *gathered, pb_dataset *dataset);
void pb_join_events(pb_gathered *gathered, pb_dataset *dataset);

/** The two halves of the sentence about a contradiction; g_free. */
typedef struct {
  char *(*subject)(const pb_dataset *dataset, const void *row); /**< "theft, Örebro, 2025" */
  char *(*value)(const pb_dataset *dataset, const void *row);   /**< "7000" */
} pb_row_words;

/** Settle the fates of rows after pb_find_duplicates: counts of their files, findings. A row is to
 * be used when its fate is PB_JOIN_FIRST. */
void pb_settle_duplicates(pb_gathered *gathered, pb_dataset *dataset, const GArray *rows,
                          const pb_join *joins, const pb_row_words *words);

#endif

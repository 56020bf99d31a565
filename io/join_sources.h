/* SPDX-License-Identifier: GPL-3.0-or-later */
/** From the gathered rows of all kinds to the dataset. */
#ifndef PB_IO_JOIN_SOURCES_H
#define PB_IO_JOIN_SOURCES_H

#include "io/duplicates.h"
#include "io/gathered.h"

/**
 * Finds the last year when dataset->period_end is 0, leaves out rows after it, lets every kind join
 * its rows, and fills the counts of dataset->sources, which are in the order of gathered->files.
 */
void pb_join_sources(pb_gathered *gathered, pb_dataset *dataset);

/** The two halves of the sentence about a contradiction; g_free. */
typedef struct {
  char *(*subject)(const pb_dataset *dataset, const void *row); /**< "theft, Örebro, 2025" */
  char *(*value)(const pb_dataset *dataset, const void *row);   /**< "7000" */
} pb_row_words;

/** Settle the fates of rows after pb_find_duplicates: counts of their files, findings. A row is to
 * be used when its fate is PB_JOIN_FIRST. */
void pb_settle_duplicates(pb_gathered *gathered, const GArray *rows, const pb_join *joins,
                          const pb_row_words *words);

/** The same for rows by number. */
typedef struct {
  pb_row_origin (*origin)(const void *data, size_t row);
  char *(*subject)(const pb_dataset *dataset, const void *data, size_t row);
  char *(*value)(const pb_dataset *dataset, const void *data, size_t row);
} pb_keyed_words;
void pb_settle_duplicates_keyed(pb_gathered *gathered, const pb_keyed_rows *rows,
                                const pb_join *joins, const pb_keyed_words *words);

/** Fill first_period and last_period of the sources from rows that have one period each. `joins`
 * NULL: every row counts. */
void pb_describe_periods(pb_dataset *dataset, const GArray *rows, const pb_join *joins,
                         pb_period (*period_of)(const void *row));

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Counts with what they are seen against, read from a table: what the statistics of rates and of
 * changes take. */
#ifndef PB_ENGINE_STATS_COUNT_INPUT_H
#define PB_ENGINE_STATS_COUNT_INPUT_H

#include "engine/statistic.h"
#include "engine/stats/count.h"
#include "engine/text.h"

/** "count" and "exposure", both required; to be written into a list of inputs. */
#define PB_COUNT_INPUTS                                                                            \
  {"count", PB_TYPE_INT64, true, N_("number of crimes")}, {                                        \
    "exposure", PB_TYPE_DOUBLE, true, N_("population, or other exposure")                          \
  }

typedef struct {
  pb_count *counts; /**< of the complete rows, in the order of the table */
  size_t *row;      /**< of each count in the table */
  size_t n, n_rows;
} pb_count_input;

/** Read and check the columns "count" and "exposure". False with PB_ERROR_STATISTIC. Clear with
 * pb_count_input_clear. */
bool pb_count_input_read(const pb_table *table, pb_count_input *input, GError **error);
void pb_count_input_clear(pb_count_input *input);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(pb_count_input, pb_count_input_clear)

/** A later and an earlier count; populations are 1 where left out. To be written into a list of
 * inputs. */
#define PB_COUNT_PAIR_INPUTS                                                                       \
  {"now_count", PB_TYPE_INT64, true, N_("number of crimes in the later period")},                  \
      {"now_exposure", PB_TYPE_DOUBLE, false,                                                      \
       N_("population of the later period; 1 if left out")},                                       \
      {"base_count", PB_TYPE_INT64, true, N_("number of crimes in the earlier period")}, {         \
    "base_exposure", PB_TYPE_DOUBLE, false, N_("population of the earlier period; 1 if left out")  \
  }

typedef struct {
  const pb_column *columns[4]; /**< borrowed, in the order of the inputs; NULL: left out */
} pb_count_pairs;

/** Find and check the columns. False with PB_ERROR_STATISTIC. */
bool pb_count_pairs_find(const pb_table *table, pb_count_pairs *pairs, GError **error);
/** The counts of a row; false when it is not complete. */
bool pb_count_pairs_at(const pb_count_pairs *pairs, size_t row, pb_count *now, pb_count *base);

/** Reason of a result that no row could give anything to. */
#define PB_NO_COMPLETE_ROW N_("No row has a value in every column that is needed.")
/** Of a change from nothing to nothing. */
#define PB_NOT_ASSESSED N_("No change can be assessed: there are no crimes in either period.")

#endif

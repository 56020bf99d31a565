/* SPDX-License-Identifier: GPL-3.0-or-later */
/** An unbroken run of periods with a count each, some perhaps missing, read from a table: what the
 * methods that watch the latest weeks take (Farrington, EARS, CUSUM, control charts). */
#ifndef PB_ENGINE_STATS_COUNT_RUN_H
#define PB_ENGINE_STATS_COUNT_RUN_H

#include "engine/statistic.h"

/** The inputs: count, exposure, t. */
#define PB_COUNT_RUN_N_INPUTS 3
extern const pb_input pb_count_run_inputs[PB_COUNT_RUN_N_INPUTS];

typedef struct {
  size_t n;         /**< periods from the first to the last */
  double *count;    /**< 0 where not present */
  double *exposure; /**< 1 where there is none */
  bool *present;
  gssize *row; /**< of each period in the table, or -1 */
  size_t n_rows, n_present;
} pb_count_run;

/** Read and check; t must be whole and distinct. False with PB_ERROR_STATISTIC. Clear with
 * pb_count_run_clear. */
bool pb_count_run_read(const pb_table *input, pb_count_run *run, GError **error);
void pb_count_run_clear(pb_count_run *run);

/** The periods of the table's rows: index into the run for each row, or -1. Free with g_free. */
gssize *pb_count_run_period_of_row(const pb_count_run *run);

/** The parameter "last": how many of the last periods are judged. */
#define PB_PARAM_LAST                                                                              \
  {                                                                                                \
    .name = "last", .title = N_("how many of the last periods are judged"), .unit = N_("periods"), \
    .type = PB_PARAM_INT, .def = 4, .min = 1, .max = 100000                                        \
  }

#endif

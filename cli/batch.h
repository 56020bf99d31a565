/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Many reports: threads, shards, taking up again after an interruption, index and manifest. */
#ifndef PB_CLI_BATCH_H
#define PB_CLI_BATCH_H

#include "cli/command.h"
#include "cli/report_files.h"
#include "cli/session.h"

typedef struct {
  int jobs;             /**< threads */
  int shard, n_shards;  /**< 1 of 1: everything */
  bool resume;          /**< leave folders that are whole and of the same inputs */
  const char *manifest; /**< text of manifest.json */
} pb_batch_options;

/** Write the reports of `chosen` (GArray of int). Every failed municipality is named on standard
 * error and the rest goes on, unless the output folder itself cannot be written. */
pb_exit pb_batch_run(const pb_report_request *request, const GArray *chosen,
                     const pb_batch_options *options);

#endif

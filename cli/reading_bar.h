/* SPDX-License-Identifier: GPL-3.0-or-later */
/** One line on the terminal that tells how far the reading of data has come. */
#ifndef PB_CLI_READING_BAR_H
#define PB_CLI_READING_BAR_H

#include <glib.h>

#include "io/load_dataset.h"

/**
 * pb_load_dataset_watched with a line on standard error that is rewritten as reading goes on:
 * "Reading events.csv  43%  1.2 million rows/s  12 s left". Only when standard error is a terminal
 * and reading has taken half a second; the line is gone afterwards.
 */
pb_dataset *pb_load_with_bar(const pb_project *project, GPtrArray **failures, GError **error);

#endif

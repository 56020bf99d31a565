/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * From a project to a dataset: the reference tables and every source, read, checked, joined and
 * indexed. The result is read-only and serves all reports of a batch.
 *
 * Rows are used, or counted and listed in dataset->diagnostics. Rows of one municipality, crime
 * type and period that agree are counted; where they contradict each other, within a source or
 * between sources, all of them are listed and none is used.
 */
#ifndef PB_IO_LOAD_DATASET_H
#define PB_IO_LOAD_DATASET_H

#include "engine/dataset.h"
#include "io/progress.h"
#include "io/project.h"

/** How many findings of one reason are kept in full; all are counted. */
#define PB_DIAGNOSTICS_LIMIT 1000

/**
 * Load everything. `data_dir` is the folder that holds reference/. Without a period_end in the
 * project it becomes the newest year that has counts none of which is preliminary.
 *
 * NULL with PB_ERROR_INPUT when a file is missing, empty, without rows or cannot be understood (one
 * sentence a file, on lines of their own), with PB_ERROR_PROJECT for a kind, role or header that
 * does not exist. A file with bad rows is not an error: see pb_dataset_fell_short. Free with
 * pb_dataset_free.
 */
pb_dataset *pb_load_dataset(const pb_project *project, const char *data_dir, GError **error);

/**
 * The same for `check`: a source that cannot be read does not hide what the others say. Each such
 * source adds its GError to `failures` (NULL-terminated semantics: use ->len; free with
 * g_ptr_array_unref, elements are freed by it). NULL and `error` only when the reference tables or
 * the project are wrong.
 */
pb_dataset *pb_load_dataset_collect(const pb_project *project, const char *data_dir,
                                    GPtrArray **failures, GError **error);

/** One of the two, telling `watch` (NULL: nobody) how far it has come: with `failures` NULL the
 * first, else the second. */
pb_dataset *pb_load_dataset_watched(const pb_project *project, const char *data_dir,
                                    pb_watch *watch, GPtrArray **failures, GError **error);

/** True when something was read only in part or more rows were rejected than the project allows
 * (exit status 1). `sentences`, when not NULL, gets one sentence for each; free with g_strfreev. */
bool pb_dataset_fell_short(const pb_dataset *dataset, char ***sentences);

#endif

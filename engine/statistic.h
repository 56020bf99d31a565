/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * A statistic is one constant descriptor in one file of engine/stats/, named by one word in
 * engine/stats/meson.build, from which the build writes the table below. The command `stat`,
 * `--help`, `list stats`, parameter checks, JSON and the oracle driver all derive from it.
 *
 * Beside the descriptor, a file offers plain functions on numbers (its own header) to the code that
 * analyses a municipality; `run` is the same thing on a table.
 */
#ifndef PB_ENGINE_STATISTIC_H
#define PB_ENGINE_STATISTIC_H

#include "engine/params.h"
#include "engine/result.h"
#include "engine/table.h"

/** A column the statistic reads from its table. */
typedef struct {
  const char *name; /**< header in the plain CSV: "count" */
  pb_type type;
  bool required;
  const char *title; /**< N_() text: meaning and unit */
} pb_input;

typedef struct {
  const char *name;        /**< kebab-case: "poisson-rate" */
  const char *title;       /**< N_() text: a noun phrase */
  const char *description; /**< N_() text: what is computed and when to use it, a few sentences */
  const char *citation;    /**< primary source */
  const pb_input *inputs;
  size_t n_inputs;
  const pb_param *params;
  size_t n_params;
  /** `run` sees the table's other columns too, as they are: a statistic over any number of columns
   * that its user names. */
  bool takes_all;
  /** `input` has the required columns in the stated types (checked by pb_statistic_run). Returns a
   * result (possibly "not computable") or NULL with PB_ERROR_STATISTIC. Thread-safe. */
  pb_result *(*run)(const pb_table *input, const pb_params *params, GError **error);
} pb_statistic;

/** All statistics, in the order of the build's list. */
const pb_statistic *const *pb_statistics(size_t *n);
/** NULL when there is none of that name. */
const pb_statistic *pb_statistic_find(const char *name);
/** Check the inputs against the descriptor and run. Free the result with pb_result_free. */
pb_result *pb_statistic_run(const pb_statistic *statistic, const pb_table *input,
                            const pb_params *params, GError **error);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * What a statistic returns: named scalars and named columns with units, how many rows were used and
 * missing, method, citation, seed, warnings; or "not computable" with a reason. Writers, tables and
 * captions are generic over it; results.json is a list of these.
 *
 * Scalars, like cells, may be missing. A reason or a warning is a constant N_() sentence that the
 * writer translates.
 */
#ifndef PB_ENGINE_RESULT_H
#define PB_ENGINE_RESULT_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "engine/column.h"

typedef struct pb_result pb_result;

/** `name` is the statistic's or the analysis' name, in kebab-case. Free with pb_result_free. */
pb_result *pb_result_new(const char *name);
void pb_result_free(pb_result *result);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(pb_result, pb_result_free)

const char *pb_result_name(const pb_result *result);

/** Not computable: `reason` is an N_() sentence. The columns and scalars set so far stay. */
void pb_result_set_reason(pb_result *result, const char *reason);
/** NULL when the result was computed. */
const char *pb_result_reason(const pb_result *result);

void pb_result_set_method(pb_result *result, const char *method);     /**< N_() text */
void pb_result_set_citation(pb_result *result, const char *citation); /**< constant text */
void pb_result_set_counts(pb_result *result, size_t n_used, size_t n_missing);
void pb_result_set_seed(pb_result *result, uint64_t seed);
void pb_result_add_warning(pb_result *result, const char *warning); /**< N_() sentence */
const char *pb_result_method(const pb_result *result);
const char *pb_result_citation(const pb_result *result);
size_t pb_result_n_used(const pb_result *result);
size_t pb_result_n_missing(const pb_result *result);
bool pb_result_seed(const pb_result *result, uint64_t *seed);
size_t pb_result_n_warnings(const pb_result *result);
const char *pb_result_warning(const pb_result *result, size_t index);

/** Named single numbers, kept in the order they were set. `unit` may be NULL. */
void pb_result_set_scalar(pb_result *result, const char *name, double value, const char *unit);
void pb_result_set_scalar_missing(pb_result *result, const char *name, const char *unit);
/** One of the two. */
void pb_result_set_scalar_maybe(pb_result *result, const char *name, bool present, double value,
                                const char *unit);
/** True and *value when the scalar is there and present. */
bool pb_result_get_scalar(const pb_result *result, const char *name, double *value);
/** The scalar, or `fallback` when missing. */
double pb_result_scalar_or(const pb_result *result, const char *name, double fallback);
/** Named single texts (copied): a crime type's key, a verdict. */
void pb_result_set_text(pb_result *result, const char *name, const char *text);
const char *pb_result_get_text(const pb_result *result, const char *name); /**< NULL: not set */

size_t pb_result_n_scalars(const pb_result *result);
/** *valid is false for a missing scalar; name and unit are borrowed. */
void pb_result_scalar_at(const pb_result *result, size_t index, const char **name, double *value,
                         bool *valid, const char **unit);
size_t pb_result_n_texts(const pb_result *result);
void pb_result_text_at(const pb_result *result, size_t index, const char **name, const char **text);

/** A new empty column owned by the result; append to it until the result is handed on. */
pb_column *pb_result_add_column(pb_result *result, const char *name, pb_type type,
                                const char *unit);
size_t pb_result_n_columns(const pb_result *result);
const pb_column *pb_result_column(const pb_result *result, size_t index);
const pb_column *pb_result_find(const pb_result *result, const char *name); /**< NULL: none */
/** Length of the first column; 0 without columns. */
size_t pb_result_n_rows(const pb_result *result);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Parameters: what a statistic, chart or source kind can be told, described as data.
 *
 * From the descriptions come `--help`, the check of `--set key=value` and of `[method NAME]` keys,
 * the values written to results.json, and the tests.
 */
#ifndef PB_ENGINE_PARAMS_H
#define PB_ENGINE_PARAMS_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

typedef enum {
  PB_PARAM_INT,
  PB_PARAM_DOUBLE,
  PB_PARAM_BOOL,
  PB_PARAM_TEXT,
  PB_PARAM_CHOICE
} pb_param_type;

/** One parameter. Numbers use `def`, `min`, `max` (inclusive); TEXT and CHOICE use `def_text`. */
typedef struct {
  const char *name;  /**< as typed: "confidence" */
  const char *title; /**< N_() text: one clause of what it means */
  const char *unit;  /**< NULL: none */
  pb_param_type type;
  double def, min, max;
  const char *def_text;
  const char *const *choices; /**< CHOICE: NULL-terminated */
} pb_param;

/** Values for one list of descriptions, starting at the defaults. */
typedef struct pb_params pb_params;

/** `specs` must outlive the values. Free with pb_params_free. */
pb_params *pb_params_new(const pb_param *specs, size_t n);
pb_params *pb_params_copy(const pb_params *params);
void pb_params_free(pb_params *params);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(pb_params, pb_params_free)

/** Parse and check; errors: PB_ERROR_USAGE for an unknown key (with the nearest), a wrong type, or
 * a value outside the range. Numbers are read with a decimal point. */
bool pb_params_set(pb_params *params, const char *key, const char *value, GError **error);
/** Reading a name that was not described is a programmer error. */
int pb_params_int(const pb_params *params, const char *key);
double pb_params_double(const pb_params *params, const char *key);
bool pb_params_bool(const pb_params *params, const char *key);
const char *pb_params_text(const pb_params *params, const char *key);
size_t pb_params_length(const pb_params *params);
const pb_param *pb_params_spec(const pb_params *params, size_t index);
/** The value as it would be typed. Free with g_free. */
char *pb_params_value_text(const pb_params *params, size_t index);

/** Of `names`, the one nearest to `wrong` by edit distance (letter case folded), or NULL if none is
 * near. Borrowed. Used for every "did you mean". */
const char *pb_nearest_name(const char *wrong, const char *const *names, size_t n);
/** The same, at most `most` changes of a letter away. */
const char *pb_nearest_name_within(const char *wrong, const char *const *names, size_t n,
                                   size_t most);

#endif

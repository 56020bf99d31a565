/* SPDX-License-Identifier: GPL-3.0-or-later */
/** A reference case on disk: params.json, expected.json and plain numeric CSV inputs. */
#ifndef PB_TESTS_ORACLE_CASE_H
#define PB_TESTS_ORACLE_CASE_H

#include <json-glib/json-glib.h>

#include "engine/statistic.h"

typedef struct {
  char *folder; /**< path */
  char *name;   /**< "01_poisson_ci" */
  JsonParser *params_parser, *expected_parser;
  JsonObject *params, *expected;
  GHashTable *results; /**< key text -> pb_result, made once a case */
} oracle_case;

/** NULL with *problem (owned) when the folder is not a readable case. */
oracle_case *oracle_case_load(const char *folder, char **problem);
void oracle_case_free(oracle_case *c);

/** Read FOLDER/`file`; `renames` is a NULL-terminated list of pairs: name in the file, name in the
 * table. A column of whole numbers becomes INT64, of numbers DOUBLE, of times TIME, else STRING.
 * Fails the test when it cannot be read. */
pb_table *oracle_case_table(const oracle_case *c, const char *file, const char *const *renames);

/** Run a statistic once and keep the result under `key`. `settings` is a NULL-terminated list of
 * pairs parameter, value. Takes `input`. */
const pb_result *oracle_case_run(oracle_case *c, const char *key, const char *statistic,
                                 pb_table *input, const char *const *settings);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * What ties a kind of reference case to a statistic: for every part of expected.json, what the
 * engine says in its place. Nothing here knows a data set; series names, rows and values come from
 * the case.
 */
#ifndef PB_TESTS_ORACLE_BINDING_H
#define PB_TESTS_ORACLE_BINDING_H

#include "tests/oracle/case.h"

typedef struct {
  bool present;
  double number;
  const char *text; /**< where the part holds texts: borrowed */
} oracle_value;

/** What the engine says for one part. */
typedef struct {
  const char *skip;    /**< not NULL: why the part is not compared */
  GArray *values;      /**< oracle_value, to be compared one by one */
  double relative;     /**< tolerance relative to the expected value */
  double absolute;     /**< added to it */
  bool lower_at_zero;  /**< the engine cuts limits at 0: an expected value below 0 means 0 */
  bool expected_first; /**< the part holds the first values of a longer column */
} oracle_answer;

typedef struct {
  const char *folder;    /**< name of the case's folder */
  const char *statistic; /**< of the engine; "": another layer's */
  /** Why a part (an object or a leaf; path of n keys) is not compared; NULL: go on into it. */
  const char *(*skip)(const char *const *path, size_t n);
  /** Answer for a leaf. `node` is the expected value: its length may be used, not its content. */
  void (*answer)(oracle_case *c, const char *const *path, size_t n, JsonNode *node,
                 oracle_answer *answer);
  /** A list of objects is walked into, the row number ("0", "1") in the path; else it is a leaf. */
  bool lists_of_objects;
} oracle_binding;

/** NULL when the folder is not known at all. */
const oracle_binding *oracle_binding_find(const char *folder);
const oracle_binding *const *oracle_bindings(size_t *n);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/** The bindings of the cases about series in time, one file a family. */
#ifndef PB_TESTS_ORACLE_SERIES_CASES_H
#define PB_TESTS_ORACLE_SERIES_CASES_H

#include "tests/oracle/binding.h"

const char *oracle_skip_mann_kendall(const char *const *path, size_t n);
void oracle_answer_mann_kendall(oracle_case *c, const char *const *path, size_t n, JsonNode *node,
                                oracle_answer *answer);

void oracle_answer_trend(oracle_case *c, const char *const *path, size_t n, JsonNode *node,
                         oracle_answer *answer);
const char *oracle_skip_statsmodels(const char *const *path, size_t n);
void oracle_answer_statsmodels(oracle_case *c, const char *const *path, size_t n, JsonNode *node,
                               oracle_answer *answer);

void oracle_answer_season(oracle_case *c, const char *const *path, size_t n, JsonNode *node,
                          oracle_answer *answer);

#endif

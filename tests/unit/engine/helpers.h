/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Small things the engine's tests share. */
#ifndef PB_TESTS_ENGINE_HELPERS_H
#define PB_TESTS_ENGINE_HELPERS_H

#include <glib.h>
#include <math.h>
#include <string.h>

#include "engine/statistic.h"

/** `actual` within `relative` of `expected` (of 1 where expected is below 1e-9). */
#define assert_near(actual, expected, relative)                                                    \
  do {                                                                                             \
    double a_ = (actual), e_ = (expected), scale_ = fabs(e_) < 1e-9 ? 1 : fabs(e_);                \
    if (!(fabs(a_ - e_) <= (relative)*scale_))                                                     \
      g_error("%s:%d: %s is %.12g, not %.12g", __FILE__, __LINE__, #actual, a_, e_);               \
  } while (0)

/** A table of one column of doubles; further columns by add_numbers. NAN is appended as missing. */
static inline void add_numbers(pb_table *table, const char *name, size_t n, const double *values) {
  pb_column *column = pb_column_new(name, PB_TYPE_DOUBLE, NULL);
  for (size_t i = 0; i < n; i++)
    pb_column_append_maybe(column, !isnan(values[i]), values[i]);
  pb_table_add(table, column);
}

/** Run a statistic with "name=value" settings (NULL-terminated list of pairs, or NULL). */
static inline pb_result *run_statistic(const char *name, const pb_table *table,
                                       const char *const *settings, GError **error) {
  const pb_statistic *statistic = pb_statistic_find(name);
  g_assert_nonnull(statistic);
  g_autoptr(pb_params) params = pb_params_new(statistic->params, statistic->n_params);
  for (size_t i = 0; settings && settings[i]; i += 2)
    g_assert_true(pb_params_set(params, settings[i], settings[i + 1], NULL));
  return pb_statistic_run(statistic, table, params, error);
}

static inline double cell(const pb_result *result, const char *column, size_t row) {
  const pb_column *found = pb_result_find(result, column);
  g_assert_nonnull(found);
  g_assert_true(pb_column_is_valid(found, row));
  return pb_column_double(found, row);
}

static inline bool is_missing(const pb_result *result, const char *column, size_t row) {
  const pb_column *found = pb_result_find(result, column);
  g_assert_nonnull(found);
  return !pb_column_is_valid(found, row);
}

#endif

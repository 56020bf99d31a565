/* SPDX-License-Identifier: GPL-3.0-or-later */
/** How a binding hands over what the engine says: one value, a column, a scalar. */
#ifndef PB_TESTS_ORACLE_GIVE_H
#define PB_TESTS_ORACLE_GIVE_H

#include "tests/oracle/binding.h"

static inline void give(oracle_answer *answer, bool present, double number) {
  oracle_value value = {present, number, NULL};
  g_array_append_val(answer->values, value);
}

static inline void give_text(oracle_answer *answer, const char *text) {
  oracle_value value = {text != NULL, 0, text};
  g_array_append_val(answer->values, value);
}

static inline void give_column(oracle_answer *answer, const pb_column *column) {
  for (size_t i = 0; i < pb_column_length(column); i++) {
    bool present = pb_column_is_valid(column, i);
    if (pb_column_type(column) == PB_TYPE_STRING)
      give_text(answer, pb_column_string(column, i));
    else
      give(answer, present, present ? pb_column_double(column, i) : 0);
  }
}

static inline void give_scalar(oracle_answer *answer, const pb_result *result, const char *name) {
  double value = 0;
  bool present = pb_result_get_scalar(result, name, &value);
  give(answer, present, value);
}

/** The engine's name for a key of the case, from pairs; NULL when there is none. */
static inline const char *lookup(const char *const *pairs, const char *key) {
  for (size_t i = 0; pairs[i]; i += 2)
    if (g_str_equal(pairs[i], key))
      return pairs[i + 1];
  return NULL;
}

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/read.h"

#include <math.h>

static const pb_column *cell(const pb_result *result, const char *name, size_t row) {
  const pb_column *column = result ? pb_result_find(result, name) : NULL;
  return column && row < pb_column_length(column) && pb_column_is_valid(column, row) ? column
                                                                                     : NULL;
}

bool pb_read_number(const pb_result *result, const char *column, size_t row, double *value) {
  const pb_column *found = cell(result, column, row);
  if (!found || pb_column_type(found) == PB_TYPE_STRING)
    return false;
  double number = pb_column_double(found, row);
  if (!isfinite(number))
    return false;
  *value = number;
  return true;
}

double pb_read_number_or(const pb_result *result, const char *column, size_t row, double fallback) {
  double value;
  return pb_read_number(result, column, row, &value) ? value : fallback;
}

bool pb_read_flag(const pb_result *result, const char *column, size_t row) {
  return pb_read_number_or(result, column, row, 0) != 0;
}

const char *pb_read_text(const pb_result *result, const char *column, size_t row) {
  const pb_column *found = cell(result, column, row);
  return found && pb_column_type(found) == PB_TYPE_STRING ? pb_column_string(found, row) : "";
}

size_t pb_read_rows(const pb_result *result) {
  return result && !pb_result_reason(result) ? pb_result_n_rows(result) : 0;
}

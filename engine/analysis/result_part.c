/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/analysis/result_part.h"

const char *const pb_every[] = {NULL};

static bool is_in(const char *const *names, const char *name) {
  return names == pb_every || (names && g_strv_contains(names, name));
}

static void append(pb_column *column, const pb_column *from, size_t row) {
  if (!pb_column_is_valid(from, row)) {
    pb_column_append_missing(column);
    return;
  }
  switch (pb_column_type(from)) {
  case PB_TYPE_DOUBLE:
    pb_column_append_double(column, pb_column_double(from, row));
    break;
  case PB_TYPE_STRING:
    pb_column_append_string(column, pb_column_string(from, row));
    break;
  default:
    pb_column_append_int(column, pb_column_int(from, row));
  }
}

static void take_columns(pb_result *to, const pb_result *from, const pb_part *part) {
  for (size_t c = 0; c < pb_result_n_columns(from); c++) {
    const pb_column *column = pb_result_column(from, c);
    if (!is_in(part->columns, pb_column_name(column)))
      continue;
    pb_column *copy = pb_result_add_column(to, pb_column_name(column), pb_column_type(column),
                                           pb_column_unit(column));
    for (size_t row = 0; row < pb_column_length(column); row++)
      if (!part->rows || part->rows[row])
        append(copy, column, row);
  }
}

static void take_scalars(pb_result *to, const pb_result *from, const pb_part *part) {
  for (size_t i = 0; i < pb_result_n_scalars(from); i++) {
    const char *name, *unit;
    double value;
    bool valid;
    pb_result_scalar_at(from, i, &name, &value, &valid, &unit);
    if (is_in(part->scalars, name))
      pb_result_set_scalar_maybe(to, name, valid, value, unit);
  }
}

pb_result *pb_result_part(const pb_result *result, const pb_part *part) {
  pb_result *copy = pb_result_new(pb_result_name(result));
  take_columns(copy, result, part);
  take_scalars(copy, result, part);
  for (size_t i = 0; i < pb_result_n_texts(result); i++) {
    const char *name, *text;
    pb_result_text_at(result, i, &name, &text);
    if (g_str_equal(name, "type") || g_str_equal(name, "area") || is_in(part->texts, name))
      pb_result_set_text(copy, name, text);
  }
  pb_result_set_method(copy, pb_result_method(result));
  pb_result_set_citation(copy, pb_result_citation(result));
  pb_result_set_reason(copy, pb_result_reason(result));
  for (size_t i = 0; part->columns == PB_EVERY && i < pb_result_n_warnings(result); i++)
    pb_result_add_warning(copy, pb_result_warning(result, i));
  uint64_t seed;
  if (pb_result_seed(result, &seed))
    pb_result_set_seed(copy, seed);
  return copy;
}

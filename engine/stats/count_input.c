/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stats/count_input.h"

#include "engine/stats/input.h"

bool pb_count_input_read(const pb_table *table, pb_count_input *input, GError **error) {
  const pb_column *columns[] = {pb_table_find(table, "count"), pb_table_find(table, "exposure")};
  if (!pb_input_check_counts(columns[0], error) || !pb_input_check_positive(columns[1], error))
    return false;
  const size_t n_rows = pb_table_n_rows(table);
  *input = (pb_count_input){
      .counts = g_new(pb_count, n_rows + 1), .row = g_new(size_t, n_rows + 1), .n_rows = n_rows};
  for (size_t row = 0; row < n_rows; row++) {
    if (!pb_input_complete(columns, 2, row))
      continue;
    input->counts[input->n] =
        (pb_count){(int64_t)pb_column_double(columns[0], row), pb_column_double(columns[1], row)};
    input->row[input->n++] = row;
  }
  return true;
}

void pb_count_input_clear(pb_count_input *input) {
  g_clear_pointer(&input->counts, g_free);
  g_clear_pointer(&input->row, g_free);
}

static const pb_input pair_inputs[] = {PB_COUNT_PAIR_INPUTS};

bool pb_count_pairs_find(const pb_table *table, pb_count_pairs *pairs, GError **error) {
  const pb_column **columns = pairs->columns;
  pb_input_find(table, pair_inputs, G_N_ELEMENTS(pair_inputs), columns);
  return pb_input_check_counts(columns[0], error) && pb_input_check_positive(columns[1], error) &&
         pb_input_check_counts(columns[2], error) && pb_input_check_positive(columns[3], error);
}

bool pb_count_pairs_at(const pb_count_pairs *pairs, size_t row, pb_count *now, pb_count *base) {
  const pb_column *const *columns = pairs->columns;
  if (!pb_input_complete(columns, G_N_ELEMENTS(pairs->columns), row))
    return false;
  *now = (pb_count){(int64_t)pb_column_double(columns[0], row), pb_input_or(columns[1], row, 1)};
  *base = (pb_count){(int64_t)pb_column_double(columns[2], row), pb_input_or(columns[3], row, 1)};
  return true;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stats/year_cells.h"

#include "engine/error.h"
#include "engine/stats/input.h"

enum { CELL, COUNT, AREA = COUNT + PB_CELL_YEARS, N_INPUTS };
static const pb_input inputs[] = {PB_INPUT_YEAR_CELLS};

static bool check(const pb_column *const *columns, GError **error) {
  for (int year = 0; year < PB_CELL_YEARS; year++)
    if (!pb_input_check_counts(columns[COUNT + year], error))
      return false;
  if (columns[AREA] && (!pb_input_check_positive(columns[AREA], error) ||
                        !pb_input_check_range(columns[AREA], 0, 1e18, error)))
    return false;
  const pb_column *cell = columns[CELL];
  g_autofree bool *seen = g_new0(bool, pb_column_n_codes(cell) + 1);
  for (size_t row = 0; row < pb_column_length(cell); row++) {
    if (!pb_column_is_valid(cell, row))
      continue;
    bool *here = &seen[pb_column_code(cell, row)];
    if (*here) {
      g_set_error(
          error, PB_ERROR, PB_ERROR_STATISTIC,
          _("The column “%s” holds “%s” once more in data row %zu. Each place stands in one "
            "row."),
          pb_column_name(cell), pb_column_string(cell, row), row + 1);
      return false;
    }
    *here = true;
  }
  return true;
}

bool pb_year_cells_read(const pb_table *table, pb_year_cells *cells, GError **error) {
  const pb_column *columns[N_INPUTS];
  pb_input_find(table, inputs, N_INPUTS, columns);
  *cells = (pb_year_cells){.n_rows = pb_table_n_rows(table)};
  if (!check(columns, error))
    return false;
  cells->row = g_new(size_t, cells->n_rows + 1);
  cells->area = g_new(double, cells->n_rows + 1);
  for (int year = 0; year < PB_CELL_YEARS; year++)
    cells->counts[year] = g_new(int64_t, cells->n_rows + 1);
  for (size_t row = 0; row < cells->n_rows; row++) {
    if (!pb_input_complete(columns, N_INPUTS, row))
      continue;
    for (int year = 0; year < PB_CELL_YEARS; year++)
      cells->counts[year][cells->n] = pb_column_int(columns[COUNT + year], row);
    cells->area[cells->n] = pb_input_or(columns[AREA], row, 1);
    cells->row[cells->n++] = row;
  }
  return true;
}

void pb_year_cells_clear(pb_year_cells *cells) {
  g_free(cells->row);
  g_free(cells->area);
  for (int year = 0; year < PB_CELL_YEARS; year++)
    g_free(cells->counts[year]);
}

double pb_year_cells_events(const pb_year_cells *cells, size_t year) {
  double sum = 0;
  for (size_t i = 0; i < cells->n; i++)
    sum += (double)cells->counts[year][i];
  return sum;
}

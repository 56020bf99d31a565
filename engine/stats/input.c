/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stats/input.h"

#include <math.h>

#include "engine/error.h"
#include "engine/text.h"

/* Beyond 2^53 doubles are not whole numbers one by one. */
#define COUNT_LIMIT 9007199254740992.0

void pb_input_find(const pb_table *table, const pb_input *inputs, size_t n,
                   const pb_column **columns) {
  for (size_t i = 0; i < n; i++)
    columns[i] = pb_table_find(table, inputs[i].name);
}

bool pb_input_complete(const pb_column *const *columns, size_t n, size_t row) {
  for (size_t i = 0; i < n; i++)
    if (columns[i] && !pb_column_is_valid(columns[i], row))
      return false;
  return true;
}

double pb_input_or(const pb_column *column, size_t row, double fallback) {
  return column ? pb_column_double(column, row) : fallback;
}

/* First present row outside what is allowed, or false. */
static bool first_outside(const pb_column *column, double low, double high, bool whole,
                          bool open_low, size_t *row) {
  for (size_t i = 0; column && i < pb_column_length(column); i++) {
    if (!pb_column_is_valid(column, i))
      continue;
    double value = pb_column_double(column, i);
    bool inside = value >= low && value <= high && isfinite(value) && (!open_low || value > low) &&
                  (!whole || value == floor(value));
    if (!inside) {
      *row = i;
      return true;
    }
  }
  return false;
}

static bool fail(const pb_column *column, size_t row, const char *sentence, GError **error) {
  g_autofree char *wanted = g_strdup_printf("%.15g", pb_column_double(column, row));
  g_set_error(error, PB_ERROR, PB_ERROR_STATISTIC,
              _("The column “%s” holds %s in data row %zu. %s"), pb_column_name(column), wanted,
              row + 1, sentence);
  return false;
}

bool pb_input_check_counts(const pb_column *column, GError **error) {
  size_t row;
  if (!first_outside(column, 0, COUNT_LIMIT, true, false, &row))
    return true;
  return fail(column, row, _("A count is a whole number of at least 0."), error);
}

bool pb_input_check_positive(const pb_column *column, GError **error) {
  size_t row;
  if (!first_outside(column, 0, G_MAXDOUBLE, false, true, &row))
    return true;
  return fail(column, row, _("It must be greater than 0."), error);
}

bool pb_input_check_whole(const pb_column *column, int64_t low, int64_t high, GError **error) {
  size_t row;
  if (!first_outside(column, (double)low, (double)high, true, false, &row))
    return true;
  g_autofree char *sentence =
      g_strdup_printf(_("It must be a whole number from %g to %g."), (double)low, (double)high);
  return fail(column, row, sentence, error);
}

bool pb_input_check_range(const pb_column *column, double low, double high, GError **error) {
  size_t row;
  if (!first_outside(column, low, high, false, false, &row))
    return true;
  g_autofree char *sentence = g_strdup_printf(_("It must be a number from %g to %g."), low, high);
  return fail(column, row, sentence, error);
}

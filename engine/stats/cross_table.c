/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stats/cross_table.h"

#include <string.h>

static int by_label(gconstpointer a, gconstpointer b) {
  const char *x = *(const char *const *)a, *y = *(const char *const *)b;
  gint64 i, j;
  if (g_ascii_string_to_signed(x, 10, G_MININT64, G_MAXINT64, &i, NULL) &&
      g_ascii_string_to_signed(y, 10, G_MININT64, G_MAXINT64, &j, NULL) && i != j)
    return i < j ? -1 : 1;
  return strcmp(x, y);
}

/* The labels of the rows that are used, sorted. */
static GPtrArray *labels_of(const pb_column *texts, const bool *used) {
  GPtrArray *labels = g_ptr_array_new_with_free_func(g_free);
  size_t n_codes = pb_column_n_codes(texts);
  g_autofree bool *seen = g_new0(bool, n_codes + 1);
  for (size_t row = 0; row < pb_column_length(texts); row++)
    if (used[row])
      seen[pb_column_code(texts, row)] = true;
  for (size_t code = 0; code < n_codes; code++)
    if (seen[code])
      g_ptr_array_add(labels, g_strdup(pb_column_code_text(texts, (uint32_t)code)));
  g_ptr_array_sort(labels, by_label);
  return labels;
}

/* Place of each code among the sorted labels. */
static size_t *places_of(const pb_column *texts, const GPtrArray *labels) {
  size_t n_codes = pb_column_n_codes(texts);
  size_t *places = g_new0(size_t, n_codes + 1);
  for (size_t code = 0; code < n_codes; code++)
    for (guint i = 0; i < labels->len; i++)
      if (g_str_equal(labels->pdata[i], pb_column_code_text(texts, (uint32_t)code)))
        places[code] = i;
  return places;
}

pb_cross_table *pb_cross_table_new(const pb_column *row, const pb_column *column,
                                   const pb_column *count) {
  size_t n = pb_column_length(row);
  g_autofree bool *used = g_new0(bool, n + 1);
  pb_cross_table *table = g_new0(pb_cross_table, 1);
  for (size_t i = 0; i < n; i++) {
    used[i] = pb_column_is_valid(row, i) && pb_column_is_valid(column, i) &&
              (!count || pb_column_is_valid(count, i));
    table->n_used += used[i];
  }
  table->n_missing = n - table->n_used;
  table->rows = labels_of(row, used);
  table->columns = labels_of(column, used);
  table->count = g_new0(int64_t, (size_t)table->rows->len * table->columns->len + 1);
  g_autofree size_t *row_place = places_of(row, table->rows);
  g_autofree size_t *column_place = places_of(column, table->columns);
  for (size_t i = 0; i < n; i++)
    if (used[i])
      table->count[row_place[pb_column_code(row, i)] * table->columns->len +
                   column_place[pb_column_code(column, i)]] +=
          count ? (int64_t)pb_column_double(count, i) : 1;
  return table;
}

static int64_t row_sum(const pb_cross_table *table, size_t row) {
  int64_t sum = 0;
  for (guint c = 0; c < table->columns->len; c++)
    sum += table->count[row * table->columns->len + c];
  return sum;
}

/* The row sum below which the smallest column's expected count is below `least`. */
static double least_row_sum(const pb_cross_table *table, double least) {
  int64_t n = 0, smallest = G_MAXINT64;
  for (guint c = 0; c < table->columns->len; c++) {
    int64_t sum = 0;
    for (guint r = 0; r < table->rows->len; r++)
      sum += table->count[r * table->columns->len + c];
    n += sum;
    if (sum > 0)
      smallest = MIN(smallest, sum);
  }
  return n ? least * (double)n / (double)smallest : 0;
}

/* The smallest row not yet taken (the first of equals), or the number of rows. */
static size_t smallest_left(const pb_cross_table *table, const bool *taken) {
  size_t best = table->rows->len;
  for (guint r = 0; r < table->rows->len; r++)
    if (!taken[r] && (best == table->rows->len || row_sum(table, r) < row_sum(table, best)))
      best = r;
  return best;
}

void pb_cross_table_merge(pb_cross_table *table, double least) {
  size_t n = table->rows->len, width = table->columns->len;
  double limit = least_row_sum(table, least);
  g_autofree bool *taken = g_new0(bool, n + 1);
  g_autofree int64_t *merged = g_new0(int64_t, width + 1);
  double sum = 0;
  for (size_t r = smallest_left(table, taken); r < n; r = smallest_left(table, taken)) {
    double of_row = (double)row_sum(table, r);
    if (of_row >= limit && (table->n_merged == 0 || sum >= limit))
      break;
    taken[r] = true;
    table->n_merged++;
    sum += of_row;
    for (size_t c = 0; c < width; c++)
      merged[c] += table->count[r * width + c];
  }
  if (table->n_merged == 0)
    return;
  GPtrArray *kept = g_ptr_array_new_with_free_func(g_free);
  for (size_t r = 0; r < n; r++)
    if (!taken[r]) {
      memmove(table->count + kept->len * width, table->count + r * width,
              width * sizeof *table->count);
      g_ptr_array_add(kept, g_strdup(table->rows->pdata[r]));
    }
  memcpy(table->count + kept->len * width, merged, width * sizeof *merged);
  g_ptr_array_add(kept, g_strdup("merged"));
  g_ptr_array_unref(table->rows);
  table->rows = kept;
}

void pb_cross_table_free(pb_cross_table *table) {
  if (!table)
    return;
  g_ptr_array_unref(table->rows);
  g_ptr_array_unref(table->columns);
  g_free(table->count);
  g_free(table);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stats/map_input.h"

#include <stdlib.h>
#include <string.h>

#include "engine/error.h"
#include "engine/stats/eb_standardise.h"
#include "engine/stats/input.h"

/* Beyond it the fourth powers of values leave the range of numbers. */
#define LARGEST_VALUE 1e60

const char *const pb_weight_styles[] = {"B", "W", NULL};

typedef struct {
  const pb_column *id, *neighbours, *value, *count, *exposure;
} columns;

static bool find_columns(const pb_table *table, columns *c, GError **error) {
  *c = (columns){pb_table_find(table, "id"), pb_table_find(table, "neighbours"),
                 pb_table_find(table, "value"), pb_table_find(table, "count"),
                 pb_table_find(table, "exposure")};
  if (c->value)
    return pb_input_check_range(c->value, -LARGEST_VALUE, LARGEST_VALUE, error);
  if (!c->count || !c->exposure) {
    g_set_error(error, PB_ERROR, PB_ERROR_STATISTIC,
                _("The table has no column “value”, and not both of “count” and “exposure”. Add "
                  "the value of every place, or its count and population."));
    return false;
  }
  return pb_input_check_counts(c->count, error) && pb_input_check_positive(c->exposure, error);
}

static bool has_value(const columns *c, size_t row) {
  if (c->value)
    return pb_column_is_valid(c->value, row);
  return pb_column_is_valid(c->count, row) && pb_column_is_valid(c->exposure, row);
}

typedef struct {
  const char *id;
  size_t row;
} named_row;

static int by_id(const void *a, const void *b) {
  return strcmp(((const named_row *)a)->id, ((const named_row *)b)->id);
}

/* The rows with a value in the order of their identifiers. */
static void order_places(const columns *c, pb_map_input *input) {
  g_autofree named_row *rows = g_new(named_row, input->n_rows + 1);
  for (size_t row = 0; row < input->n_rows; row++) {
    input->place[row] = PB_NO_PLACE;
    if (has_value(c, row))
      rows[input->n++] = (named_row){pb_column_string(c->id, row), row};
  }
  qsort(rows, input->n, sizeof *rows, by_id);
  for (size_t i = 0; i < input->n; i++) {
    input->row[i] = rows[i].row;
    input->place[rows[i].row] = i;
  }
}

/* The links of the rows between places. */
static pb_weights *link_places(const pb_weights *rows, const pb_map_input *input) {
  size_t n_links = rows->first[rows->n], kept = 0;
  uint32_t(*pairs)[2] = g_malloc_n(n_links + 1, sizeof *pairs);
  for (size_t row = 0; row < rows->n; row++)
    for (size_t k = rows->first[row]; k < rows->first[row + 1]; k++) {
      size_t from = input->place[row], to = input->place[rows->neighbour[k]];
      if (from == PB_NO_PLACE || to == PB_NO_PLACE)
        continue;
      pairs[kept][0] = (uint32_t)from;
      pairs[kept++][1] = (uint32_t)to;
    }
  pb_weights *weights =
      pb_weights_from_pairs(input->n, (const uint32_t(*)[2])(const void *)pairs, kept);
  g_free(pairs);
  return weights;
}

static void read_values(const columns *c, pb_map_input *input) {
  g_autofree pb_count *counts = g_new(pb_count, input->n + 1);
  for (size_t i = 0; i < input->n; i++) {
    size_t row = input->row[i];
    if (c->value)
      input->value[i] = pb_column_double(c->value, row);
    else
      counts[i] =
          (pb_count){(int64_t)pb_column_double(c->count, row), pb_column_double(c->exposure, row)};
  }
  input->no_rates = !c->value && !pb_eb_standardise(counts, input->n, input->value);
}

/* Without a single value there are no places, whatever stands in the column of identifiers. */
static bool any_value(const columns *c, size_t n_rows) {
  for (size_t row = 0; row < n_rows; row++)
    if (has_value(c, row))
      return true;
  return false;
}

bool pb_map_input_read(const pb_table *table, pb_map_input *input, GError **error) {
  columns c;
  if (!find_columns(table, &c, error))
    return false;
  const size_t n_rows = pb_table_n_rows(table);
  g_autoptr(pb_weights) rows = any_value(&c, n_rows)
                                   ? pb_weights_from_columns(c.id, c.neighbours, error)
                                   : pb_weights_from_pairs(n_rows, NULL, 0);
  if (!rows)
    return false;
  *input = (pb_map_input){.value = g_new0(double, n_rows + 1),
                          .place = g_new(size_t, n_rows + 1),
                          .row = g_new(size_t, n_rows + 1),
                          .n_rows = n_rows};
  order_places(&c, input);
  input->weights = link_places(rows, input);
  read_values(&c, input);
  return true;
}

void pb_map_input_clear(pb_map_input *input) {
  g_clear_pointer(&input->value, g_free);
  g_clear_pointer(&input->place, g_free);
  g_clear_pointer(&input->row, g_free);
  g_clear_pointer(&input->weights, pb_weights_free);
}

void pb_map_input_echo(const pb_map_input *input, const pb_table *table, pb_result *result) {
  const pb_column *ids = pb_table_find(table, "id");
  pb_column *id = pb_result_add_column(result, "id", PB_TYPE_STRING, NULL);
  pb_column *value = pb_result_add_column(result, "value", PB_TYPE_DOUBLE, NULL);
  for (size_t row = 0; row < input->n_rows; row++) {
    size_t i = input->place[row];
    pb_column_append_string(id, pb_column_string(ids, row));
    pb_column_append_maybe(value, i != PB_NO_PLACE && !input->no_rates,
                           i != PB_NO_PLACE ? input->value[i] : 0);
  }
}

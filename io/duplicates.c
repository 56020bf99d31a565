/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/duplicates.h"

#define NOBODY UINT32_MAX

/* Open addressing over row numbers: one probe a row, no allocation a row. */
typedef struct {
  uint32_t *slots;
  size_t mask;
} key_table;

static size_t spread(uint64_t key) {
  key ^= key >> 31;
  key *= UINT64_C(0x9E3779B97F4A7C15);
  return (size_t)(key >> 20);
}

/* The first row with the key of row i; makes i that row when there is none. */
static uint32_t first_of(key_table *table, const pb_keyed_rows *rows, uint64_t key, uint32_t i) {
  size_t slot = spread(key) & table->mask;
  while (table->slots[slot] != NOBODY) {
    if (rows->key(rows->data, table->slots[slot]) == key)
      return table->slots[slot];
    slot = (slot + 1) & table->mask;
  }
  table->slots[slot] = i;
  return i;
}

/* Rows that agree with a contradicted one are contradicted by the same row. */
static void spread_contradictions(pb_join *joins, size_t n) {
  for (size_t i = 0; i < n; i++)
    if (joins[i].fate == PB_JOIN_AGREES && joins[joins[i].other].fate == PB_JOIN_CONTRADICTED)
      joins[i] = (pb_join){PB_JOIN_CONTRADICTED, joins[joins[i].other].other};
}

pb_join *pb_find_duplicates_keyed(const pb_keyed_rows *rows) {
  size_t size = 16;
  while (size < rows->n * 2)
    size *= 2;
  key_table table = {g_new(uint32_t, size), size - 1};
  for (size_t i = 0; i < size; i++)
    table.slots[i] = NOBODY;
  pb_join *joins = g_new0(pb_join, MAX(rows->n, 1));
  for (uint32_t i = 0; i < rows->n; i++) {
    uint64_t key = rows->key(rows->data, i);
    uint32_t first = key ? first_of(&table, rows, key, i) : i;
    if (first == i)
      continue;
    joins[i].other = first;
    if (rows->agree(rows->data, first, i)) {
      joins[i].fate = PB_JOIN_AGREES;
    } else {
      joins[i].fate = PB_JOIN_CONTRADICTED;
      if (joins[first].fate != PB_JOIN_CONTRADICTED)
        joins[first] = (pb_join){PB_JOIN_CONTRADICTED, i};
    }
  }
  spread_contradictions(joins, rows->n);
  g_free(table.slots);
  return joins;
}

/* Rows of an array. */
typedef struct {
  GArray *rows;
  pb_rows_agree agree;
} array_rows;

static uint64_t array_key(const void *data, size_t row) {
  return pb_row_at(((const array_rows *)data)->rows, row)->key;
}

static bool array_agree(void *data, size_t first, size_t other) {
  const array_rows *in = data;
  size_t width = g_array_get_element_size(in->rows);
  return in->agree(in->rows->data + first * width, in->rows->data + other * width);
}

pb_join *pb_find_duplicates(GArray *rows, pb_rows_agree agree) {
  array_rows in = {rows, agree};
  const pb_keyed_rows keyed = {rows->len, &in, array_key, array_agree};
  return pb_find_duplicates_keyed(&keyed);
}

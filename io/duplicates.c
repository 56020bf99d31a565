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

static void *row_at(const GArray *rows, size_t width, uint32_t i) {
  return rows->data + i * width;
}

static uint64_t key_at(const GArray *rows, size_t width, uint32_t i) {
  return ((const pb_row_origin *)row_at(rows, width, i))->key;
}

/* The first row with the key of row i; makes i that row when there is none. */
static uint32_t first_of(key_table *table, const GArray *rows, size_t width, uint32_t i) {
  uint64_t key = key_at(rows, width, i);
  size_t slot = spread(key) & table->mask;
  while (table->slots[slot] != NOBODY) {
    if (key_at(rows, width, table->slots[slot]) == key)
      return table->slots[slot];
    slot = (slot + 1) & table->mask;
  }
  table->slots[slot] = i;
  return i;
}

pb_join *pb_find_duplicates(GArray *rows, pb_rows_agree agree) {
  size_t width = g_array_get_element_size(rows), size = 16;
  while (size < (size_t)rows->len * 2)
    size *= 2;
  key_table table = {g_new(uint32_t, size), size - 1};
  for (size_t i = 0; i < size; i++)
    table.slots[i] = NOBODY;
  pb_join *joins = g_new0(pb_join, MAX(rows->len, 1));
  for (uint32_t i = 0; i < rows->len; i++) {
    uint32_t first = key_at(rows, width, i) ? first_of(&table, rows, width, i) : i;
    if (first == i)
      continue;
    joins[i].other = first;
    if (agree(row_at(rows, width, first), row_at(rows, width, i))) {
      joins[i].fate = PB_JOIN_AGREES;
    } else {
      joins[i].fate = PB_JOIN_CONTRADICTED;
      if (joins[first].fate != PB_JOIN_CONTRADICTED)
        joins[first] = (pb_join){PB_JOIN_CONTRADICTED, i};
    }
  }
  /* Rows that agree with a contradicted one are contradicted by the same row. */
  for (uint32_t i = 0; i < rows->len; i++)
    if (joins[i].fate == PB_JOIN_AGREES && joins[joins[i].other].fate == PB_JOIN_CONTRADICTED)
      joins[i] = (pb_join){PB_JOIN_CONTRADICTED, joins[joins[i].other].other};
  g_free(table.slots);
  return joins;
}

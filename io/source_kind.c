/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/source_kind.h"

extern const pb_source_kind *const pb_source_kind_table[];
extern const size_t pb_source_kind_table_length;

const pb_source_kind *const *pb_source_kinds(size_t *n) {
  *n = pb_source_kind_table_length;
  return pb_source_kind_table;
}

size_t pb_source_kind_position(const pb_source_kind *kind) {
  size_t i = 0;
  while (pb_source_kind_table[i] != kind)
    i++;
  return i;
}

const pb_source_kind *pb_source_kind_find(const char *name) {
  for (size_t i = 0; i < pb_source_kind_table_length; i++)
    if (g_str_equal(pb_source_kind_table[i]->name, name))
      return pb_source_kind_table[i];
  return NULL;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/report/backend.h"

#include <string.h>

extern const pb_backend *const pb_backend_table[];
extern const size_t pb_backend_table_length;

const pb_backend *const *pb_backends(size_t *n) {
  *n = pb_backend_table_length;
  return pb_backend_table;
}

const pb_backend *pb_backend_find(const char *name) {
  for (size_t i = 0; i < pb_backend_table_length; i++)
    if (strcmp(pb_backend_table[i]->name, name) == 0)
      return pb_backend_table[i];
  return NULL;
}

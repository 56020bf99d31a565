/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/distinct_texts.h"

pb_distinct_texts *pb_distinct_texts_new(void) {
  pb_distinct_texts *distinct = g_new0(pb_distinct_texts, 1);
  distinct->numbers = g_hash_table_new(g_str_hash, g_str_equal);
  distinct->texts = g_ptr_array_new_with_free_func(g_free);
  return distinct;
}

void pb_distinct_texts_free(pb_distinct_texts *distinct) {
  if (!distinct)
    return;
  g_hash_table_unref(distinct->numbers);
  g_ptr_array_unref(distinct->texts);
  g_free(distinct);
}

uint32_t pb_distinct_texts_add(pb_distinct_texts *distinct, const char *text) {
  gpointer found = g_hash_table_lookup(distinct->numbers, text);
  if (found)
    return GPOINTER_TO_UINT(found) - 1;
  char *copy = g_strdup(text);
  g_ptr_array_add(distinct->texts, copy);
  g_hash_table_insert(distinct->numbers, copy, GUINT_TO_POINTER(distinct->texts->len));
  return distinct->texts->len - 1;
}

const char *pb_distinct_texts_at(const pb_distinct_texts *distinct, uint32_t number) {
  return g_ptr_array_index(distinct->texts, number);
}

uint32_t pb_distinct_texts_length(const pb_distinct_texts *distinct) {
  return distinct->texts->len;
}

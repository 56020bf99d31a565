/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/gathered.h"

pb_gathered *pb_gathered_new(const pb_dataset *dataset) {
  pb_gathered *gathered = g_new0(pb_gathered, 1);
  gathered->dataset = dataset;
  gathered->names = pb_names_index_new(dataset);
  gathered->tally = pb_row_tally_new();
  gathered->crime = g_array_new(FALSE, TRUE, sizeof(pb_crime_row));
  gathered->population = g_array_new(FALSE, TRUE, sizeof(pb_population_row));
  gathered->events = g_array_new(FALSE, TRUE, sizeof(pb_event_row));
  gathered->files = g_array_new(FALSE, TRUE, sizeof(pb_gathered_file));
  gathered->event_codes = g_hash_table_new(g_str_hash, g_str_equal);
  gathered->event_types = g_ptr_array_new_with_free_func(g_free);
  return gathered;
}

void pb_gathered_free(pb_gathered *gathered) {
  if (!gathered)
    return;
  pb_names_index_free(gathered->names);
  pb_row_tally_free(gathered->tally);
  g_array_unref(gathered->crime);
  g_array_unref(gathered->population);
  g_array_unref(gathered->events);
  g_array_unref(gathered->files);
  g_hash_table_unref(gathered->event_codes);
  g_ptr_array_unref(gathered->event_types);
  g_free(gathered);
}

uint32_t pb_gathered_event_type(pb_gathered *gathered, const pb_cell *cell) {
  gpointer found = g_hash_table_lookup(gathered->event_codes, cell->text);
  if (found)
    return GPOINTER_TO_UINT(found) - 1;
  char *copy = g_strdup(cell->text);
  g_ptr_array_add(gathered->event_types, copy);
  g_hash_table_insert(gathered->event_codes, copy, GUINT_TO_POINTER(gathered->event_types->len));
  return gathered->event_types->len - 1;
}

uint64_t pb_identifier_key(const pb_cell *cell) {
  if (cell->length == 0)
    return 0;
  uint64_t number = 0;
  bool digits = cell->length <= 18 && cell->text[0] != '0';
  for (size_t i = 0; digits && i < cell->length; i++) {
    digits = g_ascii_isdigit(cell->text[i]);
    number = number * 10 + (uint64_t)(cell->text[i] - '0');
  }
  if (digits)
    return number;
  uint64_t hash = UINT64_C(14695981039346656037); /* FNV-1a */
  for (size_t i = 0; i < cell->length; i++)
    hash = (hash ^ (unsigned char)cell->text[i]) * UINT64_C(1099511628211);
  return hash | UINT64_C(1) << 63;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/personal_watch.h"

#include "engine/error.h"
#include "io/source_kind.h"

pb_personal_watch pb_personal_watch_new(const pb_source_kind *kind) {
  pb_personal_watch watch = {.kind = kind};
  for (size_t r = 0; r < kind->n_roles; r++)
    watch.columns[r].identifiers = kind->identifier_roles >> r & 1;
  return watch;
}

bool pb_personal_watch_row(pb_personal_watch *watch, const pb_roles *roles, size_t n_own,
                           const pb_record *record) {
  const uint32_t searched = watch->kind->text_roles | watch->kind->identifier_roles;
  for (size_t r = 0; r < watch->kind->n_roles && !watch->stopped; r++) {
    int column = roles->column[r];
    if (column < 0 || column >= (int)n_own || !(searched >> r & 1))
      continue;
    const pb_cell *cell = &record->cells[column];
    watch->stopped =
        pb_personal_column_add(&watch->columns[r], cell->text, cell->length, record->line);
  }
  return !watch->stopped;
}

bool pb_personal_watch_refuses(const pb_personal_watch *watch, const pb_roles *roles,
                               const char *path, char *const *headers, GError **error) {
  for (size_t r = 0; r < watch->kind->n_roles; r++) {
    if (!pb_personal_column_stops(&watch->columns[r]))
      continue;
    g_autofree char *sentence =
        pb_personal_column_sentence(&watch->columns[r], path, headers[roles->column[r]]);
    g_set_error_literal(error, PB_ERROR, PB_ERROR_INPUT, sentence);
    return true;
  }
  return false;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/gathered.h"

#include "io/findings.h"

pb_gathered *pb_gathered_new(const pb_dataset *dataset) {
  pb_gathered *gathered = g_new0(pb_gathered, 1);
  gathered->dataset = dataset;
  gathered->diagnostics = dataset->diagnostics;
  gathered->names = pb_names_index_new(dataset);
  gathered->tally = pb_row_tally_new();
  gathered->files = g_array_new(FALSE, TRUE, sizeof(pb_gathered_file));
  size_t n;
  const pb_source_kind *const *kinds = pb_source_kinds(&n);
  gathered->rows = g_new0(GArray *, n);
  gathered->states = g_new0(void *, n);
  for (size_t i = 0; i < n; i++) {
    if (kinds[i]->row_size)
      gathered->rows[i] = g_array_new(FALSE, TRUE, (guint)kinds[i]->row_size);
    if (kinds[i]->new_state)
      gathered->states[i] = kinds[i]->new_state(dataset);
  }
  return gathered;
}

void pb_gathered_free(pb_gathered *gathered) {
  if (!gathered)
    return;
  pb_names_index_free(gathered->names);
  pb_row_tally_free(gathered->tally);
  size_t n;
  const pb_source_kind *const *kinds = pb_source_kinds(&n);
  for (size_t i = 0; i < n; i++) {
    g_clear_pointer(&gathered->rows[i], g_array_unref);
    if (gathered->states[i])
      kinds[i]->free_state(gathered->states[i]);
  }
  g_free(gathered->rows);
  g_free(gathered->states);
  g_array_unref(gathered->files);
  g_free(gathered);
}

GArray *pb_gathered_rows(const pb_gathered *gathered, const pb_source_kind *kind) {
  return gathered->rows[pb_source_kind_position(kind)];
}

void *pb_gathered_state(const pb_gathered *gathered, const pb_source_kind *kind) {
  return gathered->states[pb_source_kind_position(kind)];
}

const pb_row_origin *pb_row_at(const GArray *rows, size_t i) {
  return (const void *)(rows->data + i * g_array_get_element_size((GArray *)(void *)rows));
}

static pb_gathered_file *file_of(pb_gathered *gathered, const pb_row_origin *origin) {
  return &g_array_index(gathered->files, pb_gathered_file, origin->file);
}

static void add_finding(pb_gathered *gathered, const pb_row_origin *origin,
                        pb_diag_severity severity, const char *reason, const char *message) {
  const pb_gathered_file *file = file_of(gathered, origin);
  const pb_findings findings = {gathered->diagnostics, file->source, file->path};
  pb_findings_add(&findings, severity, reason, origin->line, 0, NULL, NULL, message);
}

void pb_gathered_count(pb_gathered *gathered, pb_row_fate fate) {
  pb_gathered_file *file =
      &g_array_index(gathered->files, pb_gathered_file, gathered->files->len - 1);
  switch (fate) {
  case PB_ROW_USED:
    file->used++;
    break;
  case PB_ROW_REJECTED:
    file->rejected++;
    break;
  case PB_ROW_LEFT_OUT:
    file->left_out++;
    break;
  }
}

void pb_gathered_reject(pb_gathered *gathered, const pb_row_origin *origin, const char *reason,
                        const char *message) {
  pb_gathered_file *file = file_of(gathered, origin);
  file->used--;
  file->rejected++;
  add_finding(gathered, origin, PB_DIAG_REJECTED, reason, message);
}

void pb_gathered_leave_out(pb_gathered *gathered, const pb_row_origin *origin, const char *reason,
                           const char *message) {
  pb_gathered_file *file = file_of(gathered, origin);
  file->used--;
  file->left_out++;
  pb_diagnostics_leave_out(gathered->diagnostics, file->source, file->path, reason, 1);
  if (message)
    add_finding(gathered, origin, PB_DIAG_NOTE, reason, message);
}

void pb_gathered_note(pb_gathered *gathered, const pb_row_origin *origin, const char *reason,
                      const char *message) {
  add_finding(gathered, origin, PB_DIAG_NOTE, reason, message);
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

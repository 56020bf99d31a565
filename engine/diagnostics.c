/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/diagnostics.h"

struct pb_diagnostics {
  size_t limit;
  size_t rejected;
  GArray *entries; /* pb_diagnostic */
  GArray *reasons; /* pb_diag_count */
};

static void clear_entry(gpointer p) {
  pb_diagnostic *entry = p;
  g_free(entry->source);
  g_free(entry->file);
  g_free(entry->field);
  g_free(entry->value);
  g_free(entry->message);
}

pb_diagnostics *pb_diagnostics_new(size_t limit) {
  pb_diagnostics *diagnostics = g_new0(pb_diagnostics, 1);
  diagnostics->limit = limit;
  diagnostics->entries = g_array_new(FALSE, TRUE, sizeof(pb_diagnostic));
  g_array_set_clear_func(diagnostics->entries, clear_entry);
  diagnostics->reasons = g_array_new(FALSE, TRUE, sizeof(pb_diag_count));
  return diagnostics;
}

void pb_diagnostics_free(pb_diagnostics *diagnostics) {
  if (!diagnostics)
    return;
  g_array_unref(diagnostics->entries);
  g_array_unref(diagnostics->reasons);
  g_free(diagnostics);
}

static size_t count_reason(pb_diagnostics *diagnostics, const pb_diagnostic *entry) {
  for (guint i = 0; i < diagnostics->reasons->len; i++) {
    pb_diag_count *count = &g_array_index(diagnostics->reasons, pb_diag_count, i);
    if (g_str_equal(count->reason, entry->reason))
      return ++count->count;
  }
  pb_diag_count first = {entry->reason, entry->severity, 1};
  g_array_append_val(diagnostics->reasons, first);
  return 1;
}

void pb_diagnostics_add(pb_diagnostics *diagnostics, const pb_diagnostic *entry) {
  if (entry->severity == PB_DIAG_REJECTED)
    diagnostics->rejected++;
  if (count_reason(diagnostics, entry) > diagnostics->limit)
    return;
  pb_diagnostic copy = *entry;
  copy.source = g_strdup(entry->source);
  copy.file = g_strdup(entry->file);
  copy.field = g_strdup(entry->field);
  copy.value = g_strdup(entry->value);
  copy.message = g_strdup(entry->message);
  g_array_append_val(diagnostics->entries, copy);
}

size_t pb_diagnostics_length(const pb_diagnostics *diagnostics) {
  return diagnostics->entries->len;
}
const pb_diagnostic *pb_diagnostics_at(const pb_diagnostics *diagnostics, size_t index) {
  return &g_array_index(diagnostics->entries, pb_diagnostic, index);
}
size_t pb_diagnostics_n_reasons(const pb_diagnostics *diagnostics) {
  return diagnostics->reasons->len;
}
pb_diag_count pb_diagnostics_reason(const pb_diagnostics *diagnostics, size_t index) {
  return g_array_index(diagnostics->reasons, pb_diag_count, index);
}
size_t pb_diagnostics_rejected(const pb_diagnostics *diagnostics) {
  return diagnostics->rejected;
}

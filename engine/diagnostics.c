/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/diagnostics.h"

#include <stdlib.h>
#include <string.h>

#define DISTINCT_VALUES 10000

struct pb_diagnostics {
  size_t limit;
  size_t rejected;
  GArray *entries;        /* pb_diagnostic */
  GArray *reasons;        /* pb_diag_count */
  GArray *tallies;        /* pb_diag_tally; source and file are owned */
  GArray *unknown;        /* pb_diag_value; value borrowed from the key below */
  GHashTable *unknown_at; /* pb_diag_value -> its position + 1; the keys are owned copies */
};

static void clear_entry(gpointer p) {
  pb_diagnostic *entry = p;
  g_free(entry->source);
  g_free(entry->file);
  g_free(entry->field);
  g_free(entry->value);
  g_free(entry->message);
}

static void clear_tally(gpointer p) {
  pb_diag_tally *tally = p;
  g_free((char *)tally->source);
  g_free((char *)tally->file);
}

static guint hash_value(gconstpointer p) {
  const pb_diag_value *value = p;
  return g_str_hash(value->reason) * 31 + g_str_hash(value->value);
}

static gboolean equal_value(gconstpointer a, gconstpointer b) {
  const pb_diag_value *x = a, *y = b;
  return g_str_equal(x->reason, y->reason) && g_str_equal(x->value, y->value);
}

static void free_value(gpointer p) {
  g_free((char *)((pb_diag_value *)p)->value);
  g_free(p);
}

pb_diagnostics *pb_diagnostics_new(size_t limit) {
  pb_diagnostics *diagnostics = g_new0(pb_diagnostics, 1);
  diagnostics->limit = limit;
  diagnostics->entries = g_array_new(FALSE, TRUE, sizeof(pb_diagnostic));
  g_array_set_clear_func(diagnostics->entries, clear_entry);
  diagnostics->reasons = g_array_new(FALSE, TRUE, sizeof(pb_diag_count));
  diagnostics->tallies = g_array_new(FALSE, TRUE, sizeof(pb_diag_tally));
  g_array_set_clear_func(diagnostics->tallies, clear_tally);
  diagnostics->unknown = g_array_new(FALSE, TRUE, sizeof(pb_diag_value));
  diagnostics->unknown_at = g_hash_table_new_full(hash_value, equal_value, free_value, NULL);
  return diagnostics;
}

void pb_diagnostics_free(pb_diagnostics *diagnostics) {
  if (!diagnostics)
    return;
  g_array_unref(diagnostics->entries);
  g_array_unref(diagnostics->reasons);
  g_array_unref(diagnostics->tallies);
  g_array_unref(diagnostics->unknown);
  g_hash_table_unref(diagnostics->unknown_at);
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

static void count_unknown(pb_diagnostics *diagnostics, const pb_diagnostic *entry) {
  const size_t times = MAX(entry->times, 1);
  const pb_diag_value one = {entry->reason, entry->value, times};
  guint at = GPOINTER_TO_UINT(g_hash_table_lookup(diagnostics->unknown_at, &one));
  if (at) {
    g_array_index(diagnostics->unknown, pb_diag_value, at - 1).count += times;
  } else if (diagnostics->unknown->len < DISTINCT_VALUES) {
    pb_diag_value *key = g_new(pb_diag_value, 1);
    *key = (pb_diag_value){entry->reason, g_strdup(entry->value), times};
    g_array_append_val(diagnostics->unknown, *key);
    g_hash_table_insert(diagnostics->unknown_at, key, GUINT_TO_POINTER(diagnostics->unknown->len));
  }
}

static bool is_about(const pb_diag_tally *tally, const pb_diag_tally *rows) {
  return tally->severity == rows->severity && g_str_equal(tally->reason, rows->reason) &&
         g_strcmp0(tally->file, rows->file) == 0 && g_strcmp0(tally->source, rows->source) == 0;
}

static void count_rows(pb_diagnostics *diagnostics, const pb_diag_tally *rows) {
  for (guint i = diagnostics->tallies->len; i > 0; i--) { /* the newest is the likeliest */
    pb_diag_tally *tally = &g_array_index(diagnostics->tallies, pb_diag_tally, i - 1);
    if (is_about(tally, rows)) {
      tally->rows += rows->rows;
      return;
    }
  }
  pb_diag_tally copy = *rows;
  copy.source = g_strdup(rows->source);
  copy.file = g_strdup(rows->file);
  g_array_append_val(diagnostics->tallies, copy);
}

void pb_diagnostics_leave_out(pb_diagnostics *diagnostics, const char *source, const char *file,
                              const char *reason, size_t rows) {
  const pb_diag_tally left_out = {source, file, reason, PB_DIAG_LEFT_OUT, rows};
  count_rows(diagnostics, &left_out);
}

void pb_diagnostics_add(pb_diagnostics *diagnostics, const pb_diagnostic *entry) {
  if (entry->severity == PB_DIAG_REJECTED)
    diagnostics->rejected++;
  if (entry->value && g_str_has_prefix(entry->reason, "unknown-"))
    count_unknown(diagnostics, entry);
  const pb_diag_tally rows = {entry->source, entry->file, entry->reason, entry->severity,
                              MAX(entry->times, 1)};
  count_rows(diagnostics, &rows);
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
size_t pb_diagnostics_n_tallies(const pb_diagnostics *diagnostics) {
  return diagnostics->tallies->len;
}
pb_diag_tally pb_diagnostics_tally(const pb_diagnostics *diagnostics, size_t index) {
  return g_array_index(diagnostics->tallies, pb_diag_tally, index);
}
size_t pb_diagnostics_rejected(const pb_diagnostics *diagnostics) {
  return diagnostics->rejected;
}

static int by_count(const void *a, const void *b) {
  const pb_diag_value *x = a, *y = b;
  if (x->count != y->count)
    return x->count < y->count ? 1 : -1;
  int order = strcmp(x->value, y->value);
  return order ? order : strcmp(x->reason, y->reason);
}

pb_diag_value *pb_diagnostics_unknown(const pb_diagnostics *diagnostics, size_t *n) {
  *n = diagnostics->unknown->len;
  pb_diag_value *sorted = g_new(pb_diag_value, MAX(*n, 1));
  if (*n)
    memcpy(sorted, diagnostics->unknown->data, *n * sizeof *sorted);
  qsort(sorted, *n, sizeof *sorted, by_count);
  return sorted;
}

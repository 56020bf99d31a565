/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/join_sources.h"

#include <string.h>

#include "engine/event_index.h"
#include "engine/text.h"
#include "io/findings.h"

static pb_gathered_file *file_of(pb_gathered *gathered, const pb_row_origin *origin) {
  return &g_array_index(gathered->files, pb_gathered_file, origin->file);
}

static const void *row_at(const GArray *rows, size_t i) {
  return rows->data + i * g_array_get_element_size((GArray *)(void *)rows);
}

static void add_finding(pb_gathered *gathered, pb_dataset *dataset, const pb_row_origin *origin,
                        pb_diag_severity severity, const char *reason, const char *message) {
  const pb_gathered_file *file = file_of(gathered, origin);
  const pb_findings findings = {dataset->diagnostics, file->source, file->path};
  pb_findings_add(&findings, severity, reason, origin->line, 0, NULL, NULL, message);
}

static void settle_contradiction(pb_gathered *gathered, pb_dataset *dataset, const void *row,
                                 const void *other, const pb_row_words *words) {
  const pb_row_origin *there = other;
  g_autofree char *subject = words->subject(dataset, row);
  g_autofree char *here = words->value(dataset, row), *elsewhere = words->value(dataset, other);
  const pb_gathered_file *file = file_of(gathered, there);
  g_autofree char *message =
      g_strdup_printf(_("%s: %s here, but %s in %s:%u. Neither row is used; remove the wrong one."),
                      subject, here, elsewhere, file->path, there->line);
  add_finding(gathered, dataset, row, PB_DIAG_REJECTED, "contradicting-rows", message);
}

void pb_settle_duplicates(pb_gathered *gathered, pb_dataset *dataset, const GArray *rows,
                          const pb_join *joins, const pb_row_words *words) {
  g_autofree size_t *overlap = g_new0(size_t, MAX(gathered->files->len, 1));
  for (guint i = 0; i < rows->len; i++) {
    if (joins[i].fate == PB_JOIN_FIRST)
      continue;
    const pb_row_origin *row = row_at(rows, i), *other = row_at(rows, joins[i].other);
    pb_gathered_file *file = file_of(gathered, row);
    if (joins[i].fate == PB_JOIN_CONTRADICTED) {
      file->used--;
      file->rejected++;
      settle_contradiction(gathered, dataset, row, other, words);
    } else if (row->file != other->file) {
      overlap[row->file]++; /* two sources say the same: both are used */
    } else {
      file->used--;
      file->left_out++;
      g_autofree char *message = g_strdup_printf(
          _("The row repeats line %u and agrees with it; it is counted once."), other->line);
      add_finding(gathered, dataset, row, PB_DIAG_NOTE, "repeated-row", message);
    }
  }
  for (guint f = 0; f < gathered->files->len; f++) {
    if (!overlap[f])
      continue;
    const pb_row_origin whole_file = {0, f, 0};
    g_autofree char *message =
        g_strdup_printf(Q_("%zu row says the same as another file.",
                           "%zu rows say the same as other files.", (gulong)overlap[f]),
                        overlap[f]);
    add_finding(gathered, dataset, &whole_file, PB_DIAG_NOTE, "files-agree", message);
  }
}

/* The newest year with yearly counts of which none is preliminary; else the newest year of
 * anything: quarters, events, population. */
static int find_period_end(const pb_gathered *gathered) {
  int newest_any = 0, newest = 0;
  g_autoptr(GHashTable) preliminary = g_hash_table_new(g_direct_hash, g_direct_equal);
  for (guint i = 0; i < gathered->crime->len; i++) {
    const pb_crime_row *row = &g_array_index(gathered->crime, pb_crime_row, i);
    int year = pb_period_year(row->period);
    newest_any = MAX(newest_any, year);
    if (row->preliminary)
      g_hash_table_add(preliminary, GINT_TO_POINTER(year));
  }
  for (guint i = 0; i < gathered->crime->len; i++) {
    const pb_crime_row *row = &g_array_index(gathered->crime, pb_crime_row, i);
    int year = pb_period_year(row->period);
    if (pb_period_per_year(row->period) == 1 && year > newest &&
        !g_hash_table_contains(preliminary, GINT_TO_POINTER(year)))
      newest = year;
  }
  if (newest || newest_any)
    return newest ? newest : newest_any;
  for (guint i = 0; i < gathered->events->len; i++) {
    const pb_event_row *row = &g_array_index(gathered->events, pb_event_row, i);
    newest = MAX(newest, pb_wall_clock_of(row->has_published ? row->published : row->time).year);
  }
  for (guint i = 0; i < gathered->population->len && !gathered->events->len; i++)
    newest = MAX(newest, g_array_index(gathered->population, pb_population_row, i).year);
  return newest;
}

static void note_after_period(pb_gathered *gathered, pb_dataset *dataset, const size_t *before) {
  for (guint f = 0; f < gathered->files->len; f++) {
    pb_gathered_file *file = &g_array_index(gathered->files, pb_gathered_file, f);
    size_t n = file->left_out - before[f];
    if (!n)
      continue;
    const pb_row_origin whole_file = {0, f, 0};
    g_autofree char *message =
        g_strdup_printf(Q_("%zu row is about a time after %d and is left out.",
                           "%zu rows are about a time after %d and are left out.", (gulong)n),
                        n, dataset->period_end);
    add_finding(gathered, dataset, &whole_file, PB_DIAG_NOTE, "after-period", message);
  }
}

static bool is_after(const pb_gathered *gathered, const GArray *rows, guint i, int period_end) {
  const void *row = row_at(rows, i);
  if (rows ==
      gathered->crime) { /* quarters and months go on: the newest show where it is heading */
    pb_period period = ((const pb_crime_row *)row)->period;
    return pb_period_per_year(period) == 1 && pb_period_year(period) > period_end;
  }
  if (rows == gathered->population)
    return ((const pb_population_row *)row)->year > period_end;
  const pb_event_row *event = row;
  int64_t end = pb_wall_seconds(period_end + 1, 1, 1, 0, 0, 0);
  return (event->has_published ? event->published : event->time) >= end;
}

/* Drop rows after the period, keeping the order of the others. */
static void leave_out_after_period(pb_gathered *gathered, GArray *rows, int period_end) {
  size_t width = g_array_get_element_size(rows);
  guint kept = 0;
  for (guint i = 0; i < rows->len; i++) {
    if (is_after(gathered, rows, i, period_end)) {
      pb_gathered_file *file = file_of(gathered, row_at(rows, i));
      file->used--;
      file->left_out++;
    } else {
      if (kept != i)
        memcpy(rows->data + kept * width, row_at(rows, i), width);
      kept++;
    }
  }
  g_array_set_size(rows, kept);
}

static void copy_counts(const pb_gathered *gathered, pb_dataset *dataset) {
  for (guint f = 0; f < gathered->files->len; f++) {
    const pb_gathered_file *file = &g_array_index(gathered->files, pb_gathered_file, f);
    pb_source_info *info = &dataset->sources[f];
    info->rows_used = file->used;
    info->rows_rejected = file->rejected;
    info->rows_left_out = file->left_out;
    info->rows_read = file->used + file->rejected + file->left_out;
  }
}

void pb_join_sources(pb_gathered *gathered, pb_dataset *dataset) {
  if (!dataset->period_end)
    dataset->period_end = find_period_end(gathered);
  g_autofree size_t *before = g_new0(size_t, MAX(gathered->files->len, 1));
  for (guint f = 0; f < gathered->files->len; f++)
    before[f] = g_array_index(gathered->files, pb_gathered_file, f).left_out;
  leave_out_after_period(gathered, gathered->crime, dataset->period_end);
  leave_out_after_period(gathered, gathered->population, dataset->period_end);
  leave_out_after_period(gathered, gathered->events, dataset->period_end);
  note_after_period(gathered, dataset, before);
  pb_join_crime(gathered, dataset);
  pb_join_population(gathered, dataset);
  pb_join_events(gathered, dataset);
  copy_counts(gathered, dataset);
}

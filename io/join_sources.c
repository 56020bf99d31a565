/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/join_sources.h"

#include <string.h>

#include "engine/text.h"

static void settle_contradiction(pb_gathered *gathered, const void *row, const void *other,
                                 const pb_row_words *words) {
  const pb_row_origin *there = other;
  g_autofree char *subject = words->subject(gathered->dataset, row);
  g_autofree char *here = words->value(gathered->dataset, row),
                  *elsewhere = words->value(gathered->dataset, other);
  const pb_gathered_file *file = &g_array_index(gathered->files, pb_gathered_file, there->file);
  g_autofree char *message =
      g_strdup_printf(_("%s: %s here, but %s in %s:%u. Neither row is used; remove the wrong one."),
                      subject, here, elsewhere, file->path, there->line);
  pb_gathered_reject(gathered, row, "contradicting-rows", message);
}

void pb_settle_duplicates(pb_gathered *gathered, const GArray *rows, const pb_join *joins,
                          const pb_row_words *words) {
  g_autofree size_t *overlap = g_new0(size_t, MAX(gathered->files->len, 1));
  for (guint i = 0; i < rows->len; i++) {
    if (joins[i].fate == PB_JOIN_FIRST)
      continue;
    const pb_row_origin *row = pb_row_at(rows, i), *other = pb_row_at(rows, joins[i].other);
    if (joins[i].fate == PB_JOIN_CONTRADICTED) {
      settle_contradiction(gathered, row, other, words);
    } else if (row->file != other->file) {
      overlap[row->file]++; /* two sources say the same: both are used */
    } else {
      g_autofree char *message = g_strdup_printf(
          _("The row repeats line %u and agrees with it; it is counted once."), other->line);
      pb_gathered_leave_out(gathered, row, "repeated-row", message);
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
    pb_gathered_note(gathered, &whole_file, "files-agree", message);
  }
}

static int find_period_end(const pb_gathered *gathered) {
  size_t n;
  const pb_source_kind *const *kinds = pb_source_kinds(&n);
  for (size_t i = 0; i < n; i++) {
    int year = kinds[i]->newest_year ? kinds[i]->newest_year(gathered->rows[i]) : 0;
    if (year)
      return year;
  }
  return 0;
}

static void note_after_period(pb_gathered *gathered, const size_t *after) {
  for (guint f = 0; f < gathered->files->len; f++) {
    if (!after[f])
      continue;
    const pb_row_origin whole_file = {0, f, 0};
    g_autofree char *message = g_strdup_printf(
        Q_("%zu row is about a time after %d and is left out.",
           "%zu rows are about a time after %d and are left out.", (gulong)after[f]),
        after[f], gathered->dataset->period_end);
    pb_gathered_note(gathered, &whole_file, "after-period", message);
  }
}

/* Drop rows after the period, keeping the order of the others. */
static void leave_out_after_period(pb_gathered *gathered, const pb_source_kind *kind,
                                   size_t *after) {
  GArray *rows = pb_gathered_rows(gathered, kind);
  guint kept = 0;
  for (guint i = 0; i < rows->len; i++) {
    const pb_row_origin *row = pb_row_at(rows, i);
    if (kind->is_after(row, gathered->dataset->period_end)) {
      after[row->file]++;
      pb_gathered_leave_out(gathered, row, "after-period", NULL);
    } else {
      if (kept != i)
        memcpy(rows->data + kept * kind->row_size, row, kind->row_size);
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
  size_t n;
  const pb_source_kind *const *kinds = pb_source_kinds(&n);
  if (!dataset->period_end)
    dataset->period_end = find_period_end(gathered);
  g_autofree size_t *after = g_new0(size_t, MAX(gathered->files->len, 1));
  for (size_t i = 0; i < n; i++)
    if (kinds[i]->is_after)
      leave_out_after_period(gathered, kinds[i], after);
  note_after_period(gathered, after);
  for (size_t i = 0; i < n; i++)
    kinds[i]->join(gathered, dataset);
  copy_counts(gathered, dataset);
}

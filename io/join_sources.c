/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/join_sources.h"

#include <string.h>

#include "engine/text.h"

typedef struct {
  pb_gathered *gathered;
  const pb_keyed_rows *rows;
  const pb_keyed_words *words;
} settling;

static void settle_contradiction(const settling *s, size_t row, size_t other) {
  const pb_dataset *dataset = s->gathered->dataset;
  const void *data = s->rows->data;
  const pb_row_origin at = s->words->origin(data, row), there = s->words->origin(data, other);
  g_autofree char *subject = s->words->subject(dataset, data, row);
  g_autofree char *here = s->words->value(dataset, data, row),
                  *elsewhere = s->words->value(dataset, data, other);
  const pb_gathered_file *file = &g_array_index(s->gathered->files, pb_gathered_file, there.file);
  g_autofree char *message =
      g_strdup_printf(_("%s: %s here, but %s in %s:%u. Neither row is used; remove the wrong one."),
                      subject, here, elsewhere, file->path, there.line);
  pb_gathered_reject(s->gathered, &at, "contradicting-rows", message);
}

static void note_overlaps(pb_gathered *gathered, const size_t *overlap) {
  for (guint f = 0; f < gathered->files->len; f++) {
    if (!overlap[f])
      continue;
    const pb_row_origin whole_file = {0, f, 0};
    g_autofree char *count = pb_count_text(overlap[f]);
    g_autofree char *message =
        g_strdup_printf(Q_("%s row says the same as another file.",
                           "%s rows say the same as other files.", (gulong)overlap[f]),
                        count);
    pb_gathered_note(gathered, &whole_file, "files-agree", message);
  }
}

void pb_settle_duplicates_keyed(pb_gathered *gathered, const pb_keyed_rows *rows,
                                const pb_join *joins, const pb_keyed_words *words) {
  const settling s = {gathered, rows, words};
  g_autofree size_t *overlap = g_new0(size_t, MAX(gathered->files->len, 1));
  for (size_t i = 0; i < rows->n; i++) {
    if (joins[i].fate == PB_JOIN_FIRST)
      continue;
    const pb_row_origin row = words->origin(rows->data, i),
                        other = words->origin(rows->data, joins[i].other);
    if (joins[i].fate == PB_JOIN_CONTRADICTED) {
      settle_contradiction(&s, i, joins[i].other);
    } else if (row.file != other.file) {
      overlap[row.file]++; /* two sources say the same: both are used */
    } else {
      g_autofree char *message = g_strdup_printf(
          _("The row repeats line %u and agrees with it; it is counted once."), other.line);
      pb_gathered_leave_out(gathered, &row, "repeated-row", message);
    }
  }
  note_overlaps(gathered, overlap);
}

/* Rows of an array. */
typedef struct {
  const GArray *rows;
  const pb_row_words *words;
} array_rows;

static pb_row_origin array_origin(const void *data, size_t row) {
  return *pb_row_at(((const array_rows *)data)->rows, row);
}

static char *array_subject(const pb_dataset *dataset, const void *data, size_t row) {
  const array_rows *in = data;
  return in->words->subject(dataset, pb_row_at(in->rows, row));
}

static char *array_value(const pb_dataset *dataset, const void *data, size_t row) {
  const array_rows *in = data;
  return in->words->value(dataset, pb_row_at(in->rows, row));
}

void pb_settle_duplicates(pb_gathered *gathered, const GArray *rows, const pb_join *joins,
                          const pb_row_words *words) {
  array_rows in = {rows, words};
  const pb_keyed_rows keyed = {.n = rows->len, .data = &in};
  const pb_keyed_words by_number = {array_origin, array_subject, array_value};
  pb_settle_duplicates_keyed(gathered, &keyed, joins, &by_number);
}

/* Periods sort in time order among one length only: compare their first days. */
static bool starts_before(pb_period a, pb_period b) {
  int month_a = (pb_period_number(a) - 1) * 12 / pb_period_per_year(a);
  int month_b = (pb_period_number(b) - 1) * 12 / pb_period_per_year(b);
  return pb_period_year(a) * 12 + month_a < pb_period_year(b) * 12 + month_b;
}

void pb_describe_periods(pb_dataset *dataset, const GArray *rows, const pb_join *joins,
                         pb_period (*period_of)(const void *row)) {
  g_autofree pb_period *first = g_new0(pb_period, MAX(dataset->n_sources, 1));
  g_autofree pb_period *last = g_new0(pb_period, MAX(dataset->n_sources, 1));
  for (guint i = 0; i < rows->len; i++) {
    const pb_row_origin *row = pb_row_at(rows, i);
    if (joins && joins[i].fate == PB_JOIN_CONTRADICTED)
      continue;
    pb_period period = period_of(row);
    if (!first[row->file] || starts_before(period, first[row->file]))
      first[row->file] = period;
    if (!last[row->file] || starts_before(last[row->file], period))
      last[row->file] = period;
  }
  for (size_t f = 0; f < dataset->n_sources; f++)
    if (first[f]) {
      dataset->sources[f].first_period = pb_period_text(first[f]);
      dataset->sources[f].last_period = pb_period_text(last[f]);
    }
}

static int find_period_end(const pb_gathered *gathered) {
  size_t n;
  const pb_source_kind *const *kinds = pb_source_kinds(&n);
  for (size_t i = 0; i < n; i++) {
    int year = kinds[i]->newest_year        ? kinds[i]->newest_year(gathered->rows[i])
               : kinds[i]->newest_kept_year ? kinds[i]->newest_kept_year(gathered->states[i])
                                            : 0;
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
    g_autofree char *count = pb_count_text(after[f]);
    g_autofree char *message =
        g_strdup_printf(Q_("%s row is about a time after %d and is left out.",
                           "%s rows are about a time after %d and are left out.", (gulong)after[f]),
                        count, gathered->dataset->period_end);
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

/* What a kind left out without a reason. */
static void complete_tallies(pb_dataset *dataset, const pb_gathered_file *file) {
  size_t told = 0;
  for (size_t i = 0; i < pb_diagnostics_n_tallies(dataset->diagnostics); i++) {
    pb_diag_tally tally = pb_diagnostics_tally(dataset->diagnostics, i);
    if (tally.severity == PB_DIAG_LEFT_OUT && g_strcmp0(tally.source, file->source) == 0 &&
        g_strcmp0(tally.file, file->path) == 0)
      told += tally.rows;
  }
  if (file->left_out > told)
    pb_diagnostics_leave_out(dataset->diagnostics, file->source, file->path, "by-design",
                             file->left_out - told);
}

static void copy_counts(const pb_gathered *gathered, pb_dataset *dataset) {
  for (guint f = 0; f < gathered->files->len; f++) {
    const pb_gathered_file *file = &g_array_index(gathered->files, pb_gathered_file, f);
    pb_source_info *info = &dataset->sources[f];
    complete_tallies(dataset, file);
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
  for (size_t i = 0; i < n; i++) {
    if (kinds[i]->is_after)
      leave_out_after_period(gathered, kinds[i], after);
    if (kinds[i]->leave_out_after)
      kinds[i]->leave_out_after(gathered, dataset->period_end, after);
  }
  note_after_period(gathered, after);
  for (size_t i = 0; i < n; i++)
    kinds[i]->join(gathered, dataset);
  copy_counts(gathered, dataset);
}

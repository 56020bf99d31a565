/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/text.h"
#include "io/check_files.h"
#include "io/csv_writer.h"
#include "io/shown_path.h"

static void append_position(pb_column *column, size_t position) {
  if (position)
    pb_column_append_int(column, (int64_t)position);
  else
    pb_column_append_missing(column);
}

typedef struct {
  pb_column *file, *line, *column, *field, *value, *reason, *message;
} columns;

static columns make_columns(void) {
  return (columns){.file = pb_column_new(_("file"), PB_TYPE_STRING, NULL),
                   .line = pb_column_new(_("line"), PB_TYPE_INT64, NULL),
                   .column = pb_column_new(_("column"), PB_TYPE_INT64, NULL),
                   .field = pb_column_new(_("field"), PB_TYPE_STRING, NULL),
                   .value = pb_column_new(_("value"), PB_TYPE_STRING, NULL),
                   .reason = pb_column_new(_("reason"), PB_TYPE_STRING, NULL),
                   .message = pb_column_new(_("message"), PB_TYPE_STRING, NULL)};
}

static void append_finding(columns *to, const pb_diagnostic *finding) {
  g_autofree char *path = finding->file ? pb_shown_path(finding->file) : NULL;
  g_autofree char *sentence = pb_hide_folders(finding->message);
  pb_column_append_string(to->file, path);
  append_position(to->line, finding->line);
  append_position(to->column, finding->column);
  pb_column_append_string(to->field, finding->field);
  pb_column_append_string(to->value, finding->value);
  pb_column_append_string(to->reason, finding->reason);
  pb_column_append_string(to->message, sentence);
}

/* A line for each reason of which the list of findings holds only the first. */
static void append_unlisted(columns *to, const pb_diagnostics *diagnostics) {
  for (size_t r = 0; r < pb_diagnostics_n_reasons(diagnostics); r++) {
    pb_diag_count count = pb_diagnostics_reason(diagnostics, r);
    size_t more = count.count;
    for (size_t i = 0; i < pb_diagnostics_length(diagnostics); i++)
      more -= g_str_equal(pb_diagnostics_at(diagnostics, i)->reason, count.reason);
    if (!more)
      continue;
    g_autofree char *shown = pb_count_text(more);
    g_autofree char *message = g_strdup_printf(
        Q_("%s more row has the same reason and is not listed here.",
           "%s more rows have the same reason and are not listed here.", (gulong)more),
        shown);
    const pb_diagnostic rest = {.reason = count.reason, .message = message};
    append_finding(to, &rest);
  }
}

char *pb_check_findings_csv(const pb_diagnostics *diagnostics) {
  columns to = make_columns();
  for (size_t i = 0; i < pb_diagnostics_length(diagnostics); i++)
    append_finding(&to, pb_diagnostics_at(diagnostics, i));
  append_unlisted(&to, diagnostics);
  g_autoptr(pb_table) table = pb_table_new();
  pb_column *all[] = {to.file, to.line, to.column, to.field, to.value, to.reason, to.message};
  for (size_t i = 0; i < G_N_ELEMENTS(all); i++)
    pb_table_add(table, all[i]);
  return pb_table_to_csv(table, &pb_csv_swedish);
}

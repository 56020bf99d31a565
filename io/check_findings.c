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

char *pb_check_findings_csv(const pb_diagnostics *diagnostics) {
  pb_column *file = pb_column_new(_("file"), PB_TYPE_STRING, NULL);
  pb_column *line = pb_column_new(_("line"), PB_TYPE_INT64, NULL);
  pb_column *column = pb_column_new(_("column"), PB_TYPE_INT64, NULL);
  pb_column *field = pb_column_new(_("field"), PB_TYPE_STRING, NULL);
  pb_column *value = pb_column_new(_("value"), PB_TYPE_STRING, NULL);
  pb_column *reason = pb_column_new(_("reason"), PB_TYPE_STRING, NULL);
  pb_column *message = pb_column_new(_("message"), PB_TYPE_STRING, NULL);
  for (size_t i = 0; i < pb_diagnostics_length(diagnostics); i++) {
    const pb_diagnostic *finding = pb_diagnostics_at(diagnostics, i);
    g_autofree char *path = pb_shown_path(finding->file);
    pb_column_append_string(file, path);
    append_position(line, finding->line);
    append_position(column, finding->column);
    pb_column_append_string(field, finding->field);
    pb_column_append_string(value, finding->value);
    pb_column_append_string(reason, finding->reason);
    g_autofree char *sentence = pb_hide_folders(finding->message);
    pb_column_append_string(message, sentence);
  }
  g_autoptr(pb_table) table = pb_table_new();
  pb_column *all[] = {file, line, column, field, value, reason, message};
  for (size_t i = 0; i < G_N_ELEMENTS(all); i++)
    pb_table_add(table, all[i]);
  return pb_table_to_csv(table, &pb_csv_swedish);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/check_json_parts.h"
#include "io/json_points.h"
#include "io/shown_path.h"

/* A mark; null when none was found. */
static void put_mark(pb_json *json, const char *key, char mark) {
  const char text[] = {mark, '\0'};
  pb_json_text(json, key, mark ? text : NULL);
}

static void put_dialect(pb_json *json, const pb_source_form *form) {
  pb_json_begin_object(json, "dialect");
  pb_json_text(json, "format", form->format);
  pb_json_text(json, "encoding", form->encoding);
  pb_json_bool(json, "bom", form->bom);
  pb_json_size(json, "destroyed_characters", form->destroyed);
  put_mark(json, "delimiter", form->delimiter);
  pb_json_text(json, "line_end", form->line_end);
  put_mark(json, "decimal", form->decimal);
  pb_json_bool(json, "decimal_assumed", form->decimal_assumed);
  put_mark(json, "thousands", form->thousands);
  pb_json_size(json, "title_lines", form->title_lines);
  pb_json_size(json, "header_lines", form->header_lines);
  pb_json_text(json, "sheet", form->sheet);
  pb_json_text(json, "shape", form->shape);
  pb_json_size(json, "periods_across", form->n_periods_across);
  pb_json_size(json, "types_across", form->n_types_across);
  pb_json_end(json);
  pb_json_begin_object(json, "roles");
  for (size_t i = 0; i < form->n_roles; i++)
    pb_json_text(json, form->roles[i].role, form->roles[i].header);
  pb_json_end(json);
  pb_json_begin_object(json, "constants");
  for (size_t i = 0; i < form->n_roles; i++)
    if (form->roles[i].given)
      pb_json_text(json, form->roles[i].role, form->roles[i].given);
  pb_json_end(json);
}

/* {"count-negative": 7, …} */
static void put_reasons(pb_json *json, const char *key, const pb_diagnostics *diagnostics,
                        const pb_source_info *source, pb_diag_severity severity) {
  pb_json_begin_object(json, key);
  for (size_t i = 0; i < pb_diagnostics_n_tallies(diagnostics); i++) {
    pb_diag_tally tally = pb_diagnostics_tally(diagnostics, i);
    if (tally.severity == severity && g_strcmp0(tally.source, source->name) == 0 &&
        g_strcmp0(tally.file, source->path) == 0)
      pb_json_size(json, tally.reason, tally.rows);
  }
  pb_json_end(json);
}

static void put_source(pb_json *json, const pb_source_info *source,
                       const pb_diagnostics *diagnostics) {
  g_autofree char *path = pb_shown_path(source->path);
  pb_json_begin_object(json, NULL);
  pb_json_text(json, "name", source->name);
  pb_json_text(json, "kind", source->kind);
  pb_json_text(json, "path", path);
  pb_json_text(json, "sha256", source->sha256);
  pb_json_text(json, "publisher", source->publisher);
  pb_json_text(json, "read_as", source->dialect);
  if (source->form)
    put_dialect(json, source->form);
  pb_json_text(json, "first_period", source->first_period);
  pb_json_text(json, "last_period", source->last_period);
  pb_json_size(json, "rows_read", source->rows_read);
  pb_json_size(json, "rows_used", source->rows_used);
  pb_json_size(json, "rows_rejected", source->rows_rejected);
  put_reasons(json, "rejected", diagnostics, source, PB_DIAG_REJECTED);
  pb_json_size(json, "rows_left_out", source->rows_left_out);
  pb_json_source_points(json, source);
  put_reasons(json, "left_out", diagnostics, source, PB_DIAG_LEFT_OUT);
  put_reasons(json, "notes", diagnostics, source, PB_DIAG_NOTE);
  pb_json_double(json, "max_rejected_percent", source->max_rejected_percent);
  pb_json_bool(json, "synthetic", source->synthetic);
  pb_json_bool(json, "incomplete", source->incomplete);
  pb_json_end(json);
}

void pb_check_json_sources(pb_json *json, const pb_dataset *dataset) {
  pb_json_begin_array(json, "sources");
  for (size_t i = 0; i < dataset->n_sources; i++)
    put_source(json, &dataset->sources[i], dataset->diagnostics);
  pb_json_end(json);
}

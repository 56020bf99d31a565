/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/read_source.h"

#include "engine/error.h"
#include "engine/text.h"
#include "io/personal_data.h"
#include "io/source_row.h"
#include "io/table_reader.h"

typedef struct {
  const pb_project *project;
  const pb_project_source *source;
  const pb_known_headers *known;
  const char *path;
  char **headers;
  pb_roles roles;
  pb_personal_column personal[PB_MAX_ROLES];
  int personal_role; /* whose cells stop the reading, -1: none */
  pb_source_row row; /* what does not change from row to row is set once */
  pb_gathered *gathered;
  pb_gathered_file file;
} state;

static bool on_header(const char *const *headers, size_t n, size_t line, void *data,
                      GError **error) {
  state *s = data;
  g_autofree char *where = g_strdup_printf("%s:%zu", s->path, line);
  s->headers = g_strdupv((char **)(void *)headers);
  s->row.headers = (const char *const *)s->headers;
  return pb_roles_find(s->row.kind, s->known, s->project, s->source, headers, n, where, &s->roles,
                       error);
}

static uint32_t searched_roles(const state *s) {
  return s->row.kind->text_roles | s->row.kind->identifier_roles;
}

/* Personal data in this row: nothing of the file is to be used. */
static bool holds_personal_data(state *s, const pb_record *record) {
  for (size_t r = 0; r < s->row.kind->n_roles && s->personal_role < 0; r++) {
    int column = s->roles.column[r];
    if (column < 0 || !(searched_roles(s) >> r & 1))
      continue;
    const pb_cell *cell = &record->cells[column];
    if (pb_personal_column_add(&s->personal[r], cell->text, cell->length, record->line))
      s->personal_role = (int)r;
  }
  return s->personal_role >= 0;
}

/* When all rows have been seen: the sentence, if the file holds personal data. */
static bool refuse_personal_data(const state *s, GError **error) {
  for (size_t r = 0; r < s->row.kind->n_roles; r++) {
    if (!pb_personal_column_stops(&s->personal[r]))
      continue;
    g_autofree char *sentence =
        pb_personal_column_sentence(&s->personal[r], s->path, s->headers[s->roles.column[r]]);
    g_set_error_literal(error, PB_ERROR, PB_ERROR_INPUT, sentence);
    return true;
  }
  return false;
}

static void on_row(const pb_record *record, void *data) {
  state *s = data;
  if (s->personal_role >= 0 || holds_personal_data(s, record))
    return;
  s->row.cells = record->cells;
  s->row.line = (uint32_t)MIN(record->line, UINT32_MAX);
  switch (s->row.kind->read(&s->row, s->gathered)) {
  case PB_ROW_USED:
    s->file.used++;
    break;
  case PB_ROW_REJECTED:
    s->file.rejected++;
    break;
  case PB_ROW_LEFT_OUT:
    s->file.left_out++;
    break;
  }
}

static void on_bad_row(const pb_bad_row *bad, void *data) {
  state *s = data;
  s->file.rejected++;
  pb_findings_add(&s->row.findings, PB_DIAG_REJECTED, bad->reason, bad->line, bad->column, NULL,
                  NULL, bad->message);
}

static void note_destroyed(const state *s, size_t destroyed) {
  if (!destroyed)
    return;
  g_autofree char *message = g_strdup_printf(
      Q_("The file holds %zu character that was destroyed before it came here (U+FFFD). Export it "
         "again as UTF-8.",
         "The file holds %zu characters that were destroyed before they came here (U+FFFD). Export "
         "it again as UTF-8.",
         (gulong)destroyed),
      destroyed);
  pb_findings_add(&s->row.findings, PB_DIAG_NOTE, "destroyed-characters", 0, 0, NULL, NULL,
                  message);
}

static void describe(const state *s, const pb_text_file *text, bool incomplete,
                     pb_source_info *info) {
  *info = (pb_source_info){
      .name = g_strdup(s->source->name),
      .kind = g_strdup(s->source->kind),
      .path = g_strdup(s->path),
      .sha256 = pb_sha256(text->bytes, text->n_bytes),
      .publisher = g_strdup(s->source->publisher),
      .dialect = pb_text_file_dialect(text),
      .roles = pb_roles_text(s->row.kind, &s->roles, (const char *const *)s->headers),
      .synthetic = s->source->synthetic,
      .incomplete = incomplete,
      .max_rejected_percent = s->source->max_rejected_percent,
  };
}

bool pb_read_source(const pb_project *project, const pb_project_source *source, const char *path,
                    const pb_known_headers *known, pb_diagnostics *diagnostics,
                    pb_gathered *gathered, pb_source_info *info, GError **error) {
  g_autofree char *resolved = pb_project_resolve(project, path);
  pb_dialect_override override = {.encoding = source->encoding, .sheet = source->sheet};
  g_auto(pb_text_file) text = {0};
  if (!pb_delimiter_parse(source->delimiter, &override.delimiter, error) ||
      !pb_decimal_parse(source->decimal, &override.decimal, error) ||
      !pb_text_file_open(resolved, path, &override, &text, error))
    return false;
  state s = {.project = project,
             .source = source,
             .known = known,
             .path = path,
             .gathered = gathered,
             .personal_role = -1,
             .file = {source->name, path, 0, 0, 0}};
  s.row.kind = pb_source_kind_find(source->kind);
  s.row.roles = &s.roles;
  for (size_t r = 0; r < s.row.kind->n_roles; r++)
    s.personal[r].identifiers = s.row.kind->identifier_roles >> r & 1;
  s.row.decimal = text.dialect.decimal;
  s.row.file = gathered->files->len;
  s.row.findings = (pb_findings){diagnostics, source->name, path};
  const pb_table_handler handler = {on_header, on_row, on_bad_row};
  GArray *rows[] = {gathered->crime, gathered->population, gathered->events};
  const guint before[] = {rows[0]->len, rows[1]->len, rows[2]->len};
  pb_read_outcome outcome = pb_table_read(&text, &handler, &s, error);
  bool usable = outcome != PB_READ_FAILED && !refuse_personal_data(&s, error);
  if (usable && s.file.used == 0 && s.file.rejected > 0) {
    g_set_error(error, PB_ERROR, PB_ERROR_INPUT,
                Q_("%s: The only row could not be used. See the findings of “problembild check”.",
                   "%s: None of the %zu rows could be used. See the findings of “problembild "
                   "check”.",
                   (gulong)s.file.rejected),
                path, s.file.rejected);
    usable = false;
  }
  if (usable) {
    note_destroyed(&s, text.utf8.info.destroyed);
    describe(&s, &text, outcome == PB_READ_IN_PART, info);
    g_array_append_val(gathered->files, s.file);
  } else {
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
      g_array_set_size(rows[i], before[i]);
  }
  g_strfreev(s.headers);
  return usable;
}

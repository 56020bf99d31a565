/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/read_source.h"

#include <string.h>

#include "engine/error.h"
#include "engine/text.h"
#include "io/file_notes.h"
#include "io/describe_form.h"
#include "io/personal_watch.h"
#include "io/shape.h"
#include "io/source_row.h"
#include "io/table_reader.h"

typedef struct {
  const pb_project *project;
  const pb_project_source *source;
  const pb_known_headers *known;
  const char *path;
  char **headers; /* those of the file, then names for what stands across */
  size_t n_headers;
  pb_roles roles;
  pb_shape shape;
  pb_cell *cells; /* of a long row made from a wide one, or with constants; NULL: as they stand */
  pb_personal_watch personal;
  const char *noted; /* reason of the last note about the row */
  pb_source_row row; /* what does not change from row to row is set once */
  pb_gathered *gathered;
  bool begun; /* begin_file of the kind was called */
} state;

/* The file being read is the last one. */
static pb_gathered_file *file_of(const state *s) {
  return &g_array_index(s->gathered->files, pb_gathered_file, s->row.file);
}

/* Inhabitants that rates are per: as the project says, as the header says, as the file's name says,
 * else 100 000. */
static void find_rate_base(state *s, double by_name) {
  const pb_wide_roles *wide = s->row.kind->wide;
  int column = wide && wide->rate >= 0 ? s->roles.column[wide->rate] : PB_NO_ROLE;
  double by_header = column >= 0 ? pb_rate_base(s->headers[column]) : 0;
  s->row.rate_per = s->source->rate_per ? s->source->rate_per
                    : by_header > 0     ? by_header
                    : by_name > 0       ? by_name
                                        : 100000;
  if (s->shape.columns->len && column >= 0 && by_name > 0 && by_header <= 0 && !s->source->rate_per)
    pb_findings_note(
        &s->row.findings, "rate-by-file-name",
        _("The numbers are read as rates per %.0f, as the file's name says. Set rate_per for the "
          "source if that is wrong."),
        by_name);
}

/* Columns that the file has not, after its own. Of the first two pb_shape_find knows. */
enum { PERIOD_ACROSS, TYPE_ACROSS, BELOW, N_MADE };

/* What the project says of every row stands in columns after all others. */
static void place_constants(state *s) {
  const pb_source_kind *kind = s->row.kind;
  for (size_t i = 0; i < s->source->n_constants; i++) {
    size_t column = s->n_headers + N_MADE + i;
    s->headers[column] = g_strdup_printf(_("“%s”"), s->source->constants[i].value);
    for (size_t r = 0; r < kind->n_roles; r++)
      if (g_str_equal(kind->roles[r].name, s->source->constants[i].key))
        s->roles.column[r] = (int)column;
  }
}

static pb_cell text_cell(const char *text) {
  return (pb_cell){text, strlen(text)};
}

static void make_cells(state *s) {
  size_t n_constants = s->source->n_constants;
  if (!s->shape.columns->len && !n_constants)
    return;
  s->cells = g_new0(pb_cell, s->n_headers + N_MADE + n_constants);
  for (size_t i = 0; i < n_constants; i++)
    s->cells[s->n_headers + N_MADE + i] = text_cell(s->source->constants[i].value);
}

static bool on_header(const char *const *headers, size_t n, size_t line, void *data,
                      GError **error) {
  state *s = data;
  g_autofree char *where = g_strdup_printf("%s:%zu", s->path, line);
  const pb_source_kind *kind = s->row.kind;
  s->n_headers = n;
  s->headers = g_new0(char *, n + N_MADE + s->source->n_constants + 1);
  for (size_t i = 0; i < n; i++)
    s->headers[i] = g_strdup(headers[i]);
  s->headers[n + PERIOD_ACROSS] = g_strdup(_("(across)"));
  s->headers[n + TYPE_ACROSS] = g_strdup(_("(across)"));
  s->headers[n + BELOW] = g_strdup(_("(below)"));
  s->row.headers = (const char *const *)s->headers;
  if (!pb_roles_match(kind, s->known, s->project, s->source, headers, n, where, &s->roles, error))
    return false;
  place_constants(s);
  double by_name = pb_rate_base(s->path);
  pb_shape_find(kind, s->known, headers, n, s->source->rate_per || by_name > 0, s->gathered->names,
                &s->roles, &s->shape);
  s->row.n_own = n;
  make_cells(s);
  find_rate_base(s, by_name);
  if (!pb_roles_require(kind, headers, n, where, &s->roles, error))
    return false;
  s->begun = true;
  return !kind->begin_file || kind->begin_file(&s->row, s->gathered, error);
}

static void leave_out(const state *s, const char *reason) {
  pb_diagnostics_leave_out(s->gathered->diagnostics, s->source->name, s->path, reason, 1);
}

static void read_row(state *s) {
  s->noted = NULL;
  pb_row_fate fate = s->row.kind->read(&s->row, s->gathered);
  pb_gathered_count(s->gathered, fate);
  if (fate == PB_ROW_LEFT_OUT && s->noted)
    leave_out(s, s->noted);
}

/* One long row for every column across. */
static void read_wide(state *s) {
  const pb_wide_roles *wide = s->row.kind->wide;
  for (guint i = 0; i < s->shape.columns->len; i++) {
    const pb_wide_column *one = &g_array_index(s->shape.columns, pb_wide_column, i);
    s->cells[s->n_headers + PERIOD_ACROSS] = text_cell(one->period);
    s->cells[s->n_headers + TYPE_ACROSS] = text_cell(one->type);
    s->row.across = one->value >= 0 ? one->value : one->rate;
    s->roles.column[wide->value] = one->value;
    if (wide->rate >= 0)
      s->roles.column[wide->rate] = one->rate;
    read_row(s);
  }
}

static void on_row(const pb_record *record, void *data) {
  state *s = data;
  if (!pb_personal_watch_row(&s->personal, &s->roles, s->n_headers, record))
    return;
  s->row.line = (uint32_t)MIN(record->line, UINT32_MAX);
  if (s->cells)
    memcpy(s->cells, record->cells, s->n_headers * sizeof(pb_cell));
  s->row.cells = s->cells ? s->cells : record->cells;
  if (s->shape.columns->len)
    read_wide(s);
  else
    read_row(s);
}

static void on_aside(const pb_bad_row *aside, void *data) {
  state *s = data;
  pb_gathered_count(s->gathered, PB_ROW_LEFT_OUT);
  leave_out(s, aside->reason);
  pb_findings_add(&s->row.findings, PB_DIAG_NOTE, aside->reason, aside->line, 0, NULL, NULL,
                  aside->message);
}

static void on_bad_row(const pb_bad_row *bad, void *data) {
  state *s = data;
  pb_gathered_count(s->gathered, PB_ROW_REJECTED);
  pb_findings_add(&s->row.findings, PB_DIAG_REJECTED, bad->reason, bad->line, bad->column, NULL,
                  NULL, bad->message);
}

/* Roles as they are shown: not those of the last column across. */
static pb_roles shown_roles(const state *s) {
  pb_roles roles = s->roles;
  const pb_wide_roles *wide = s->row.kind->wide;
  for (int i = 0; i < 2 && s->shape.columns->len; i++) {
    int role = i ? wide->rate : wide->value;
    if (role >= 0 && roles.column[role] >= 0)
      roles.column[role] = (int)s->n_headers + BELOW;
  }
  return roles;
}

/* "UTF-8, ;, LF, wide, 20 periods across" */
static char *describe_form(const state *s, const pb_text_file *text) {
  g_autofree char *dialect = pb_text_file_dialect(text);
  g_autofree char *shape = pb_shape_text(&s->shape);
  return shape ? g_strconcat(dialect, ", ", shape, NULL) : g_steal_pointer(&dialect);
}

static void describe(const state *s, char *dialect, char *roles, pb_source_form *form,
                     const char *sha256, bool incomplete, pb_source_info *info) {
  *info = (pb_source_info){
      .name = g_strdup(s->source->name),
      .kind = g_strdup(s->source->kind),
      .path = g_strdup(s->path),
      .sha256 = g_strdup(sha256),
      .publisher = g_strdup(s->source->publisher),
      .crs = g_strdup(s->source->crs),
      .dialect = dialect,
      .roles = roles,
      .form = form,
      .synthetic = s->source->synthetic,
      .incomplete = incomplete,
      .max_rejected_percent = s->source->max_rejected_percent,
  };
}

/* Why the first row of the file was rejected; NULL when that is not known any more. */
static const pb_diagnostic *first_rejected(const state *s) {
  const pb_diagnostics *diagnostics = s->row.findings.diagnostics;
  for (size_t i = 0; diagnostics && i < pb_diagnostics_length(diagnostics); i++) {
    const pb_diagnostic *one = pb_diagnostics_at(diagnostics, i);
    if (one->severity == PB_DIAG_REJECTED && g_strcmp0(one->source, s->source->name) == 0 &&
        g_strcmp0(one->file, s->path) == 0)
      return one;
  }
  return NULL;
}

static bool fail_unusable(const state *s, bool destroyed, GError **error) {
  size_t rejected = file_of(s)->rejected;
  g_autofree char *count = pb_count_text(rejected);
  const pb_diagnostic *first = first_rejected(s);
  if (destroyed)
    g_set_error(error, PB_ERROR, PB_ERROR_INPUT,
                _("%s: No row could be used: letters were destroyed before the file came here "
                  "(U+FFFD), so names cannot be matched. Export the table again as UTF-8, or with "
                  "the municipality's code in the cell (“0114 Upplands Väsby”)."),
                s->path);
  else if (first && rejected == 1)
    g_set_error(error, PB_ERROR, PB_ERROR_INPUT,
                _("%s: The only row, line %zu, could not be used: %s"), s->path, first->line,
                first->message);
  else if (first)
    g_set_error(error, PB_ERROR, PB_ERROR_INPUT,
                _("%s: None of the %s rows could be used. The first, line %zu: %s"), s->path, count,
                first->line, first->message);
  else
    g_set_error(error, PB_ERROR, PB_ERROR_INPUT,
                Q_("%s: The only row could not be used. See the findings of “problembild check”.",
                   "%s: None of the %s rows could be used. See the findings of “problembild "
                   "check”.",
                   (gulong)rejected),
                s->path, count);
  return false;
}

/* A file that is a table. */
static bool read_table(state *s, const pb_dialect_override *override, pb_source_info *info,
                       GError **error) {
  const pb_source_kind *kind = s->row.kind;
  g_autofree char *resolved = pb_project_resolve(s->project, s->path);
  g_auto(pb_text_file) text = {0};
  if (!pb_text_file_open_watched(resolved, s->path, override, s->gathered->watch, &text, error))
    return false;
  s->row.decimal = text.dialect.numbers.decimal;
  const pb_table_handler handler = {on_header, on_row, on_bad_row, on_aside};
  pb_read_outcome outcome = pb_table_read(&text, &handler, s, error);
  if (outcome == PB_READ_FAILED ||
      pb_personal_watch_refuses(&s->personal, &s->roles, s->path, s->headers, error))
    return false;
  s->row.cells = NULL;
  s->row.line = 0;
  if (kind->end_file)
    kind->end_file(&s->row, s->gathered);
  if (s->gathered->refused) {
    g_propagate_error(error, g_steal_pointer(&s->gathered->refused));
    return false;
  }
  const pb_gathered_file *file = file_of(s);
  if (file->used == 0 && file->rejected > 0)
    return fail_unusable(s, text.encoding.destroyed > 0, error);
  pb_file_notes(&text, &s->row.findings);
  pb_row_tally_tell(s->gathered->tally, &s->row.findings);
  const pb_roles roles = shown_roles(s);
  const char *const *headers = (const char *const *)s->headers;
  describe(s, describe_form(s, &text), pb_roles_text(kind, &roles, headers),
           pb_describe_table(&text, s->source, &s->shape, kind, &roles, headers, s->n_headers),
           text.sha256, outcome == PB_READ_IN_PART, info);
  return true;
}

/* A file that is a text. */
static bool read_document(state *s, const pb_dialect_override *override, pb_source_info *info,
                          GError **error) {
  g_autofree char *resolved = pb_project_resolve(s->project, s->path), *bytes = NULL;
  gsize n;
  g_auto(pb_utf8) utf8 = {0};
  if (!pb_read_bytes(resolved, s->path, &bytes, &n, error) ||
      !pb_utf8_from_bytes(bytes, n, override->encoding, &utf8, error) ||
      !s->row.kind->read_document(&s->row, utf8.text, utf8.length, s->gathered, error))
    return false;
  pb_note_destroyed(utf8.info.destroyed, &s->row.findings);
  g_autofree char *sha256 = pb_sha256(bytes, n);
  describe(s, g_strdup(pb_encoding_name(utf8.info.encoding)), NULL, pb_describe_text(&utf8.info),
           sha256, false, info);
  return true;
}

/* The marks of the kind, then those of the source. g_free the list. */
static const char **missing_marks(const pb_source_kind *kind, const pb_project_source *source) {
  size_t own = source->missing ? g_strv_length(source->missing) : 0, usual = 0;
  while (kind->marks && kind->marks->missing && kind->marks->missing[usual])
    usual++;
  const char **marks = g_new0(const char *, usual + own + 1);
  for (size_t i = 0; i < usual + own; i++)
    marks[i] = i < usual ? kind->marks->missing[i] : source->missing[i - usual];
  return marks;
}

bool pb_read_source(const pb_project *project, const pb_project_source *source, const char *path,
                    const pb_known_headers *known, pb_diagnostics *diagnostics,
                    pb_gathered *gathered, pb_source_info *info, GError **error) {
  pb_dialect_override override = {.encoding = source->encoding, .sheet = source->sheet};
  if (!pb_delimiter_parse(source->delimiter, &override.delimiter, error) ||
      !pb_decimal_parse(source->decimal, &override.decimal, error))
    return false;
  const pb_source_kind *kind = pb_source_kind_find(source->kind);
  g_autofree const char **missing = missing_marks(kind, source);
  const pb_value_marks marks = {missing, kind->marks ? kind->marks->zero : NULL};
  state s = {.project = project,
             .source = source,
             .known = known,
             .path = path,
             .gathered = gathered,
             .personal = pb_personal_watch_new(kind),
             .row = {.kind = kind,
                     .project = project,
                     .source = source,
                     .known = known,
                     .marks = &marks,
                     .file = gathered->files->len,
                     .across = -1,
                     .findings = {diagnostics, source->name, path}}};
  s.row.roles = &s.roles;
  s.row.noted = &s.noted;
  pb_names_begin_column(gathered->names);
  const pb_gathered_file file = {source->name, path, 0, 0, 0};
  g_array_append_val(gathered->files, file);
  GArray *rows = pb_gathered_rows(gathered, kind);
  const guint before = rows ? rows->len : 0;
  bool usable = kind->read_document ? read_document(&s, &override, info, error)
                                    : read_table(&s, &override, info, error);
  if (!usable) {
    if (kind->forget_file && s.begun)
      kind->forget_file(&s.row, gathered);
    if (rows)
      g_array_set_size(rows, before);
    g_array_set_size(gathered->files, s.row.file);
  }
  pb_row_tally_clear(gathered->tally);
  g_clear_error(&gathered->refused);
  g_strfreev(s.headers);
  g_free(s.cells);
  pb_shape_clear(&s.shape);
  return usable;
}

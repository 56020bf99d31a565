/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/roles.h"

#include <string.h>

#include "engine/error.h"
#include "engine/params.h"
#include "engine/text.h"
#include "io/findings.h"
#include "io/personal_data.h"

typedef struct {
  char *kind, *role, *header;
} known_header;

struct pb_known_headers {
  GArray *list;
};

static void clear_header(gpointer p) {
  known_header *header = p;
  g_free(header->kind);
  g_free(header->role);
  g_free(header->header);
}

/* Letter case and blanks around do not matter. */
static char *fold(const char *text) {
  g_autofree char *trimmed = g_strstrip(g_strdup(text));
  return g_utf8_casefold(trimmed, -1);
}

pb_known_headers *pb_known_headers_new(void) {
  pb_known_headers *known = g_new0(pb_known_headers, 1);
  known->list = g_array_new(FALSE, FALSE, sizeof(known_header));
  g_array_set_clear_func(known->list, clear_header);
  return known;
}

void pb_known_headers_add(pb_known_headers *known, const char *kind, const char *role,
                          const char *header) {
  known_header one = {g_strdup(kind), g_strdup(role), fold(header)};
  g_array_append_val(known->list, one);
}

void pb_known_headers_free(pb_known_headers *known) {
  if (!known)
    return;
  g_array_unref(known->list);
  g_free(known);
}

/* A file without a header begins with a row, which may be about a person. */
static char *shown_header(const char *header) {
  return pb_personal_data_in(header, strlen(header)) ? pb_mask_value(header) : g_strdup(header);
}

/* “a”, “b” …, not more than a reader can take in. */
static char *list_headers(const char *const *headers, size_t n) {
  enum { SHOWN = 12 };
  GString *text = g_string_new(NULL);
  for (size_t i = 0; i < n && i < SHOWN; i++) {
    g_string_append(text, i ? ", " : "");
    g_autofree char *header = shown_header(headers[i]);
    g_string_append_printf(text, _("“%s”"), header);
  }
  if (n > SHOWN)
    g_string_append(text, ", …");
  return g_string_free(text, FALSE);
}

static int find_header(const char *wanted, char *const *folded, size_t n) {
  for (size_t i = 0; i < n; i++)
    if (g_str_equal(folded[i], wanted))
      return (int)i;
  return -1;
}

static int find_known(const pb_known_headers *known, const char *kind, const char *role,
                      char *const *folded, size_t n) {
  for (guint i = 0; i < known->list->len; i++) {
    const known_header *one = &g_array_index(known->list, known_header, i);
    if (!g_str_equal(one->kind, kind) || !g_str_equal(one->role, role))
      continue;
    int column = find_header(one->header, folded, n);
    if (column >= 0)
      return column;
  }
  return -1;
}

/* columns.ROLE = HEADER of the project file. */
static bool apply_overrides(const pb_source_kind *kind, const pb_project *project,
                            const pb_project_source *source, const char *const *headers,
                            char *const *folded, size_t n, const char *where, pb_roles *roles,
                            GError **error) {
  for (size_t c = 0; c < source->n_columns; c++) {
    const pb_project_value *column = &source->columns[c];
    g_autofree char *wanted = fold(column->value);
    int found = find_header(wanted, folded, n);
    if (found < 0) {
      const char *near = pb_nearest_name(column->value, headers, n);
      g_autofree char *all = list_headers(headers, n);
      g_set_error(error, PB_ERROR, PB_ERROR_PROJECT,
                  near ? _("%s:%zu: The column “%s” is not in %s. Did you mean “%s”?")
                       : _("%s:%zu: The column “%s” is not in %s. Its columns are: %s."),
                  project->path, column->line, column->value, where, near ? near : all);
      return false;
    }
    for (size_t r = 0; r < kind->n_roles; r++)
      if (g_str_equal(kind->roles[r].name, column->key))
        roles->column[r] = found;
  }
  return true;
}

bool pb_known_headers_has(const pb_known_headers *known, const char *kind, const char *role,
                          const char *header) {
  g_autofree char *folded = fold(header);
  return find_known(known, kind, role, &folded, 1) == 0;
}

bool pb_roles_match(const pb_source_kind *kind, const pb_known_headers *known,
                    const pb_project *project, const pb_project_source *source,
                    const char *const *headers, size_t n_headers, const char *where,
                    pb_roles *roles, GError **error) {
  g_auto(GStrv) folded = g_new0(char *, n_headers + 1);
  for (size_t i = 0; i < n_headers; i++)
    folded[i] = fold(headers[i]);
  for (size_t r = 0; r < PB_MAX_ROLES; r++)
    roles->column[r] = r < kind->n_roles
                           ? find_known(known, kind->name, kind->roles[r].name, folded, n_headers)
                           : -1;
  return !source ||
         apply_overrides(kind, project, source, headers, folded, n_headers, where, roles, error);
}

static bool is_lacking(const pb_source_kind *kind, const pb_roles *roles, size_t role) {
  if (!kind->roles[role].required || roles->column[role] >= 0)
    return false;
  for (size_t r = 0; r < kind->n_roles; r++)
    if ((kind->roles[role].unless & PB_ROLE_BIT(r)) && roles->column[r] >= 0)
      return false;
  return true;
}

bool pb_roles_require(const pb_source_kind *kind, const char *const *headers, size_t n_headers,
                      const char *where, const pb_roles *roles, GError **error) {
  g_autoptr(GPtrArray) lacking = g_ptr_array_new_with_free_func(g_free);
  const char *first = NULL;
  for (size_t r = 0; r < kind->n_roles; r++)
    if (is_lacking(kind, roles, r)) {
      first = first ? first : kind->roles[r].name;
      g_ptr_array_add(lacking, g_strdup(_(kind->roles[r].title)));
    }
  if (!lacking->len)
    return true;
  g_ptr_array_add(lacking, NULL);
  g_autofree char *missing = g_strjoinv(", ", (char **)lacking->pdata);
  g_autofree char *all = list_headers(headers, n_headers);
  g_autofree char *only = shown_header(headers[0]);
  if (n_headers == 1)
    g_set_error(error, PB_ERROR, PB_ERROR_INPUT,
                _("%s: The header is one single column, “%s”. The delimiter is probably another: "
                  "set delimiter = ; (or , or tab) for this source in the project file."),
                where, only);
  else
    g_set_error(error, PB_ERROR, PB_ERROR_INPUT,
                _("%1$s: No column was recognised for: %2$s. The columns are: %3$s. Name the right "
                  "one with columns.%4$s = HEADER in the project file, or say with constant.%4$s = "
                  "VALUE what holds for every row; otherwise the table cannot be used as “%5$s”."),
                where, missing, all, first, kind->name);
  return false;
}

bool pb_roles_find(const pb_source_kind *kind, const pb_known_headers *known,
                   const pb_project *project, const pb_project_source *source,
                   const char *const *headers, size_t n_headers, const char *where, pb_roles *roles,
                   GError **error) {
  return pb_roles_match(kind, known, project, source, headers, n_headers, where, roles, error) &&
         pb_roles_require(kind, headers, n_headers, where, roles, error);
}

char *pb_roles_text(const pb_source_kind *kind, const pb_roles *roles, const char *const *headers) {
  g_autoptr(GString) text = g_string_new(NULL);
  for (size_t r = 0; r < kind->n_roles; r++)
    if (roles->column[r] >= 0)
      g_string_append_printf(text, "%s%s = %s", text->len ? ", " : "", kind->roles[r].name,
                             headers[roles->column[r]]);
  return g_string_free(g_steal_pointer(&text), FALSE);
}

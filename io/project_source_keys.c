/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/project_source_keys.h"

#include <string.h>

#include "engine/text.h"
#include "io/dialect.h"
#include "io/project_keys.h"
#include "io/source_kind.h"
#include "io/text_encoding.h"
#include "io/time_values.h"

static const char columns_prefix[] = "columns.", constant_prefix[] = "constant.";

static bool check_constants(const pb_key_reader *r, const pb_project_source *source) {
  for (size_t i = 0; i < source->n_constants; i++)
    if (!*source->constants[i].value)
      return pb_key_fail(r, source->constants[i].line,
                         _("constant.%s says nothing: write what holds for every row."),
                         source->constants[i].key);
  return true;
}

static bool check_roles(const pb_key_reader *r, const pb_source_kind *kind,
                        const pb_project_value *values, size_t n) {
  const char *roles[PB_MAX_ROLES];
  for (size_t i = 0; i < kind->n_roles; i++)
    roles[i] = kind->roles[i].name;
  for (size_t i = 0; i < n; i++)
    if (!pb_key_is_among(values[i].key, roles, kind->n_roles))
      return pb_key_unknown(r, values[i].line,
                            _("There is no column role %s for [%s]. Did you mean %s?"),
                            _("There is no column role %s for [%s]. The roles are: %s."),
                            values[i].key, roles, kind->n_roles);
  return true;
}

/* The texts of a [source] that other parts of io/ understand: checked now, where the line is known.
 */
static bool check_source(const pb_key_reader *r, const pb_project_source *source) {
  g_autoptr(GError) wrong = NULL;
  pb_encoding encoding;
  char character;
  if (source->encoding && *source->encoding &&
      !pb_encoding_parse(source->encoding, &encoding, &wrong))
    return pb_key_fail(r, pb_key_line_of(r, "encoding"), "%s", wrong->message);
  if (!pb_delimiter_parse(source->delimiter, &character, &wrong))
    return pb_key_fail(r, pb_key_line_of(r, "delimiter"), "%s", wrong->message);
  if (!pb_decimal_parse(source->decimal, &character, &wrong))
    return pb_key_fail(r, pb_key_line_of(r, "decimal"), "%s", wrong->message);
  const pb_source_kind *kind = pb_source_kind_find(source->kind);
  if (!kind) {
    size_t n;
    const pb_source_kind *const *kinds = pb_source_kinds(&n);
    g_autofree const char **names = g_new(const char *, n);
    for (size_t i = 0; i < n; i++)
      names[i] = kinds[i]->name;
    return pb_key_unknown(r, pb_key_line_of(r, "kind"),
                          _("There is no source kind %s, wanted by [%s]. Did you mean %s?"),
                          _("There is no source kind %s, wanted by [%s]. The kinds are: %s."),
                          source->kind, names, n);
  }
  pb_date_order order;
  if (source->date_order && !pb_date_order_parse(source->date_order, &order))
    return pb_key_fail(r, pb_key_line_of(r, "date_order"),
                       _("%s cannot be “%s”. Choose one of: %s."), "date_order", source->date_order,
                       "dmy, mdy, ymd");
  return check_roles(r, kind, source->columns, source->n_columns) &&
         check_roles(r, kind, source->constants, source->n_constants) && check_constants(r, source);
}

/* Keys such as columns.type: what stands after the point, and the value. */
static pb_project_value *read_prefixed(const pb_key_reader *r, const char *prefix, size_t *n) {
  g_auto(GStrv) keys = g_key_file_get_keys(r->keys, r->section, NULL, NULL);
  pb_project_value *values = g_new0(pb_project_value, g_strv_length(keys) + 1);
  for (char **key = keys; *key; key++)
    if (g_str_has_prefix(*key, prefix))
      values[(*n)++] = (pb_project_value){g_strdup(*key + strlen(prefix)), pb_key_value(r, *key),
                                          pb_key_line_of(r, *key)};
  return values;
}

bool pb_project_read_source(const pb_key_reader *r, const char *name, GArray *sources) {
  size_t n_names;
  const char *const *names = pb_project_key_names("source", &n_names);
  g_array_set_size(sources, sources->len + 1);
  pb_project_source *source = &g_array_index(sources, pb_project_source, sources->len - 1);
  source->name = g_strdup(name);
  source->publisher = g_strdup("");
  source->max_rejected_percent = 1;
  source->line = pb_key_line_of(r, NULL);
  source->columns = read_prefixed(r, columns_prefix, &source->n_columns);
  source->constants = read_prefixed(r, constant_prefix, &source->n_constants);
  return pb_key_check(r, names, n_names, columns_prefix, constant_prefix) &&
         pb_key_required(r, "kind", &source->kind) && pb_key_required(r, "path", &source->path) &&
         pb_key_text(r, "encoding", &source->encoding) &&
         pb_key_text(r, "delimiter", &source->delimiter) &&
         pb_key_text(r, "decimal", &source->decimal) && pb_key_text(r, "sheet", &source->sheet) &&
         pb_key_text(r, "crs", &source->crs) && pb_key_text(r, "publisher", &source->publisher) &&
         pb_key_text(r, "codebook", &source->codebook) &&
         pb_key_text(r, "date_order", &source->date_order) &&
         pb_key_list(r, "missing", &source->missing) &&
         pb_key_bool(r, "synthetic", &source->synthetic) &&
         pb_key_int(r, "rate_per", 1, 1000000, &source->rate_per) &&
         pb_key_percent(r, "max_rejected_percent", &source->max_rejected_percent) &&
         check_source(r, source);
}

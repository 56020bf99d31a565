/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/describe_form.h"

static const char *const line_ends[] = {"LF", "CRLF", "CR"};

static void describe_encoding(pb_source_form *form, const pb_encoding_info *encoding) {
  form->encoding = g_strdup(pb_encoding_name(encoding->encoding));
  form->bom = encoding->bom;
  form->destroyed = encoding->destroyed;
}

/* What the project says for all rows; NULL when it says nothing of this role. */
static const char *given_for(const pb_project_source *source, const char *role) {
  for (size_t i = source->n_constants; i-- > 0;)
    if (g_str_equal(source->constants[i].key, role))
      return source->constants[i].value;
  return NULL;
}

static void describe_roles(pb_source_form *form, const pb_project_source *source,
                           const pb_source_kind *kind, const pb_roles *roles,
                           const char *const *headers, size_t n_headers) {
  form->roles = g_new0(pb_source_role, kind->n_roles + 1);
  for (size_t r = 0; r < kind->n_roles; r++) {
    int column = roles->column[r];
    if (column < 0)
      continue;
    const char *header = (size_t)column < n_headers ? headers[column] : NULL;
    form->roles[form->n_roles++] =
        (pb_source_role){g_strdup(kind->roles[r].name), g_strdup(header),
                         header ? NULL : g_strdup(given_for(source, kind->roles[r].name))};
  }
}

pb_source_form *pb_describe_table(const pb_text_file *file, const pb_project_source *source,
                                  const pb_shape *shape, const pb_source_kind *kind,
                                  const pb_roles *roles, const char *const *headers,
                                  size_t n_headers) {
  pb_source_form *form = g_new0(pb_source_form, 1);
  form->format = file->sheet ? "xlsx" : "csv";
  if (file->sheet) {
    form->sheet = g_strdup(file->sheet->name);
  } else {
    describe_encoding(form, &file->encoding);
    form->delimiter = file->dialect.delimiter;
    form->line_end = line_ends[file->dialect.line_end];
    form->decimal = file->dialect.numbers.decimal;
    form->thousands = file->dialect.numbers.thousands;
    form->decimal_assumed = file->dialect.numbers.assumed;
  }
  form->title_lines = file->dialect.title_lines;
  form->header_lines = file->dialect.header_lines;
  form->n_periods_across = shape->n_periods;
  form->n_types_across = shape->n_types;
  form->shape = shape->columns->len ? "wide" : shape->level_tree ? "level-tree" : "long";
  describe_roles(form, source, kind, roles, headers, n_headers);
  return form;
}

pb_source_form *pb_describe_text(const pb_encoding_info *encoding) {
  pb_source_form *form = g_new0(pb_source_form, 1);
  form->format = "text";
  describe_encoding(form, encoding);
  return form;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/result_text.h"

#include "engine/period.h"
#include "engine/text.h"

static char *cell_text(const pb_column *column, size_t row) {
  if (!pb_column_is_valid(column, row))
    return g_strdup("–");
  switch (pb_column_type(column)) {
  case PB_TYPE_STRING:
    return g_strdup(pb_column_string(column, row));
  case PB_TYPE_DOUBLE:
    return g_strdup_printf("%.7g", pb_column_double(column, row));
  case PB_TYPE_PERIOD:
    return pb_period_text(pb_column_int(column, row));
  default:
    return g_strdup_printf("%" G_GINT64_FORMAT, (gint64)pb_column_int(column, row));
  }
}

static void append_padded(GString *out, const char *text, size_t width, bool right) {
  size_t length = (size_t)g_utf8_strlen(text, -1);
  int pad = length < width ? (int)(width - length) : 0;
  if (right)
    g_string_append_printf(out, "%*s%s", pad, "", text);
  else
    g_string_append_printf(out, "%s%*s", text, pad, "");
}

static void append_columns(const pb_result *result, GString *out) {
  size_t n_columns = pb_result_n_columns(result), n_rows = pb_result_n_rows(result);
  g_autofree size_t *width = g_new0(size_t, n_columns);
  for (size_t c = 0; c < n_columns; c++) {
    const pb_column *column = pb_result_column(result, c);
    width[c] = (size_t)g_utf8_strlen(pb_column_name(column), -1);
    for (size_t r = 0; r < n_rows; r++) {
      g_autofree char *text = cell_text(column, r);
      width[c] = MAX(width[c], (size_t)g_utf8_strlen(text, -1));
    }
  }
  for (size_t r = 0; r <= n_rows; r++) { /* row 0 is the header */
    for (size_t c = 0; c < n_columns; c++) {
      const pb_column *column = pb_result_column(result, c);
      g_autofree char *text = r == 0 ? g_strdup(pb_column_name(column)) : cell_text(column, r - 1);
      if (c > 0)
        g_string_append(out, "  ");
      append_padded(out, text, width[c], pb_column_type(column) != PB_TYPE_STRING);
    }
    while (out->len && out->str[out->len - 1] == ' ')
      g_string_truncate(out, out->len - 1);
    g_string_append_c(out, '\n');
  }
}

char *pb_result_to_text(const pb_result *result) {
  GString *out = g_string_new(NULL);
  if (pb_result_n_rows(result))
    append_columns(result, out);
  for (size_t i = 0; i < pb_result_n_scalars(result); i++) {
    const char *name, *unit;
    double value;
    bool valid;
    pb_result_scalar_at(result, i, &name, &value, &valid, &unit);
    if (valid)
      g_string_append_printf(out, "%s: %.10g%s%s\n", name, value, unit ? " " : "",
                             unit ? _(unit) : "");
    else
      g_string_append_printf(out, "%s: –\n", name);
  }
  for (size_t i = 0; i < pb_result_n_texts(result); i++) {
    const char *name, *text;
    pb_result_text_at(result, i, &name, &text);
    g_string_append_printf(out, "%s: %s\n", name, text);
  }
  g_string_append_printf(out, _("used: %zu, missing: %zu\n"), pb_result_n_used(result),
                         pb_result_n_missing(result));
  if (pb_result_method(result))
    g_string_append_printf(out, "%s\n", _(pb_result_method(result)));
  if (pb_result_citation(result))
    g_string_append_printf(out, "%s\n", pb_result_citation(result));
  for (size_t i = 0; i < pb_result_n_warnings(result); i++)
    g_string_append_printf(out, "! %s\n", _(pb_result_warning(result, i)));
  return g_string_free(out, FALSE);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "engine/error.h"
#include "engine/text.h"
#include "geo/shapefile_write.h"
#include "geo/shapefile_write_parts.h"
#include "io/cell_text.h"

#define MOST_FIELDS 255
#define WIDEST_TEXT 254
#define WIDEST_NUMBER 20
#define DIGITS 15

typedef struct {
  const pb_column *column;
  char type; /* 'C', 'N', 'F', 'D', 'L' */
  int width, decimals;
} field;

/* How many characters stand before the decimal point, and how many decimals 15 digits need. */
static void digits_of(double value, int *before, int *decimals) {
  char text[32];
  g_ascii_formatd(text, sizeof text, "%.14e", fabs(value));
  int exponent = atoi(strchr(text, 'e') + 1), significant = DIGITS;
  while (significant > 1 && text[significant] == '0')
    significant--; /* text[0] is the first digit, text[2] the second */
  *before = MAX(exponent, 0) + 1 + (value < 0);
  *decimals = MAX(significant - 1 - exponent, 0);
}

static bool has_value(const pb_column *column, size_t row) {
  return pb_column_is_valid(column, row) &&
         (pb_column_type(column) != PB_TYPE_DOUBLE || isfinite(pb_column_double(column, row)));
}

static field number_field(const pb_column *column) {
  int before = 1, decimals = 1;
  for (size_t row = 0; row < pb_column_length(column); row++) {
    if (!has_value(column, row))
      continue;
    int here_before, here_decimals;
    digits_of(pb_column_double(column, row), &here_before, &here_decimals);
    before = MAX(before, here_before);
    decimals = MAX(decimals, here_decimals);
  }
  if (before + 1 + decimals <= WIDEST_NUMBER)
    return (field){column, 'N', before + 1 + decimals, decimals};
  return (field){column, 'F', DIGITS + 8, DIGITS - 1}; /* -1.23456789012345e-300 */
}

static bool is_date(const pb_column *column) {
  for (size_t row = 0; row < pb_column_length(column); row++)
    if (pb_column_is_valid(column, row) && pb_column_int(column, row) % 86400 != 0)
      return false;
  return true;
}

/* The cell as it stands in the table, not yet padded; NULL: missing. g_free. */
static char *text_of(const field *f, size_t row) {
  if (!has_value(f->column, row))
    return f->type == 'L' ? g_strdup("?") : NULL;
  char *text;
  switch (f->type) {
  case 'L':
    return g_strdup(pb_column_int(f->column, row) ? "T" : "F");
  case 'D': /* "2024-05-01 00:00:00" */
    text = pb_cell_text(f->column, row, '.');
    memmove(text + 4, text + 5, 2);
    memmove(text + 6, text + 8, 2);
    text[8] = '\0';
    return text;
  case 'F':
  case 'N':
    if (pb_column_type(f->column) == PB_TYPE_DOUBLE) {
      char format[16], number[64];
      g_snprintf(format, sizeof format, "%%.%d%c", f->decimals, f->type == 'F' ? 'e' : 'f');
      return g_strdup(
          g_ascii_formatd(number, sizeof number, format, pb_column_double(f->column, row)));
    }
    return pb_cell_text(f->column, row, '.');
  default:
    return pb_cell_text(f->column, row, '.');
  }
}

static field field_of(const pb_layer *layer, size_t i) {
  const pb_column *column = pb_table_column(layer->attributes, i);
  pb_type type = pb_column_type(column);
  if (layer->logical && layer->logical[i])
    return (field){column, 'L', 1, 0};
  if (type == PB_TYPE_DOUBLE)
    return number_field(column);
  if (type == PB_TYPE_TIME && is_date(column))
    return (field){column, 'D', 8, 0};
  field f = {column, type == PB_TYPE_INT64 ? 'N' : 'C', 1, 0};
  if (type == PB_TYPE_STRING) {
    for (size_t code = 0; code < pb_column_n_codes(column); code++)
      f.width = (int)MAX((size_t)f.width, strlen(pb_column_code_text(column, (uint32_t)code)));
    return f;
  }
  for (size_t row = 0; row < pb_column_length(column); row++) {
    g_autofree char *text = text_of(&f, row);
    f.width = (int)MAX((size_t)f.width, text ? strlen(text) : 0);
  }
  return f;
}

static bool check_fields(const field *fields, size_t n, const char *path, GError **error) {
  if (n > MOST_FIELDS) {
    g_set_error(error, PB_ERROR, PB_ERROR_OUTPUT,
                _("%s.dbf would have %zu attributes, but a shapefile holds at most %d; write the "
                  "layer as GeoJSON."),
                path, n, MOST_FIELDS);
    return false;
  }
  for (size_t i = 0; i < n; i++)
    if (fields[i].width > WIDEST_TEXT) {
      g_set_error(error, PB_ERROR, PB_ERROR_OUTPUT,
                  _("The attribute “%s” has a text of %d bytes, but %s.dbf holds at most %d; write "
                    "the layer as GeoJSON or shorten the text."),
                  pb_column_name(fields[i].column), fields[i].width, path, WIDEST_TEXT);
      return false;
    }
  return true;
}

static void put_header(GByteArray *to, const field *fields, char *const *names, size_t n,
                       size_t n_rows) {
  size_t header = 32 + 32 * n + 1, row = 1;
  for (size_t i = 0; i < n; i++)
    row += (size_t)fields[i].width;
  const guint8 start[32] = {3,
                            100, /* 2000-01-01: the same layer, the same bytes */
                            1,
                            1,
                            (guint8)n_rows,
                            (guint8)(n_rows >> 8),
                            (guint8)(n_rows >> 16),
                            (guint8)(n_rows >> 24),
                            (guint8)header,
                            (guint8)(header >> 8),
                            (guint8)row,
                            (guint8)(row >> 8)};
  g_byte_array_append(to, start, sizeof start);
  for (size_t i = 0; i < n; i++) {
    guint8 descriptor[32] = {0};
    memcpy(descriptor, names[i], strlen(names[i]));
    descriptor[11] = (guint8)fields[i].type;
    descriptor[16] = (guint8)fields[i].width;
    descriptor[17] = (guint8)fields[i].decimals;
    g_byte_array_append(to, descriptor, sizeof descriptor);
  }
  const guint8 end = 0x0d;
  g_byte_array_append(to, &end, 1);
}

/* Numbers stand at the right of their field, all else at the left. */
static void put_cell(GByteArray *to, const field *f, const char *text) {
  static const guint8 blanks[WIDEST_TEXT + 1] = {[0 ... WIDEST_TEXT] = ' '};
  size_t length = text ? strlen(text) : 0, width = (size_t)f->width;
  length = MIN(length, width);
  bool at_right = f->type == 'N' || f->type == 'F';
  if (at_right)
    g_byte_array_append(to, blanks, (guint)(width - length));
  g_byte_array_append(to, (const guint8 *)(text ? text : ""), (guint)length);
  if (!at_right)
    g_byte_array_append(to, blanks, (guint)(width - length));
}

static void put_rows(GByteArray *to, const field *fields, size_t n, size_t n_rows) {
  const guint8 kept = ' ', end = 0x1a;
  for (size_t row = 0; row < n_rows; row++) {
    g_byte_array_append(to, &kept, 1);
    for (size_t i = 0; i < n; i++) {
      g_autofree char *text = text_of(&fields[i], row);
      put_cell(to, &fields[i], text);
    }
  }
  g_byte_array_append(to, &end, 1);
}

/* 1, 2, 3 …: the format needs an attribute. */
static pb_column *numbers(size_t n) {
  pb_column *column = pb_column_new("id", PB_TYPE_INT64, NULL);
  for (size_t i = 0; i < n; i++)
    pb_column_append_int(column, (int64_t)i + 1);
  return column;
}

GByteArray *pb_attributes_to_dbase(const pb_layer *layer, const char *path, GError **error) {
  size_t n = layer->attributes ? pb_table_n_columns(layer->attributes) : 0;
  g_auto(GStrv) names = pb_layer_field_names(layer);
  g_autoptr(pb_table) made = NULL;
  pb_layer with_one = {.n_features = layer->n_features};
  if (n == 0) {
    made = pb_table_new();
    pb_table_add(made, numbers(layer->n_features));
    with_one.attributes = made;
    layer = &with_one;
    g_strfreev(names);
    names = pb_layer_field_names(layer);
    n = 1;
  }
  g_autofree field *fields = g_new(field, n);
  for (size_t i = 0; i < n; i++)
    fields[i] = field_of(layer, i);
  if (!check_fields(fields, n, path, error))
    return NULL;
  GByteArray *bytes = g_byte_array_new();
  put_header(bytes, fields, names, n, layer->n_features);
  put_rows(bytes, fields, n, layer->n_features);
  return bytes;
}

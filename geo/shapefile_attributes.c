/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <math.h>
#include <string.h>

#include "engine/text.h"
#include "geo/shapefile_parts.h"
#include "geo/table_text.h"

/* One field of the table on its way to a column. */
typedef struct {
  DBFHandle table;
  int number;
  char native; /* 'C', 'N', 'F', 'D', 'L'; others are not known */
  const char *encoding;
  bool keeps_ascii; /* the encoding does */
} field;

/* How a cell without value is written differs by type. */
static bool is_blank(char native, const char *text) {
  switch (native) {
  case 'N':
  case 'F':
    return *text == '\0' || *text == '*';
  case 'D':
    return text[strspn(text, "0")] == '\0';
  case 'L':
    return *text == '\0' || *text == '?';
  default:
    return *text == '\0';
  }
}

/* Borrowed until the next call; NULL: no value. */
static const char *cell(const field *f, uint32_t row) {
  const char *text = DBFReadStringAttribute(f->table, (int)row, f->number);
  return text && !is_blank(f->native, text) ? text : NULL;
}

static bool whole_number(const char *text, int64_t *value) {
  char *end = NULL;
  errno = 0;
  *value = g_ascii_strtoll(text, &end, 10);
  return end != text && *end == '\0' && errno == 0;
}

/* Some programs write a decimal comma. */
static bool number(const char *text, double *value) {
  if (strspn(text, "+-.,0123456789eE") != strlen(text))
    return false;
  g_autofree char *point = g_strdelimit(g_strdup(text), ",", '.');
  char *end = NULL;
  *value = g_ascii_strtod(point, &end);
  return end != point && *end == '\0' && isfinite(*value);
}

/* YYYYMMDD as seconds since 1970. */
static bool date(const char *text, int64_t *value) {
  int64_t digits;
  if (strlen(text) != 8 || strspn(text, "0123456789") != 8 || !whole_number(text, &digits))
    return false;
  GDateDay day = (GDateDay)(digits % 100);
  GDateMonth month = (GDateMonth)(digits / 100 % 100);
  GDateYear year = (GDateYear)(digits / 10000);
  if (!g_date_valid_dmy(day, month, year))
    return false;
  GDate at, start;
  g_date_clear(&at, 1);
  g_date_clear(&start, 1);
  g_date_set_dmy(&at, day, month, year);
  g_date_set_dmy(&start, 1, G_DATE_JANUARY, 1970);
  *value = (int64_t)g_date_days_between(&start, &at) * 86400;
  return true;
}

static bool logical(const char *text, int64_t *value) {
  *value = strchr("TtYy", *text) != NULL;
  return text[1] == '\0' && strchr("TtYyFfNn", *text) != NULL;
}

static pb_type type_of(const field *f, const uint32_t *rows, size_t n) {
  int decimals = 0;
  DBFGetFieldInfo(f->table, f->number, NULL, NULL, &decimals);
  switch (f->native) {
  case 'D':
    return PB_TYPE_TIME;
  case 'L':
    return PB_TYPE_INT64;
  case 'F':
    return PB_TYPE_DOUBLE;
  case 'N':
    break;
  default:
    return PB_TYPE_STRING;
  }
  if (decimals > 0)
    return PB_TYPE_DOUBLE;
  for (size_t r = 0; r < n; r++) {
    const char *text = cell(f, rows[r]);
    int64_t whole;
    double any;
    if (text && !whole_number(text, &whole) && number(text, &any))
      return PB_TYPE_DOUBLE;
  }
  return PB_TYPE_INT64;
}

/* False: there is a value, but it cannot be read as what the field holds; it becomes missing. */
static bool append_cell(pb_column *column, const field *f, uint32_t row) {
  const char *text = cell(f, row);
  if (!text) {
    pb_column_append_missing(column);
    return true;
  }
  int64_t whole = 0;
  double value = 0;
  bool readable;
  switch (f->native) {
  case 'C': {
    g_autofree char *decoded = f->keeps_ascii && g_str_is_ascii(text)
                                   ? g_strdup(text)
                                   : pb_table_text_decode(text, f->encoding);
    pb_column_append_string(column, decoded);
    return decoded != NULL;
  }
  case 'N':
  case 'F':
    if (pb_column_type(column) == PB_TYPE_DOUBLE) {
      readable = number(text, &value);
      pb_column_append_maybe(column, readable, value);
      return readable;
    }
    readable = whole_number(text, &whole);
    break;
  case 'D':
    readable = date(text, &whole);
    break;
  case 'L':
    readable = logical(text, &whole);
    break;
  default:
    pb_column_append_missing(column);
    return true; /* said once for the whole field */
  }
  if (readable)
    pb_column_append_int(column, whole);
  else
    pb_column_append_missing(column);
  return readable;
}

/* Every attribute needs a name of its own. g_free. */
static char *name_of(const field *f, const pb_shapefile_contents *contents, pb_layer *layer) {
  char header[XBASE_FLDNAME_LEN_READ + 1] = "";
  DBFGetFieldInfo(f->table, f->number, header, NULL, NULL);
  char *name = pb_table_text_decode(header, f->encoding);
  if (!name || !*name) {
    g_free(name);
    name = g_strdup_printf("field_%d", f->number + 1);
  }
  if (!pb_table_find(layer->attributes, name))
    return name;
  g_autofree char *wanted = name;
  name = NULL;
  for (int i = 2; !name || pb_table_find(layer->attributes, name); i++) {
    g_free(name);
    name = g_strdup_printf("%s_%d", wanted, i);
  }
  g_ptr_array_add(
      layer->notes,
      g_strdup_printf(_("%s.dbf: several attributes are called “%s”; a later one became “%s”."),
                      contents->name, wanted, name));
  return name;
}

static void note_field(const field *f, const char *name, size_t n_unreadable,
                       const pb_shapefile_contents *contents, GPtrArray *notes) {
  if (!strchr("CNFDL", f->native))
    g_ptr_array_add(
        notes, g_strdup_printf(_("%s.dbf: the attribute “%s” is of the type %c, which is not read; "
                                 "its values are missing."),
                               contents->name, name, g_ascii_isprint(f->native) ? f->native : '?'));
  g_autofree char *count = pb_count_text(n_unreadable);
  if (n_unreadable > 0)
    g_ptr_array_add(
        notes, g_strdup_printf(
                   Q_("%s.dbf: %s value of the attribute “%s” is not of the attribute's type and "
                      "counts as missing.",
                      "%s.dbf: %s values of the attribute “%s” are not of the attribute's type and "
                      "count as missing.",
                      n_unreadable),
                   contents->name, count, name));
}

void pb_shapefile_attributes(DBFHandle table, const pb_shapefile_contents *contents,
                             const uint32_t *rows, pb_layer *layer) {
  layer->attributes = pb_table_new();
  layer->logical = g_new0(bool, (gsize)DBFGetFieldCount(table) + 1);
  size_t n_columns = 0, n_without_width = 0;
  bool keeps_ascii = pb_encoding_keeps_ascii(layer->encoding);
  for (int i = 0; i < DBFGetFieldCount(table); i++) {
    int width = 0;
    DBFGetFieldInfo(table, i, NULL, &width, NULL);
    if (width == 0) { /* else a small file could ask for any number of cells */
      n_without_width++;
      continue;
    }
    const field f = {table, i, DBFGetNativeFieldType(table, i), layer->encoding, keeps_ascii};
    g_autofree char *name = name_of(&f, contents, layer);
    pb_column *column = pb_column_new(name, type_of(&f, rows, layer->n_features), NULL);
    size_t n_unreadable = 0;
    for (size_t r = 0; r < layer->n_features; r++)
      n_unreadable += !append_cell(column, &f, rows[r]);
    note_field(&f, name, n_unreadable, contents, layer->notes);
    layer->logical[n_columns++] = f.native == 'L';
    pb_table_add(layer->attributes, column);
  }
  if (n_without_width > 0)
    g_ptr_array_add(layer->notes,
                    g_strdup_printf(Q_("%s.dbf: %zu attribute has no width and was left out.",
                                       "%s.dbf: %zu attributes have no width and were left out.",
                                       n_without_width),
                                    contents->name, n_without_width));
}

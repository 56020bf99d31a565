/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "geo/geojson_parts.h"
#include "io/cell_text.h"
#include "io/json_writer.h"

typedef struct {
  const pb_column *column;
  char *key;       /* quoted, with the colon */
  bool is_logical; /* 0 and 1 are false and true */
  bool is_date;    /* every time is a midnight */
} property;

struct pb_geojson_columns {
  property *properties;
  size_t n;
};

static bool all_midnights(const pb_column *column) {
  for (size_t row = 0; row < pb_column_length(column); row++)
    if (pb_column_is_valid(column, row) && pb_column_int(column, row) % 86400 != 0)
      return false;
  return true;
}

pb_geojson_columns *pb_geojson_columns_new(const pb_layer *layer) {
  pb_geojson_columns *columns = g_new0(pb_geojson_columns, 1);
  columns->n = layer->attributes ? pb_table_n_columns(layer->attributes) : 0;
  columns->properties = g_new0(property, columns->n + 1);
  for (size_t i = 0; i < columns->n; i++) {
    property *p = &columns->properties[i];
    p->column = pb_table_column(layer->attributes, i);
    GString *key = g_string_new(NULL);
    pb_json_append_quoted(key, pb_column_name(p->column));
    g_string_append_c(key, ':');
    p->key = g_string_free(key, FALSE);
    p->is_logical = layer->logical && layer->logical[i];
    p->is_date = pb_column_type(p->column) == PB_TYPE_TIME && all_midnights(p->column);
  }
  return columns;
}

void pb_geojson_columns_free(pb_geojson_columns *columns) {
  if (!columns)
    return;
  for (size_t i = 0; i < columns->n; i++)
    g_free(columns->properties[i].key);
  g_free(columns->properties);
  g_free(columns);
}

/* "2024-05-01 14:30:00" becomes a date, or a date and a time with the T between them. */
static void put_time(GString *to, char *text, bool is_date) {
  text[10] = is_date ? '\0' : 'T';
  pb_json_append_quoted(to, text);
}

static void put_value(GString *to, const property *p, size_t row) {
  if (!pb_column_is_valid(p->column, row)) {
    g_string_append(to, "null");
    return;
  }
  if (p->is_logical) {
    g_string_append(to, pb_column_int(p->column, row) ? "true" : "false");
    return;
  }
  pb_type type = pb_column_type(p->column);
  if (type == PB_TYPE_STRING) {
    pb_json_append_quoted(to, pb_column_string(p->column, row));
    return;
  }
  g_autofree char *text = pb_cell_text(p->column, row, '.');
  if (!text)
    g_string_append(to, "null");
  else if (type == PB_TYPE_TIME)
    put_time(to, text, p->is_date);
  else if (type == PB_TYPE_PERIOD)
    pb_json_append_quoted(to, text);
  else
    g_string_append(to, text);
}

void pb_geojson_put_properties(GString *to, const pb_geojson_columns *columns, size_t row) {
  g_string_append_c(to, '{');
  for (size_t i = 0; i < columns->n; i++) {
    if (i > 0)
      g_string_append_c(to, ',');
    g_string_append(to, columns->properties[i].key);
    put_value(to, &columns->properties[i], row);
  }
  g_string_append_c(to, '}');
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/column.h"

#include <string.h>

struct pb_column {
  char *name;
  char *unit;
  pb_type type;
  size_t n;
  size_t n_missing;
  GArray *values;       /* int64_t, double or uint32_t by type */
  GByteArray *validity; /* one bit a row, least significant first */
  GHashTable *codes;    /* STRING: text (owned by `texts`) -> code + 1 */
  GPtrArray *texts;     /* STRING: code -> text */
};

static bool holds_ints(pb_type type) {
  return type == PB_TYPE_INT64 || type == PB_TYPE_TIME || type == PB_TYPE_PERIOD;
}

pb_column *pb_column_new(const char *name, pb_type type, const char *unit) {
  pb_column *column = g_new0(pb_column, 1);
  column->name = g_strdup(name);
  column->unit = g_strdup(unit);
  column->type = type;
  size_t width = type == PB_TYPE_DOUBLE   ? sizeof(double)
                 : type == PB_TYPE_STRING ? sizeof(uint32_t)
                                          : sizeof(int64_t);
  column->values = g_array_new(FALSE, TRUE, (guint)width);
  column->validity = g_byte_array_new();
  if (type == PB_TYPE_STRING) {
    column->codes = g_hash_table_new(g_str_hash, g_str_equal);
    column->texts = g_ptr_array_new_with_free_func(g_free);
  }
  return column;
}

void pb_column_free(pb_column *column) {
  if (!column)
    return;
  g_free(column->name);
  g_free(column->unit);
  g_array_unref(column->values);
  g_byte_array_unref(column->validity);
  g_clear_pointer(&column->codes, g_hash_table_unref);
  g_clear_pointer(&column->texts, g_ptr_array_unref);
  g_free(column);
}

static void push_validity(pb_column *column, bool valid) {
  if (column->n % 8 == 0) {
    const guint8 zero = 0;
    g_byte_array_append(column->validity, &zero, 1);
  }
  if (valid)
    column->validity->data[column->n / 8] |= (guint8)(1u << (column->n % 8));
  else
    column->n_missing++;
  column->n++;
}

void pb_column_append_int(pb_column *column, int64_t value) {
  g_return_if_fail(holds_ints(column->type));
  g_array_append_val(column->values, value);
  push_validity(column, true);
}

void pb_column_append_double(pb_column *column, double value) {
  g_return_if_fail(column->type == PB_TYPE_DOUBLE);
  g_array_append_val(column->values, value);
  push_validity(column, true);
}

void pb_column_append_string(pb_column *column, const char *value) {
  g_return_if_fail(column->type == PB_TYPE_STRING);
  if (!value) {
    pb_column_append_missing(column);
    return;
  }
  gpointer found = g_hash_table_lookup(column->codes, value);
  uint32_t code;
  if (found) {
    code = GPOINTER_TO_UINT(found) - 1;
  } else {
    char *copy = g_strdup(value);
    code = column->texts->len;
    g_ptr_array_add(column->texts, copy);
    g_hash_table_insert(column->codes, copy, GUINT_TO_POINTER(code + 1));
  }
  g_array_append_val(column->values, code);
  push_validity(column, true);
}

void pb_column_append_missing(pb_column *column) {
  g_array_set_size(column->values, (guint)column->n + 1);
  push_validity(column, false);
}

void pb_column_append_maybe(pb_column *column, bool present, double value) {
  if (present)
    pb_column_append_double(column, value);
  else
    pb_column_append_missing(column);
}

/* Missing rows hold 0. */
static void set_validity(pb_column *column, size_t row, bool valid) {
  guint8 *byte = &column->validity->data[row / 8], bit = (guint8)(1u << (row % 8));
  if (valid == ((*byte & bit) != 0))
    return;
  *byte ^= bit;
  column->n_missing = valid ? column->n_missing - 1 : column->n_missing + 1;
}

void pb_column_set_int(pb_column *column, size_t row, int64_t value) {
  g_return_if_fail(holds_ints(column->type) && row < column->n);
  g_array_index(column->values, int64_t, row) = value;
  set_validity(column, row, true);
}

void pb_column_set_double(pb_column *column, size_t row, double value) {
  g_return_if_fail(column->type == PB_TYPE_DOUBLE && row < column->n);
  g_array_index(column->values, double, row) = value;
  set_validity(column, row, true);
}

void pb_column_set_missing(pb_column *column, size_t row) {
  g_return_if_fail(row < column->n);
  if (column->type == PB_TYPE_STRING)
    g_array_index(column->values, uint32_t, row) = 0;
  else
    g_array_index(column->values, int64_t, row) = 0; /* the bits of 0.0 too */
  set_validity(column, row, false);
}

const char *pb_column_name(const pb_column *column) {
  return column->name;
}
pb_type pb_column_type(const pb_column *column) {
  return column->type;
}
const char *pb_column_unit(const pb_column *column) {
  return column->unit;
}
size_t pb_column_length(const pb_column *column) {
  return column->n;
}
size_t pb_column_missing(const pb_column *column) {
  return column->n_missing;
}

bool pb_column_is_valid(const pb_column *column, size_t row) {
  return row < column->n && (column->validity->data[row / 8] >> (row % 8) & 1u);
}

int64_t pb_column_int(const pb_column *column, size_t row) {
  g_return_val_if_fail(holds_ints(column->type) && row < column->n, 0);
  return g_array_index(column->values, int64_t, row);
}

double pb_column_double(const pb_column *column, size_t row) {
  g_return_val_if_fail(column->type != PB_TYPE_STRING && row < column->n, 0);
  if (column->type == PB_TYPE_DOUBLE)
    return g_array_index(column->values, double, row);
  return (double)g_array_index(column->values, int64_t, row);
}

const char *pb_column_string(const pb_column *column, size_t row) {
  if (!pb_column_is_valid(column, row))
    return NULL;
  return pb_column_code_text(column, pb_column_code(column, row));
}

uint32_t pb_column_code(const pb_column *column, size_t row) {
  g_return_val_if_fail(column->type == PB_TYPE_STRING && row < column->n, 0);
  return g_array_index(column->values, uint32_t, row);
}

size_t pb_column_n_codes(const pb_column *column) {
  return column->texts ? column->texts->len : 0;
}

const char *pb_column_code_text(const pb_column *column, uint32_t code) {
  g_return_val_if_fail(column->texts && code < column->texts->len, NULL);
  return g_ptr_array_index(column->texts, code);
}

const double *pb_column_doubles(const pb_column *column) {
  return column->type == PB_TYPE_DOUBLE ? (const double *)(void *)column->values->data : NULL;
}

const int64_t *pb_column_ints(const pb_column *column) {
  return holds_ints(column->type) ? (const int64_t *)(void *)column->values->data : NULL;
}

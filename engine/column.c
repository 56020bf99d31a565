/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/column.h"

#include "engine/packed_ints.h"

#include <string.h>

struct pb_column {
  char *name;
  char *unit;
  pb_type type;
  size_t n;
  size_t n_missing;
  pb_packed_ints values; /* the number itself, the bits of a double, or a code of `texts` */
  GByteArray *validity;  /* one bit a row, least significant first; NULL: no row is missing */
  GHashTable *codes;     /* STRING: text (owned by `texts`) -> code + 1 */
  GPtrArray *texts;      /* STRING: code -> text */
};

static bool holds_ints(pb_type type) {
  return type == PB_TYPE_INT64 || type == PB_TYPE_TIME || type == PB_TYPE_PERIOD;
}

pb_column *pb_column_new(const char *name, pb_type type, const char *unit) {
  pb_column *column = g_new0(pb_column, 1);
  column->name = g_strdup(name);
  column->unit = g_strdup(unit);
  column->type = type;
  column->values.width = type == PB_TYPE_DOUBLE ? sizeof(double) : 0;
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
  pb_packed_clear(&column->values);
  g_clear_pointer(&column->validity, g_byte_array_unref);
  g_clear_pointer(&column->codes, g_hash_table_unref);
  g_clear_pointer(&column->texts, g_ptr_array_unref);
  g_free(column);
}

/* Bits for rows that so far needed none: all valid. */
static void begin_validity(pb_column *column) {
  guint bytes = (guint)(column->n / 8 + 1);
  column->validity = g_byte_array_sized_new(bytes);
  g_byte_array_set_size(column->validity, bytes);
  memset(column->validity->data, 0xFF, bytes);
}

static void set_valid(pb_column *column, size_t row, bool valid) {
  guint8 bit = (guint8)(1u << (row % 8));
  if (valid)
    column->validity->data[row / 8] |= bit;
  else
    column->validity->data[row / 8] &= (guint8)~bit;
}

static void push(pb_column *column, bool valid, int64_t value) {
  pb_packed_append(&column->values, value);
  if (!valid && !column->validity)
    begin_validity(column);
  if (column->validity) {
    if (column->n / 8 >= column->validity->len)
      g_byte_array_append(column->validity, &(const guint8){0}, 1);
    set_valid(column, column->n, valid);
  }
  column->n++;
  column->n_missing += !valid;
}

static int64_t bits_of(double value) {
  int64_t bits;
  memcpy(&bits, &value, sizeof bits);
  return bits;
}

void pb_column_append_int(pb_column *column, int64_t value) {
  g_return_if_fail(holds_ints(column->type));
  push(column, true, value);
}

void pb_column_append_double(pb_column *column, double value) {
  g_return_if_fail(column->type == PB_TYPE_DOUBLE);
  push(column, true, bits_of(value));
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
  push(column, true, code);
}

void pb_column_append_missing(pb_column *column) {
  push(column, false, 0);
}

void pb_column_append_maybe(pb_column *column, bool present, double value) {
  if (present)
    pb_column_append_double(column, value);
  else
    pb_column_append_missing(column);
}

static void replace(pb_column *column, size_t row, int64_t value) {
  column->n_missing -= !pb_column_is_valid(column, row);
  pb_packed_set(&column->values, row, value);
  if (column->validity)
    set_valid(column, row, true);
}

void pb_column_set_int(pb_column *column, size_t row, int64_t value) {
  g_return_if_fail(holds_ints(column->type) && row < column->n);
  replace(column, row, value);
}

void pb_column_set_double(pb_column *column, size_t row, double value) {
  g_return_if_fail(column->type == PB_TYPE_DOUBLE && row < column->n);
  replace(column, row, bits_of(value));
}

void pb_column_set_missing(pb_column *column, size_t row) {
  g_return_if_fail(row < column->n);
  if (!column->validity)
    begin_validity(column);
  column->n_missing += pb_column_is_valid(column, row);
  pb_packed_set(&column->values, row, 0);
  set_valid(column, row, false);
}

void pb_column_truncate(pb_column *column, size_t n) {
  for (size_t row = n; column->validity && row < column->n; row++)
    column->n_missing -= !pb_column_is_valid(column, row);
  column->n = MIN(column->n, n);
  pb_packed_truncate(&column->values, n);
  if (column->validity)
    g_byte_array_set_size(column->validity, (guint)((column->n + 7) / 8));
}

void pb_column_keep(pb_column *column, const uint8_t *keep) {
  size_t kept = 0;
  for (size_t row = 0; row < column->n; row++) {
    if (!keep[row])
      column->n_missing -= !pb_column_is_valid(column, row);
    else if (column->validity)
      set_valid(column, kept++, pb_column_is_valid(column, row));
    else
      kept++;
  }
  pb_packed_keep(&column->values, keep);
  column->n = kept;
  if (column->validity)
    g_byte_array_set_size(column->validity, (guint)((kept + 7) / 8));
}

void pb_column_fit(pb_column *column) {
  pb_packed_fit(&column->values);
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
  return row < column->n &&
         (!column->validity || (column->validity->data[row / 8] >> (row % 8) & 1u));
}

int64_t pb_column_int(const pb_column *column, size_t row) {
  g_return_val_if_fail(holds_ints(column->type) && row < column->n, 0);
  return pb_packed_at(&column->values, row);
}

double pb_column_double(const pb_column *column, size_t row) {
  g_return_val_if_fail(column->type != PB_TYPE_STRING && row < column->n, 0);
  if (column->type == PB_TYPE_DOUBLE)
    return ((const double *)column->values.data)[row];
  return (double)pb_packed_at(&column->values, row);
}

const char *pb_column_string(const pb_column *column, size_t row) {
  if (!pb_column_is_valid(column, row))
    return NULL;
  return pb_column_code_text(column, pb_column_code(column, row));
}

uint32_t pb_column_code(const pb_column *column, size_t row) {
  g_return_val_if_fail(column->type == PB_TYPE_STRING && row < column->n, 0);
  return (uint32_t)pb_packed_at(&column->values, row);
}

size_t pb_column_n_codes(const pb_column *column) {
  return column->texts ? column->texts->len : 0;
}

const char *pb_column_code_text(const pb_column *column, uint32_t code) {
  g_return_val_if_fail(column->texts && code < column->texts->len, NULL);
  return g_ptr_array_index(column->texts, code);
}

const double *pb_column_doubles(const pb_column *column) {
  return column->type == PB_TYPE_DOUBLE ? (const double *)column->values.data : NULL;
}

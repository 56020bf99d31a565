/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "byte_files.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

void put_little_at(GByteArray *bytes, size_t at, guint32 value) {
  for (int i = 0; i < 4; i++)
    bytes->data[at + (size_t)i] = (guint8)(value >> (8 * i));
}

void put_big_at(GByteArray *bytes, size_t at, guint32 value) {
  for (int i = 0; i < 4; i++)
    bytes->data[at + (size_t)i] = (guint8)(value >> (8 * (3 - i)));
}

static void append_number(GByteArray *bytes, guint32 value, bool big) {
  g_byte_array_set_size(bytes, bytes->len + 4);
  (big ? put_big_at : put_little_at)(bytes, bytes->len - 4, value);
}

static void append_double(GByteArray *bytes, double value) {
  guint64 bits;
  memcpy(&bits, &value, sizeof bits);
  bits = GUINT64_TO_LE(bits);
  g_byte_array_append(bytes, (const guint8 *)&bits, sizeof bits);
}

static GByteArray *header(int kind) {
  GByteArray *bytes = g_byte_array_new();
  g_byte_array_set_size(bytes, 100);
  memset(bytes->data, 0, 100);
  put_big_at(bytes, 0, 9994);
  put_big_at(bytes, 24, 50);
  put_little_at(bytes, 28, 1000);
  put_little_at(bytes, 32, (guint32)kind);
  return bytes;
}

byte_files byte_files_new(int kind) {
  byte_files files = {.shp = header(kind), .shx = header(kind)};
  byte_files_table(&files, 0, "id N4", NULL);
  return files;
}

void byte_files_clear(byte_files *files) {
  g_byte_array_unref(files->shp);
  g_byte_array_unref(files->shx);
  g_byte_array_unref(files->dbf);
}

void byte_files_add(byte_files *files, const char *content) {
  g_autoptr(GByteArray) record = g_byte_array_new();
  g_auto(GStrv) words = g_strsplit(content, " ", -1);
  for (char **w = words; *w; w++)
    if (**w == 'i' && g_ascii_isalpha((*w)[1]) == 0)
      append_number(record, (guint32)strtoll(*w + 1, NULL, 10), false);
    else if (**w)
      append_double(record, **w == 'd'               ? g_ascii_strtod(*w + 1, NULL)
                            : strcmp(*w, "nan") == 0 ? NAN
                                                     : INFINITY);
  guint32 number = (files->shx->len - 100) / 8;
  append_number(files->shx, files->shp->len / 2, true);
  append_number(files->shx, record->len / 2, true);
  append_number(files->shp, number + 1, true);
  append_number(files->shp, record->len / 2, true);
  g_byte_array_append(files->shp, record->data, record->len);
  put_big_at(files->shp, 24, files->shp->len / 2);
  put_big_at(files->shx, 24, files->shx->len / 2);
  g_byte_array_append(files->dbf, (const guint8 *)"    7", 5);
  put_little_at(files->dbf, 4, number + 1);
}

void byte_files_add_parts(byte_files *files, int kind, const char *parts) {
  g_autoptr(GString) firsts = g_string_new(NULL);
  g_autoptr(GString) vertices = g_string_new(NULL);
  g_auto(GStrv) rings = g_strsplit(parts, ";", -1);
  int n = 0, n_parts = 0;
  for (char **r = rings; *r; r++, n_parts++) {
    g_auto(GStrv) points = g_strsplit(*r, ",", -1);
    g_string_append_printf(firsts, "i%d ", n);
    for (char **p = points; *p; p++, n++) {
      char *rest = NULL;
      double x = g_ascii_strtod(*p, &rest);
      g_string_append_printf(vertices, "d%.17g d%.17g ", x, g_ascii_strtod(rest, NULL));
    }
  }
  g_autofree char *content = g_strdup_printf("i%d d0 d0 d100 d100 i%d i%d %s%s", kind, n_parts, n,
                                             firsts->str, vertices->str);
  byte_files_add(files, content);
}

void byte_files_table(byte_files *files, int language_id, const char *fields, ...) {
  GByteArray *table = g_byte_array_new();
  g_byte_array_set_size(table, 32);
  memset(table->data, 0, 32);
  table->data[0] = 3;
  table->data[29] = (guint8)language_id;
  size_t row = 1;
  g_auto(GStrv) words = g_strsplit(fields, ", ", -1);
  for (char **w = words; *w && **w; w++) {
    guint8 descriptor[32] = {0};
    char *blank = strrchr(*w, ' ');
    memcpy(descriptor, *w, MIN((size_t)(blank - *w), 11));
    char *end = NULL;
    descriptor[11] = (guint8)blank[1];
    descriptor[16] = (guint8)strtol(blank + 2, &end, 10);
    descriptor[17] = *end == '.' ? (guint8)atoi(end + 1) : 0;
    row += descriptor[16];
    g_byte_array_append(table, descriptor, sizeof descriptor);
  }
  g_byte_array_append(table, (const guint8 *)"\r", 1);
  table->data[8] = (guint8)table->len;
  table->data[9] = (guint8)(table->len >> 8);
  table->data[10] = (guint8)row;
  table->data[11] = (guint8)(row >> 8);
  va_list list;
  va_start(list, fields);
  guint32 n = 0;
  for (const char *text; (text = va_arg(list, const char *)); n++) {
    guint at = table->len;
    g_byte_array_set_size(table, at + (guint)row);
    memset(table->data + at, ' ', row);
    memcpy(table->data + at, text, MIN(strlen(text), row));
  }
  va_end(list);
  put_little_at(table, 4, n);
  if (files->dbf)
    g_byte_array_unref(files->dbf);
  files->dbf = table;
}

static GBytes *bytes_of(const GByteArray *array) {
  return g_bytes_new(array->data, array->len);
}

pb_layer *byte_files_read(const byte_files *files, const char *cpg, GError **error) {
  g_autoptr(GBytes) shp = bytes_of(files->shp);
  g_autoptr(GBytes) shx = bytes_of(files->shx);
  g_autoptr(GBytes) dbf = bytes_of(files->dbf);
  const pb_shapefile_contents contents = {
      .name = "lager", .shp = shp, .shx = shx, .dbf = dbf, .cpg = cpg};
  const pb_shapefile_options options = {.epsg = 3006};
  return pb_shapefile_parse(&contents, &options, error);
}

pb_layer *byte_files_layer(const byte_files *files, const char *cpg) {
  g_autoptr(GError) error = NULL;
  pb_layer *layer = byte_files_read(files, cpg, &error);
  g_assert_no_error(error);
  g_assert_nonnull(layer);
  return layer;
}

bool has_note(const pb_layer *layer, const char *words) {
  for (guint i = 0; i < layer->notes->len; i++)
    if (strstr(g_ptr_array_index(layer->notes, i), words))
      return true;
  return false;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/error.h"
#include "engine/text.h"
#include "geo/shapefile_parts.h"

#define SHAPE_HEADER 100
#define TABLE_HEADER 32

static guint32 big_endian_at(const guint8 *bytes) {
  return (guint32)bytes[0] << 24 | (guint32)bytes[1] << 16 | (guint32)bytes[2] << 8 | bytes[3];
}

static guint32 little_endian_at(const guint8 *bytes) {
  return (guint32)bytes[3] << 24 | (guint32)bytes[2] << 16 | (guint32)bytes[1] << 8 | bytes[0];
}

static bool cut_off(const char *name, const char *extension, size_t expected, size_t length,
                    GError **error) {
  g_set_error(error, PB_ERROR, PB_ERROR_INPUT,
              _("%s.%s is cut off: its header promises %zu bytes but it has %zu; copy or download "
                "the file again."),
              name, extension, expected, length);
  return false;
}

/* The 100-byte header that .shp and .shx share. */
static bool check_shape_header(const char *name, const char *extension, GBytes *file,
                               GError **error) {
  gsize length;
  const guint8 *bytes = g_bytes_get_data(file, &length);
  if (length == 0) {
    g_set_error(error, PB_ERROR, PB_ERROR_INPUT,
                _("%s.%s is empty; copy or download the shapefile again."), name, extension);
    return false;
  }
  if (length < SHAPE_HEADER)
    return cut_off(name, extension, SHAPE_HEADER, length, error);
  size_t promised = 2 * (size_t)big_endian_at(bytes + 24);
  if (big_endian_at(bytes) != 9994 || promised < SHAPE_HEADER) {
    g_set_error(error, PB_ERROR, PB_ERROR_INPUT,
                _("%s.%s is not part of a shapefile (its first bytes are others); give the .shp "
                  "file of an ESRI shapefile."),
                name, extension);
    return false;
  }
  if (promised > length)
    return cut_off(name, extension, promised, length, error);
  return true;
}

static bool check_index(const pb_shapefile_contents *contents, size_t *n_shapes, GError **error) {
  gsize length = g_bytes_get_size(contents->shp);
  const guint8 *index = g_bytes_get_data(contents->shx, NULL);
  *n_shapes = (2 * (gsize)big_endian_at(index + 24) - SHAPE_HEADER) / 8;
  for (size_t i = 0; i < *n_shapes; i++) {
    guint64 offset = 2 * (guint64)big_endian_at(index + SHAPE_HEADER + 8 * i);
    guint64 size = 2 * (guint64)big_endian_at(index + SHAPE_HEADER + 8 * i + 4);
    if (offset < SHAPE_HEADER || size < 4 || offset + 8 + size > length) {
      g_set_error(error, PB_ERROR, PB_ERROR_INPUT,
                  _("%s.shx does not fit %s.shp: shape %zu would lie outside the file; copy both "
                    "again from one source."),
                  contents->name, contents->name, i + 1);
      return false;
    }
  }
  return true;
}

/* A row is a mark (deleted or not) and the fields, each as wide as its descriptor says. */
static bool fields_fit(const guint8 *bytes, size_t header, size_t row) {
  size_t width = 1;
  for (size_t at = TABLE_HEADER; at + 32 <= header && bytes[at] != 0x0d; at += 32)
    width += bytes[at + 16];
  return width <= row;
}

static bool check_table(const pb_shapefile_contents *contents, size_t n_shapes, GError **error) {
  gsize length;
  const guint8 *bytes = g_bytes_get_data(contents->dbf, &length);
  if (length < TABLE_HEADER)
    return cut_off(contents->name, "dbf", TABLE_HEADER, length, error);
  size_t n_rows = little_endian_at(bytes + 4);
  size_t header = bytes[8] | (guint)bytes[9] << 8, row = bytes[10] | (guint)bytes[11] << 8;
  if ((bytes[0] & 7) != 3 || header <= TABLE_HEADER || row < 1) {
    g_set_error(error, PB_ERROR, PB_ERROR_INPUT,
                _("%s.dbf is not a dBASE table; copy or download the shapefile again."),
                contents->name);
    return false;
  }
  if (header + n_rows * row > length)
    return cut_off(contents->name, "dbf", header + n_rows * row, length, error);
  if (!fields_fit(bytes, header, row)) {
    g_set_error(error, PB_ERROR, PB_ERROR_INPUT,
                _("%s.dbf is damaged: the attributes of a row do not fit into a row; copy or "
                  "download the file again."),
                contents->name);
    return false;
  }
  if (n_rows != n_shapes) {
    g_set_error(
        error, PB_ERROR, PB_ERROR_INPUT,
        _("%s.dbf has %zu rows but %s.shp has %zu shapes; copy both again from one source."),
        contents->name, n_rows, contents->name, n_shapes);
    return false;
  }
  return true;
}

GArray *pb_shapefile_rows(const pb_shapefile_contents *contents) {
  const guint8 *bytes = g_bytes_get_data(contents->dbf, NULL);
  guint32 n_rows = little_endian_at(bytes + 4);
  size_t header = bytes[8] | (guint)bytes[9] << 8, row = bytes[10] | (guint)bytes[11] << 8;
  GArray *rows = g_array_new(FALSE, FALSE, sizeof(uint32_t));
  for (uint32_t r = 0; r < n_rows; r++)
    if (bytes[header + r * row] != '*')
      g_array_append_val(rows, r);
  return rows;
}

bool pb_shapefile_check(const pb_shapefile_contents *contents, GError **error) {
  size_t n_shapes;
  return check_shape_header(contents->name, "shp", contents->shp, error) &&
         check_shape_header(contents->name, "shx", contents->shx, error) &&
         check_index(contents, &n_shapes, error) && check_table(contents, n_shapes, error);
}

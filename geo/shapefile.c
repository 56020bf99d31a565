/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "geo/shapefile.h"

#include <string.h>

#include "engine/error.h"
#include "engine/text.h"
#include "geo/crs.h"
#include "geo/shapefile_memory.h"
#include "geo/shapefile_parts.h"

static bool find_crs(pb_layer *layer, const pb_shapefile_contents *contents, int epsg,
                     GError **error) {
  if (epsg > 0) {
    layer->epsg = epsg;
    layer->crs_origin = PB_CRS_GIVEN;
    return true;
  }
  if (contents->prj && *contents->prj) {
    layer->epsg = pb_crs_from_wkt(contents->prj);
    layer->crs_origin = PB_CRS_FROM_FILE;
    if (layer->epsg > 0)
      return true;
    g_set_error(error, PB_ERROR, PB_ERROR_INPUT,
                _("The projection in %s.prj is not one that EPSG lists; say which it is with "
                  "crs = EPSG:N in the [layer] or --crs EPSG:N (SWEREF 99 TM is EPSG:3006)."),
                contents->name);
    return false;
  }
  pb_box bounds = pb_layer_bounds(layer);
  if (pb_box_is_empty(bounds)) {
    layer->epsg = PB_EPSG_SWEREF99_TM;
    return true;
  }
  layer->epsg = pb_crs_guess(bounds);
  layer->crs_origin = PB_CRS_GUESSED;
  if (layer->epsg == 0) {
    g_set_error(
        error, PB_ERROR, PB_ERROR_INPUT,
        _("%s.prj is missing and the coordinates do not tell the projection; say which it "
          "is with crs = EPSG:N in the [layer] or --crs EPSG:N (SWEREF 99 TM is EPSG:3006)."),
        contents->name);
    return false;
  }
  g_ptr_array_add(
      layer->notes,
      g_strdup_printf(_("%s.prj is missing: the projection EPSG:%d was taken from where "
                        "the coordinates lie."),
                      contents->name, layer->epsg));
  return true;
}

static void note_deleted(pb_layer *layer, const pb_shapefile_contents *contents, size_t n_kept) {
  const guint8 *bytes = g_bytes_get_data(contents->dbf, NULL);
  size_t n_rows =
      (size_t)bytes[4] | (size_t)bytes[5] << 8 | (size_t)bytes[6] << 16 | (size_t)bytes[7] << 24;
  g_autofree char *count = pb_count_text(n_rows - MIN(n_kept, n_rows));
  if (n_kept < n_rows)
    g_ptr_array_add(layer->notes,
                    g_strdup_printf(Q_("%s.dbf: %s row is marked as deleted and was left out.",
                                       "%s.dbf: %s rows are marked as deleted and were left out.",
                                       n_rows - n_kept),
                                    contents->name, count));
}

static pb_layer *not_readable(const char *name, const char *extension, GError **error) {
  g_set_error(error, PB_ERROR, PB_ERROR_INPUT,
              _("%s.%s cannot be read as part of a shapefile; copy or download it again."), name,
              extension);
  return NULL;
}

pb_layer *pb_shapefile_parse(const pb_shapefile_contents *contents,
                             const pb_shapefile_options *options, GError **error) {
  static const pb_shapefile_options find_out = {0};
  if (!options)
    options = &find_out;
  if (!pb_shapefile_check(contents, error))
    return NULL;
  const pb_shapefile_bytes bytes = {contents->shp, contents->shx, contents->dbf};
  g_autoptr(GArray) rows = pb_shapefile_rows(contents);
  const uint32_t *row = (const uint32_t *)(const void *)rows->data;
  SHPHandle shapes = pb_shapefile_open_shapes(&bytes);
  if (!shapes)
    return not_readable(contents->name, "shp", error);
  g_autoptr(pb_layer) layer = pb_shapefile_geometry(shapes, contents, row, rows->len, error);
  SHPClose(shapes);
  if (!layer)
    return NULL;
  note_deleted(layer, contents, rows->len);
  DBFHandle table = pb_shapefile_open_table(&bytes);
  if (!table)
    return not_readable(contents->name, "dbf", error);
  layer->encoding = pb_shapefile_encoding(table, contents, options->encoding, layer->notes, error);
  if (layer->encoding)
    pb_shapefile_attributes(table, contents, row, layer);
  DBFClose(table);
  if (!layer->attributes || !find_crs(layer, contents, options->epsg, error))
    return NULL;
  return g_steal_pointer(&layer);
}

/* Names with letters in either case occur; the exact one is tried first. */
static char *sibling(const char *base, const char *extension) {
  g_autofree char *upper = g_ascii_strup(extension, -1);
  char *path = g_strconcat(base, ".", extension, NULL);
  if (g_file_test(path, G_FILE_TEST_EXISTS))
    return path;
  char *other = g_strconcat(base, ".", upper, NULL);
  if (g_file_test(other, G_FILE_TEST_EXISTS)) {
    g_free(path);
    return other;
  }
  g_free(other);
  return path;
}

static GBytes *read_required(const char *base, const char *extension, GError **error) {
  g_autofree char *path = sibling(base, extension);
  g_autoptr(GError) cause = NULL;
  char *data = NULL;
  gsize length = 0;
  if (g_file_get_contents(path, &data, &length, &cause))
    return g_bytes_new_take(data, length);
  if (!g_error_matches(cause, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    g_set_error(error, PB_ERROR, PB_ERROR_INPUT,
                _("%s cannot be read (%s); check the file and its permissions."), path,
                cause->message);
  else if (strcmp(extension, "shp") == 0 && g_file_test(base, G_FILE_TEST_IS_REGULAR))
    g_set_error(
        error, PB_ERROR, PB_ERROR_INPUT,
        _("%s is not a shapefile (.shp). Export the layer from a map program as a shapefile, "
          "also a GeoPackage or GeoJSON, and give the path of the .shp."),
        base);
  else if (strcmp(extension, "shp") == 0)
    g_set_error(error, PB_ERROR, PB_ERROR_INPUT,
                _("%s does not exist; check the path of the layer."), path);
  else
    g_set_error(
        error, PB_ERROR, PB_ERROR_INPUT,
        _("%s is missing; a shapefile is at least the three files .shp, .shx and .dbf: copy "
          "it next to %s.shp."),
        path, base);
  return NULL;
}

static char *read_optional(const char *base, const char *extension) {
  g_autofree char *path = sibling(base, extension);
  char *text = NULL;
  g_file_get_contents(path, &text, NULL, NULL);
  return text;
}

pb_layer *pb_shapefile_read(const char *path, const pb_shapefile_options *options, GError **error) {
  size_t length = strlen(path);
  bool has_extension = length > 4 && g_ascii_strcasecmp(path + length - 4, ".shp") == 0;
  g_autofree char *base = g_strndup(path, has_extension ? length - 4 : length);
  g_autoptr(GBytes) shp = read_required(base, "shp", error);
  g_autoptr(GBytes) shx = shp ? read_required(base, "shx", error) : NULL;
  g_autoptr(GBytes) dbf = shx ? read_required(base, "dbf", error) : NULL;
  if (!dbf)
    return NULL;
  g_autofree char *prj = read_optional(base, "prj");
  g_autofree char *cpg = read_optional(base, "cpg");
  const pb_shapefile_contents contents = {
      .name = base, .shp = shp, .shx = shx, .dbf = dbf, .prj = prj, .cpg = cpg};
  return pb_shapefile_parse(&contents, options, error);
}

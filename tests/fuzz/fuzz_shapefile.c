/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Any bytes as a shapefile. An input is five files behind each other, .shp .shx .dbf .prj .cpg,
 * each after its length as four bytes, lowest first; a length beyond the end takes what is left.
 * What is read is also walked through (index, measures, label points) and written: as GeoJSON, and
 * as a shapefile that must be read again with as many features.
 */
#include <glib.h>
#include <stdint.h>

#include "geo/geojson.h"
#include "geo/label_point.h"
#include "geo/polygon.h"
#include "geo/projection.h"
#include "geo/shapefile.h"
#include "geo/shapefile_write_parts.h"
#include "geo/spatial_index.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static GBytes *next_file(const uint8_t **data, size_t *size) {
  if (*size < 4)
    return g_bytes_new(NULL, 0);
  size_t length = (size_t)(*data)[0] | (size_t)(*data)[1] << 8 | (size_t)(*data)[2] << 16 |
                  (size_t)(*data)[3] << 24;
  *data += 4;
  *size -= 4;
  length = MIN(length, *size);
  GBytes *file = g_bytes_new(*data, length);
  *data += length;
  *size -= length;
  return file;
}

static char *next_text(const uint8_t **data, size_t *size) {
  g_autoptr(GBytes) file = next_file(data, size);
  gsize length;
  const char *bytes = g_bytes_get_data(file, &length);
  return length > 0 ? g_strndup(bytes, length) : NULL;
}

static void walk(pb_layer *layer) {
  g_autoptr(pb_spatial_index) index = pb_spatial_index_new(layer);
  for (size_t f = 0; f < layer->n_features && f < 50; f++) {
    pb_box box = layer->box[f];
    if (!pb_box_is_empty(box))
      pb_spatial_index_find_polygon(index, box.min_x, box.min_y);
    if (layer->geometry == PB_GEOMETRY_POLYGON && layer->n_vertices < 2000) {
      pb_label_point point;
      pb_polygon_perimeter_m(layer, f);
      pb_label_point_find(layer, f, (box.max_x - box.min_x + box.max_y - box.min_y) / 50, &point);
    }
  }
}

static GBytes *bytes_of(const GByteArray *array) {
  return g_bytes_new(array->data, array->len);
}

static void write_and_read(const pb_layer *layer) {
  GString *json = pb_layer_to_geojson(layer, "input", NULL);
  if (json)
    g_string_free(json, TRUE);
  g_autoptr(GByteArray) shp = g_byte_array_new();
  g_autoptr(GByteArray) shx = g_byte_array_new();
  g_autoptr(GByteArray) dbf = pb_attributes_to_dbase(layer, "input", NULL);
  if (!dbf || !pb_shapes_to_bytes(layer, "input", shp, shx, NULL))
    return;
  g_autoptr(GBytes) shp_bytes = bytes_of(shp);
  g_autoptr(GBytes) shx_bytes = bytes_of(shx);
  g_autoptr(GBytes) dbf_bytes = bytes_of(dbf);
  const pb_shapefile_contents contents = {"written", shp_bytes, shx_bytes,
                                          dbf_bytes, NULL,      "UTF-8"};
  const pb_shapefile_options options = {.epsg = layer->epsg};
  g_autoptr(GError) error = NULL;
  g_autoptr(pb_layer) again = pb_shapefile_parse(&contents, &options, &error);
  if (!again)
    g_error("what was written cannot be read: %s", error->message);
  if (again->n_features != layer->n_features || again->n_vertices != layer->n_vertices)
    g_error("what was written is not what is read");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  g_autoptr(GBytes) shp = next_file(&data, &size);
  g_autoptr(GBytes) shx = next_file(&data, &size);
  g_autoptr(GBytes) dbf = next_file(&data, &size);
  g_autofree char *prj = next_text(&data, &size);
  g_autofree char *cpg = next_text(&data, &size);
  const pb_shapefile_contents contents = {"input", shp, shx, dbf, prj, cpg};
  g_autoptr(GError) error = NULL;
  g_autoptr(pb_layer) layer = pb_shapefile_parse(&contents, NULL, &error);
  if ((layer == NULL) == (error == NULL))
    g_error("a layer and an error, or neither");
  if (layer) {
    walk(layer);
    write_and_read(layer);
  }
  return 0;
}

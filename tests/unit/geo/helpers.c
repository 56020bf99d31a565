/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "helpers.h"

#include <glib/gstdio.h>
#include <string.h>

#include "geo/rings.h"

static void add_ring(pb_layer *layer, const char *ring) {
  g_auto(GStrv) points = g_strsplit(ring, ",", -1);
  size_t from = layer->n_vertices, n = g_strv_length(points);
  layer->x = g_renew(double, layer->x, from + n + 1);
  layer->y = g_renew(double, layer->y, from + n + 1);
  for (size_t i = 0; i < n; i++) {
    char *rest = NULL;
    layer->x[from + i] = g_ascii_strtod(points[i], &rest);
    layer->y[from + i] = g_ascii_strtod(rest, NULL);
  }
  if (layer->x[from] != layer->x[from + n - 1] || layer->y[from] != layer->y[from + n - 1]) {
    layer->x[from + n] = layer->x[from];
    layer->y[from + n] = layer->y[from];
    n++;
  }
  layer->n_vertices += n;
  layer->n_parts++;
  layer->vertex_first = g_renew(uint32_t, layer->vertex_first, layer->n_parts + 1);
  layer->vertex_first[layer->n_parts] = (uint32_t)layer->n_vertices;
}

static void add_feature(pb_layer *layer, const char *feature) {
  size_t first = layer->n_parts;
  g_auto(GStrv) rings = g_strsplit(feature, ";", -1);
  for (size_t r = 0; rings[r]; r++)
    add_ring(layer, rings[r]);
  pb_rings_orient(layer->x, layer->y, layer->vertex_first + first, layer->n_parts - first);
  layer->n_features++;
  layer->part_first = g_renew(uint32_t, layer->part_first, layer->n_features + 1);
  layer->part_first[layer->n_features] = (uint32_t)layer->n_parts;
}

pb_layer *layer_of(const char *feature, ...) {
  pb_layer *layer = pb_layer_new(PB_GEOMETRY_POLYGON);
  layer->epsg = 3006;
  layer->part_first = g_new0(uint32_t, 1);
  layer->vertex_first = g_new0(uint32_t, 1);
  va_list list;
  va_start(list, feature);
  for (const char *f = feature; f; f = va_arg(list, const char *))
    add_feature(layer, f);
  va_end(list);
  layer->box = g_new0(pb_box, layer->n_features);
  pb_layer_update_boxes(layer);
  return layer;
}

void layer_add(pb_layer *layer, const char *feature) {
  add_feature(layer, feature);
  layer->box = g_renew(pb_box, layer->box, layer->n_features);
  pb_layer_update_boxes(layer);
}

pb_layer *synthetic_layer(void) {
  return layer_of("0 0, 1000 0, 1000 1000, 0 1000; 200 200, 200 400, 500 400, 500 200;"
                  "600 600, 600 800, 800 800",
                  "200 200, 500 200, 500 400, 200 400; 1000 0, 1500 500, 1000 1000",
                  "0 1000, 1000 1000, 700 2000, 500 1100, 300 2000", NULL);
}

char *data_path(const char *name) {
  return g_build_filename(PB_TEST_DATA, name, NULL);
}

GPtrArray *rows_of(const char *name) {
  g_autofree char *path = data_path(name);
  g_autofree char *text = NULL;
  g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
  g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
  GPtrArray *rows = g_ptr_array_new_with_free_func((GDestroyNotify)g_strfreev);
  for (size_t i = 1; lines[i]; i++)
    if (*lines[i])
      g_ptr_array_add(rows, g_strsplit(lines[i], ",", -1));
  return rows;
}

char *folder_new(void) {
  char *folder = g_dir_make_tmp("geo-test-XXXXXX", NULL);
  g_assert_nonnull(folder);
  return folder;
}

void folder_remove(char *folder) {
  GDir *dir = g_dir_open(folder, 0, NULL);
  for (const char *name; (name = g_dir_read_name(dir));) {
    g_autofree char *path = g_build_filename(folder, name, NULL);
    g_remove(path);
  }
  g_dir_close(dir);
  g_rmdir(folder);
  g_free(folder);
}

void copy_file(const char *from, const char *to, gssize length) {
  g_autofree char *data = NULL;
  gsize size = 0;
  g_assert_true(g_file_get_contents(from, &data, &size, NULL));
  g_assert_true(g_file_set_contents(to, data, length < 0 ? (gssize)size : length, NULL));
}

shapefile_writer shapefile_begin(const char *folder, const char *name, int type) {
  shapefile_writer writer = {.path = g_build_filename(folder, name, NULL)};
  writer.shapes = SHPCreate(writer.path, type);
  writer.table = DBFCreateEx(writer.path, NULL);
  g_assert_nonnull(writer.shapes);
  g_assert_nonnull(writer.table);
  DBFAddField(writer.table, "kod", FTString, 8, 0);
  DBFAddField(writer.table, "namn", FTString, 20, 0);
  DBFAddField(writer.table, "antal", FTInteger, 9, 0);
  DBFAddField(writer.table, "andel", FTDouble, 12, 4);
  return writer;
}

void shapefile_add(shapefile_writer *writer, int type, const int *parts, int n_parts,
                   const double *x, const double *y, int n, const char *code, const char *label,
                   int number, double share) {
  SHPObject *shape = SHPCreateObject(type, -1, n_parts, parts, NULL, n, x, y, NULL, NULL);
  int row = SHPWriteObject(writer->shapes, -1, shape);
  SHPDestroyObject(shape);
  DBFWriteStringAttribute(writer->table, row, 0, code);
  DBFWriteStringAttribute(writer->table, row, 1, label);
  if (number >= 0)
    DBFWriteIntegerAttribute(writer->table, row, 2, number);
  else
    DBFWriteNULLAttribute(writer->table, row, 2);
  DBFWriteDoubleAttribute(writer->table, row, 3, share);
}

char *shapefile_end(shapefile_writer *writer) {
  SHPClose(writer->shapes);
  DBFClose(writer->table);
  char *path = g_strconcat(writer->path, ".shp", NULL);
  g_free(writer->path);
  return path;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whole shapefiles of every kind become layers that keep what they hold. */
#include <string.h>

#include "engine/error.h"
#include "geo/polygon.h"
#include "geo/shapefile.h"
#include "helpers.h"

static const double square_x[] = {0, 0, 10, 10, 0}, square_y[] = {0, 10, 10, 0, 0};

static pb_layer *read_ok(const char *path, const pb_shapefile_options *options) {
  g_autoptr(GError) error = NULL;
  pb_layer *layer = pb_shapefile_read(path, options, &error);
  g_assert_no_error(error);
  g_assert_nonnull(layer);
  return layer;
}

static void test_county(void) {
  g_autofree char *path = data_path("county.shp");
  g_autoptr(pb_layer) layer = read_ok(path, NULL);
  g_assert_cmpint(layer->geometry, ==, PB_GEOMETRY_POLYGON);
  g_assert_cmpint(layer->epsg, ==, 3006);
  g_assert_cmpuint(layer->n_features, ==, 12);
  g_assert_cmpuint(layer->part_first[12], ==, layer->n_parts);
  g_assert_cmpuint(layer->vertex_first[layer->n_parts], ==, layer->n_vertices);
  g_assert_cmpuint(pb_table_n_rows(layer->attributes), ==, 12);
  const pb_column *codes = pb_table_find(layer->attributes, "kommunkod");
  g_assert_nonnull(codes);
  g_assert_cmpstr(pb_column_string(codes, 0), ==, "1814");
  g_assert_cmpstr(layer->encoding, ==, "UTF-8");
  g_assert_cmpuint(layer->notes->len, ==, 0);
}

/* Without the .shp at the end, and with the extensions in capitals. */
static void test_names(void) {
  g_autofree char *base = data_path("county");
  g_autoptr(pb_layer) layer = read_ok(base, NULL);
  g_assert_cmpuint(layer->n_features, ==, 12);
  char *folder = folder_new();
  g_autofree char *path = NULL;
  static const char *const extensions[] = {"shp", "SHP", "shx", "SHX", "dbf", "DBF", "prj", "PRJ"};
  for (size_t i = 0; i < 8; i += 2) {
    g_autofree char *from = g_strconcat(base, ".", extensions[i], NULL);
    g_autofree char *name = g_strconcat("LAGER.", extensions[i + 1], NULL);
    g_autofree char *to = g_build_filename(folder, name, NULL);
    copy_file(from, to, -1);
    if (i == 0)
      path = g_strdup(to);
  }
  g_autoptr(pb_layer) upper = read_ok(path, NULL);
  g_assert_cmpuint(upper->n_features, ==, 12);
  g_assert_cmpint(upper->epsg, ==, 3006);
  folder_remove(folder);
}

/* Types of columns, missing cells, texts in Latin-1 without a .cpg. */
static void test_attributes(void) {
  char *folder = folder_new();
  shapefile_writer writer = shapefile_begin(folder, "t", SHPT_POLYGON);
  shapefile_add(&writer, SHPT_POLYGON, NULL, 0, square_x, square_y, 5, "0114", "\xd6ster\xe5ker", 7,
                .25);
  shapefile_add(&writer, SHPT_POLYGON, NULL, 0, square_x, square_y, 5, "", "", -1, -1.5);
  g_autofree char *path = shapefile_end(&writer);
  const pb_shapefile_options options = {.epsg = 3006};
  g_autoptr(pb_layer) layer = read_ok(path, &options);
  const pb_table *table = layer->attributes;
  g_assert_cmpstr(layer->encoding, ==, "ISO-8859-1");
  g_assert_cmpstr(pb_column_string(pb_table_find(table, "kod"), 0), ==, "0114");
  g_assert_cmpstr(pb_column_string(pb_table_find(table, "namn"), 0), ==, "Österåker");
  g_assert_false(pb_column_is_valid(pb_table_find(table, "namn"), 1));
  const pb_column *number = pb_table_find(table, "antal"), *share = pb_table_find(table, "andel");
  g_assert_cmpint(pb_column_type(number), ==, PB_TYPE_INT64);
  g_assert_cmpint(pb_column_int(number, 0), ==, 7);
  g_assert_false(pb_column_is_valid(number, 1));
  g_assert_cmpint(pb_column_type(share), ==, PB_TYPE_DOUBLE);
  g_assert_cmpfloat(pb_column_double(share, 0), ==, .25);
  g_assert_cmpfloat(pb_column_double(share, 1), ==, -1.5);
  folder_remove(folder);
}

/* The caller's encoding comes first, then the .cpg; a .cpg that lies is noticed. */
static void test_encodings(void) {
  char *folder = folder_new();
  shapefile_writer writer = shapefile_begin(folder, "t", SHPT_POLYGON);
  shapefile_add(&writer, SHPT_POLYGON, NULL, 0, square_x, square_y, 5, "1",
                "\x8a"
                "rebro",
                1, 1);
  g_autofree char *path = shapefile_end(&writer);
  pb_shapefile_options options = {.epsg = 3006, .encoding = "MACINTOSH"};
  g_autoptr(pb_layer) told = read_ok(path, &options);
  g_assert_cmpstr(pb_column_string(pb_table_find(told->attributes, "namn"), 0), ==, "ärebro");
  options.encoding = NULL;
  g_autoptr(pb_layer) found = read_ok(path, &options);
  g_assert_cmpstr(found->encoding, ==, "CP1252");

  g_autofree char *cpg = g_build_filename(folder, "t.cpg", NULL);
  g_assert_true(g_file_set_contents(cpg, "850\n", -1, NULL));
  g_autoptr(pb_layer) stated = read_ok(path, &options);
  g_assert_cmpstr(pb_column_string(pb_table_find(stated->attributes, "namn"), 0), ==, "èrebro");
  g_assert_true(g_file_set_contents(cpg, "UTF-8", -1, NULL));
  g_autoptr(pb_layer) lied = read_ok(path, &options);
  g_assert_cmpstr(lied->encoding, ==, "CP1252");
  g_assert_cmpuint(lied->notes->len, ==, 1);

  options.encoding = "no-such-encoding";
  g_autoptr(GError) error = NULL;
  g_assert_null(pb_shapefile_read(path, &options, &error));
  g_assert_error(error, PB_ERROR, PB_ERROR_INPUT);
  g_assert_nonnull(strstr(error->message, "no-such-encoding"));
  folder_remove(folder);
}

/* Outer rings and holes, drawn the wrong way round and not closed, come out in order. */
static void test_rings(void) {
  char *folder = folder_new();
  shapefile_writer writer = shapefile_begin(folder, "t", SHPT_POLYGON);
  const double x[] = {0, 10, 10, 0, 0, /* hole */ 2, 2, 4, 4, /* island */ 20, 20, 22, 22, 20};
  const double y[] = {0, 0, 10, 10, 0, /* hole */ 2, 4, 4, 2, /* island */ 0, 2, 2, 0, 0};
  const int parts[] = {0, 5, 9};
  shapefile_add(&writer, SHPT_POLYGON, parts, 3, x, y, 14, "1", "a", 1, 1);
  shapefile_add(&writer, SHPT_NULL, NULL, 0, NULL, NULL, 0, "2", "null", 2, 2);
  g_autofree char *path = shapefile_end(&writer);
  const pb_shapefile_options options = {.epsg = 3006};
  g_autoptr(pb_layer) layer = read_ok(path, &options);
  g_assert_cmpuint(layer->n_features, ==, 2);
  g_assert_cmpuint(layer->n_parts, ==, 3);
  g_assert_cmpuint(layer->n_vertices, ==, 15); /* the hole was closed */
  g_assert_cmpfloat(pb_polygon_area_m2(layer, 0), ==, 100 - 4 + 4);
  g_assert_true(pb_box_is_empty(layer->box[1]));
  g_assert_cmpuint(layer->part_first[1], ==, layer->part_first[2]);
  folder_remove(folder);
}

static void check_kind(int type, pb_geometry geometry, int n_parts) {
  char *folder = folder_new();
  shapefile_writer writer = shapefile_begin(folder, "t", type);
  int parts[] = {0, 2};
  bool several = geometry == PB_GEOMETRY_LINE;
  int n = type == SHPT_POINT || type == SHPT_POINTZ || type == SHPT_POINTM ? 1 : 5;
  shapefile_add(&writer, type, several ? parts : NULL, several ? n_parts : 0, square_x, square_y, n,
                "1", "a", 1, 1);
  g_autofree char *path = shapefile_end(&writer);
  const pb_shapefile_options options = {.epsg = 3006};
  g_autoptr(pb_layer) layer = read_ok(path, &options);
  g_assert_cmpint(layer->geometry, ==, geometry);
  g_assert_cmpuint(layer->n_parts, ==, (guint)n_parts);
  g_assert_cmpuint(layer->n_vertices, ==, (guint)n);
  folder_remove(folder);
}

static void test_kinds(void) {
  check_kind(SHPT_POINT, PB_GEOMETRY_POINT, 1);
  check_kind(SHPT_POINTZ, PB_GEOMETRY_POINT, 1);
  check_kind(SHPT_POINTM, PB_GEOMETRY_POINT, 1);
  check_kind(SHPT_MULTIPOINT, PB_GEOMETRY_POINT, 1);
  check_kind(SHPT_ARC, PB_GEOMETRY_LINE, 2);
  check_kind(SHPT_ARCZ, PB_GEOMETRY_LINE, 2);
  check_kind(SHPT_POLYGONZ, PB_GEOMETRY_POLYGON, 1);
  check_kind(SHPT_POLYGONM, PB_GEOMETRY_POLYGON, 1);
}

/* No .prj: the coordinates tell, and the layer says so. */
static void test_missing_prj(void) {
  char *folder = folder_new();
  static const char *const extensions[] = {"shp", "shx", "dbf"};
  g_autofree char *to_base = g_build_filename(folder, "t.", NULL);
  g_autofree char *from_base = data_path("county.");
  for (size_t i = 0; i < 3; i++) {
    g_autofree char *from = g_strconcat(from_base, extensions[i], NULL);
    g_autofree char *to = g_strconcat(to_base, extensions[i], NULL);
    copy_file(from, to, -1);
  }
  g_autofree char *path = g_strconcat(to_base, "shp", NULL);
  g_autoptr(pb_layer) layer = read_ok(path, NULL);
  g_assert_cmpint(layer->epsg, ==, 3006);
  g_assert_cmpuint(layer->notes->len, ==, 1);
  g_assert_nonnull(strstr(g_ptr_array_index(layer->notes, 0), "EPSG:3006"));
  folder_remove(folder);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/shapefile/county", test_county);
  g_test_add_func("/shapefile/names", test_names);
  g_test_add_func("/shapefile/attributes", test_attributes);
  g_test_add_func("/shapefile/encodings", test_encodings);
  g_test_add_func("/shapefile/rings", test_rings);
  g_test_add_func("/shapefile/kinds", test_kinds);
  g_test_add_func("/shapefile/missing-prj", test_missing_prj);
  return g_test_run();
}

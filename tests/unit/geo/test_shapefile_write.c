/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is written as a shapefile is read back as it was, and is what GIS programs expect. */
#include <glib/gstdio.h>
#include <proj.h>
#include <string.h>
#include <unistd.h>

#include "byte_files.h"
#include "engine/error.h"
#include "engine/period.h"
#include "geo/crs.h"
#include "geo/shapefile_write.h"
#include "helpers.h"

static const char *const extensions[] = {".shp", ".shx", ".dbf", ".prj", ".cpg"};

static pb_layer *there_and_back(const pb_layer *layer) {
  char *folder = folder_new();
  g_autofree char *base = g_build_filename(folder, "lager", NULL);
  g_autoptr(GError) error = NULL;
  g_assert_true(pb_layer_write_shapefile(layer, base, &error));
  g_assert_no_error(error);
  pb_layer *back = pb_shapefile_read(base, NULL, &error);
  g_assert_no_error(error);
  folder_remove(folder);
  return back;
}

static void assert_same_geometry(const pb_layer *a, const pb_layer *b) {
  g_assert_cmpint(a->geometry, ==, b->geometry);
  g_assert_cmpint(a->epsg, ==, b->epsg);
  g_assert_cmpuint(a->n_features, ==, b->n_features);
  g_assert_cmpuint(a->n_parts, ==, b->n_parts);
  g_assert_cmpuint(a->n_vertices, ==, b->n_vertices);
  g_assert_cmpmem(a->part_first, (a->n_features + 1) * sizeof(uint32_t), b->part_first,
                  (b->n_features + 1) * sizeof(uint32_t));
  g_assert_cmpmem(a->vertex_first, (a->n_parts + 1) * sizeof(uint32_t), b->vertex_first,
                  (b->n_parts + 1) * sizeof(uint32_t));
  g_assert_cmpmem(a->x, a->n_vertices * sizeof(double), b->x, b->n_vertices * sizeof(double));
  g_assert_cmpmem(a->y, a->n_vertices * sizeof(double), b->y, b->n_vertices * sizeof(double));
  g_assert_cmpmem(a->box, a->n_features * sizeof(pb_box), b->box, b->n_features * sizeof(pb_box));
}

static void assert_same_column(const pb_column *a, const pb_column *b) {
  g_assert_cmpstr(pb_column_name(a), ==, pb_column_name(b));
  g_assert_cmpint(pb_column_type(a), ==, pb_column_type(b));
  g_assert_cmpuint(pb_column_length(a), ==, pb_column_length(b));
  for (size_t row = 0; row < pb_column_length(a); row++) {
    g_assert_cmpint(pb_column_is_valid(a, row), ==, pb_column_is_valid(b, row));
    if (!pb_column_is_valid(a, row))
      continue;
    if (pb_column_type(a) == PB_TYPE_STRING)
      g_assert_cmpstr(pb_column_string(a, row), ==, pb_column_string(b, row));
    else if (pb_column_type(a) == PB_TYPE_DOUBLE)
      g_assert_cmpfloat(pb_column_double(a, row), ==, pb_column_double(b, row));
    else
      g_assert_cmpint(pb_column_int(a, row), ==, pb_column_int(b, row));
  }
}

static void assert_same(const pb_layer *a, const pb_layer *b) {
  assert_same_geometry(a, b);
  size_t n = pb_table_n_columns(a->attributes);
  g_assert_cmpuint(n, ==, pb_table_n_columns(b->attributes));
  for (size_t i = 0; i < n; i++) {
    assert_same_column(pb_table_column(a->attributes, i), pb_table_column(b->attributes, i));
    g_assert_cmpint(a->logical && a->logical[i], ==, b->logical && b->logical[i]);
  }
}

static void add_ints(pb_layer *layer, const char *name, int64_t a, int64_t b) {
  pb_column *column = pb_column_new(name, PB_TYPE_INT64, NULL);
  pb_column_append_int(column, a);
  pb_column_append_missing(column);
  pb_column_append_int(column, b);
  pb_table_add(layer->attributes, column);
}

static void add_doubles(pb_layer *layer, const char *name, double a, double b) {
  pb_column *column = pb_column_new(name, PB_TYPE_DOUBLE, NULL);
  pb_column_append_double(column, a);
  pb_column_append_double(column, b);
  pb_column_append_missing(column);
  pb_table_add(layer->attributes, column);
}

static void add_texts(pb_layer *layer, const char *name, const char *a, const char *b) {
  pb_column *column = pb_column_new(name, PB_TYPE_STRING, NULL);
  pb_column_append_string(column, NULL);
  pb_column_append_string(column, a);
  pb_column_append_string(column, b);
  pb_table_add(layer->attributes, column);
}

/* Three polygons and every type of attribute. */
static pb_layer *example(void) {
  pb_layer *layer = synthetic_layer();
  layer->attributes = pb_table_new();
  add_ints(layer, "antal", 0, -123456);
  add_ints(layer, "stort", INT64_MAX, INT64_MIN);
  add_doubles(layer, "andel", 0.123456789012345, -12.5);
  add_doubles(layer, "hela", 7, 1000);
  add_doubles(layer, "spridda", 1.5e-20, -123456789.012345);
  add_doubles(layer, "enorma", 1e300, 1e-300);
  add_texts(layer, "namn", "Örebro – Åby", "ö");
  pb_column *days = pb_column_new("dag", PB_TYPE_TIME, NULL);
  pb_column_append_int(days, 1709164800);
  pb_column_append_missing(days);
  pb_column_append_int(days, -2208988800);
  pb_table_add(layer->attributes, days);
  add_ints(layer, "ja", 1, 0);
  layer->logical = g_new0(bool, 9);
  layer->logical[8] = true;
  return layer;
}

static void test_there_and_back(void) {
  g_autoptr(pb_layer) layer = example();
  g_autoptr(pb_layer) back = there_and_back(layer);
  assert_same(layer, back);
  g_assert_cmpuint(back->notes->len, ==, 0);
  g_assert_cmpint(back->crs_origin, ==, PB_CRS_FROM_FILE);
  g_assert_cmpstr(back->encoding, ==, "UTF-8");
}

/* A real layer, once it is read, is what is written and read again. */
static void test_real_layer(void) {
  g_autofree char *path = data_path("county.shp");
  g_autoptr(pb_layer) layer = pb_shapefile_read(path, NULL, NULL);
  g_assert_nonnull(layer);
  g_autoptr(pb_layer) back = there_and_back(layer);
  assert_same(layer, back);
}

static void assert_kind(int kind, const char *const *contents, guint8 written_kind) {
  g_auto(byte_files) files = byte_files_new(kind);
  for (const char *const *c = contents; *c; c++)
    byte_files_add(&files, *c);
  g_autoptr(pb_layer) layer = byte_files_layer(&files, NULL);
  g_autoptr(pb_layer) back = there_and_back(layer);
  assert_same(layer, back);
  char *folder = folder_new();
  g_autofree char *base = g_build_filename(folder, "lager", NULL);
  g_assert_true(pb_layer_write_shapefile(layer, base, NULL));
  g_autofree char *shp = g_strconcat(base, ".shp", NULL), *bytes = NULL;
  g_assert_true(g_file_get_contents(shp, &bytes, NULL, NULL));
  g_assert_cmpint(bytes[32], ==, written_kind);
  folder_remove(folder);
}

static void test_kinds(void) {
  assert_kind(1, (const char *const[]){"i1 d1 d2", "i0", "i1 d-3 d4.5", NULL}, 1);
  assert_kind(8, (const char *const[]){"i8 d0 d0 d1 d1 i2 d1 d2 d3 d4", "i0", NULL}, 8);
  assert_kind(3, (const char *const[]){"i3 d0 d0 d1 d1 i2 i4 i0 i2 d0 d0 d1 d1 d5 d5 d6 d6", NULL},
              3);
  assert_kind(
      5, (const char *const[]){"i0", "i5 d0 d0 d1 d1 i1 i4 i0 d0 d0 d0 d9 d9 d9 d0 d0", NULL}, 5);
  assert_kind(5, (const char *const[]){NULL}, 5);
}

/* The files hold no clock: twice the same bytes, and the date in the table is fixed. */
static void test_same_bytes(void) {
  g_autoptr(pb_layer) layer = example();
  char *folder = folder_new();
  g_autofree char *a = g_build_filename(folder, "a", NULL),
                  *b = g_build_filename(folder, "b", NULL);
  g_assert_true(pb_layer_write_shapefile(layer, a, NULL));
  g_assert_true(pb_layer_write_shapefile(layer, b, NULL));
  for (size_t i = 0; i < G_N_ELEMENTS(extensions); i++) {
    g_autofree char *one = g_strconcat(a, extensions[i], NULL);
    g_autofree char *other = g_strconcat(b, extensions[i], NULL);
    g_autofree char *one_bytes = NULL, *other_bytes = NULL;
    gsize n, m;
    g_assert_true(g_file_get_contents(one, &one_bytes, &n, NULL));
    g_assert_true(g_file_get_contents(other, &other_bytes, &m, NULL));
    g_assert_cmpmem(one_bytes, n, other_bytes, m);
    if (i == 2)
      g_assert_cmpmem(one_bytes + 1, 3, "\x64\x01\x01", 3);
    if (i == 4)
      g_assert_cmpstr(one_bytes, ==, "UTF-8");
  }
  GDir *dir = g_dir_open(folder, 0, NULL);
  size_t n_files = 0;
  while (g_dir_read_name(dir))
    n_files++;
  g_dir_close(dir);
  g_assert_cmpuint(n_files, ==, 2 * G_N_ELEMENTS(extensions)); /* nothing temporary stays */
  folder_remove(folder);
}

/* The .prj is, letter by letter, what PROJ writes for ESRI; the national plane's too. */
static void test_wkt_is_what_proj_writes(void) {
  for (int epsg = 3006; epsg <= 3008; epsg++) {
    g_autofree char *wkt = pb_crs_to_wkt(epsg, NULL);
    PJ_CONTEXT *context = proj_context_create();
    g_autofree char *code = g_strdup_printf("EPSG:%d", epsg);
    PJ *crs = proj_create(context, code);
    const char *const options[] = {"MULTILINE=NO", NULL};
    g_assert_cmpstr(wkt, ==, proj_as_wkt(context, crs, PJ_WKT1_ESRI, options));
    proj_destroy(crs);
    proj_context_destroy(context);
    g_assert_cmpint(pb_crs_from_wkt(wkt), ==, epsg);
  }
  g_autoptr(GError) error = NULL;
  g_assert_null(pb_crs_to_wkt(999999, &error));
  g_assert_error(error, PB_ERROR, PB_ERROR_INPUT);
}

static void test_names(void) {
  g_autoptr(pb_layer) layer = synthetic_layer();
  layer->attributes = pb_table_new();
  static const char *const given[] = {
      "Andel åäö", "antal_handelser_2023", "antal_handelser_2024", "ANTAL_HAND", "2024", "x", "",
      "ok_name"};
  static const char *const expected[] = {"Andel_aao", "antal_hand", "antal_ha_2", "ANTAL_HA_3",
                                         "f2024",     "x",          "f",          "ok_name"};
  for (size_t i = 0; i < G_N_ELEMENTS(given); i++)
    add_ints(layer, given[i], 1, 2);
  g_auto(GStrv) names = pb_layer_field_names(layer);
  g_assert_cmpuint(g_strv_length(names), ==, G_N_ELEMENTS(given));
  for (size_t i = 0; i < G_N_ELEMENTS(given); i++)
    g_assert_cmpstr(names[i], ==, expected[i]);
}

static void test_times_and_periods(void) {
  g_autoptr(pb_layer) layer = synthetic_layer();
  layer->attributes = pb_table_new();
  pb_column *times = pb_column_new("tid", PB_TYPE_TIME, NULL);
  pb_column *periods = pb_column_new("period", PB_TYPE_PERIOD, NULL);
  for (int i = 0; i < 3; i++) {
    pb_column_append_int(times, 1709164800 + 60 * i);
    pb_column_append_int(periods, pb_period_make(2024, 4, i + 1));
  }
  pb_table_add(layer->attributes, times);
  pb_table_add(layer->attributes, periods);
  g_autoptr(pb_layer) back = there_and_back(layer);
  g_assert_cmpstr(pb_column_string(pb_table_find(back->attributes, "tid"), 1), ==,
                  "2024-02-29 00:01:00");
  g_assert_cmpstr(pb_column_string(pb_table_find(back->attributes, "period"), 2), ==, "2024K3");
}

static void test_without_attributes(void) {
  g_autoptr(pb_layer) layer = synthetic_layer();
  g_autoptr(pb_layer) back = there_and_back(layer);
  assert_same_geometry(layer, back);
  g_assert_cmpint(pb_column_int(pb_table_find(back->attributes, "id"), 2), ==, 3);
}

static void assert_refused(const pb_layer *layer, const char *base, const char *words) {
  g_autoptr(GError) error = NULL;
  g_assert_false(pb_layer_write_shapefile(layer, base, &error));
  g_assert_error(error, PB_ERROR, PB_ERROR_OUTPUT);
  g_assert_nonnull(strstr(error->message, words));
  g_autofree char *shp = g_strconcat(base, ".shp", NULL);
  g_assert_false(g_file_test(shp, G_FILE_TEST_EXISTS));
}

static void test_refused(void) {
  char *folder = folder_new();
  g_autofree char *base = g_build_filename(folder, "lager", NULL);
  g_autoptr(pb_layer) layer = synthetic_layer();
  layer->attributes = pb_table_new();
  g_autofree char *longest = g_strnfill(254, 'a'), *longer = g_strnfill(255, 'a');
  add_texts(layer, "text", "a", longest);
  g_autoptr(pb_layer) back = there_and_back(layer);
  g_assert_cmpstr(pb_column_string(pb_table_find(back->attributes, "text"), 2), ==, longest);
  add_texts(layer, "mer", "a", longer);
  assert_refused(layer, base, "“mer” has a text of 255 bytes");
  g_autoptr(pb_layer) wide = synthetic_layer();
  wide->attributes = pb_table_new();
  for (int i = 0; i < 256; i++) {
    g_autofree char *name = g_strdup_printf("a%d", i);
    add_ints(wide, name, 1, 2);
  }
  assert_refused(wide, base, "256 attributes");
  g_autofree char *nowhere = g_build_filename(folder, "no", "lager", NULL);
  g_autoptr(pb_layer) plain = synthetic_layer();
  assert_refused(plain, nowhere, "lager.");
  folder_remove(folder);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/shapefile-write/there-and-back", test_there_and_back);
  g_test_add_func("/shapefile-write/real-layer", test_real_layer);
  g_test_add_func("/shapefile-write/kinds", test_kinds);
  g_test_add_func("/shapefile-write/same-bytes", test_same_bytes);
  g_test_add_func("/shapefile-write/wkt-is-what-proj-writes", test_wkt_is_what_proj_writes);
  g_test_add_func("/shapefile-write/names", test_names);
  g_test_add_func("/shapefile-write/times-and-periods", test_times_and_periods);
  g_test_add_func("/shapefile-write/without-attributes", test_without_attributes);
  g_test_add_func("/shapefile-write/refused", test_refused);
  return g_test_run();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables as dBASE programs write them: types, deleted rows, names, code pages. */
#include <string.h>

#include "byte_files.h"

static byte_files points(int n) {
  byte_files files = byte_files_new(1);
  for (int i = 0; i < n; i++)
    byte_files_add(&files, "i1 d500000 d6500000");
  return files;
}

static const pb_column *column(const pb_layer *layer, const char *name) {
  const pb_column *found = pb_table_find(layer->attributes, name);
  g_assert_nonnull(found);
  return found;
}

static void test_types(void) {
  g_auto(byte_files) files = points(4);
  byte_files_table(&files, 0, "dag D8, ja L1, antal N6, andel N8.3, tal F10, namn C6",
                   " 20240229T     7    .125 1.5e+03  Falun",
                   " 00000000?****** -12.500       -2      ", //
                   "         f     0       0                ",
                   " 19000101Y    -5    1,25      .5  \xd6n  ", NULL);
  g_autoptr(pb_layer) layer = byte_files_layer(&files, NULL);
  const pb_column *day = column(layer, "dag"), *yes = column(layer, "ja");
  g_assert_cmpint(pb_column_type(day), ==, PB_TYPE_TIME);
  g_assert_cmpint(pb_column_int(day, 0), ==, 1709164800);  /* date -u -d 2024-02-29 +%s */
  g_assert_cmpint(pb_column_int(day, 3), ==, -2208988800); /* date -u -d 1900-01-01 +%s */
  g_assert_false(pb_column_is_valid(day, 1));
  g_assert_false(pb_column_is_valid(day, 2));
  g_assert_cmpint(pb_column_type(yes), ==, PB_TYPE_INT64);
  g_assert_false(layer->logical[0]);
  g_assert_true(layer->logical[1]);
  g_assert_cmpint(pb_column_int(yes, 0), ==, 1);
  g_assert_false(pb_column_is_valid(yes, 1));
  g_assert_cmpint(pb_column_int(yes, 2), ==, 0);
  g_assert_cmpint(pb_column_type(column(layer, "antal")), ==, PB_TYPE_INT64);
  g_assert_false(pb_column_is_valid(column(layer, "antal"), 1)); /* asterisks: no value */
  g_assert_cmpint(pb_column_int(column(layer, "antal"), 3), ==, -5);
  g_assert_cmpfloat(pb_column_double(column(layer, "andel"), 0), ==, .125);
  g_assert_cmpfloat(pb_column_double(column(layer, "andel"), 3), ==, 1.25); /* decimal comma */
  g_assert_cmpfloat(pb_column_double(column(layer, "tal"), 0), ==, 1500);
  g_assert_false(pb_column_is_valid(column(layer, "tal"), 2));
  g_assert_cmpstr(pb_column_string(column(layer, "namn"), 0), ==, "Falun");
  g_assert_false(pb_column_is_valid(column(layer, "namn"), 1));
  g_assert_cmpstr(pb_column_string(column(layer, "namn"), 3), ==, "Ön");
  g_assert_cmpuint(layer->notes->len, ==, 0);
}

/* A field that promises whole numbers but holds others keeps them. */
static void test_not_whole(void) {
  g_auto(byte_files) files = points(2);
  byte_files_table(&files, 0, "a N6, b N20, c N20", "      7  9007199254740993                   1",
                   "    1.5 -9007199254740993                 1e3", NULL);
  g_autoptr(pb_layer) layer = byte_files_layer(&files, NULL);
  g_assert_cmpint(pb_column_type(column(layer, "a")), ==, PB_TYPE_DOUBLE);
  g_assert_cmpfloat(pb_column_double(column(layer, "a"), 1), ==, 1.5);
  g_assert_cmpint(pb_column_int(column(layer, "b"), 1), ==, -9007199254740993);
  g_assert_cmpfloat(pb_column_double(column(layer, "c"), 1), ==, 1000);
}

/* Values that are not of their type are missing, and counted. */
static void test_unreadable(void) {
  g_auto(byte_files) files = points(3);
  byte_files_table(&files, 0, "dag D8, ja L1, antal N6, andel N8.3", " 20230229x   12a     nan",
                   " 2024-5-11    0x     0x1", " 20240501T     1       1", NULL);
  g_autoptr(pb_layer) layer = byte_files_layer(&files, NULL);
  static const char *const names[] = {"dag", "ja", "antal", "andel"};
  for (size_t i = 0; i < 4; i++) {
    g_assert_cmpuint(pb_column_missing(column(layer, names[i])), ==, 2);
    g_autofree char *words =
        g_strdup_printf("lager.dbf: 2 values of the attribute “%s” are not", names[i]);
    g_assert_true(has_note(layer, words));
  }
}

/* A deleted row goes, and its shape with it. */
static void test_deleted(void) {
  g_auto(byte_files) files = byte_files_new(1);
  byte_files_add(&files, "i1 d1 d1");
  byte_files_add(&files, "i1 d2 d2");
  byte_files_add(&files, "i1 d3 d3");
  byte_files_table(&files, 0, "id N2", "  1", "* 2", "  3", NULL);
  g_autoptr(pb_layer) layer = byte_files_layer(&files, NULL);
  g_assert_cmpuint(layer->n_features, ==, 2);
  g_assert_cmpfloat(layer->x[1], ==, 3);
  g_assert_cmpint(pb_column_int(column(layer, "id"), 1), ==, 3);
  g_assert_true(has_note(layer, "lager.dbf: 1 row is marked as deleted"));
}

static void test_odd_fields(void) {
  g_auto(byte_files) files = points(1);
  byte_files_table(&files, 0, "a C3, a C3, tom C0, minne M10,  C2", " xyzuvw         1zz", NULL);
  g_autoptr(pb_layer) layer = byte_files_layer(&files, NULL);
  g_assert_cmpuint(pb_table_n_columns(layer->attributes), ==, 4);
  g_assert_cmpstr(pb_column_string(column(layer, "a"), 0), ==, "xyz");
  g_assert_cmpstr(pb_column_string(column(layer, "a_2"), 0), ==, "uvw");
  g_assert_false(pb_column_is_valid(column(layer, "minne"), 0));
  g_assert_cmpstr(pb_column_string(column(layer, "field_5"), 0), ==, "zz");
  g_assert_true(has_note(layer, "several attributes are called “a”"));
  g_assert_true(has_note(layer, "1 attribute has no width"));
  g_assert_true(has_note(layer, "“minne” is of the type M"));
}

static void test_no_fields(void) {
  g_auto(byte_files) files = points(2);
  byte_files_table(&files, 0, "", " ", " ", NULL);
  g_autoptr(pb_layer) layer = byte_files_layer(&files, NULL);
  g_assert_cmpuint(layer->n_features, ==, 2);
  g_assert_cmpuint(pb_table_n_columns(layer->attributes), ==, 0);
}

static void assert_read_as(int language_id, const char *cpg, const char *bytes, const char *text,
                           const char *encoding, bool noted) {
  g_auto(byte_files) files = points(1);
  byte_files_table(&files, language_id, "namn C20", bytes, NULL);
  g_autoptr(pb_layer) layer = byte_files_layer(&files, cpg);
  g_assert_cmpstr(pb_column_string(column(layer, "namn"), 0), ==, text);
  g_assert_cmpstr(layer->encoding, ==, encoding);
  g_assert_cmpint(has_note(layer, "as it says"), ==, noted);
}

static void test_code_pages(void) {
  /* 87 says “ANSI” of whatever computer: the letters decide. */
  assert_read_as(87, NULL, " \xd6rebro", "Örebro", "ISO-8859-1", false);
  assert_read_as(87, NULL, " \xc3\x96rebro", "Örebro", "UTF-8", false);
  assert_read_as(88, NULL, " \xd6rebro \x96", "Örebro –", "CP1252", false);
  assert_read_as(3, NULL, " \xd6rebro \x96", "Örebro –", "CP1252", false);
  assert_read_as(0x13, NULL, " \x93\x8c\x8b\x9e", "東京", "CP932", false);
  assert_read_as(0x15, NULL, " Malm\x94", "Malmö", "CP437", false);
  assert_read_as(0x16, NULL, " Malm\x94", "Malmö", "CP850", false);
  assert_read_as(0x16, NULL, " \xd0\xd1", "ðÐ", "CP850", false);
  assert_read_as(0, NULL, " V\x84xj\x94", "Växjö", "CP850", false);
  assert_read_as(0, NULL, " V\xe4xj\xf6", "Växjö", "ISO-8859-1", false);
  /* The .cpg goes before the table's own id. */
  assert_read_as(3, "850", " Malm\x94", "Malmö", "CP850", false);
  assert_read_as(3, "ISO 88591", " \xd6n", "Ön", "ISO-8859-1", false);
  /* What is said but cannot be: bytes that are no UTF-8, and UTF-8 that would be Ã–. */
  assert_read_as(0, "UTF-8", " \xd6rebro", "Örebro", "ISO-8859-1", true);
  assert_read_as(3, NULL, " \xc3\x96rebro", "Örebro", "UTF-8", true);
  assert_read_as(0, "1252", " \xc3\x96rebro", "Örebro", "UTF-8", true);
  assert_read_as(0, "no such thing", " \xd6rebro", "Örebro", "ISO-8859-1", true);
  /* Nothing but ASCII: no harm in a wrong word. */
  assert_read_as(0, "no such thing", " Kiruna", "Kiruna", "UTF-8", false);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/shapefile-attributes/types", test_types);
  g_test_add_func("/shapefile-attributes/not-whole", test_not_whole);
  g_test_add_func("/shapefile-attributes/unreadable", test_unreadable);
  g_test_add_func("/shapefile-attributes/deleted", test_deleted);
  g_test_add_func("/shapefile-attributes/odd-fields", test_odd_fields);
  g_test_add_func("/shapefile-attributes/no-fields", test_no_fields);
  g_test_add_func("/shapefile-attributes/code-pages", test_code_pages);
  return g_test_run();
}

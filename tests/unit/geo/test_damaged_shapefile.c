/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Small files of every kind, cut at every byte, with every byte of headers changed, and with
 * numbers that lie: each is read or refused with a sentence that names the file. */
#include <string.h>

#include "byte_files.h"
#include "engine/error.h"

/* One file of each kind; records that the format allows, as small as they come. */
static byte_files make(size_t which) {
  byte_files files;
  switch (which) {
  case 0: /* points and a null shape */
    files = byte_files_new(1);
    byte_files_add(&files, "i1 d500000 d6500000");
    byte_files_add(&files, "i0");
    byte_files_add(&files, "i1 d500001 d6500002");
    break;
  case 1: /* a polygon with a hole and an island */
    files = byte_files_new(5);
    byte_files_add_parts(&files, 5,
                         "0 0, 0 9, 9 9, 9 0, 0 0; 2 2, 4 2, 4 4, 2 2; 20 0, 20 1, 21 1, 20 0");
    break;
  case 2: /* a line in two parts */
    files = byte_files_new(3);
    byte_files_add_parts(&files, 3, "0 0, 1 1, 2 0; 5 5, 6 6");
    break;
  case 3: /* a polygon with heights and measures */
    files = byte_files_new(15);
    byte_files_add(&files, "i15 d0 d0 d9 d9 i1 i4 i0 d0 d0 d0 d9 d9 d9 d0 d0 "
                           "d0 d5 d1 d2 d3 d1 d0 d5 d1 d2 d3 d1");
    break;
  case 4: /* a line with measures */
    files = byte_files_new(23);
    byte_files_add(&files, "i23 d0 d0 d9 d9 i1 i2 i0 d0 d0 d9 d9 d0 d1 d0 d1");
    break;
  case 5: /* several points with heights */
    files = byte_files_new(18);
    byte_files_add(&files, "i18 d0 d0 d9 d9 i2 d0 d0 d9 d9 d0 d5 d1 d2 d0 d5 d1 d2");
    break;
  default: /* a point with height and measure */
    files = byte_files_new(11);
    byte_files_add(&files, "i11 d1 d2 d3 d4");
    break;
  }
  return files;
}
#define N_KINDS 7

/* Read it; either way all must be in order. True when it was read. */
static bool read_or_refused(const byte_files *files, const char *extension) {
  g_autoptr(GError) error = NULL;
  g_autoptr(pb_layer) layer = byte_files_read(files, NULL, &error);
  g_assert_true((layer == NULL) == (error != NULL));
  if (error) {
    g_assert_error(error, PB_ERROR, PB_ERROR_INPUT);
    g_assert_true(g_utf8_validate(error->message, -1, NULL));
    g_assert_true(g_str_has_suffix(error->message, "."));
    g_assert_nonnull(strstr(error->message, extension ? extension : "lager."));
    return false;
  }
  g_assert_cmpuint(layer->part_first[layer->n_features], ==, layer->n_parts);
  g_assert_cmpuint(layer->vertex_first[layer->n_parts], ==, layer->n_vertices);
  for (size_t v = 0; v < layer->n_vertices; v++)
    g_assert_true(layer->x[v] > -1e16 && layer->x[v] < 1e16 && layer->y[v] > -1e16 &&
                  layer->y[v] < 1e16);
  return true;
}

static void test_whole(void) {
  for (size_t k = 0; k < N_KINDS; k++) {
    g_auto(byte_files) files = make(k);
    g_assert_true(read_or_refused(&files, NULL));
  }
}

static void test_heights_noted(void) {
  static const char *const notes[N_KINDS] = {
      NULL,
      NULL,
      NULL,
      "lager.shp: heights (Z) and measures (M) are not used.",
      "lager.shp: measures (M) are not used.",
      "lager.shp: heights (Z) and measures (M) are not used.",
      "lager.shp: heights (Z) and measures (M) are not used."};
  for (size_t k = 0; k < N_KINDS; k++) {
    g_auto(byte_files) files = make(k);
    g_autoptr(pb_layer) layer = byte_files_layer(&files, NULL);
    if (notes[k])
      g_assert_true(has_note(layer, notes[k]));
    else
      g_assert_cmpuint(layer->notes->len, ==, 0);
  }
}

static GByteArray *file_of(byte_files *files, int which) {
  return which == 0 ? files->shp : which == 1 ? files->shx : files->dbf;
}
static const char *const names[] = {"lager.shp", "lager.shx", "lager.dbf"};

static void test_cut_at_every_byte(void) {
  for (size_t k = 0; k < N_KINDS; k++)
    for (int f = 0; f < 3; f++) {
      g_auto(byte_files) files = make(k);
      GByteArray *file = file_of(&files, f);
      for (guint length = file->len; length-- > 0;) {
        g_byte_array_set_size(file, length);
        g_assert_false(read_or_refused(&files, names[f]));
      }
    }
}

/* The file is as long as its header says, but its records are longer. */
static void test_cut_with_honest_header(void) {
  for (size_t k = 0; k < N_KINDS; k++) {
    g_auto(byte_files) files = make(k);
    for (guint length = files.shp->len - 2; length >= 100; length -= 2) {
      g_byte_array_set_size(files.shp, length);
      put_big_at(files.shp, 24, length / 2);
      g_assert_false(read_or_refused(&files, "lager.sh"));
    }
  }
}

static void test_every_byte_changed(void) {
  static const guint8 values[] = {0x00, 0x01, 0x7f, 0x80, 0xff};
  size_t n_refused = 0, n_read = 0;
  for (size_t k = 0; k < N_KINDS; k++)
    for (int f = 0; f < 3; f++) {
      g_auto(byte_files) files = make(k);
      GByteArray *file = file_of(&files, f);
      for (guint at = 0; at < file->len; at++)
        for (size_t v = 0; v < G_N_ELEMENTS(values); v++) {
          guint8 before = file->data[at];
          file->data[at] = values[v];
          *(read_or_refused(&files, NULL) ? &n_read : &n_refused) += 1;
          file->data[at] = before;
        }
    }
  g_assert_cmpuint(n_refused, >, 500);
  g_assert_cmpuint(n_read, >, 500);
}

/* Two bytes at once: counts and lengths that agree with each other but not with the file. */
static void test_every_number_changed(void) {
  static const guint32 values[] = {0, 1, 2, 1000, 1000000000, 0x7fffffff, 0x80000000, 0xffffffff};
  for (size_t k = 0; k < N_KINDS; k++)
    for (int f = 0; f < 2; f++) {
      g_auto(byte_files) files = make(k);
      GByteArray *file = file_of(&files, f);
      for (guint at = 24; at + 4 <= file->len; at += 4)
        for (size_t v = 0; v < 2 * G_N_ELEMENTS(values); v++) {
          guint8 before[4];
          memcpy(before, file->data + at, 4);
          (v % 2 ? put_big_at : put_little_at)(file, at, values[v / 2]);
          read_or_refused(&files, NULL);
          memcpy(file->data + at, before, 4);
        }
    }
}

static void assert_refused(const char *content, int kind) {
  g_auto(byte_files) files = byte_files_new(kind);
  byte_files_add(&files, content);
  if (read_or_refused(&files, "lager.shp"))
    g_error("“%s” was read", content);
}

static void test_lies(void) {
  /* A billion parts, a billion points, and fewer than none. */
  assert_refused("i5 d0 d0 d9 d9 i1000000000 i4 i0 d0 d0 d0 d9 d9 d9 d0 d0", 5);
  assert_refused("i5 d0 d0 d9 d9 i1 i1000000000 i0 d0 d0 d0 d9 d9 d9 d0 d0", 5);
  assert_refused("i5 d0 d0 d9 d9 i-1 i4 i0 d0 d0 d0 d9 d9 d9 d0 d0", 5);
  assert_refused("i5 d0 d0 d9 d9 i1 i-4 i0 d0 d0 d0 d9 d9 d9 d0 d0", 5);
  assert_refused("i5 d0 d0 d9 d9 i268435457 i4 i0 d0 d0 d0 d9 d9 d9 d0 d0", 5); /* 4 x overflows */
  assert_refused("i8 d0 d0 d9 d9 i1000000000 d1 d1", 8);
  assert_refused("i3 d0 d0 d9 d9 i0 i1000000000", 3);
  /* Parts that descend, stand twice as one would in a circle, begin late or beyond the end. */
  assert_refused("i5 d0 d0 d9 d9 i3 i4 i0 i3 i1 d0 d0 d0 d9 d9 d9 d0 d0", 5);
  assert_refused("i5 d0 d0 d9 d9 i2 i4 i0 i99 d0 d0 d0 d9 d9 d9 d0 d0", 5);
  assert_refused("i5 d0 d0 d9 d9 i2 i4 i0 i-1 d0 d0 d0 d9 d9 d9 d0 d0", 5);
  assert_refused("i5 d0 d0 d9 d9 i1 i4 i1 d0 d0 d0 d9 d9 d9 d0 d0", 5);
  assert_refused("i5 d0 d0 d9 d9 i2 i4 i0 i0 d0 d0 d0 d9 d9 d9 d0 d0", 5);
  /* Coordinates that are no numbers. */
  assert_refused("i5 d0 d0 d9 d9 i1 i4 i0 d0 d0 d0 nan d9 d9 d0 d0", 5);
  assert_refused("i3 d0 d0 d9 d9 i1 i2 i0 d0 d0 inf d9", 3);
  assert_refused("i8 d0 d0 d9 d9 i2 d1 d1 d1e300 d1", 8);
  /* Another kind than the file's, and one that does not exist. */
  assert_refused("i3 d0 d0 d9 d9 i1 i2 i0 d0 d0 d9 d9", 5);
  assert_refused("i99 d0 d0", 1);
}

/* A polygon without any part is a feature without geometry. */
static void test_no_parts(void) {
  g_auto(byte_files) none = byte_files_new(5);
  byte_files_add(&none, "i5 d0 d0 d9 d9 i0 i0");
  g_autoptr(pb_layer) empty = byte_files_layer(&none, NULL);
  g_assert_cmpuint(empty->n_features, ==, 1);
  g_assert_true(pb_box_is_empty(empty->box[0]));
}

/* Points that have no place keep their row. */
static void test_point_nowhere(void) {
  g_auto(byte_files) files = byte_files_new(1);
  byte_files_add(&files, "i1 nan nan");
  byte_files_add(&files, "i1 d1 d2");
  byte_files_add(&files, "i1 d-1.7e308 d-1.7e308");
  g_autoptr(pb_layer) layer = byte_files_layer(&files, NULL);
  g_assert_cmpuint(layer->n_features, ==, 3);
  g_assert_cmpuint(layer->n_vertices, ==, 1);
  g_assert_true(has_note(layer, "lager.shp: 2 points have no coordinates."));
}

/* The index: beyond the end, before the beginning, a million times the same large shape. */
static void test_index(void) {
  static const guint32 offsets[] = {0, 49, 1000, 0x7fffffff, 0x80000000, 0xffffffff};
  for (size_t i = 0; i < G_N_ELEMENTS(offsets); i++) {
    g_auto(byte_files) files = make(0);
    put_big_at(files.shx, 100, offsets[i]);
    g_assert_false(read_or_refused(&files, "lager.shx"));
  }
  static const guint32 lengths[] = {0, 1, 1000, 0x7fffffff, 0x80000000, 0xffffffff};
  for (size_t i = 0; i < G_N_ELEMENTS(lengths); i++) {
    g_auto(byte_files) files = make(0);
    put_big_at(files.shx, 104, lengths[i]);
    g_assert_false(read_or_refused(&files, "lager.sh"));
  }
  g_auto(byte_files) files = byte_files_new(8);
  g_autoptr(GString) content = g_string_new("i8 d0 d0 d9 d9 i1000");
  for (int i = 0; i < 1000; i++)
    g_string_append(content, " d1 d1");
  byte_files_add(&files, content->str);
  const guint n = 100000;
  g_autofree guint8 *entry = g_memdup2(files.shx->data + 100, 8);
  for (guint i = 1; i < n; i++) {
    g_byte_array_append(files.shx, entry, 8);
    g_byte_array_append(files.dbf, (const guint8 *)"    7", 5);
  }
  put_big_at(files.shx, 24, files.shx->len / 2);
  put_little_at(files.dbf, 4, n);
  g_assert_false(read_or_refused(&files, "several times"));
}

static void test_table_lies(void) {
  static const struct {
    size_t at;
    guint8 value;
  } lies[] = {{8, 0},    /* header shorter than itself */
              {8, 255},  /* header longer than the file */
              {9, 255},  /**/
              {10, 0},   /* rows without length */
              {10, 3},   /* rows shorter than their fields */
              {11, 255}, /* rows longer than the file */
              {4, 9},    /* more rows than there are */
              {4, 0},    /* fewer rows than shapes */
              {7, 255},  /* 4 billion rows */
              {48, 200}, /* a field wider than the row */
              {0, 0},    /* no dBASE file */
              {0, 4}};
  for (size_t i = 0; i < G_N_ELEMENTS(lies); i++) {
    g_auto(byte_files) files = make(0);
    files.dbf->data[lies[i].at] = lies[i].value;
    g_assert_false(read_or_refused(&files, "lager.dbf"));
  }
}

/* A field that is wider than the row would be read from the next row, or from beyond the end. */
static void test_wide_field(void) {
  g_auto(byte_files) files = make(0);
  files.dbf->data[48] = 5;
  g_assert_false(read_or_refused(&files, "attributes of a row do not fit into a row"));
}

/* A small file must not ask for much memory: 2 000 fields without width times many rows. */
static void test_fields_without_width(void) {
  g_auto(byte_files) files = byte_files_new(1);
  for (int i = 0; i < 2000; i++)
    byte_files_add(&files, "i0");
  g_autoptr(GString) fields = g_string_new("id N1");
  for (int i = 0; i < 2000; i++)
    g_string_append_printf(fields, ", f%d C0", i);
  byte_files_table(&files, 0, fields->str, NULL);
  for (int i = 0; i < 2000; i++)
    g_byte_array_append(files.dbf, (const guint8 *)" 1", 2);
  put_little_at(files.dbf, 4, 2000);
  g_autoptr(pb_layer) layer = byte_files_layer(&files, NULL);
  g_assert_cmpuint(pb_table_n_columns(layer->attributes), ==, 1);
  g_assert_true(has_note(layer, "2000 attributes have no width"));
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/damaged-shapefile/whole", test_whole);
  g_test_add_func("/damaged-shapefile/heights-noted", test_heights_noted);
  g_test_add_func("/damaged-shapefile/cut-at-every-byte", test_cut_at_every_byte);
  g_test_add_func("/damaged-shapefile/cut-with-honest-header", test_cut_with_honest_header);
  g_test_add_func("/damaged-shapefile/every-byte-changed", test_every_byte_changed);
  g_test_add_func("/damaged-shapefile/every-number-changed", test_every_number_changed);
  g_test_add_func("/damaged-shapefile/lies", test_lies);
  g_test_add_func("/damaged-shapefile/no-parts", test_no_parts);
  g_test_add_func("/damaged-shapefile/point-nowhere", test_point_nowhere);
  g_test_add_func("/damaged-shapefile/index", test_index);
  g_test_add_func("/damaged-shapefile/table-lies", test_table_lies);
  g_test_add_func("/damaged-shapefile/wide-field", test_wide_field);
  g_test_add_func("/damaged-shapefile/fields-without-width", test_fields_without_width);
  return g_test_run();
}

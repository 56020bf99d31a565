/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Missing, cut off and damaged files are sentences that name the file; nothing crashes or prints.
 */
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "engine/error.h"
#include "geo/shapefile.h"
#include "helpers.h"

static const char *const extensions[] = {"shp", "shx", "dbf", "prj"};

typedef struct {
  char *folder, *path;
  char *files[4];
} copy;

static copy copy_county(void) {
  copy c = {.folder = folder_new()};
  c.path = g_build_filename(c.folder, "lager.shp", NULL);
  for (size_t i = 0; i < 4; i++) {
    g_autofree char *from_name = g_strconcat("county.", extensions[i], NULL);
    g_autofree char *from = data_path(from_name);
    g_autofree char *to_name = g_strconcat("lager.", extensions[i], NULL);
    c.files[i] = g_build_filename(c.folder, to_name, NULL);
    copy_file(from, c.files[i], -1);
  }
  return c;
}

static void copy_clear(copy *c) {
  for (size_t i = 0; i < 4; i++)
    g_free(c->files[i]);
  g_free(c->path);
  folder_remove(c->folder);
}

/* The reading fails with a sentence that contains every one of the words. */
static void assert_refused(const char *path, const char *word, const char *other) {
  g_autoptr(GError) error = NULL;
  g_assert_null(pb_shapefile_read(path, NULL, &error));
  g_assert_error(error, PB_ERROR, PB_ERROR_INPUT);
  g_assert_true(g_str_has_suffix(error->message, "."));
  if (!strstr(error->message, word) || !strstr(error->message, other))
    g_error("“%s” lacks “%s” or “%s”", error->message, word, other);
}

static void test_missing(void) {
  copy c = copy_county();
  assert_refused("/no/such/lager.shp", "/no/such/lager.shp", "does not exist");
  g_remove(c.files[2]);
  assert_refused(c.path, "lager.dbf", "is missing");
  g_remove(c.files[1]);
  assert_refused(c.path, "lager.shx", "is missing");
  g_remove(c.files[0]);
  assert_refused(c.path, "lager.shp", "does not exist");
  copy_clear(&c);
}

static void test_empty_and_other(void) {
  copy c = copy_county();
  g_assert_true(g_file_set_contents(c.files[0], "", 0, NULL));
  assert_refused(c.path, "lager.shp", "empty");
  g_autofree char *text = g_strnfill(200, 'x');
  g_assert_true(g_file_set_contents(c.files[0], text, -1, NULL));
  assert_refused(c.path, "lager.shp", "not part of a shapefile");
  copy_clear(&c);
}

/* Every way to cut a file short: each byte of the headers, then a step through the rest. */
static void test_cut_off(void) {
  copy c = copy_county();
  for (size_t i = 0; i < 3; i++) {
    g_autofree char *name = g_strconcat("county.", extensions[i], NULL);
    g_autofree char *from = data_path(name);
    g_autofree char *data = NULL;
    gsize length = 0;
    g_assert_true(g_file_get_contents(from, &data, &length, NULL));
    /* A dBASE table may lack its last byte, the end mark. */
    gsize last = i == 2 ? length - 2 : length - 1;
    for (gsize cut = 1, next; cut <= last; cut = next) {
      next = cut < 140 || cut + 3 > last ? cut + 1 : MIN(cut + 97, last - 2);
      g_assert_true(g_file_set_contents(c.files[i], data, (gssize)cut, NULL));
      g_autofree char *file = g_strconcat("lager.", extensions[i], NULL);
      assert_refused(c.path, file, "");
    }
    copy_file(from, c.files[i], -1);
  }
  copy_clear(&c);
}

static GBytes *changed(GBytes *whole, gsize at, guint8 value) {
  gsize length;
  const guint8 *bytes = g_bytes_get_data(whole, &length);
  guint8 *copied = g_memdup2(bytes, length);
  copied[at] = value;
  return g_bytes_new_take(copied, length);
}

static GBytes *load(const char *extension) {
  g_autofree char *name = g_strconcat("county.", extension, NULL);
  g_autofree char *path = data_path(name);
  char *data = NULL;
  gsize length = 0;
  g_assert_true(g_file_get_contents(path, &data, &length, NULL));
  return g_bytes_new_take(data, length);
}

/* Damage to any single byte gives a layer or a sentence, never a crash. */
static void test_flipped_bytes(void) {
  GBytes *files[] = {load("shp"), load("shx"), load("dbf")};
  static const guint8 values[] = {0, 1, 0x7f, 0x80, 0xff};
  size_t refused = 0;
  for (size_t i = 0; i < 3; i++)
    for (gsize at = 0; at < g_bytes_get_size(files[i]); at += at < 600 ? 1 : 131)
      for (size_t v = 0; v < G_N_ELEMENTS(values); v++) {
        g_autoptr(GBytes) other = changed(files[i], at, values[v]);
        const pb_shapefile_contents contents = {.name = "lager",
                                                .shp = i == 0 ? other : files[0],
                                                .shx = i == 1 ? other : files[1],
                                                .dbf = i == 2 ? other : files[2]};
        const pb_shapefile_options options = {.epsg = 3006};
        g_autoptr(GError) error = NULL;
        g_autoptr(pb_layer) layer = pb_shapefile_parse(&contents, &options, &error);
        g_assert_true((layer != NULL) != (error != NULL));
        if (error) {
          refused++;
          g_assert_true(g_utf8_validate(error->message, -1, NULL));
        } else {
          g_assert_cmpuint(pb_table_n_rows(layer->attributes), ==, layer->n_features);
        }
      }
  g_assert_cmpuint(refused, >, 100);
  for (size_t i = 0; i < 3; i++)
    g_bytes_unref(files[i]);
}

/* Files that are whole but not made for each other. */
static void test_not_together(void) {
  copy c = copy_county();
  shapefile_writer writer = shapefile_begin(c.folder, "other", SHPT_POINT);
  const double x = 500000, y = 6500000;
  shapefile_add(&writer, SHPT_POINT, NULL, 0, &x, &y, 1, "1", "a", 1, 1);
  g_autofree char *path = shapefile_end(&writer);
  g_autofree char *dbf = g_build_filename(c.folder, "other.dbf", NULL);
  copy_file(dbf, c.files[2], -1);
  assert_refused(c.path, "lager.dbf", "1 rows");
  copy_clear(&c);
}

static void test_multipatch(void) {
  char *folder = folder_new();
  shapefile_writer writer = shapefile_begin(folder, "t", SHPT_MULTIPATCH);
  g_autofree char *path = shapefile_end(&writer);
  assert_refused(path, "t.shp", "cannot be read");
  folder_remove(folder);
}

static void test_unknown_projection(void) {
  char *folder = folder_new();
  shapefile_writer writer = shapefile_begin(folder, "t", SHPT_POINT);
  const double x = 100000, y = 6500000;
  shapefile_add(&writer, SHPT_POINT, NULL, 0, &x, &y, 1, "1", "a", 1, 1);
  g_autofree char *path = shapefile_end(&writer);
  assert_refused(path, "t.prj", "crs = EPSG:N");
  g_autofree char *prj = g_build_filename(folder, "t.prj", NULL);
  g_assert_true(g_file_set_contents(prj, "not a projection", -1, NULL));
  assert_refused(path, "t.prj", "crs = EPSG:N");
  folder_remove(folder);
}

/* shapelib has a habit of printing; here it must not. */
static void test_silent(void) {
  if (g_test_subprocess()) {
    copy c = copy_county();
    g_assert_true(g_file_set_contents(c.files[1], "xx", 2, NULL));
    g_autoptr(pb_layer) layer = pb_shapefile_read(c.path, NULL, NULL);
    g_assert_null(layer);
    copy_clear(&c);
    return;
  }
  g_test_trap_subprocess(NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed();
  g_test_trap_assert_stderr("");
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/bad-shapefile/missing", test_missing);
  g_test_add_func("/bad-shapefile/empty-and-other", test_empty_and_other);
  g_test_add_func("/bad-shapefile/cut-off", test_cut_off);
  g_test_add_func("/bad-shapefile/flipped-bytes", test_flipped_bytes);
  g_test_add_func("/bad-shapefile/not-together", test_not_together);
  g_test_add_func("/bad-shapefile/multipatch", test_multipatch);
  g_test_add_func("/bad-shapefile/unknown-projection", test_unknown_projection);
  g_test_add_func("/bad-shapefile/silent", test_silent);
  return g_test_run();
}

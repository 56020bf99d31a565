/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/output.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "engine/error.h"
#include "helpers.h"

static guint count_files(const char *folder) {
  guint n = 0;
  GDir *dir = g_dir_open(folder, 0, NULL);
  while (g_dir_read_name(dir))
    n++;
  g_dir_close(dir);
  return n;
}

static void test_write_and_replace(void) {
  char *folder = test_folder();
  g_autofree char *path = g_build_filename(folder, "å.txt", NULL);
  GError *error = NULL;
  g_assert_true(pb_output_write_text(path, "ett", &error));
  g_assert_true(pb_output_write(path, "tv\0å", 5, &error));
  g_assert_no_error(error);
  g_autofree char *text = test_read(folder, "å.txt");
  g_assert_cmpmem(text, 5, "tv\0å", 5);
  g_assert_cmpuint(count_files(folder), ==, 1);
  test_remove_folder(folder);
}

static void test_folders(void) {
  char *folder = test_folder();
  g_autofree char *deep = g_build_filename(folder, "a", "b", "c", NULL);
  GError *error = NULL;
  g_assert_true(pb_output_make_folder(deep, &error));
  g_assert_true(pb_output_make_folder(deep, &error));
  g_assert_true(g_file_test(deep, G_FILE_TEST_IS_DIR));
  test_write(folder, "file", "x", -1);
  g_autofree char *below_file = g_build_filename(folder, "file", "b", NULL);
  g_assert_false(pb_output_make_folder(below_file, &error));
  test_error(&error, PB_ERROR, PB_ERROR_OUTPUT, below_file, NULL);
  g_assert_false(pb_output_make_folder("/proc/none", &error));
  test_error(&error, PB_ERROR, PB_ERROR_OUTPUT, "/proc/none", NULL);
  test_remove_folder(folder);
}

static void test_no_such_folder(void) {
  GError *error = NULL;
  g_assert_false(pb_output_write_text("/no/such/folder/x.txt", "x", &error));
  test_error(&error, PB_ERROR, PB_ERROR_OUTPUT, "/no/such/folder/x.txt", NULL);
}

/* A limit on the size of files stands for a full disk: writing fails half way. The older file stays
 * and no part of the new one is left. */
static void test_full_disk(void) {
  char *folder = test_folder();
  g_autofree char *path = g_build_filename(folder, "rapport.pdf", NULL);
  GError *error = NULL;
  g_assert_true(pb_output_write_text(path, "den gamla", &error));
  signal(SIGXFSZ, SIG_IGN);
  struct rlimit before, small;
  getrlimit(RLIMIT_FSIZE, &before);
  small = before;
  small.rlim_cur = 4096;
  g_assert_cmpint(setrlimit(RLIMIT_FSIZE, &small), ==, 0);
  g_autofree char *large = g_strnfill(100000, 'x');
  bool written = pb_output_write_text(path, large, &error);
  g_autofree char *other = g_build_filename(folder, "ny.pdf", NULL);
  GError *second = NULL;
  bool written_too = pb_output_write_text(other, large, &second);
  setrlimit(RLIMIT_FSIZE, &before);
  g_assert_false(written);
  test_error(&error, PB_ERROR, PB_ERROR_OUTPUT, path, NULL);
  g_assert_false(written_too);
  test_error(&second, PB_ERROR, PB_ERROR_OUTPUT, other, NULL);
  g_autofree char *text = test_read(folder, "rapport.pdf");
  g_assert_cmpstr(text, ==, "den gamla");
  g_assert_cmpuint(count_files(folder), ==, 1);
  test_remove_folder(folder);
}

static void test_over_a_folder(void) {
  char *folder = test_folder();
  g_autofree char *path = g_build_filename(folder, "a", NULL);
  GError *error = NULL;
  g_assert_true(pb_output_make_folder(path, &error));
  g_assert_false(pb_output_write_text(path, "x", &error));
  test_error(&error, PB_ERROR, PB_ERROR_OUTPUT, path, NULL);
  g_assert_cmpuint(count_files(folder), ==, 1);
  test_remove_folder(folder);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/output/write-and-replace", test_write_and_replace);
  g_test_add_func("/output/folders", test_folders);
  g_test_add_func("/output/no-such-folder", test_no_such_folder);
  g_test_add_func("/output/full-disk", test_full_disk);
  g_test_add_func("/output/over-a-folder", test_over_a_folder);
  return g_test_run();
}

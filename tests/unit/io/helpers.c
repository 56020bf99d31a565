/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "helpers.h"
#include "io/load_dataset.h"

#include <glib/gstdio.h>
#include <string.h>

char *test_folder(void) {
  GError *error = NULL;
  char *folder = g_dir_make_tmp("problembild-io-XXXXXX", &error);
  g_assert_no_error(error);
  return folder;
}

void test_remove_folder(char *folder) {
  GDir *dir = g_dir_open(folder, 0, NULL);
  const char *name;
  while (dir && (name = g_dir_read_name(dir))) {
    g_autofree char *path = g_build_filename(folder, name, NULL);
    if (g_file_test(path, G_FILE_TEST_IS_DIR))
      test_remove_folder(g_steal_pointer(&path));
    else
      g_unlink(path);
  }
  if (dir)
    g_dir_close(dir);
  g_rmdir(folder);
  g_free(folder);
}

void test_write(const char *folder, const char *name, const char *bytes, gssize n) {
  g_autofree char *path = g_build_filename(folder, name, NULL);
  GError *error = NULL;
  g_file_set_contents(path, bytes, n < 0 ? (gssize)strlen(bytes) : n, &error);
  g_assert_no_error(error);
}

char *test_read(const char *folder, const char *name) {
  g_autofree char *path = g_build_filename(folder, name, NULL);
  char *text;
  GError *error = NULL;
  g_file_get_contents(path, &text, NULL, &error);
  g_assert_no_error(error);
  return text;
}

void test_error(GError **error, GQuark domain, int code, ...) {
  g_assert_error(*error, domain, code);
  va_list parts;
  va_start(parts, code);
  for (const char *part; (part = va_arg(parts, const char *));)
    test_contains((*error)->message, part);
  va_end(parts);
  g_clear_error(error);
}

void test_open_project(test_project *opened) {
  g_autofree char *path = g_build_filename(opened->folder, "problembild.ini", NULL);
  GError *error = NULL;
  opened->project = pb_project_load(path, &error);
  g_assert_no_error(error);
  opened->dataset =
      pb_load_dataset_collect(opened->project, PB_SOURCE_ROOT "/data", &opened->failures, &error);
  g_assert_no_error(error);
}

void test_close_project(test_project *opened) {
  pb_dataset_free(opened->dataset);
  pb_project_free(opened->project);
  g_ptr_array_unref(opened->failures);
  test_remove_folder(opened->folder);
}

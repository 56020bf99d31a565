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

static size_t rows_told(const pb_dataset *d, const pb_source_info *source, pb_diag_severity why) {
  size_t rows = 0;
  for (size_t i = 0; i < pb_diagnostics_n_tallies(d->diagnostics); i++) {
    pb_diag_tally tally = pb_diagnostics_tally(d->diagnostics, i);
    if (tally.severity == why && g_str_equal(tally.source, source->name) &&
        g_str_equal(tally.file, source->path))
      rows += tally.rows;
  }
  return rows;
}

/* Whatever a test reads: every row that was not used has a reason. */
static void assert_told(const pb_dataset *d) {
  for (size_t i = 0; i < d->n_sources; i++) {
    const pb_source_info *source = &d->sources[i];
    g_assert_cmpuint(rows_told(d, source, PB_DIAG_REJECTED), ==, source->rows_rejected);
    g_assert_cmpuint(rows_told(d, source, PB_DIAG_LEFT_OUT), ==, source->rows_left_out);
    g_assert_nonnull(source->form);
  }
}

void test_open_project(test_project *opened) {
  g_autofree char *path = g_build_filename(opened->folder, "problembild.ini", NULL);
  GError *error = NULL;
  opened->project = pb_project_load(path, &error);
  g_assert_no_error(error);
  opened->dataset =
      pb_load_dataset_collect(opened->project, PB_SOURCE_ROOT "/data", &opened->failures, &error);
  g_assert_no_error(error);
  assert_told(opened->dataset);
}

void test_close_project(test_project *opened) {
  pb_dataset_free(opened->dataset);
  pb_project_free(opened->project);
  g_ptr_array_unref(opened->failures);
  test_remove_folder(opened->folder);
}

size_t test_count_reason(const pb_dataset *dataset, const char *reason) {
  for (size_t i = 0; i < pb_diagnostics_n_reasons(dataset->diagnostics); i++) {
    pb_diag_count one = pb_diagnostics_reason(dataset->diagnostics, i);
    if (g_str_equal(one.reason, reason))
      return one.count;
  }
  return 0;
}

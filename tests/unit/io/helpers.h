/* SPDX-License-Identifier: GPL-3.0-or-later */
/** What the tests of io/ share. */
#ifndef PB_TESTS_IO_HELPERS_H
#define PB_TESTS_IO_HELPERS_H

#include <glib.h>
#include <stdbool.h>

#include "engine/dataset.h"
#include "io/project.h"

/** A new empty folder below the system's temporary one. g_free. */
char *test_folder(void);
/** Remove it with everything in it. */
void test_remove_folder(char *folder);
/** Write FOLDER/NAME; a negative length means strlen. */
void test_write(const char *folder, const char *name, const char *bytes, gssize n);
/** Read a file; fails the test when it cannot. g_free. */
char *test_read(const char *folder, const char *name);

/** A project of FOLDER/problembild.ini with what was read of it. */
typedef struct {
  char *folder; /**< set before it is opened */
  pb_project *project;
  pb_dataset *dataset;
  GPtrArray *failures; /**< GError of each source that could not be read */
} test_project;
/** Load the project and all that can be read, with the real reference tables. */
void test_open_project(test_project *opened);
/** How many findings have this reason. */
size_t test_count_reason(const pb_dataset *dataset, const char *reason);
/** Free it and remove its folder. */
void test_close_project(test_project *opened);

/** The error is there, of this domain and code, and its message contains every text of a
 * NULL-terminated list. Clears it. */
void test_error(GError **error, GQuark domain, int code, ...) G_GNUC_NULL_TERMINATED;
#define test_contains(text, part)                                                                  \
  do {                                                                                             \
    if (!strstr((text), (part)))                                                                   \
      g_error("“%s” is not in “%s” (%s:%d)", (part), (text), __FILE__, __LINE__);                  \
  } while (0)

#endif

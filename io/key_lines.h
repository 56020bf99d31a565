/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Where sections and keys stand in a key file: GLib's reader keeps no lines, and merges what is
 * given twice. Internal to the project file. */
#ifndef PB_IO_KEY_LINES_H
#define PB_IO_KEY_LINES_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

typedef struct {
  char *section;
  char *key; /**< NULL: the section itself */
  size_t line;
} pb_key_line;

/** Scan a UTF-8 key file. NULL with PB_ERROR_PROJECT for a line that is neither section, key nor
 * comment, a key before the first section, and anything given twice. Array of pb_key_line, free
 * with g_array_unref. */
GArray *pb_key_lines_scan(const char *name, const char *text, size_t n, GError **error);
/** Line of a key (or with NULL of the section); 0 when there is none. */
size_t pb_key_lines_find(const GArray *lines, const char *section, const char *key);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Files that appear whole or not at all: written beside under a temporary name, synced, renamed. On
 * failure nothing is left behind and an older file of that name stays as it was. Errors are
 * PB_ERROR_OUTPUT and name the path. Thread-safe for different paths.
 */
#ifndef PB_IO_OUTPUT_H
#define PB_IO_OUTPUT_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

/** Write `n` bytes. The folder must exist. */
bool pb_output_write(const char *path, const void *bytes, size_t n, GError **error);
/** The same for a NUL-terminated text. */
bool pb_output_write_text(const char *path, const char *text, GError **error);
/** Make a folder and those above it; one that exists is fine if files can be made in it. */
bool pb_output_make_folder(const char *path, GError **error);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Files that are no tables: known by their first bytes, whatever they are named, and refused with
 * a sentence that says what to do. */
#ifndef PB_IO_FILE_FORMAT_H
#define PB_IO_FILE_FORMAT_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

/** So many first bytes tell all that can be told. */
#define PB_FORMAT_BYTES 1024

/** True, with PB_ERROR_INPUT, when the bytes are the beginning of a file that is neither text nor a
 * workbook; `name` is used in messages. `trusted`: it looks like a workbook, or someone says
 * in which encoding it is: only what has the mark of another format is refused. */
bool pb_refuse_format(const char *name, const void *bytes, size_t n, bool trusted, GError **error);

#endif

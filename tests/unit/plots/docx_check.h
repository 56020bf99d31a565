/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Rules of ECMA-376 (transitional) and of accessible documents that can be read off a file. */
#ifndef PB_TESTS_DOCX_CHECK_H
#define PB_TESTS_DOCX_CHECK_H

#include <glib.h>

/** The parts of a zip archive: path -> GBytes *; `order` (NULL: not wanted) gets the paths in their
 * order. NULL when it is no archive. */
GHashTable *docx_parts(const void *bytes, gsize n, GPtrArray *order);
/** One sentence a fault; empty when the file keeps the rules. */
GPtrArray *docx_faults(const void *bytes, gsize n);

#endif

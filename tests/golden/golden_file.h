/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Comparison of a text with a stored file, line by line. */
#ifndef PB_TESTS_GOLDEN_FILE_H
#define PB_TESTS_GOLDEN_FILE_H

#include <glib.h>

/** NULL when `text` is what is stored in `folder`/`name`, else what differs, for a person to read
 * (g_free). With PB_UPDATE_GOLDEN=1 in the environment the file is written anew instead. */
char *golden_difference(const char *folder, const char *name, const char *text, gsize length);

#endif

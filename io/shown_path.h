/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Paths as they may stand in files that leave the machine: never absolute. */
#ifndef PB_IO_SHOWN_PATH_H
#define PB_IO_SHOWN_PATH_H

#include <glib.h>

/** A relative path as it is; of an absolute one only the name. g_free. */
char *pb_shown_path(const char *path);
/** A sentence in which every absolute path (a word that begins with a slash) is only its name.
 * g_free. */
char *pb_hide_folders(const char *sentence);

#endif

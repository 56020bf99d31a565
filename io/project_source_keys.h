/* SPDX-License-Identifier: GPL-3.0-or-later */
/** What a section [source NAME] of the project file says: internal to io/project_keys.c. */
#ifndef PB_IO_PROJECT_SOURCE_KEYS_H
#define PB_IO_PROJECT_SOURCE_KEYS_H

#include "io/key_reader.h"
#include "io/project.h"

/** Append a pb_project_source and fill it, also in part when false is returned. Its kind, column
 * roles, encoding and marks are checked here, where the line is known. */
bool pb_project_read_source(const pb_key_reader *r, const char *name, GArray *sources);

#endif

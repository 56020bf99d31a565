/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Sections and keys of the project file: internal to io/project.c. */
#ifndef PB_IO_PROJECT_KEYS_H
#define PB_IO_PROJECT_KEYS_H

#include "io/project.h"

/** Fill a project that holds the defaults. PB_ERROR_PROJECT. */
bool pb_project_read_keys(pb_project *project, const void *bytes, size_t n, GError **error);

#endif

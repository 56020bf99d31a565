/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Sections and keys of the project file: internal to io/project.c. */
#ifndef PB_IO_PROJECT_KEYS_H
#define PB_IO_PROJECT_KEYS_H

#include "io/project.h"

/** Keys of [project], [source NAME], [layer NAME] and [disclosure] by the first word of the
 * section; those that begin with columns. and constant. are not among them. NULL and `n` 0 for a
 * section whose keys are the user's own words, and for what is no section. */
const char *const *pb_project_key_names(const char *section, size_t *n);

/** Fill a project that holds the defaults. PB_ERROR_PROJECT. */
bool pb_project_read_keys(pb_project *project, const void *bytes, size_t n, GError **error);

#endif

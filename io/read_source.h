/* SPDX-License-Identifier: GPL-3.0-or-later */
/** One file of a [source]: opened, understood, and its rows given to the source kind. */
#ifndef PB_IO_READ_SOURCE_H
#define PB_IO_READ_SOURCE_H

#include "io/gathered.h"
#include "io/project.h"
#include "io/roles.h"

/**
 * Read the file `path` (as written in the project) of `source` into `gathered`, whose last file it
 * becomes, and describe it in `info` (counts are filled when rows are joined). False with
 * PB_ERROR_INPUT or PB_ERROR_PROJECT when nothing could be used; `gathered` is then as before.
 * Findings about rows stay in `diagnostics` in both cases.
 */
bool pb_read_source(const pb_project *project, const pb_project_source *source, const char *path,
                    const pb_known_headers *known, pb_diagnostics *diagnostics,
                    pb_gathered *gathered, pb_source_info *info, GError **error);

#endif

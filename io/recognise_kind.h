/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Which source kind a table could be used as, by its headers alone: what `table` says of a file
 * that no project names. */
#ifndef PB_IO_RECOGNISE_KIND_H
#define PB_IO_RECOGNISE_KIND_H

#include "io/names_index.h"
#include "io/roles.h"

/** The kind whose required roles are all found among `headers` (also across, in a wide table); of
 * several the one with most roles, then the first of the list. NULL: none, which is no error.
 * `names` knows the crime types, `path` may say what rates are per. `roles` gets, by role, the
 * header that has it, "(across)" for what stands across, NULL for none: borrowed from `headers`
 * and static texts. */
const pb_source_kind *pb_recognise_kind(const pb_known_headers *known, pb_names_index *names,
                                        const char *path, const char *const *headers, size_t n,
                                        const char *roles[PB_MAX_ROLES]);

#endif

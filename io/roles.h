/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Column roles: which header holds the municipality, which the count. Headers that users really
 * have are a table (data/reference/headers.csv: kind, role, header), so a new export is a change of
 * data; the project file can name any other by columns.ROLE = HEADER.
 *
 * Headers are compared without regard to letter case and to blanks around them.
 */
#ifndef PB_IO_ROLES_H
#define PB_IO_ROLES_H

#include "io/project.h"
#include "io/source_kind.h"

/** The table of known headers; of several headers for one role the first listed wins. */
typedef struct pb_known_headers pb_known_headers;

pb_known_headers *pb_known_headers_new(void);
void pb_known_headers_add(pb_known_headers *known, const char *kind, const char *role,
                          const char *header);
/** True when the table knows `header` for this role. */
bool pb_known_headers_has(const pb_known_headers *known, const char *kind, const char *role,
                          const char *header);
void pb_known_headers_free(pb_known_headers *known);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(pb_known_headers, pb_known_headers_free)

/** Field number of each role of the kind, 0-based; -1: the file has no such column.
 * Columns after the file's own hold what the project file says of all rows. */
typedef struct {
  int column[PB_MAX_ROLES];
} pb_roles;

/**
 * Find the roles of `kind` among `headers`, required or not. `source` may be NULL (no overrides).
 * `where` is "FILE:LINE" of the header for messages. False with PB_ERROR_PROJECT when columns.ROLE
 * names a role or a header that does not exist.
 */
bool pb_roles_match(const pb_source_kind *kind, const pb_known_headers *known,
                    const pb_project *project, const pb_project_source *source,
                    const char *const *headers, size_t n_headers, const char *where,
                    pb_roles *roles, GError **error);
/** False with PB_ERROR_INPUT when a required role has neither a column nor one that stands in for
 * it: the sentence lists the headers there are and how to name one. */
bool pb_roles_require(const pb_source_kind *kind, const char *const *headers, size_t n_headers,
                      const char *where, const pb_roles *roles, GError **error);
/** Both. */
bool pb_roles_find(const pb_source_kind *kind, const pb_known_headers *known,
                   const pb_project *project, const pb_project_source *source,
                   const char *const *headers, size_t n_headers, const char *where, pb_roles *roles,
                   GError **error);
/** "municipality = kommun, period = period": g_free. */
char *pb_roles_text(const pb_source_kind *kind, const pb_roles *roles, const char *const *headers);

#endif

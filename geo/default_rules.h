/* SPDX-License-Identifier: GPL-3.0-or-later */
/** The rules of default_points.h that look at many events, a file each. Inside geo/ only. */
#ifndef PB_GEO_DEFAULT_RULES_H
#define PB_GEO_DEFAULT_RULES_H

#include "geo/default_points.h"

/** Columns of the events; NULL where there is none. */
typedef struct {
  const pb_column *municipality, *county, *source, *line, *type, *time, *published;
} pb_default_columns;

static inline bool pb_has(const pb_column *column, size_t row) {
  return column && pb_column_is_valid(column, row);
}

/** The municipality that a row names, else that of its point; -1: unknown. */
static inline int64_t pb_default_place(const pb_located_events *events, const pb_default_columns *c,
                                       size_t row) {
  return pb_has(c->municipality, row) ? pb_column_int(c->municipality, row)
                                      : events->municipality_of[row];
}

/** Rule 1 for one source; `section`: its first file. Marks groups in `reasons`. */
void pb_default_per_area(const pb_located_events *events, const pb_default_columns *c, int section,
                         uint8_t *reasons);
/** Rule 3. Marks groups that have no reason yet. */
void pb_default_frequent(const pb_located_events *events, const pb_default_columns *c,
                         uint8_t *reasons);

#endif

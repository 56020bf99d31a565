/* SPDX-License-Identifier: GPL-3.0-or-later */
/** A table of any number of dimensions with all its margins, as cells and sums of a problem. */
#ifndef PB_ENGINE_DISCLOSURE_TABLE_H
#define PB_ENGINE_DISCLOSURE_TABLE_H

#include "engine/disclosure/problem.h"

/** The label of a total, in the last place of each dimension. */
#define PB_DISCLOSURE_TOTAL "*"
#define PB_DISCLOSURE_DIMENSIONS_MAX 6

typedef struct {
  const char *const *labels;
  size_t n;
} pb_disclosure_dimension;

/** Add the inner cells `counts` (the last dimension runs fastest) and every margin. Ids are
 * `prefix` and the labels, parted by "/": "burglary/1880/2024", "burglary/1880/ *" (without the
 * blank) its sum over years. Tables that share a prefix and labels share cells. `cells`, of (n_1 +
 * 1) x (n_2 + 1) x ... entries, the total last in each dimension, receives the positions. */
bool pb_disclosure_add_table(pb_disclosure_problem *problem, const char *prefix,
                             const pb_disclosure_dimension *dimensions, size_t n_dimensions,
                             const int64_t *counts, uint32_t *cells, GError **error);
/** Entries of `cells`. */
size_t pb_disclosure_table_size(const pb_disclosure_dimension *dimensions, size_t n_dimensions);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Rows that share one exact point, found by hashing: time grows linearly, memory is at most 18
 * bytes a row. Points are one when they are equal to the centimetre, so that 58.345364 and
 * 58.345364000000004 are.
 */
#ifndef PB_GEO_SAME_POINTS_H
#define PB_GEO_SAME_POINTS_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define PB_NO_GROUP UINT32_MAX

typedef struct {
  size_t n_rows, n_groups;
  uint32_t *group_of; /**< by row; PB_NO_GROUP: the row has no point */
  uint32_t *first;    /**< by group: its first row; groups stand in the order of their first rows */
  uint32_t *count;    /**< by group: rows on the point */
} pb_same_points;

/** x and y in metres; rows where `has_point` is false are left out. NULL with PB_ERROR_MEMORY.
 * Thread-safe. Free with pb_same_points_free. */
pb_same_points *pb_same_points_find(const double *x, const double *y, const bool *has_point,
                                    size_t n, GError **error);
void pb_same_points_free(pb_same_points *same);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(pb_same_points, pb_same_points_free)

#endif

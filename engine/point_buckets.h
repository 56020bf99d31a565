/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Points sorted into square buckets, to find those near a place without looking at all.
 *
 * Buckets are stored row by row, so the points of neighbouring buckets of one row lie side by side:
 * a search goes over a few ranges, one a row. At most about four buckets a point are made, whatever
 * the reach. Read-only after it is made: threads share it.
 */
#ifndef PB_ENGINE_POINT_BUCKETS_H
#define PB_ENGINE_POINT_BUCKETS_H

#include <glib.h>
#include <stddef.h>
#include <stdint.h>

typedef struct {
  double min_x, min_y, size; /**< of the first bucket; its side, at least the reach asked for */
  size_t n, n_cols, n_rows;
  uint32_t *first; /**< n_cols * n_rows + 1: where a bucket's points begin */
  uint32_t *point; /**< n: positions in the caller's arrays, ascending within a bucket */
  double *x, *y;   /**< n: coordinates in the order of `point` */
} pb_point_buckets;

/** Of n points with finite coordinates (copied), n below 2^32; n may be 0. Buckets have a side of
 * `reach` (> 0) or more. Free with pb_point_buckets_free. */
pb_point_buckets *pb_point_buckets_new(const double *x, const double *y, size_t n, double reach);
void pb_point_buckets_free(pb_point_buckets *buckets);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(pb_point_buckets, pb_point_buckets_free)

/** The buckets that meet the square of half side `reach` around a place: columns col_0 .. col_1 of
 * rows row_0 .. row_1, none when row_0 > row_1. */
typedef struct {
  size_t col_0, col_1, row_0, row_1;
} pb_bucket_range;
pb_bucket_range pb_point_buckets_around(const pb_point_buckets *buckets, double x, double y,
                                        double reach);
/** The sorted points of one row of a range: positions *begin .. *end - 1 of `x`, `y` and `point`.
 */
void pb_point_buckets_row(const pb_point_buckets *buckets, pb_bucket_range range, size_t row,
                          size_t *begin, size_t *end);

#endif

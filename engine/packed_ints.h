/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * A growing array of whole numbers in as few bytes as its values need: 0 as long as all are zero,
 * then 1, 2, 4 or 8 each. A value that does not fit widens the whole array, three times at most in
 * its life. So a column of flags, codes or municipalities costs a byte or two a row, and seconds
 * since 1970 cost four until 2038.
 */
#ifndef PB_ENGINE_PACKED_INTS_H
#define PB_ENGINE_PACKED_INTS_H

#include <stddef.h>
#include <stdint.h>

/** Start from a zeroed struct; with `width` set to 8 it never is narrower. */
typedef struct {
  void *data; /**< NULL at width 0 */
  size_t n, capacity;
  unsigned width; /**< bytes a value: 0, 1, 2, 4 or 8 */
} pb_packed_ints;

void pb_packed_clear(pb_packed_ints *ints);
void pb_packed_append(pb_packed_ints *ints, int64_t value);
/** Replace the value at `i` < n. */
void pb_packed_set(pb_packed_ints *ints, size_t i, int64_t value);
/** Keep the first `n`. */
void pb_packed_truncate(pb_packed_ints *ints, size_t n);
/** Keep the values where `keep` (n flags) is not 0, in their order. */
void pb_packed_keep(pb_packed_ints *ints, const uint8_t *keep);
/** Give back what was allocated for growing. */
void pb_packed_fit(pb_packed_ints *ints);

/** The value at `i` < n. */
static inline int64_t pb_packed_at(const pb_packed_ints *ints, size_t i) {
  switch (ints->width) {
  case 0:
    return 0;
  case 1:
    return ((const int8_t *)ints->data)[i];
  case 2:
    return ((const int16_t *)ints->data)[i];
  case 4:
    return ((const int32_t *)ints->data)[i];
  default:
    return ((const int64_t *)ints->data)[i];
  }
}

#endif

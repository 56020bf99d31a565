/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/packed_ints.h"

#include <glib.h>

#define LEAST_CAPACITY 64

static unsigned width_for(int64_t value) {
  if (value == 0)
    return 0;
  if (value >= INT8_MIN && value <= INT8_MAX)
    return 1;
  if (value >= INT16_MIN && value <= INT16_MAX)
    return 2;
  return value >= INT32_MIN && value <= INT32_MAX ? 4 : 8;
}

static void put(void *data, unsigned width, size_t i, int64_t value) {
  switch (width) {
  case 0:
    return;
  case 1:
    ((int8_t *)data)[i] = (int8_t)value;
    return;
  case 2:
    ((int16_t *)data)[i] = (int16_t)value;
    return;
  case 4:
    ((int32_t *)data)[i] = (int32_t)value;
    return;
  default:
    ((int64_t *)data)[i] = value;
  }
}

/* In place, from the last to the first: nothing is overwritten before it is moved. */
static void widen(pb_packed_ints *ints, unsigned width) {
  if (ints->capacity == 0)
    ints->capacity = MAX(ints->n, LEAST_CAPACITY);
  const pb_packed_ints narrow = {g_realloc_n(ints->data, ints->capacity, width), ints->n,
                                 ints->capacity, ints->width};
  ints->data = narrow.data;
  ints->width = width;
  for (size_t i = ints->n; i-- > 0;)
    put(ints->data, width, i, pb_packed_at(&narrow, i));
}

static void reserve(pb_packed_ints *ints, size_t n) {
  if (n <= ints->capacity || ints->width == 0)
    return;
  ints->capacity = MAX(n + n / 2, LEAST_CAPACITY);
  ints->data = g_realloc_n(ints->data, ints->capacity, ints->width);
}

void pb_packed_clear(pb_packed_ints *ints) {
  g_free(ints->data);
  *ints = (pb_packed_ints){0};
}

void pb_packed_append(pb_packed_ints *ints, int64_t value) {
  unsigned width = width_for(value);
  if (width > ints->width)
    widen(ints, width);
  reserve(ints, ints->n + 1);
  put(ints->data, ints->width, ints->n++, value);
}

void pb_packed_set(pb_packed_ints *ints, size_t i, int64_t value) {
  g_return_if_fail(i < ints->n);
  unsigned width = width_for(value);
  if (width > ints->width)
    widen(ints, width);
  put(ints->data, ints->width, i, value);
}

void pb_packed_truncate(pb_packed_ints *ints, size_t n) {
  ints->n = MIN(ints->n, n);
}

void pb_packed_keep(pb_packed_ints *ints, const uint8_t *keep) {
  size_t kept = 0;
  for (size_t i = 0; i < ints->n; i++)
    if (keep[i])
      put(ints->data, ints->width, kept++, pb_packed_at(ints, i));
  ints->n = kept;
}

void pb_packed_fit(pb_packed_ints *ints) {
  if (!ints->width || ints->n == ints->capacity || !ints->n)
    return;
  ints->capacity = ints->n;
  ints->data = g_realloc_n(ints->data, ints->capacity, ints->width);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "geo/same_points.h"

#include <math.h>

#include "engine/error.h"
#include "engine/text.h"

/* Integers that are equal for equal centimetres. */
typedef struct {
  int64_t x, y;
} place;

static place place_of(double x, double y) {
  return (place){(int64_t)llround(x * 100), (int64_t)llround(y * 100)};
}

/* splitmix64's last steps (Steele, Lea & Flood 2014): neighbours end up far apart. */
static uint64_t mixed(uint64_t z) {
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
  return z ^ (z >> 31);
}

static size_t slot_of(place p, size_t n_slots) {
  uint64_t hash = mixed((uint64_t)p.x + mixed((uint64_t)p.y + 0x9e3779b97f4a7c15u));
  return (size_t)(((hash >> 32) * (uint64_t)n_slots) >> 32);
}

static pb_same_points *out_of_memory(size_t n, GError **error) {
  g_set_error(error, PB_ERROR, PB_ERROR_MEMORY,
              _("There is not enough memory to compare the points of %zu events."), n);
  return NULL;
}

/* The group of a point, a new one when it is the first; slots hold group + 1, 0 is free. */
static uint32_t group_at(pb_same_points *same, uint32_t *slots, size_t n_slots, const double *x,
                         const double *y, size_t row) {
  place here = place_of(x[row], y[row]);
  size_t slot = slot_of(here, n_slots);
  for (; slots[slot]; slot = slot + 1 < n_slots ? slot + 1 : 0) {
    uint32_t group = slots[slot] - 1;
    place there = place_of(x[same->first[group]], y[same->first[group]]);
    if (here.x == there.x && here.y == there.y)
      return group;
  }
  uint32_t group = (uint32_t)same->n_groups++;
  slots[slot] = group + 1;
  same->first[group] = (uint32_t)row;
  same->count[group] = 0;
  return group;
}

pb_same_points *pb_same_points_find(const double *x, const double *y, const bool *has_point,
                                    size_t n, GError **error) {
  g_autoptr(pb_same_points) same = g_new0(pb_same_points, 1);
  same->n_rows = n;
  size_t n_slots = n + n / 2 + 1;
  same->group_of = n < UINT32_MAX / 2 ? g_try_new(uint32_t, n + 1) : NULL;
  same->first = g_try_new(uint32_t, n + 1);
  same->count = g_try_new(uint32_t, n + 1);
  g_autofree uint32_t *slots = g_try_new0(uint32_t, n_slots);
  if (!same->group_of || !same->first || !same->count || !slots)
    return out_of_memory(n, error);
  for (size_t row = 0; row < n; row++) {
    same->group_of[row] = PB_NO_GROUP;
    if (!has_point[row])
      continue;
    same->group_of[row] = group_at(same, slots, n_slots, x, y, row);
    same->count[same->group_of[row]]++;
  }
  return g_steal_pointer(&same);
}

void pb_same_points_free(pb_same_points *same) {
  if (!same)
    return;
  g_free(same->group_of);
  g_free(same->first);
  g_free(same->count);
  g_free(same);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "geo/ring_split.h"

#include <string.h>

static bool grow(void *array, size_t n, size_t size) {
  void **pointer = array;
  void *larger = g_try_realloc_n(*pointer, n, size);
  if (larger)
    *pointer = larger;
  return larger != NULL;
}

/* A loop closes with one vertex more for at least three of its own. */
static bool reserve(pb_ring_split *split, size_t n) {
  if (n <= split->capacity)
    return true;
  size_t table_size = 64;
  while (table_size < 2 * n)
    table_size *= 2;
  if (!grow(&split->vertices, n + n / 3 + 2, sizeof(uint32_t)) ||
      !grow(&split->loop_first, n / 3 + 2, sizeof(uint32_t)) ||
      !grow(&split->table, table_size, sizeof(uint32_t)) ||
      !grow(&split->first_like, n, sizeof(uint32_t)) || !grow(&split->stack, n, sizeof(uint32_t)) ||
      !grow(&split->position, n, sizeof(int32_t)))
    return false;
  split->capacity = n;
  split->table_size = table_size;
  return true;
}

static uint64_t hash_of(double x, double y) {
  const double values[2] = {x + 0., y + 0.}; /* -0 and 0 are one place */
  uint64_t bits[2];
  memcpy(bits, values, sizeof bits);
  uint64_t hash = bits[0] * 0x9e3779b97f4a7c15U ^ (bits[1] + 0x632be59bd9b4e019U);
  hash = (hash ^ hash >> 29) * 0xbf58476d1ce4e5b9U;
  return hash ^ hash >> 32;
}

/* first_like[i]: the first vertex at the place of vertex i. */
static void find_equals(pb_ring_split *split, const double *x, const double *y, size_t n) {
  size_t size = 64;
  while (size < 2 * n)
    size *= 2;
  memset(split->table, 0, size * sizeof *split->table);
  for (size_t i = 0; i < n; i++) {
    size_t slot = hash_of(x[i], y[i]) & (size - 1);
    uint32_t other;
    while ((other = split->table[slot]) != 0 && (x[other - 1] != x[i] || y[other - 1] != y[i]))
      slot = (slot + 1) & (size - 1);
    if (other == 0)
      split->table[slot] = (uint32_t)i + 1;
    split->first_like[i] = other == 0 ? (uint32_t)i : other - 1;
  }
}

/* The vertices of the stack from `from` on are a loop. */
static void add_loop(pb_ring_split *split, size_t from, size_t to) {
  size_t n = to - from;
  if (n < 3) {
    if (n == 1)
      split->n_repeated++;
    else if (n == 2)
      split->n_spikes++;
    return;
  }
  uint32_t at = split->loop_first[split->n_loops];
  memcpy(split->vertices + at, split->stack + from, n * sizeof(uint32_t));
  split->vertices[at + n] = split->stack[from];
  split->loop_first[++split->n_loops] = at + (uint32_t)n + 1;
}

bool pb_ring_split_run(pb_ring_split *split, const double *x, const double *y, size_t n) {
  size_t given = n;
  while (n > 1 && x[0] == x[n - 1] && y[0] == y[n - 1])
    n--;
  if (!reserve(split, MAX(n, 16)))
    return false;
  split->n_loops = split->n_spikes = 0;
  split->n_repeated = given - n > 1 ? given - n - 1 : 0;
  split->loop_first[0] = 0;
  find_equals(split, x, y, n);
  for (size_t i = 0; i < n; i++)
    split->position[i] = -1;
  size_t top = 0;
  for (size_t i = 0; i < n; i++) {
    uint32_t place = split->first_like[i];
    int32_t before = split->position[place];
    if (before < 0) {
      split->position[place] = (int32_t)top;
      split->stack[top++] = place;
      continue;
    }
    size_t from = (size_t)before;
    add_loop(split, from, top);
    for (size_t s = from + 1; s < top; s++)
      split->position[split->stack[s]] = -1;
    top = from + 1;
  }
  if (top > 2)
    add_loop(split, 0, top);
  else if (top == 2)
    split->n_spikes++;
  return true;
}

void pb_ring_split_clear(pb_ring_split *split) {
  g_free(split->vertices);
  g_free(split->loop_first);
  g_free(split->table);
  g_free(split->first_like);
  g_free(split->stack);
  g_free(split->position);
  *split = (pb_ring_split){0};
}

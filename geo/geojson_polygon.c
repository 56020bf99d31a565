/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "geo/geojson_parts.h"
#include "geo/ring_split.h"
#include "geo/rings.h"

/* The rings as they come out on the grid of what is printed: vertices that fall together there are
 * one, rings that come to touch themselves are parted, those left without area go. */
typedef struct {
  GArray *x, *y;  /* double */
  GArray *first;  /* uint32_t, n_rings + 1 */
  size_t n_rings; /* 0: nothing has area on the grid */
} grid_rings;

static grid_rings on_grid(const uint32_t *first, size_t n_rings, const double *x, const double *y) {
  grid_rings rings = {.x = g_array_new(FALSE, FALSE, sizeof(double)),
                      .y = g_array_new(FALSE, FALSE, sizeof(double)),
                      .first = g_array_new(FALSE, TRUE, sizeof(uint32_t))};
  g_array_set_size(rings.first, 1);
  pb_ring_split split = {0};
  for (size_t r = 0; r < n_rings; r++) {
    uint32_t from = first[r];
    if (!pb_ring_split_run(&split, x + from, y + from, first[r + 1] - from))
      continue;
    for (size_t l = 0; l < split.n_loops; l++) {
      guint start = rings.x->len;
      for (uint32_t i = split.loop_first[l]; i < split.loop_first[l + 1]; i++) {
        g_array_append_val(rings.x, x[from + split.vertices[i]]);
        g_array_append_val(rings.y, y[from + split.vertices[i]]);
      }
      if (pb_ring_doubled_area(&g_array_index(rings.x, double, start),
                               &g_array_index(rings.y, double, start), rings.x->len - start) == 0) {
        g_array_set_size(rings.x, start);
        g_array_set_size(rings.y, start);
        continue;
      }
      uint32_t end = rings.x->len;
      g_array_append_val(rings.first, end);
      rings.n_rings++;
    }
  }
  pb_ring_split_clear(&split);
  return rings;
}

static void grid_rings_clear(grid_rings *rings) {
  g_array_unref(rings->x);
  g_array_unref(rings->y);
  g_array_unref(rings->first);
}

/* Which outer ring a hole belongs to; -1: it is an outer ring itself, or rings cross and there is
 * no telling. */
static int32_t owner_of(const pb_ring_place *places, size_t ring) {
  int32_t parent = places[ring].parent;
  return places[ring].depth % 2 == 1 && places[parent].depth % 2 == 0 ? parent : -1;
}

static void put_ring(GString *to, const uint32_t *first, size_t ring, const double *x,
                     const double *y, bool is_hole) {
  uint32_t from = first[ring], n = first[ring + 1] - from;
  bool counter_clockwise = pb_ring_doubled_area(x + from, y + from, n) > 0;
  pb_geojson_put_positions(to, x + from, y + from, n, counter_clockwise == is_hole);
}

static void put_rings(GString *to, const uint32_t *first, size_t n_rings, const double *x,
                      const double *y) {
  g_autofree pb_ring_place *places = g_new(pb_ring_place, n_rings);
  g_autofree int32_t *owner = g_new(int32_t, n_rings);
  g_autofree int32_t *next_hole = g_new(int32_t, n_rings); /* of the same outer ring */
  g_autofree int32_t *first_hole = g_new(int32_t, n_rings);
  pb_rings_nest(x, y, first, n_rings, places);
  size_t n_outer = 0;
  for (size_t r = 0; r < n_rings; r++) {
    owner[r] = owner_of(places, r);
    n_outer += owner[r] < 0;
    first_hole[r] = -1;
  }
  for (size_t r = n_rings; r-- > 0;)
    if (owner[r] >= 0) {
      next_hole[r] = first_hole[owner[r]];
      first_hole[owner[r]] = (int32_t)r;
    }
  g_string_append_printf(to, "{\"type\":\"%s\",\"coordinates\":%s",
                         n_outer > 1 ? "MultiPolygon" : "Polygon", n_outer > 1 ? "[" : "");
  bool is_first = true;
  for (size_t r = 0; r < n_rings; r++) {
    if (owner[r] >= 0)
      continue;
    g_string_append(to, is_first ? "[" : ",[");
    is_first = false;
    put_ring(to, first, r, x, y, false);
    for (int32_t h = first_hole[r]; h >= 0; h = next_hole[h]) {
      g_string_append_c(to, ',');
      put_ring(to, first, (size_t)h, x, y, true);
    }
    g_string_append_c(to, ']');
  }
  g_string_append(to, n_outer > 1 ? "]}" : "}");
}

void pb_geojson_put_polygon(GString *to, const uint32_t *first, size_t n_rings, const double *x,
                            const double *y) {
  grid_rings rings = on_grid(first, n_rings, x, y);
  if (rings.n_rings > 0)
    put_rings(to, (const uint32_t *)(const void *)rings.first->data, rings.n_rings,
              (const double *)(const void *)rings.x->data,
              (const double *)(const void *)rings.y->data);
  else
    put_rings(to, first, n_rings, x, y); /* smaller than the grid, but not lost */
  grid_rings_clear(&rings);
}

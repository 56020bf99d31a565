/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/contour.h"

#include <math.h>
#include <string.h>

/* The raster with a border of zeros: node (col, row) is the middle of cell (col - 1, row - 1).
 * Squares lie between four nodes; a line enters and leaves a square through its sides. Sides are
 * numbered 0 south, 1 east, 2 north, 3 west. */
typedef struct {
  const pb_raster *raster;
  double level;
  size_t n_cols, n_rows; /* squares */
  uint8_t *left;         /* per square: bit s: the line that enters through side s is still to go */
} march;

static double node(const march *m, size_t col, size_t row) {
  const pb_raster_frame *f = &m->raster->frame;
  if (col == 0 || row == 0 || col > f->n_cols || row > f->n_rows)
    return 0;
  size_t i = (row - 1) * f->n_cols + col - 1;
  return m->raster->valid[i] ? m->raster->value[i] : 0;
}

/* Corners at or above the level: bit 0 south-west, 1 south-east, 2 north-east, 3 north-west. */
static unsigned corners(const march *m, size_t col, size_t row) {
  return (node(m, col, row) >= m->level) | (node(m, col + 1, row) >= m->level) << 1 |
         (node(m, col + 1, row + 1) >= m->level) << 2 | (node(m, col, row + 1) >= m->level) << 3;
}

/* The line runs with the high side on its left. It enters through a side whose corner on the left
 * (going in) is high and on the right is low. Going in through the south: left is south-west. */
static uint8_t entries(unsigned high) {
  uint8_t sides = 0;
  for (unsigned side = 0; side < 4; side++) {
    unsigned left = side, right = (side + 1) % 4;
    sides |= (uint8_t)(((high >> left & 1) && !(high >> right & 1)) << side);
  }
  return sides;
}

/* The side where the line that entered through `side` leaves: the next one, turning towards the low
 * corner or the high one, where the two corners differ the other way round. */
static unsigned leave(const march *m, size_t col, size_t row, unsigned high, unsigned side) {
  bool saddle = high == 5 || high == 10;
  if (saddle) {
    double mean = (node(m, col, row) + node(m, col + 1, row) + node(m, col + 1, row + 1) +
                   node(m, col, row + 1)) /
                  4;
    /* joined: the line goes around the low corner on its right; apart: around the high one */
    return mean >= m->level ? (side + 1) % 4 : (side + 3) % 4;
  }
  for (unsigned k = 1; k < 4; k++) {
    unsigned other = (side + k) % 4;
    if (!(high >> other & 1) && (high >> ((other + 1) % 4) & 1))
      return other;
  }
  return side; /* not reached: as many sides to leave as to enter */
}

/* Where the level lies on a side of a square. */
static void crossing(const march *m, size_t col, size_t row, unsigned side, double *x, double *y) {
  size_t c0 = col + (side == 1), r0 = row + (side == 2);
  size_t c1 = c0 + (side == 0 || side == 2), r1 = r0 + (side == 1 || side == 3);
  double a = node(m, c0, r0), b = node(m, c1, r1), t = (m->level - a) / (b - a);
  const pb_raster_frame *f = &m->raster->frame;
  *x = f->x0 + ((double)c0 - 0.5 + t * (double)(c1 - c0)) * f->cell_m;
  *y = f->y0 + ((double)r0 - 0.5 + t * (double)(r1 - r0)) * f->cell_m;
}

static void add_point(GArray *xy, double x, double y) {
  size_t n = xy->len;
  const double point[] = {x, y};
  if (n < 2 || g_array_index(xy, double, n - 2) != x || g_array_index(xy, double, n - 1) != y)
    g_array_append_vals(xy, point, 2);
}

/* Follow the line that enters a square through a side until it comes back. */
static pb_contour_ring follow(march *m, size_t col, size_t row, unsigned side) {
  GArray *xy = g_array_new(FALSE, FALSE, sizeof(double));
  while (m->left[row * m->n_cols + col] >> side & 1) {
    double x, y;
    crossing(m, col, row, side, &x, &y);
    add_point(xy, x, y);
    m->left[row * m->n_cols + col] &= (uint8_t) ~(1u << side);
    unsigned out = leave(m, col, row, corners(m, col, row), side);
    col = out == 1 ? col + 1 : out == 3 ? col - 1 : col;
    row = out == 2 ? row + 1 : out == 0 ? row - 1 : row;
    side = (out + 2) % 4;
  }
  size_t n = xy->len / 2;
  if (n > 1 && g_array_index(xy, double, 0) == g_array_index(xy, double, 2 * n - 2) &&
      g_array_index(xy, double, 1) == g_array_index(xy, double, 2 * n - 1))
    n--;
  pb_contour_ring ring = {g_new(double, n + 1), g_new(double, n + 1), n};
  for (size_t i = 0; i < n; i++) {
    ring.x[i] = g_array_index(xy, double, 2 * i);
    ring.y[i] = g_array_index(xy, double, 2 * i + 1);
  }
  g_array_unref(xy);
  return ring;
}

static double signed_area(const pb_contour_ring *ring) {
  double sum = 0;
  for (size_t i = 0, last = ring->n - 1; i < ring->n; last = i++)
    sum += (ring->x[last] - ring->x[0]) * (ring->y[i] - ring->y[0]) -
           (ring->x[i] - ring->x[0]) * (ring->y[last] - ring->y[0]);
  return sum / 2;
}

static bool ring_holds(const pb_contour_ring *ring, double x, double y) {
  bool inside = false;
  for (size_t i = 0, last = ring->n - 1; i < ring->n; last = i++)
    if ((ring->y[i] > y) != (ring->y[last] > y) &&
        x < ring->x[i] +
                (y - ring->y[i]) / (ring->y[last] - ring->y[i]) * (ring->x[last] - ring->x[i]))
      inside = !inside;
  return inside;
}

static void ring_clear(pb_contour_ring *ring) {
  g_free(ring->x);
  g_free(ring->y);
}

static void add_area(GArray *areas, pb_contour_ring outer, double area_m2) {
  pb_contour_area area = {g_new(pb_contour_ring, 1), 1, area_m2, 0};
  area.rings[0] = outer;
  g_array_append_val(areas, area);
}

/* Most of a hole's points lie in the ring around it; one can lie on it. */
static bool ring_surrounds(const pb_contour_ring *ring, const pb_contour_ring *hole) {
  size_t inside = 0;
  for (size_t i = 0; i < hole->n; i++)
    inside += ring_holds(ring, hole->x[i], hole->y[i]);
  return 2 * inside > hole->n;
}

/* A hole belongs to the smallest area whose outer ring is around it. */
static void add_hole(GArray *areas, pb_contour_ring hole, double area_m2) {
  pb_contour_area *best = NULL;
  double least = HUGE_VAL;
  for (guint i = 0; i < areas->len; i++) {
    pb_contour_area *area = &g_array_index(areas, pb_contour_area, i);
    double whole = fabs(signed_area(&area->rings[0]));
    if (whole > area_m2 && whole < least && ring_surrounds(&area->rings[0], &hole)) {
      best = area;
      least = whole;
    }
  }
  if (!best) { /* not reached: what is not high lies around something that is */
    ring_clear(&hole);
    return;
  }
  best->rings = g_renew(pb_contour_ring, best->rings, best->n_rings + 1);
  best->rings[best->n_rings++] = hole;
  best->area_m2 -= area_m2;
}

pb_contours *pb_contours_of(const pb_raster *raster, double level) {
  march m = {raster, level, raster->frame.n_cols + 1, raster->frame.n_rows + 1, NULL};
  m.left = g_new(uint8_t, m.n_cols * m.n_rows);
  for (size_t row = 0, i = 0; row < m.n_rows; row++)
    for (size_t col = 0; col < m.n_cols; col++, i++)
      m.left[i] = entries(corners(&m, col, row));
  GArray *areas = g_array_new(FALSE, FALSE, sizeof(pb_contour_area));
  GArray *holes = g_array_new(FALSE, FALSE, sizeof(pb_contour_ring));
  for (size_t row = 0, i = 0; row < m.n_rows; row++)
    for (size_t col = 0; col < m.n_cols; col++, i++)
      for (unsigned side = 0; m.left[i] && side < 4; side++) {
        if (!(m.left[i] >> side & 1))
          continue;
        pb_contour_ring ring = follow(&m, col, row, side);
        double area_m2 = ring.n >= 3 ? signed_area(&ring) : 0;
        if (area_m2 > 0)
          add_area(areas, ring, area_m2);
        else if (area_m2 < 0)
          g_array_append_val(holes, ring);
        else
          ring_clear(&ring); /* a single corner exactly at the level */
      }
  for (guint i = 0; i < holes->len; i++) {
    pb_contour_ring hole = g_array_index(holes, pb_contour_ring, i);
    add_hole(areas, hole, -signed_area(&hole));
  }
  g_array_unref(holes);
  g_free(m.left);
  pb_contours *contours = g_new0(pb_contours, 1);
  contours->level = level;
  contours->n_areas = areas->len;
  contours->areas = (pb_contour_area *)(void *)g_array_free(areas, FALSE);
  return contours;
}

static void area_clear(pb_contour_area *area) {
  for (size_t k = 0; k < area->n_rings; k++)
    ring_clear(&area->rings[k]);
  g_free(area->rings);
}

void pb_contours_free(pb_contours *contours) {
  if (!contours)
    return;
  for (size_t i = 0; i < contours->n_areas; i++)
    area_clear(&contours->areas[i]);
  g_free(contours->areas);
  g_free(contours);
}

bool pb_contour_area_holds(const pb_contour_area *area, double x, double y) {
  bool inside = false;
  for (size_t k = 0; k < area->n_rings; k++)
    inside ^= ring_holds(&area->rings[k], x, y);
  return inside;
}

void pb_contours_count(pb_contours *contours, const double *x, const double *y,
                       const double *weight, size_t n) {
  for (size_t a = 0; a < contours->n_areas; a++) {
    pb_contour_area *area = &contours->areas[a];
    const pb_contour_ring *outer = &area->rings[0];
    double x_low = outer->x[0], x_high = x_low, y_low = outer->y[0], y_high = y_low;
    for (size_t i = 1; i < outer->n; i++) {
      x_low = MIN(x_low, outer->x[i]);
      x_high = MAX(x_high, outer->x[i]);
      y_low = MIN(y_low, outer->y[i]);
      y_high = MAX(y_high, outer->y[i]);
    }
    area->n_events = 0;
    for (size_t i = 0; i < n; i++)
      if (x[i] >= x_low && x[i] <= x_high && y[i] >= y_low && y[i] <= y_high &&
          pb_contour_area_holds(area, x[i], y[i]))
        area->n_events += weight ? weight[i] : 1;
  }
}

size_t pb_contours_drop_below(pb_contours *contours, double least) {
  size_t kept = 0, before = contours->n_areas;
  for (size_t i = 0; i < before; i++) {
    if (contours->areas[i].n_events < least)
      area_clear(&contours->areas[i]);
    else
      contours->areas[kept++] = contours->areas[i];
  }
  contours->n_areas = kept;
  return before - kept;
}

static double count_in_ring(const pb_contour_ring *ring, const double *x, const double *y,
                            const double *weight, size_t n) {
  double count = 0;
  for (size_t i = 0; i < n; i++)
    if (ring_holds(ring, x[i], y[i]))
      count += weight ? weight[i] : 1;
  return count;
}

size_t pb_contours_fill_holes_below(pb_contours *contours, double least, const double *x,
                                    const double *y, const double *weight, size_t n) {
  size_t filled = 0;
  for (size_t a = 0; a < contours->n_areas; a++) {
    pb_contour_area *area = &contours->areas[a];
    size_t kept = 1;
    for (size_t k = 1; k < area->n_rings; k++) {
      if (count_in_ring(&area->rings[k], x, y, weight, n) >= least) {
        area->rings[kept++] = area->rings[k];
        continue;
      }
      area->area_m2 -= signed_area(&area->rings[k]); /* a hole's is below 0 */
      ring_clear(&area->rings[k]);
      filled++;
    }
    area->n_rings = kept;
  }
  pb_contours_count(contours, x, y, weight, n);
  return filled;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/place_circles.h"

#include <math.h>
#include <stdlib.h>

#include "engine/text.h"
#include "plots/chart_draw.h"

#define ONE_EVENT_PT 2.6
#define LEAST_PT 1.2
#define OPACITY .7
#define KEY_GAP 4.0
#define KEY_ENTRY_GAP 12.0
#define KEY_COUNTS 3

pb_circle_scale pb_circle_scale_for(double largest, double most_pt) {
  return (pb_circle_scale){largest > 0 ? fmin(ONE_EVENT_PT, most_pt / sqrt(largest)) : ONE_EVENT_PT,
                           largest};
}

pb_circle_scale pb_circle_scale_of(const pb_place_point *points, size_t n, double most_pt) {
  double largest = 0;
  for (size_t i = 0; i < n; i++)
    largest = fmax(largest, points[i].weight);
  return pb_circle_scale_for(largest, most_pt);
}

double pb_circle_radius(const pb_circle_scale *scale, double count) {
  return fmax(LEAST_PT, scale->per_root * sqrt(fmax(count, 0)));
}

static pb_paint circle_paint(const pb_theme *theme, uint32_t color) {
  pb_paint paint = pb_fill_part(color, OPACITY);
  paint.stroke_width = .6;
  paint.stroke_color = theme->paper;
  return paint;
}

static int by_falling_weight(const void *a, const void *b) {
  const pb_place_point *p = a, *q = b;
  if (p->weight != q->weight)
    return p->weight > q->weight ? -1 : 1;
  if (p->y != q->y)
    return p->y > q->y ? -1 : 1;
  return (p->x > q->x) - (p->x < q->x);
}

void pb_place_circles_draw(pb_canvas *canvas, const pb_place_map *map, const pb_circle_scale *scale,
                           pb_place_point *points, size_t n, uint32_t color) {
  pb_paint paint = circle_paint(pb_canvas_theme(canvas), color);
  qsort(points, n, sizeof *points, by_falling_weight);
  for (size_t i = 0; i < n; i++) {
    double x, y;
    if (points[i].weight <= 0 || !pb_place_map_shows(map, points[i].x, points[i].y))
      continue;
    pb_map_point(&map->view, points[i].x, points[i].y, &x, &y);
    pb_canvas_circle(canvas, x, y, pb_circle_radius(scale, points[i].weight), paint);
  }
}

static bool overlap(const pb_place_map *map, const pb_circle_scale *scale, const pb_place_point *a,
                    const pb_place_point *b) {
  double apart = hypot(a->x - b->x, a->y - b->y) * map->view.points_per_metre;
  return apart < pb_circle_radius(scale, a->weight) + pb_circle_radius(scale, b->weight);
}

/* The first pair that overlaps becomes one; false when none does. */
static bool join_first(const pb_place_map *map, const pb_circle_scale *scale,
                       pb_place_point *points, size_t *n) {
  for (size_t i = 0; i < *n; i++)
    for (size_t j = i + 1; j < *n; j++) {
      pb_place_point *a = &points[i], *b = &points[j];
      double sum = a->weight + b->weight;
      if (sum <= 0 || !overlap(map, scale, a, b))
        continue;
      a->x = (a->x * a->weight + b->x * b->weight) / sum;
      a->y = (a->y * a->weight + b->y * b->weight) / sum;
      a->weight = sum;
      *b = points[--*n];
      return true;
    }
  return false;
}

size_t pb_place_circles_join(const pb_place_map *map, const pb_circle_scale *scale,
                             pb_place_point *points, size_t n) {
  do
    qsort(points, n, sizeof *points, by_falling_weight);
  while (join_first(map, scale, points, &n));
  return n;
}

/* The largest of 1, 2, 5, 10, 20 ... that is at most `most`. */
static double round_count(double most) {
  double power = pow(10, floor(log10(fmax(most, 1))));
  double steps = most / power;
  return power * (steps >= 5 ? 5 : steps >= 2 ? 2 : 1);
}

/* Rising, each at most a quarter of the next, so that the circles differ. */
static size_t key_counts(const pb_circle_scale *scale, double counts[KEY_COUNTS]) {
  double falling[KEY_COUNTS] = {round_count(scale->largest)};
  size_t n = 1;
  while (n < KEY_COUNTS && falling[n - 1] >= 4) {
    falling[n] = round_count(falling[n - 1] / 4);
    n++;
  }
  if (n < KEY_COUNTS && falling[n - 1] > 1)
    falling[n++] = 1;
  for (size_t i = 0; i < n; i++)
    counts[i] = falling[n - 1 - i];
  return n;
}

double pb_circle_key_height(const pb_circle_scale *scale) {
  return fmax(2 * pb_circle_radius(scale, round_count(scale->largest)), PB_MAP_KEY_LINE - 3) + 3;
}

void pb_circle_key_draw(pb_canvas *canvas, const pb_language *language,
                        const pb_circle_scale *scale, uint32_t color, double x, double y) {
  const pb_theme *theme = pb_canvas_theme(canvas);
  double counts[KEY_COUNTS], middle = y + pb_circle_key_height(scale) / 2;
  size_t n = key_counts(scale, counts);
  for (size_t i = 0; i < n; i++) {
    double radius = pb_circle_radius(scale, counts[i]);
    g_autofree char *number = pb_format_integer(language, (int64_t)counts[i]);
    g_autofree char *text =
        i + 1 < n ? g_strdup(number)
                  : g_strdup_printf(Q_("%s event", "%s events", (gulong)counts[i]), number);
    pb_canvas_circle(canvas, x + radius, middle, radius, circle_paint(theme, color));
    pb_canvas_text(canvas, x + 2 * radius + KEY_GAP, middle, text,
                   pb_style(theme, theme->grey, PB_ALIGN_START, PB_VALIGN_MIDDLE));
    x += 2 * radius + KEY_GAP + pb_label_width(theme, text, 400) + KEY_ENTRY_GAP;
  }
}

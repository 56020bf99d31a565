/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/label_place.h"

#include <math.h>

struct pb_label_place {
  pb_label_box frame;
  GArray *taken;   /* pb_label_box: never crossed */
  GArray *shunned; /* pb_label_box: crossed only when there is no other place */
};

bool pb_label_box_overlaps(pb_label_box a, pb_label_box b) {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

pb_label_place *pb_label_place_new(pb_label_box frame) {
  pb_label_place *place = g_new0(pb_label_place, 1);
  place->frame = frame;
  place->taken = g_array_new(FALSE, FALSE, sizeof(pb_label_box));
  place->shunned = g_array_new(FALSE, FALSE, sizeof(pb_label_box));
  return place;
}

void pb_label_place_free(pb_label_place *place) {
  if (!place)
    return;
  g_array_unref(place->taken);
  g_array_unref(place->shunned);
  g_free(place);
}

void pb_label_place_avoid(pb_label_place *place, pb_label_box box) {
  g_array_append_val(place->taken, box);
}

void pb_label_place_avoid_circle(pb_label_place *place, double x, double y, double radius) {
  enum { SLICES = 8 };
  for (int i = 0; i < SLICES; i++) {
    double low = -1 + 2.0 * i / SLICES, high = low + 2.0 / SLICES;
    double inner = low * high <= 0 ? 0 : fmin(fabs(low), fabs(high));
    double half = radius * sqrt(1 - inner * inner);
    pb_label_place_avoid(place,
                         (pb_label_box){x - half, y + low * radius, 2 * half, 2 * radius / SLICES});
  }
}

static void add_line(GArray *boxes, double x0, double y0, double x1, double y1) {
  int steps = (int)ceil(hypot(x1 - x0, y1 - y0) / 3) + 1;
  for (int i = 0; i <= steps; i++) {
    double t = (double)i / steps;
    pb_label_box box = {x0 + t * (x1 - x0) - 1, y0 + t * (y1 - y0) - 1, 2, 2};
    g_array_append_val(boxes, box);
  }
}

void pb_label_place_avoid_line(pb_label_place *place, double x0, double y0, double x1, double y1) {
  add_line(place->taken, x0, y0, x1, y1);
}

void pb_label_place_shun(pb_label_place *place, pb_label_box box) {
  g_array_append_val(place->shunned, box);
}

void pb_label_place_shun_line(pb_label_place *place, double x0, double y0, double x1, double y1) {
  add_line(place->shunned, x0, y0, x1, y1);
}

static bool is_clear(const GArray *boxes, pb_label_box box) {
  for (guint i = 0; i < boxes->len; i++)
    if (pb_label_box_overlaps(box, g_array_index(boxes, pb_label_box, i)))
      return false;
  return true;
}

bool pb_label_place_is_free(const pb_label_place *place, pb_label_box box) {
  const pb_label_box *frame = &place->frame;
  return box.x >= frame->x && box.y >= frame->y && box.x + box.width <= frame->x + frame->width &&
         box.y + box.height <= frame->y + frame->height && is_clear(place->taken, box);
}

/* Labels this far from their point are tied to it by a line. */
#define FAR 20

/* Nothing lies between the mark and its label. */
static bool has_clear_way(const pb_label_place *place, double x, double y, double radius,
                          pb_label_box label) {
  double to_x = fmin(fmax(x, label.x), label.x + label.width);
  double to_y = fmin(fmax(y, label.y), label.y + label.height);
  double distance = hypot(to_x - x, to_y - y);
  for (double at = radius; at < distance; at += 2) {
    double share = at / distance;
    pb_label_box step = {x + share * (to_x - x) - .5, y + share * (to_y - y) - .5, 1, 1};
    if (!is_clear(place->taken, step))
      return false;
  }
  return true;
}

bool pb_label_place_beside(pb_label_place *place, double x, double y, double radius, pb_size size,
                           pb_label_box *placed) {
  /* Where the label's middle lies from the point: right first, since that is where eyes look. */
  static const double directions[][2] = {{1, 0},   {-1, 0}, {0, -1},   {0, 1},
                                         {1, -.7}, {1, .7}, {-1, -.7}, {-1, .7},
                                         {.5, -1}, {.5, 1}, {-.5, -1}, {-.5, 1}};
  static const double gaps[] = {3, 7, 12, 20, 32};
  for (int pass = 0; pass < 2; pass++)
    for (size_t g = 0; g < G_N_ELEMENTS(gaps); g++)
      for (size_t i = 0; i < G_N_ELEMENTS(directions); i++) {
        double reach_x = radius + gaps[g] + size.width / 2;
        double reach_y = radius + gaps[g] - 2 + size.height / 2;
        pb_label_box box = {x + directions[i][0] * reach_x - size.width / 2,
                            y + directions[i][1] * reach_y - size.height / 2, size.width,
                            size.height};
        if (pb_label_place_is_free(place, box) && (pass == 1 || is_clear(place->shunned, box)) &&
            (gaps[g] < FAR || has_clear_way(place, x, y, radius + 3, box))) {
          g_array_append_val(place->taken, box);
          *placed = box;
          return true;
        }
      }
  return false;
}

void pb_label_spread(double *centre, const double *extent, size_t n, double low, double high) {
  g_autofree size_t *order = g_new(size_t, n + 1);
  for (size_t i = 0; i < n; i++) {
    size_t j = i;
    for (; j > 0 && centre[order[j - 1]] > centre[i]; j--)
      order[j] = order[j - 1];
    order[j] = i;
  }
  /* Neighbours that touch become one block around their mean wish, until no blocks touch. */
  g_autofree size_t *first = g_new(size_t, n + 1);
  g_autofree double *top = g_new(double, n + 1), *length = g_new(double, n + 1);
  size_t blocks = 0;
  for (size_t i = 0; i < n; i++) {
    first[blocks] = i;
    length[blocks] = extent[order[i]];
    top[blocks] = centre[order[i]] - extent[order[i]] / 2;
    blocks++;
    for (;;) {
      size_t b = blocks - 1;
      top[b] = fmax(fmin(top[b], high - length[b]), low);
      if (b == 0 || top[b - 1] + length[b - 1] <= top[b])
        break;
      double wish = 0, offset = 0;
      size_t members = i + 1 - first[b - 1];
      for (size_t k = first[b - 1]; k <= i; k++) {
        wish += centre[order[k]] - extent[order[k]] / 2 - offset;
        offset += extent[order[k]];
      }
      top[b - 1] = wish / (double)members;
      length[b - 1] = offset;
      blocks--;
    }
  }
  for (size_t b = 0; b < blocks; b++) {
    double at = top[b];
    size_t end = b + 1 < blocks ? first[b + 1] : n;
    for (size_t k = first[b]; k < end; k++) {
      centre[order[k]] = at + extent[order[k]] / 2;
      at += extent[order[k]];
    }
  }
}

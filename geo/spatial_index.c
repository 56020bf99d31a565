/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "geo/spatial_index.h"

#include <math.h>
#include <stdlib.h>

#include "geo/point_in_polygon.h"

#define NODE_SIZE 16

/* Levels are stored one after the other, leaves first. Entry e of a level covers the entries
 * NODE_SIZE * e and following of the level below; entries of the lowest level are features. */
struct pb_spatial_index {
  const pb_layer *layer;
  uint32_t *features; /* lowest level, in packed order */
  pb_box *boxes;      /* of all levels */
  size_t level_first[16];
  size_t n_levels;
};

typedef struct {
  uint32_t feature;
  double x, y; /* centre of the box */
} entry;

static int compare_feature(const entry *a, const entry *b) {
  return (a->feature > b->feature) - (a->feature < b->feature);
}

static int compare_x(const void *a, const void *b) {
  const entry *l = a, *r = b;
  return l->x < r->x ? -1 : l->x > r->x ? 1 : compare_feature(l, r);
}

static int compare_y(const void *a, const void *b) {
  const entry *l = a, *r = b;
  return l->y < r->y ? -1 : l->y > r->y ? 1 : compare_feature(l, r);
}

static int compare_code(const void *a, const void *b) {
  uint32_t l = *(const uint32_t *)a, r = *(const uint32_t *)b;
  return (l > r) - (l < r);
}

/* Vertical slices of whole nodes, each slice in order of y. */
static void pack(entry *entries, size_t n) {
  size_t n_nodes = (n + NODE_SIZE - 1) / NODE_SIZE;
  size_t slice = (size_t)ceil(sqrt((double)n_nodes)) * NODE_SIZE;
  qsort(entries, n, sizeof *entries, compare_x);
  for (size_t from = 0; from < n; from += slice)
    qsort(entries + from, MIN(slice, n - from), sizeof *entries, compare_y);
}

pb_spatial_index *pb_spatial_index_new(const pb_layer *layer) {
  g_autofree entry *entries = g_new(entry, layer->n_features + 1);
  size_t n = 0;
  for (size_t f = 0; f < layer->n_features; f++) {
    pb_box box = layer->box[f];
    if (!pb_box_is_empty(box))
      entries[n++] = (entry){.feature = (uint32_t)f,
                             .x = box.min_x + (box.max_x - box.min_x) / 2,
                             .y = box.min_y + (box.max_y - box.min_y) / 2};
  }
  pb_spatial_index *index = g_new0(pb_spatial_index, 1);
  index->layer = layer;
  if (n == 0)
    return index;
  pack(entries, n);

  size_t total = 0;
  for (size_t length = n;; length = (length + NODE_SIZE - 1) / NODE_SIZE) {
    index->level_first[index->n_levels++] = total;
    total += length;
    if (length == 1)
      break;
  }
  index->level_first[index->n_levels] = total;
  index->features = g_new(uint32_t, n);
  index->boxes = g_new(pb_box, total);
  for (size_t i = 0; i < n; i++) {
    index->features[i] = entries[i].feature;
    index->boxes[i] = layer->box[entries[i].feature];
  }
  for (size_t level = 1; level < index->n_levels; level++) {
    size_t below = index->level_first[level - 1], here = index->level_first[level];
    for (size_t e = 0; here + e < index->level_first[level + 1]; e++) {
      pb_box box = pb_box_empty();
      for (size_t c = below + e * NODE_SIZE; c < MIN(here, below + (e + 1) * NODE_SIZE); c++)
        pb_box_add_box(&box, index->boxes[c]);
      index->boxes[here + e] = box;
    }
  }
  return index;
}

void pb_spatial_index_free(pb_spatial_index *index) {
  if (!index)
    return;
  g_free(index->features);
  g_free(index->boxes);
  g_free(index);
}

static void search(const pb_spatial_index *index, size_t level, size_t e, pb_box box,
                   GArray *features) {
  if (!pb_box_meets(index->boxes[index->level_first[level] + e], box))
    return;
  if (level == 0) {
    g_array_append_val(features, index->features[e]);
    return;
  }
  size_t below = index->level_first[level] - index->level_first[level - 1];
  for (size_t c = e * NODE_SIZE; c < MIN(below, (e + 1) * NODE_SIZE); c++)
    search(index, level - 1, c, box, features);
}

void pb_spatial_index_gather_point(const pb_spatial_index *index, double x, double y,
                                   GArray *features) {
  g_array_set_size(features, 0);
  if (index->n_levels > 0)
    search(index, index->n_levels - 1, 0, (pb_box){.min_x = x, .min_y = y, .max_x = x, .max_y = y},
           features);
}

void pb_spatial_index_query_box(const pb_spatial_index *index, pb_box box, GArray *features) {
  g_array_set_size(features, 0);
  if (index->n_levels == 0)
    return;
  search(index, index->n_levels - 1, 0, box, features);
  if (features->len > 1)
    qsort(features->data, features->len, sizeof(uint32_t), compare_code);
}

void pb_spatial_index_query_point(const pb_spatial_index *index, double x, double y,
                                  GArray *features) {
  pb_box box = {.min_x = x, .min_y = y, .max_x = x, .max_y = y};
  pb_spatial_index_query_box(index, box, features);
}

/* The lowest feature below `best` of one entry that contains the point; else `best`. */
static uint32_t lowest(const pb_spatial_index *index, size_t level, size_t e, double x, double y,
                       uint32_t best) {
  const pb_box *box = &index->boxes[index->level_first[level] + e];
  if (!(x >= box->min_x && x <= box->max_x && y >= box->min_y && y <= box->max_y))
    return best;
  if (level == 0) {
    uint32_t feature = index->features[e];
    return feature < best && pb_polygon_contains(index->layer, feature, x, y) ? feature : best;
  }
  size_t below = index->level_first[level] - index->level_first[level - 1];
  for (size_t c = e * NODE_SIZE; c < MIN(below, (e + 1) * NODE_SIZE); c++)
    best = lowest(index, level - 1, c, x, y, best);
  return best;
}

int pb_spatial_index_find_polygon(const pb_spatial_index *index, double x, double y) {
  if (index->n_levels == 0)
    return -1;
  uint32_t feature = lowest(index, index->n_levels - 1, 0, x, y, UINT32_MAX);
  return feature == UINT32_MAX ? -1 : (int)feature;
}

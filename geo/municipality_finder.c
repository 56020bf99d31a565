/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "geo/municipality_finder.h"

#include "geo/edge_distance.h"
#include "geo/point_in_polygon.h"
#include "geo/polygon_finder.h"

struct pb_municipality_finder {
  const pb_geography *geography;
  pb_polygon_finder *polygons; /* NULL: no layer */
  int *of_feature;             /* feature -> municipality, -1: none */
};

pb_municipality_finder *pb_municipality_finder_new(const pb_geography *geography, GError **error) {
  g_autoptr(pb_municipality_finder) finder = g_new0(pb_municipality_finder, 1);
  finder->geography = geography;
  if (!geography || !geography->municipalities)
    return g_steal_pointer(&finder);
  const pb_layer *layer = geography->municipalities;
  finder->polygons = pb_polygon_finder_new(layer, error);
  if (!finder->polygons)
    return NULL;
  finder->of_feature = g_new(int, layer->n_features + 1);
  for (size_t f = 0; f < layer->n_features; f++)
    finder->of_feature[f] = -1;
  for (size_t m = 0; m < geography->n_municipalities; m++)
    if (geography->feature_of[m] >= 0)
      finder->of_feature[geography->feature_of[m]] = (int)m;
  return g_steal_pointer(&finder);
}

void pb_municipality_finder_free(pb_municipality_finder *finder) {
  if (!finder)
    return;
  pb_polygon_finder_free(finder->polygons);
  g_free(finder->of_feature);
  g_free(finder);
}

int pb_municipality_finder_at(const pb_municipality_finder *finder, double x, double y) {
  int feature = finder->polygons ? pb_polygon_finder_at(finder->polygons, x, y) : -1;
  return feature >= 0 ? finder->of_feature[feature] : -1;
}

bool pb_municipality_finder_knows(const pb_municipality_finder *finder, int m) {
  return finder->polygons && finder->geography->feature_of[m] >= 0;
}

bool pb_municipality_finder_near(const pb_municipality_finder *finder, int m, double x, double y,
                                 double tolerance_m) {
  if (!pb_municipality_finder_knows(finder, m))
    return false;
  const pb_layer *layer = finder->geography->municipalities;
  size_t feature = (size_t)finder->geography->feature_of[m];
  pb_box box = layer->box[feature];
  if (!(x >= box.min_x - tolerance_m && x <= box.max_x + tolerance_m &&
        y >= box.min_y - tolerance_m && y <= box.max_y + tolerance_m))
    return false;
  return pb_polygon_contains(layer, feature, x, y) ||
         pb_edge_distance(layer, feature, x, y) <= tolerance_m;
}

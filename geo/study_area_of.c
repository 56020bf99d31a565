/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "geo/study_area_of.h"

#include <math.h>

#include "geo/event_sub_areas.h"
#include "geo/grid_of_polygon.h"
#include "geo/label_point.h"
#include "geo/polygon.h"

#define AROUND_M 3000.0
#define LABEL_PRECISION_M 50.0

static void add_places(pb_study_area *area, const pb_geography *geography, int m, pb_box box) {
  area->places = g_new0(pb_named_place, geography->n_places + 1);
  for (size_t i = 0; i < geography->n_places; i++) {
    const pb_place *place = &geography->places[i];
    bool near = place->x >= box.min_x - AROUND_M && place->x <= box.max_x + AROUND_M &&
                place->y >= box.min_y - AROUND_M && place->y <= box.max_y + AROUND_M;
    if (place->name && (place->municipality == m || near))
      area->places[area->n_places++] = (pb_named_place){g_strdup(place->name), place->x, place->y};
  }
}

/* Without built-up areas the parts of the municipality give names, by the middle of each. */
static void name_by_areas(pb_study_area *area, const pb_geography *geography, int m) {
  for (size_t k = 0; k < geography->n_sub_areas && area->n_places == 0; k++) {
    const pb_sub_area_layer *layer = &geography->sub_areas[k];
    area->places = g_renew(pb_named_place, area->places, layer->layer->n_features + 1);
    for (size_t f = 0; f < layer->layer->n_features; f++) {
      pb_label_point middle;
      if (layer->areas[f].municipality == m && layer->areas[f].name &&
          pb_label_point_find(layer->layer, f, LABEL_PRECISION_M, &middle))
        area->places[area->n_places++] =
            (pb_named_place){g_strdup(layer->areas[f].name), middle.x, middle.y};
    }
  }
}

static void add_areas(pb_study_area *area, const pb_geography *geography, int m) {
  int l = pb_sub_area_layer_of(geography, m);
  if (l < 0)
    return;
  const pb_sub_area_layer *parts = &geography->sub_areas[l];
  area->areas = g_new0(pb_named_area, parts->layer->n_features + 1);
  for (size_t f = 0; f < parts->layer->n_features; f++)
    if (parts->areas[f].municipality == m)
      area->areas[area->n_areas++] =
          (pb_named_area){.code = g_strdup(parts->areas[f].code ? parts->areas[f].code : ""),
                          .name = g_strdup(parts->areas[f].name ? parts->areas[f].name : ""),
                          .km2 = fabs(pb_polygon_area_m2(parts->layer, f)) / 1e6,
                          .feature = (int64_t)f};
}

pb_study_area *pb_study_area_of(const pb_geography *geography, int m, double size_m,
                                GError **error) {
  if (!geography || !geography->municipalities || m < 0 ||
      (size_t)m >= geography->n_municipalities || geography->feature_of[m] < 0)
    return NULL;
  size_t feature = (size_t)geography->feature_of[m];
  pb_cell_grid *grid = pb_grid_of_polygon(geography->municipalities, feature, PB_CELL_SQUARE,
                                          size_m > 0 ? size_m : PB_DEFAULT_CELL_M, error);
  if (!grid)
    return NULL;
  pb_study_area *area = pb_study_area_new(grid);
  add_places(area, geography, m, geography->municipalities->box[feature]);
  name_by_areas(area, geography, m);
  add_areas(area, geography, m);
  return area;
}

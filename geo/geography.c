/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "geo/geography.h"

#include <math.h>

#define RESIDENTS_PER_M2 0.0015
#define LEAST_RADIUS_M 500.0

double pb_place_radius_m(const pb_place *place) {
  return fmax(sqrt((double)place->population / (RESIDENTS_PER_M2 * G_PI)), LEAST_RADIUS_M);
}

pb_geography *pb_geography_new(void) {
  pb_geography *geography = g_new0(pb_geography, 1);
  geography->notes = g_ptr_array_new_with_free_func(g_free);
  return geography;
}

static void free_sub_areas(pb_sub_area_layer *areas) {
  for (size_t f = 0; f < areas->layer->n_features; f++) {
    g_free(areas->areas[f].code);
    g_free(areas->areas[f].name);
  }
  g_free(areas->areas);
  g_free(areas->name);
  pb_layer_free(areas->layer);
}

static void free_info(pb_layer_info *info) {
  g_free(info->name);
  g_free(info->role);
  g_free(info->path);
  g_free(info->encoding);
  g_ptr_array_unref(info->notes);
  g_clear_error(&info->error);
}

void pb_geography_free(pb_geography *geography) {
  if (!geography)
    return;
  pb_layer_free(geography->municipalities);
  g_free(geography->feature_of);
  pb_layer_free(geography->counties);
  for (size_t i = 0; i < geography->n_places; i++)
    g_free(geography->places[i].name);
  g_free(geography->places);
  for (size_t i = 0; i < geography->n_backgrounds; i++)
    pb_layer_free(geography->backgrounds[i]);
  g_free(geography->backgrounds);
  for (size_t i = 0; i < geography->n_sub_areas; i++)
    free_sub_areas(&geography->sub_areas[i]);
  g_free(geography->sub_areas);
  for (size_t i = 0; i < geography->n_layers; i++)
    free_info(&geography->layers[i]);
  g_free(geography->layers);
  if (geography->notes)
    g_ptr_array_unref(geography->notes);
  g_free(geography);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "geo/event_sub_areas.h"

#include "geo/polygon_finder.h"

int pb_sub_area_layer_of(const pb_geography *geography, int m) {
  for (size_t l = 0; geography && l < geography->n_sub_areas; l++)
    for (size_t f = 0; f < geography->sub_areas[l].layer->n_features; f++)
      if (geography->sub_areas[l].areas[f].municipality == m)
        return (int)l;
  return -1;
}

/* By municipality: its layer, or -1. */
static int *layers_of(const pb_geography *geography, size_t n) {
  int *layers = g_new(int, n + 1);
  for (size_t m = 0; m < n; m++)
    layers[m] = -1;
  for (size_t l = geography->n_sub_areas; l-- > 0;) {
    const pb_sub_area_layer *areas = &geography->sub_areas[l];
    for (size_t f = 0; f < areas->layer->n_features; f++)
      if (areas->areas[f].municipality >= 0 && (size_t)areas->areas[f].municipality < n)
        layers[areas->areas[f].municipality] = (int)l;
  }
  return layers;
}

/* The finder of a layer, made when first asked for. */
static const pb_polygon_finder *finder_of(GPtrArray *finders, const pb_geography *geography, int l,
                                          GError **error) {
  if (!g_ptr_array_index(finders, (guint)l))
    g_ptr_array_index(finders, (guint)l) =
        pb_polygon_finder_new(geography->sub_areas[l].layer, error);
  return g_ptr_array_index(finders, (guint)l);
}

static void free_finder(gpointer finder) {
  pb_polygon_finder_free(finder);
}

bool pb_assign_sub_areas(pb_dataset *dataset, const pb_geography *geography, GError **error) {
  if (!geography || geography->n_sub_areas == 0)
    return true;
  const pb_column *x = pb_table_find(dataset->events, "x"),
                  *y = pb_table_find(dataset->events, "y");
  const pb_column *municipality = pb_table_find(dataset->events, "municipality");
  g_autofree int *layers = layers_of(geography, dataset->n_municipalities);
  g_autoptr(GPtrArray) finders = g_ptr_array_new_with_free_func(free_finder);
  g_ptr_array_set_size(finders, (gint)geography->n_sub_areas);
  pb_column *column = pb_column_new("sub_area", PB_TYPE_INT64, NULL);
  for (size_t row = 0; row < pb_table_n_rows(dataset->events); row++) {
    int m = pb_column_is_valid(municipality, row) ? (int)pb_column_int(municipality, row) : -1;
    int layer = m >= 0 ? layers[m] : -1, feature = -1;
    if (layer >= 0 && pb_column_is_valid(x, row)) {
      const pb_polygon_finder *finder = finder_of(finders, geography, layer, error);
      if (!finder) {
        pb_column_free(column);
        return false;
      }
      feature = pb_polygon_finder_at(finder, pb_column_double(x, row), pb_column_double(y, row));
    }
    if (feature >= 0 && geography->sub_areas[layer].areas[feature].municipality == m)
      pb_column_append_int(column, feature);
    else
      pb_column_append_missing(column);
  }
  pb_table_add(dataset->events, column);
  return true;
}

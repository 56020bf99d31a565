/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/stat_places.h"

#include "engine/error.h"
#include "engine/study_area.h"
#include "engine/text.h"
#include "geo/layer_fields.h"
#include "geo/shapefile.h"

static const pb_column *name_field(const pb_layer *layer) {
  static const char *const usual[] = {"name", "namn", "tatort", "Tatort", "NAMN"};
  const pb_column *field = pb_layer_field(layer, NULL, usual, G_N_ELEMENTS(usual));
  for (size_t i = 0; !field && i < pb_table_n_columns(layer->attributes); i++)
    if (pb_column_type(pb_table_column(layer->attributes, i)) == PB_TYPE_STRING)
      field = pb_table_column(layer->attributes, i);
  return field;
}

static pb_study_area *read_places(const char *path, GError **error) {
  g_autoptr(pb_layer) layer = pb_shapefile_read(path, NULL, error);
  if (!layer)
    return NULL;
  const pb_column *name = layer->geometry == PB_GEOMETRY_POINT ? name_field(layer) : NULL;
  if (!name) {
    g_set_error(
        error, PB_ERROR, PB_ERROR_INPUT,
        _("%s holds no points with names. Give a shapefile of points with a text attribute."),
        path);
    return NULL;
  }
  pb_study_area *area = pb_study_area_new(NULL);
  area->places = g_new0(pb_named_place, layer->n_features + 1);
  for (size_t f = 0; f < layer->n_features; f++) {
    uint32_t vertex = layer->vertex_first[layer->part_first[f]];
    char *text = pb_layer_text(name, f);
    if (layer->part_first[f] == layer->part_first[f + 1] || !text)
      g_free(text);
    else
      area->places[area->n_places++] = (pb_named_place){text, layer->x[vertex], layer->y[vertex]};
  }
  return area;
}

bool pb_stat_places_name(pb_result *result, const char *path, GError **error) {
  const pb_column *x = pb_result_find(result, "x"), *y = pb_result_find(result, "y");
  if (!x || !y) {
    g_set_error(error, PB_ERROR, PB_ERROR_USAGE,
                _("--places names results that have the columns x and y; %s has none here."),
                pb_result_name(result));
    return false;
  }
  g_autoptr(pb_study_area) area = read_places(path, error);
  if (!area)
    return false;
  pb_column *nearest = pb_result_add_column(result, "nearest", PB_TYPE_STRING, NULL);
  pb_column *distance = pb_result_add_column(result, "distance_m", PB_TYPE_DOUBLE, "m");
  pb_column *direction = pb_result_add_column(result, "direction", PB_TYPE_STRING, NULL);
  for (size_t row = 0; row < pb_column_length(x); row++) {
    double far = 0, at_x = 0, at_y = 0;
    bool known = pb_column_is_valid(x, row) && pb_column_is_valid(y, row);
    const pb_named_place *place = NULL;
    if (known) {
      at_x = pb_column_double(x, row);
      at_y = pb_column_double(y, row);
      place = pb_study_area_nearest(area, at_x, at_y, &far);
    }
    pb_column_append_string(nearest, place ? place->name : NULL);
    pb_column_append_maybe(distance, place, far);
    pb_column_append_string(direction, place ? pb_compass_direction(place, at_x, at_y) : NULL);
  }
  return true;
}

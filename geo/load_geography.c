/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "geo/load_geography.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "engine/error.h"
#include "engine/text.h"
#include "geo/crs.h"
#include "geo/layer_fields.h"
#include "geo/projection.h"
#include "geo/shapefile.h"
#include "geo/sub_areas.h"

static const char *const municipality_codes[] = {"KnKod",   "kommunkod", "knkod", "KOMMUNKOD",
                                                 "kom_kod", "mun_code",  "code",  "kod"};
static const char *const place_names[] = {"name", "namn", "tatort", "TATORT", "Namn", "NAMN"};
static const char *const place_populations[] = {"pop", "bef", "population", "folkmangd", "BEF"};
static const char *const place_municipalities[] = {"mun_code", "kommun", "kommunkod", "KOMMUN"};

static void keep_notes(pb_geography *geography, const pb_layer *layer) {
  for (guint i = 0; i < layer->notes->len; i++)
    g_ptr_array_add(geography->notes, g_strdup(g_ptr_array_index(layer->notes, i)));
}

static bool wrong_geometry(const pb_layer_spec *spec, const char *needed, GError **error) {
  g_set_error(
      error, PB_ERROR, PB_ERROR_INPUT,
      _("%s cannot be the layer of %s: it does not hold %s. Correct path = in the [layer]."),
      spec->path, spec->role, needed);
  return false;
}

static bool join_municipalities(pb_geography *geography, const pb_layer_spec *spec,
                                const pb_dataset *dataset, GError **error) {
  const pb_layer *layer = geography->municipalities;
  const pb_column *codes =
      pb_layer_field(layer, spec->code_field, municipality_codes, G_N_ELEMENTS(municipality_codes));
  if (!codes)
    return pb_layer_field_missing(spec, layer, "code", spec->code_field, error);
  size_t n_twice = 0, n_unknown = 0, n_without = 0;
  for (size_t f = 0; f < layer->n_features; f++) {
    int m = pb_layer_municipality(dataset, codes, f);
    if (m < 0)
      n_unknown++;
    else if (geography->feature_of[m] >= 0)
      n_twice++;
    else
      geography->feature_of[m] = (int)f;
  }
  for (size_t m = 0; m < geography->n_municipalities; m++)
    n_without += geography->feature_of[m] < 0;
  if (geography->n_municipalities > 0 && n_without == geography->n_municipalities) {
    g_set_error(
        error, PB_ERROR, PB_ERROR_INPUT,
        _("No value of the attribute “%s” of %s is a municipality code of the project; name "
          "the right one with code = in the [layer]."),
        pb_column_name(codes), spec->path);
    return false;
  }
  g_autofree char *unknown = pb_count_text(n_unknown), *twice = pb_count_text(n_twice);
  g_autofree char *without = pb_count_text(n_without);
  if (n_unknown > 0)
    g_ptr_array_add(
        geography->notes,
        g_strdup_printf(Q_("%s: %s shape has a code that the project does not know.",
                           "%s: %s shapes have codes that the project does not know.", n_unknown),
                        spec->path, unknown));
  if (n_twice > 0)
    g_ptr_array_add(
        geography->notes,
        g_strdup_printf(Q_("%s: %s shape repeats a code; the first one is used.",
                           "%s: %s shapes repeat a code; the first ones are used.", n_twice),
                        spec->path, twice));
  if (n_without > 0)
    g_ptr_array_add(
        geography->notes,
        g_strdup_printf(Q_("%s: %s municipality has no shape and is not on maps.",
                           "%s: %s municipalities have no shape and are not on maps.", n_without),
                        spec->path, without));
  return true;
}

static bool read_places(pb_geography *geography, const pb_layer_spec *spec, const pb_layer *layer,
                        GError **error) {
  const pb_column *names =
      pb_layer_field(layer, spec->name_field, place_names, G_N_ELEMENTS(place_names));
  const pb_column *populations = pb_layer_field(layer, spec->population_field, place_populations,
                                                G_N_ELEMENTS(place_populations));
  if (!names)
    return pb_layer_field_missing(spec, layer, "name", spec->name_field, error);
  if (!populations && spec->population_field && *spec->population_field)
    return pb_layer_field_missing(spec, layer, "population", spec->population_field, error);
  geography->places = g_renew(pb_place, geography->places, geography->n_places + layer->n_features);
  for (size_t f = 0; f < layer->n_features; f++) {
    char *name = pb_layer_text(names, f);
    if (pb_box_is_empty(layer->box[f]) || !name) {
      g_free(name);
      continue;
    }
    uint32_t vertex = layer->vertex_first[layer->part_first[f]];
    bool counted = populations && pb_column_type(populations) != PB_TYPE_STRING &&
                   pb_column_is_valid(populations, f) &&
                   fabs(pb_column_double(populations, f)) < 1e9;
    geography->places[geography->n_places++] =
        (pb_place){.name = name,
                   .x = layer->x[vertex],
                   .y = layer->y[vertex],
                   .population = counted ? (int64_t)pb_column_double(populations, f) : 0,
                   .municipality = -(int)f - 2}; /* the row, until they are placed */
  }
  return true;
}

static void place_in_municipalities(pb_geography *geography, const pb_layer_spec *spec,
                                    const pb_layer *layer, size_t first,
                                    const pb_dataset *dataset) {
  const pb_column *codes = pb_layer_field(layer, spec->code_field, place_municipalities,
                                          G_N_ELEMENTS(place_municipalities));
  g_autoptr(pb_municipality_lookup) finder = pb_municipality_lookup_new(geography);
  for (size_t i = first; i < geography->n_places; i++) {
    pb_place *place = &geography->places[i];
    size_t row = (size_t)(-place->municipality - 2);
    place->municipality = codes ? pb_layer_municipality(dataset, codes, row) : -1;
    if (place->municipality < 0)
      place->municipality = pb_municipality_lookup_at(finder, place->x, place->y);
  }
}

static int compare_places(const void *a, const void *b) {
  const pb_place *l = a, *r = b;
  if (l->population != r->population)
    return l->population > r->population ? -1 : 1;
  int names = strcmp(l->name, r->name);
  if (names != 0)
    return names;
  return l->x < r->x ? -1 : l->x > r->x ? 1 : (l->y > r->y) - (l->y < r->y);
}

/* Read a layer and bring it to the plane of the dataset; `info` tells what it was. */
static pb_layer *load_layer(pb_geography *geography, const pb_layer_spec *spec, pb_layer_info *info,
                            GError **error) {
  const pb_shapefile_options options = {
      .epsg = spec->epsg, .encoding = spec->encoding && *spec->encoding ? spec->encoding : NULL};
  g_autoptr(pb_layer) layer = pb_shapefile_read(spec->path, &options, error);
  if (!layer)
    return NULL;
  info->epsg = layer->epsg;
  info->crs_origin = layer->crs_origin;
  info->geometry = layer->geometry;
  info->n_features = layer->n_features;
  for (size_t f = 0; f < layer->n_features; f++)
    info->n_without_geometry += pb_box_is_empty(layer->box[f]);
  info->encoding = g_strdup(layer->encoding);
  if (!pb_layer_project(layer, geography->epsg, error)) {
    g_prefix_error(error, "%s: ", spec->path);
    return NULL;
  }
  keep_notes(geography, layer);
  return g_steal_pointer(&layer);
}

static pb_layer *load_polygons(pb_geography *geography, const pb_layer_spec *spec,
                               pb_layer_info *info, GError **error) {
  g_autoptr(pb_layer) layer = load_layer(geography, spec, info, error);
  if (layer && layer->geometry != PB_GEOMETRY_POLYGON) {
    wrong_geometry(spec, _("polygons"), error);
    return NULL;
  }
  return g_steal_pointer(&layer);
}

static bool load_municipalities(pb_geography *geography, const pb_layer_spec *spec,
                                const pb_dataset *dataset, pb_layer_info *info, GError **error) {
  geography->municipalities = load_polygons(geography, spec, info, error);
  if (!geography->municipalities)
    return false;
  if (join_municipalities(geography, spec, dataset, error)) {
    for (size_t m = 0; m < geography->n_municipalities; m++)
      info->n_in_municipalities += geography->feature_of[m] >= 0;
    return true;
  }
  g_clear_pointer(&geography->municipalities, pb_layer_free);
  return false;
}

static bool load_sub_areas(pb_geography *geography, const pb_layer_spec *spec,
                           const pb_dataset *dataset, pb_layer_info *info, GError **error) {
  pb_layer *layer = load_polygons(geography, spec, info, error);
  if (!layer || !pb_sub_areas_add(geography, spec, layer, dataset, error))
    return false;
  const pb_sub_area_layer *areas = &geography->sub_areas[geography->n_sub_areas - 1];
  for (size_t f = 0; f < areas->layer->n_features; f++)
    info->n_in_municipalities += areas->areas[f].municipality >= 0;
  return true;
}

static bool load_places(pb_geography *geography, const pb_layer_spec *spec,
                        const pb_dataset *dataset, pb_layer_info *info, GError **error) {
  g_autoptr(pb_layer) layer = load_layer(geography, spec, info, error);
  if (!layer)
    return false;
  if (layer->geometry != PB_GEOMETRY_POINT)
    return wrong_geometry(spec, _("points"), error);
  size_t first = geography->n_places;
  if (!read_places(geography, spec, layer, error))
    return false;
  place_in_municipalities(geography, spec, layer, first, dataset);
  for (size_t i = first; i < geography->n_places; i++)
    info->n_in_municipalities += geography->places[i].municipality >= 0;
  return true;
}

static bool load_background(pb_geography *geography, const pb_layer_spec *spec, pb_layer_info *info,
                            GError **error) {
  pb_layer *layer = load_layer(geography, spec, info, error);
  if (!layer)
    return false;
  geography->backgrounds =
      g_renew(pb_layer *, geography->backgrounds, geography->n_backgrounds + 1);
  geography->backgrounds[geography->n_backgrounds++] = layer;
  return true;
}

static bool only_one(const pb_layer_spec *spec, GError **error) {
  g_set_error(error, PB_ERROR, PB_ERROR_PROJECT,
              _("%s: The project already has a layer with the role %s; remove one of them."),
              spec->path, spec->role);
  return false;
}

static bool load_one(pb_geography *geography, const pb_layer_spec *spec, const pb_dataset *dataset,
                     pb_layer_info *info, GError **error) {
  if (strcmp(spec->role, "municipalities") == 0)
    return geography->municipalities ? only_one(spec, error)
                                     : load_municipalities(geography, spec, dataset, info, error);
  if (strcmp(spec->role, "counties") == 0) {
    if (geography->counties)
      return only_one(spec, error);
    geography->counties = load_polygons(geography, spec, info, error);
    return geography->counties != NULL;
  }
  if (strcmp(spec->role, "sub-areas") == 0)
    return load_sub_areas(geography, spec, dataset, info, error);
  if (strcmp(spec->role, "places") == 0)
    return load_places(geography, spec, dataset, info, error);
  if (strcmp(spec->role, "background") == 0)
    return load_background(geography, spec, info, error);
  g_set_error(error, PB_ERROR, PB_ERROR_PROJECT,
              _("A layer has the role “%s”; it must be municipalities, counties, sub-areas, places "
                "or background."),
              spec->role);
  return false;
}

/* Places and sub-areas need the municipalities, wherever in the project file those stand. */
static bool needs_municipalities(const pb_layer_spec *spec) {
  return strcmp(spec->role, "places") == 0 || strcmp(spec->role, "sub-areas") == 0;
}

pb_geography *pb_load_geography_collect(const pb_layer_spec *specs, size_t n,
                                        const pb_dataset *dataset) {
  pb_geography *geography = pb_geography_new();
  geography->epsg = pb_crs_of_dataset(dataset);
  geography->n_municipalities = dataset->n_municipalities;
  geography->feature_of = g_new(int, dataset->n_municipalities + 1);
  for (size_t m = 0; m < dataset->n_municipalities; m++)
    geography->feature_of[m] = -1;
  geography->n_layers = n;
  geography->layers = g_new0(pb_layer_info, n + 1);
  for (size_t i = 0; i < n; i++)
    geography->layers[i] = (pb_layer_info){.name = g_strdup(specs[i].name ? specs[i].name : ""),
                                           .role = g_strdup(specs[i].role),
                                           .path = g_strdup(specs[i].path),
                                           .notes = g_ptr_array_new_with_free_func(g_free)};
  for (int pass = 0; pass < 2; pass++)
    for (size_t i = 0; i < n; i++) {
      pb_layer_info *info = &geography->layers[i];
      if (needs_municipalities(&specs[i]) != (pass == 1))
        continue;
      const guint before = geography->notes->len;
      load_one(geography, &specs[i], dataset, info, &info->error);
      for (guint k = before; k < geography->notes->len; k++)
        g_ptr_array_add(info->notes, g_strdup(g_ptr_array_index(geography->notes, k)));
    }
  if (geography->n_places > 1)
    qsort(geography->places, geography->n_places, sizeof(pb_place), compare_places);
  return geography;
}

pb_geography *pb_load_geography(const pb_layer_spec *specs, size_t n, const pb_dataset *dataset,
                                GError **error) {
  g_autoptr(pb_geography) geography = pb_load_geography_collect(specs, n, dataset);
  for (size_t i = 0; i < n; i++)
    if (geography->layers[i].error) {
      g_propagate_error(error, g_steal_pointer(&geography->layers[i].error));
      return NULL;
    }
  return g_steal_pointer(&geography);
}

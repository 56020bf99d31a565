/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "geo/load_geography.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "engine/error.h"
#include "engine/text.h"
#include "geo/crs.h"
#include "geo/projection.h"
#include "geo/shapefile.h"
#include "geo/spatial_index.h"

static const char *const municipality_codes[] = {"KnKod",   "kommunkod", "knkod", "KOMMUNKOD",
                                                 "kom_kod", "mun_code",  "code",  "kod"};
static const char *const place_names[] = {"name", "namn", "tatort", "TATORT", "Namn", "NAMN"};
static const char *const place_populations[] = {"pop", "bef", "population", "folkmangd", "BEF"};
static const char *const place_municipalities[] = {"mun_code", "kommun", "kommunkod", "KOMMUN"};

static const pb_column *column_by(const pb_layer *layer, const char *wanted,
                                  const char *const *usual, size_t n) {
  if (wanted && *wanted)
    return pb_table_find(layer->attributes, wanted);
  for (size_t i = 0; i < n; i++) {
    const pb_column *column = pb_table_find(layer->attributes, usual[i]);
    if (column)
      return column;
  }
  return NULL;
}

/* The error says which attributes there are, so that the right one can be copied from it. */
static bool no_column(const pb_layer_spec *spec, const pb_layer *layer, const char *key,
                      const char *wanted, GError **error) {
  g_autoptr(GString) names = g_string_new(NULL);
  for (size_t i = 0; i < pb_table_n_columns(layer->attributes); i++)
    g_string_append_printf(names, "%s%s", i ? ", " : "",
                           pb_column_name(pb_table_column(layer->attributes, i)));
  if (wanted && *wanted)
    g_set_error(error, PB_ERROR, PB_ERROR_INPUT,
                _("%s has no attribute “%s”; it has %s. Correct %s = in the [layer]."), spec->path,
                wanted, names->str, key);
  else
    g_set_error(error, PB_ERROR, PB_ERROR_INPUT,
                _("%s has no attribute that is known to hold what is needed; it has %s. Name one "
                  "with %s = in the [layer]."),
                spec->path, names->str, key);
  return false;
}

static char *cell_text(const pb_column *column, size_t row) {
  if (!pb_column_is_valid(column, row))
    return NULL;
  if (pb_column_type(column) == PB_TYPE_STRING)
    return g_strstrip(g_strdup(pb_column_string(column, row)));
  double value = pb_column_double(column, row);
  return fabs(value) < 1e15 ? g_strdup_printf("%.0f", value) : NULL;
}

/* Numbers lose leading zeros on their way through spreadsheets. */
static int municipality_of(const pb_dataset *dataset, const pb_column *column, size_t row) {
  g_autofree char *text = cell_text(column, row);
  if (!text)
    return -1;
  g_autofree char *padded = strlen(text) == 3 ? g_strconcat("0", text, NULL) : g_strdup(text);
  return pb_dataset_municipality(dataset, padded);
}

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
      column_by(layer, spec->code_field, municipality_codes, G_N_ELEMENTS(municipality_codes));
  if (!codes)
    return no_column(spec, layer, "code", spec->code_field, error);
  size_t n_twice = 0, n_unknown = 0, n_without = 0;
  for (size_t f = 0; f < layer->n_features; f++) {
    int m = municipality_of(dataset, codes, f);
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
  if (n_unknown > 0)
    g_ptr_array_add(
        geography->notes,
        g_strdup_printf(Q_("%s: %zu shape has a code that the project does not know.",
                           "%s: %zu shapes have codes that the project does not know.", n_unknown),
                        spec->path, n_unknown));
  if (n_twice > 0)
    g_ptr_array_add(
        geography->notes,
        g_strdup_printf(Q_("%s: %zu shape repeats a code; the first one is used.",
                           "%s: %zu shapes repeat a code; the first ones are used.", n_twice),
                        spec->path, n_twice));
  if (n_without > 0)
    g_ptr_array_add(
        geography->notes,
        g_strdup_printf(Q_("%s: %zu municipality has no shape and is not on maps.",
                           "%s: %zu municipalities have no shape and are not on maps.", n_without),
                        spec->path, n_without));
  return true;
}

static bool read_places(pb_geography *geography, const pb_layer_spec *spec, const pb_layer *layer,
                        GError **error) {
  const pb_column *names =
      column_by(layer, spec->name_field, place_names, G_N_ELEMENTS(place_names));
  const pb_column *populations =
      column_by(layer, spec->population_field, place_populations, G_N_ELEMENTS(place_populations));
  if (!names)
    return no_column(spec, layer, "name", spec->name_field, error);
  if (!populations && spec->population_field && *spec->population_field)
    return no_column(spec, layer, "population", spec->population_field, error);
  geography->places = g_renew(pb_place, geography->places, geography->n_places + layer->n_features);
  for (size_t f = 0; f < layer->n_features; f++) {
    char *name = cell_text(names, f);
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
  const pb_column *codes =
      column_by(layer, spec->code_field, place_municipalities, G_N_ELEMENTS(place_municipalities));
  g_autoptr(pb_spatial_index) index =
      geography->municipalities ? pb_spatial_index_new(geography->municipalities) : NULL;
  g_autofree int *municipality_of_feature = NULL;
  if (index) {
    size_t n = geography->municipalities->n_features;
    municipality_of_feature = g_new(int, n + 1);
    for (size_t f = 0; f < n; f++)
      municipality_of_feature[f] = -1;
    for (size_t m = 0; m < geography->n_municipalities; m++)
      if (geography->feature_of[m] >= 0)
        municipality_of_feature[geography->feature_of[m]] = (int)m;
  }
  for (size_t i = first; i < geography->n_places; i++) {
    pb_place *place = &geography->places[i];
    size_t row = (size_t)(-place->municipality - 2);
    place->municipality = codes ? municipality_of(dataset, codes, row) : -1;
    if (place->municipality >= 0 || !index)
      continue;
    int feature = pb_spatial_index_find_polygon(index, place->x, place->y);
    place->municipality = feature >= 0 ? municipality_of_feature[feature] : -1;
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

static pb_layer *load_layer(pb_geography *geography, const pb_layer_spec *spec, GError **error) {
  const pb_shapefile_options options = {
      .epsg = spec->epsg, .encoding = spec->encoding && *spec->encoding ? spec->encoding : NULL};
  g_autoptr(pb_layer) layer = pb_shapefile_read(spec->path, &options, error);
  if (!layer)
    return NULL;
  if (!pb_layer_project(layer, PB_EPSG_SWEREF99_TM, error)) {
    g_prefix_error(error, "%s: ", spec->path);
    return NULL;
  }
  keep_notes(geography, layer);
  return g_steal_pointer(&layer);
}

static bool load_polygons(pb_geography *geography, const pb_layer_spec *spec, pb_layer **target,
                          GError **error) {
  pb_layer_free(*target);
  *target = load_layer(geography, spec, error);
  if (!*target)
    return false;
  return (*target)->geometry == PB_GEOMETRY_POLYGON || wrong_geometry(spec, _("polygons"), error);
}

static bool load_places(pb_geography *geography, const pb_layer_spec *spec,
                        const pb_dataset *dataset, GError **error) {
  g_autoptr(pb_layer) layer = load_layer(geography, spec, error);
  if (!layer)
    return false;
  if (layer->geometry != PB_GEOMETRY_POINT)
    return wrong_geometry(spec, _("points"), error);
  size_t first = geography->n_places;
  if (!read_places(geography, spec, layer, error))
    return false;
  place_in_municipalities(geography, spec, layer, first, dataset);
  return true;
}

static bool load_one(pb_geography *geography, const pb_layer_spec *spec, const pb_dataset *dataset,
                     GError **error) {
  if (strcmp(spec->role, "municipalities") == 0)
    return load_polygons(geography, spec, &geography->municipalities, error) &&
           join_municipalities(geography, spec, dataset, error);
  if (strcmp(spec->role, "counties") == 0)
    return load_polygons(geography, spec, &geography->counties, error);
  if (strcmp(spec->role, "places") == 0)
    return load_places(geography, spec, dataset, error);
  if (strcmp(spec->role, "background") == 0) {
    pb_layer *layer = load_layer(geography, spec, error);
    if (!layer)
      return false;
    geography->backgrounds =
        g_renew(pb_layer *, geography->backgrounds, geography->n_backgrounds + 1);
    geography->backgrounds[geography->n_backgrounds++] = layer;
    return true;
  }
  g_set_error(error, PB_ERROR, PB_ERROR_PROJECT,
              _("A layer has the role “%s”; it must be municipalities, counties, places or "
                "background."),
              spec->role);
  return false;
}

pb_geography *pb_load_geography(const pb_layer_spec *specs, size_t n, const pb_dataset *dataset,
                                GError **error) {
  g_autoptr(pb_geography) geography = pb_geography_new();
  geography->n_municipalities = dataset->n_municipalities;
  geography->feature_of = g_new(int, dataset->n_municipalities + 1);
  for (size_t m = 0; m < dataset->n_municipalities; m++)
    geography->feature_of[m] = -1;
  /* Places need the polygons, wherever in the project file those stand. */
  for (int pass = 0; pass < 2; pass++)
    for (size_t i = 0; i < n; i++)
      if ((strcmp(specs[i].role, "places") == 0) == (pass == 1) &&
          !load_one(geography, &specs[i], dataset, error))
        return NULL;
  if (geography->n_places > 1)
    qsort(geography->places, geography->n_places, sizeof(pb_place), compare_places);
  return g_steal_pointer(&geography);
}

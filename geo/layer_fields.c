/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "geo/layer_fields.h"

#include <math.h>
#include <string.h>

#include "engine/error.h"
#include "engine/text.h"

const pb_column *pb_layer_field(const pb_layer *layer, const char *wanted, const char *const *usual,
                                size_t n) {
  if (wanted && *wanted)
    return pb_table_find(layer->attributes, wanted);
  for (size_t i = 0; i < n; i++) {
    const pb_column *column = pb_table_find(layer->attributes, usual[i]);
    if (column)
      return column;
  }
  return NULL;
}

bool pb_layer_field_missing(const pb_layer_spec *spec, const pb_layer *layer, const char *key,
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

char *pb_layer_text(const pb_column *column, size_t row) {
  if (!pb_column_is_valid(column, row))
    return NULL;
  if (pb_column_type(column) == PB_TYPE_STRING)
    return g_strstrip(g_strdup(pb_column_string(column, row)));
  double value = pb_column_double(column, row);
  return fabs(value) < 1e15 ? g_strdup_printf("%.0f", value) : NULL;
}

/* Numbers lose leading zeros on their way through spreadsheets. */
int pb_layer_municipality(const pb_dataset *dataset, const pb_column *column, size_t row) {
  g_autofree char *text = pb_layer_text(column, row);
  if (!text)
    return -1;
  g_autofree char *padded = strlen(text) == 3 ? g_strconcat("0", text, NULL) : g_strdup(text);
  return pb_dataset_municipality(dataset, padded);
}

pb_municipality_lookup *pb_municipality_lookup_new(const pb_geography *geography) {
  if (!geography->municipalities)
    return NULL;
  size_t n = geography->municipalities->n_features;
  pb_municipality_lookup *finder = g_new0(pb_municipality_lookup, 1);
  finder->index = pb_spatial_index_new(geography->municipalities);
  finder->municipality_of = g_new(int, n + 1);
  for (size_t f = 0; f < n; f++)
    finder->municipality_of[f] = -1;
  for (size_t m = 0; m < geography->n_municipalities; m++)
    if (geography->feature_of[m] >= 0)
      finder->municipality_of[geography->feature_of[m]] = (int)m;
  return finder;
}

void pb_municipality_lookup_free(pb_municipality_lookup *finder) {
  if (!finder)
    return;
  pb_spatial_index_free(finder->index);
  g_free(finder->municipality_of);
  g_free(finder);
}

int pb_municipality_lookup_at(const pb_municipality_lookup *finder, double x, double y) {
  int feature = finder ? pb_spatial_index_find_polygon(finder->index, x, y) : -1;
  return feature >= 0 ? finder->municipality_of[feature] : -1;
}

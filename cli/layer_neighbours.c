/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/layer_neighbours.h"

#include <math.h>
#include <string.h>

#include "engine/error.h"
#include "engine/text.h"
#include "geo/adjacency.h"
#include "geo/label_point.h"
#include "geo/layer_fields.h"
#include "geo/polygon.h"

#define LABEL_PRECISION_M 1.0

static const pb_column *id_field(const pb_layer *layer, const char *wanted, GError **error) {
  static const char *const usual[] = {"code", "kod", "deso", "DeSO", "regso", "KnKod", "id", "ID"};
  const pb_column *field = NULL;
  if (layer->geometry == PB_GEOMETRY_POLYGON)
    field = wanted ? pb_table_find(layer->attributes, wanted)
                   : pb_layer_field(layer, NULL, usual, G_N_ELEMENTS(usual));
  if (!field && !wanted && layer->geometry == PB_GEOMETRY_POLYGON &&
      pb_table_n_columns(layer->attributes) > 0)
    field = pb_table_column(layer->attributes, 0);
  if (layer->geometry != PB_GEOMETRY_POLYGON)
    g_set_error(error, PB_ERROR, PB_ERROR_INPUT, _("Only areas (polygons) have neighbours."));
  else if (!field)
    g_set_error(error, PB_ERROR, PB_ERROR_INPUT,
                _("The layer has no attribute “%s” to name its areas by."), wanted ? wanted : "id");
  return field;
}

/* One text an area, each once and without blanks. */
static GPtrArray *identifiers(const pb_layer *layer, const pb_column *field, GError **error) {
  g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func(g_free);
  g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
  for (size_t f = 0; f < layer->n_features; f++) {
    char *id = pb_layer_text(field, f);
    g_ptr_array_add(ids, id);
    if (id && !strchr(id, ' ') && g_hash_table_add(seen, id))
      continue;
    g_set_error(error, PB_ERROR, PB_ERROR_INPUT,
                _("Area %zu: “%s” in the attribute %s is no identifier: it is missing, stands "
                  "twice or has a blank. Name another attribute with --id."),
                f + 1, id ? id : "", pb_column_name(field));
    return NULL;
  }
  return g_steal_pointer(&ids);
}

static void append_row(GString *text, const pb_layer *layer, const GPtrArray *ids,
                       const pb_weights *neighbours, size_t f) {
  g_string_append_printf(text, "%s,", (const char *)g_ptr_array_index(ids, f));
  for (size_t k = neighbours->first[f]; k < neighbours->first[f + 1]; k++)
    g_string_append_printf(text, "%s%s", k > neighbours->first[f] ? " " : "",
                           (const char *)g_ptr_array_index(ids, neighbours->neighbour[k]));
  pb_label_point middle;
  if (pb_label_point_find(layer, f, LABEL_PRECISION_M, &middle))
    g_string_append_printf(text, ",%.1f,%.1f", middle.x, middle.y);
  else
    g_string_append(text, ",,");
  g_string_append_printf(text, ",%.6f\n", fabs(pb_polygon_area_m2(layer, f)) / 1e6);
}

GString *pb_layer_neighbours(const pb_layer *layer, const char *id, double tolerance_m,
                             GError **error) {
  const pb_column *field = id_field(layer, id, error);
  g_autoptr(GPtrArray) ids = field ? identifiers(layer, field, error) : NULL;
  if (!ids)
    return NULL;
  g_autoptr(pb_weights) neighbours = pb_adjacency(layer, PB_CONTIGUITY_QUEEN, tolerance_m);
  GString *text = g_string_new("id,neighbours,x,y,km2\n");
  for (size_t f = 0; f < layer->n_features; f++)
    append_row(text, layer, ids, neighbours, f);
  return text;
}

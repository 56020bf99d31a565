/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>

#include "cli/check_print.h"
#include "engine/text.h"
#include "geo/crs.h"

static const char *const geometries[] = {"point", "line", "polygon"};
static const char *const origins[] = {"unknown", "given", "file", "guessed"};

pb_check_layer *pb_check_layers(const pb_project *project, const pb_geography *geography,
                                size_t *n) {
  *n = geography ? geography->n_layers : 0;
  pb_check_layer *layers = g_new0(pb_check_layer, *n + 1);
  for (size_t i = 0; i < *n; i++) {
    const pb_layer_info *info = &geography->layers[i];
    layers[i] = (pb_check_layer){.name = info->name,
                                 .role = info->role,
                                 .path = project->layers[i].path,
                                 .geometry = geometries[info->geometry],
                                 .epsg = info->epsg,
                                 .crs_origin = origins[info->crs_origin],
                                 .encoding = info->encoding,
                                 .n_features = info->n_features,
                                 .n_without_geometry = info->n_without_geometry,
                                 .n_in_municipalities = info->n_in_municipalities,
                                 .notes = info->notes,
                                 .error = info->error ? info->error->message : NULL};
  }
  return layers;
}

static const char *origin_text(const char *origin) {
  if (g_str_equal(origin, "given"))
    return _("as the project file says");
  if (g_str_equal(origin, "file"))
    return _("as the .prj file says");
  return g_str_equal(origin, "guessed") ? _("guessed from where the coordinates lie")
                                        : _("assumed, for the layer is empty");
}

static const char *geometry_text(const char *geometry) {
  return g_str_equal(geometry, "point")  ? _("points")
         : g_str_equal(geometry, "line") ? _("lines")
                                         : _("polygons");
}

static void print_read(const pb_check_layer *layer) {
  g_autofree char *crs = pb_crs_name(layer->epsg);
  g_autofree char *features = pb_check_number(layer->n_features),
                  *empty = pb_check_number(layer->n_without_geometry),
                  *joined = pb_check_number(layer->n_in_municipalities);
  printf(_("  read as   %s, %s, attributes in %s\n"), crs, origin_text(layer->crs_origin),
         layer->encoding ? layer->encoding : "–");
  const char *geometry = geometry_text(layer->geometry);
  if (g_str_equal(layer->role, "counties") || g_str_equal(layer->role, "background"))
    printf(_("  features  %s %s, %s without geometry\n"), features, geometry, empty);
  else
    printf(_("  features  %s %s, %s without geometry, %s in a municipality of the project\n"),
           features, geometry, empty, joined);
}

static void print_layer(const pb_check_layer *layer) {
  printf("\n[%s] %s\n", layer->name, layer->role);
  printf(_("  file      %s\n"), layer->path);
  if (layer->epsg)
    print_read(layer);
  for (guint i = 0; i < layer->notes->len; i++)
    printf(_("  note      %s\n"), (const char *)g_ptr_array_index(layer->notes, i));
  if (layer->error)
    printf(_("  not used  %s\n"), layer->error);
}

void pb_check_print_layers(const pb_check_layer *layers, size_t n) {
  for (size_t i = 0; i < n; i++)
    print_layer(&layers[i]);
}

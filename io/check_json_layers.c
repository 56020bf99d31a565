/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/check_json_parts.h"
#include "io/shown_path.h"

/* Sentences name files: without the folders of this machine. */
static void put_sentence(pb_json *json, const char *key, const char *sentence) {
  g_autofree char *shown = sentence ? pb_hide_folders(sentence) : NULL;
  pb_json_text(json, key, shown);
}

static void put_layer(pb_json *json, const pb_check_layer *layer) {
  g_autofree char *path = pb_shown_path(layer->path);
  pb_json_begin_object(json, NULL);
  pb_json_text(json, "name", layer->name);
  pb_json_text(json, "role", layer->role);
  pb_json_text(json, "path", path);
  pb_json_bool(json, "used", !layer->error);
  put_sentence(json, "error", layer->error);
  if (layer->epsg) {
    pb_json_text(json, "geometry", layer->geometry);
    pb_json_int(json, "epsg", layer->epsg);
    pb_json_text(json, "crs_origin", layer->crs_origin);
    pb_json_text(json, "encoding", layer->encoding);
    pb_json_size(json, "features", layer->n_features);
    pb_json_size(json, "features_without_geometry", layer->n_without_geometry);
    pb_json_size(json, "features_in_municipalities", layer->n_in_municipalities);
  }
  pb_json_begin_array(json, "notes");
  for (guint i = 0; layer->notes && i < layer->notes->len; i++)
    put_sentence(json, NULL, g_ptr_array_index(layer->notes, i));
  pb_json_end(json);
  pb_json_end(json);
}

void pb_check_json_layers(pb_json *json, const pb_check_layer *layers, size_t n) {
  pb_json_begin_array(json, "layers");
  for (size_t i = 0; i < n; i++)
    put_layer(json, &layers[i]);
  pb_json_end(json);
}

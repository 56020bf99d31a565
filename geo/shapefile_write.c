/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "geo/shapefile_write.h"

#include <string.h>

#include "geo/crs.h"
#include "geo/shapefile_write_parts.h"
#include "io/output.h"

static bool write_one(const char *base, const char *extension, const void *bytes, size_t n,
                      GError **error) {
  g_autofree char *path = g_strconcat(base, extension, NULL);
  return pb_output_write(path, bytes, n, error);
}

bool pb_layer_write_shapefile(const pb_layer *layer, const char *path_without_extension,
                              GError **error) {
  const char *base = path_without_extension;
  g_autofree char *prj = pb_crs_to_wkt(layer->epsg, error);
  if (!prj)
    return false;
  g_autoptr(GByteArray) dbf = pb_attributes_to_dbase(layer, base, error);
  if (!dbf)
    return false;
  g_autoptr(GByteArray) shp = g_byte_array_new();
  g_autoptr(GByteArray) shx = g_byte_array_new();
  return pb_shapes_to_bytes(layer, base, shp, shx, error) &&
         write_one(base, ".cpg", "UTF-8", strlen("UTF-8"), error) &&
         write_one(base, ".prj", prj, strlen(prj), error) &&
         write_one(base, ".dbf", dbf->data, dbf->len, error) &&
         write_one(base, ".shx", shx->data, shx->len, error) &&
         write_one(base, ".shp", shp->data, shp->len, error);
}

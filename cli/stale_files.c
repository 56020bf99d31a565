/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/stale_files.h"

#include <glib/gstdio.h>

#include "plots/report/backend.h"

static void remove_file(const char *folder, const char *stem, const char *ending) {
  g_autofree char *name = g_strdup_printf("%s.%s", stem, ending);
  g_autofree char *path = g_build_filename(folder, name, NULL);
  g_unlink(path);
}

void pb_remove_earlier_version(const char *folder) {
  static const char *const layers[] = {"rutor", "platser"};
  static const char *const endings[] = {"shp", "shx", "dbf", "prj", "cpg", "geojson"};
  size_t n;
  const pb_backend *const *backends = pb_backends(&n);
  for (size_t i = 0; i < n; i++)
    remove_file(folder, "rapport", backends[i]->extension);
  remove_file(folder, "tables", "xlsx");
  g_autofree char *gis = g_build_filename(folder, "gis", NULL);
  for (size_t i = 0; i < G_N_ELEMENTS(layers); i++)
    for (size_t k = 0; k < G_N_ELEMENTS(endings); k++)
      remove_file(gis, layers[i], endings[k]);
  remove_file(gis, "attribut", "csv");
  g_rmdir(gis); /* only when nothing else is in it */
}

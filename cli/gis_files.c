/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/gis_files.h"

#include "engine/analysis/incidents.h"
#include "engine/text.h"
#include "geo/geojson.h"
#include "geo/place_layers.h"
#include "geo/shapefile_write.h"
#include "io/output.h"
#include "plots/place_words.h"

/* SWEREF 99 TM, which everything is brought to, unless the project works in another plane. */
static int plane_of(const pb_context *context) {
  return context->geography && context->geography->municipalities
             ? context->geography->municipalities->epsg
             : 3006;
}

static pb_place_results *gather(const pb_context *context, size_t *n) {
  const pb_analysis *analysis = context->analysis;
  *n = pb_analysis_n_event_areas(analysis);
  pb_place_results *results = g_new0(pb_place_results, *n + 1);
  for (size_t i = 0; i < *n; i++) {
    int area = pb_analysis_event_area(analysis, i);
    results[i] = (pb_place_results){pb_area_label(context, area),
                                    pb_analysis_find_area(analysis, "hot-cells", area),
                                    pb_analysis_find_area(analysis, "hot-spots", area)};
  }
  return results;
}

bool pb_gis_has_places(const pb_context *context) {
  if (context->audience == PB_AUDIENCE_PUBLIC)
    return false;
  const pb_result *cells = pb_analysis_find_area(context->analysis, "hot-cells", PB_ALL_AREAS);
  return cells && pb_result_n_rows(cells) > 0;
}

static bool write_layer(pb_layer *layer, const char *folder, const char *name, GError **error) {
  g_autofree char *stem = g_build_filename(folder, name, NULL);
  g_autofree char *json = g_strconcat(stem, ".geojson", NULL);
  bool written = !layer || (pb_layer_write_shapefile(layer, stem, error) &&
                            pb_layer_write_geojson(layer, json, error));
  pb_layer_free(layer);
  return written;
}

static const struct {
  const char *name, *meaning;
} attributes[] = {
    {"area", N_("problem area, or all events")},
    {"count", N_("events with a point, all years together")},
    {"size_m", N_("side of the square in metres; squares with few events are merged to larger "
                  "ones")},
    {"patch", N_("rows with the same number are one area, and the events are those of the "
                 "area")},
    {"count_YEAR", N_("events of that year")},
    {"z", N_("Gi*: how far the cell and its neighbours lie above (+) or below (−) the mean")},
    {"p_adjusted", N_("chance of such a z without a pattern, adjusted for the number of cells")},
    {"verdict", N_("hot: more than chance; cold: fewer; undecided: no difference shown; n/a: not "
                   "tested")},
    {"stability", N_("persistent: hot every year; new: the last only; former: not the last; "
                     "intermittent: some years")},
    {"place", N_("number of the place in platser that the cell belongs to")},
    {"number", N_("number of the place, most events first")},
    {"name", N_("nearest built-up area")},
    {"distance_m", N_("metres from the middle of that area")},
    {"direction", N_("which way from there: n, ne, e, se, s, sw, w, nw")},
    {"hectares", N_("area of the place")},
    {"share", N_("share of the events with a point, 0 to 1")},
};

/* In a shapefile names have at most ten letters. */
static char *explain(void) {
  GString *text = g_string_new("\xEF\xBB\xBF");
  g_string_append_printf(text, "%s;%s\r\n", _("attribute"), _("meaning"));
  for (size_t i = 0; i < G_N_ELEMENTS(attributes); i++)
    g_string_append_printf(text, "%s;\"%s\"\r\n", attributes[i].name, _(attributes[i].meaning));
  return g_string_free(text, FALSE);
}

bool pb_gis_write(const pb_context *context, const char *folder, GError **error) {
  size_t n;
  g_autofree pb_place_results *results = gather(context, &n);
  int epsg = plane_of(context);
  g_autofree char *path = g_build_filename(folder, "attribut.csv", NULL);
  g_autofree char *text = explain();
  /* For the council hot-cells holds merged squares. */
  return write_layer(pb_layer_of_cells(results, n, epsg), folder, "rutor", error) &&
         write_layer(pb_layer_of_places(results, n, epsg), folder, "platser", error) &&
         pb_output_write_text(path, text, error);
}

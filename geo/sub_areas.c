/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "geo/sub_areas.h"

#include <string.h>

#include "engine/text.h"
#include "geo/label_point.h"
#include "geo/layer_fields.h"

/* A label need not stand in the very best place to say where an area is. */
#define LABEL_PRECISION_M 10.0

/* A layer is a city's own when so many of its areas lie in one municipality. */
#define CITY_SHARE 0.8
#define CITY_MARGIN_M 10000.0

static const char *const area_codes[] = {
    "deso",   "DESO",         "desokod",   "deso_kod", "DeSO", "regsokod", "regso_kod",
    "regso",  "REGSO",        "RegSO",     "kod",      "KOD",  "code",     "omradeskod",
    "omrkod", "stadsdelskod", "basomrade", "do_kod",   "nyko", "NYKO"};
static const char *const area_names[] = {"namn",       "NAMN",       "name",       "regsonamn",
                                         "regso_namn", "desonamn",   "delomrade",  "stadsdel",
                                         "omrade",     "omradesnam", "stadsomrade"};

/* The municipality whose code the text begins with, or -1. */
static int by_prefix(const pb_dataset *dataset, const char *code) {
  if (!code || strlen(code) <= 4)
    return -1;
  const char prefix[5] = {code[0], code[1], code[2], code[3], '\0'};
  return pb_dataset_municipality(dataset, prefix);
}

static bool is_statistical_area(const char *code) {
  return code && strspn(code, "0123456789") == 4 && g_ascii_isalpha(code[4]);
}

/* True when codes other than DeSO and RegSO begin with a municipality's code all the same. */
static bool all_begin_with_codes(const pb_sub_area_layer *areas, const pb_dataset *dataset) {
  for (size_t f = 0; f < areas->layer->n_features; f++)
    if (by_prefix(dataset, areas->areas[f].code) < 0)
      return false;
  return areas->layer->n_features > 0;
}

static void join(pb_sub_area_layer *areas, const pb_geography *geography,
                 const pb_dataset *dataset) {
  g_autoptr(pb_municipality_lookup) finder = pb_municipality_lookup_new(geography);
  bool prefixed = all_begin_with_codes(areas, dataset);
  for (size_t f = 0; f < areas->layer->n_features; f++) {
    pb_sub_area *area = &areas->areas[f];
    area->municipality = -1;
    if (prefixed || is_statistical_area(area->code))
      area->municipality = by_prefix(dataset, area->code);
    pb_label_point label;
    if (area->municipality < 0 && pb_label_point_find(areas->layer, f, LABEL_PRECISION_M, &label))
      area->municipality = pb_municipality_lookup_at(finder, label.x, label.y);
  }
}

/* The municipality that nearly all joined areas of the layer belong to, or -1. */
static int city_of(const pb_sub_area_layer *areas, size_t n_municipalities) {
  g_autofree size_t *n = g_new0(size_t, n_municipalities + 1);
  size_t joined = 0;
  int most = -1;
  for (size_t f = 0; f < areas->layer->n_features; f++) {
    int m = areas->areas[f].municipality;
    if (m < 0)
      continue;
    joined++;
    n[m]++;
    if (most < 0 || n[m] > n[most])
      most = m;
  }
  return most >= 0 && (double)n[most] >= CITY_SHARE * (double)joined ? most : -1;
}

/* Harbours and islands that generalised boundaries leave out: in a city's own layer they are the
 * city's, when they lie about there. */
static void join_left_over(pb_sub_area_layer *areas, const pb_geography *geography) {
  int city = city_of(areas, geography->n_municipalities);
  if (city < 0 || !geography->municipalities || geography->feature_of[city] < 0)
    return;
  pb_box near = geography->municipalities->box[geography->feature_of[city]];
  near.min_x -= CITY_MARGIN_M;
  near.min_y -= CITY_MARGIN_M;
  near.max_x += CITY_MARGIN_M;
  near.max_y += CITY_MARGIN_M;
  for (size_t f = 0; f < areas->layer->n_features; f++)
    if (areas->areas[f].municipality < 0 && pb_box_meets(areas->layer->box[f], near))
      areas->areas[f].municipality = city;
}

static void note_unjoined(pb_geography *geography, const pb_layer_spec *spec,
                          const pb_sub_area_layer *areas) {
  size_t n = 0;
  for (size_t f = 0; f < areas->layer->n_features; f++)
    n += areas->areas[f].municipality < 0;
  if (n)
    g_ptr_array_add(geography->notes,
                    g_strdup_printf(Q_("%s: %zu area is in no municipality of the project.",
                                       "%s: %zu areas are in no municipality of the project.", n),
                                    spec->path, n));
}

bool pb_sub_areas_add(pb_geography *geography, const pb_layer_spec *spec, pb_layer *taken,
                      const pb_dataset *dataset, GError **error) {
  g_autoptr(pb_layer) layer = taken;
  const pb_column *codes =
      pb_layer_field(layer, spec->code_field, area_codes, G_N_ELEMENTS(area_codes));
  const pb_column *names =
      pb_layer_field(layer, spec->name_field, area_names, G_N_ELEMENTS(area_names));
  if (!codes && (!names || (spec->code_field && *spec->code_field)))
    return pb_layer_field_missing(spec, layer, "code", spec->code_field, error);
  if (!names && spec->name_field && *spec->name_field)
    return pb_layer_field_missing(spec, layer, "name", spec->name_field, error);
  pb_sub_area_layer areas = {.name = g_strdup(spec->name ? spec->name : ""),
                             .areas = g_new0(pb_sub_area, layer->n_features + 1)};
  for (size_t f = 0; f < layer->n_features; f++) {
    char *code = codes ? pb_layer_text(codes, f) : NULL;
    char *name = names ? pb_layer_text(names, f) : NULL;
    areas.areas[f] = (pb_sub_area){.code = code, .name = name ? name : g_strdup(code)};
  }
  areas.layer = g_steal_pointer(&layer);
  join(&areas, geography, dataset);
  join_left_over(&areas, geography);
  note_unjoined(geography, spec, &areas);
  geography->sub_areas =
      g_renew(pb_sub_area_layer, geography->sub_areas, geography->n_sub_areas + 1);
  geography->sub_areas[geography->n_sub_areas++] = areas;
  return true;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The layers of a project, joined: on the national files and on small ones. */
#include <string.h>

#include "engine/error.h"
#include "geo/load_geography.h"
#include "geo/point_in_polygon.h"
#include "geo/shapefile.h"
#include "helpers.h"

static pb_dataset *dataset_of(const char *const *codes, size_t n) {
  pb_dataset *dataset = pb_dataset_new();
  dataset->municipalities = g_new0(pb_municipality, n);
  dataset->n_municipalities = n;
  for (size_t i = 0; i < n; i++) {
    pb_municipality *m = &dataset->municipalities[i];
    m->code = g_strdup(codes[i]);
    m->name = g_strdup(codes[i]);
    m->full_name = g_strdup(codes[i]);
    m->county_code = g_strndup(codes[i], 2);
    m->county_name = g_strdup("");
    m->group_code = g_strdup("");
    m->group_name = g_strdup("");
  }
  return dataset;
}

static char *boundary(const char *name) {
  return g_build_filename(PB_SOURCE_ROOT, "data", "boundaries", name, NULL);
}

/* All codes of the municipality file itself. */
static pb_dataset *national_dataset(void) {
  g_autofree char *path = boundary("Kommun_Sweref99TM.shp");
  g_autoptr(pb_layer) layer = pb_shapefile_read(path, NULL, NULL);
  g_assert_nonnull(layer);
  const pb_column *codes = pb_table_find(layer->attributes, "KnKod");
  g_autofree const char **list = g_new0(const char *, layer->n_features);
  for (size_t f = 0; f < layer->n_features; f++)
    list[f] = pb_column_string(codes, f);
  return dataset_of(list, layer->n_features);
}

static void test_national(void) {
  g_autofree char *municipalities = boundary("Kommun_Sweref99TM.shp");
  g_autofree char *counties = boundary("swemapdata_lan.shp");
  g_autofree char *places = boundary("swemapdata_tatorter.shp");
  g_autoptr(pb_dataset) dataset = national_dataset();
  const pb_layer_spec specs[] = {
      {.role = "places", .path = places}, /* before the polygons it needs */
      {.role = "municipalities", .path = municipalities, .code_field = "KnKod"},
      {.role = "counties", .path = counties}};
  g_autoptr(GError) error = NULL;
  g_autoptr(pb_geography) geography = pb_load_geography(specs, 3, dataset, &error);
  g_assert_no_error(error);
  g_assert_cmpuint(geography->n_municipalities, ==, 290);
  const pb_column *names = pb_table_find(geography->municipalities->attributes, "KnNamn");
  for (size_t m = 0; m < 290; m++)
    g_assert_cmpint(geography->feature_of[m], >=, 0);
  int orebro = pb_dataset_municipality(dataset, "1880");
  g_assert_cmpstr(pb_column_string(names, (size_t)geography->feature_of[orebro]), ==, "Örebro");
  g_assert_cmpuint(geography->counties->n_features, ==, 21);
  g_assert_cmpuint(geography->n_places, ==, 2017);
  g_assert_cmpstr(geography->places[0].name, ==, "Stockholm");
  size_t outside = 0;
  for (size_t i = 0; i < geography->n_places; i++) {
    const pb_place *place = &geography->places[i];
    if (i > 0)
      g_assert_cmpint(place->population, <=, place[-1].population);
    outside += place->municipality < 0;
    if (strcmp(place->name, "Örebro") == 0)
      g_assert_cmpint(place->municipality, ==, orebro);
    if (strcmp(place->name, "Göteborg") == 0) /* its point lies in the generalised Mölndal */
      g_assert_cmpint(place->municipality, ==, pb_dataset_municipality(dataset, "1480"));
  }
  g_assert_cmpuint(outside, ==, 0);
  g_assert_cmpuint(geography->notes->len, ==, 0);
}

/* A layer in degrees, codes as numbers without their zero, an unknown code, one twice. */
static void test_joins(void) {
  char *folder = folder_new();
  shapefile_writer writer = shapefile_begin(folder, "t", SHPT_POLYGON);
  static const struct {
    const char *code;
    double x;
  } shapes[] = {{"114", 15}, {"9999", 16}, {"1880", 17}, {"1880", 18}};
  for (size_t i = 0; i < 4; i++) {
    double x = shapes[i].x;
    const double xs[] = {x, x, x + .5, x + .5, x}, ys[] = {59, 59.5, 59.5, 59, 59};
    shapefile_add(&writer, SHPT_POLYGON, NULL, 0, xs, ys, 5, shapes[i].code, "a", 1, 1);
  }
  g_autofree char *path = shapefile_end(&writer);
  writer = shapefile_begin(folder, "p", SHPT_POINT);
  const double xs[] = {15.25, 30, 17.1}, ys[] = {59.25, 59.25, 59.1};
  shapefile_add(&writer, SHPT_POINT, NULL, 0, &xs[0], &ys[0], 1, "", "Inne", 10, 1);
  shapefile_add(&writer, SHPT_POINT, NULL, 0, &xs[1], &ys[1], 1, "1880", "Ute", 30, 1);
  shapefile_add(&writer, SHPT_POINT, NULL, 0, &xs[2], &ys[2], 1, "0114", "Oräknad", -1, 1);
  g_autofree char *points = shapefile_end(&writer);

  static const char *const codes[] = {"0114", "0115", "1880"};
  g_autoptr(pb_dataset) dataset = dataset_of(codes, 3);
  const pb_layer_spec specs[] = {
      {.role = "municipalities", .path = path, .code_field = "kod", .epsg = 4326},
      {.role = "places",
       .path = points,
       .code_field = "kod",
       .name_field = "namn",
       .population_field = "antal",
       .epsg = 4326,
       .encoding = "UTF-8"},
      {.role = "background", .path = path, .epsg = 4326}};
  g_autoptr(GError) error = NULL;
  g_autoptr(pb_geography) geography = pb_load_geography(specs, 3, dataset, &error);
  g_assert_no_error(error);
  g_assert_cmpint(geography->feature_of[0], ==, 0);
  g_assert_cmpint(geography->feature_of[1], ==, -1);
  g_assert_cmpint(geography->feature_of[2], ==, 2);
  g_assert_cmpint(geography->municipalities->epsg, ==, 3006);
  g_assert_cmpfloat(geography->municipalities->box[0].min_x, >, 4e5);
  g_assert_cmpuint(geography->n_backgrounds, ==, 1);
  g_assert_cmpuint(geography->notes->len, ==, 3); /* unknown, twice, without a shape */
  g_assert_cmpuint(geography->n_places, ==, 3);
  g_assert_cmpstr(geography->places[0].name, ==, "Ute");
  g_assert_cmpint(geography->places[0].municipality, ==, 2); /* outside all, by its code */
  g_assert_cmpstr(geography->places[1].name, ==, "Inne");
  g_assert_cmpint(geography->places[1].municipality, ==, 0); /* by the polygon */
  g_assert_cmpint(geography->places[2].population, ==, 0);
  g_assert_cmpint(geography->places[2].municipality, ==, 0); /* the code, not the polygon */
  folder_remove(folder);
}

static void assert_refused(pb_layer_spec spec, pb_error_code code, const char *word) {
  static const char *const codes[] = {"1880"};
  g_autoptr(pb_dataset) dataset = dataset_of(codes, 1);
  g_autoptr(GError) error = NULL;
  g_assert_null(pb_load_geography(&spec, 1, dataset, &error));
  g_assert_error(error, PB_ERROR, (gint)code);
  if (!strstr(error->message, word))
    g_error("“%s” lacks “%s”", error->message, word);
}

static void test_refused(void) {
  g_autofree char *path = data_path("county.shp");
  g_autofree char *points = boundary("swemapdata_tatorter.shp");
  assert_refused((pb_layer_spec){.role = "municipality", .path = path}, PB_ERROR_PROJECT,
                 "municipality");
  assert_refused((pb_layer_spec){.role = "counties", .path = "/no/such.shp"}, PB_ERROR_INPUT,
                 "/no/such.shp");
  assert_refused((pb_layer_spec){.role = "municipalities", .path = path, .code_field = "KnKod"},
                 PB_ERROR_INPUT, "kommunkod");
  assert_refused((pb_layer_spec){.role = "municipalities", .path = path, .code_field = "lan"},
                 PB_ERROR_INPUT, "lan");
  assert_refused((pb_layer_spec){.role = "municipalities", .path = points}, PB_ERROR_INPUT,
                 "polygons");
  assert_refused((pb_layer_spec){.role = "places", .path = path}, PB_ERROR_INPUT, "points");
}

static void test_none(void) {
  static const char *const codes[] = {"1880"};
  g_autoptr(pb_dataset) dataset = dataset_of(codes, 1);
  g_autoptr(pb_geography) geography = pb_load_geography(NULL, 0, dataset, NULL);
  g_assert_nonnull(geography);
  g_assert_null(geography->municipalities);
  g_assert_cmpint(geography->feature_of[0], ==, -1);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/load-geography/national", test_national);
  g_test_add_func("/load-geography/joins", test_joins);
  g_test_add_func("/load-geography/refused", test_refused);
  g_test_add_func("/load-geography/none", test_none);
  return g_test_run();
}

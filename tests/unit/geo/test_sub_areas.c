/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sub-areas in a local zone joined to municipalities, and what is told of every layer. */
#include <string.h>

#include "engine/error.h"
#include "geo/load_geography.h"
#include "geo/projection.h"
#include "helpers.h"

/* Malmö's zone as a city exports it. */
static const char zone_1330[] =
    "PROJCS[\"SWEREF99_13_30\",GEOGCS[\"GCS_SWEREF99\",DATUM[\"D_SWEREF99\",SPHEROID[\"GRS_1980\","
    "6378137.0,298.257222101]],PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0.0174532925199433]],"
    "PROJECTION[\"Transverse_Mercator\"],PARAMETER[\"False_Easting\",150000.0],PARAMETER["
    "\"False_Northing\",0.0],PARAMETER[\"Central_Meridian\",13.5],PARAMETER[\"Scale_Factor\",1.0],"
    "PARAMETER[\"Latitude_Of_Origin\",0.0],UNIT[\"Meter\",1.0]]";

typedef struct {
  char *folder;
  pb_dataset *dataset;
  char *municipalities; /* degrees: 1280 at 13.0-13.1, 1281 at 13.1-13.2 east */
} place;

static void add_square(shapefile_writer *writer, int epsg, double x, double y, double side,
                       const char *code, const char *name) {
  double xs[] = {x, x, x + side, x + side, x}, ys[] = {y, y + side, y + side, y, y};
  g_autoptr(pb_projection) projection = pb_projection_new(4326, epsg, NULL);
  g_assert_true(pb_projection_apply(projection, xs, ys, 5, NULL));
  shapefile_add(writer, SHPT_POLYGON, NULL, 0, xs, ys, 5, code, name, 1, 1);
}

static place begin(void) {
  place p = {.folder = folder_new(), .dataset = pb_dataset_new()};
  static const char *const codes[] = {"1280", "1281"};
  p.dataset->municipalities = g_new0(pb_municipality, 2);
  p.dataset->n_municipalities = 2;
  for (size_t i = 0; i < 2; i++)
    p.dataset->municipalities[i].code = g_strdup(codes[i]);
  shapefile_writer writer = shapefile_begin(p.folder, "kommuner", SHPT_POLYGON);
  add_square(&writer, 4326, 13.0, 55.5, .1, "1280", "Malmö");
  add_square(&writer, 4326, 13.1, 55.5, .1, "1281", "Lund");
  p.municipalities = shapefile_end(&writer);
  return p;
}

static void end(place *p) {
  pb_dataset_free(p->dataset);
  g_free(p->municipalities);
  folder_remove(p->folder);
}

static pb_layer_spec municipalities_of(const place *p) {
  return (pb_layer_spec){.name = "kommuner",
                         .role = "municipalities",
                         .path = p->municipalities,
                         .code_field = "kod",
                         .epsg = 4326};
}

/* City districts with numbers of their own, in Malmö's zone, known by the .prj alone. */
static void test_districts(void) {
  place p = begin();
  shapefile_writer writer = shapefile_begin(p.folder, "delar", SHPT_POLYGON);
  add_square(&writer, 3008, 13.02, 55.52, .01, "1281", "Väster"); /* a number, no municipality */
  add_square(&writer, 3008, 13.15, 55.52, .01, "24407", "Öster");
  add_square(&writer, 3008, 14.5, 55.52, .01, "24408", "Långt bort");
  g_autofree char *path = shapefile_end(&writer);
  g_autofree char *prj = g_build_filename(p.folder, "delar.prj", NULL);
  g_file_set_contents(prj, zone_1330, -1, NULL);
  const pb_layer_spec specs[] = {{.name = "delar",
                                  .role = "sub-areas", /* before the municipalities it needs */
                                  .path = path,
                                  .code_field = "kod",
                                  .name_field = "namn"},
                                 municipalities_of(&p)};
  g_autoptr(GError) error = NULL;
  g_autoptr(pb_geography) geography = pb_load_geography(specs, 2, p.dataset, &error);
  g_assert_no_error(error);
  g_assert_cmpuint(geography->n_sub_areas, ==, 1);
  const pb_sub_area_layer *areas = &geography->sub_areas[0];
  g_assert_cmpstr(areas->name, ==, "delar");
  g_assert_cmpint(areas->layer->epsg, ==, 3006);
  g_assert_cmpint(areas->areas[0].municipality, ==, 0); /* by its label point */
  g_assert_cmpstr(areas->areas[0].code, ==, "1281");
  g_assert_cmpstr(areas->areas[0].name, ==, "Väster");
  g_assert_cmpint(areas->areas[1].municipality, ==, 1);
  g_assert_cmpint(areas->areas[2].municipality, ==, -1);
  const pb_layer_info *info = &geography->layers[0];
  g_assert_cmpint(info->epsg, ==, 3008);
  g_assert_cmpint(info->crs_origin, ==, PB_CRS_FROM_FILE);
  g_assert_cmpuint(info->n_features, ==, 3);
  g_assert_cmpuint(info->n_in_municipalities, ==, 2);
  g_assert_cmpuint(info->notes->len, ==, 1);
  g_assert_nonnull(strstr(g_ptr_array_index(info->notes, 0), "1 area "));
  g_assert_cmpint(geography->layers[1].crs_origin, ==, PB_CRS_GIVEN);
  g_assert_cmpuint(geography->layers[1].n_in_municipalities, ==, 2);
  end(&p);
}

/* DeSO and RegSO say where they belong, whatever the generalised polygons say; several layers. */
static void test_statistical_areas(void) {
  place p = begin();
  shapefile_writer writer = shapefile_begin(p.folder, "deso", SHPT_POLYGON);
  add_square(&writer, 3006, 13.12, 55.52, .01, "1280A0010", "");
  add_square(&writer, 3006, 13.12, 55.54, .01, "9999A0010", ""); /* unknown: by its label point */
  g_autofree char *deso = shapefile_end(&writer);
  writer = shapefile_begin(p.folder, "bas", SHPT_POLYGON);
  add_square(&writer, 3006, 13.12, 55.52, .01, "12800001", "Bas 1");
  add_square(&writer, 3006, 13.02, 55.52, .01, "12810001", "Bas 2");
  g_autofree char *basic = shapefile_end(&writer);
  const pb_layer_spec specs[] = {
      municipalities_of(&p),
      {.role = "sub-areas", .path = deso, .epsg = 3006},
      {.role = "sub-areas", .path = basic, .epsg = 3006},
  };
  g_autoptr(GError) error = NULL;
  g_autoptr(pb_geography) geography = pb_load_geography(specs, 3, p.dataset, &error);
  g_assert_no_error(error);
  g_assert_cmpuint(geography->n_sub_areas, ==, 2);
  g_assert_cmpint(geography->sub_areas[0].areas[0].municipality, ==, 0);
  g_assert_cmpint(geography->sub_areas[0].areas[1].municipality, ==, 1);
  g_assert_cmpint(geography->sub_areas[1].areas[0].municipality, ==, 0); /* all begin with codes */
  g_assert_cmpint(geography->sub_areas[1].areas[1].municipality, ==, 1);
  end(&p);
}

/* A city's own layer: what the generalised coast leaves out is the city's too, but nothing far off.
 */
static void test_city(void) {
  place p = begin();
  shapefile_writer writer = shapefile_begin(p.folder, "stad", SHPT_POLYGON);
  for (int i = 0; i < 4; i++)
    add_square(&writer, 3006, 13.02, 55.52 + i * .015, .01, "", "Inne");
  add_square(&writer, 3006, 12.95, 55.52, .01, "", "Hamnen");
  add_square(&writer, 3006, 12.0, 57.0, .01, "", "Annan stad");
  g_autofree char *path = shapefile_end(&writer);
  const pb_layer_spec specs[] = {municipalities_of(&p),
                                 {.role = "sub-areas", .path = path, .epsg = 3006}};
  g_autoptr(GError) error = NULL;
  g_autoptr(pb_geography) geography = pb_load_geography(specs, 2, p.dataset, &error);
  g_assert_no_error(error);
  const pb_sub_area *areas = geography->sub_areas[0].areas;
  g_assert_cmpint(areas[0].municipality, ==, 0);
  g_assert_cmpint(areas[4].municipality, ==, 0);
  g_assert_cmpint(areas[5].municipality, ==, -1);
  end(&p);
}

/* One layer that cannot be used does not hide the others; a report stops at it. */
static void test_collect(void) {
  place p = begin();
  const pb_layer_spec specs[] = {
      {.name = "borta", .role = "background", .path = "/no/such.shp"},
      municipalities_of(&p),
      {.role = "municipalities", .path = p.municipalities, .code_field = "kod", .epsg = 4326},
      {.role = "sub-areas", .path = p.municipalities, .code_field = "deso", .epsg = 4326},
      {.role = "background", .path = p.municipalities},
  };
  g_autoptr(pb_geography) geography =
      pb_load_geography_collect(specs, G_N_ELEMENTS(specs), p.dataset);
  g_assert_cmpuint(geography->n_layers, ==, 5);
  g_assert_error(geography->layers[0].error, PB_ERROR, PB_ERROR_INPUT);
  g_assert_cmpstr(geography->layers[0].name, ==, "borta");
  g_assert_no_error(geography->layers[1].error);
  g_assert_error(geography->layers[2].error, PB_ERROR, PB_ERROR_PROJECT);
  g_assert_error(geography->layers[3].error, PB_ERROR, PB_ERROR_INPUT);
  g_assert_nonnull(strstr(geography->layers[3].error->message, "deso"));
  g_assert_no_error(geography->layers[4].error);
  g_assert_cmpint(geography->layers[4].crs_origin, ==, PB_CRS_GUESSED);
  g_assert_cmpint(geography->feature_of[1], ==, 1);
  g_assert_cmpuint(geography->n_sub_areas, ==, 0);
  g_assert_cmpuint(geography->n_backgrounds, ==, 1);
  g_autoptr(GError) error = NULL;
  g_assert_null(pb_load_geography(specs, G_N_ELEMENTS(specs), p.dataset, &error));
  g_assert_nonnull(strstr(error->message, "/no/such.shp"));
  end(&p);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/sub-areas/districts", test_districts);
  g_test_add_func("/sub-areas/statistical-areas", test_statistical_areas);
  g_test_add_func("/sub-areas/city", test_city);
  g_test_add_func("/sub-areas/collect", test_collect);
  return g_test_run();
}

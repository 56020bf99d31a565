/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Projections against pyproj's values, and the recognition of .prj texts. */
#include <math.h>
#include <string.h>

#include "engine/error.h"
#include "geo/crs.h"
#include "geo/projection.h"
#include "helpers.h"

#define METRES 1e-4
#define DEGREES 1e-10

static double field(char **row, size_t i) {
  return g_ascii_strtod(row[i], NULL);
}

/* Forward to x and y of columns `at`, and back again. */
static void check_system(int epsg, size_t at, double tolerance) {
  g_autoptr(GError) error = NULL;
  g_autoptr(pb_projection) out = pb_projection_new(4326, epsg, &error);
  g_assert_no_error(error);
  g_autoptr(pb_projection) back = pb_projection_new(epsg, 4326, &error);
  g_assert_no_error(error);
  g_autoptr(GPtrArray) rows = rows_of("projections.csv");
  g_assert_cmpuint(rows->len, ==, 20);
  for (guint i = 0; i < rows->len; i++) {
    char **row = g_ptr_array_index(rows, i);
    double x = field(row, 1), y = field(row, 2);
    g_assert_true(pb_projection_apply(out, &x, &y, 1, &error));
    g_assert_cmpfloat_with_epsilon(x, field(row, at), tolerance);
    g_assert_cmpfloat_with_epsilon(y, field(row, at + 1), tolerance);
    g_assert_true(pb_projection_apply(back, &x, &y, 1, &error));
    g_assert_cmpfloat_with_epsilon(x, field(row, 1), DEGREES);
    g_assert_cmpfloat_with_epsilon(y, field(row, 2), DEGREES);
  }
}

static void test_systems(void) {
  check_system(3006, 3, METRES);
  check_system(3010, 5, METRES);
  check_system(3857, 7, METRES);
  check_system(3021, 9, METRES);
  check_system(3021, 11, .35); /* the seven-parameter transformation lies this near */
}

/* From one plane to another, RT 90 among them. */
static void test_plane_to_plane(void) {
  g_autoptr(GError) error = NULL;
  g_autoptr(pb_projection) rt90 = pb_projection_new(3021, 3006, &error);
  g_assert_no_error(error);
  g_autoptr(pb_projection) zone = pb_projection_new(3010, 3021, &error);
  g_assert_no_error(error);
  g_autoptr(GPtrArray) rows = rows_of("projections.csv");
  for (guint i = 0; i < rows->len; i++) {
    char **row = g_ptr_array_index(rows, i);
    double x = field(row, 9), y = field(row, 10);
    g_assert_true(pb_projection_apply(rt90, &x, &y, 1, &error));
    g_assert_cmpfloat_with_epsilon(x, field(row, 3), METRES);
    g_assert_cmpfloat_with_epsilon(y, field(row, 4), METRES);
    x = field(row, 5), y = field(row, 6);
    g_assert_true(pb_projection_apply(zone, &x, &y, 1, &error));
    g_assert_cmpfloat_with_epsilon(x, field(row, 9), METRES);
    g_assert_cmpfloat_with_epsilon(y, field(row, 10), METRES);
  }
}

static void test_same_system(void) {
  g_autoptr(pb_projection) none = pb_projection_new(3006, 3006, NULL);
  double x = 512162.25, y = 6570726.75;
  g_assert_true(pb_projection_apply(none, &x, &y, 1, NULL));
  g_assert_cmpfloat(x, ==, 512162.25);
  g_assert_cmpfloat(y, ==, 6570726.75);
}

static void test_refused(void) {
  g_autoptr(GError) error = NULL;
  g_assert_null(pb_projection_new(999999, 3006, &error));
  g_assert_error(error, PB_ERROR, PB_ERROR_INPUT);
  g_assert_nonnull(strstr(error->message, "EPSG:999999"));
  g_clear_error(&error);
  g_autoptr(pb_projection) degrees = pb_projection_new(4326, 3006, &error);
  double x = 15, y = 6570726; /* metres, not degrees */
  g_assert_false(pb_projection_apply(degrees, &x, &y, 1, &error));
  g_assert_error(error, PB_ERROR, PB_ERROR_INPUT);
}

static void test_layer(void) {
  g_autoptr(pb_layer) layer = layer_of("15 59, 16 59, 16 60, 15 60", NULL);
  layer->epsg = 4326;
  g_autoptr(GError) error = NULL;
  g_assert_true(pb_layer_project(layer, 3006, &error));
  g_assert_cmpint(layer->epsg, ==, 3006);
  g_assert_cmpfloat_with_epsilon(layer->box[0].min_x, 500000, METRES);
  g_assert_cmpfloat(layer->box[0].min_y, >, 6.5e6);
}

#define TM(name, datum, spheroid, meridian, scale, easting)                                        \
  "PROJCS[\"" name "\",GEOGCS[\"GCS\",DATUM[\"" datum "\",SPHEROID[\"" spheroid                    \
  "\",6378137.0,298.257222101]],PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0.0174532925199433]],"   \
  "PROJECTION[\"Transverse_Mercator\"],PARAMETER[\"False_Easting\"," easting                       \
  "],PARAMETER[\"False_Northing\",0.0],PARAMETER[\"Central_Meridian\"," meridian                   \
  "],PARAMETER[\"Scale_Factor\"," scale                                                            \
  "],PARAMETER[\"Latitude_Of_Origin\",0.0],UNIT[\"Meter\",1.0]]"

static void test_recognised(void) {
  static const struct {
    const char *wkt;
    int epsg;
  } cases[] = {
      {TM("unnamed", "D_GRS_80", "GRS_80", "15.0", "0.9996", "500000.0"), 3006},
      {TM("SWEREF99_TM", "D_SWEREF99", "GRS_1980", "15.0", "0.9996", "500000.0"), 3006},
      {TM("SWEREF99_12_00", "D_SWEREF99", "GRS_1980", "12.0", "1.0", "150000.0"), 3007},
      {TM("SWEREF99_13_30", "D_SWEREF99", "GRS_1980", "13.5", "1.0", "150000.0"), 3008},
      {TM("SWEREF99_23_15", "D_SWEREF99", "GRS_1980", "23.25", "1.0", "150000.0"), 3018},
      {TM("RT90_25_gon_V", "D_RT_1990", "Bessel_1841", "15.8082777777778", "1.0", "1500000.0"),
       3021},
      {"GEOGCS[\"GCS_WGS_1984\",DATUM[\"D_WGS_1984\",SPHEROID[\"WGS_1984\",6378137.0,298.257223563]"
       "],PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0.0174532925199433]]",
       4326},
      {"GEOGCS[\"GCS_SWEREF99\",DATUM[\"D_SWEREF99\",SPHEROID[\"GRS_1980\",6378137.0,"
       "298.257222101]],PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0.0174532925199433]]",
       4619},
      /* Not Swedish: PROJ knows it. */
      {"PROJCS[\"WGS_1984_UTM_Zone_33N\",GEOGCS[\"GCS_WGS_1984\",DATUM[\"D_WGS_1984\",SPHEROID["
       "\"WGS_1984\",6378137.0,298.257223563]],PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\","
       "0.0174532925199433]],PROJECTION[\"Transverse_Mercator\"],PARAMETER[\"False_Easting\","
       "500000.0],PARAMETER[\"False_Northing\",0.0],PARAMETER[\"Central_Meridian\",15.0],PARAMETER["
       "\"Scale_Factor\",0.9996],PARAMETER[\"Latitude_Of_Origin\",0.0],UNIT[\"Meter\",1.0]]",
       32633},
      {"", 0},
      {"PROJCS[\"", 0},
  };
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
    g_assert_cmpint(pb_crs_from_wkt(cases[i].wkt), ==, cases[i].epsg);
}

static void test_guess(void) {
  g_assert_cmpint(pb_crs_guess((pb_box){277247, 6133891, 917271, 7669869}), ==, 3006);
  g_assert_cmpint(pb_crs_guess((pb_box){11, 55.3, 24.1, 69}), ==, 4326);
  g_assert_cmpint(pb_crs_guess((pb_box){1228000, 6133891, 1890000, 7669869}), ==, 3021);
  g_assert_cmpint(pb_crs_guess((pb_box){111159, 6153294, 128038, 6168830}), ==, 0);
  g_assert_cmpint(pb_crs_guess(pb_box_empty()), ==, 0);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/projection/systems", test_systems);
  g_test_add_func("/projection/plane-to-plane", test_plane_to_plane);
  g_test_add_func("/projection/same-system", test_same_system);
  g_test_add_func("/projection/refused", test_refused);
  g_test_add_func("/projection/layer", test_layer);
  g_test_add_func("/crs/recognised", test_recognised);
  g_test_add_func("/crs/guess", test_guess);
  return g_test_run();
}

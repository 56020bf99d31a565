/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Projections: a point of the list is a row of input.csv; epsgN is that system, and lon and lat are
 * what comes back from SWEREF 99 TM. */
#include <stdlib.h>

#include "geo/projection.h"
#include "tests/oracle/give.h"

#define SWEREF_99_TM 3006
#define DEGREES 4326
#define RT90 3021

static const char *skip_projections(const char *const *path, size_t n) {
  if (n == 1 && !g_str_equal(path[0], "points"))
    return "texts of PROJ";
  if (n == 3 && g_str_equal(path[2], "helmert_minus_lantmateriet_m"))
    return "the seven-parameter transformation is not used";
  if (n == 3 && g_str_equal(path[2], "geod_from_first"))
    return "distances on the ellipsoid are not computed";
  return NULL;
}

static void move(int from, int to, double *x, double *y) {
  g_autoptr(GError) error = NULL;
  g_autoptr(pb_projection) projection = pb_projection_new(from, to, &error);
  if (!projection || !pb_projection_apply(projection, x, y, 1, &error))
    g_test_fail_printf("%s", error->message);
}

static void answer_projections(oracle_case *c, const char *const *path, size_t n, JsonNode *node,
                               oracle_answer *answer) {
  (void)node;
  size_t row = n == 3 ? (size_t)g_ascii_strtoull(path[1], NULL, 10) : 0;
  g_autoptr(pb_table) input = oracle_case_table(c, "input.csv", NULL);
  if (n != 3 || row >= pb_table_n_rows(input)) {
    answer->skip = "not known";
    return;
  }
  const char *key = path[2];
  double x = pb_column_double(pb_table_find(input, "lon"), row);
  double y = pb_column_double(pb_table_find(input, "lat"), row);
  if (g_str_equal(key, "name")) {
    give_text(answer, g_intern_string(pb_column_string(pb_table_find(input, "name"), row)));
  } else if (g_str_equal(key, "lon") || g_str_equal(key, "lat")) {
    answer->absolute = 1e-10;
    move(DEGREES, SWEREF_99_TM, &x, &y);
    move(SWEREF_99_TM, DEGREES, &x, &y);
    give(answer, true, g_str_equal(key, "lon") ? x : y);
  } else if (g_str_has_prefix(key, "epsg") || g_str_equal(key, "rt90_lantmateriet")) {
    int epsg = g_str_has_prefix(key, "epsg") ? atoi(key + strlen("epsg")) : RT90;
    /* The case's EPSG:3021 is the seven-parameter transformation: see projection.h. */
    answer->absolute = g_str_equal(key, "epsg3021") ? 0.35 : 1e-4;
    move(DEGREES, epsg, &x, &y);
    give(answer, true, x);
    give(answer, true, y);
  } else {
    answer->skip = "not known";
  }
}

const oracle_binding oracle_binding_projections = {"16_projections", "", skip_projections,
                                                   answer_projections, .lists_of_objects = true};

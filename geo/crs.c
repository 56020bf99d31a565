/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "geo/crs.h"

#include <math.h>
#include <proj.h>
#include <stdlib.h>
#include <string.h>

#include "engine/error.h"
#include "engine/text.h"
#include "geo/swedish_grids.h"

/* Letters and digits in lower case: "PARAMETER["Central_Meridian",15.0" and its relatives with
 * blanks become comparable. */
static char *normalise(const char *wkt) {
  GString *text = g_string_new(NULL);
  for (const char *c = wkt; *c; c++)
    if (g_ascii_isalnum(*c) || strchr("[](),.-+\"", *c))
      g_string_append_c(text, g_ascii_tolower(*c));
  return g_string_free(text, FALSE);
}

static bool parameter(const char *text, const char *name, double *value) {
  g_autofree char *key = g_strdup_printf("\"%s\",", name);
  const char *found = strstr(text, key);
  if (!found)
    return false;
  char *end = NULL;
  *value = g_ascii_strtod(found + strlen(key), &end);
  return end != found + strlen(key);
}

static bool matches(const pb_swedish_grid *zone, double meridian, double scale, double easting) {
  return fabs(zone->meridian - meridian) < 1e-6 && fabs(zone->scale - scale) < 1e-9 &&
         fabs(zone->false_easting_m - easting) < 1e-3;
}

static int projected_from(const char *text) {
  double meridian, easting, northing = 0, scale = 1, latitude = 0;
  if (!strstr(text, "projection[\"transversemercator\"") &&
      !strstr(text, "projection[\"gausskruger\""))
    return 0;
  if (!parameter(text, "centralmeridian", &meridian) ||
      !parameter(text, "falseeasting", &easting) ||
      (parameter(text, "falsenorthing", &northing) && northing != 0) ||
      (parameter(text, "latitudeoforigin", &latitude) && latitude != 0))
    return 0;
  parameter(text, "scalefactor", &scale);
  if (strstr(text, "wgs") || strstr(text, "etrs"))
    return 0;
  bool bessel = strstr(text, "bessel") != NULL;
  if (!bessel && !strstr(text, "grs1980") && !strstr(text, "grs80") && !strstr(text, "sweref"))
    return 0;
  size_t n;
  const pb_swedish_grid *grids = pb_swedish_grids(&n);
  for (size_t i = 0; i < n; i++)
    if (bessel == (grids[i].epsg == PB_EPSG_RT90) && matches(&grids[i], meridian, scale, easting))
      return grids[i].epsg;
  return 0;
}

static int geographic_from(const char *text) {
  if (!g_str_has_prefix(text, "geogcs[") || !strstr(text, "\"greenwich\""))
    return 0;
  if (strstr(text, "dwgs1984\"") || strstr(text, "\"wgs1984\"") || strstr(text, "\"wgs84\""))
    return PB_EPSG_WGS84;
  return strstr(text, "sweref99\"") ? 4619 : 0;
}

static int identified_by_proj(const char *wkt) {
  PJ_CONTEXT *context = proj_context_create();
  if (!context)
    return 0;
  proj_context_set_enable_network(context, 0);
  proj_log_level(context, PJ_LOG_NONE);
  int epsg = 0;
  PJ *crs = proj_create_from_wkt(context, wkt, NULL, NULL, NULL);
  if (crs) {
    int *confidence = NULL;
    PJ_OBJ_LIST *list = proj_identify(context, crs, "EPSG", NULL, &confidence);
    if (list && proj_list_get_count(list) > 0 && confidence && confidence[0] >= 70) {
      PJ *best = proj_list_get(context, list, 0);
      const char *code = best ? proj_get_id_code(best, 0) : NULL;
      epsg = code ? (int)g_ascii_strtoll(code, NULL, 10) : 0;
      proj_destroy(best);
    }
    proj_int_list_destroy(confidence);
    proj_list_destroy(list);
    proj_destroy(crs);
  }
  proj_context_destroy(context);
  return epsg;
}

int pb_crs_from_wkt(const char *wkt) {
  g_autofree char *text = normalise(wkt);
  int epsg = projected_from(text);
  if (epsg == 0)
    epsg = geographic_from(text);
  return epsg != 0 ? epsg : identified_by_proj(wkt);
}

static const char sweref99_tm_wkt[] =
    "PROJCS[\"SWEREF99_TM\",GEOGCS[\"GCS_SWEREF99\",DATUM[\"D_SWEREF99\","
    "SPHEROID[\"GRS_1980\",6378137.0,298.257222101]],PRIMEM[\"Greenwich\",0.0],"
    "UNIT[\"Degree\",0.0174532925199433]],PROJECTION[\"Transverse_Mercator\"],"
    "PARAMETER[\"False_Easting\",500000.0],PARAMETER[\"False_Northing\",0.0],"
    "PARAMETER[\"Central_Meridian\",15.0],PARAMETER[\"Scale_Factor\",0.9996],"
    "PARAMETER[\"Latitude_Of_Origin\",0.0],UNIT[\"Meter\",1.0]]";

char *pb_crs_to_wkt(int epsg, GError **error) {
  if (epsg == PB_EPSG_SWEREF99_TM)
    return g_strdup(sweref99_tm_wkt);
  char *wkt = NULL;
  PJ_CONTEXT *context = proj_context_create();
  if (context) {
    proj_context_set_enable_network(context, 0);
    proj_log_level(context, PJ_LOG_NONE);
    g_autofree char *code = g_strdup_printf("EPSG:%d", epsg);
    const char *const on_one_line[] = {"MULTILINE=NO", NULL};
    PJ *crs = proj_create(context, code);
    wkt = crs ? g_strdup(proj_as_wkt(context, crs, PJ_WKT1_ESRI, on_one_line)) : NULL;
    proj_destroy(crs);
    proj_context_destroy(context);
  }
  if (!wkt)
    g_set_error(error, PB_ERROR, PB_ERROR_INPUT,
                _("EPSG has no coordinate system %d; check the code after crs =."), epsg);
  return wkt;
}

static bool within(pb_box box, double min_x, double min_y, double max_x, double max_y) {
  return !pb_box_is_empty(box) && box.min_x >= min_x && box.max_x <= max_x && box.min_y >= min_y &&
         box.max_y <= max_y;
}

int pb_crs_guess(pb_box bounds) {
  if (within(bounds, 5, 50, 30, 75))
    return PB_EPSG_WGS84;
  if (within(bounds, 200000, 6.0e6, 1.0e6, 7.8e6))
    return PB_EPSG_SWEREF99_TM;
  if (within(bounds, 1.15e6, 6.0e6, 1.95e6, 7.8e6))
    return PB_EPSG_RT90;
  return 0;
}

int pb_crs_parse(const char *text) {
  if (!text)
    return 0;
  const char *colon = strrchr(text, ':');
  return atoi(colon ? colon + 1 : text);
}

int pb_crs_of_dataset(const pb_dataset *dataset) {
  return dataset->crs ? dataset->crs : PB_EPSG_SWEREF99_TM;
}

char *pb_crs_name(int epsg) {
  size_t n;
  const pb_swedish_grid *grids = pb_swedish_grids(&n);
  const char *name = epsg == PB_EPSG_WGS84      ? "WGS 84"
                     : epsg == PB_EPSG_SWEREF99 ? "SWEREF 99"
                                                : NULL;
  for (size_t i = 0; i < n && !name; i++)
    if (grids[i].epsg == epsg)
      name = grids[i].name;
  return name ? g_strdup_printf("%s (EPSG:%d)", name, epsg) : g_strdup_printf("EPSG:%d", epsg);
}

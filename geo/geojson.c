/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "geo/geojson.h"

#include <math.h>
#include <string.h>

#include "engine/error.h"
#include "engine/text.h"
#include "geo/crs.h"
#include "geo/geojson_parts.h"
#include "geo/projection.h"
#include "io/json_writer.h"
#include "io/output.h"

#define UNITS_PER_DEGREE 1e7

/* Seven decimals at most, as printf would but many times faster. */
static void put_degrees(GString *to, double degrees) {
  int64_t units = (int64_t)llround(degrees * UNITS_PER_DEGREE);
  if (units < 0)
    g_string_append_c(to, '-');
  uint64_t rest = units < 0 ? (uint64_t)-units : (uint64_t)units;
  char digits[24];
  size_t n = 0, zeros = 0;
  while (zeros < 7 && rest % 10 == 0) {
    rest /= 10;
    zeros++;
  }
  for (size_t decimals = 7 - zeros; decimals > 0; decimals--, rest /= 10)
    digits[n++] = (char)('0' + rest % 10);
  if (zeros < 7)
    digits[n++] = '.';
  do
    digits[n++] = (char)('0' + rest % 10);
  while ((rest /= 10) > 0);
  while (n > 0)
    g_string_append_c(to, digits[--n]);
}

static void put_position(GString *to, double x, double y) {
  g_string_append_c(to, '[');
  put_degrees(to, x);
  g_string_append_c(to, ',');
  put_degrees(to, y);
  g_string_append_c(to, ']');
}

void pb_geojson_put_positions(GString *to, const double *x, const double *y, size_t n,
                              bool backwards) {
  g_string_append_c(to, '[');
  for (size_t i = 0; i < n; i++) {
    size_t v = backwards ? n - 1 - i : i;
    if (i > 0)
      g_string_append_c(to, ',');
    put_position(to, x[v], y[v]);
  }
  g_string_append_c(to, ']');
}

static void put_points(GString *to, const double *x, const double *y, size_t n) {
  if (n == 1) {
    g_string_append(to, "{\"type\":\"Point\",\"coordinates\":");
    put_position(to, x[0], y[0]);
  } else {
    g_string_append(to, "{\"type\":\"MultiPoint\",\"coordinates\":");
    pb_geojson_put_positions(to, x, y, n, false);
  }
  g_string_append_c(to, '}');
}

static void put_lines(GString *to, const pb_layer *layer, uint32_t from, uint32_t to_part,
                      const double *x, const double *y) {
  bool several = to_part - from > 1;
  g_string_append_printf(to, "{\"type\":\"%s\",\"coordinates\":%s",
                         several ? "MultiLineString" : "LineString", several ? "[" : "");
  for (uint32_t p = from; p < to_part; p++) {
    uint32_t first = layer->vertex_first[p];
    if (p > from)
      g_string_append_c(to, ',');
    pb_geojson_put_positions(to, x + first, y + first, layer->vertex_first[p + 1] - first, false);
  }
  g_string_append(to, several ? "]}" : "}");
}

static void put_geometry(GString *to, const pb_layer *layer, size_t feature, const double *x,
                         const double *y) {
  uint32_t from = layer->part_first[feature], end = layer->part_first[feature + 1];
  uint32_t first = layer->vertex_first[from], n = layer->vertex_first[end] - first;
  if (n == 0)
    g_string_append(to, "null");
  else if (layer->geometry == PB_GEOMETRY_POINT)
    put_points(to, x + first, y + first, n);
  else if (layer->geometry == PB_GEOMETRY_LINE)
    put_lines(to, layer, from, end, x, y);
  else
    pb_geojson_put_polygon(to, layer->vertex_first + from, end - from, x, y);
}

/* Copies in longitude and latitude, on the grid of what is printed. */
static bool to_wgs84(const pb_layer *layer, double **x, double **y, GError **error) {
  size_t n = layer->n_vertices;
  *x = g_try_new(double, n + 1);
  *y = g_try_new(double, n + 1);
  if (!*x || !*y) {
    g_set_error(error, PB_ERROR, PB_ERROR_MEMORY,
                _("Projecting a layer needs %zu more bytes of memory than there are."),
                2 * n * sizeof(double));
    return false;
  }
  if (n == 0)
    return true;
  memcpy(*x, layer->x, n * sizeof **x);
  memcpy(*y, layer->y, n * sizeof **y);
  g_autoptr(pb_projection) projection = pb_projection_new(layer->epsg, PB_EPSG_WGS84, error);
  if (!projection || !pb_projection_apply(projection, *x, *y, n, error))
    return false;
  for (size_t v = 0; v < n; v++) {
    if (!(fabs((*x)[v]) <= 360 && fabs((*y)[v]) <= 90)) {
      g_set_error(error, PB_ERROR, PB_ERROR_INPUT,
                  _("The point %.3f, %.3f does not lie in EPSG:%d; check the code after crs =."),
                  layer->x[v], layer->y[v], layer->epsg);
      return false;
    }
    (*x)[v] = round((*x)[v] * UNITS_PER_DEGREE) / UNITS_PER_DEGREE;
    (*y)[v] = round((*y)[v] * UNITS_PER_DEGREE) / UNITS_PER_DEGREE;
  }
  return true;
}

static void put_head(GString *to, const pb_layer *layer, const char *name, const double *x,
                     const double *y) {
  g_string_append(to, "{\n\"type\": \"FeatureCollection\",\n");
  if (name) {
    g_string_append(to, "\"name\": ");
    pb_json_append_quoted(to, name);
    g_string_append(to, ",\n");
  }
  g_string_append_printf(to, "\"source_crs\": \"EPSG:%d\",\n\"notes\": [", layer->epsg);
  for (guint i = 0; i < layer->notes->len; i++) {
    g_string_append(to, i > 0 ? ", " : "");
    pb_json_append_quoted(to, g_ptr_array_index(layer->notes, i));
  }
  g_string_append(to, "],\n");
  pb_box bounds = pb_box_empty();
  for (size_t v = 0; v < layer->n_vertices; v++)
    pb_box_add(&bounds, x[v], y[v]);
  if (pb_box_is_empty(bounds))
    return;
  const double limits[] = {bounds.min_x, bounds.min_y, bounds.max_x, bounds.max_y};
  g_string_append(to, "\"bbox\": [");
  for (size_t i = 0; i < 4; i++) {
    g_string_append(to, i > 0 ? ", " : "");
    put_degrees(to, limits[i]);
  }
  g_string_append(to, "],\n");
}

GString *pb_layer_to_geojson(const pb_layer *layer, const char *name, GError **error) {
  g_autofree double *x = NULL, *y = NULL;
  if (!to_wgs84(layer, &x, &y, error))
    return NULL;
  GString *text = g_string_new(NULL);
  put_head(text, layer, name, x, y);
  g_string_append(text, "\"features\": [");
  g_autoptr(pb_geojson_columns) columns = pb_geojson_columns_new(layer);
  for (size_t f = 0; f < layer->n_features; f++) {
    g_string_append(text, f > 0 ? ",\n" : "\n");
    g_string_append(text, "{\"type\":\"Feature\",\"properties\":");
    pb_geojson_put_properties(text, columns, f);
    g_string_append(text, ",\"geometry\":");
    put_geometry(text, layer, f, x, y);
    g_string_append_c(text, '}');
  }
  g_string_append(text, "\n]\n}\n");
  return text;
}

bool pb_layer_write_geojson(const pb_layer *layer, const char *path, GError **error) {
  g_autofree char *name = g_path_get_basename(path);
  char *dot = strrchr(name, '.');
  if (dot && dot > name)
    *dot = '\0';
  GString *text = pb_layer_to_geojson(layer, name, error);
  if (!text)
    return false;
  bool written = pb_output_write(path, text->str, text->len, error);
  g_string_free(text, TRUE);
  return written;
}

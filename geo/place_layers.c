/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "geo/place_layers.h"

#include <math.h>
#include <string.h>

#include "geo/cell_outline.h"

/* A layer of polygons while it grows. */
typedef struct {
  GArray *part_first, *vertex_first; /* uint32_t */
  GArray *x, *y;
} polygons;

static polygons polygons_new(void) {
  polygons p = {
      g_array_new(FALSE, FALSE, sizeof(uint32_t)), g_array_new(FALSE, FALSE, sizeof(uint32_t)),
      g_array_new(FALSE, FALSE, sizeof(double)), g_array_new(FALSE, FALSE, sizeof(double))};
  return p;
}

static void add_feature(polygons *p, const pb_cell *cells, size_t n, double size_m) {
  g_auto(pb_cell_outline) outline = pb_cell_outline_of(cells, n, size_m);
  uint32_t part = p->vertex_first->len, vertex = p->x->len;
  g_array_append_val(p->part_first, part);
  for (guint r = 0; r < outline.end->len; r++) {
    uint32_t from = r ? g_array_index(outline.end, uint32_t, r - 1) : 0, first = vertex + from;
    g_array_append_val(p->vertex_first, first);
  }
  g_array_append_vals(p->x, outline.x->data, outline.x->len);
  g_array_append_vals(p->y, outline.y->data, outline.y->len);
}

/* Takes over what has grown; NULL without features. */
static pb_layer *polygons_finish(polygons *p, pb_table *attributes, int epsg) {
  pb_layer *layer = NULL;
  if (p->part_first->len > 0) {
    layer = pb_layer_new(PB_GEOMETRY_POLYGON);
    layer->epsg = epsg;
    layer->crs_origin = PB_CRS_GIVEN;
    layer->n_features = p->part_first->len;
    layer->n_parts = p->vertex_first->len;
    layer->n_vertices = p->x->len;
    uint32_t parts = p->vertex_first->len, vertices = p->x->len;
    g_array_append_val(p->part_first, parts);
    g_array_append_val(p->vertex_first, vertices);
    layer->part_first = (uint32_t *)(void *)g_array_free(p->part_first, FALSE);
    layer->vertex_first = (uint32_t *)(void *)g_array_free(p->vertex_first, FALSE);
    layer->x = (double *)(void *)g_array_free(p->x, FALSE);
    layer->y = (double *)(void *)g_array_free(p->y, FALSE);
    layer->box = g_new0(pb_box, layer->n_features);
    layer->attributes = attributes;
    layer->encoding = g_strdup("UTF-8");
    pb_layer_update_boxes(layer);
    return layer;
  }
  g_array_unref(p->part_first);
  g_array_unref(p->vertex_first);
  g_array_unref(p->x);
  g_array_unref(p->y);
  pb_table_free(attributes);
  return NULL;
}

/* The attributes, one column each; the first is the area. */
static GPtrArray *attributes_for(const char *const *names, size_t n_names, const pb_result *like) {
  GPtrArray *columns = g_ptr_array_new();
  g_ptr_array_add(columns, pb_column_new("area", PB_TYPE_STRING, NULL));
  for (size_t i = 0; i < n_names; i++) {
    const pb_column *column = pb_result_find(like, names[i]);
    if (column) /* which there are depends on whom the results are for */
      g_ptr_array_add(columns, pb_column_new(names[i], pb_column_type(column), NULL));
  }
  for (size_t c = 0; c < pb_result_n_columns(like); c++) {
    const pb_column *column = pb_result_column(like, c);
    if (g_str_has_prefix(pb_column_name(column), "count_"))
      g_ptr_array_add(columns, pb_column_new(pb_column_name(column), PB_TYPE_INT64, NULL));
  }
  return columns;
}

static void append_cell(pb_column *to, const pb_column *from, size_t row) {
  if (!from || !pb_column_is_valid(from, row))
    pb_column_append_missing(to);
  else if (pb_column_type(to) == PB_TYPE_STRING)
    pb_column_append_string(to, pb_column_string(from, row));
  else if (pb_column_type(to) == PB_TYPE_DOUBLE)
    pb_column_append_double(to, pb_column_double(from, row));
  else
    pb_column_append_int(to, pb_column_int(from, row));
}

static void append_row(GPtrArray *columns, const char *area, const pb_result *result, size_t row) {
  pb_column_append_string(g_ptr_array_index(columns, 0), area);
  for (guint i = 1; i < columns->len; i++) {
    pb_column *to = g_ptr_array_index(columns, i);
    append_cell(to, pb_result_find(result, pb_column_name(to)), row);
  }
}

static pb_table *table_of(GPtrArray *columns) {
  pb_table *table = pb_table_new();
  for (guint i = 0; i < columns->len; i++)
    pb_table_add(table, g_ptr_array_index(columns, i));
  return table;
}

/* The cell of a row of hot-cells, from its middle. */
static pb_cell cell_of(const pb_result *cells, size_t row, double size_m) {
  double x = pb_column_double(pb_result_find(cells, "x"), row);
  double y = pb_column_double(pb_result_find(cells, "y"), row);
  return (pb_cell){(int32_t)floor(x / size_m), (int32_t)floor(y / size_m)};
}

static bool has_rows(const pb_result *result) {
  return result && pb_result_n_rows(result) > 0;
}

pb_layer *pb_layer_of_cells(const pb_place_results *results, size_t n, int epsg) {
  static const char *const names[] = {"count",      "size_m",  "patch",     "z",
                                      "p_adjusted", "verdict", "stability", "place"};
  polygons grown = polygons_new();
  g_autoptr(GPtrArray) columns = NULL;
  for (size_t i = 0; i < n; i++) {
    const pb_result *cells = results[i].cells;
    if (!has_rows(cells))
      continue;
    double size_m = pb_result_scalar_or(cells, "cell_m", 250);
    if (!columns)
      columns = attributes_for(names, G_N_ELEMENTS(names), cells);
    const pb_column *sizes = pb_result_find(cells, "size_m"); /* of squares merged from cells */
    for (size_t row = 0; row < pb_result_n_rows(cells); row++) {
      double side = sizes ? pb_column_double(sizes, row) : size_m;
      pb_cell cell = cell_of(cells, row, side);
      add_feature(&grown, &cell, 1, side);
      append_row(columns, results[i].area, cells, row);
    }
  }
  return polygons_finish(&grown, columns ? table_of(columns) : NULL, epsg);
}

static void add_place(polygons *grown, const pb_result *cells, int64_t number) {
  const pb_column *place = pb_result_find(cells, "place");
  double size_m = pb_result_scalar_or(cells, "cell_m", 250);
  g_autoptr(GArray) members = g_array_new(FALSE, FALSE, sizeof(pb_cell));
  for (size_t row = 0; row < pb_result_n_rows(cells); row++)
    if (pb_column_is_valid(place, row) && pb_column_int(place, row) == number) {
      pb_cell cell = cell_of(cells, row, size_m);
      g_array_append_val(members, cell);
    }
  add_feature(grown, (const pb_cell *)(const void *)members->data, members->len, size_m);
}

pb_layer *pb_layer_of_places(const pb_place_results *results, size_t n, int epsg) {
  static const char *const names[] = {"number",   "name",  "distance_m", "direction",
                                      "hectares", "count", "share",      "stability"};
  polygons grown = polygons_new();
  g_autoptr(GPtrArray) columns = NULL;
  for (size_t i = 0; i < n; i++) {
    const pb_result *spots = results[i].spots;
    if (!has_rows(spots) || !has_rows(results[i].cells))
      continue;
    if (!columns)
      columns = attributes_for(names, G_N_ELEMENTS(names), spots);
    for (size_t row = 0; row < pb_result_n_rows(spots); row++) {
      add_place(&grown, results[i].cells, pb_column_int(pb_result_find(spots, "number"), row));
      append_row(columns, results[i].area, spots, row);
    }
  }
  return polygons_finish(&grown, columns ? table_of(columns) : NULL, epsg);
}

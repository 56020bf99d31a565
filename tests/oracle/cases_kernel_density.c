/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 08: intensity at points and pixels as spatstat has it, in a rectangle or a polygon, and its
 * bandwidths. 09: exact sums at the middles of a raster's cells. */
#include <math.h>

#include "engine/stats/density_bandwidth.h"
#include "engine/stats/kernel_density.h"
#include "tests/oracle/give.h"

static void answer_exact(oracle_case *c, const char *const *path, size_t n, JsonNode *node,
                         oracle_answer *answer) {
  static const char *const kernels[] = {"gaussian", "quartic", "epanechnikov", "triangular", NULL};
  (void)n, (void)node;
  bool is_h = g_str_equal(path[0], "h");
  if (!is_h && !g_strv_contains(kernels, path[0])) {
    answer->skip = "a bandwidth of its own in every direction is not built";
    return;
  }
  pb_table *input = oracle_case_table(c, "input.csv", NULL);
  JsonArray *grid = json_object_get_array_member(c->params, "grid");
  double x0 = json_array_get_double_element(grid, 0), y0 = json_array_get_double_element(grid, 1);
  double cell = json_array_get_double_element(grid, 2), wider = 0;
  size_t cols = (size_t)json_array_get_int_element(grid, 3),
         rows = (size_t)json_array_get_int_element(grid, 4);
  const pb_column *x = pb_table_find(input, "x"), *y = pb_table_find(input, "y");
  for (size_t i = 0; i < pb_column_length(x); i++) { /* a window that holds every point */
    double px = pb_column_double(x, i), py = pb_column_double(y, i);
    wider = fmax(wider, ceil(fmax(x0 - px, px - x0 - (double)cols * cell) / cell));
    wider = fmax(wider, ceil(fmax(y0 - py, py - y0 - (double)rows * cell) / cell));
  }
  const char *const names[] = {"x_min", "x_max", "y_min", "y_max", "cell", "h"};
  const double values[] = {x0 - wider * cell,
                           x0 + ((double)cols + wider) * cell,
                           y0 - wider * cell,
                           y0 + ((double)rows + wider) * cell,
                           cell,
                           json_object_get_double_member(c->params, "h")};
  const char *settings[2 * G_N_ELEMENTS(names) + 9] = {
      "kernel", is_h ? "quartic" : path[0], "window", "given", "edge", "none", "method", "exact"};
  char numbers[G_N_ELEMENTS(names)][G_ASCII_DTOSTR_BUF_SIZE];
  for (size_t k = 0; k < G_N_ELEMENTS(names); k++) {
    settings[8 + 2 * k] = names[k];
    settings[9 + 2 * k] = g_ascii_dtostr(numbers[k], sizeof numbers[k], values[k]);
  }
  const pb_result *result = oracle_case_run(c, path[0], "kernel-density", input, settings);
  if (is_h) {
    give_scalar(answer, result, "bandwidth");
    return;
  }
  answer->absolute = 1e-10 * pb_result_scalar_or(result, "max", 0);
  const pb_column *density = pb_result_find(result, "density");
  size_t margin = (size_t)wider, wide = cols + 2 * margin;
  for (size_t row = 0; row < rows; row++)
    for (size_t col = 0; col < cols; col++)
      give(answer, true, pb_column_double(density, (row + margin) * wide + col + margin));
}

const oracle_binding oracle_binding_kde_exact = {"09_kde_exact", "kernel-density", NULL,
                                                 answer_exact};

/* A point pattern of case 08: its points, its window and, of a polygon, the ring's vertices. */
typedef struct {
  pb_table *table, *ring; /* ring NULL: a rectangle */
  const double *x, *y;
  size_t n;
  pb_density_window frame;
} pattern;

static double *doubles(const pb_table *table, const char *name) {
  const pb_column *column = pb_table_find(table, name);
  double *values = g_new(double, pb_column_length(column) + 1);
  for (size_t i = 0; i < pb_column_length(column); i++)
    values[i] = pb_column_double(column, i);
  return values;
}

static pattern load(oracle_case *c, const char *name) {
  g_autofree char *points = g_strdup_printf("input_%s.csv", name);
  g_autofree char *window = g_strdup_printf("window_%s.csv", name);
  g_autofree char *path = g_build_filename(c->folder, window, NULL);
  JsonArray *frame = json_object_get_array_member(json_object_get_object_member(c->expected, name),
                                                  "frame"); /* stands nowhere else */
  pattern p = {.table = oracle_case_table(c, points, NULL)};
  if (g_file_test(path, G_FILE_TEST_EXISTS))
    p.ring = oracle_case_table(c, window, NULL);
  p.x = doubles(p.table, "x");
  p.y = doubles(p.table, "y");
  p.n = pb_table_n_rows(p.table);
  p.frame = (pb_density_window){
      json_array_get_double_element(frame, 0), json_array_get_double_element(frame, 1),
      json_array_get_double_element(frame, 2), json_array_get_double_element(frame, 3), NULL};
  return p;
}

static void pattern_clear(pattern *p) {
  pb_table_free(p->table);
  if (p->ring)
    pb_table_free(p->ring);
  g_free((double *)p->x);
  g_free((double *)p->y);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(pattern, pattern_clear)

/* Even-odd over all rings. */
static bool in_polygon(const pb_table *table, double x, double y) {
  const pb_column *ring = pb_table_find(table, "ring"), *rx = pb_table_find(table, "x"),
                  *ry = pb_table_find(table, "y");
  size_t n = pb_column_length(rx), first = 0;
  bool inside = false;
  for (size_t i = 0; i < n; i++) {
    size_t next = i + 1;
    if (next == n || pb_column_double(ring, next) != pb_column_double(ring, i)) {
      next = first;
      first = i + 1;
    }
    double x1 = pb_column_double(rx, i), y1 = pb_column_double(ry, i),
           x2 = pb_column_double(rx, next), y2 = pb_column_double(ry, next);
    if ((y1 > y) != (y2 > y) && x < x1 + (y - y1) / (y2 - y1) * (x2 - x1))
      inside = !inside;
  }
  return inside;
}

/* Share of each cell inside by `side` squared samples; a cell with a point is inside at least a
 * little. */
static pb_raster *mask_of(const pattern *p, const pb_raster_frame *frame, int side) {
  pb_raster *mask = pb_raster_new(frame, NULL);
  for (size_t row = 0, i = 0; row < frame->n_rows; row++)
    for (size_t col = 0; col < frame->n_cols; col++, i++) {
      int inside = 0;
      for (int k = 0; k < side * side; k++)
        inside +=
            in_polygon(p->ring, frame->x0 + ((double)col + (k % side + 0.5) / side) * frame->cell_m,
                       frame->y0 + ((double)row + ((int)(k / side) + 0.5) / side) * frame->cell_m);
      mask->value[i] = (double)inside / (side * side);
    }
  for (size_t i = 0; side > 1 && i < p->n; i++) {
    size_t cell;
    if (pb_raster_find(frame, p->x[i], p->y[i], &cell))
      mask->value[cell] = fmax(mask->value[cell], 0.01);
  }
  return mask;
}

/* A raster over the frame with square cells; of a polygon, with a mask of shares. */
static pb_raster_frame frame_with(const pattern *p, double cell) {
  return (pb_raster_frame){p->frame.x_min, p->frame.y_min, cell,
                           (size_t)ceil((p->frame.x_max - p->frame.x_min) / cell),
                           (size_t)ceil((p->frame.y_max - p->frame.y_min) / cell)};
}

static void answer_points(const pattern *p, double sigma, pb_edge_correction edge,
                          oracle_answer *answer) {
  pb_raster_frame frame = frame_with(p, sigma / 5);
  g_autoptr(pb_raster) mask = p->ring ? mask_of(p, &frame, 4) : NULL;
  pb_density_window window = mask ? pb_density_window_of_mask(mask) : p->frame;
  const pb_weighted_points points = {p->x, p->y, NULL, p->n};
  const pb_density_settings settings = {PB_KERNEL_GAUSSIAN, sigma, edge, PB_DENSITY_EXACT, 1};
  g_autofree double *density = g_new(double, p->n);
  g_autofree bool *inside = g_new(bool, p->n);
  g_assert_true(pb_kernel_density_at_points(&points, &frame, &window, &settings, false, density,
                                            inside, NULL));
  for (size_t i = 0; i < p->n; i++)
    give(answer, inside[i], density[i]);
}

/* Pixels whose columns, and whose row of the sample, lie where the reference's do. */
static void answer_pixels(const pattern *p, JsonObject *expected, double sigma, const char *part,
                          const char *leaf, oracle_answer *answer) {
  JsonObject *sampled = json_object_get_object_member(expected, "pixels_edge_false");
  JsonArray *columns = json_object_get_array_member(sampled, "xcol");
  double first = json_array_get_double_element(columns, 0);
  double cell = (json_array_get_double_element(columns, 1) - first) / 8;
  double at_row = json_object_get_double_member(sampled, "yrow64");
  double below = ceil((at_row - p->frame.y_min) / cell),
         above = ceil((p->frame.y_max - at_row) / cell);
  pb_raster_frame frame = {first - cell / 2, at_row - (below + 0.5) * cell, cell,
                           (size_t)round((p->frame.x_max - p->frame.x_min) / cell),
                           (size_t)(below + above) + 1};
  g_autoptr(pb_raster) mask = p->ring ? mask_of(p, &frame, 1) : NULL;
  pb_density_window window = mask ? pb_density_window_of_mask(mask) : p->frame;
  if (mask) /* the reference's sums take points at the rim too */
    for (size_t i = 0; i < p->n; i++) {
      size_t at;
      if (pb_raster_find(&frame, p->x[i], p->y[i], &at))
        mask->value[at] = fmax(mask->value[at], 1e-9);
    }
  const pb_weighted_points points = {p->x, p->y, NULL, p->n};
  const pb_density_settings settings = {
      PB_KERNEL_GAUSSIAN, sigma,
      g_str_equal(part, "pixels_edge_false") ? PB_EDGE_NONE : PB_EDGE_UNIFORM, PB_DENSITY_EXACT, 1};
  g_autoptr(pb_raster) raster = pb_kernel_density(&points, &frame, &window, &settings, NULL, NULL);
  g_assert_nonnull(raster);
  double most = 0;
  for (size_t i = 0; i < pb_raster_n_cells(&frame); i++)
    most = fmax(most, raster->value[i]);
  if (g_str_equal(leaf, "max")) {
    answer->relative = 5e-2;
    give(answer, true, most);
  } else if (g_str_equal(leaf, "integral")) {
    answer->relative = 1e-2;
    give(answer, true, pb_density_volume(raster, &window));
  } else {
    answer->absolute = 5e-2 * most;
    for (guint k = 0; k < json_array_get_length(columns); k++) {
      size_t i = (size_t)below * frame.n_cols + 8 * k;
      give(answer, pb_density_window_share(&window, &frame, 8 * k, (size_t)below) > 0.5,
           raster->value[i]);
    }
  }
}

static void answer_bandwidth(const pattern *p, const char *leaf, oracle_answer *answer) {
  double h_x = 0, h_y = 0, sigma = 0;
  if (g_str_equal(leaf, "bw_scott")) {
    answer->relative = 1e-10;
    bool present = pb_bandwidth_scott(p->x, p->y, p->n, &h_x, &h_y);
    give(answer, present, h_x);
    give(answer, present, h_y);
    return;
  }
  pb_raster_frame frame = frame_with(p, (p->frame.x_max - p->frame.x_min) / 128);
  g_autoptr(pb_raster) mask = p->ring ? mask_of(p, &frame, 4) : NULL;
  pb_density_window window = mask ? pb_density_window_of_mask(mask) : p->frame;
  g_auto(pb_places) places = pb_places_of(p->x, p->y, p->n);
  bool diggle = g_str_equal(leaf, "bw_diggle");
  bool present = diggle ? pb_bandwidth_berman_diggle(&places, &window, 1, &sigma)
                        : pb_bandwidth_likelihood(&places, &window, 1, &sigma, NULL);
  /* The first depends on the grid of distances and the edge correction of K, the second on the
   * place's diameter, which a mask knows to a cell. */
  answer->relative = diggle ? 0.1 : p->ring ? 0.02 : 1e-9;
  give(answer, present, sigma);
}

static void answer_spatstat(oracle_case *c, const char *const *path, size_t n, JsonNode *node,
                            oracle_answer *answer) {
  (void)node;
  const char *leaf = path[1];
  JsonObject *expected = json_object_get_object_member(c->expected, path[0]);
  double sigma = json_object_get_double_member(expected, "sigma");
  if (g_str_equal(leaf, "frame") || g_str_equal(leaf, "sigma") ||
      g_str_has_prefix(leaf, "max_rel") ||
      (n == 3 && (g_str_equal(path[2], "xcol") || g_str_equal(path[2], "yrow64")))) {
    answer->skip = "says where or how well the reference was computed";
    return;
  }
  g_auto(pattern) p = load(c, path[0]);
  answer->relative = 1e-9;
  if (g_str_equal(leaf, "n")) {
    give(answer, true, (double)p.n);
  } else if (g_str_equal(leaf, "area")) {
    pb_raster_frame frame = frame_with(&p, (p.frame.x_max - p.frame.x_min) / 128);
    g_autoptr(pb_raster) mask = p.ring ? mask_of(&p, &frame, 4) : NULL;
    pb_density_window window = mask ? pb_density_window_of_mask(mask) : p.frame;
    answer->relative = p.ring ? 2e-3 : 1e-12;
    give(answer, true, pb_window_shape_of(&window).area);
  } else if (g_str_has_prefix(leaf, "bw_")) {
    answer_bandwidth(&p, leaf, answer);
  } else if (g_str_has_prefix(leaf, "pixels_")) {
    answer_pixels(&p, expected, sigma, leaf, path[2], answer);
  } else if (g_str_equal(leaf, "edge_exact_rect")) {
    for (size_t i = 0; i < p.n; i++)
      give(answer, true,
           pb_gaussian_inside(p.frame.x_min, p.frame.x_max, p.x[i], sigma) *
               pb_gaussian_inside(p.frame.y_min, p.frame.y_max, p.y[i], sigma));
  } else if (g_str_has_prefix(leaf, "points_edge_false")) {
    answer->relative = g_str_equal(leaf, "points_edge_false") ? 1e-6 : 1e-9;
    answer_points(&p, sigma, PB_EDGE_NONE, answer);
  } else if (g_str_equal(leaf, "points_edge_uniform") ||
             g_str_equal(leaf, "edge_uniform_exact_rect")) {
    /* In a polygon the reference takes the share of the nearest of 128 * 128 pixels: near a corner
     * that is off by up to 4.3 percent, and with 1024 * 1024 it comes to what the engine says. */
    answer->relative = p.ring ? 5e-2 : 1e-9;
    answer_points(&p, sigma, PB_EDGE_UNIFORM, answer);
  } else if (g_str_equal(leaf, "points_edge_diggle")) {
    answer->relative = p.ring ? 3e-2 : 1e-9;
    answer_points(&p, sigma, PB_EDGE_JONES_DIGGLE, answer);
  } else {
    answer->skip = "not built";
  }
}

const oracle_binding oracle_binding_kernel_density = {"08_kde_spatstat", "kernel-density", NULL,
                                                      answer_spatstat};

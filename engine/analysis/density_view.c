/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where incidents are densest: the smallest areas of a smooth surface that hold a quarter, half and
 * four fifths of them. For display; hot-cells tells what chance could have done. */
#include <math.h>

#include "engine/analysis/hot_spots.h"
#include "engine/contour.h"
#include "engine/stats/kernel_density.h"

/* The same for all years and problem areas (Data och metod says so). */
#define BANDWIDTH_M 300.0
/* Wide municipalities get coarser cells, never coarser than the bandwidth. */
static const double cell_sizes[] = {50, 125, 250};
#define MOST_CELLS 4e6
/* Areas with fewer incidents than these are not outlined; nor with fewer than the public may know.
 */
#define FEWEST_IN_AREA 5

static const int shares[] = {25, 50, 80};

static void put_area(pb_column *const columns[5], int share, size_t part,
                     const pb_contour_area *area) {
  for (size_t r = 0; r < area->n_rings; r++)
    for (size_t v = 0; v < area->rings[r].n; v++) {
      pb_column_append_int(columns[0], share);
      pb_column_append_int(columns[1], (int64_t)part);
      pb_column_append_int(columns[2], (int64_t)r);
      pb_column_append_double(columns[3], area->rings[r].x[v]);
      pb_column_append_double(columns[4], area->rings[r].y[v]);
    }
}

static double fewest_in_area(const pb_analysis *analysis) {
  const pb_disclosure_rule *rule = analysis->dataset->disclosure;
  return rule
             ? fmax(FEWEST_IN_AREA, (double)pb_disclosure_threshold(rule, &(pb_disclosure_cell){0}))
             : FEWEST_IN_AREA;
}

static void put_contours(pb_result *result, const pb_raster *raster, const double *x,
                         const double *y, size_t n, double fewest) {
  pb_column *columns[5] = {pb_result_add_column(result, "share", PB_TYPE_INT64, "%"),
                           pb_result_add_column(result, "part", PB_TYPE_INT64, NULL),
                           pb_result_add_column(result, "ring", PB_TYPE_INT64, NULL),
                           pb_result_add_column(result, "x", PB_TYPE_DOUBLE, "m"),
                           pb_result_add_column(result, "y", PB_TYPE_DOUBLE, "m")};
  for (size_t k = 0; k < G_N_ELEMENTS(shares); k++) {
    double level;
    if (!pb_contour_level_of_volume(raster, shares[k] / 100.0, &level))
      continue;
    g_autoptr(pb_contours) contours = pb_contours_of(raster, level);
    pb_contours_count(contours, x, y, NULL, n);
    pb_contours_drop_below(contours, fewest);
    pb_contours_fill_holes_below(contours, fewest, x, y, NULL, n);
    for (size_t a = 0; a < contours->n_areas; a++)
      put_area(columns, shares[k], a, &contours->areas[a]);
  }
}

static size_t gather(const pb_analysis *analysis, int area, double *x, double *y) {
  const pb_incidents *incidents = analysis->incidents;
  int first = pb_incident_first_year(analysis), last = analysis->dataset->period_end;
  size_t n = 0;
  for (size_t i = 0; i < incidents->n; i++) {
    const pb_incident *one = &incidents->incidents[i];
    uint32_t cell;
    if (!pb_incident_in(one, area) || !one->has_point || one->year < first || one->year > last ||
        !pb_cell_grid_find(analysis->options.study_area->grid, one->x, one->y, &cell))
      continue;
    x[n] = one->x;
    y[n++] = one->y;
  }
  return n;
}

static pb_raster_frame choose_frame(const pb_analysis *analysis, const double *x, const double *y,
                                    size_t n, double margin_m) {
  pb_raster_frame frame = {0};
  for (size_t i = 0; i < G_N_ELEMENTS(cell_sizes); i++) {
    pb_raster_frame around = pb_raster_frame_around(x, y, n, cell_sizes[i], margin_m);
    frame = pb_raster_frame_clip(&around, analysis->options.study_area->grid);
    if ((double)frame.n_cols * (double)frame.n_rows <= MOST_CELLS)
      break;
  }
  return frame;
}

static pb_raster *make_surface(const pb_analysis *analysis, const double *x, const double *y,
                               size_t n, GError **error) {
  const pb_cell_grid *grid = analysis->options.study_area->grid;
  const pb_density_settings settings = {
      .kernel = PB_KERNEL_QUARTIC, .h_m = BANDWIDTH_M, .edge = PB_EDGE_UNIFORM, .threads = 1};
  pb_raster_frame frame = choose_frame(analysis, x, y, n, pb_kernel_density_margin_m(&settings));
  g_autoptr(pb_raster) mask = pb_raster_of_grid(grid, &frame, error);
  if (!mask)
    return NULL;
  const pb_weighted_points points = {.x = x, .y = y, .n = n};
  const pb_density_window window = pb_density_window_of_mask(mask);
  return pb_kernel_density(&points, &frame, &window, &settings, NULL, error);
}

void pb_build_density_contours(pb_analysis *analysis, int area, const pb_cell_counts *counts) {
  pb_result *result = pb_analysis_put_area(analysis, "density-contours", area);
  g_autofree double *x = g_new(double, analysis->incidents->n + 1);
  g_autofree double *y = g_new(double, analysis->incidents->n + 1);
  size_t n = gather(analysis, area, x, y);
  pb_put_cell_counts(result, counts);
  pb_result_set_scalar(result, "bandwidth_m", BANDWIDTH_M, "m");
  pb_result_set_method(result, N_("Kernel density, quartic, corrected for the municipality’s edge; "
                                  "smallest areas with 25, 50 and 80 per cent of the events"));
  pb_result_set_citation(result, "Diggle 1985");
  if (n < PB_FEWEST_FOR_SURFACE) {
    pb_result_set_reason(result, N_("Fewer than 30 events can be placed, too few for a surface."));
    return;
  }
  g_autoptr(GError) error = NULL;
  g_autoptr(pb_raster) raster = make_surface(analysis, x, y, n, &error);
  if (raster) {
    pb_result_set_scalar(result, "cell_m", raster->frame.cell_m, "m");
    put_contours(result, raster, x, y, n, fewest_in_area(analysis));
  } else {
    pb_result_set_reason(result, N_("The surface would have more cells than fit in memory."));
  }
}

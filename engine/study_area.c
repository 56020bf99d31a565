/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/study_area.h"

#include <math.h>

pb_study_area *pb_study_area_new(pb_cell_grid *grid) {
  pb_study_area *area = g_new0(pb_study_area, 1);
  area->grid = grid;
  return area;
}

void pb_study_area_free(pb_study_area *area) {
  if (!area)
    return;
  pb_cell_grid_free(area->grid);
  for (size_t i = 0; i < area->n_places; i++)
    g_free(area->places[i].name);
  g_free(area->places);
  for (size_t i = 0; i < area->n_areas; i++) {
    g_free(area->areas[i].code);
    g_free(area->areas[i].name);
  }
  g_free(area->areas);
  g_free(area);
}

const pb_named_place *pb_study_area_nearest(const pb_study_area *area, double x, double y,
                                            double *distance_m) {
  const pb_named_place *nearest = NULL;
  double least = HUGE_VAL;
  for (size_t i = 0; i < area->n_places; i++) {
    double distance = hypot(area->places[i].x - x, area->places[i].y - y);
    if (distance < least) {
      least = distance;
      nearest = &area->places[i];
    }
  }
  if (distance_m && nearest)
    *distance_m = least;
  return nearest;
}

const char *pb_compass_direction(const pb_named_place *from, double x, double y) {
  static const char *const names[8] = {"e", "ne", "n", "nw", "w", "sw", "s", "se"};
  double east = x - from->x, north = y - from->y;
  if (east == 0 && north == 0)
    return "";
  int eighth = (int)lround(atan2(north, east) / (G_PI / 4));
  return names[(eighth + 8) % 8];
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * What the engine knows of the ground of a municipality: its cells and the places that give names.
 * geo/ makes it from the layers (geo/study_area_of.h); without layers there is none, and results
 * about places are then not computable.
 */
#ifndef PB_ENGINE_STUDY_AREA_H
#define PB_ENGINE_STUDY_AREA_H

#include "engine/cell_grid.h"

/** The middle of a built-up area or of another place with a name. EPSG:3006, metres. */
typedef struct {
  char *name;
  double x, y;
} pb_named_place;

/** A part of the municipality: a DeSO area, a city district. */
typedef struct {
  char *code, *name; /**< code may be ""; the name is then unique or at least known */
  double km2;        /**< of its polygon */
  int64_t feature;   /**< of its layer: what the events' column `sub_area` holds */
} pb_named_area;

typedef struct pb_study_area {
  pb_cell_grid *grid;     /**< squares of 250 m unless the project says otherwise */
  pb_named_place *places; /**< in and around the municipality, largest first */
  size_t n_places;
  pb_named_area *areas; /**< in the order of the layer; none without a layer of sub-areas */
  size_t n_areas;
} pb_study_area;

/** Takes over the grid; no places yet. Free with pb_study_area_free. */
pb_study_area *pb_study_area_new(pb_cell_grid *grid);
void pb_study_area_free(pb_study_area *area);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(pb_study_area, pb_study_area_free)

/** The place nearest to a point, the first of equals; NULL when there are no places. `distance_m`
 * may be NULL. */
const pb_named_place *pb_study_area_nearest(const pb_study_area *area, double x, double y,
                                            double *distance_m);
/** Which way a point lies from a place: "n", "ne", "e", "se", "s", "sw", "w" or "nw" of grid north;
 * "" for the place itself. */
const char *pb_compass_direction(const pb_named_place *from, double x, double y);

#endif

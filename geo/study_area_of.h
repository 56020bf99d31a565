/* SPDX-License-Identifier: GPL-3.0-or-later */
/** The ground of a municipality for the analysis, from the project's layers. */
#ifndef PB_GEO_STUDY_AREA_OF_H
#define PB_GEO_STUDY_AREA_OF_H

#include "engine/study_area.h"
#include "geo/geography.h"

/** Side of a cell where the project does not say (Camacho Doyle, Gerell & Andershed 2021). */
#define PB_DEFAULT_CELL_M 250.0

/** Of municipality m (position in the dataset) in squares of `size_m` (0: the default), with the
 * built-up areas in it and up to 3 km around its box (where there are none, the middles of its
 * sub-areas give names), and its sub-areas. NULL without an error when the layers do not hold its
 * boundary (`geography` may be NULL); NULL with an error as pb_grid_of_polygon. Free with
 * pb_study_area_free. Thread-safe. */
pb_study_area *pb_study_area_of(const pb_geography *geography, int m, double size_m,
                                GError **error);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/** The plane systems of Swedish data: Gauss conformal projections (transverse Mercator) with the
 * parameters that Lantmäteriet publishes. All have latitude of origin and false northing 0. */
#ifndef PB_GEO_SWEDISH_GRIDS_H
#define PB_GEO_SWEDISH_GRIDS_H

#include <stdbool.h>
#include <stddef.h>

typedef struct {
  int epsg;
  const char *name;
  double meridian; /**< degrees */
  double scale;    /**< on the meridian */
  double false_easting_m;
} pb_swedish_grid;

/** SWEREF 99 TM, its twelve local zones by EPSG code, and RT 90 2.5 gon V (on Bessel's ellipsoid:
 * see projection.h for how its points are moved). */
const pb_swedish_grid *pb_swedish_grids(size_t *n);

/** One of EPSG:3007 to 3018: false easting 150 000 m, so the zones cannot be told from each other
 * by their numbers. */
bool pb_is_local_zone(int epsg);
#define PB_EPSG_FIRST_ZONE 3007
#define PB_EPSG_LAST_ZONE 3018

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Which municipality a point lies in, for millions of points: polygon_finder.h with the dataset's
 * positions of municipalities in the place of features. Read-only after it is made: threads share
 * it.
 */
#ifndef PB_GEO_MUNICIPALITY_FINDER_H
#define PB_GEO_MUNICIPALITY_FINDER_H

#include "geo/geography.h"

typedef struct pb_municipality_finder pb_municipality_finder;

/** A point this near to a municipality is taken as in it where its row says so: boundaries in use
 * are generalised (SCB's digital ones for maps keep some 34 corners a municipality and are off by
 * some hundred metres), and an address on a boundary road may stand on either side. */
#define PB_MUNICIPALITY_TOLERANCE_M 500.0

/** `geography` (borrowed; NULL or without municipalities: nothing is ever found). NULL with
 * PB_ERROR_MEMORY. */
pb_municipality_finder *pb_municipality_finder_new(const pb_geography *geography, GError **error);
void pb_municipality_finder_free(pb_municipality_finder *finder);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(pb_municipality_finder, pb_municipality_finder_free)

/** Position of the municipality that contains the point (EPSG:3006), or -1. */
int pb_municipality_finder_at(const pb_municipality_finder *finder, double x, double y);
/** Has municipality m (>= 0) a polygon to compare with? */
bool pb_municipality_finder_knows(const pb_municipality_finder *finder, int m);
/** Does it contain the point, or is its boundary at most `tolerance_m` away? False when it is not
 * known. */
bool pb_municipality_finder_near(const pb_municipality_finder *finder, int m, double x, double y,
                                 double tolerance_m);

#endif

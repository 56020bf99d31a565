/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Which coordinate system the points of a source are in, by plausibility.
 *
 * Swedish data come in degrees (EPSG:4326), SWEREF 99 TM (3006), RT 90 2.5 gon V (3021) or one of
 * twelve local SWEREF 99 zones (3007 to 3018), each with either axis first. In Sweden the numbers
 * of these four families never overlap, so the family and the order of the axes are those into
 * whose range most points fall; at least half of the points must then lie in Sweden. The twelve
 * zones share their numbers. Among them decides, by what is there: how many points lie in the
 * municipality that their row names; else in the layer of municipalities, when that is a part of
 * the country; else in built-up areas, where most crime is. The best zone must reach half of the
 * points and be 20 percentage points ahead of the second, or nothing is decided.
 */
#ifndef PB_GEO_EVENT_COORDINATES_H
#define PB_GEO_EVENT_COORDINATES_H

#include "geo/municipality_finder.h"

/** A point as its file gives it, with what its row says of where it is. */
typedef struct {
  double x, y;
  int municipality; /**< position in the dataset; -1: not said */
} pb_file_point;

/** How points fit a system. */
typedef struct {
  int epsg; /**< 0: none */
  bool axes_swapped;
  size_t n;
  size_t n_in_sweden; /**< in or near Sweden: sweden_outline.h */
  size_t n_stated;    /**< points whose row names a municipality with a known boundary … */
  size_t n_in_stated; /**< … and those that lie in it, or at most 500 m from it */
} pb_crs_fit;

typedef struct {
  pb_crs_fit fit;   /**< epsg 0: nothing is decided */
  int rivals[2];    /**< local zones between which nothing decides; 0: none */
  bool local_zones; /**< the numbers are those of the local zones */
} pb_crs_recognition;

/** Of a sample: some thousand points are plenty. */
pb_crs_recognition pb_crs_recognise(const pb_file_point *points, size_t n,
                                    const pb_geography *geography, pb_municipality_finder *finder);

/** How points fit a system that is known, with the order of axes that fits better (as given, unless
 * fewer than half of the points lie in Sweden so, and at least half the other way round). False
 * with PB_ERROR_INPUT for a code that does not exist. */
bool pb_crs_fit_points(int epsg, const pb_file_point *points, size_t n,
                       pb_municipality_finder *finder, pb_crs_fit *fit, GError **error);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/** The layers of a project, joined to its municipalities, all in SWEREF 99 TM (EPSG:3006, metres).
 */
#ifndef PB_GEO_GEOGRAPHY_H
#define PB_GEO_GEOGRAPHY_H

#include "engine/dataset.h"
#include "geo/layer.h"

/** A built-up area (tätort) as a labelled point. */
typedef struct {
  char *name;
  double x, y;
  int64_t population; /**< 0: not known */
  int municipality;   /**< position in the dataset, by code or point in polygon; -1: none */
} pb_place;

/** Radius of the circle that a built-up area of so many residents covers at 1 500 residents a
 * square kilometre, about what Swedish ones have; at least 500 m. Metres. */
double pb_place_radius_m(const pb_place *place);

typedef struct pb_geography {
  pb_layer *municipalities; /**< polygons; NULL: no such layer */
  int *feature_of;          /**< municipality position -> feature of `municipalities`, -1: none */
  size_t n_municipalities;
  pb_layer *counties; /**< polygons; NULL: no such layer */
  pb_place *places;   /**< by falling population, then name */
  size_t n_places;
  pb_layer **backgrounds; /**< drawn faintly behind maps: water, roads; NULL: none */
  size_t n_backgrounds;
  GPtrArray *notes; /**< sentences (char *) for Data och metod: what was guessed or left out */
} pb_geography;

/** Nothing in it; pb_load_geography fills it. */
pb_geography *pb_geography_new(void);

void pb_geography_free(pb_geography *geography);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(pb_geography, pb_geography_free)

#endif

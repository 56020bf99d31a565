/* SPDX-License-Identifier: GPL-3.0-or-later */
/** The layers of a project, joined to its municipalities, all in one plane: SWEREF 99 TM
 * (EPSG:3006, metres) unless the project is about another country. */
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
/** A part of a municipality: a DeSO or RegSO area, a city district. */
typedef struct {
  char *code;       /**< NULL: the layer gives none */
  char *name;       /**< else the code; NULL: neither */
  int municipality; /**< position in the dataset, by code or label point; -1: none */
} pb_sub_area;

/** A layer of sub-areas. */
typedef struct {
  char *name;         /**< of the [layer NAME] */
  pb_layer *layer;    /**< polygons */
  pb_sub_area *areas; /**< one a feature */
} pb_sub_area_layer;

/** What became of one [layer NAME], for check and Data och metod. */
typedef struct {
  char *name, *role, *path; /**< as in pb_layer_spec; "" where not given */
  int epsg;                 /**< of the file; 0: not known */
  pb_crs_origin crs_origin;
  pb_geometry geometry;
  size_t n_features, n_without_geometry;
  size_t n_in_municipalities; /**< features that belong to a municipality; not for counties and
                                 backgrounds */
  char *encoding;             /**< of the attributes; NULL: not read */
  GPtrArray *notes;           /**< sentences (char *) */
  GError *error;              /**< why the layer could not be used; NULL: it is used */
} pb_layer_info;

typedef struct pb_geography {
  int epsg; /**< plane of all layers: 3006 unless the project is about another country */
  pb_layer *municipalities; /**< polygons; NULL: no such layer */
  int *feature_of;          /**< municipality position -> feature of `municipalities`, -1: none */
  size_t n_municipalities;
  pb_layer *counties; /**< polygons; NULL: no such layer */
  pb_place *places;   /**< by falling population, then name */
  size_t n_places;
  pb_layer **backgrounds; /**< drawn faintly behind maps: water, roads; NULL: none */
  size_t n_backgrounds;
  pb_sub_area_layer *sub_areas; /**< in the order of the project file */
  size_t n_sub_areas;
  pb_layer_info *layers; /**< every layer, in the order of the project file */
  size_t n_layers;
  GPtrArray *notes; /**< sentences (char *) for Data och metod: what was guessed or left out */
} pb_geography;

/** Nothing in it; pb_load_geography fills it. */
pb_geography *pb_geography_new(void);

void pb_geography_free(pb_geography *geography);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(pb_geography, pb_geography_free)

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Reads the layers of a project and joins them to its municipalities.
 *
 * Every layer is brought to SWEREF 99 TM, or to the plane of a project about another country.
 * Municipalities are joined by code (four digits; "880" is read as "0880"). A built-up area belongs
 * to the municipality whose code the layer gives in `code_field`; without a known code, to the one
 * whose polygon contains it. The code comes first because boundaries are generalised: by them the
 * middle of Göteborg lies in Mölndal. Sub-areas: see sub_areas.h. There may be several layers of
 * sub-areas, places and backgrounds, one of municipalities and one of counties.
 */
#ifndef PB_GEO_LOAD_GEOGRAPHY_H
#define PB_GEO_LOAD_GEOGRAPHY_H

#include "geo/geography.h"

/** One [layer NAME]. Texts are borrowed; NULL or "" where not given. */
typedef struct {
  const char *name; /**< of the section */
  const char *role; /**< "municipalities", "counties", "sub-areas", "places" or "background" */
  const char *path; /**< of the .shp; absolute or relative to the current folder */
  /** Names of attributes; NULL: the first that exists of those such layers usually have (KnKod,
   * code, kommunkod …; for places the municipality's code: mun_code …). */
  const char *code_field, *name_field, *population_field;
  int epsg;             /**< 0: from the .prj */
  const char *encoding; /**< NULL: found */
} pb_layer_spec;

/** NULL with PB_ERROR_INPUT (a file or an attribute, by name), PB_ERROR_PROJECT (an unknown role)
 * or PB_ERROR_MEMORY. No specs: a geography without layers. `dataset` is only read. Thread-safe.
 * Free with pb_geography_free. */
pb_geography *pb_load_geography(const pb_layer_spec *specs, size_t n, const pb_dataset *dataset,
                                GError **error);
/** The same for `check`: a layer that cannot be used does not hide the others. Never NULL; what
 * was wrong stands in the geography's `layers`. */
pb_geography *pb_load_geography_collect(const pb_layer_spec *specs, size_t n,
                                        const pb_dataset *dataset);

#endif

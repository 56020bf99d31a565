/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Attributes of layers: found by name, read as text, and joined to municipalities. Internal to the
 * loading of layers. */
#ifndef PB_GEO_LAYER_FIELDS_H
#define PB_GEO_LAYER_FIELDS_H

#include "geo/geography.h"
#include "geo/load_geography.h"
#include "geo/spatial_index.h"

/** The attribute `wanted`, or where that is not given the first of `usual` that there is. NULL:
 * none.
 */
const pb_column *pb_layer_field(const pb_layer *layer, const char *wanted, const char *const *usual,
                                size_t n);
/** Says which attributes there are, so that the right one can be copied from it to `key` =.
 * False with PB_ERROR_INPUT. */
bool pb_layer_field_missing(const pb_layer_spec *spec, const pb_layer *layer, const char *key,
                            const char *wanted, GError **error);
/** A cell as text without blanks around it, numbers without decimals; NULL: missing. g_free. */
char *pb_layer_text(const pb_column *column, size_t row);
/** Position of the municipality whose code stands in the cell ("880" is "0880"), or -1. */
int pb_layer_municipality(const pb_dataset *dataset, const pb_column *column, size_t row);

/** Which municipality a point lies in. */
typedef struct {
  pb_spatial_index *index;
  int *municipality_of; /**< by feature of the layer of municipalities; -1: none */
} pb_municipality_lookup;

/** NULL when the geography has no layer of municipalities; it must outlive the finder. */
pb_municipality_lookup *pb_municipality_lookup_new(const pb_geography *geography);
void pb_municipality_lookup_free(pb_municipality_lookup *finder);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(pb_municipality_lookup, pb_municipality_lookup_free)
/** -1: none, or `finder` is NULL. */
int pb_municipality_lookup_at(const pb_municipality_lookup *finder, double x, double y);

#endif

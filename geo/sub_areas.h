/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Sub-areas of municipalities: DeSO, RegSO, city districts.
 *
 * An area belongs to the municipality whose code its own code begins with, where codes are known to
 * be made so: four digits and a letter (DeSO 0180A0010, RegSO 0180R001), or longer codes of which
 * all in the layer begin with a municipality's. Else it belongs to the municipality whose polygon
 * holds its label point; where none does (boundaries are generalised: harbours and islands fall
 * outside) and at least four in five of the layer's areas are in one municipality, to that one, if
 * it lies at most 10 km beside it.
 */
#ifndef PB_GEO_SUB_AREAS_H
#define PB_GEO_SUB_AREAS_H

#include "geo/geography.h"
#include "geo/load_geography.h"

/** Add a layer, which is taken over, to geography->sub_areas; its municipalities must be joined
 * before. False with PB_ERROR_INPUT. */
bool pb_sub_areas_add(pb_geography *geography, const pb_layer_spec *spec, pb_layer *layer,
                      const pb_dataset *dataset, GError **error);

#endif

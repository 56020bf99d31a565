/* SPDX-License-Identifier: GPL-3.0-or-later */
/** The sub-area that each event's point lies in: part of placing events (event_places.h). */
#ifndef PB_GEO_EVENT_SUB_AREAS_H
#define PB_GEO_EVENT_SUB_AREAS_H

#include "engine/dataset.h"
#include "geo/geography.h"

/** Position of the layer of sub-areas that is used for municipality m: the first in the project
 * that has any in it; -1: none. */
int pb_sub_area_layer_of(const pb_geography *geography, int m);
/** Add the column `sub_area` (INT64: the feature of that layer) to the events; missing where there
 * is no point, no such layer or no area of the event's own municipality there. Without layers of
 * sub-areas no column is added. To be called by pb_locate_events. False with PB_ERROR_MEMORY. */
bool pb_assign_sub_areas(pb_dataset *dataset, const pb_geography *geography, GError **error);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Points that programs put events on when they know only an area: the middles of municipalities
 * and counties (centre of gravity, of the box, label point) and the points of built-up areas. */
#ifndef PB_GEO_AREA_MIDDLES_H
#define PB_GEO_AREA_MIDDLES_H

#include "engine/event_points.h"
#include "geo/geography.h"

typedef struct pb_area_middles pb_area_middles;

pb_area_middles *pb_area_middles_new(const pb_geography *geography);
void pb_area_middles_free(pb_area_middles *middles);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(pb_area_middles, pb_area_middles_free)

/** Is (x, y) such a point, to within `tolerance_m`? *reason is then PB_DEFAULT_MUNICIPALITY,
 * _COUNTY or _PLACE, in this order when several fit. Thread-safe. */
bool pb_area_middles_find(const pb_area_middles *middles, double x, double y, double tolerance_m,
                          pb_default_reason *reason);

#endif

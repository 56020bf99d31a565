/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Names for places that a statistic finds: clusters, scans. */
#ifndef PB_CLI_STAT_PLACES_H
#define PB_CLI_STAT_PLACES_H

#include "engine/result.h"

/** Add the columns nearest (name), distance_m and direction to a result with the columns x and y:
 * of the nearest named point of a shapefile of points, in the same system as x and y. The name is
 * in the attribute name, namn, tatort or the first text. PB_ERROR_USAGE when the result has no x
 * and y, PB_ERROR_INPUT when the layer is no layer of named points. */
bool pb_stat_places_name(pb_result *result, const char *path, GError **error);

#endif

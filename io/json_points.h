/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Points of events in check.json: what became of those of a source, and default points. */
#ifndef PB_IO_JSON_POINTS_H
#define PB_IO_JSON_POINTS_H

#include "engine/dataset.h"
#include "io/json_writer.h"

/** The object "points" of a source; null for a source without events. "crs" is null when there are
 * no points or their system is not known. */
void pb_json_source_points(pb_json *json, const pb_source_info *source);
/** The array "default_points", the busiest hundred, and "n_default_points", of all. Coordinates are
 * whole metres of EPSG:3006. */
void pb_json_default_points(pb_json *json, const pb_dataset *dataset);

#endif

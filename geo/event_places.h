/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Events on the map: the last step of loading, for which the layers are needed.
 *
 * For every source of events its coordinate system is decided (event_coordinates.h; what the
 * project says wins, and is checked) and the points are brought to SWEREF 99 TM, EPSG:3006, or to
 * the plane of a project about another country (dataset->crs). Then
 *
 * - a point that is certainly wrong is dropped: 0, 0, no number, or outside Sweden (where the whole
 *   source is not abroad); in a project about another country, more than 20 km outside the box
 *   around its municipalities;
 * - default coordinates are found (default_points.h);
 * - an event whose municipality is not known gets that of its point, in the county that it names if
 *   it names one; not from a point that stands for a county;
 * - a point that lies more than 500 m outside the municipality that its row names, or outside the
 *   county, is kept and marked;
 * - the part of its municipality that its point lies in is noted (event_sub_areas.h).
 *
 * Each event's judgement stands in the column point_quality (engine/event_points.h), each source's
 * counts in its pb_source_points, default points in the dataset's list, and what a human should see
 * in its diagnostics, by file and line.
 */
#ifndef PB_GEO_EVENT_PLACES_H
#define PB_GEO_EVENT_PLACES_H

#include "engine/dataset.h"
#include "geo/geography.h"

/** To be called once after the data and the layers are loaded, before threads share the dataset;
 * a second call does nothing. `geography` NULL: no layers; municipalities are then neither found
 * nor checked. Without events it does nothing. Time grows linearly in events; a million take less
 * than a second and at most 24 bytes each while it runs.
 *
 * False with PB_ERROR_INPUT when a crs of the project does not exist, or PB_ERROR_MEMORY. */
bool pb_locate_events(pb_dataset *dataset, const pb_geography *geography, GError **error);

#endif

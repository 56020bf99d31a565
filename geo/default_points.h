/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Default coordinates: points that stand for an area or for “unknown” instead of an address. A
 * hot-spot map drawn from them shows the middle of areas, and Polisen's public events have nothing
 * else. A point is taken for a default when one of these holds; the first decides what is said:
 *
 * 1. its source has one point an area: in at least three municipalities and counties with at least
 *    three events each, 30 events in all, 90 % of the events lie on the commonest point of their
 *    area. Then every point of the source is a default;
 * 2. it is the middle of a municipality or county (centre of gravity, of the box around it, or of
 *    label_point.h) or the point of a built-up area, to within 1 m, or 7.1 m where all coordinates
 *    of the source are rounded to 10 m or 0.0001 degrees;
 * 3. it holds more than 5 % of the events with a point of its municipality, at least 50, of at
 *    least 5 types, over at least 180 days. An address with much crime (a pub, a shop) has few
 *    types; a hospital, a police station or a large shopping centre of a small municipality may be
 *    taken for a default by this rule, so each point found is listed with its place for a human to
 *    see.
 *
 * The rules are this program's own; that such points exist and must be kept out is known from
 * Polisen's event feed.
 */
#ifndef PB_GEO_DEFAULT_POINTS_H
#define PB_GEO_DEFAULT_POINTS_H

#include "geo/geography.h"
#include "geo/same_points.h"

/** Events with projected points. Borrowed. */
typedef struct {
  const pb_dataset *dataset;
  const pb_geography *geography; /**< NULL: no layers */
  const pb_same_points *same;
  const double *x, *y;            /**< by row, EPSG:3006 */
  const int *section;             /**< by source: position of the first source of the same name */
  const bool *is_rounded;         /**< by source: coordinates are rounded to 10 m */
  const int16_t *municipality_of; /**< by row: where the point lies, -1: nowhere known */
} pb_located_events;

/** By group: 0 or 1 + pb_default_reason. g_free. */
uint8_t *pb_default_points_find(const pb_located_events *events);

/** The list for the dataset, sorted as it promises. *n may be 0. Free each `near` and the array
 * with g_free. */
pb_default_point *pb_default_points_list(const pb_located_events *events, const uint8_t *reasons,
                                         size_t *n);
/** One finding for each default point of the dataset's list, and one for each source with one point
 * an area. `section` as above. */
void pb_default_points_say(const pb_dataset *dataset, const int *section);

#endif
